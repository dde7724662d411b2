"""How a template becomes a sentence: translated first, then filled with values."""

import unicodedata
from collections.abc import Callable

Say = Callable[[str], str]
"""Gives the template in the user's language; its named fields stay."""

_LONGEST_SHOWN = 60
_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def untranslated(template: str) -> str:
    """The template as it is: English."""
    return template


def visible(text: str) -> str:
    """The text with every character made visible that could move a cursor or turn the line around.

    Titles and file names come from elsewhere too, and a terminal obeys what is printed to it.
    """
    if text.isprintable() and _DIRECTION_MARKS.isdisjoint(text):
        return text
    return "".join(_escaped(letter) if _is_unsafe(letter) else letter for letter in text)


def shown(text: str) -> str:
    """The text as a sentence can quote it: visible, and cut where it is long."""
    text = visible(text)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1].rstrip() + "…"


def code_point(letter: str) -> str:
    """A character's name in Unicode, such as U+0007."""
    return f"U+{ord(letter):04X}"


def _is_unsafe(letter: str) -> bool:
    return letter in _DIRECTION_MARKS or unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"}


def _escaped(letter: str) -> str:
    number = ord(letter)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
