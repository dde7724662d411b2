"""The tasks of a view, as the table shows them."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt

from desktop_app.domain.listing import SortKey, TaskQuery, TaskRow
from desktop_app.domain.task import Priority
from desktop_app.services.ports import TaskReader
from desktop_app.ui.drag import TASKS_MIME, tasks_to_mime
from desktop_app.ui.messages import say
from desktop_app.ui.models.windowed import Index, WindowedTableModel
from desktop_app.wording.dates import due_words, full_due_words


class Column(IntEnum):
    """The columns in their order."""

    DONE = 0
    TITLE = 1
    DUE = 2
    PRIORITY = 3
    LIST = 4
    TAGS = 5


HEADINGS = {
    Column.DONE: "",
    Column.TITLE: "Title",
    Column.DUE: "Due",
    Column.PRIORITY: "Priority",
    Column.LIST: "List",
    Column.TAGS: "Tags",
}
SORT_KEYS = {
    Column.TITLE: SortKey.TITLE,
    Column.DUE: SortKey.DUE,
    Column.PRIORITY: SortKey.PRIORITY,
    Column.LIST: SortKey.LIST,
}
EDITABLE = frozenset({Column.TITLE, Column.DUE, Column.PRIORITY})
"""The columns that can be changed in place."""
PRIORITY_WORDS = {Priority.NONE: "", Priority.LOW: "Low", Priority.MEDIUM: "Medium", Priority.HIGH: "High"}

# Plain numbers: comparing with members of Qt's enums costs more than the rest of `data`.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_CHECK = int(Qt.ItemDataRole.CheckStateRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_CHECKED = int(Qt.CheckState.Checked.value)
_UNCHECKED = int(Qt.CheckState.Unchecked.value)


@dataclass(frozen=True, slots=True)
class ShownTask:
    """A row with its words made: once a page, not once a repaint."""

    row: TaskRow
    due: str
    tags: tuple[str, ...]
    is_overdue: bool
    is_today: bool

    def text(self, column: int) -> str:
        match column:
            case Column.TITLE:
                return self.row.title
            case Column.DUE:
                return self.due
            case Column.PRIORITY:
                return _priority_words(self.row.priority)
            case Column.LIST:
                return self.row.list_name
            case Column.TAGS:
                return " ".join(self.tags)
            case _:
                return ""

    def editable(self, column: int) -> object:
        """What an editor in that cell begins with."""
        match column:
            case Column.DUE:
                return "" if self.row.due is None else full_due_words(self.row.due)
            case Column.PRIORITY:
                return self.row.priority
            case _:
                return self.text(column)

    def spoken(self) -> str:
        """The row as a screen reader says it."""
        priority, checks = _priority_words(self.row.priority).lower(), self.row.checks
        parts = [
            self.row.title,
            say("due {due}").format(due=self.due) if self.due else "",
            say("{priority} priority").format(priority=priority) if priority else "",
            say("in {list}").format(list=self.row.list_name) if self.row.list_name else "",
            say("{done} of {total} steps").format(done=checks.done, total=checks.total) if checks.total else "",
            say("done") if self.row.status else say("not done"),
        ]
        return ", ".join(part for part in parts if part)


def _priority_words(priority: Priority) -> str:
    return say(PRIORITY_WORDS[priority]) if priority else ""


def shown_task(row: TaskRow, today: dt.date) -> ShownTask:
    """What the table shows of a task on that local day."""
    is_open_with_date = row.due is not None and not row.status
    return ShownTask(
        row=row,
        due="" if row.due is None else due_words(row.due, today, is_open=not row.status, say=say),
        tags=tuple(f"@{tag}" for tag in row.tags),
        is_overdue=is_open_with_date and row.due is not None and row.due.date < today,
        is_today=is_open_with_date and row.due is not None and row.due.date == today,
    )


class TaskTableModel(WindowedTableModel[ShownTask]):
    """Shows what a query asks for.

    Ticking a box calls `on_tick` with the task's id and the wanted state; editing in a cell calls
    `on_edit` with the id, the column and the new value (text, or a `Priority`); without `on_edit`
    nothing but the boxes can be changed.
    """

    columns = len(Column)
    answered = frozenset({_DISPLAY, _CHECK, _ACCESSIBLE, _EDIT})

    def __init__(
        self,
        reader: TaskReader,
        query: TaskQuery,
        on_tick: Callable[[UUID, bool], None],
        parent: QObject | None = None,
        *,
        on_edit: Callable[[UUID, Column, object], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._reader = reader
        self._on_tick = on_tick
        self._on_edit = on_edit
        self._query = query
        self.show_handles(reader.handles(query))

    @property
    def query(self) -> TaskQuery:
        return self._query

    def set_query(self, query: TaskQuery) -> None:
        """Shows something else, or the same in another order."""
        day_changed = query.today != self._query.today
        self._query = query
        self.refresh()
        if day_changed:
            self.repaint_all()

    def refresh(self) -> None:
        """Asks storage again and shows what came, went or moved."""
        self.show_handles(self._reader.handles(self._query))

    def ids(self, rows: Iterable[int]) -> list[UUID]:
        """The ids of the tasks in those rows."""
        return [shown.row.id for row in rows if (shown := self.shown(row)) is not None]

    def load(self, handles: Sequence[int]) -> list[ShownTask | None]:
        today = self._query.today
        return [None if row is None else shown_task(row, today) for row in self._reader.rows(handles)]

    def answer(self, shown: ShownTask, column: int, role: int) -> Any:
        if role == _DISPLAY:
            return shown.text(column)
        if role == _EDIT:
            return shown.editable(column)
        if role == _CHECK:
            return None if column else (_CHECKED if shown.row.status else _UNCHECKED)
        return shown.text(column) if column > Column.TITLE else shown.spoken()

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        shown = self.shown(index.row()) if index.isValid() else None
        if shown is None:
            return False
        column = Column(index.column())
        if role == _CHECK and column is Column.DONE:
            self._on_tick(shown.row.id, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == _EDIT and column in EDITABLE and self._on_edit is not None:
            if value != shown.editable(column):
                self._on_edit(shown.row.id, column, value)
            return True
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if index.column() in EDITABLE and self._on_edit is not None:
            return flags | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
        return flags | (
            Qt.ItemFlag.ItemIsUserCheckable if index.column() == Column.DONE else Qt.ItemFlag.ItemIsDragEnabled
        )

    def mimeTypes(self) -> list[str]:
        return [TASKS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return tasks_to_mime(self.ids(sorted({index.row() for index in indexes})))

    def supportedDragActions(self) -> Qt.DropAction:
        # Moving would have the view remove the rows; what a drop does to them is the service's business.
        return Qt.DropAction.CopyAction

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == _DISPLAY:
            heading = HEADINGS[Column(section)]
            return heading and say(heading)
        return say("Done") if role == _ACCESSIBLE and section == Column.DONE else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        key = SORT_KEYS.get(Column(column)) if 0 <= column < len(Column) else None
        if key is not None:
            descending = order == Qt.SortOrder.DescendingOrder
            self.set_query(replace(self._query, sort=key, descending=descending))
