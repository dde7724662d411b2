"""The table that both tabs use: whole rows, painted by delegates, at one fixed height.

Selection, current row and scroll position survive whatever the model does.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from desktop_app.ui.delegates.task_delegate import TickingDelegate, row_height
from desktop_app.ui.models.windowed import WindowedTableModel
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.column_layout import ColumnLayout
from desktop_app.ui.views.row_header import RowHeader

HEADER_HEIGHT = 28
DONE_WIDTH = 44
"""The tick box's column; with the 12 pixels of frame before it, titles begin at the text edge."""
_FLAGS = QItemSelectionModel.SelectionFlag


class RowTableView(QTableView):
    """A table of rows. `widths` gives the designed width of every column but the one that takes the rest."""

    activated_row = Signal(QModelIndex)
    """Enter or a double click on a row, or F2 where nothing can be changed in place."""
    toggle_wanted = Signal()
    """Space on the selection."""
    quick_add_wanted = Signal()
    search_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        model: WindowedTableModel[Any],
        delegate: TickingDelegate,
        *,
        stretched: int,
        widths: dict[int, int],
        hidden_below: dict[int, int],
        guttered: frozenset[int] = frozenset(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._stretched = stretched
        self._kept: tuple[list[int], int | None, int] = ([], None, 0)
        self._heirs: list[int] = []
        self.hovered_row = -1
        self.ring_is_shown = False
        self.setHorizontalHeader(RowHeader(theme, guttered, self))
        self._dress()
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setModel(model)
        self.columns = ColumnLayout(self, theme, stretched=stretched, widths=widths, hidden_below=hidden_below)
        model.about_to_reorder.connect(self._keep_place)
        model.reordered.connect(self._find_place)
        theme.changed.connect(self.restyle)
        self.restyle()
        self._ensure_current()

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        self.verticalHeader().setDefaultSectionSize(row_height(self._theme))
        self.horizontalHeader().setFixedHeight(self._theme.px(HEADER_HEIGHT))
        self.columns.fit()
        self.viewport().update()

    def windowed(self) -> WindowedTableModel[Any]:
        model = self.model()
        if not isinstance(model, WindowedTableModel):
            raise TypeError("a row table shows a windowed model")
        return model

    def selected_rows(self) -> list[int]:
        """The selected rows from top to bottom; without a selection the current row."""
        current = self.currentIndex().row()
        return self._chosen_rows() or ([current] if current >= 0 else [])

    def _chosen_rows(self) -> list[int]:
        # By ranges: an index for each of many thousand rows would take seconds.
        selection = self.selectionModel().selection()
        ranges = [selection.at(number) for number in range(selection.size())]
        return sorted({row for part in ranges for row in range(part.top(), part.bottom() + 1)})

    def show_handle(self, handle: int) -> None:
        """Selects the row of that task and scrolls to it, if the view holds it."""
        row = self.windowed().row_of(handle)
        if row is not None:
            self.selectRow(row)
            self.scrollTo(self.model().index(row, self._stretched))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit()

    def _keep_place(self) -> None:
        model = self.windowed()
        rows = self._chosen_rows()
        current = self.currentIndex().row()
        self._kept = (
            [model.handle_at(row) for row in rows],
            model.handle_at(current) if 0 <= current < model.rowCount() else None,
            self.verticalScrollBar().value(),
        )
        self._heirs = [model.handle_at(row) for row in self._neighbours(rows)]

    def _neighbours(self, rows: Sequence[int]) -> list[int]:
        """The row below those rows and the one above, if there are such that can be selected."""
        if not rows:
            return []
        candidates = (rows[-1] + 1, rows[0] - 1)
        return [row for row in candidates if self.model().index(row, 0).flags() & Qt.ItemFlag.ItemIsSelectable]

    def _find_place(self) -> None:
        selected, current, scroll = self._kept
        model = self.windowed()
        selection = QItemSelection()
        last = model.columnCount() - 1
        rows = model.rows_of(selected)
        if selected and not rows:
            # All that was selected is gone, deleted for example. What the keys do next must be seen.
            heir = next((handle for handle in self._heirs if model.row_of(handle) is not None), None)
            rows = [] if heir is None else model.rows_of([heir])
            current = heir if heir is not None else current
        for first, end in _runs(rows):
            selection.append(QItemSelectionRange(model.index(first, 0), model.index(end, last)))
        self.selectionModel().select(selection, _FLAGS.ClearAndSelect)
        row = None if current is None else model.row_of(current)
        if row is not None:
            self.selectionModel().setCurrentIndex(model.index(row, self._stretched), _FLAGS.NoUpdate)
        self._ensure_current()
        self.verticalScrollBar().setValue(scroll)

    def _ensure_current(self) -> None:
        """A table with rows always has a current one: screen readers need a place to be."""
        if not self.currentIndex().isValid() and self.windowed().rowCount():
            first = self.windowed().index(0, self._stretched)
            self.selectionModel().setCurrentIndex(first, _FLAGS.NoUpdate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            # An editor in a cell lets Enter through after it has used it.
            super().keyPressEvent(event)
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        self._show_ring(True)
        match event.key():
            case Qt.Key.Key_Space if plain:
                self.toggle_wanted.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if plain and self.currentIndex().isValid():
                self.activated_row.emit(self.currentIndex())
            case Qt.Key.Key_F2 if plain and self.currentIndex().isValid():
                self.edit_cell(self.currentIndex())
            case Qt.Key.Key_Q if plain:
                self.quick_add_wanted.emit()
            case Qt.Key.Key_Slash if plain:
                self.search_wanted.emit()
            case _:
                super().keyPressEvent(event)

    def edit_cell(self, index: QModelIndex) -> None:
        """Opens the editor of that cell, or of the row's title; a row that cannot be edited is activated."""
        title = index.siblingAtColumn(self._stretched)
        cell = next((cell for cell in (index, title) if self._can_edit(cell)), None)
        if cell is None:
            self.activated_row.emit(index)
        else:
            self.setCurrentIndex(cell)
            self.edit(cell)

    @staticmethod
    def _can_edit(index: QModelIndex) -> bool:
        return bool(index.flags() & Qt.ItemFlag.ItemIsEditable)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here; jumping to a title by its first letter would read every row."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._show_ring(False)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() != 0 and event.button() == Qt.MouseButton.LeftButton:
            if index.column() != self._stretched and self._can_edit(index):
                self.edit(index)
            else:
                self.activated_row.emit(index)
        else:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: object) -> None:
        self._hover(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_ring(event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_ring(False)

    def _show_ring(self, shown: bool) -> None:
        """The ring marks the current row for those who use the keyboard, and only for them."""
        self.ring_is_shown = shown
        self.viewport().update()

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """The first and the last row of each stretch without a gap."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
