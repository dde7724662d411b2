"""Completed tasks, newest first, as the History tab shows them."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt

from desktop_app.domain.clock import Clock, local_today
from desktop_app.domain.listing import HistoryQuery, TaskRow
from desktop_app.services.history import HistoryService
from desktop_app.services.ports import TaskReader
from desktop_app.ui.models.windowed import NOWHERE, Index, WindowedTableModel
from desktop_app.wording.dates import day_heading


class HistoryColumn(IntEnum):
    """The columns in their order."""

    DONE = 0
    TITLE = 1
    LIST = 2
    TAGS = 3
    DAY = 4
    TIME = 5


HISTORY_HEADINGS = {
    HistoryColumn.DONE: "",
    HistoryColumn.TITLE: "Title",
    HistoryColumn.LIST: "List",
    HistoryColumn.TAGS: "Tags",
    HistoryColumn.DAY: "Completed",
    HistoryColumn.TIME: "",
}
_SPOKEN_HEADINGS = {HistoryColumn.DONE: "Done", HistoryColumn.TIME: "Time"}
HISTORY_ROLE = int(Qt.ItemDataRole.UserRole)
"""The whole `ShownCompletion`, for delegates."""

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_CHECK = int(Qt.ItemDataRole.CheckStateRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_CHECKED = int(Qt.CheckState.Checked.value)


@dataclass(frozen=True, slots=True)
class ShownCompletion:
    """A completed task with its words made."""

    row: TaskRow
    tags: tuple[str, ...]
    day: str
    time: str

    def text(self, column: int) -> str:
        match column:
            case HistoryColumn.TITLE:
                return self.row.title
            case HistoryColumn.LIST:
                return self.row.list_name
            case HistoryColumn.TAGS:
                return " ".join(self.tags)
            case HistoryColumn.DAY:
                return self.day
            case HistoryColumn.TIME:
                return self.time
            case _:
                return ""

    def spoken(self) -> str:
        """The row as a screen reader says it."""
        return f"{self.row.title}, completed {self.day} {self.time}".rstrip()


class HistoryTableModel(WindowedTableModel[ShownCompletion]):
    """Shows completed tasks. Clearing a tick calls `on_reopen` with the task's id."""

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
        self.refresh()

    @property
    def query(self) -> HistoryQuery:
        return self._query

    def set_query(self, query: HistoryQuery) -> None:
        self._query = query
        self.refresh()

    def refresh(self) -> None:
        """Asks storage again and shows what came, went or moved."""
        self.show_handles(self._history.handles(self._query))

    def ids(self, rows: Iterable[int]) -> list[UUID]:
        """The ids of the tasks in those rows."""
        return [shown.row.id for row in rows if (shown := self.shown(row)) is not None]

    def load(self, handles: Sequence[int]) -> list[ShownCompletion | None]:
        today = local_today(self._clock)
        return [None if row is None else self._shown(row, today) for row in self._reader.rows(handles)]

    def _shown(self, row: TaskRow, today: dt.date) -> ShownCompletion:
        day = "" if row.completed_day is None else day_heading(row.completed_day, today)
        time = "" if row.completed_at is None else self._clock.local(row.completed_at).strftime("%H:%M")
        return ShownCompletion(row, tuple(f"@{tag}" for tag in row.tags), day, time)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(HistoryColumn)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid() or role not in _ANSWERED:
            return None
        shown = self.shown(index.row())
        if shown is None:
            return None
        if role == HISTORY_ROLE:
            return shown
        column = index.column()
        if role == _CHECK:
            return None if column else _CHECKED
        if role == _ACCESSIBLE and column <= HistoryColumn.TITLE:
            return shown.spoken()
        return shown.text(column)

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        if role != _CHECK or not index.isValid() or index.column() != HistoryColumn.DONE:
            return False
        shown = self.shown(index.row())
        if shown is None or Qt.CheckState(value) == Qt.CheckState.Checked:
            return False
        self._on_reopen(shown.row.id)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == HistoryColumn.DONE else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(HistoryColumn):
            return None
        if role == _DISPLAY:
            return HISTORY_HEADINGS[HistoryColumn(section)]
        return _SPOKEN_HEADINGS.get(HistoryColumn(section)) if role == _ACCESSIBLE else None


_ANSWERED = frozenset({HISTORY_ROLE, _DISPLAY, _CHECK, _ACCESSIBLE})
