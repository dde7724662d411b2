"""Normal forms: what is stored, what is compared, what is looked for and what is refused."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sync_protocol.text import control_character, fold, name_key, normalise, storable

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("strasse", "Straße"),
        ("STRASSE", "straße"),
        ("uber", "Über"),
        ("cafe", "CAFÉ"),
        ("istanbul", "İstanbul"),
        ("office", "oﬃce"),
        ("2", "m²"),
        ("σισυφος", "ΣΊΣΥΦΟΣ"),
        ("a b", "a\u00a0b"),
        ("🎉", "party 🎉"),
    ],
)
def test_search_sees_past_case_accents_and_spellings(typed: str, found: str) -> None:
    assert fold(typed) in fold(found)


@given(ANY_TEXT)
@example("\ud800")
@example("\u0345\u0301")
@example("ᾳ̈́")
def test_folding_takes_any_text_and_twice_is_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.characters(exclude_categories=()))
def test_folding_every_letter_settles(letter: str) -> None:
    assert fold(fold(letter)) == fold(letter)


def test_folding_settles_for_all_of_unicode() -> None:
    assert [hex(code) for code in range(0x110000) if fold(fold(chr(code))) != fold(chr(code))] == []


@given(ANY_TEXT)
def test_a_folded_text_has_no_capitals_and_no_accents(text: str) -> None:
    assert not any(unicodedata.combining(letter) for letter in fold(text))
    assert fold(text).casefold() == fold(text)


@given(ANY_TEXT)
def test_normalising_twice_is_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()


@given(ANY_TEXT)
def test_two_ways_to_write_the_same_letters_are_one_name(text: str) -> None:
    assert name_key(unicodedata.normalize("NFD", text)) == name_key(unicodedata.normalize("NFC", text))
    assert name_key(f"  {text}\n") == name_key(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Work", "WORK", True),
        ("Straße", "STRASSE", True),
        ("Café", "Cafe\u0301", True),
        ("Café", "Cafe", False),
        ("ﬁn", "fin", True),
        ("m²", "m2", False),
    ],
)
def test_names_differ_by_accents_and_not_by_case(one: str, other: str, same: bool) -> None:
    assert (name_key(one) == name_key(other)) is same


@pytest.mark.parametrize("letter", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\ud800", "\u2028", "\u2029"])
def test_what_cannot_be_seen_or_encoded_is_named(letter: str) -> None:
    assert control_character(f"a{letter}b") == letter
    assert control_character(f"a{letter}b", allow_newlines=True) == letter


@pytest.mark.parametrize("letter", ["\n", "\r", "\t"])
def test_line_breaks_and_tabs_are_for_descriptions_alone(letter: str) -> None:
    assert control_character(f"a{letter}b") == letter
    assert control_character(f"a{letter}b", allow_newlines=True) is None


@given(ANY_TEXT)
def test_what_is_not_refused_can_be_written_as_utf_8(text: str) -> None:
    if control_character(text, allow_newlines=True) is None:
        assert text.encode().decode() == text


@given(ANY_TEXT)
def test_what_is_looked_for_can_always_be_handed_to_sqlite(text: str) -> None:
    made = storable(text)
    made.encode()
    assert "\0" not in made
    assert len(made) == len(text)
    if control_character(text, allow_newlines=True) is None:
        assert made == text
