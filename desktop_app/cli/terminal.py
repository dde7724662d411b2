"""The terminal: how wide it is, how wide a text is on it, and whether it shows colours."""

import os
import shutil
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TextIO

ELLIPSIS = "…"


class Colour(Enum):
    """Colours as terminals number them; none of them is ever the only sign of anything."""

    PLAIN = ""
    FAINT = "2"
    RED = "31"
    GREEN = "32"
    YELLOW = "33"
    CYAN = "36"


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the output goes to. `columns` is None where lines may be as long as they are."""

    columns: int | None
    has_colours: bool

    def painted(self, text: str, colour: Colour) -> str:
        """The text in that colour, if the terminal shows any."""
        if not self.has_colours or colour is Colour.PLAIN or not text:
            return text
        return f"\x1b[{colour.value}m{text}\x1b[0m"


def terminal(stream: TextIO | None = None, environment: Mapping[str, str] = os.environ) -> Terminal:
    """The terminal behind stdout. Output to a pipe or a file is not cut, so that grep finds all of it."""
    is_terminal = (stream or sys.stdout).isatty()
    columns = shutil.get_terminal_size().columns if is_terminal or environment.get("COLUMNS") else None
    return Terminal(columns, is_terminal and _shows_colours(environment))


def _shows_colours(environment: Mapping[str, str]) -> bool:
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    # The old console of Windows prints the codes themselves.
    return os.name != "nt" or "WT_SESSION" in environment


def width(text: str) -> int:
    """How many columns the text takes."""
    return len(text) if text.isascii() else sum(map(_letter_width, text))


def cut(text: str, columns: int) -> str:
    """The text in at most so many columns, an ellipsis in place of what was cut off."""
    if width(text) <= columns:
        return text
    kept, used = [], 0
    for letter in text:
        used += _letter_width(letter)
        if used > columns - 1:
            break
        kept.append(letter)
    return "".join(kept).rstrip() + ELLIPSIS


def padded(text: str, columns: int) -> str:
    """The text with blanks after it up to so many columns."""
    return text + " " * (columns - width(text))


def _letter_width(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
