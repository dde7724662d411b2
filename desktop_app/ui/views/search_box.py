"""The search line, with its glass, its key and its way to clear it."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from desktop_app.ui.messages import say
from desktop_app.ui.theme import Theme

WIDTH = 240
HEIGHT = 32


class SearchBox(QLineEdit):
    """The search line. Esc clears it; Down and Enter go on to the results.

    Where there is little room it is a button with a glass, which opens when it has the focus or words.
    """

    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_compact = False
        self.setObjectName("searchBox")
        self.setAccessibleName(say("Search"))
        self._clear = QToolButton(self)
        self._clear.setObjectName("searchClear")
        self._clear.setAccessibleName(say("Clear the search"))
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self.clear)
        self.textChanged.connect(self._fit)
        theme.changed.connect(self.restyle)
        self.restyle()

    def set_compact(self, compact: bool) -> None:
        """Whether there is little room."""
        self._is_compact = compact
        self._fit()

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        px = self._theme.px
        self._clear.setIcon(QIcon(self._theme.icon("x", "muted", 14, self.devicePixelRatioF())))
        self._clear.setIconSize(QSize(px(14), px(14)))
        self._clear.resize(px(24), px(24))
        self._fit()

    def _is_button(self) -> bool:
        return self._is_compact and not self.text() and not self.hasFocus()

    def _fit(self) -> None:
        px = self._theme.px
        self.setFixedWidth(px(HEIGHT if self._is_button() else WIDTH))
        self.setPlaceholderText("" if self._is_button() else say("Search"))
        self.setTextMargins(px(22), 0, px(18), 0)
        self._clear.setVisible(bool(self.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gap = (self.height() - self._clear.height()) // 2
        self._clear.move(self.width() - self._clear.width() - gap, gap)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._theme.px(16)
        image = self._theme.icon("search", "muted", 16, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(QPoint((self._theme.px(HEIGHT) - side) // 2 + 1, (self.height() - side) // 2), image)
        if not self._is_compact and not self.text() and not self.hasFocus():
            self._paint_key(painter)
        painter.end()

    def _paint_key(self, painter: QPainter) -> None:
        key = QKeySequence(QKeySequence.StandardKey.Find).toString(QKeySequence.SequenceFormat.NativeText)
        px = self._theme.px
        font = self._theme.font(12, 500)
        width, height = QFontMetrics(font).horizontalAdvance(key) + px(10), px(20)
        cap = QRect(self.width() - width - px(6), (self.height() - height) // 2, width, height)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawRoundedRect(cap.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case Qt.Key.Key_Escape | Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.left.emit()
            case _:
                super().keyPressEvent(event)
