"""What `--json` prints: plain objects with the same fields for every verb."""

import datetime as dt
import json
import re
import sys
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from desktop_app.cli.output import put
from desktop_app.domain.backup import Backup
from desktop_app.domain.listing import ListRow
from desktop_app.domain.task import Priority, Status, Task

PRIORITIES = {"none": Priority.NONE, "low": Priority.LOW, "medium": Priority.MEDIUM, "high": Priority.HIGH}
PRIORITY_NAMES = {priority: name for name, priority in PRIORITIES.items()}
STATUS_NAMES = {Status.OPEN: "open", Status.DONE: "done"}
_UNSAFE = re.compile(r"[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON leaves as it is although a terminal may obey it."""


def task_object(task: Task, list_names: Mapping[UUID, str]) -> dict[str, Any]:
    """A task. Its list is null while that list is deleted, as it then shows in the Inbox."""
    due = task.due
    return {
        "id": str(task.id),
        "title": task.title,
        "description": task.description,
        "due_date": None if due is None else due.date.isoformat(),
        "due_time": None if due is None or due.time is None else due.time.strftime("%H:%M"),
        "priority": PRIORITY_NAMES[task.priority],
        "status": STATUS_NAMES[task.status],
        "completed_at": None if task.completed_at is None else utc_text(task.completed_at),
        "list": None if task.list_id is None else list_names.get(task.list_id),
        "tags": list(task.tags),
        "created_at": utc_text(task.created_at),
        "updated_at": utc_text(task.updated_at),
    }


def list_object(row: ListRow) -> dict[str, Any]:
    """A list with its number of open tasks."""
    return {"id": str(row.id), "name": row.name, "colour": row.colour, "open": row.open_tasks}


def backup_object(backup: Backup) -> dict[str, Any]:
    """A verified copy."""
    return {
        "path": str(backup.path),
        "tasks": backup.tasks,
        "at": utc_text(backup.at),
        "reason": backup.reason.value,
    }


def utc_text(moment: dt.datetime) -> str:
    """A time in UTC, as ISO 8601 writes it with a Z."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def print_objects(objects: list[dict[str, Any]]) -> None:
    """Prints one JSON array."""
    # Where the terminal cannot show every letter, escapes keep them whole.
    ascii_only = not (sys.stdout.encoding or "").lower().startswith("utf")
    text = json.dumps(objects, ensure_ascii=ascii_only, indent=2)
    put(_UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text))
