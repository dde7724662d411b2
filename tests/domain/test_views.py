"""Which task belongs to which view, as a table."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest

from desktop_app.domain.task import Due, Status, Task
from desktop_app.domain.views import StatusFilter, View, belongs, trash_begins

TODAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 14, 0, tzinfo=dt.UTC)
PLAIN = Task(id=UUID(int=1), title="t", created_at=NOW, updated_at=NOW)
LISTED = replace(PLAIN, list_id=UUID(int=2))


def due(date: dt.date, time: dt.time | None = None) -> Task:
    return replace(LISTED, due=Due(date, time))


@pytest.mark.parametrize(
    ("task", "list_is_live", "views"),
    [
        (PLAIN, False, {View.INBOX}),
        (LISTED, True, set()),
        (LISTED, False, {View.INBOX}),
        (due(TODAY), True, {View.TODAY}),
        (due(TODAY, dt.time(0)), True, {View.TODAY}),
        (due(TODAY, dt.time(23, 59)), True, {View.TODAY}),
        (due(TODAY - dt.timedelta(days=1), dt.time(23, 59)), True, {View.OVERDUE}),
        (due(TODAY + dt.timedelta(days=1), dt.time(0)), True, {View.UPCOMING}),
        (due(dt.date.min), True, {View.OVERDUE}),
        (due(dt.date.max), True, {View.UPCOMING}),
        (replace(due(TODAY), list_id=None), False, {View.INBOX, View.TODAY}),
        (replace(due(TODAY), status=Status.DONE), True, {View.TODAY}),
    ],
)
def test_a_task_shows_where_it_belongs(task: Task, list_is_live: bool, views: set[View]) -> None:
    shown = {view for view in View if belongs(task, view, TODAY, list_is_live=list_is_live)}
    assert shown == views | {View.ALL}


@pytest.mark.parametrize("task", [PLAIN, LISTED, due(TODAY)])
def test_a_deleted_task_shows_in_the_trash_alone(task: Task) -> None:
    gone = replace(task, deleted_at=NOW)
    assert [view for view in View if belongs(gone, view, TODAY, list_is_live=True)] == [View.TRASH]


def test_the_trash_shows_thirty_days() -> None:
    last = dt.datetime(2026, 10, 24, tzinfo=dt.UTC)
    assert trash_begins(TODAY) == last
    for moment, shown in ((last, True), (last - dt.timedelta(microseconds=1), False)):
        assert belongs(replace(PLAIN, deleted_at=moment), View.TRASH, TODAY, list_is_live=True) is shown


@pytest.mark.parametrize(
    ("status_filter", "admitted"),
    [
        (StatusFilter.OPEN, [Status.OPEN]),
        (StatusFilter.DONE, [Status.DONE]),
        (StatusFilter.ALL, [Status.OPEN, Status.DONE]),
    ],
)
def test_a_status_filter_admits_what_it_says(status_filter: StatusFilter, admitted: list[Status]) -> None:
    assert [status for status in Status if status_filter.admits(status)] == admitted
