"""Words that look back, held to the day they mean on Monday 23 November 2026, 14:00."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import InvalidField, Problem
from desktop_app.ui.history.past_words import corrected, past_day, past_due
from desktop_app.wording.dates import MONTHS, WEEKDAYS

TODAY, NOW = dt.date(2026, 11, 23), dt.time(14)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-11-23"), ("yesterday", "2026-11-22"), ("mon", "2026-11-23"), ("fri", "2026-11-20"),
        ("last monday", "2026-11-16"), ("last fri", "2026-11-20"), ("3 days ago", "2026-11-20"),
        ("a week ago", "2026-11-16"), ("1 month ago", "2026-10-23"), ("2 years ago", "2024-11-23"),
        ("27 nov", "2025-11-27"), ("23 nov", "2026-11-23"), ("27th", "2026-10-27"), ("31st", "2026-10-31"),
        ("1 sep", "2026-09-01"), ("29 feb", "2024-02-29"), ("2026-11-20", "2026-11-20"),
        ("Sun 22 Nov 2026", "2026-11-22"),
    ],
)  # fmt: skip
def test_days_are_the_newest_that_have_passed(words: str, day: str) -> None:
    assert past_day(words, TODAY).isoformat() == day


@pytest.mark.parametrize(
    "words", ["tomorrow", "in 3 days", "next week", "27 nov 2027", "today 14:01", "18:00", "tonight"]
)
def test_what_is_still_to_come_is_refused(words: str) -> None:
    with pytest.raises(InvalidField) as caught:
        past_due(words, TODAY, NOW)
    assert caught.value.problem is Problem.IN_THE_FUTURE
    assert caught.value.value == words


@pytest.mark.parametrize("words", ["", "soon", "last week", "99999 days ago", "9999 years ago", "0001-01-01", "30 feb"])
def test_what_names_no_day_is_refused(words: str) -> None:
    with pytest.raises(InvalidField) as caught:
        past_due(words, TODAY, NOW)
    assert caught.value.problem is Problem.NOT_A_DATE


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_a_weekday_is_one_of_the_last_seven_days(today: dt.date, name: str) -> None:
    found = past_day(name, today)
    assert WEEKDAYS[found.weekday()] == name
    assert 0 <= (today - found).days < 7


@given(DAYS, DAYS)
def test_a_day_of_the_year_is_the_last_of_its_kind(today: dt.date, meant: dt.date) -> None:
    found = past_day(f"{meant.day} {MONTHS[meant.month - 1]}", today)
    assert (found.month, found.day) == (meant.month, meant.day)
    assert found <= today
    leap = (meant.month, meant.day) == (2, 29)
    assert leap or found.replace(year=found.year + 1) > today


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("9:15", "2026-11-20 09:15"), ("15:00", "2026-11-20 15:00"), ("yesterday", "2026-11-22 18:30"),
        ("yesterday 18:00", "2026-11-22 18:00"), ("today", "2026-11-23 14:00"), ("today 9:15", "2026-11-23 09:15"),
        ("2026-11-19T08:00", "2026-11-19 08:00"), ("fri 8pm", "2026-11-20 20:00"),
    ],
)  # fmt: skip
def test_a_correction_keeps_what_it_does_not_say(words: str, expected: str) -> None:
    now = dt.datetime.combine(TODAY, NOW)
    day, time = corrected(words, dt.datetime(2026, 11, 20, 18, 30), now)
    assert dt.datetime.combine(day, time) == dt.datetime.fromisoformat(expected)


def test_a_correction_of_an_unknown_time_takes_noon() -> None:
    assert corrected("yesterday", None, dt.datetime.combine(TODAY, NOW)) == (dt.date(2026, 11, 22), dt.time(12))
