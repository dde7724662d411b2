"""Which values a task can hold: each validator's table, and what holds for every text."""

import datetime as dt
import unicodedata
from collections.abc import Callable
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import InvalidField, Problem
from desktop_app.domain.task import (
    Due,
    Priority,
    Status,
    Task,
    valid_description,
    valid_due,
    valid_list_name,
    valid_tags,
    valid_title,
)
from desktop_app.domain.task_list import valid_colour
from sync_protocol import limits
from sync_protocol.text import name_key

ANY_TEXT = st.text(st.characters(exclude_categories=()))
NOW = dt.datetime(2026, 11, 23, 14, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Buy milk", "Buy milk"),
        ("  Buy milk \n", "Buy milk"),
        ("Cafe\u0301", "Café"),
        ("\u00a0x\u3000", "x"),
        ("a" * 255, "a" * 255),
        ("🎉" * 255, "🎉" * 255),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
    ],
)
def test_a_title_is_trimmed_and_composed(typed: str, stored: str) -> None:
    assert valid_title(typed) == stored


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", Problem.EMPTY),
        (" \t\n", Problem.EMPTY),
        ("a" * 256, Problem.TOO_LONG),
        ("a\nb", Problem.CONTROL_CHARACTER),
        ("a\0b", Problem.CONTROL_CHARACTER),
        ("a\u2028b", Problem.CONTROL_CHARACTER),
        ("\ud83c", Problem.CONTROL_CHARACTER),
    ],
)
def test_a_title_that_cannot_be_kept_is_refused(typed: str, problem: Problem) -> None:
    with pytest.raises(InvalidField) as refused:
        valid_title(typed)
    assert (refused.value.field, refused.value.problem) == ("title", problem)


@pytest.mark.parametrize("validator", [valid_title, valid_list_name])
@given(text=ANY_TEXT)
def test_a_line_is_refused_or_in_its_stored_form(validator: Callable[[str], str], text: str) -> None:
    try:
        stored = validator(text)
    except InvalidField:
        return
    assert validator(stored) == stored
    assert unicodedata.is_normalized("NFC", stored)
    stored.encode()


@pytest.mark.parametrize(
    "text", ["", "  kept as it is  ", "one\r\ntwo\ttab", "e\u0301", "a" * limits.DESCRIPTION_BYTES]
)
def test_a_description_is_kept_byte_for_byte(text: str) -> None:
    assert valid_description(text) == text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("é" * (limits.DESCRIPTION_BYTES // 2 + 1), Problem.TOO_LONG),
        ("a\0b", Problem.CONTROL_CHARACTER),
        ("\udc80", Problem.CONTROL_CHARACTER),
    ],
)
def test_a_description_that_cannot_be_kept_is_refused(text: str, problem: Problem) -> None:
    with pytest.raises(InvalidField) as refused:
        valid_description(text)
    assert refused.value.problem is problem


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ((), ()),
        (("home",), ("home",)),
        (("@home", " home "), ("home",)),
        (("Home", "home", "HOME"), ("Home",)),
        (("zoo", "Ape", "bee"), ("Ape", "bee", "zoo")),
        (("straße", "STRASSE"), ("straße",)),
        (("café", "cafe"), ("cafe", "café")),
        (("a" * 50,), ("a" * 50,)),
    ],
)
def test_tags_are_sorted_once_each_in_their_first_spelling(typed: tuple[str, ...], stored: tuple[str, ...]) -> None:
    assert valid_tags(typed) == stored


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (("",), Problem.EMPTY),
        (("@",), Problem.EMPTY),
        (("a b",), Problem.TAG_CHARACTER),
        (("a,b",), Problem.TAG_CHARACTER),
        (("a;b",), Problem.TAG_CHARACTER),
        (("#a",), Problem.TAG_CHARACTER),
        (("@@a",), Problem.TAG_CHARACTER),
        (("a\u2028b",), Problem.TAG_CHARACTER),
        (("a\0b",), Problem.CONTROL_CHARACTER),
        (("\ud800",), Problem.CONTROL_CHARACTER),
        (("a" * 51,), Problem.TOO_LONG),
        (tuple(f"t{number}" for number in range(33)), Problem.TOO_MANY),
    ],
)
def test_tags_that_cannot_be_kept_are_refused(typed: tuple[str, ...], problem: Problem) -> None:
    with pytest.raises(InvalidField) as refused:
        valid_tags(typed)
    assert (refused.value.field, refused.value.problem) == ("tags", problem)


@given(st.lists(st.text("aAbBßéE\u0301@", min_size=1, max_size=3), max_size=8))
def test_whatever_tags_are_typed_each_is_there_once_and_in_order(typed: list[str]) -> None:
    try:
        stored = valid_tags(typed)
    except InvalidField:
        return
    keys = [name_key(tag) for tag in stored]
    assert keys == sorted(set(keys))
    assert valid_tags(stored) == stored


def test_a_time_of_day_is_kept_to_the_minute_and_on_the_wall() -> None:
    day = dt.date(2026, 11, 23)
    precise = dt.time(9, 30, 59, 999_999, tzinfo=dt.UTC, fold=1)
    assert valid_due(Due(day, precise)) == Due(day, dt.time(9, 30))
    assert valid_due(Due(day)) == Due(day)
    assert valid_due(None) is None


def test_a_whole_day_comes_before_its_times_and_after_the_day_before() -> None:
    monday, tuesday = dt.date(2026, 11, 23), dt.date(2026, 11, 24)
    in_order = [Due(monday), Due(monday, dt.time(0)), Due(monday, dt.time(23, 59)), Due(tuesday)]
    assert sorted(set(in_order)) == in_order
    assert Due(monday) <= Due(monday)


@pytest.mark.parametrize(("typed", "stored"), [(None, None), ("#00ff7f", "#00ff7f"), (" #00FF7F ", "#00ff7f")])
def test_a_colour_is_stored_in_small_letters(typed: str | None, stored: str | None) -> None:
    assert valid_colour(typed) == stored


@pytest.mark.parametrize("typed", ["", "red", "#fff", "#00ff7g", "00ff7f", "#00ff7f0", "#００ff7f"])
def test_what_is_no_colour_is_refused(typed: str) -> None:
    with pytest.raises(InvalidField) as refused:
        valid_colour(typed)
    assert refused.value.problem is Problem.NOT_A_COLOUR


def test_a_task_knows_whether_it_is_done_and_whether_it_is_deleted() -> None:
    task = Task(id=UUID(int=1), title="t", created_at=NOW, updated_at=NOW)
    assert not task.is_done
    assert not task.is_deleted
    assert (task.status, task.priority) == (Status.OPEN, Priority.NONE)
