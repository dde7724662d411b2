"""Titles that look like a date, a list or a tag, and stay whole."""

from collections.abc import Callable

import pytest

from desktop_app.domain.quick_add import QuickAdd

Read = Callable[..., QuickAdd]


def stays_whole(line: QuickAdd, text: str) -> bool:
    return line.title == text and not line.tokens and line.due is None


@pytest.mark.parametrize(
    "text",
    [
        "check money", "paprika", "Remark", "C#", "a@b.c", "2+2", "v1.2.3", "p1ckle", "sp1", "1984", "Ocean's 11",
        "Area 51", "Version 2.0", "Upgrade to 1.2.3", "3 in 1 tool", "5 a day", "Second hand shop", "first aid kit",
        "Fix bug 1234", "issue #12", "issue #12, then", "## Heading", "Mail bob@example.org", "Todays news",
        "Today's news", "sunday-best", "6-7pm", "25:00", "13pm", "9:5", "+3x", "p5", "p", "!", "@", "#", "//",
        "!urgent",
        "Use f(tomorrow)", "See https://x.y/2026-11-27/a", "Mount //server/share", "16:9 screen",
    ],
)  # fmt: skip
def test_a_word_that_only_contains_a_token_stays(read: Read, text: str) -> None:
    assert stays_whole(read(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "SAT prep with Mark", "Call Sun Microsystems", "march for climate", "Meet April", "Read May report", "may I",
        "We may 5 times", "walk march 4 miles", "Enjoy the sun", "Wed Anna", "Song by April Smith", "Invoice november",
        "Timesheet October", "Letter from April", "Gift for May", "Buy bread sat", "Room 5 may need paint",
    ],
)  # fmt: skip
def test_a_name_or_verb_that_sounds_like_a_month_or_weekday_stays(read: Read, text: str) -> None:
    assert stays_whole(read(text), text)


@pytest.mark.parametrize(
    "text", ["Tom", "Call Tom", "call tom", "lunch with tom", "gift for tom", "Tod Browning films"]
)
def test_tom_is_a_person(read: Read, text: str) -> None:
    assert stays_whole(read(text), text)


@pytest.mark.parametrize(
    "text",
    ["Monday blues album", "Sunday Bloody Sunday", "Book a friday table", "Black Friday", "Plan my monday",
     "Weekend trip packing", "enjoy the weekend", "Watch High Noon", "Cancel USA Today subscription",
     "Midnight in Paris"],
)  # fmt: skip
def test_a_weekday_inside_a_title_stays(read: Read, text: str) -> None:
    assert stays_whole(read(text), text)


@pytest.mark.parametrize(
    "text", ["Renovation - 2nd Floor Bath", "on the 2nd floor paint walls", "Paint walls on the 2nd floor today's way"]
)
def test_a_floor_number_is_not_a_date(read: Read, text: str) -> None:
    assert stays_whole(read(text), text)


@pytest.mark.parametrize("text", ["The 5th Wave", "The 9/11 Report", "Watch 9/11", "Read Around the World in 80 Days"])
def test_the_name_of_a_book_or_film_is_not_a_date(read: Read, text: str) -> None:
    assert stays_whole(read(text), text)


@pytest.mark.parametrize("text", ["24/7 support", "Support 24/7", "Add 1/2 cup", "Part 1/2", "Read chapter 3/4"])
def test_a_fraction_or_idiom_is_not_a_date(read: Read, text: str) -> None:
    assert stays_whole(read(text), text)


@pytest.mark.parametrize("text", ["Celebrate 4 July 1776", "Read about july 4, 1776", "Essay on 9/11/1989"])
def test_history_is_not_a_due_date(read: Read, text: str) -> None:
    assert stays_whole(read(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "Pay 30 feb",
        "Pay feb 30",
        "Pay by feb 30",
        "Pay 2026-02-30",
        "Pay 29 feb 2027",
        "Pay 32nd",
        "Pay 2th",
        "Pay 31/2",
    ],
)
def test_a_date_that_no_calendar_has_stays_words(read: Read, text: str) -> None:
    assert stays_whole(read(text), text)


@pytest.mark.parametrize("text", ["in 99999999999 days", "in 9999 years", "+9999y"])
def test_a_date_beyond_the_calendar_stays_words(read: Read, text: str) -> None:
    assert stays_whole(read(text), text)


@pytest.mark.parametrize(
    "text",
    ["Work 9am to 5pm", "Open 9am - 5pm", "Gym tue and thu", "Work monday - friday", "Holiday 27 jan - 29",
     "Holiday 27 jan to 29 jan", "Call tomorrow or friday"],
)  # fmt: skip
def test_a_range_is_no_due_date(read: Read, text: str) -> None:
    assert stays_whole(read(text), text)


@pytest.mark.parametrize(
    "text",
    ["Water plants every monday", "Pay rent each 1st", "Move meeting to friday", "Call after 6pm", "Read last friday"],
)
def test_a_date_is_not_torn_out_of_its_sentence(read: Read, text: str) -> None:
    assert stays_whole(read(text), text)


@pytest.mark.parametrize("text", ["Meet at 9 Elm Street", "Look at 9 houses", "Meet 9"])
def test_a_house_number_is_not_a_time(read: Read, text: str) -> None:
    assert stays_whole(read(text), text)


@pytest.mark.parametrize("text", ["(call tomorrow)", "Pay rent (tomorrow", "Ask [p1"])
def test_half_a_pair_of_brackets_is_never_left_behind(read: Read, text: str) -> None:
    assert stays_whole(read(text), text)
