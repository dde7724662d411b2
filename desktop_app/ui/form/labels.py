"""Labels of the form: captions, small remarks, and errors beneath their fields."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.views.labels import PlainLabel

_ICON = 12


class InkLabel(PlainLabel):
    """Plain text in one of the theme's colours."""

    def __init__(
        self, theme: Theme, words: str, parent: QWidget, *, ink: str = "muted", size: float = 13, weight: int = 400
    ) -> None:
        super().__init__(words, parent)
        self._theme = theme
        # The form's style sheet knows the colours: a palette of its own would be lost with the next sheet.
        self.setProperty("ink", ink)
        self._size = size
        self._weight = weight
        self.restyle()
        theme.changed.connect(self.restyle)

    def set_ink(self, ink: str) -> None:
        """From now on in that colour."""
        if ink != self.property("ink"):
            self.setProperty("ink", ink)
            self.style().unpolish(self)
            self.style().polish(self)

    def restyle(self) -> None:
        """Takes over the theme's sizes."""
        self.setFont(self._theme.font(self._size, self._weight))


class ErrorLabel(InkLabel):
    """What is wrong with the field above it: an icon, then the sentence."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "", parent, ink="overdue", size=12)
        self.setWordWrap(True)
        self.setContentsMargins(theme.px(_ICON + 6), 0, 0, 0)
        self.hide()

    def say(self, words: str) -> None:
        """Shows the sentence; nothing hides the label."""
        self.setText(words)
        self.setVisible(bool(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        image = self._theme.icon("circle-alert", "overdue", _ICON, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap(0, (self.fontMetrics().height() - self._theme.px(_ICON)) // 2, image)
        painter.end()
