"""Single values as files spell them, read and written."""

import datetime as dt
import re
from uuid import UUID

from desktop_app.domain.errors import InvalidField, Problem
from desktop_app.domain.task import Priority, Status

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::00)?")
_NOON = dt.time(12)

PRIORITIES = {
    "": Priority.NONE,
    "none": Priority.NONE,
    "low": Priority.LOW,
    "l": Priority.LOW,
    "medium": Priority.MEDIUM,
    "m": Priority.MEDIUM,
    "high": Priority.HIGH,
    "h": Priority.HIGH,
}
STATUSES = {
    **dict.fromkeys(("true", "yes", "1", "x", "done", "completed", "complete"), Status.DONE),
    **dict.fromkeys(("false", "no", "0", "open", "pending", "todo"), Status.OPEN),
}


def read_id(text: str, field: str = "id") -> UUID:
    """A UUID in any of its usual spellings. Raises InvalidField."""
    try:
        return UUID(text)
    except ValueError as error:
        raise InvalidField(field, Problem.NOT_AN_ID, value=text) from error


def read_date(text: str) -> dt.date:
    """A due date, YYYY-MM-DD. Raises InvalidField."""
    try:
        if _DATE.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise InvalidField("due_date", Problem.NOT_A_DATE, value=text)


def read_time(text: str) -> dt.time:
    """A due time, HH:MM. Raises InvalidField."""
    found = _TIME.fullmatch(text)
    if found is None:
        raise InvalidField("due_time", Problem.NOT_A_TIME, value=text)
    return dt.time(int(found[1]), int(found[2]))


def read_moment(text: str, field: str) -> dt.datetime:
    """A point in time, ISO 8601, in UTC.

    Without a zone it is taken as UTC. A date alone is noon of that day in UTC, which is the same
    day for nearly everybody. Raises InvalidField.
    """
    try:
        if _DATE.fullmatch(text):
            return dt.datetime.combine(dt.date.fromisoformat(text), _NOON, dt.UTC)
        moment = dt.datetime.fromisoformat(text)
        return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidField(field, Problem.NOT_A_DATE, value=text) from error


def read_priority(text: str) -> Priority:
    """A priority by its word or its first letter; numbers mean different things elsewhere. Raises InvalidField."""
    try:
        return PRIORITIES[text.casefold()]
    except KeyError as error:
        raise InvalidField("priority", Problem.NOT_A_PRIORITY, value=text) from error


def read_status(text: str) -> Status:
    """Open or done, by any of the words in use for it. Raises InvalidField."""
    try:
        return STATUSES[text.casefold()]
    except KeyError as error:
        raise InvalidField("status", Problem.NOT_A_STATUS, value=text) from error


def moment_text(moment: dt.datetime | None) -> str:
    """A UTC time, exact to the microsecond, ending in Z; empty for None."""
    return "" if moment is None else moment.astimezone(dt.UTC).replace(tzinfo=None).isoformat() + "Z"


def time_text(time: dt.time | None) -> str:
    """HH:MM; empty for None."""
    return "" if time is None else time.strftime("%H:%M")


def priority_text(priority: Priority) -> str:
    """The word for a priority; empty for none."""
    return "" if priority is Priority.NONE else priority.name.lower()


def status_text(status: Status) -> str:
    """`open` or `done`."""
    return status.name.lower()
