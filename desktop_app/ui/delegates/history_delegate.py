"""Paints the rows of the History tab. Where all is done, nothing is struck through."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop_app.ui.delegates.task_delegate import Index, TickingDelegate
from desktop_app.ui.models.history_table_model import HISTORY_ROLE, HistoryColumn, ShownCompletion


class HistoryDelegate(TickingDelegate):
    """A soft ticked box, the title, list, tags, and the day and time of completion."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.rows.back(painter, option, index)
        shown = index.data(HISTORY_ROLE)
        if isinstance(shown, ShownCompletion):
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_column(painter, option.rect, index.column(), shown, selected)

    def _paint_column(
        self, painter: QPainter, cell: QRect, column: int, shown: ShownCompletion, selected: bool
    ) -> None:
        room = cell.adjusted(0, 0, -self.theme.px(8), 0)
        match column:
            case HistoryColumn.DONE:
                self.rows.tick_box(painter, cell, stroke="done_box", fill="done_box", tick="done_tick")
            case HistoryColumn.TITLE:
                self.rows.text(painter, room, shown.row.title, self.theme.colour("text"), self.theme.font(14))
            case HistoryColumn.TAGS:
                self.rows.pills(painter, room, shown.tags, selected=selected)
            case _:
                font = self.theme.font(tabular=column == HistoryColumn.TIME)
                self.rows.text(painter, room, shown.text(column), self.theme.colour("muted"), font)
