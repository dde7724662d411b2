"""The priority as four painted segments, of which one is chosen."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QWidget

from desktop_app.domain.task import Priority
from desktop_app.ui.messages import say
from desktop_app.ui.theme import Theme

PRIORITIES = ((Priority.NONE, "None"), (Priority.LOW, "Low"), (Priority.MEDIUM, "Medium"), (Priority.HIGH, "High"))
_MARKS = {Priority.LOW: "low_mark", Priority.MEDIUM: "medium_mark", Priority.HIGH: "high_mark"}
_BARS = (5.0, 8.5, 12.0)
_BAR, _GAP = 3, 2
_BARS_WIDTH = 3 * _BAR + 2 * _GAP
_HEIGHT = 32
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_ENDS = {Qt.Key.Key_Home: Priority.NONE, Qt.Key.Key_End: Priority.HIGH}


class PriorityPicker(QWidget):
    """Takes the keys itself: arrows step, Home and End go to the ends. The segments are radio buttons."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._priority: Priority | None = Priority.NONE
        self._segments: dict[Priority, Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(3), theme.px(3), theme.px(3), theme.px(3))
        row.setSpacing(theme.px(2))
        for priority, words in PRIORITIES:
            segment = Segment(theme, priority, say(words), self)
            segment.clicked.connect(lambda _checked=False, priority=priority: self._choose(priority))
            self._segments[priority] = segment
            row.addWidget(segment, segment.sizeHint().width())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(theme.px(_HEIGHT))
        self.set_value(Priority.NONE)
        theme.changed.connect(self.update)

    @property
    def value(self) -> Priority | None:
        """The priority; None while the tasks differ in it."""
        return self._priority

    def set_value(self, priority: Priority | None) -> None:
        """Shows a priority, or that there are several."""
        changed = priority != self._priority
        self._priority = priority
        for each, segment in self._segments.items():
            segment.setChecked(each == priority)
        self.setAccessibleDescription(self.currentText())
        if changed:
            self.changed.emit()

    def currentText(self) -> str:
        """The priority's word."""
        return say("several") if self._priority is None else self._segments[self._priority].text()

    def setCurrentText(self, words: str) -> None:
        """Chooses by the word that a segment shows; any other word changes nothing."""
        for priority, segment in self._segments.items():
            if segment.text() == words:
                self.set_value(priority)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._step(_STEPS[key])
        elif key in _ENDS:
            self._choose(_ENDS[key])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("fill"))
        radius = self._theme.px(7)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()

    def _choose(self, priority: Priority) -> None:
        self.set_value(priority)

    def _step(self, by: int) -> None:
        now = Priority.NONE if self._priority is None else self._priority
        self._choose(Priority(min(max(now + by, Priority.NONE), Priority.HIGH)))


class Segment(QRadioButton):
    """One choice: three bars, as many of them lit as it matters, and its word."""

    def __init__(self, theme: Theme, priority: Priority, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self._theme = theme
        self._priority = priority
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(self._ink_width() + self._theme.px(10), self._theme.px(_HEIGHT - 6))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._ink_width() + self._theme.px(2), self._theme.px(_HEIGHT - 6))

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, chosen = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("segment_on"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.px(5), theme.px(5))
        left = (self.width() - self._ink_width()) // 2
        if self._priority is not Priority.NONE:
            self._paint_bars(painter, left)
            left += theme.px(_BARS_WIDTH + 5)
        painter.setFont(theme.font(13, 500))
        painter.setPen(theme.colour("text" if chosen or self.underMouse() else "muted"))
        words = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.end()

    def _paint_bars(self, painter: QPainter, left: int) -> None:
        theme = self._theme
        bottom = (self.height() + theme.px(_BARS[-1])) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        for number, height in enumerate(_BARS):
            lit = number < self._priority
            painter.setBrush(theme.colour(_MARKS[self._priority] if lit else "bar_off"))
            tall = height * theme.scale
            bar = QRectF(left + number * theme.px(_BAR + _GAP), bottom - tall, theme.px(_BAR), tall)
            painter.drawRoundedRect(bar, 1, 1)

    def _ink_width(self) -> int:
        width = QFontMetrics(self._theme.font(13, 500)).horizontalAdvance(self.text())
        return width if self._priority is Priority.NONE else width + self._theme.px(_BARS_WIDTH + 5)
