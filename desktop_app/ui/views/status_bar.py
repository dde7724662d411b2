"""The line at the foot of the window: counts, and for a while what has just happened."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.views.labels import ElidedLabel, set_ink, tooltip

HEIGHT = 26
MESSAGE_MS = 8_000
PROBLEM_MS = 20_000


class StatusBar(QFrame):
    """Shows counts unless there is a message."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self._theme = theme
        self._counts = ""
        self._left = ElidedLabel(parent=self)
        self._left.setObjectName("statusLine")
        set_ink(self._left, "muted")
        self._left.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show_counts)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(24), 0, theme.px(20), 0)
        row.addWidget(self._left, 1)
        theme.changed.connect(self.restyle)
        self.restyle()

    @property
    def text(self) -> str:
        return self._left.text()

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        self.setFixedHeight(self._theme.px(HEIGHT))
        self._left.setFont(self._theme.font(12))

    def set_counts(self, words: str) -> None:
        """What stands there while there is no message."""
        self._counts = words
        if not self._timer.isActive():
            self._show_counts()

    def say(self, words: str) -> None:
        """What has just happened; shown for eight seconds and told to screen readers."""
        self._show(words, "text", MESSAGE_MS)

    def quiet(self) -> None:
        """Takes a message away, because what happened is told elsewhere."""
        self._timer.stop()
        self._show_counts()

    def explain(self, words: str) -> None:
        """Why something did not happen, and what to do; shown longer."""
        self._show(words, "overdue", PROBLEM_MS)

    def _show(self, words: str, colour: str, milliseconds: int) -> None:
        self._left.setText(words)
        self._left.setToolTip(tooltip(words))
        set_ink(self._left, colour)
        self._timer.start(milliseconds)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._left, words))

    def _show_counts(self) -> None:
        self._left.setText(self._counts)
        self._left.setToolTip("")
        set_ink(self._left, "muted")
