"""What a user asks for when creating or changing tasks, before it is checked and stored."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from typing import Final

from desktop_app.domain.task import Due, Priority


class Unset(Enum):
    """The type of UNSET, which says that a field is to stay as it is."""

    UNSET = "unset"


UNSET: Final = Unset.UNSET


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDraft:
    """A task to be made. `list_name` is a list's name; a list that does not exist yet is made too."""

    title: str
    description: str = ""
    due: Due | None = None
    priority: Priority = Priority.NONE
    list_name: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPatch:
    """Changes to one or several tasks; what is UNSET stays as it is.

    `tags` replaces all tags; `add_tags` and `remove_tags` change single ones, compared folded.
    `completed_at` (UTC) corrects when a done task was done and leaves open tasks alone.
    """

    title: str | Unset = UNSET
    description: str | Unset = UNSET
    due: Due | None | Unset = UNSET
    priority: Priority | Unset = UNSET
    list_name: str | None | Unset = UNSET
    tags: tuple[str, ...] | Unset = UNSET
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    completed_at: dt.datetime | Unset = UNSET
