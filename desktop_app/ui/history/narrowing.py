"""What is left out of the History tab is never left unsaid: the line that names it, and the empty state."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.messages import say
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.labels import ElidedLabel, PlainLabel, set_ink
from desktop_app.wording.counts import plural


class NarrowingLine(QWidget):
    """Names what is shown and offers to show all."""

    clear_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("historyNarrowing")
        self.label = ElidedLabel(parent=self)
        self.button = QPushButton(say("Show all"), self)
        self.button.setObjectName("historyClear")
        self.button.clicked.connect(self.clear_wanted)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.label, 1)
        self._row.addWidget(self.button)
        theme.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        px = self._theme.px
        self._row.setContentsMargins(px(12), px(4), px(4), px(4))
        self._row.setSpacing(px(8))
        self.update()

    def say(self, parts: list[str], count: int) -> None:
        """Shows itself if there is anything to name."""
        found = plural(count, "{count} completed task", "{count} completed tasks", say)
        self.label.setText("  ·  ".join([*parts, found]))
        self.setVisible(bool(parts) and count > 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("tint"))
        radius = self._theme.px(8)
        painter.drawRoundedRect(self.rect(), radius, radius)
        painter.end()


class EmptyHistory(QWidget):
    """One line in place of an empty list, and the way out if something narrows it."""

    clear_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = "circle-check"
        self.setObjectName("historyEmpty")
        self._picture, self.line, self.detail = (
            PlainLabel(parent=self),
            PlainLabel(parent=self),
            PlainLabel(parent=self),
        )
        self.button = QPushButton(say("Show all"), self)
        self.button.clicked.connect(self.clear_wanted)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(12))
        column.addStretch(2)
        for label in (self._picture, self.line, self.detail):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        theme.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        self._picture.setPixmap(self._theme.icon(self._icon, "control", 40, self.devicePixelRatioF()))
        self.line.setFont(self._theme.font(16, 600))
        set_ink(self.detail, "muted")

    def say(self, parts: list[str]) -> None:
        """`parts` name what narrows the list."""
        self._icon = "search" if parts else "circle-check"
        self.line.setText(say("No completed task matches") if parts else say("Completed tasks appear here, by day"))
        self.detail.setText("  ·  ".join(parts))
        self.detail.setVisible(bool(parts))
        self.button.setVisible(bool(parts))
        self.restyle()
