"""A task, its parts, and the rules that every task obeys.

Values are checked where they enter the program by the functions at the end of this module; a
`Task` that exists is a valid one. Times are UTC with microseconds; due dates are floating local
dates, never shifted by a time zone.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from functools import total_ordering
from typing import Any
from uuid import UUID

from desktop_app.domain.errors import InvalidField, Problem
from sync_protocol import limits, words
from sync_protocol.text import control_character, name_key, normalise


class Status(IntEnum):
    """Open (`Pending` on the wire) or done (`Complete` on the wire)."""

    OPEN = 0
    DONE = 1


class Priority(IntEnum):
    """How much a task matters; a higher number matters more."""

    NONE = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3


class MissedRule(Enum):
    """What a repeating task does about dates that passed unseen."""

    ONCE = words.MISSED_ONCE
    EACH = words.MISSED_EACH
    SKIP = words.MISSED_SKIP


@total_ordering
@dataclass(frozen=True, slots=True)
class Due:
    """When a task is due: a local date and, if the user gave one, a local time of that day.

    In order, a whole day comes before the times of that day.
    """

    date: dt.date
    time: dt.time | None = None

    def __lt__(self, other: "Due") -> bool:
        return self._key < other._key

    @property
    def _key(self) -> tuple[dt.date, bool, dt.time]:
        return self.date, self.time is not None, self.time or dt.time()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do, as it stands in the user's file."""

    id: UUID
    title: str
    description: str = ""
    due: Due | None = None
    priority: Priority = Priority.NONE
    status: Status = Status.OPEN
    completed_at: dt.datetime | None = None
    """UTC. A foreign server may send a done task without it, so done never follows from it."""
    list_id: UUID | None = None
    """The list it was put in; it shows in the Inbox while that list is deleted or unknown."""
    tags: tuple[str, ...] = ()
    """Sorted by their folded form, each at most once."""
    position: str | None = None
    repeat: str | None = None
    missed_rule: MissedRule = MissedRule.ONCE
    series_id: UUID | None = None
    follows: UUID | None = None
    reminder: str | None = None
    snoozed_until: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Fields of imports and of newer programs, kept and given back unread."""
    created_at: dt.datetime
    updated_at: dt.datetime
    deleted_at: dt.datetime | None = None

    @property
    def is_done(self) -> bool:
        """Whether it is done."""
        return self.status is Status.DONE

    @property
    def is_deleted(self) -> bool:
        """Whether it is in the Trash."""
        return self.deleted_at is not None


_TAG_BREAKERS = re.compile(r"[\s;,#@]")


def valid_title(text: str) -> str:
    """The title as it is stored: trimmed, NFC.

    Raises InvalidField if it is empty, too long, or holds a control character.
    """
    title = normalise(text)
    if not title:
        raise InvalidField("title", Problem.EMPTY)
    return _valid_line("title", title, limits.TITLE_LENGTH)


def valid_description(text: str) -> str:
    """The description, unchanged. Raises InvalidField if it is too large or cannot be shown."""
    if (letter := control_character(text, allow_newlines=True)) is not None:
        raise InvalidField("description", Problem.CONTROL_CHARACTER, value=letter)
    if len(text.encode()) > limits.DESCRIPTION_BYTES:
        raise InvalidField("description", Problem.TOO_LONG, limit=limits.DESCRIPTION_BYTES)
    return text


def valid_due(due: Due | None) -> Due | None:
    """The due date as it is stored: its time to the minute and without a zone."""
    if due is None or due.time is None:
        return due
    return Due(due.date, due.time.replace(second=0, microsecond=0, tzinfo=None, fold=0))


def valid_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """The tags as they are stored: without a leading @, each once, sorted by folded form.

    Of two spellings of one tag the first stays. Raises InvalidField for a tag that is empty, too
    long or holds a character that separates tags, and for more tags than a task can carry.
    """
    kept: dict[str, str] = {}
    for text in tags:
        tag = normalise(normalise(text).removeprefix("@"))
        if not tag:
            raise InvalidField("tags", Problem.EMPTY)
        if _TAG_BREAKERS.search(tag):
            raise InvalidField("tags", Problem.TAG_CHARACTER, value=tag)
        kept.setdefault(name_key(tag), _valid_line("tags", tag, limits.TAG_LENGTH))
    if len(kept) > limits.TAGS_PER_TASK:
        raise InvalidField("tags", Problem.TOO_MANY, limit=limits.TAGS_PER_TASK)
    return tuple(kept[key] for key in sorted(kept))


def valid_list_name(text: str) -> str:
    """A list's name as it is stored: trimmed, NFC. Raises InvalidField like `valid_title`."""
    name = normalise(text)
    if not name:
        raise InvalidField("list", Problem.EMPTY)
    return _valid_line("list", name, limits.LIST_NAME_LENGTH)


def _valid_line(field_name: str, text: str, limit: int) -> str:
    if (letter := control_character(text)) is not None:
        raise InvalidField(field_name, Problem.CONTROL_CHARACTER, value=letter)
    if len(text) > limit:
        raise InvalidField(field_name, Problem.TOO_LONG, limit=limit, value=str(len(text)))
    return text
