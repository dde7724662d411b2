"""What holds for every line, whatever stands in it."""

import datetime as dt
import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_app.domain.quick_add import ENGLISH, QuickAdd, TokenKind, parse, parse_due

Read = Callable[..., QuickAdd]

PIECES = [
    *ENGLISH.months, *ENGLISH.weekdays, *ENGLISH.days, *ENGLISH.short_days, *ENGLISH.leads, *ENGLISH.soft_leads,
    *ENGLISH.joiners, *ENGLISH.units, "on", "at", "in", "the", "of", "end", "mid", "next", "this", "weekend", "tonight",
    "1st", "27th", "27", "9", "3", "2027", "9999", "27/1", "9/11/2027", "2026-11-27", "31.1.", "+3d", "9am",
    "18:00", "pm",
    "noon", "o'clock", "p1", "!high", "@home", "@work,", "#Home", '#"Big Garden"', "#12", "//", '"may I"', '"',
    "“x”", "“",
    "(", ")", ",", ".", ":", "-", "Call", "Bob", "rent", "C#", "a@b.c", "ß", "İ", "🏠", "\u00a0", "\n", "\\",
]  # fmt: skip

lines = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    st.lists(st.sampled_from([*PIECES, " ", " ", " "]), max_size=20).map("".join),
)
days = st.dates()
times = st.times()
spans = st.frozensets(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=3)


@given(text=lines, today=days, now=times, day_first=st.booleans(), week_start=st.integers(0, 6), dropped=spans)
def test_no_line_raises(
    text: str, today: dt.date, now: dt.time, day_first: bool, week_start: int, dropped: frozenset[tuple[int, int]]
) -> None:
    parse(text, today=today, now=now, day_first=day_first, week_start=week_start, dropped=dropped)


@given(text=lines, dropped=spans)
def test_nothing_is_eaten_and_nothing_invented(read: Read, text: str, dropped: frozenset[tuple[int, int]]) -> None:
    line = read(text, dropped=dropped)
    remaining, position = "", 0
    for token in line.tokens:
        literal = str(token.value) if token.kind is TokenKind.LITERAL else " "
        remaining += text[position : token.start] + literal
        position = token.end
    remaining += text[position:]
    assert line.title.split() == remaining.split()


@given(text=lines)
def test_outside_literals_single_blanks_stand_between_words(read: Read, text: str) -> None:
    line = read(text)
    assume(not any(token.kind is TokenKind.LITERAL for token in line.tokens))
    assert line.title == " ".join(line.title.split())


@given(text=lines)
def test_tokens_are_ordered_and_apart(read: Read, text: str) -> None:
    tokens = read(text).tokens
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(left.end <= right.start for left, right in pairwise(tokens))


@given(text=lines)
def test_each_kind_that_can_count_once_is_recognised_once(read: Read, text: str) -> None:
    kinds = [token.kind for token in read(text).tokens]
    for kind in (TokenKind.DATE, TokenKind.TIME, TokenKind.PRIORITY, TokenKind.LIST, TokenKind.DESCRIPTION):
        assert kinds.count(kind) <= 1


@given(text=lines, dropped=spans)
def test_nothing_dropped_is_recognised(read: Read, text: str, dropped: frozenset[tuple[int, int]]) -> None:
    for token in read(text, dropped=dropped).tokens:
        if token.kind in (TokenKind.LITERAL, TokenKind.DESCRIPTION):
            continue
        assert not any(token.start < end and start < token.end for start, end in dropped)


@given(text=lines)
def test_a_quoted_text_is_never_recognised(read: Read, text: str) -> None:
    words = text.replace('"', "").strip()
    assume(words)
    line = read(f'"{words}"')
    assert [token.kind for token in line.tokens] == [TokenKind.LITERAL]
    assert (line.title, line.due, line.tags, line.description) == (words, None, (), "")


@given(text=lines)
def test_a_title_in_quotes_means_itself(read: Read, text: str) -> None:
    title = read(text).title
    assume(title and '"' not in title)
    assert read(f'"{title}"').title == title


@given(text=lines)
def test_dropping_every_token_gives_the_line_back(read: Read, text: str) -> None:
    dropped: set[tuple[int, int]] = set()
    line = read(text)
    while line.tokens:
        dropped |= {(token.start, token.end) for token in line.tokens}
        line = read(text, dropped=frozenset(dropped))
    assert line.title == re.sub(r"\s+", " ", text).strip()


FORWARD = [
    "today", "tomorrow", "tonight", "friday", "monday", "sun", "next friday", "next week", "next month", "next year",
    "this weekend", "next weekend", "weekend", "in 3 days", "+2w", "in a month", "27 jan", "feb 29", "27/1",
    "31st", "1st",
    "may", "mid june", "end of month", "end of year", "end of february", "6pm", "at 9", "noon", "midnight",
]  # fmt: skip


@pytest.mark.parametrize("words", FORWARD)
@given(today=st.dates(max_value=dt.date(9980, 1, 1)), now=times, week_start=st.integers(0, 6))
def test_words_that_look_forward_never_mean_the_past(words: str, today: dt.date, now: dt.time, week_start: int) -> None:
    due = parse_due(words, today=today, now=now, week_start=week_start)
    assert due.date >= today
    if due.date == today and due.time is not None and words != "tonight":
        assert due.time >= now.replace(second=0, microsecond=0)
