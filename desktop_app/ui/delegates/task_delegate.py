"""Paints the rows of the task table: one delegate for all its columns."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.domain.task import Priority
from desktop_app.ui.delegates import cell_editors
from desktop_app.ui.delegates.row_painter import RowPainter
from desktop_app.ui.messages import say
from desktop_app.ui.models.task_table_model import PRIORITY_WORDS, Column, ShownTask
from desktop_app.ui.models.windowed import ROW_ROLE
from desktop_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

ICON_GUTTER = 20
"""The first pixels of the due column, for the mark of what is late."""
MARKS = {Priority.HIGH: "high_mark", Priority.MEDIUM: "medium_mark", Priority.LOW: "low_mark"}
_BARS = ((0, 5.0), (5, 8.5), (10, 12.0))
"""Left edge and height of the three priority bars, in designed pixels."""
_ENDED = frozenset({QEvent.Type.MouseButtonRelease})


class TickingDelegate(QStyledItemDelegate):
    """A delegate whose first column is a tick box, all of it: a click anywhere in the cell ticks."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.rows = RowPainter(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.theme.px(40), row_height(self.theme))

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if index.column() != 0 or not isinstance(event, QMouseEvent) or event.button() != Qt.MouseButton.LeftButton:
            return False
        if event.type() in _ENDED:
            checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
            wanted = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
            model.setData(index, wanted.value, int(Qt.ItemDataRole.CheckStateRole))
        # The press is taken too: ticking a row does not select it.
        return True


class TaskDelegate(TickingDelegate):
    """Tick box, title with a hint of a description, due words, priority, list and tags."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.rows.back(painter, option, index)
        shown = index.data(ROW_ROLE)
        if isinstance(shown, ShownTask):
            selected = self.rows.is_lit(option)
            self._paint_column(painter, option.rect, index.column(), shown, selected)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        return cell_editors.open_editor(self.theme, parent, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        cell_editors.fill_editor(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        cell_editors.take_from_editor(editor, model, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        indent = self.theme.px(9 if index.column() == Column.TITLE else -8)
        editor.setGeometry(option.rect.adjusted(-indent, 2, 0, -2))

    def _paint_column(self, painter: QPainter, cell: QRect, column: int, shown: ShownTask, selected: bool) -> None:
        match column:
            case Column.DONE:
                self._paint_box(painter, cell, shown)
            case Column.TITLE:
                self._paint_title(painter, cell, shown)
            case Column.DUE:
                self._paint_due(painter, cell, shown)
            case Column.PRIORITY:
                self._paint_priority(painter, cell, shown)
            case Column.LIST:
                colour = self.theme.colour("muted")
                self.rows.text(painter, self._inner(cell), shown.row.list_name, colour, self.theme.font())
            case Column.TAGS:
                self.rows.pills(painter, self._inner(cell), shown.tags, selected=selected)

    def _inner(self, cell: QRect) -> QRect:
        return cell.adjusted(0, 0, -self.theme.px(8), 0)

    def _paint_box(self, painter: QPainter, cell: QRect, shown: ShownTask) -> None:
        if shown.row.status:
            self.rows.tick_box(painter, cell, stroke="done_box", fill="done_box", tick="done_tick")
            return
        stroke = MARKS.get(shown.row.priority, "control")
        fill = "red_tint" if shown.row.priority is Priority.HIGH else None
        self.rows.tick_box(painter, cell, stroke=stroke, fill=fill, tick=None)

    def _paint_title(self, painter: QPainter, cell: QRect, shown: ShownTask) -> None:
        font = self.theme.font(14)
        font.setStrikeOut(bool(shown.row.status))
        colour = self.theme.colour("muted" if shown.row.status else "text")
        checks = f"{shown.row.checks.done}/{shown.row.checks.total}" if shown.row.checks.total else ""
        hint = self.theme.px(24) if shown.row.has_description else 0
        if checks:
            hint += self.theme.px(30) + QFontMetrics(self.theme.font(12)).horizontalAdvance(checks)
        room = self._inner(cell).adjusted(0, 0, -hint, 0)
        used = self.rows.text(painter, room, shown.row.title, colour, font)
        if shown.row.has_description:
            self._paint_hints(painter, cell, cell.left() + used + self.theme.px(10), checks)

    def _paint_hints(self, painter: QPainter, cell: QRect, left: int, checks: str) -> None:
        """Behind the title: how many check items are done, and that there is a description."""
        middle = cell.center().y() + 1
        if checks:
            self.rows.icon(painter, "list-checks", "muted", left, middle)
            left += self.theme.px(18)
            room = QRect(left, cell.top(), cell.right() - left, cell.height())
            left += self.rows.text(painter, room, checks, self.theme.colour("muted"), self.theme.font(12))
            left += self.theme.px(10)
        self.rows.icon(painter, "align-left", "muted", left, middle)

    def _paint_due(self, painter: QPainter, cell: QRect, shown: ShownTask) -> None:
        name = "overdue" if shown.is_overdue else "today" if shown.is_today else "muted" if shown.row.status else "text"
        font = self.theme.font(weight=500 if shown.is_overdue or shown.is_today else 400)
        if shown.is_overdue:
            self.rows.icon(painter, "circle-alert", "overdue", cell.left(), cell.center().y() + 1)
        room = self._inner(cell).adjusted(self.theme.px(ICON_GUTTER), 0, 0, 0)
        self.rows.text(painter, room, shown.due, self.theme.colour(name), font)

    def _paint_priority(self, painter: QPainter, cell: QRect, shown: ShownTask) -> None:
        priority = shown.row.priority
        if priority is Priority.NONE:
            return
        self._paint_bars(painter, cell, priority)
        colour = "high" if priority is Priority.HIGH and not shown.row.status else "muted"
        room = self._inner(cell).adjusted(self.theme.px(22), 0, 0, 0)
        self.rows.text(painter, room, say(PRIORITY_WORDS[priority]), self.theme.colour(colour), self.theme.font())

    def _paint_bars(self, painter: QPainter, cell: QRect, priority: Priority) -> None:
        base = cell.center().y() + self.theme.px(6)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, (left, height) in enumerate(_BARS):
            painter.setBrush(self.theme.colour(MARKS[priority] if number < priority else "bar_off"))
            bar = QRectF(
                cell.left() + self.theme.px(left), base - self.theme.px(height), self.theme.px(3), self.theme.px(height)
            )
            painter.drawRoundedRect(bar, 1, 1)
        painter.restore()


def row_height(theme: Theme) -> int:
    """The tallest thing in a row (a tag) and room around it, in steps of four."""
    tallest = theme.px(20) + theme.row_padding
    return -(-tallest // 4) * 4
