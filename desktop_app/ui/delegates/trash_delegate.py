"""Paints the rows of the Trash: a mark that brings the task back, its title, list and when it went."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop_app.ui.delegates.task_delegate import Index, TickingDelegate
from desktop_app.ui.models.trash_table_model import ShownRemains, TrashColumn
from desktop_app.ui.models.windowed import ROW_ROLE

MARK_LEFT = 13
"""Where the mark begins in its cell, so that it stands where tick boxes stand elsewhere."""


class TrashDelegate(TickingDelegate):
    """What is in the Trash is muted throughout."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.rows.back(painter, option, index)
        shown = index.data(ROW_ROLE)
        if not isinstance(shown, ShownRemains):
            return
        cell = option.rect
        if index.column() == TrashColumn.RESTORE:
            self._paint_mark(painter, cell)
            return
        font = self.theme.font(14 if index.column() == TrashColumn.TITLE else 13)
        room = cell.adjusted(0, 0, -self.theme.px(8), 0)
        self.rows.text(painter, room, shown.text(index.column()), self.theme.colour("muted"), font)

    def _paint_mark(self, painter: QPainter, cell: QRect) -> None:
        left = cell.left() + self.theme.px(MARK_LEFT)
        self.rows.icon(painter, "rotate-ccw", "control", left, cell.center().y() + 1, 16)
