"""What a file holds, after it was read and checked and before anything is decided about it.

A field that the file says nothing about is UNSET, so that importing a file with few columns leaves
the other fields of existing tasks alone.
"""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from desktop_app.domain.changes import UNSET, Unset
from desktop_app.domain.errors import InvalidField, Problem
from desktop_app.domain.task import MissedRule, Priority, Status

_ROWS_WITHOUT_ID = UUID("6c0a3f0e-5c3f-5d6b-9f0a-2f7d1b8e4c55")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedTask:
    """One valid entry of a file."""

    line: int
    """The physical line of the file that it starts on."""
    id: UUID | None = None
    title: str
    description: str | Unset = UNSET
    due_date: dt.date | None | Unset = UNSET
    due_time: dt.time | None | Unset = UNSET
    priority: Priority | Unset = UNSET
    status: Status | Unset = UNSET
    completed_at: dt.datetime | None | Unset = UNSET
    """UTC. UNSET on a done entry means that nobody knows; None that this is to stay so."""
    list_name: str | Unset = UNSET
    """Empty for the Inbox. A file names its lists either by name or by id."""
    list_id: UUID | None | Unset = UNSET
    """The id of one of the file's own lists."""
    tags: tuple[str, ...] | Unset = UNSET
    created_at: dt.datetime | Unset = UNSET
    """UTC."""
    deleted_at: dt.datetime | None | Unset = UNSET
    """UTC."""
    position: str | None | Unset = UNSET
    repeat: str | None | Unset = UNSET
    missed_rule: MissedRule | Unset = UNSET
    series_id: UUID | None | Unset = UNSET
    follows: UUID | None | Unset = UNSET
    reminder: str | None | Unset = UNSET
    snoozed_until: str | None | Unset = UNSET
    extra: Mapping[str, Any] | Unset = UNSET


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedList:
    """One valid list of a file that carries lists."""

    line: int
    """The physical line of the file that it starts on."""
    id: UUID
    name: str
    colour: str | None | Unset = UNSET
    position: str | None | Unset = UNSET
    extra: Mapping[str, Any] | Unset = UNSET
    created_at: dt.datetime | Unset = UNSET
    deleted_at: dt.datetime | None | Unset = UNSET


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedFile:
    """Everything that was understood of a file, and the names of what was not."""

    tasks: tuple[ImportedTask, ...]
    lists: tuple[ImportedList, ...] = ()
    unknown: tuple[str, ...] = field(default=())
    """Columns or keys that Tickbox has no field for, in the file's order."""


def twins(entries: Iterable[ImportedTask] | Iterable[ImportedList]) -> list[InvalidField]:
    """An error for each entry whose id an earlier entry has already."""
    seen: set[UUID] = set()
    errors = []
    for entry in entries:
        if entry.id in seen:
            errors.append(InvalidField("id", Problem.ALREADY_USED, value=str(entry.id), line=entry.line))
        if entry.id is not None:
            seen.add(entry.id)
    return errors


def ids_of(entries: Iterable[ImportedTask]) -> list[UUID]:
    """The id of each entry; one without gets an id that follows from what it says.

    Equal entries of one file are told apart by their number, so reading the same file again gives
    the same ids, and one changed entry changes no other's.
    """
    seen: Counter[str] = Counter()
    ids = []
    for entry in entries:
        if entry.id is not None:
            ids.append(entry.id)
            continue
        content = _content(entry)
        ids.append(uuid5(_ROWS_WITHOUT_ID, f"{seen[content]} {content}"))
        seen[content] += 1
    return ids


def _content(entry: ImportedTask) -> str:
    """All that an entry says, in one text. An empty column says as much as an absent one."""
    said = (
        entry.title,
        entry.description,
        entry.due_date,
        entry.due_time,
        entry.priority,
        entry.status,
        entry.completed_at,
        entry.list_name if entry.list_name is not UNSET else entry.list_id,
        *(() if entry.tags is UNSET else entry.tags),
        entry.created_at,
    )
    return json.dumps(["" if value is UNSET or not value else str(value) for value in said])
