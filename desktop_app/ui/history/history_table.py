"""The table of the History tab: headings among rows, times that can be edited, rows that can be copied."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop_app.ui.delegates.history_delegate import HistoryDelegate
from desktop_app.ui.delegates.task_delegate import row_height
from desktop_app.ui.models.history_table_model import (
    HistoryColumn,
    HistoryTableModel,
    ShownCompletion,
)
from desktop_app.ui.models.windowed import ROW_ROLE
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.row_table_view import RowTableView

HEADING_HEIGHT = 40
_ACTION = QAbstractItemView.CursorAction
_UPWARDS = frozenset({_ACTION.MoveUp, _ACTION.MovePageUp, _ACTION.MovePrevious})
_EDIT_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2})


class HistoryTable(RowTableView):
    """Completed tasks under their days. Headings are never current and never selected."""

    time_wanted = Signal(QModelIndex)
    """The time of completion of that row is to be edited."""
    copy_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        model: HistoryTableModel,
        *,
        widths: dict[int, int],
        hidden_below: dict[int, int],
        parent: QWidget,
    ) -> None:
        # Qt asks for them while the table is still being made.
        self._delegate, self._history = HistoryDelegate(theme), model
        super().__init__(
            theme,
            model,
            self._delegate,
            stretched=HistoryColumn.TITLE,
            widths=widths,
            hidden_below=hidden_below,
            parent=parent,
        )
        self.horizontalHeader().hide()

    def history(self) -> HistoryTableModel:
        """The model, by its own type."""
        return self._history

    def restyle(self) -> None:
        super().restyle()
        self._size_rows()

    def selected_handles(self) -> list[int]:
        """The tasks of the selected rows, from top to bottom."""
        model = self.history()
        return [model.handle_at(row) for row in self.selected_rows() if not model.is_heading(row)]

    def show_top(self) -> None:
        """Goes to the newest task, after something else is shown."""
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())
        self._ensure_current()
        self.scrollToTop()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        index = super().moveCursor(action, modifiers)
        model = self.history()
        if not model.is_heading(index.row()):
            return index
        above = action in _UPWARDS and index.row() > 0
        return model.index(index.row() + (-1 if above else 1), index.column())

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if self.history().is_heading(index.row() - 1):
            # The first task of a day comes into sight with the day.
            super().scrollTo(self.history().index(index.row() - 1, index.column()), hint)
        super().scrollTo(index, hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif plain and event.key() in _EDIT_KEYS and self.currentIndex().isValid():
            self.time_wanted.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_pencil(place):
            self.time_wanted.emit(self.indexAt(place))
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if self.history().is_heading(index.row()):
            return
        if index.column() == HistoryColumn.TIME and event.button() == Qt.MouseButton.LeftButton:
            self.time_wanted.emit(index)
        else:
            super().mouseDoubleClickEvent(event)

    def _hover(self, row: int) -> None:
        super()._hover(-1 if self.history().is_heading(row) else row)

    def _is_on_pencil(self, place: QPoint) -> bool:
        index = self.indexAt(place)
        shown = index.data(ROW_ROLE) if index.column() == HistoryColumn.TIME else None
        if not isinstance(shown, ShownCompletion):
            return False
        begins = self._delegate.pencil_begins(self.visualRect(index), shown.time)
        # A little more than the picture itself, as far as the time: it is small.
        slack = self._theme.px(4)
        return begins - slack <= place.x() < begins + self._theme.px(16) + slack

    def _find_place(self) -> None:
        self._size_rows()
        super()._find_place()

    def _ensure_current(self) -> None:
        if not self.currentIndex().isValid() and self.history().rowCount() > 1:
            first = self.history().index(1, self._stretched)
            self.selectionModel().setCurrentIndex(first, self.selectionModel().SelectionFlag.NoUpdate)

    def _size_rows(self) -> None:
        """Gives headings their height. Without painting in between, thousands cost milliseconds."""
        header = self.verticalHeader()
        header.setUpdatesEnabled(False)
        header.setDefaultSectionSize(row_height(self._theme))
        height = max(self._theme.px(HEADING_HEIGHT), row_height(self._theme))
        for row in self.history().heading_rows():
            header.resizeSection(row, height)
        header.setUpdatesEnabled(True)
