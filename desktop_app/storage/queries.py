"""The read side: which tasks a list shows in which order, and the rows to show.

A list is asked for once as an array of handles and then page by page by handle, so that neither
scrolling nor the size of the file costs anything.
"""

import datetime as dt
import json
import sqlite3
from array import array
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from desktop_app.domain.check_items import count_check_items
from desktop_app.domain.errors import Missing, NotFound
from desktop_app.domain.listing import DayCount, HistoryListing, HistoryQuery, SortKey, TaskQuery, TaskRow
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
_NEWEST_FIRST = "ORDER BY task.completed_day DESC, task.completed_at DESC, task.id DESC"
_ROW_COLUMNS = (
    "task.id, task.uuid, task.title, task.description <> '', task.due_date, task.due_time, task.priority, "
    f"task.status, task.completed_at, task.completed_day, {_LIVE_LIST_NAME}, task.tags, task.deleted_at, "
    # Most descriptions hold no check items, and a description can be long.
    "CASE WHEN instr(task.description, ']') > 0 THEN task.description ELSE '' END"
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
            return _handles(connection, (_newest_first(query, condition), condition.values))

    def history_listing(self, query: HistoryQuery) -> HistoryListing:
        """Handles and days in one statement, so that nobody's commit can come between the two."""
        with self._database.read() as connection:
            condition = _completed(connection, query)
            if query.is_narrowed:
                return _read_listing(connection, *_counted_listing(condition))
            found = _read_listing(connection, *_kept_listing(query, condition))
            if sum(day.count for day in found.days) != len(found.handles):
                # Kept counts of a damaged file: the doctor mends them, here the rows themselves are counted.
                found = _read_listing(connection, *_counted_listing(condition))
            return found

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


def _by_handles(connection: sqlite3.Connection, columns: str, handles: Sequence[int]) -> list[tuple[Any, ...]]:
    """The rows of any number of handles; SQLite binds only so many values to one statement."""
    rows: list[tuple[Any, ...]] = []
    for start in range(0, len(handles), _HANDLES_AT_ONCE):
        part = tuple(handles[start : start + _HANDLES_AT_ONCE])
        marks = ", ".join("?" * len(part))
        rows += connection.execute(f"SELECT {columns} FROM task WHERE task.id IN ({marks})", part).fetchall()
    return rows


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


def _newest_first(query: HistoryQuery, condition: Condition) -> str:
    # Left to itself SQLite takes another index and sorts.
    index = "" if query.is_narrowed else "INDEXED BY task_by_completion"
    return f"SELECT task.id AS id FROM task {index} WHERE {condition.sql} {_NEWEST_FIRST}"


def _counted_listing(condition: Condition) -> tuple[str, list[Any]]:
    """SQL for handles and days, each as JSON, that looks at every row once."""
    sql = (
        "WITH found AS MATERIALIZED (SELECT task.id AS id, task.completed_day AS day, task.completed_at AS at "
        f"FROM task WHERE {condition.sql}) "
        "SELECT (SELECT json_group_array(id) FROM (SELECT id FROM found ORDER BY day DESC, at DESC, id DESC)), "
        f"({_days_as_json('SELECT day, count(*) AS n FROM found GROUP BY day')})"
    )
    return sql, condition.values


def _kept_listing(query: HistoryQuery, condition: Condition) -> tuple[str, list[Any]]:
    """The same with the days from the kept counts, which know nothing of words, lists and tags."""
    first = "" if query.first is None else query.first.isoformat()
    last = "~" if query.last is None else query.last.isoformat()
    days = "SELECT day, tasks AS n FROM done_by_day WHERE tasks > 0 AND day BETWEEN ? AND ?"
    if query.first is None and query.last is None:
        days += (
            " UNION ALL SELECT NULL, count(*) FROM task INDEXED BY task_by_completion "
            "WHERE status = 1 AND deleted_at IS NULL AND completed_day IS NULL GROUP BY completed_day"
        )
    handles = f"SELECT json_group_array(id) FROM ({_newest_first(query, condition)})"
    return f"SELECT ({handles}), ({_days_as_json(days)})", [*condition.values, first, last]


def _days_as_json(days: str) -> str:
    return f"SELECT json_group_array(json_array(day, n)) FROM (SELECT day, n FROM ({days}) ORDER BY day DESC)"


def _read_listing(connection: sqlite3.Connection, sql: str, values: list[Any]) -> HistoryListing:
    handles, days = connection.execute(sql, values).fetchone()
    return HistoryListing(array("q", json.loads(handles)), tuple(map(_day_count, json.loads(days))))


@codec.readable
def _day_count(pair: tuple[Any, ...]) -> DayCount:
    return DayCount(None if pair[0] is None else dt.date.fromisoformat(pair[0]), int(pair[1]))


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
        checks=count_check_items(row[13]),
    )
