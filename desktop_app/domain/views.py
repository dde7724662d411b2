"""The views that a list of tasks can be seen through, each defined once.

A view says which tasks belong to it; the status filter and the search narrow it. `belongs` is the
definition; storage's SQL for the same views is held against it by a test.
"""

import datetime as dt
from enum import Enum

from desktop_app.domain.task import Status, Task


class View(Enum):
    """Which tasks are shown."""

    INBOX = "inbox"
    TODAY = "today"
    UPCOMING = "upcoming"
    OVERDUE = "overdue"
    ALL = "all"
    TRASH = "trash"


class StatusFilter(Enum):
    """Whether open tasks, done ones or both are shown."""

    OPEN = "open"
    DONE = "done"
    ALL = "all"

    def admits(self, status: Status) -> bool:
        """Whether a task of that status is shown."""
        return self is StatusFilter.ALL or (self is StatusFilter.DONE) == (status is Status.DONE)


TRASH_DAYS = 30


def trash_begins(today: dt.date) -> dt.datetime:
    """The moment since which a task must have been deleted for the Trash to show it still."""
    return dt.datetime.combine(today - dt.timedelta(days=TRASH_DAYS), dt.time(), dt.UTC)


def belongs(task: Task, view: View, today: dt.date, *, list_is_live: bool) -> bool:
    """Whether the view shows the task.

    `today` is the local date. `list_is_live` says whether the task's list exists and is not
    deleted: a task whose list is gone shows in the Inbox.
    """
    if view is View.TRASH:
        return task.deleted_at is not None and task.deleted_at >= trash_begins(today)
    if task.is_deleted:
        return False
    match view:
        case View.INBOX:
            return task.list_id is None or not list_is_live
        case View.TODAY:
            return task.due is not None and task.due.date == today
        case View.UPCOMING:
            return task.due is not None and task.due.date > today
        case View.OVERDUE:
            return task.due is not None and task.due.date < today
        case _:
            return True
