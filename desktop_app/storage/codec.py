"""Records as rows and as journalled fields, and back.

A record's *fields* are a JSON object of plain values. The journal, the base of a sync and our own
JSON export all hold fields; only here are they turned into columns.
"""

import datetime as dt
import functools
import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from desktop_app.domain.task import Due, MissedRule, Priority, Status, Task
from desktop_app.domain.task_list import TaskList
from desktop_app.storage.failures import damage
from sync_protocol.text import fold, name_key

_Record = TypeVar("_Record")

Fields = dict[str, Any]
"""A record's values under the names of the field table, in JSON's types."""

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)


def to_microseconds(moment: dt.datetime) -> int:
    """Microseconds since 1970 in UTC; exact, where a float would round."""
    return (moment - _EPOCH) // _MICROSECOND


def from_microseconds(microseconds: int) -> dt.datetime:
    """The moment in UTC."""
    return _EPOCH + dt.timedelta(microseconds=microseconds)


def dumps(value: object) -> str:
    """Compact JSON, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def readable(convert: Callable[[tuple[Any, ...]], _Record]) -> Callable[[tuple[Any, ...]], _Record]:
    """Makes a conversion of rows report what this program cannot have written as damage of the file."""

    @functools.wraps(convert)
    def converted(row: tuple[Any, ...]) -> _Record:
        try:
            return convert(row)
        except (ValueError, TypeError, OverflowError) as error:
            raise damage(str(error)) from error

    return converted


def due_of(date: str | None, time: str | None) -> Due | None:
    """A due date from its two columns."""
    if date is None:
        return None
    return Due(dt.date.fromisoformat(date), None if time is None else dt.time.fromisoformat(time))


def _moment(microseconds: int | None) -> dt.datetime | None:
    return None if microseconds is None else from_microseconds(microseconds)


def _microseconds(moment: dt.datetime | None) -> int | None:
    return None if moment is None else to_microseconds(moment)


def _uuid(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)


def _text(uuid: UUID | None) -> str | None:
    return None if uuid is None else str(uuid)


def task_fields(task: Task) -> Fields:
    """Everything that a task's journal entries can speak of."""
    return {
        "title": task.title,
        "description": task.description,
        "due_date": None if task.due is None else task.due.date.isoformat(),
        "due_time": None if task.due is None or task.due.time is None else task.due.time.strftime("%H:%M"),
        "priority": int(task.priority),
        "status": int(task.status),
        "completed_at": _microseconds(task.completed_at),
        "list_id": _text(task.list_id),
        "tags": list(task.tags),
        "position": task.position,
        "repeat": task.repeat,
        "missed_rule": task.missed_rule.value,
        "series_id": _text(task.series_id),
        "follows": _text(task.follows),
        "reminder": task.reminder,
        "snoozed_until": task.snoozed_until,
        "extra": dict(task.extra),
        "created_at": to_microseconds(task.created_at),
        "deleted_at": _microseconds(task.deleted_at),
    }


def task_from_fields(uuid: UUID, fields: Fields, updated_at: dt.datetime) -> Task:
    """The task that `task_fields` was made of."""
    return Task(
        id=uuid,
        title=fields["title"],
        description=fields["description"],
        due=due_of(fields["due_date"], fields["due_time"]),
        priority=Priority(fields["priority"]),
        status=Status(fields["status"]),
        completed_at=_moment(fields["completed_at"]),
        list_id=_uuid(fields["list_id"]),
        tags=tuple(fields["tags"]),
        position=fields["position"],
        repeat=fields["repeat"],
        missed_rule=MissedRule(fields["missed_rule"]),
        series_id=_uuid(fields["series_id"]),
        follows=_uuid(fields["follows"]),
        reminder=fields["reminder"],
        snoozed_until=fields["snoozed_until"],
        extra=fields["extra"],
        created_at=from_microseconds(fields["created_at"]),
        updated_at=updated_at,
        deleted_at=_moment(fields["deleted_at"]),
    )


def task_columns(
    fields: Fields, list_row: Callable[[UUID], int], local_day: Callable[[dt.datetime], dt.date]
) -> dict[str, Any]:
    """The columns that hold those fields, the derived ones included.

    `fields` may be a part of a task's fields; `list_row` gives the row of a list's id.
    """
    columns: dict[str, Any] = {}
    for name, value in fields.items():
        match name:
            case "title":
                columns |= {"title": value, "title_fold": fold(value)}
            case "completed_at":
                day = None if value is None else local_day(from_microseconds(value)).isoformat()
                columns |= {"completed_at": value, "completed_day": day}
            case "list_id":
                columns["list"] = None if value is None else list_row(UUID(value))
            case "tags" | "extra":
                columns[name] = dumps(value)
            case "series_id" | "follows":
                columns[name] = None if value is None else UUID(value).bytes
            case _:
                columns[name] = value
    return columns


TASK_COLUMNS = (
    "task.uuid, task.title, task.description, task.due_date, task.due_time, task.priority, task.status, "
    "task.completed_at, (SELECT uuid FROM task_list WHERE task_list.id = task.list), task.tags, task.position, "
    "task.repeat, task.missed_rule, task.series_id, task.follows, task.reminder, task.snoozed_until, task.extra, "
    "task.created_at, task.updated_at, task.deleted_at"
)
"""What `task_from_row` reads, in its order."""


@readable
def task_from_row(row: tuple[Any, ...]) -> Task:
    """The task of a row selected as TASK_COLUMNS."""
    return Task(
        id=UUID(bytes=row[0]),
        title=row[1],
        description=row[2],
        due=due_of(row[3], row[4]),
        priority=Priority(row[5]),
        status=Status(row[6]),
        completed_at=_moment(row[7]),
        list_id=None if row[8] is None else UUID(bytes=row[8]),
        tags=tuple(json.loads(row[9])) if row[9] != "[]" else (),
        position=row[10],
        repeat=row[11],
        missed_rule=MissedRule(row[12]),
        series_id=None if row[13] is None else UUID(bytes=row[13]),
        follows=None if row[14] is None else UUID(bytes=row[14]),
        reminder=row[15],
        snoozed_until=row[16],
        extra=json.loads(row[17]) if row[17] != "{}" else {},
        created_at=from_microseconds(row[18]),
        updated_at=from_microseconds(row[19]),
        deleted_at=_moment(row[20]),
    )


def list_fields(task_list: TaskList) -> Fields:
    """Everything that a list's journal entries can speak of."""
    return {
        "name": task_list.name,
        "colour": task_list.colour,
        "position": task_list.position,
        "extra": dict(task_list.extra),
        "created_at": to_microseconds(task_list.created_at),
        "deleted_at": _microseconds(task_list.deleted_at),
    }


def list_from_fields(uuid: UUID, fields: Fields, updated_at: dt.datetime) -> TaskList:
    """The list that `list_fields` was made of."""
    return TaskList(
        id=uuid,
        name=fields["name"],
        colour=fields["colour"],
        position=fields["position"],
        extra=fields["extra"],
        created_at=from_microseconds(fields["created_at"]),
        updated_at=updated_at,
        deleted_at=_moment(fields["deleted_at"]),
    )


def list_columns(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that hold those fields, the derived one included."""
    columns = dict(fields)
    if "name" in columns:
        columns["name_key"] = name_key(columns["name"])
    if "extra" in columns:
        columns["extra"] = dumps(columns["extra"])
    return columns


LIST_COLUMNS = "uuid, name, colour, position, extra, created_at, updated_at, deleted_at"
"""What `list_from_row` reads, in its order."""


@readable
def list_from_row(row: tuple[Any, ...]) -> TaskList:
    """The list of a row selected as LIST_COLUMNS."""
    return TaskList(
        id=UUID(bytes=row[0]),
        name=row[1],
        colour=row[2],
        position=row[3],
        extra=json.loads(row[4]),
        created_at=from_microseconds(row[5]),
        updated_at=from_microseconds(row[6]),
        deleted_at=_moment(row[7]),
    )


def changed(before: Fields, after: Fields) -> tuple[Fields, Fields]:
    """The fields that differ, as they were and as they are."""
    names = [name for name in after if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}
