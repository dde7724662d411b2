"""Completed tasks under the days of their completion, newest first, as the History tab shows them.

Headings are rows among the others. In the array of handles a heading is a negative number made from
its day, so all that is known of rows holds for headings too: they come, go and move by themselves,
and where they stand follows from the days' counts alone.
"""

import datetime as dt
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.domain.clock import Clock, local_today
from desktop_app.domain.listing import DayCount, HistoryListing, HistoryQuery, TaskRow
from desktop_app.services.history import HistoryService
from desktop_app.services.ports import TaskReader
from desktop_app.ui.messages import say
from desktop_app.ui.models.windowed import Index, WindowedTableModel
from desktop_app.ui.views.labels import tooltip
from desktop_app.wording.dates import date_words, day_heading, time_words


class HistoryColumn(IntEnum):
    """The columns in their order."""

    DONE = 0
    TITLE = 1
    LIST = 2
    TAGS = 3
    TIME = 4


HISTORY_HEADINGS = {
    HistoryColumn.DONE: "",
    HistoryColumn.TITLE: "Title",
    HistoryColumn.LIST: "List",
    HistoryColumn.TAGS: "Tags",
    HistoryColumn.TIME: "Completed",
}
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_CHECK = int(Qt.ItemDataRole.CheckStateRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_CHECKED = int(Qt.CheckState.Checked.value)
_UNDATED = -(dt.date.max.toordinal() + 1)


@dataclass(frozen=True, slots=True)
class ShownDay:
    """The heading over one day's tasks."""

    day: dt.date | None
    words: str
    count: int

    def spoken(self) -> str:
        """The heading as a screen reader says it."""
        return say("{day}, {count} completed").format(day=self.words, count=self.count)


@dataclass(frozen=True, slots=True)
class ShownCompletion:
    """A completed task with its words made."""

    row: TaskRow
    tags: tuple[str, ...]
    day: str
    at: dt.datetime | None
    """When it was completed, on the user's wall."""

    @property
    def time(self) -> str:
        return "" if self.at is None else time_words(self.at.time())

    def text(self, column: int) -> str:
        match column:
            case HistoryColumn.TITLE:
                return self.row.title
            case HistoryColumn.LIST:
                return self.row.list_name
            case HistoryColumn.TAGS:
                return " ".join(self.tags)
            case HistoryColumn.TIME:
                return self.time
            case _:
                return ""

    def spoken(self) -> str:
        """The row as a screen reader says it."""
        parts = (say("{title}, completed {day}").format(title=self.row.title, day=self.day), self.time)
        return " ".join(part for part in parts if part)

    def tooltip(self, column: int) -> str:
        """What does not fit into the cell."""
        if column == HistoryColumn.TIME:
            return "" if self.at is None else f"{date_words(self.at.date(), None, say)} {self.time}"
        return self.text(column)


ShownLine = ShownDay | ShownCompletion


class HistoryTableModel(WindowedTableModel[ShownLine]):
    """Shows completed tasks. Clearing a tick calls `on_reopen` with the task's id."""

    columns = len(HistoryColumn)
    answered = frozenset({_DISPLAY, _CHECK, _ACCESSIBLE, _TOOLTIP})

    listed = Signal()
    """Storage was asked again: what is shown, or how much of it there is, may be new."""

    def __init__(
        self,
        history: HistoryService,
        reader: TaskReader,
        clock: Clock,
        on_reopen: Callable[[UUID], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._history = history
        self._reader = reader
        self._clock = clock
        self._on_reopen = on_reopen
        self._query = HistoryQuery()
        self._counts: dict[int, int] = {}
        self.refresh()

    @property
    def query(self) -> HistoryQuery:
        return self._query

    @property
    def task_count(self) -> int:
        """How many tasks are shown, headings left out."""
        return len(self._handles) - len(self._counts)

    def set_query(self, query: HistoryQuery) -> None:
        """Shows something else."""
        self._query = query
        self.refresh()

    def refresh(self) -> None:
        """Asks storage again and shows what came, went or moved."""
        listing = self._history.listing(self._query)
        before, self._counts = self._counts, {_heading(day): day.count for day in listing.days}
        self.show_handles(_with_headings(listing))
        self.repaint_handles([day for day, count in self._counts.items() if before.get(day, count) != count])
        self.listed.emit()

    def is_heading(self, row: int) -> bool:
        """Whether that row is a heading. Reads nothing."""
        return 0 <= row < len(self._handles) and self._handles[row] < 0

    def heading_rows(self) -> list[int]:
        """Where the headings stand, from top to bottom."""
        ends = accumulate(count + 1 for count in self._counts.values())
        return [end - count - 1 for end, count in zip(ends, self._counts.values(), strict=True)]

    def ids(self, rows: Iterable[int]) -> list[UUID]:
        """The ids of the tasks in those rows; headings have none."""
        return [shown.row.id for row in rows if isinstance(shown := self.shown(row), ShownCompletion)]

    def load(self, handles: Sequence[int]) -> list[ShownLine | None]:
        today = local_today(self._clock)
        tasks = [handle for handle in handles if handle >= 0]
        rows = dict(zip(tasks, self._reader.rows(tasks), strict=True))
        return [self._day(handle, today) if handle < 0 else self._task(rows[handle], today) for handle in handles]

    def _day(self, handle: int, today: dt.date) -> ShownDay:
        day = _day_of(handle)
        return ShownDay(day, _day_words(day, today), self._counts.get(handle, 0))

    def _task(self, row: TaskRow | None, today: dt.date) -> ShownCompletion | None:
        if row is None:
            return None
        at = None if row.completed_at is None else self._clock.local(row.completed_at)
        return ShownCompletion(row, tuple(f"@{tag}" for tag in row.tags), _day_words(row.completed_day, today), at)

    def answer(self, shown: ShownLine, column: int, role: int) -> Any:
        if isinstance(shown, ShownDay):
            return _heading_data(shown, column, role)
        return _task_data(shown, column, role)

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        if role != _CHECK or not index.isValid() or index.column() != HistoryColumn.DONE:
            return False
        shown = self.shown(index.row())
        if not isinstance(shown, ShownCompletion) or Qt.CheckState(value) == Qt.CheckState.Checked:
            return False
        self._on_reopen(shown.row.id)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.is_heading(index.row()):
            # Neither selected nor reached by the arrow keys.
            return Qt.ItemFlag.ItemNeverHasChildren
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == HistoryColumn.DONE else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(HistoryColumn):
            return None
        if role == _DISPLAY:
            return HISTORY_HEADINGS[HistoryColumn(section)]
        return "Done" if role == _ACCESSIBLE and section == HistoryColumn.DONE else None


def _heading(day: DayCount) -> int:
    return _UNDATED if day.day is None else -day.day.toordinal()


def _day_of(heading: int) -> dt.date | None:
    return None if heading == _UNDATED else dt.date.fromordinal(-heading)


def _day_words(day: dt.date | None, today: dt.date) -> str:
    return say("On a day not known") if day is None else day_heading(day, today, say)


def _with_headings(listing: HistoryListing) -> "array[int]":
    lines = array("q")
    start = 0
    for day in listing.days:
        lines.append(_heading(day))
        lines += listing.handles[start : start + day.count]
        start += day.count
    return lines


def _heading_data(shown: ShownDay, column: int, role: int) -> Any:
    if role == _ACCESSIBLE and column <= HistoryColumn.TITLE:
        return shown.spoken()
    return shown.words if role == _DISPLAY and column == HistoryColumn.TITLE else None


def _task_data(shown: ShownCompletion, column: int, role: int) -> Any:
    if role == _CHECK:
        return None if column else _CHECKED
    if role == _TOOLTIP:
        return tooltip(shown.tooltip(column)) or None
    if role == _ACCESSIBLE and column <= HistoryColumn.TITLE:
        return shown.spoken()
    return shown.text(column)
