"""Paints the rows of the History tab. Where all is done, nothing is struck through."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from desktop_app.ui.delegates.row_painter import BOX_LEFT
from desktop_app.ui.delegates.task_delegate import Index, TickingDelegate
from desktop_app.ui.models.history_table_model import (
    HistoryColumn,
    HistoryTableModel,
    ShownCompletion,
    ShownDay,
)
from desktop_app.ui.models.windowed import ROW_ROLE

PENCIL = 16
_INK_RIGHT = 12
"""Times end that far from the end of the row."""
_PENCIL_GAP = 12
_HEADING_DROP = 6
"""The words of a heading stand lower than its middle, nearer to what they are about."""


class HistoryDelegate(TickingDelegate):
    """Headings of days, and under them a soft ticked box, the title, list, tags and time of completion."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = index.data(ROW_ROLE)
        if isinstance(shown, ShownDay):
            self._paint_heading(painter, option, shown)
            return
        self.rows.back(painter, option, index)
        if isinstance(shown, ShownCompletion):
            self._hide_last_hairline(painter, option, index)
            selected = self.rows.is_lit(option)
            self._paint_column(painter, option, index, shown, selected)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if isinstance(model, HistoryTableModel) and model.is_heading(index.row()):
            return True
        return super().editorEvent(event, model, option, index)

    def pencil_begins(self, cell: QRect, time: str) -> int:
        """Where the pencil stands in the cell of a time; from there on a click edits."""
        width = QFontMetrics(self.theme.font(tabular=True)).horizontalAdvance(time) if time else 0
        gap = self.theme.px(_PENCIL_GAP) if time else 0
        return cell.right() + 1 - self.theme.px(_INK_RIGHT) - width - gap - self.theme.px(PENCIL)

    def _paint_column(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, shown: ShownCompletion, selected: bool
    ) -> None:
        cell, column = option.rect, index.column()
        room = cell.adjusted(0, 0, -self.theme.px(8), 0)
        match column:
            case HistoryColumn.DONE:
                self.rows.tick_box(painter, cell, stroke="done_box", fill="done_box", tick="done_tick")
            case HistoryColumn.TITLE:
                self.rows.text(painter, room, shown.row.title, self.theme.colour("text"), self.theme.font(14))
            case HistoryColumn.TAGS:
                self.rows.pills(painter, room, shown.tags, selected=selected)
            case HistoryColumn.TIME:
                self._paint_time(painter, option, index, shown)
            case _:
                self.rows.text(painter, room, shown.text(column), self.theme.colour("muted"), self.theme.font())

    def _paint_time(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, shown: ShownCompletion
    ) -> None:
        cell: QRect = option.rect
        room = cell.adjusted(0, 0, -self.theme.px(_INK_RIGHT), 0)
        colour = self.theme.colour("muted")
        self.rows.text(painter, room, shown.time, colour, self.theme.font(tabular=True), right=True)
        if index.row() == getattr(option.widget, "hovered_row", -1):
            left = self.pencil_begins(cell, shown.time)
            self.rows.icon(painter, "pencil", "muted", left, cell.center().y() + 1, PENCIL)

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, shown: ShownDay) -> None:
        """One line over all cells, painted in each and cut to it."""
        view = option.widget
        if not isinstance(view, QTableView):
            return
        theme, cell = self.theme, option.rect
        row = QRect(-view.horizontalHeader().offset(), cell.top(), view.horizontalHeader().length(), cell.height())
        painter.save()
        painter.setClipRect(cell)
        painter.fillRect(cell, theme.colour("window"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(row.left(), row.bottom(), row.right(), row.bottom())
        words = row.adjusted(theme.px(BOX_LEFT), 2 * theme.px(_HEADING_DROP) - 1, 0, 0)
        used = self.rows.text(painter, words, shown.words, theme.colour("text"), theme.font(weight=600))
        count = words.adjusted(used + theme.px(10), 0, 0, 0)
        self.rows.text(painter, count, f"{shown.count:,}", theme.colour("muted"), theme.font(12, tabular=True))
        painter.restore()

    def _hide_last_hairline(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Before a heading there is room instead of a line."""
        model = index.model()
        if not isinstance(model, HistoryTableModel) or not model.is_heading(index.row() + 1):
            return
        marked = option.state & QStyle.StateFlag.State_Selected
        if not marked and index.row() not in (getattr(option.widget, "hovered_row", -1), _ringed(option)):
            cell: QRect = option.rect
            # The line is drawn on the border of two pixels.
            painter.fillRect(cell.left(), cell.bottom() - 1, cell.width(), 2, self.theme.colour("window"))


def _ringed(option: QStyleOptionViewItem) -> int:
    view = option.widget
    shown = isinstance(view, QTableView) and getattr(view, "ring_is_shown", False)
    return view.currentIndex().row() if shown and isinstance(view, QTableView) else -1
