"""A form's unsaved words as JSON and back: what they say, and what stood there when it was opened."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from desktop_app.domain.task import Priority
from desktop_app.ui.form.values import FormText

VERSION = 1


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A form that was not saved. Without tasks it was about a new one."""

    at: dt.datetime
    """UTC."""
    task_ids: tuple[UUID, ...]
    then: FormText
    now: FormText


def to_json(unsaved: Unsaved) -> dict[str, Any]:
    """The draft as it is written."""
    return {
        "version": VERSION,
        "at": unsaved.at.isoformat(),
        "tasks": [str(task_id) for task_id in unsaved.task_ids],
        "then": asdict(unsaved.then),
        "now": asdict(unsaved.now),
    }


def from_json(found: Mapping[str, Any]) -> Unsaved | None:
    """The draft that was written; None for what this version did not write."""
    try:
        if found["version"] != VERSION:
            return None
        at = dt.datetime.fromisoformat(found["at"])
        if at.tzinfo is None:
            return None
        task_ids = tuple(UUID(one) for one in found["tasks"])
        return Unsaved(at, task_ids, _text(found["then"]), _text(found["now"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _text(found: Mapping[str, Any]) -> FormText:
    priority = found["priority"]
    return FormText(
        title=_words(found["title"]),
        description=_words(found["description"]),
        due=_words(found["due"]),
        time=_words(found["time"]),
        priority=None if priority is None else Priority(priority),
        list_name=_words(found["list_name"]),
        tags=tuple(str(tag) for tag in found["tags"]),
        some_tags=bool(found["some_tags"]),
    )


def _words(found: object) -> str | None:
    if found is None or isinstance(found, str):
        return found
    raise TypeError("a field holds text or nothing")
