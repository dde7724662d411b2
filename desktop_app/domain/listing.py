"""What lists of tasks show and how they are asked for: the read models.

A *handle* is storage's own number for a task's row. It is small, stable and cheap to keep by the
million, so windows hold handles; it is never shown, exported or sent anywhere.
"""

import datetime as dt
from array import array
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from desktop_app.domain.check_items import CheckCount
from desktop_app.domain.task import Due, Priority, Status
from desktop_app.domain.views import StatusFilter, View


class SortKey(Enum):
    """What a list of tasks can be sorted by; the descending order is its exact reverse.

    Tasks that tie keep their order of creation. Priority and list are followed by the due date.
    """

    DUE = "due"
    TITLE = "title"
    PRIORITY = "priority"
    LIST = "list"
    DELETED = "deleted"
    """When it was put into the Trash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskQuery:
    """Which tasks, in which order.

    `today` is the local date that Today and Overdue are reckoned from. `search` holds words that
    must each occur in the title, the description, the list's name or a tag.
    """

    today: dt.date
    view: View = View.ALL
    status: StatusFilter = StatusFilter.OPEN
    search: str = ""
    list_id: UUID | None = None
    tag: str | None = None
    sort: SortKey = SortKey.DUE
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryQuery:
    """Which completed tasks, newest first; `first` and `last` are local days, both included."""

    first: dt.date | None = None
    last: dt.date | None = None
    search: str = ""
    list_id: UUID | None = None
    tag: str | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether more than the days decides what belongs to it."""
        return bool(self.search.strip()) or self.list_id is not None or self.tag is not None


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many tasks were completed on one local day; no day if nobody knows when it was."""

    day: dt.date | None
    count: int


@dataclass(frozen=True, slots=True)
class HistoryListing:
    """Completed tasks by day: `days` say how many of the handles belong to each, in the same order."""

    handles: "array[int]"
    days: tuple[DayCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """What one row of a list shows."""

    handle: int
    id: UUID
    title: str
    has_description: bool
    checks: CheckCount
    """The check items of the description."""
    due: Due | None
    priority: Priority
    status: Status
    completed_at: dt.datetime | None
    """UTC."""
    completed_day: dt.date | None
    """The local day of the completion."""
    list_name: str
    """Empty in the Inbox."""
    tags: tuple[str, ...]
    deleted_at: dt.datetime | None
    """UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """A list with the number of open tasks in it."""

    id: UUID
    name: str
    colour: str | None
    open_tasks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRow:
    """A tag with the number of open tasks that carry it."""

    name: str
    open_tasks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCounts:
    """How many open tasks each view holds."""

    inbox: int
    today: int
    upcoming: int
    overdue: int
    all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryTotals:
    """How much was completed: rolling sums that end with today, and the run of days."""

    today: int
    last_7_days: int
    last_30_days: int
    streak: int
    """Days in a row with a completion, up to today (or to yesterday, while today has none)."""
    total: int
