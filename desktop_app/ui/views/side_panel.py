"""A panel at the right of what it belongs to, or in its place where there is no room for both."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui.theme import Theme

PANEL_WIDTH = 408
BOTH_FROM = 900
"""The narrowest width, in designed pixels, at which content and panel stand side by side."""


class SidePanel(QWidget):
    """Gives the panel its width. Whoever shows or hides the panel calls `fit` then."""

    def __init__(self, theme: Theme, content: QWidget, panel: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._content = content
        self._panel = panel
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(content, 1)
        row.addWidget(panel)
        theme.changed.connect(self.fit)

    def fit(self) -> None:
        """Lays both out as the width and what is shown demand."""
        covers = self.width() < self._theme.px(BOTH_FROM)
        self._panel.setFixedWidth(self.width() if covers else self._theme.px(PANEL_WIDTH))
        self._content.setVisible(not (covers and not self._panel.isHidden()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
