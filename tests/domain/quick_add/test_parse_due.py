"""The due field: a date, a time, or both, and nothing else."""

import contextlib
import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import InvalidField, Problem
from desktop_app.domain.task import Due

ReadDue = Callable[..., Due]


@pytest.mark.parametrize(
    ("words", "date", "time"),
    [
        ("next friday 9am", dt.date(2026, 12, 4), dt.time(9)),
        ("2026-11-27", dt.date(2026, 11, 27), None),
        ("2026-11-27 09:00", dt.date(2026, 11, 27), dt.time(9)),
        ("2026-11-27T09:00", dt.date(2026, 11, 27), dt.time(9)),
        (" tomorrow ", dt.date(2026, 11, 24), None),
        ("9am tomorrow", dt.date(2026, 11, 24), dt.time(9)),
        ("on the 27th, at 9", dt.date(2026, 11, 27), dt.time(9)),
        ("tonight at 9", dt.date(2026, 11, 23), dt.time(21)),
        ("6pm", dt.date(2026, 11, 23), dt.time(18)),
        ("1pm", dt.date(2026, 11, 24), dt.time(13)),
        ("31.1.", dt.date(2027, 1, 31), None),
        ("4 july 1776", dt.date(1776, 7, 4), None),
    ],
)
def test_these_words_are_a_due_date(read_due: ReadDue, words: str, date: dt.date, time: dt.time | None) -> None:
    assert read_due(words) == Due(date, time)


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("27th", dt.date(2026, 11, 27)), ("may", dt.date(2027, 5, 1)), ("sun", dt.date(2026, 11, 29)),
        ("sat", dt.date(2026, 11, 28)), ("Tom", dt.date(2026, 11, 24)), ("9/11", dt.date(2027, 11, 9)),
        ("24/7", dt.date(2027, 7, 24)), ("In 80 Days", dt.date(2027, 2, 11)), ("weekend", dt.date(2026, 11, 28)),
    ],
)  # fmt: skip
def test_without_a_title_in_the_way_names_and_numbers_are_enough(read_due: ReadDue, words: str, date: dt.date) -> None:
    assert read_due(words) == Due(date)


@pytest.mark.parametrize(
    "words",
    [
        "", " ", "banana", "30 feb", "2026-02-30", "0000-01-01", "10000-01-01", "2026-13-01", "in 99999999999 days",
        "in 9999 years", "29 feb 2027", "25:00", "9", "tomorrow banana", "tomorrow friday", "9am 10am", "by",
        "tomorrow p1",
        '"tomorrow"', "tomorrow // x", "tomorrow" * 10_000, "by " * 60, "\x00", "\ud800", "2026-11-27 24:00", "none",
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_the_words(read_due: ReadDue, words: str) -> None:
    with pytest.raises(InvalidField) as refused:
        read_due(words)
    assert (refused.value.field, refused.value.problem, refused.value.value) == ("due", Problem.NOT_A_DATE, words)


@given(date=st.dates())
def test_every_iso_date_means_itself(read_due: ReadDue, date: dt.date) -> None:
    assert read_due(date.isoformat()) == Due(date)


@given(date=st.dates(), hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_every_iso_date_and_time_mean_themselves(read_due: ReadDue, date: dt.date, hour: int, minute: int) -> None:
    time = dt.time(hour, minute)
    assert read_due(f"{date.isoformat()} {time:%H:%M}") == Due(date, time)
    assert read_due(f"{date.isoformat()}T{time:%H:%M}") == Due(date, time)


@given(text=st.text())
def test_any_text_is_a_due_date_or_refused(read_due: ReadDue, text: str) -> None:
    with contextlib.suppress(InvalidField):
        assert isinstance(read_due(text), Due)
