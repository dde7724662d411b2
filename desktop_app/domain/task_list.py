"""A list of tasks: a name and a colour that tasks can be filed under."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from desktop_app.domain.errors import InvalidField, Problem

_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskList:
    """A list as it stands in the user's file. Its name is unique there while it is not deleted."""

    id: UUID
    name: str
    colour: str | None = None
    """`#rrggbb`, or None for the theme's own colour."""
    position: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    created_at: dt.datetime
    updated_at: dt.datetime
    deleted_at: dt.datetime | None = None


def valid_colour(text: str | None) -> str | None:
    """The colour as it is stored, in lower case. Raises InvalidField unless it is `#rrggbb`."""
    if text is None:
        return None
    colour = text.strip().lower()
    if not _COLOUR.fullmatch(colour):
        raise InvalidField("colour", Problem.NOT_A_COLOUR, value=text)
    return colour
