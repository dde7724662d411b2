"""Kept counts: reading them, and counting again to see that they are right."""

import datetime as dt
import sqlite3
from itertools import count, takewhile
from uuid import UUID

from desktop_app.domain.listing import HistoryTotals, ListRow, OpenCounts, TagRow
from desktop_app.domain.task_list import TaskList
from desktop_app.storage import codec
from desktop_app.storage.database import Database

_OPEN = "status = 0 AND deleted_at IS NULL"
_DONE = "status = 1 AND deleted_at IS NULL AND completed_day IS NOT NULL"
_TAGS_OF_OPEN = f"""
    SELECT tag.id AS tag, count(*) AS tasks
    FROM task, json_each(task.tags) JOIN tag ON tag.name_key = name_key(json_each.value)
    WHERE {_OPEN} GROUP BY tag.id"""
_KEPT_AND_COUNTED = {
    "open_by_list": (
        "SELECT list, tasks FROM open_by_list WHERE tasks <> 0",
        f"SELECT coalesce(list, 0), count(*) FROM task WHERE {_OPEN} GROUP BY 1",
    ),
    "open_by_due": (
        "SELECT due_date, tasks FROM open_by_due WHERE tasks <> 0",
        f"SELECT coalesce(due_date, ''), count(*) FROM task WHERE {_OPEN} GROUP BY 1",
    ),
    "done_by_day": (
        "SELECT day, tasks FROM done_by_day WHERE tasks <> 0",
        f"SELECT completed_day, count(*) FROM task WHERE {_DONE} GROUP BY 1",
    ),
    "tag": ("SELECT id, open_tasks FROM tag WHERE open_tasks <> 0", _TAGS_OF_OPEN),
    "task_tag": (
        "SELECT task || ' ' || tag, 1 FROM task_tag",
        "SELECT task.id || ' ' || tag.id, 1 FROM task, json_each(task.tags) "
        "JOIN tag ON tag.name_key = name_key(json_each.value)",
    ),
}


class CountQueries:
    """Reads kept counts from one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open_counts(self, today: dt.date) -> OpenCounts:
        """How many open tasks each view holds on that local day."""
        sums = "coalesce(sum(tasks), 0)"
        day = today.isoformat()
        with self._database.read() as connection:
            by_due = connection.execute(
                f"SELECT {sums}, coalesce(sum(tasks) FILTER (WHERE due_date = ?), 0), "
                "coalesce(sum(tasks) FILTER (WHERE due_date > ?), 0), "
                "coalesce(sum(tasks) FILTER (WHERE due_date < ? AND due_date <> ''), 0) FROM open_by_due",
                (day, day, day),
            ).fetchone()
            inbox = connection.execute(
                f"SELECT {sums} FROM open_by_list WHERE list = 0 "
                "OR list IN (SELECT id FROM task_list WHERE deleted_at IS NOT NULL)"
            ).fetchone()[0]
        return OpenCounts(inbox=inbox, all=by_due[0], today=by_due[1], upcoming=by_due[2], overdue=by_due[3])

    def lists(self) -> list[ListRow]:
        """The live lists by name, each with its open tasks."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT uuid, name, colour, coalesce(tasks, 0) FROM task_list "
                "LEFT JOIN open_by_list ON list = task_list.id WHERE deleted_at IS NULL ORDER BY fold(name), name"
            ).fetchall()
        return [ListRow(id=UUID(bytes=uuid), name=name, colour=colour, open_tasks=n) for uuid, name, colour, n in rows]

    def all_lists(self) -> list[TaskList]:
        """Every list in full, oldest first, deleted ones included."""
        with self._database.read() as connection:
            rows = connection.execute(f"SELECT {codec.LIST_COLUMNS} FROM task_list WHERE name <> '' ORDER BY id")
            return [codec.list_from_row(row) for row in rows.fetchall()]

    def tags(self) -> list[TagRow]:
        """The tags that open tasks carry, by name."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT name, open_tasks FROM tag WHERE open_tasks > 0 ORDER BY fold(name), name"
            ).fetchall()
        return [TagRow(name=name, open_tasks=n) for name, n in rows]

    def done_tags(self) -> list[str]:
        """The names of the tags that completed tasks carry."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT name FROM tag WHERE EXISTS (SELECT 1 FROM task_tag JOIN task ON task.id = task_tag.task "
                "WHERE task_tag.tag = tag.id AND task.status = 1 AND task.deleted_at IS NULL) "
                "ORDER BY fold(name), name"
            ).fetchall()
        return [name for (name,) in rows]

    def history_totals(self, today: dt.date) -> HistoryTotals:
        """Rolling sums of completed tasks that end with that local day."""
        with self._database.read() as connection:
            total = connection.execute("SELECT coalesce(sum(tasks), 0) FROM done_by_day").fetchone()[0]
            month = dict(self._days(connection, today - dt.timedelta(days=29), today))
            streak = _streak(connection, today)
        week = today - dt.timedelta(days=6)
        return HistoryTotals(
            today=month.get(today, 0),
            last_7_days=sum(tasks for day, tasks in month.items() if day >= week),
            last_30_days=sum(month.values()),
            streak=streak,
            total=total,
        )

    def completed_by_day(self, first: dt.date, last: dt.date) -> dict[dt.date, int]:
        """How many tasks were completed on each local day from first to last; days without any are absent."""
        with self._database.read() as connection:
            return dict(self._days(connection, first, last))

    @staticmethod
    def _days(connection: sqlite3.Connection, first: dt.date, last: dt.date) -> list[tuple[dt.date, int]]:
        rows = connection.execute(
            "SELECT day, tasks FROM done_by_day WHERE day BETWEEN ? AND ? AND tasks > 0",
            (first.isoformat(), last.isoformat()),
        ).fetchall()
        return [(dt.date.fromisoformat(day), tasks) for day, tasks in rows]


def _streak(connection: sqlite3.Connection, today: dt.date) -> int:
    rows = connection.execute(
        "SELECT day FROM done_by_day WHERE day <= ? AND tasks > 0 ORDER BY day DESC", (today.isoformat(),)
    )
    days = [dt.date.fromisoformat(day).toordinal() for (day,) in rows]
    # A day that has only begun does not break the run.
    if not days or days[0] < today.toordinal() - 1:
        return 0
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(days, count(days[0], -1), strict=False)))


def miscounted(connection: sqlite3.Connection) -> list[str]:
    """The kept counts that differ from a recount, by the name of their table."""
    return [
        table
        for table, (kept, counted) in _KEPT_AND_COUNTED.items()
        if sorted(connection.execute(kept)) != sorted(connection.execute(counted))
    ]


def recount(connection: sqlite3.Connection) -> None:
    """Replaces every kept count by what is there. Runs inside the caller's transaction."""
    by_list, by_due, by_day = (_KEPT_AND_COUNTED[name][1] for name in ("open_by_list", "open_by_due", "done_by_day"))
    for statement in (
        "DELETE FROM open_by_list",
        f"INSERT INTO open_by_list {by_list}",
        "DELETE FROM open_by_due",
        f"INSERT INTO open_by_due {by_due}",
        "DELETE FROM done_by_day",
        f"INSERT INTO done_by_day {by_day}",
        "DELETE FROM task_tag",
        "INSERT OR IGNORE INTO tag (name, name_key) SELECT value, name_key(value) FROM task, json_each(task.tags)",
        "INSERT INTO task_tag (task, tag) SELECT task.id, tag.id FROM task, json_each(task.tags) "
        "JOIN tag ON tag.name_key = name_key(json_each.value)",
        "UPDATE tag SET open_tasks = 0",
        f"UPDATE tag SET open_tasks = counted.tasks FROM ({_TAGS_OF_OPEN}) AS counted WHERE tag.id = counted.tag",
    ):
        connection.execute(statement)
