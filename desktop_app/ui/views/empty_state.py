"""What stands in place of an empty list: one line, one button, its key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.views import StatusFilter
from desktop_app.ui import icons
from desktop_app.ui.messages import say
from desktop_app.ui.theme import Theme
from desktop_app.wording.counts import plural


class EmptyState(QWidget):
    """Names what was looked for and offers the way out."""

    add_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._narrowed = False
        self._icon = QLabel(self)
        self._line = QLabel(self)
        self._hint = QLabel(self)
        for label in (self._icon, self._line, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._line.setWordWrap(True)
        self._button = QPushButton(self)
        self._button.clicked.connect(self._pressed)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(12))
        column.addStretch(2)
        for widget in (self._icon, self._line, self._hint):
            column.addWidget(widget)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        theme.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        theme, ratio = self._theme, self.devicePixelRatioF()
        self._line.setFont(theme.font(16, 600))
        name = "search" if self._narrowed else "inbox"
        self._icon.setPixmap(icons.pixmap(name, theme.colour("control").name(), theme.px(40), ratio))
        palette = self._hint.palette()
        palette.setColor(palette.ColorRole.WindowText, theme.colour("muted"))
        self._hint.setPalette(palette)

    def say(self, search: str, status: StatusFilter, hits_in_history: int) -> None:
        """`hits_in_history` counts completed tasks that match the search."""
        self._narrowed = bool(search.strip()) or status is not StatusFilter.OPEN
        self._line.setText(_line(search.strip(), status))
        hits = plural(hits_in_history, "{count} match in History", "{count} matches in History", say)
        self._hint.setText(hits if hits_in_history else "")
        self._hint.setVisible(hits_in_history > 0)
        self._button.setText(say("Clear search and filter") if self._narrowed else say("Add a task   Q"))
        self.restyle()

    def _pressed(self) -> None:
        (self.clear_wanted if self._narrowed else self.add_wanted).emit()


def _line(search: str, status: StatusFilter) -> str:
    if search:
        return say("No task matches “{search}”").format(search=search)
    if status is StatusFilter.DONE:
        return say("Nothing is done yet")
    return say("All clear: there is nothing to do")
