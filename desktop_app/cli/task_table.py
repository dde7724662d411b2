"""Tasks as rows of a table."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from desktop_app.cli.output import put
from desktop_app.cli.session import AT_ONCE, Session
from desktop_app.cli.tables import Cell, Column, table
from desktop_app.cli.terminal import Colour
from desktop_app.domain.listing import TaskRow
from desktop_app.domain.task import Due, Priority, Status
from desktop_app.wording.dates import due_words, is_overdue

PRIORITY_WORDS = {Priority.NONE: "", Priority.LOW: "Low", Priority.MEDIUM: "Medium", Priority.HIGH: "High"}
_PRIORITY_COLOURS = {
    Priority.NONE: Colour.PLAIN,
    Priority.LOW: Colour.CYAN,
    Priority.MEDIUM: Colour.YELLOW,
    Priority.HIGH: Colour.RED,
}
_COLUMNS = (
    Column("ID"),
    Column("Done"),
    Column("Title", least=28),
    Column("Due"),
    Column("Priority", can_go=True),
    Column("List", least=6, can_go=True),
    Column("Tags", least=6, can_go=True),
)


def print_handles(session: Session, handles: Sequence[int]) -> None:
    """Prints the tasks of those handles as a table."""
    rows = [
        row for start in range(0, len(handles), AT_ONCE) for row in _rows(session, handles[start : start + AT_ONCE])
    ]
    short = dict(zip((row.id for row in rows), session.core.ids.shortest([row.id for row in rows]), strict=True))
    for line in table(_COLUMNS, [_cells(row, short, session.today) for row in rows], session.terminal):
        put(line)


def tags_text(tags: Iterable[str]) -> str:
    """Tags as they are typed."""
    return " ".join(f"@{tag}" for tag in tags)


def _due_colour(due: Due | None, today: dt.date) -> Colour:
    """Red for what is overdue, green for today."""
    if due is None:
        return Colour.PLAIN
    if is_overdue(due, today):
        return Colour.RED
    return Colour.GREEN if due.date == today else Colour.PLAIN


def _rows(session: Session, handles: Sequence[int]) -> Iterator[TaskRow]:
    for start in range(0, len(handles), AT_ONCE):
        # Another program may have removed some of them meanwhile.
        yield from (row for row in session.core.reader.rows(handles[start : start + AT_ONCE]) if row is not None)


def _cells(row: TaskRow, short: Mapping[UUID, str], today: dt.date) -> list[Cell]:
    is_open = row.status is Status.OPEN
    is_pressing = is_open and row.deleted_at is None
    due = "" if row.due is None else due_words(row.due, today, is_open=is_pressing)
    return [
        Cell(short[row.id]),
        Cell("" if is_open else "✓"),
        Cell(row.title, Colour.PLAIN if is_open else Colour.FAINT),
        Cell(due, _due_colour(row.due, today) if is_pressing else Colour.PLAIN),
        Cell(PRIORITY_WORDS[row.priority], _PRIORITY_COLOURS[row.priority] if is_open else Colour.PLAIN),
        Cell(row.list_name),
        Cell(tags_text(row.tags)),
    ]
