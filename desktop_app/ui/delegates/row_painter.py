"""What all rows of the program's tables share: the row behind its cells, tick boxes, tags, icons."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView, QWidget

from desktop_app.ui.models.windowed import Index
from desktop_app.ui.theme import Theme

TEXT_EDGE = 56
"""Where titles begin, from the left of the content; tick boxes stand before it."""
BOX = 18
BOX_LEFT = 24 - 12
PILL_HEIGHT = 20
ROW_RADIUS = 6
_STATE = QStyle.StateFlag


class RowPainter:
    """Paints parts of rows in the theme's colours."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def back(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Selection, hover, hairline and the ring of the current row: one rounded row, clipped to the cell."""
        view = option.widget
        if not isinstance(view, QTableView):
            return
        row = self._row_rect(view, option.rect)
        selected = bool(option.state & _STATE.State_Selected)
        hovered = index.row() == getattr(view, "hovered_row", -1)
        painter.save()
        painter.setClipRect(option.rect)
        # Qt has already painted its own square selection here; ours is rounded and has its own colour.
        painter.fillRect(option.rect, self.theme.colour("window"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or hovered:
            colour = "hover" if not selected else "selection" if _has_focus(view) else "selection_idle"
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour(colour))
            painter.drawPath(self._row_path(row, view, index.row()) if selected else self._rounded(row))
        else:
            painter.setPen(QPen(self.theme.colour("hairline"), 1))
            painter.drawLine(row.left() + self.theme.px(TEXT_EDGE - 12), row.bottom(), row.right(), row.bottom())
        if getattr(view, "ring_is_shown", False) and view.currentIndex().row() == index.row():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.colour("accent"), 1.5))
            painter.drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), self.theme.px(6), self.theme.px(6))
        painter.restore()

    def _row_rect(self, view: QTableView, cell: QRect) -> QRect:
        header = view.horizontalHeader()
        return QRect(-header.offset(), cell.top(), header.length(), cell.height())

    def _rounded(self, row: QRect) -> QPainterPath:
        path = QPainterPath()
        path.addRoundedRect(QRectF(row), self.theme.px(ROW_RADIUS), self.theme.px(ROW_RADIUS))
        return path

    def _row_path(self, row: QRect, view: QTableView, number: int) -> QPainterPath:
        """Rows that are selected together make one shape: no round corner towards a selected neighbour."""
        path = self._rounded(row)
        selection, middle = view.selectionModel(), row.center().y()
        if selection.isRowSelected(number - 1):
            path.addRect(QRectF(row.left(), row.top(), row.width(), middle - row.top()))
        if selection.isRowSelected(number + 1):
            path.addRect(QRectF(row.left(), middle, row.width(), row.bottom() + 1 - middle))
        path.setFillRule(Qt.FillRule.WindingFill)
        return path

    @staticmethod
    def is_lit(option: QStyleOptionViewItem) -> bool:
        """Whether the row is selected and the keys go to its table: then tags have a colour of their own."""
        return bool(option.state & _STATE.State_Selected) and _has_focus(option.widget)

    def text(
        self, painter: QPainter, rect: QRect, text: str, colour: QColor, font: QFont, *, right: bool = False
    ) -> int:
        """One line, elided at its end, as plain text; returns the pixels it took."""
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(font)
        painter.setPen(colour)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        return metrics.horizontalAdvance(shown)

    def icon(self, painter: QPainter, name: str, colour: str, left: int, middle: int, size: int = 14) -> None:
        """An icon whose left edge and vertical middle are given."""
        side = self.theme.px(size)
        image = self.theme.icon(name, colour, size, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(left, middle - side / 2), image)

    def tick_box(self, painter: QPainter, cell: QRect, *, stroke: str, fill: str | None, tick: str | None) -> None:
        """A check box; the names are colours of the theme, None leaves that part out."""
        side = self.theme.px(BOX)
        box = QRectF(cell.left() + self.theme.px(BOX_LEFT), cell.center().y() - side / 2 + 0.5, side, side)
        inner = box.adjusted(0.75, 0.75, -0.75, -0.75)
        radius = self.theme.px(5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen if stroke == fill else QPen(self.theme.colour(stroke), 1.5 * self.theme.scale))
        painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else self.theme.colour(fill))
        painter.drawRoundedRect(inner, radius, radius)
        if tick is not None:
            self._tick(painter, box, self.theme.colour(tick))
        painter.restore()

    def _tick(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        pen = QPen(colour, 1.9 * self.theme.scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        path = QPainterPath(_part(box, 0.27, 0.52))
        path.lineTo(_part(box, 0.44, 0.69))
        path.lineTo(_part(box, 0.75, 0.34))
        painter.drawPath(path)

    def pills(self, painter: QPainter, rect: QRect, words: tuple[str, ...], *, selected: bool) -> None:
        """Tags side by side; what does not fit becomes a number."""
        font = self.theme.font(12)
        metrics, gap = QFontMetrics(font), self.theme.px(6)
        left, hidden = rect.left(), len(words)
        for word in words:
            width = metrics.horizontalAdvance(word) + self.theme.px(12)
            more = self.theme.px(28) if hidden > 1 else 0
            if left + width + more > rect.right():
                break
            self._pill(painter, QRect(left, rect.top(), width, rect.height()), word, font, selected)
            left += width + gap
            hidden -= 1
        if hidden:
            rest = QRect(left, rect.top(), rect.right() - left, rect.height())
            self.text(painter, rest, f"+{hidden}", self.theme.colour("muted"), font)

    def _pill(self, painter: QPainter, slot: QRect, word: str, font: QFont, selected: bool) -> None:
        height = self.theme.px(PILL_HEIGHT)
        pill = QRectF(slot.left(), slot.center().y() - height / 2 + 0.5, slot.width(), height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("tag_selected" if selected else "tag"))
        painter.drawRoundedRect(pill, self.theme.px(5), self.theme.px(5))
        painter.setPen(self.theme.colour("text" if selected else "muted"))
        painter.setFont(font)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, word)
        painter.restore()


def _has_focus(view: QWidget) -> bool:
    return view.hasFocus() and view.isActiveWindow()


def _part(box: QRectF, across: float, down: float) -> QPointF:
    return QPointF(box.left() + box.width() * across, box.top() + box.height() * down)
