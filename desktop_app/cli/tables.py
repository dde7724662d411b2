"""Aligned tables that fit the terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.cli.terminal import Colour, Terminal, cut, padded, width
from desktop_app.wording.say import visible

GAP = "  "


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a table."""

    text: str
    colour: Colour = Colour.PLAIN


@dataclass(frozen=True, slots=True)
class Column:
    """A column. In a narrow terminal it shrinks down to `least`; 0 means that it is never cut."""

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
    widths = [
        max(width(column.heading), *(width(row[index].text) for row in rows)) for index, column in enumerate(columns)
    ]
    if room is None:
        return widths
    # From the right, so that the title, which says most, is cut last.
    for index in reversed(range(len(columns))):
        if columns[index].least:
            widths[index] = max(min(widths[index], columns[index].least), widths[index] - _excess(widths, room))
    for index in reversed(range(len(columns))):
        if columns[index].can_go and _excess(widths, room):
            widths[index] = 0
    return widths


def _excess(widths: Sequence[int], room: int) -> int:
    used = [one for one in widths if one]
    return max(0, sum(used) + len(GAP) * (len(used) - 1) - room)
