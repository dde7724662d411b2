"""Lists, tags, priorities, descriptions, literals, and what the user turned back into words."""

from collections.abc import Callable

import pytest

from desktop_app.domain.quick_add import QuickAdd, TokenKind
from desktop_app.domain.task import Priority

Read = Callable[..., QuickAdd]


def test_everything_in_one_line(read: Read) -> None:
    line = read(r"Pay rent tomorrow p1 @home #Big\ Garden @money // ask Bob, #12 @x friday")
    assert (line.title, line.priority, line.list_name) == ("Pay rent", Priority.HIGH, "Big Garden")
    assert line.tags == ("home", "money")
    assert line.description == "ask Bob, #12 @x friday"
    assert line.due is not None
    assert [token.kind for token in line.tokens] == [
        TokenKind.DATE,
        TokenKind.PRIORITY,
        TokenKind.TAG,
        TokenKind.LIST,
        TokenKind.TAG,
        TokenKind.DESCRIPTION,
    ]


def test_a_plain_title_says_nothing_else(read: Read) -> None:
    assert read("  Buy \t milk ") == QuickAdd(title="Buy milk")


def test_a_line_of_tokens_alone_has_no_title(read: Read) -> None:
    assert read("tomorrow p1 #Home").title == ""


@pytest.mark.parametrize(
    ("written", "priority"),
    [
        ("p1", Priority.HIGH), ("p2", Priority.MEDIUM), ("p3", Priority.LOW), ("p4", Priority.NONE), ("P1",
        Priority.HIGH),
        ("!high", Priority.HIGH), ("!medium", Priority.MEDIUM), ("!low", Priority.LOW), ("!none", Priority.NONE),
        ("!High", Priority.HIGH), ("!1", Priority.HIGH), ("!2", Priority.MEDIUM), ("!3", Priority.LOW),
        ("!4", Priority.NONE), ("!!1", Priority.HIGH),
    ],
)  # fmt: skip
def test_a_priority_may_be_written_so(read: Read, written: str, priority: Priority) -> None:
    line = read(f"Pay {written} rent")
    assert (line.title, line.priority) == ("Pay rent", priority)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("#Work", "Work"), ('#"Big Garden"', "Big Garden"), ("#“Big Garden”", "Big Garden"), (r"#Big\ Garden",
        "Big Garden"),
        ('#"12"', "12"), (r"#\12", "12"), ("#Q1", "Q1"), ("#Käse", "Käse"), ("#🏠", "🏠"), ("#work,", "work"),
    ],
)  # fmt: skip
def test_a_list_may_be_written_so(read: Read, written: str, name: str) -> None:
    line = read(f"Pay {written} rent")
    assert (line.title, line.list_name) == ("Pay rent", name)


def test_of_two_lists_or_priorities_the_last_counts(read: Read) -> None:
    line = read("Pay #a p1 rent #b p2")
    assert (line.title, line.list_name, line.priority) == ("Pay #a p1 rent", "b", Priority.MEDIUM)


def test_a_tag_spelt_twice_counts_once_and_is_taken_off_twice(read: Read) -> None:
    line = read("Pay @Home rent @home")
    assert (line.title, line.tags) == ("Pay rent", ("Home",))


def test_commas_between_tags_go_with_them(read: Read) -> None:
    line = read("Pay rent @home, @work")
    assert (line.title, line.tags) == ("Pay rent", ("home", "work"))


def test_an_address_of_the_web_is_no_description(read: Read) -> None:
    line = read("Read https://x.y/z // it is long")
    assert (line.title, line.description) == ("Read https://x.y/z", "it is long")


def test_quotes_keep_words_in_the_title(read: Read) -> None:
    line = read('Write "delete mails up to january 30th" tomorrow')
    assert line.title == "Write delete mails up to january 30th"
    assert [token.kind for token in line.tokens] == [TokenKind.LITERAL, TokenKind.DATE]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('"a  b"   c', "a  b c"), ('Read "Dune", then', "Read Dune, then"), ('see ("today")', "see (today)"),
        ('27" screen and 24" screen', '27" screen and 24" screen'), ('say ""', 'say ""'), ('an "open end',
        'an "open end'),
    ],
)  # fmt: skip
def test_a_literal_keeps_its_blanks_and_loses_its_quotes(read: Read, text: str, title: str) -> None:
    assert read(text).title == title


def test_words_in_curly_quotes_are_not_recognised_and_keep_their_quotes(read: Read) -> None:
    line = read("Watch “The Day After Tomorrow” tomorrow")
    assert line.title == "Watch “The Day After Tomorrow”"
    assert line.due is not None


def test_a_dropped_date_stays_a_word(read: Read) -> None:
    text = "Pay rent by friday p1"
    span = next((token.start, token.end) for token in read(text).tokens)
    line = read(text, dropped=frozenset({span}))
    assert (line.title, line.due, line.priority) == ("Pay rent by friday", None, Priority.HIGH)


def test_when_the_last_date_is_dropped_the_one_before_counts(read: Read) -> None:
    line = read("Pay today tomorrow", dropped=frozenset({(10, 18)}))
    assert line.title == "Pay tomorrow"
    assert [token.start for token in line.tokens] == [4]


def test_a_dropped_literal_is_plain_words_with_its_quotes(read: Read) -> None:
    text = 'Pay "rent tomorrow"'
    line = read(text, dropped=frozenset({(4, 19)}))
    assert (line.title, line.tokens) == (text, ())


def test_a_description_may_enclose_what_was_dropped_before(read: Read) -> None:
    line = read("Pay // rent tomorrow", dropped=frozenset({(12, 20)}))
    assert (line.title, line.description) == ("Pay", "rent tomorrow")
