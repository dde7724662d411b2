"""The headings of a table's columns."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop_app.ui.delegates.task_delegate import ICON_GUTTER
from desktop_app.ui.theme import Theme


class RowHeader(QHeaderView):
    """Column headings: quiet words, a chevron behind the sorted one, one rule below."""

    def __init__(self, theme: Theme, guttered: frozenset[int], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._guttered = guttered
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(0)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = self._theme
        painter.save()
        painter.fillRect(rect, theme.colour("window"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        is_sorted = self.isSortIndicatorShown() and self.sortIndicatorSection() == section and bool(text)
        font = theme.font(12, 500)
        room = rect.adjusted(theme.px(ICON_GUTTER) if section in self._guttered else 0, 0, 0, 0)
        painter.setFont(font)
        painter.setPen(theme.colour("text" if is_sorted else "muted"))
        used = painter.boundingRect(room, Qt.AlignmentFlag.AlignVCenter, text)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        if is_sorted:
            self._paint_chevron(painter, used)
        painter.restore()

    def _paint_chevron(self, painter: QPainter, text: QRect) -> None:
        name = "chevron-up" if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder else "chevron-down"
        side = self._theme.px(12)
        image = self._theme.icon(name, "text", 12, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPoint(text.right() + self._theme.px(6), text.center().y() - side // 2 + 1), image)
