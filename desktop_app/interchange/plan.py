"""Deciding what an import would do, before it does any of it.

Nothing here writes: the caller hands in what exists and gets back what to add and what to change.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from desktop_app.domain.changes import UNSET
from desktop_app.domain.errors import InvalidField, Problem
from desktop_app.domain.task import Due, Status, Task
from desktop_app.domain.task_list import TaskList
from desktop_app.interchange.records import ImportedFile, ImportedList, ImportedTask, ids_of
from sync_protocol.text import name_key

_TAKEN_AS_THEY_ARE = (
    "description",
    "priority",
    "position",
    "repeat",
    "missed_rule",
    "series_id",
    "follows",
    "reminder",
    "snoozed_until",
    "extra",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an import would do."""

    new_lists: tuple[TaskList, ...]
    changed_lists: tuple[TaskList, ...]
    new_tasks: tuple[Task, ...]
    changed_tasks: tuple[tuple[Task, Task], ...]
    """Each as it is and as it will be."""
    unchanged: int
    """How many entries ask for nothing new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """What the user's file holds at the moment of the import."""

    tasks: Mapping[UUID, Task]
    """Those that the imported file may speak of."""
    lists: Sequence[TaskList]
    """All of them, deleted ones included."""
    spelled: Callable[[Iterable[str]], tuple[str, ...]]
    """Gives tags the spelling that they have here."""
    now: dt.datetime
    """UTC."""


def plan_import(imported: ImportedFile, present: Present, new_id: Callable[[], UUID]) -> Plan:
    """What it takes for the user's file to say what the imported one says.

    An entry whose id exists changes that task in the fields that the entry has, and brings it back
    if it is in the Trash. An entry without an id that was imported before is left as it is by now,
    unless it is in the Trash. Raises InvalidField for a list whose new name another list has.
    """
    lists = _Lists(present.lists, new_id, present.now)
    for entry in imported.lists:
        lists.take(entry)
    tasks = _Tasks(present, lists)
    for task_id, task in zip(ids_of(imported.tasks), imported.tasks, strict=True):
        tasks.take(task_id, task)
    return Plan(
        new_lists=tuple(lists.new.values()),
        changed_lists=tuple(lists.changed.values()),
        new_tasks=tuple(tasks.new),
        changed_tasks=tuple(tasks.changed),
        unchanged=tasks.unchanged,
    )


class _Lists:
    """The lists as they will be."""

    def __init__(self, present: Sequence[TaskList], new_id: Callable[[], UUID], now: dt.datetime) -> None:
        self._new_id = new_id
        self._now = now
        self._by_id = {task_list.id: task_list for task_list in present}
        self._live = {name_key(found.name): found for found in present if found.deleted_at is None}
        self._stands_for: dict[UUID, UUID] = {}
        self.new: dict[UUID, TaskList] = {}
        self.changed: dict[UUID, TaskList] = {}

    def take(self, entry: ImportedList) -> None:
        """A list of the file is the one with its id, else the live one of its name, else a new one."""
        before = self._by_id.get(entry.id)
        after = self._after(entry, before)
        namesake = self._live.get(name_key(after.name)) if after.deleted_at is None else None
        if namesake is not None and namesake.id != entry.id:
            if before is not None and before.deleted_at is None:
                raise InvalidField("list", Problem.ALREADY_USED, value=namesake.name, line=entry.line)
            self._stands_for[entry.id] = namesake.id
        elif after != before:
            self._put(before, after)

    def named(self, name: str) -> UUID | None:
        """The list of that name, made if there is none; None for the Inbox's empty name."""
        if not name:
            return None
        found = self._live.get(name_key(name))
        if found is None:
            found = TaskList(id=self._new_id(), name=name, created_at=self._now, updated_at=self._now)
            self._put(None, found)
        return found.id

    def here(self, list_id: UUID | None) -> UUID | None:
        """The list that a list of the file is here."""
        return None if list_id is None else self._stands_for.get(list_id, list_id)

    def name_of(self, list_id: UUID | None) -> str:
        """The name under which a task's list shows; empty for the Inbox and for a deleted list."""
        found = None if list_id is None else self._by_id.get(list_id)
        return "" if found is None or found.deleted_at is not None else found.name

    def _after(self, entry: ImportedList, before: TaskList | None) -> TaskList:
        if before is None:
            before = TaskList(id=entry.id, name=entry.name, created_at=self._now, updated_at=self._now)
        fields = _given(entry, ("colour", "position", "extra", "created_at"))
        deleted_at = None if entry.deleted_at is UNSET else entry.deleted_at
        return replace(before, name=entry.name, deleted_at=deleted_at, **fields)

    def _put(self, before: TaskList | None, after: TaskList) -> None:
        if before is not None and before.deleted_at is None:
            del self._live[name_key(before.name)]
        self._by_id[after.id] = after
        if after.deleted_at is None:
            self._live[name_key(after.name)] = after
        is_new = before is None or before.id in self.new
        (self.new if is_new else self.changed)[after.id] = after


class _Tasks:
    """The tasks as they will be."""

    def __init__(self, present: Present, lists: _Lists) -> None:
        self._present = present
        self._lists = lists
        self._spellings: dict[str, str] = {}
        self.new: list[Task] = []
        self.changed: list[tuple[Task, Task]] = []
        self.unchanged = 0

    def take(self, task_id: UUID, entry: ImportedTask) -> None:
        before = self._present.tasks.get(task_id)
        if before is None:
            now = self._present.now
            blank = Task(id=task_id, title=entry.title, created_at=now, updated_at=now)
            self.new.append(self._after(entry, blank))
            return
        was_imported_before = entry.id is None and not before.is_deleted
        after = before if was_imported_before else self._after(entry, before)
        if after == before:
            self.unchanged += 1
        else:
            self.changed.append((before, replace(after, updated_at=self._present.now)))

    def _after(self, entry: ImportedTask, before: Task) -> Task:
        return replace(
            before,
            title=entry.title,
            due=_due(entry, before),
            list_id=self._list_id(entry, before),
            tags=self._tags(entry, before),
            created_at=before.created_at if entry.created_at is UNSET else entry.created_at,
            deleted_at=None if entry.deleted_at is UNSET else entry.deleted_at,
            **self._completion(entry, before),
            **_given(entry, _TAKEN_AS_THEY_ARE),
        )

    def _completion(self, entry: ImportedTask, before: Task) -> dict[str, Any]:
        """Status and time of completion; one that nobody knows is now, unless the task has one."""
        if entry.status is UNSET:
            return {}
        if entry.status is Status.OPEN:
            return {"status": Status.OPEN, "completed_at": None}
        unknown = before.completed_at if before.is_done else self._present.now
        return {"status": Status.DONE, "completed_at": unknown if entry.completed_at is UNSET else entry.completed_at}

    def _list_id(self, entry: ImportedTask, before: Task) -> UUID | None:
        if entry.list_id is not UNSET:
            return self._lists.here(entry.list_id)
        if entry.list_name is UNSET:
            return before.list_id
        # A task whose list is deleted shows in the Inbox; a file that says so changes nothing.
        same = name_key(self._lists.name_of(before.list_id)) == name_key(entry.list_name)
        return before.list_id if same else self._lists.named(entry.list_name)

    def _tags(self, entry: ImportedTask, before: Task) -> tuple[str, ...]:
        if entry.tags is UNSET or set(map(name_key, entry.tags)) == set(map(name_key, before.tags)):
            return before.tags
        return tuple(map(self._spelled, entry.tags))

    def _spelled(self, tag: str) -> str:
        """The tag as it is spelled here, or as the file spelled it first."""
        key = name_key(tag)
        if key not in self._spellings:
            self._spellings[key] = self._present.spelled([tag])[0]
        return self._spellings[key]


def _due(entry: ImportedTask, before: Task) -> Due | None:
    if entry.due_date is UNSET:
        return before.due
    if entry.due_date is None:
        return None
    kept = None if before.due is None else before.due.time
    return Due(entry.due_date, kept if entry.due_time is UNSET else entry.due_time)


def _given(entry: ImportedTask | ImportedList, names: Iterable[str]) -> dict[str, Any]:
    """Those of the fields that the entry has."""
    return {name: value for name in names if (value := getattr(entry, name)) is not UNSET}
