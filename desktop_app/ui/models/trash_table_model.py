"""Deleted tasks, the newest first, as the Trash shows them."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt

from desktop_app.domain.clock import Clock, local_today
from desktop_app.domain.listing import SortKey, TaskQuery, TaskRow
from desktop_app.domain.views import StatusFilter, View
from desktop_app.services.ports import TaskReader
from desktop_app.ui.messages import say
from desktop_app.ui.models.windowed import Index, WindowedTableModel
from desktop_app.wording.dates import relative_words


class TrashColumn(IntEnum):
    """The columns in their order. A click into the first brings the task back."""

    RESTORE = 0
    TITLE = 1
    LIST = 2
    DELETED = 3


_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_CHECK = int(Qt.ItemDataRole.CheckStateRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True, slots=True)
class ShownRemains:
    """A deleted task with its words made."""

    row: TaskRow
    deleted: str

    def text(self, column: int) -> str:
        match column:
            case TrashColumn.TITLE:
                return self.row.title
            case TrashColumn.LIST:
                return self.row.list_name
            case TrashColumn.DELETED:
                return self.deleted
            case _:
                return ""

    def spoken(self) -> str:
        """The row as a screen reader says it."""
        return say("{title}, deleted {when}").format(title=self.row.title, when=self.deleted)


def trash_query(today: dt.date, search: str = "") -> TaskQuery:
    """What the Trash shows: everything deleted in the last 30 days, open or done."""
    return TaskQuery(
        today=today,
        view=View.TRASH,
        status=StatusFilter.ALL,
        search=search,
        sort=SortKey.DELETED,
        descending=True,
    )


class TrashTableModel(WindowedTableModel[ShownRemains]):
    """Shows deleted tasks. A click on a row's mark calls `on_restore` with the task's id."""

    columns = len(TrashColumn)
    answered = frozenset({_DISPLAY, _ACCESSIBLE})

    def __init__(
        self, reader: TaskReader, clock: Clock, on_restore: Callable[[UUID], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._reader = reader
        self._clock = clock
        self._on_restore = on_restore
        self._query = trash_query(local_today(clock))
        self.refresh()

    def search(self, words: str) -> None:
        """Shows only what holds the words."""
        self._query = replace(self._query, search=words)
        self.refresh()

    def refresh(self) -> None:
        """Asks storage again and shows what came, went or moved."""
        self._query = replace(self._query, today=local_today(self._clock))
        self.show_handles(self._reader.handles(self._query))

    def ids(self, rows: Iterable[int]) -> list[UUID]:
        """The ids of the tasks in those rows."""
        return [shown.row.id for row in rows if (shown := self.shown(row)) is not None]

    def load(self, handles: Sequence[int]) -> list[ShownRemains | None]:
        today = local_today(self._clock)
        return [None if row is None else self._shown(row, today) for row in self._reader.rows(handles)]

    def _shown(self, row: TaskRow, today: dt.date) -> ShownRemains:
        day = today if row.deleted_at is None else self._clock.local(row.deleted_at).date()
        return ShownRemains(row, relative_words(day, today, say))

    def answer(self, shown: ShownRemains, column: int, role: int) -> Any:
        if role == _ACCESSIBLE and column == TrashColumn.TITLE:
            return shown.spoken()
        return shown.text(column)

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        shown = self.shown(index.row()) if role == _CHECK and index.isValid() else None
        if shown is None or index.column() != TrashColumn.RESTORE:
            return False
        self._on_restore(shown.row.id)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != _DISPLAY or not 0 <= section < len(TrashColumn):
            return None
        headings = {TrashColumn.TITLE: say("Title"), TrashColumn.LIST: say("List"), TrashColumn.DELETED: say("Deleted")}
        return headings.get(TrashColumn(section), "")
