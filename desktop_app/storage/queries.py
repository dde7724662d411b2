"""The read side: which tasks a list shows in which order, and the rows to show.

A list is asked for once as an array of handles and then page by page by handle, so that neither
scrolling nor the size of the file costs anything.
"""

import datetime as dt
import json
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from desktop_app.domain.errors import Missing, NotFound
from desktop_app.domain.listing import HistoryQuery, SortKey, TaskQuery, TaskRow
from desktop_app.domain.task import Priority, Status, Task
from desktop_app.domain.views import StatusFilter, View, trash_begins
from desktop_app.storage import codec
from desktop_app.storage.database import Database
from desktop_app.storage.search import Condition, search_condition
from sync_protocol.text import name_key, storable

_HANDLES_AT_ONCE = 500

_LIVE_LIST_NAME = "(SELECT name FROM task_list WHERE task_list.id = task.list AND task_list.deleted_at IS NULL)"
_DEAD_LISTS = "(SELECT id FROM task_list WHERE deleted_at IS NOT NULL)"
_ORDERS = {
    SortKey.DUE: ("task.due_key", "task.id"),
    SortKey.TITLE: ("task.title_fold", "task.id"),
    SortKey.PRIORITY: ("task.priority DESC", "task.due_key", "task.id"),
    SortKey.LIST: (f"fold(coalesce({_LIVE_LIST_NAME}, ''))", "task.due_key", "task.id"),
    SortKey.DELETED: ("task.deleted_at", "task.id"),
}
_ROW_COLUMNS = (
    "task.id, task.uuid, task.title, task.description <> '', task.due_date, task.due_time, task.priority, "
    f"task.status, task.completed_at, task.completed_day, {_LIVE_LIST_NAME}, task.tags, task.deleted_at"
)


class TaskQueries:
    """Reads tasks from one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def handles(self, query: TaskQuery) -> "array[int]":
        """The handles of all tasks that the query asks for, in its order."""
        with self._database.read() as connection:
            condition = _narrowed(connection, query)
            return _handles(connection, _ordered(query, condition))

    def history_handles(self, query: HistoryQuery) -> "array[int]":
        """The handles of completed tasks, newest completion first."""
        with self._database.read() as connection:
            condition = _completed(connection, query)
            sql = (
                f"SELECT task.id AS id FROM task WHERE {condition.sql} "
                "ORDER BY task.completed_day DESC, task.completed_at DESC, task.id DESC"
            )
            return _handles(connection, (sql, condition.values))

    def rows(self, handles: Sequence[int]) -> list[TaskRow | None]:
        """The rows of those handles in their order; None for a task that is gone."""
        with self._database.read() as connection:
            by_handle = {row[0]: _task_row(row) for row in _by_handles(connection, _ROW_COLUMNS, handles)}
        return [by_handle.get(handle) for handle in handles]

    def task(self, task_id: UUID) -> Task:
        """One whole task. Raises NotFound."""
        with self._database.read() as connection:
            row = connection.execute(
                f"SELECT {codec.TASK_COLUMNS} FROM task WHERE task.uuid = ?", (task_id.bytes,)
            ).fetchone()
            if row is None:
                raise NotFound(Missing.TASK, str(task_id))
            return codec.task_from_row(row)

    def tasks(self, handles: Sequence[int]) -> list[Task]:
        """Whole tasks of those handles, in their order; tasks that are gone are left out."""
        columns = f"{codec.TASK_COLUMNS}, task.id"
        with self._database.read() as connection:
            by_handle = {row[-1]: codec.task_from_row(row) for row in _by_handles(connection, columns, handles)}
        return [by_handle[handle] for handle in handles if handle in by_handle]

    def everything(self) -> "array[int]":
        """The handles of all tasks, oldest first, those in the Trash included."""
        with self._database.read() as connection:
            return _handles(connection, ("SELECT task.id AS id FROM task ORDER BY task.id", []))


def _by_handles(connection: sqlite3.Connection, columns: str, handles: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """The rows of any number of handles; SQLite binds only so many values to one statement."""
    for start in range(0, len(handles), _HANDLES_AT_ONCE):
        part = tuple(handles[start : start + _HANDLES_AT_ONCE])
        marks = ", ".join("?" * len(part))
        yield from connection.execute(f"SELECT {columns} FROM task WHERE task.id IN ({marks})", part)


def _handles(connection: sqlite3.Connection, statement: tuple[str, list[Any]]) -> "array[int]":
    """One JSON text from SQLite is the fastest way to bring a million numbers over."""
    sql, values = statement
    text = connection.execute(f"SELECT json_group_array(id) FROM ({sql})", values).fetchone()[0]
    return array("q", json.loads(text))


def _ordered(query: TaskQuery, condition: Condition) -> tuple[str, list[Any]]:
    keys = _ORDERS[query.sort]
    if query.view is View.TRASH:
        return _select(condition, _order_by(keys, query.descending))
    # With few rows left, looking each up and sorting is cheaper than walking the index: the plus
    # sign keeps SQLite from using the index of the order.
    status = "+task.status" if condition.is_selective else "task.status"
    parts = [
        _with_keys(condition, keys, f"{status} = {int(wanted)}") for wanted in Status if query.status.admits(wanted)
    ]
    # Each part comes sorted from its index and SQLite merges the two without sorting again.
    order = ", ".join(f"key{at} {_direction(key, query.descending)}" for at, key in enumerate(keys))
    sql = f"SELECT id FROM ({' UNION ALL '.join(parts)} ORDER BY {order})"
    return sql, condition.values * len(parts)


def _with_keys(condition: Condition, keys: Sequence[str], status: str) -> str:
    named = ", ".join(f"{key.removesuffix(' DESC')} AS key{at}" for at, key in enumerate(keys))
    return f"SELECT task.id AS id, {named} FROM task WHERE {status} AND {condition.sql}"


def _select(condition: Condition, order: str) -> tuple[str, list[Any]]:
    return f"SELECT task.id AS id FROM task WHERE {condition.sql} ORDER BY {order}", condition.values


def _order_by(keys: Sequence[str], descending: bool) -> str:
    return ", ".join(f"{key.removesuffix(' DESC')} {_direction(key, descending)}" for key in keys)


def _direction(key: str, descending: bool) -> str:
    return "DESC" if key.endswith(" DESC") != descending else "ASC"


def _narrowed(connection: sqlite3.Connection, query: TaskQuery) -> Condition:
    condition = search_condition(connection, query.search)
    today = query.today.isoformat()
    match query.view:
        case View.TRASH:
            _narrow_to_trash(condition, query)
        case View.INBOX:
            condition.add(f"(task.list IS NULL OR task.list IN {_DEAD_LISTS})")
        case View.TODAY:
            condition.add("task.due_key BETWEEN ? AND ?", today, today + "~")
        case View.UPCOMING:
            condition.add("task.due_key > ? AND task.due_key < '~'", today + "~")
        case View.OVERDUE:
            condition.add("task.due_key < ?", today)
        case View.ALL:
            pass
    if query.view is not View.TRASH:
        condition.add("task.deleted_at IS NULL")
    _narrow_to_list_and_tag(condition, query)
    return condition


def _narrow_to_trash(condition: Condition, query: TaskQuery) -> None:
    oldest = codec.to_microseconds(trash_begins(query.today))
    condition.add("task.deleted_at IS NOT NULL AND task.deleted_at >= ?", oldest)
    if query.status is not StatusFilter.ALL:
        condition.add("task.status = ?", int(query.status is StatusFilter.DONE))


def _completed(connection: sqlite3.Connection, query: HistoryQuery) -> Condition:
    condition = search_condition(connection, query.search)
    status = "+task.status" if condition.is_selective else "task.status"
    condition.add(f"{status} = 1 AND task.deleted_at IS NULL")
    if query.first is not None:
        condition.add("task.completed_day >= ?", query.first.isoformat())
    if query.last is not None:
        condition.add("task.completed_day <= ?", query.last.isoformat())
    _narrow_to_list_and_tag(condition, query)
    return condition


def _narrow_to_list_and_tag(condition: Condition, query: TaskQuery | HistoryQuery) -> None:
    if query.list_id is not None:
        condition.add("task.list = (SELECT id FROM task_list WHERE uuid = ?)", query.list_id.bytes)
    if query.tag is not None:
        condition.add(
            "task.id IN (SELECT task FROM task_tag WHERE tag = (SELECT id FROM tag WHERE name_key = ?))",
            name_key(storable(query.tag)),
        )


@codec.readable
def _task_row(row: tuple[Any, ...]) -> TaskRow:
    return TaskRow(
        handle=row[0],
        id=UUID(bytes=row[1]),
        title=row[2],
        has_description=bool(row[3]),
        due=codec.due_of(row[4], row[5]),
        priority=Priority(row[6]),
        status=Status(row[7]),
        completed_at=None if row[8] is None else codec.from_microseconds(row[8]),
        completed_day=None if row[9] is None else dt.date.fromisoformat(row[9]),
        list_name=row[10] or "",
        tags=tuple(json.loads(row[11])) if row[11] != "[]" else (),
        deleted_at=None if row[12] is None else codec.from_microseconds(row[12]),
    )
