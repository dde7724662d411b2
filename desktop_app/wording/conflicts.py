"""Why a step cannot be taken back: which fields were changed since, from what to what.

The values are those that the journal holds, in JSON's types under the names of the field table.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from desktop_app.domain.errors import Moved
from desktop_app.domain.task import Priority
from desktop_app.wording.counts import plural
from desktop_app.wording.say import Say, shown, untranslated

_SHOWN = 3
_PRIORITIES = {Priority.NONE: "none", Priority.LOW: "low", Priority.MEDIUM: "medium", Priority.HIGH: "high"}
_NAMES = {
    "due_date": "due date",
    "due_time": "due time",
    "completed_at": "time of completion",
    "list_id": "list",
    "deleted_at": "place",
    "missed_rule": "rule for missed dates",
    "snoozed_until": "snooze",
}


def conflict_sentence(moved: Sequence[Moved], say: Say = untranslated) -> str:
    """Names tasks, fields and both values, and what to do instead."""
    told = [_told(one, say) for one in moved[:_SHOWN]]
    if len(moved) > _SHOWN:
        told.append(plural(len(moved) - _SHOWN, "{count} more change", "{count} more changes", say))
    template = "This was changed since: {changes}. Nothing was undone; edit the task if it should be otherwise."
    return say(template).format(changes="; ".join(told))


def moved_field(moved: Moved, say: Say = untranslated) -> str:
    """The field's name as a person says it."""
    return say(_NAMES.get(moved.field, moved.field.replace("_", " ")))


def moved_value(field: str, value: Any, say: Say = untranslated) -> str:
    """A journalled value as a person reads it."""
    match field, value:
        case "status", int():
            return say("done" if value else "open")
        case "priority", int():
            return say(_PRIORITIES[Priority(value)])
        case "deleted_at", _:
            return say("the Trash") if value is not None else say("outside the Trash")
        case "list_id", str():
            return say("another list")
        case "completed_at" | "created_at", int():
            return say("{moment} UTC").format(moment=_moment(value))
        case _, None | "" | []:
            return say("none")
        case _, list():
            return ", ".join(shown(str(one)) for one in value)
        case _:
            return say("“{value}”").format(value=shown(str(value)))


def _told(moved: Moved, say: Say) -> str:
    return say("the {field} of “{title}” was {expected} and is now {found}").format(
        field=moved_field(moved, say),
        title=shown(moved.title),
        expected=moved_value(moved.field, moved.expected, say),
        found=moved_value(moved.field, moved.found, say),
    )


def _moment(microseconds: int) -> str:
    moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(microseconds=microseconds)
    return f"{moment:%Y-%m-%d %H:%M}"
