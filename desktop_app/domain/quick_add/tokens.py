"""What a quick-add line means: its recognised spans and the task they describe."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from desktop_app.domain.task import Due, Priority


class TokenKind(Enum):
    """What a recognised span of the line says, and so what its `value` is."""

    DATE = "date"
    """A local date (`datetime.date`)."""
    TIME = "time"
    """A local time of day (`datetime.time`), as it was understood."""
    PRIORITY = "priority"
    """A `Priority`."""
    LIST = "list"
    """The name of a list (str), without its mark, quotes and backslashes; it need not exist."""
    TAG = "tag"
    """A tag (str) without its @."""
    DESCRIPTION = "description"
    """The description (str), trimmed."""
    LITERAL = "literal"
    """Words of the title (str) that stand in quotes and are taken as they are."""


Value = dt.date | dt.time | Priority | str


@dataclass(frozen=True, slots=True)
class Token:
    """One recognised span: `text[start:end]`, counted in code points."""

    start: int
    end: int
    kind: TokenKind
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickAdd:
    """A line as it was understood. Nothing in it is validated yet: the title may be empty."""

    title: str
    """The remaining words with single blanks between them, quotes around literals taken off."""
    description: str = ""
    due: Due | None = None
    priority: Priority | None = None
    """None if the line says nothing about it."""
    list_name: str | None = None
    tags: tuple[str, ...] = ()
    """In the order of the line; of two spellings of one tag the first."""
    tokens: tuple[Token, ...] = ()
    """In the order of the line; they never overlap."""
