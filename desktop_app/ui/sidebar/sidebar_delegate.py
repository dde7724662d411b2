"""How the sidebar's rows are painted, and where in a row what stands."""

from typing import Protocol

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from desktop_app.domain.views import View
from desktop_app.ui import icons
from desktop_app.ui.sidebar.list_colours import visible_on
from desktop_app.ui.sidebar.name_editor import NameEditor
from desktop_app.ui.sidebar.sidebar_model import ROW_ROLE, Index, Kind, SidebarRow
from desktop_app.ui.theme import Theme

ROW_HEIGHT = 32
TALL_HEIGHT = 40
"""Of headings and of the Trash: what is more than a row's height is the space before them."""
ICON_LEFT = 20
ICON_SIZE = 16
TEXT_LEFT = 46
NUMBER_RIGHT = 20
EDGE = 8
"""From the panel's edge to the fill of a chosen row."""
HEADING_DROP = 10
"""The words of a heading stand nearer to what they are the heading of."""
PLUS_SIDE = 24
PLUS_RIGHT = 16
HOVER = "hairline"
"""Between the panel and the fill of a chosen row in both schemes; what rows of the table use is lost on the panel."""
_EDITOR_INSET = 8
"""From the frame of the line for a name to its text."""
_LINE_EDIT_INSET = 12
"""The same of a line edit elsewhere; the sign before the name leaves less room."""
_TALL = frozenset({Kind.LISTS_HEADING, Kind.TAGS_HEADING})


class RowStates(Protocol):
    """What the list knows of its rows and the delegate must know too."""

    hovered_row: int
    plus_is_hovered: bool
    drop_row: int
    ring_is_shown: bool

    def plus_is_shown(self) -> bool:
        """Whether the button for a new list is to be seen."""


class SidebarDelegate(QStyledItemDelegate):
    """Paints rows; a list's name is edited in its row, and only on demand."""

    def __init__(self, theme: Theme, states: RowStates, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._states = states

    # Where things are

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        tall = _is_tall(_row(index))
        return QSize(self._theme.px(TEXT_LEFT * 2), self._theme.px(TALL_HEIGHT if tall else ROW_HEIGHT))

    def fill_rect(self, option: QStyleOptionViewItem) -> QRect:
        """What is filled when the row is chosen."""
        px = self._theme.px
        band = self._band(option)
        right = max(0, px(EDGE) - _lane(option))
        return self._mirrored(option, band.adjusted(px(EDGE), px(1), -right, -px(1)))

    def name_rect(self, option: QStyleOptionViewItem, row: SidebarRow) -> QRect:
        """The room for the name, up to the number."""
        px = self._theme.px
        band = self._band(option)
        number = self._number_width(row)
        taken = self._inset(option, NUMBER_RIGHT) + (number + px(8) if number else 0)
        return self._mirrored(option, band.adjusted(px(TEXT_LEFT), 0, -taken, 0))

    def plus_rect(self, option: QStyleOptionViewItem) -> QRect:
        """The button for a new list, in the heading of the lists."""
        px = self._theme.px
        side = px(PLUS_SIDE)
        middle = option.rect.top() + px(HEADING_DROP) + (option.rect.height() - px(HEADING_DROP)) // 2
        left = option.rect.right() + 1 - self._inset(option, PLUS_RIGHT) - side
        return self._mirrored(option, QRect(left, middle - side // 2, side, side))

    def _band(self, option: QStyleOptionViewItem) -> QRect:
        """The part of the row below the space before it."""
        height = self._theme.px(ROW_HEIGHT)
        return QRect(option.rect.left(), option.rect.bottom() + 1 - height, option.rect.width(), height)

    def _inset(self, option: QStyleOptionViewItem, distance: float) -> int:
        """A distance from the panel's right edge, measured from the viewport's: a scroll bar moves nothing."""
        return self._theme.px(distance) - _lane(option)

    @staticmethod
    def _mirrored(option: QStyleOptionViewItem, rect: QRect) -> QRect:
        return QStyle.visualRect(option.direction, option.rect, rect)

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = _row(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind in _TALL:
            self._paint_heading(painter, option, row)
        else:
            self._paint_row(painter, option, index, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, row: SidebarRow) -> None:
        px = self._theme.px
        room = self._mirrored(option, option.rect.adjusted(px(ICON_LEFT), px(HEADING_DROP), -px(TEXT_LEFT), 0))
        self._paint_words(painter, room, row.name, self._theme.colour("muted"), self._theme.font(12, 600))
        if row.kind is Kind.LISTS_HEADING and self._states.plus_is_shown():
            button = self.plus_rect(option)
            if self._states.plus_is_hovered:
                self._paint_fill(painter, button, "fill")
            inner = QRect(0, 0, px(ICON_SIZE), px(ICON_SIZE))
            inner.moveCenter(button.center())
            self._paint_icon(painter, "plus", self._theme.colour("muted"), inner)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: SidebarRow) -> None:
        theme = self._theme
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        surface = self._paint_back(painter, option, index, chosen)
        band = self._band(option)
        place = QRect(
            band.left() + theme.px(ICON_LEFT), band.center().y() + 1 - theme.px(ICON_SIZE) // 2,
            theme.px(ICON_SIZE), theme.px(ICON_SIZE),
        )  # fmt: skip
        ink = theme.colour("text" if chosen else "overdue" if row.is_alarming else "muted")
        sign = visible_on(QColor(row.colour), theme.colour(surface)) if row.colour else ink
        if row.is_alarming:
            sign = theme.colour("overdue")
        self._paint_icon(painter, row.icon, sign, self._mirrored(option, place))
        if row.kind is Kind.DRAFT:
            return
        weight = 600 if chosen else 400
        words = theme.font(13, weight)
        self._paint_words(painter, self.name_rect(option, row), row.name, theme.colour("text"), words)
        if row.count:
            room = self._mirrored(option, band.adjusted(0, 0, -self._inset(option, NUMBER_RIGHT), 0))
            number = theme.colour("overdue") if row.is_alarming else ink
            font = theme.font(12, 600 if chosen or row.is_alarming else 400, tabular=True)
            self._paint_words(painter, room, _grouped(row.count), number, font, right=True)

    def _paint_back(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, chosen: bool) -> str:
        """Fill and ring; returns the name of the surface that the ink stands on."""
        states, fill = self._states, self.fill_rect(option)
        surface = "panel"
        if states.drop_row == index.row():
            surface = "selection"
        elif chosen:
            surface = "fill"
        elif states.hovered_row == index.row():
            surface = HOVER
        if surface != "panel":
            self._paint_fill(painter, fill, surface)
        if chosen and states.ring_is_shown:
            radius = self._theme.px(6)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("accent"), 1.5 * self._theme.scale))
            painter.drawRoundedRect(QRectF(fill).adjusted(1, 1, -1, -1), radius, radius)
        return surface

    def _paint_fill(self, painter: QPainter, rect: QRect, colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(colour))
        painter.drawRoundedRect(rect, self._theme.px(6), self._theme.px(6))

    def _paint_icon(self, painter: QPainter, name: str, colour: QColor, place: QRect) -> None:
        ratio = painter.device().devicePixelRatioF()
        stroke = icons.STROKE * self._theme.scale
        painter.drawPixmap(QPointF(place.topLeft()), icons.pixmap(name, colour.name(), place.width(), ratio, stroke))

    @staticmethod
    def _paint_words(
        painter: QPainter, room: QRect, text: str, colour: QColor, font: QFont, *, right: bool = False
    ) -> None:
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font)
        painter.setPen(colour)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def _number_width(self, row: SidebarRow) -> int:
        if not row.count:
            return 0
        return QFontMetrics(self._theme.font(12, 600, tabular=True)).horizontalAdvance(_grouped(row.count))

    # Tooltips and editing

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """A name that is cut is told in full; one that is not needs no telling."""
        row = _row(index) if index.isValid() else None
        if event.type() != QEvent.Type.ToolTip or row is None or not self._is_cut(option, row):
            QToolTip.hideText()
            return False
        QToolTip.showText(event.globalPos(), index.data(Qt.ItemDataRole.ToolTipRole), view)
        return True

    def _is_cut(self, option: QStyleOptionViewItem, row: SidebarRow) -> bool:
        width = QFontMetrics(self._theme.font(13, 600)).horizontalAdvance(row.name)
        return row.choice is not None and width > self.name_rect(option, row).width()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        px = self._theme.px
        return NameEditor(_row(index).name, px(_EDITOR_INSET) - px(_LINE_EDIT_INSET), parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The editor was made with the name, and what is being typed is never replaced."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Names are checked and kept by the core, not by the model."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        px = self._theme.px
        band = self._band(option)
        left = px(TEXT_LEFT) - px(_EDITOR_INSET)
        right = max(0, px(EDGE) - _lane(option))
        editor.setGeometry(self._mirrored(option, band.adjusted(left, 0, -right, 0)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The editor knows its keys itself."""
        return False


def _row(index: Index) -> SidebarRow:
    row = index.data(ROW_ROLE)
    if not isinstance(row, SidebarRow):
        raise TypeError("the sidebar's delegate paints rows of the sidebar's model")
    return row


def _is_tall(row: SidebarRow) -> bool:
    return row.kind in _TALL or row.view is View.TRASH


def _lane(option: QStyleOptionViewItem) -> int:
    """The width that a scroll bar takes from the view."""
    view = option.widget
    return view.width() - view.viewport().width() if isinstance(view, QAbstractItemView) else 0


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
