"""Aligned tables that fit the terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.cli.terminal import Colour, Terminal, cut, padded, width
from desktop_app.wording.say import visible

GAP = "  "
_LEAST = 4
"""A column that cannot go is not cut below this, even where the line then breaks."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a table."""

    text: str
    colour: Colour = Colour.PLAIN


@dataclass(frozen=True, slots=True)
class Column:
    """A column. In a narrow terminal it first shrinks down to `least`; 0 means that it is never cut."""

    heading: str
    least: int = 0
    can_go: bool = False
    """Whether it is left out where even that does not fit."""


def table(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], terminal: Terminal) -> Iterator[str]:
    """The table's lines, the headings first. Columns in which nothing stands are left out."""
    shown = [index for index in range(len(columns)) if any(row[index].text for row in rows)]
    columns = [columns[index] for index in shown]
    rows = [[Cell(visible(row[index].text), row[index].colour) for index in shown] for row in rows]
    widths = _widths(columns, rows, terminal.columns)
    kept = [index for index, room in enumerate(widths) if room]
    heading = [Cell(column.heading, Colour.FAINT) for column in columns]
    for row in (heading, *rows):
        yield _line([row[index] for index in kept], [widths[index] for index in kept], terminal)


def _line(cells: Sequence[Cell], widths: Sequence[int], terminal: Terminal) -> str:
    """One line; what follows its last value is not padded."""
    texts = [cut(cell.text, room) for cell, room in zip(cells, widths, strict=True)]
    last = max((index for index, text in enumerate(texts) if text), default=-1)
    pieces = []
    for index, text in enumerate(texts[: last + 1]):
        blanks = "" if index == last else padded(text, widths[index])[len(text) :]
        pieces.append(terminal.painted(text, cells[index].colour) + blanks)
    return GAP.join(pieces)


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], room: int | None) -> list[int]:
    """How wide each column is; 0 for one that is left out."""
    natural = [
        max(width(column.heading), *(width(row[index].text) for row in rows)) for index, column in enumerate(columns)
    ]
    if room is None:
        return natural
    return _grown(_shrunk(columns, natural, room), natural, room)


def _shrunk(columns: Sequence[Column], natural: Sequence[int], room: int) -> list[int]:
    """From the right, so that the title, which says most, is cut last; then whole columns go."""
    widths = list(natural)
    for index, column in reversed(list(enumerate(columns))):
        if column.least:
            widths[index] = max(min(widths[index], column.least), widths[index] - _excess(widths, room))
    for index, column in reversed(list(enumerate(columns))):
        if column.can_go and _excess(widths, room):
            widths[index] = 0
    for index, column in enumerate(columns):
        if column.least and widths[index]:
            widths[index] = max(_LEAST, widths[index] - _excess(widths, room))
    return widths


def _grown(widths: Sequence[int], natural: Sequence[int], room: int) -> list[int]:
    """What a column that went has left free is given back, first to the title."""
    grown = list(widths)
    for index, wanted in enumerate(natural):
        if grown[index]:
            grown[index] = min(wanted, grown[index] + max(0, room - _used(grown)))
    return grown


def _used(widths: Sequence[int]) -> int:
    shown = [one for one in widths if one]
    return sum(shown) + len(GAP) * (len(shown) - 1)


def _excess(widths: Sequence[int], room: int) -> int:
    return max(0, _used(widths) - room)
