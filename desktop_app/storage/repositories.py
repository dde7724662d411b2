"""The write side: tasks and lists as they stand, changed inside one transaction.

Each change notes itself in the transaction's journal, so no caller can forget to.
"""

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from desktop_app.domain.errors import InvalidField, Missing, NotFound, Problem
from desktop_app.domain.task import Task
from desktop_app.domain.task_list import TaskList
from desktop_app.storage import codec
from desktop_app.storage.codec import Fields
from desktop_app.storage.journal import LIST_KIND, TASK_KIND, JournalWriter
from sync_protocol.text import name_key

_IDS_AT_ONCE = 500


class ListRepository:
    """The lists of the file."""

    def __init__(self, connection: sqlite3.Connection, journal: JournalWriter, now: dt.datetime) -> None:
        self._connection = connection
        self._journal = journal
        self._now = now

    def get(self, list_id: UUID) -> TaskList:
        """Raises NotFound."""
        return self._read(list_id)[1]

    def find(self, list_id: UUID) -> TaskList | None:
        """The list if it exists, deleted or not."""
        try:
            return self.get(list_id)
        except NotFound:
            return None

    def by_record(self, record: int) -> TaskList | None:
        """The list of that row, deleted or not."""
        row = self._connection.execute(f"SELECT {codec.LIST_COLUMNS} FROM task_list WHERE id = ?", (record,)).fetchone()
        return None if row is None else codec.list_from_row(row)

    def named(self, name: str) -> TaskList | None:
        """The live list of that name, compared without case."""
        row = self._connection.execute(
            f"SELECT {codec.LIST_COLUMNS} FROM task_list WHERE name_key = ? AND deleted_at IS NULL", (name_key(name),)
        ).fetchone()
        return None if row is None else codec.list_from_row(row)

    def add(self, task_list: TaskList) -> None:
        """Raises InvalidField if a live list has that name."""
        self._refuse_second(task_list)
        columns = codec.list_columns(codec.list_fields(task_list))
        columns |= {"uuid": task_list.id.bytes, "updated_at": codec.to_microseconds(self._now)}
        self._journal.created(LIST_KIND, _insert(self._connection, "task_list", columns))

    def save(self, after: TaskList) -> None:
        """Writes what differs from the stored list. Raises InvalidField as `add` does."""
        self._refuse_second(after)
        record, stored = self._read(after.id)
        before_fields, after_fields = codec.changed(codec.list_fields(stored), codec.list_fields(after))
        if after_fields:
            _update(self._connection, "task_list", record, codec.list_columns(after_fields), self._now)
            self._journal.changed(LIST_KIND, record, before_fields, after_fields)

    def row_of(self, list_id: UUID) -> int:
        """The row of a list, which is made as a deleted one without a name if it has not arrived yet."""
        row = self._connection.execute("SELECT id FROM task_list WHERE uuid = ?", (list_id.bytes,)).fetchone()
        if row is not None:
            return int(row[0])
        now = codec.to_microseconds(self._now)
        columns = {"uuid": list_id.bytes, "name": "", "name_key": "", "created_at": now, "updated_at": now}
        return _insert(self._connection, "task_list", {**columns, "deleted_at": now})

    def _refuse_second(self, task_list: TaskList) -> None:
        same = self.named(task_list.name)
        if task_list.deleted_at is None and same is not None and same.id != task_list.id:
            raise InvalidField("list", Problem.ALREADY_USED, value=same.name)

    def _read(self, list_id: UUID) -> tuple[int, TaskList]:
        row = self._connection.execute(
            f"SELECT {codec.LIST_COLUMNS}, id FROM task_list WHERE uuid = ?", (list_id.bytes,)
        ).fetchone()
        if row is None:
            raise NotFound(Missing.LIST, str(list_id))
        return row[-1], codec.list_from_row(row)


class TaskRepository:
    """The tasks of the file, those in the Trash included."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        journal: JournalWriter,
        lists: ListRepository,
        now: dt.datetime,
        local_day: Callable[[dt.datetime], dt.date],
    ) -> None:
        self._connection = connection
        self._journal = journal
        self._lists = lists
        self._now = now
        self._local_day = local_day
        self._records: dict[UUID, int] = {}

    def get(self, task_id: UUID) -> Task:
        """Raises NotFound."""
        return self.get_many([task_id])[0]

    def get_many(self, task_ids: Iterable[UUID]) -> list[Task]:
        """The tasks in the order asked for, each once. Raises NotFound for the first that is absent."""
        wanted = list(dict.fromkeys(task_ids))
        found = self.find_many(wanted)
        for task_id in wanted:
            if task_id not in found:
                raise NotFound(Missing.TASK, str(task_id))
        return [found[task_id] for task_id in wanted]

    def find_many(self, task_ids: Sequence[UUID]) -> dict[UUID, Task]:
        """Those of the tasks that exist."""
        found: dict[UUID, Task] = {}
        for start in range(0, len(task_ids), _IDS_AT_ONCE):
            part = [task_id.bytes for task_id in task_ids[start : start + _IDS_AT_ONCE]]
            marks = ", ".join("?" * len(part))
            rows = self._connection.execute(
                f"SELECT {codec.TASK_COLUMNS}, task.id FROM task WHERE task.uuid IN ({marks})", part
            )
            for row in rows:
                task = codec.task_from_row(row)
                found[task.id] = task
                self._records[task.id] = row[-1]
        return found

    def by_record(self, record: int) -> Task | None:
        """The task of that row, deleted or not."""
        row = self._connection.execute(f"SELECT {codec.TASK_COLUMNS} FROM task WHERE id = ?", (record,)).fetchone()
        if row is None:
            return None
        task = codec.task_from_row(row)
        self._records[task.id] = record
        return task

    def spelled(self, tags: Iterable[str]) -> tuple[str, ...]:
        """The tags, each as it was first spelled in this file."""
        return tuple(self._first_spelling(tag) for tag in tags)

    def add(self, task: Task) -> None:
        """Stores a new task."""
        self._journal.created(TASK_KIND, self._insert(task, record=None))

    def save(self, before: Task, after: Task) -> None:
        """Writes what differs; `before` is the task as it was read in this transaction."""
        before_fields, after_fields = codec.changed(codec.task_fields(before), codec.task_fields(after))
        if after_fields:
            record = self._records[after.id]
            _update(self._connection, "task", record, self._columns(after_fields), self._now)
            self._journal.changed(TASK_KIND, record, before_fields, after_fields)

    def remove(self, task: Task) -> None:
        """Takes the row out for good; its journal entry keeps what undo needs."""
        record = self._records.pop(task.id)
        self._connection.execute("DELETE FROM task WHERE id = ?", (record,))
        self._journal.removed(TASK_KIND, record, {"id": str(task.id), **codec.task_fields(task)})

    def put_back(self, record: int, fields: Fields) -> None:
        """Makes a row again that `remove` took out, under its old number, unless the task is back already."""
        task_id = UUID(fields["id"])
        if not self.find_many([task_id]):
            self._journal.created(TASK_KIND, self._insert(codec.task_from_fields(task_id, fields, self._now), record))

    def _insert(self, task: Task, record: int | None) -> int:
        columns = self._columns(codec.task_fields(task))
        columns |= {"uuid": task.id.bytes, "updated_at": codec.to_microseconds(self._now)}
        if record is not None:
            columns["id"] = record
        self._records[task.id] = _insert(self._connection, "task", columns)
        return self._records[task.id]

    def _columns(self, fields: Fields) -> dict[str, Any]:
        return codec.task_columns(fields, self._lists.row_of, self._local_day)

    def _first_spelling(self, tag: str) -> str:
        row = self._connection.execute("SELECT name FROM tag WHERE name_key = ?", (name_key(tag),)).fetchone()
        return tag if row is None else str(row[0])


def _insert(connection: sqlite3.Connection, table: str, columns: dict[str, Any]) -> int:
    names = ", ".join(columns)
    marks = ", ".join("?" * len(columns))
    cursor = connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(columns.values()))
    assert cursor.lastrowid is not None  # noqa: S101 - an INSERT that succeeded has a row id
    return cursor.lastrowid


def _update(connection: sqlite3.Connection, table: str, record: int, columns: dict[str, Any], now: dt.datetime) -> None:
    assignments = ", ".join(f"{name} = ?" for name in columns)
    connection.execute(
        f"UPDATE {table} SET {assignments}, updated_at = ? WHERE id = ?",
        (*columns.values(), codec.to_microseconds(now), record),
    )
