"""The small painted parts of the left panel: the program's mark and a button without a frame."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop_app.ui import icons
from desktop_app.ui.theme import Theme

MARK = 20
BUTTON = 28
_CORNER = 60 / 256
"""Of the mark's side, as in its drawing; the numbers below are places in the same drawing."""
_TICK = ((0.297, 0.516), (0.438, 0.656), (0.711, 0.359))
_TICK_WIDTH = 0.102


class AppMark(QWidget):
    """The program's mark in the theme's accent."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        self.setFixedSize(self._theme.px(MARK), self._theme.px(MARK))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        side = float(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(QRectF(self.rect()), side * _CORNER, side * _CORNER)
        pen = QPen(self._theme.colour("on_accent"), side * _TICK_WIDTH)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        first, *rest = (QPointF(side * across, side * down) for across, down in _TICK)
        path = QPainterPath(first)
        for point in rest:
            path.lineTo(point)
        painter.drawPath(path)
        painter.end()


class QuietButton(QAbstractButton):
    """An icon that becomes a button when the mouse or the keyboard comes to it."""

    def __init__(self, theme: Theme, icon: str, name: str, icon_size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._icon_size = icon_size
        self._ring = False
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(BUTTON), self._theme.px(BUTTON))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.px(6)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("fill"))
            painter.drawRoundedRect(self.rect(), radius, radius)
        if self.hasFocus() and self._ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        place = QRect(0, 0, theme.px(self._icon_size), theme.px(self._icon_size))
        place.moveCenter(self.rect().center())
        ratio, stroke = self.devicePixelRatioF(), icons.STROKE * theme.scale
        image = icons.pixmap(self._icon, theme.colour("muted").name(), place.width(), ratio, stroke)
        painter.drawPixmap(QPointF(place.topLeft()), image)
        painter.end()
