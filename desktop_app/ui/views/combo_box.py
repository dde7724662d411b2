"""A combo box whose arrow is one of our icons: a style sheet could only take it from a file."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from desktop_app.ui import icons
from desktop_app.ui.theme import Theme


class ComboBox(QComboBox):
    """A QComboBox in the theme's look."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._theme.px(14)
        image = icons.pixmap("chevron-down", self._theme.colour("muted").name(), side, self.devicePixelRatioF())
        place = QPoint(self.width() - side - self._theme.px(10), (self.height() - side) // 2)
        painter = QPainter(self)
        painter.drawPixmap(place, image)
        painter.end()
