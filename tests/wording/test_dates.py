"""Days in words."""

import datetime as dt

import pytest

from desktop_app.domain.task import Due
from desktop_app.wording.dates import date_words, day_heading, due_words, full_due_words, is_overdue, relative_words

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (Due(dt.date(2026, 11, 23)), "Today"),
        (Due(dt.date(2026, 11, 23), dt.time(14, 30)), "Today 14:30"),
        (Due(dt.date(2026, 11, 24), dt.time(0, 0)), "Tomorrow 00:00"),
        (Due(dt.date(2026, 11, 22)), "1 day overdue"),
        (Due(dt.date(2026, 11, 21), dt.time(9)), "2 days overdue"),
        (Due(dt.date(2026, 11, 25)), "Wed 25 Nov"),
        (Due(dt.date(2027, 11, 25)), "Thu 25 Nov 2027"),
        (Due(dt.date(9999, 12, 31)), "Fri 31 Dec 9999"),
    ],
)
def test_due_words(due: Due, expected: str) -> None:
    assert due_words(due, TODAY) == expected


def test_a_done_task_is_never_overdue() -> None:
    assert due_words(Due(dt.date(2026, 11, 20)), TODAY, is_open=False) == "Fri 20 Nov"
    assert due_words(Due(dt.date(2026, 11, 22)), TODAY, is_open=False) == "Yesterday"


def test_overdue_begins_at_midnight_whatever_the_time_was() -> None:
    assert not is_overdue(Due(TODAY, dt.time(0, 0)), TODAY)
    assert is_overdue(Due(TODAY, dt.time(23, 59)), TODAY + dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("day", "expected"),
    [(TODAY, "Today"), (dt.date(2026, 11, 22), "Yesterday"), (dt.date(2026, 11, 21), "Sat 21 Nov 2026")],
)
def test_day_headings(day: dt.date, expected: str) -> None:
    assert day_heading(day, TODAY) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, "Today"), (1, "Tomorrow"), (-1, "Yesterday"), (4, "In 4 days"), (-3, "3 days ago")],
)
def test_relative_words(days: int, expected: str) -> None:
    assert relative_words(TODAY + dt.timedelta(days=days), TODAY) == expected


def test_dates_in_full() -> None:
    assert full_due_words(Due(dt.date(2026, 11, 27), dt.time(9, 5))) == "Fri 27 Nov 2026 09:05"
    assert date_words(dt.date(2026, 1, 1), TODAY) == "Thu 1 Jan"
