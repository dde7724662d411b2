"""A combo box whose arrow is one of our icons: a style sheet could only take it from a file."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from desktop_app.ui.theme import Theme


class ComboBox(QComboBox):
    """A QComboBox in the theme's look."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The one it has by default paints rows as menu items and knows nothing of the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._theme.px(14)
        image = self._theme.icon(
            "chevron-down", "muted" if self.isEnabled() else "disabled", 14, self.devicePixelRatioF()
        )
        place = QPoint(self.width() - side - self._theme.px(10), (self.height() - side) // 2)
        painter = QPainter(self)
        painter.drawPixmap(place, image)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls what it stands in: turning the wheel over a choice must not change it."""
        event.ignore()
