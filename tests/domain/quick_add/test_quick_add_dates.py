"""Which words are a date or a time, and which day they mean on Monday 23 November 2026, 14:00."""

import datetime as dt
from collections.abc import Callable

import pytest

from desktop_app.domain.quick_add import QuickAdd, TokenKind
from desktop_app.domain.task import Due

Read = Callable[..., QuickAdd]


def due(written: str) -> Due:
    """`2026-11-27` or `2026-11-27 09:00`."""
    date, _, time = written.partition(" ")
    return Due(dt.date.fromisoformat(date), dt.time.fromisoformat(time) if time else None)


DATES = [
    ("today", "2026-11-23"),
    ("tod", "2026-11-23"),
    ("tomorrow", "2026-11-24"),
    ("tmr", "2026-11-24"),
    ("tom", "2026-11-24"),
    ("the day after tomorrow", "2026-11-25"),
    ("yesterday", "2026-11-22"),
    ("tonight", "2026-11-23 18:00"),
    ("friday", "2026-11-27"),
    ("fri", "2026-11-27"),
    ("on monday", "2026-11-30"),
    ("on sat", "2026-11-28"),
    ("this friday", "2026-11-27"),
    ("next friday", "2026-12-04"),
    ("next fri", "2026-12-04"),
    ("next monday", "2026-11-30"),
    ("next week", "2026-11-30"),
    ("next month", "2026-12-01"),
    ("next year", "2027-01-01"),
    ("weekend", "2026-11-28"),
    ("this weekend", "2026-11-28"),
    ("on the weekend", "2026-11-28"),
    ("at the weekend", "2026-11-28"),
    ("next weekend", "2026-12-05"),
    ("end of month", "2026-11-30"),
    ("by the end of the month", "2026-11-30"),
    ("end of next month", "2026-12-31"),
    ("end of year", "2026-12-31"),
    ("end of february", "2027-02-28"),
    ("in 3 days", "2026-11-26"),
    ("in a week", "2026-11-30"),
    ("in two weeks", "2026-12-07"),
    ("in 3 months", "2027-02-23"),
    ("in 1 year", "2027-11-23"),
    ("+3d", "2026-11-26"),
    ("+2w", "2026-12-07"),
    ("+1m", "2026-12-23"),
    ("27 jan", "2027-01-27"),
    ("jan 27", "2027-01-27"),
    ("jan 27th", "2027-01-27"),
    ("the 27th of january", "2027-01-27"),
    ("23 november", "2026-11-23"),
    ("27 january 2028", "2028-01-27"),
    ("january 27th, 2028", "2028-01-27"),
    ("29 feb", "2028-02-29"),
    ("fri 27 nov", "2026-11-27"),
    ("friday, 27 november", "2026-11-27"),
    ("27/1", "2027-01-27"),
    ("27/1/2028", "2028-01-27"),
    ("27/1/28", "2028-01-27"),
    ("27.1.2028", "2028-01-27"),
    ("by 31.1.", "2027-01-31"),
    ("2026-11-27", "2026-11-27"),
    ("2019-05-03", "2019-05-03"),
    ("27th", "2026-11-27"),
    ("on the 27th", "2026-11-27"),
    ("the 1st", "2026-12-01"),
    ("31st", "2026-12-31"),
    ("mid january", "2027-01-15"),
    ("by january", "2027-01-01"),
    ("in may", "2027-05-01"),
    ("by march 2028", "2028-03-01"),
    ("6pm", "2026-11-23 18:00"),
    ("6:30 pm", "2026-11-23 18:30"),
    ("6.30pm", "2026-11-23 18:30"),
    ("6 p.m.", "2026-11-23 18:00"),
    ("18:00", "2026-11-23 18:00"),
    ("14:00", "2026-11-23 14:00"),
    ("1pm", "2026-11-24 13:00"),
    ("13:59", "2026-11-24 13:59"),
    ("at 9", "2026-11-24 09:00"),
    ("at 9am", "2026-11-24 09:00"),
    ("at 9 o'clock", "2026-11-24 09:00"),
    ("at 3", "2026-11-23 15:00"),
    ("at noon", "2026-11-24 12:00"),
    ("12am", "2026-11-24 00:00"),
    ("12pm", "2026-11-24 12:00"),
    ("midnight", "2026-11-23 23:59"),
    ("today 9am", "2026-11-23 09:00"),
    ("tomorrow at 9", "2026-11-24 09:00"),
    ("tomorrow, 9am", "2026-11-24 09:00"),
    ("at 9 tomorrow", "2026-11-24 09:00"),
    ("tonight at 9", "2026-11-23 21:00"),
    ("sat 11am", "2026-11-28 11:00"),
    ("next friday 9am", "2026-12-04 09:00"),
    ("27 jan at 18:00", "2027-01-27 18:00"),
    ("due on friday by noon", "2026-11-27 12:00"),
    ("Friday", "2026-11-27"),
    ("TOMORROW", "2026-11-24"),
]


@pytest.mark.parametrize(("words", "expected"), DATES)
def test_these_words_after_a_title_are_its_due_date(read: Read, words: str, expected: str) -> None:
    line = read(f"Pay rent {words}")
    assert (line.title, line.due) == ("Pay rent", due(expected))


@pytest.mark.parametrize(("words", "expected"), DATES)
def test_other_tokens_may_follow_the_date(read: Read, words: str, expected: str) -> None:
    line = read(f"Pay rent {words} p1 @home")
    assert (line.title, line.due) == ("Pay rent", due(expected))


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("tomorrow call mum", "call mum", "2026-11-24"),
        ("friday call mum", "call mum", "2026-11-27"),
        ("Friday: call mum", "call mum", "2026-11-27"),
        ("Monday 9am standup", "standup", "2026-11-30 09:00"),
        ("Call Bob on friday about taxes", "Call Bob about taxes", "2026-11-27"),
        ("9am call Bob tomorrow", "call Bob", "2026-11-24 09:00"),
        ("Call Bob tomorrow about the offer at 9am", "Call Bob about the offer", "2026-11-24 09:00"),
        ("Call Bob next week about taxes", "Call Bob about taxes", "2026-11-30"),
        ("On the 27th, pay rent", "pay rent", "2026-11-27"),
        ("5 May dentist", "dentist", "2027-05-05"),
        ("Pay rent (by friday)", "Pay rent", "2026-11-27"),
        ("Dec 24 - wrap gifts", "wrap gifts", "2026-12-24"),
        ("Monday - wrap gifts", "wrap gifts", "2026-11-30"),
        ("Wrap gifts - 24 dec", "Wrap gifts", "2026-12-24"),
        ("Pay rent tomorrow!", "Pay rent", "2026-11-24"),
    ],
)
def test_a_date_inside_or_before_the_title_leaves_the_other_words(
    read: Read, text: str, title: str, expected: str
) -> None:
    line = read(text)
    assert (line.title, line.due) == (title, due(expected))


def test_of_two_dates_the_last_counts_and_the_first_stays(read: Read) -> None:
    line = read("Move today tomorrow")
    assert (line.title, line.due) == ("Move today", due("2026-11-24"))


def test_of_two_times_the_last_counts_and_the_first_stays(read: Read) -> None:
    line = read("Catch 8:15 train 7am")
    assert (line.title, line.due) == ("Catch 8:15 train", due("2026-11-24 07:00"))


def test_a_weekday_that_contradicts_its_date_stays_a_word(read: Read) -> None:
    line = read("Pay rent mon 27 nov")
    assert (line.title, line.due) == ("Pay rent mon", due("2026-11-27"))


def test_the_order_of_day_and_month_is_the_callers(read: Read) -> None:
    assert read("Pay 2/1", day_first=True).due == due("2027-01-02")
    assert read("Pay 2/1", day_first=False).due == due("2027-02-01")
    assert read("Pay 27/1", day_first=False).title == "Pay 27/1"


@pytest.mark.parametrize(
    ("week_start", "monday", "sunday"), [(0, "2026-11-30", "2026-12-06"), (6, "2026-11-30", "2026-11-29")]
)
def test_next_week_begins_on_the_callers_first_weekday(read: Read, week_start: int, monday: str, sunday: str) -> None:
    assert read("Rest next monday", week_start=week_start).due == due(monday)
    assert read("Rest next sunday", week_start=week_start).due == due(sunday)
    assert read("Rest next week", week_start=week_start).due == due(min(monday, sunday))


def test_on_a_sunday_the_weekend_is_on(read: Read) -> None:
    sunday = dt.date(2026, 11, 29)
    assert read("Rest this weekend", today=sunday).due == due("2026-11-29")
    assert read("Rest next weekend", today=sunday).due == due("2026-12-05")


def test_todays_weekday_means_the_next_one(read: Read) -> None:
    assert read("Rest on monday").due == due("2026-11-30")


def test_months_end_where_the_day_is_missing(read: Read) -> None:
    assert read("Pay in 1 month", today=dt.date(2027, 1, 31)).due == due("2027-02-28")


def test_the_calendars_last_day_has_no_tomorrow(read: Read) -> None:
    line = read("Rest tomorrow at 9", today=dt.date.max)
    assert (line.title, line.due) == ("Rest tomorrow at 9", None)


def test_tokens_say_what_was_understood_and_where(read: Read) -> None:
    tokens = read("Pay by friday at 9 now").tokens
    assert [(token.start, token.end, token.kind, token.value) for token in tokens] == [
        (4, 13, TokenKind.DATE, dt.date(2026, 11, 27)),
        (14, 18, TokenKind.TIME, dt.time(9)),
    ]
