"""What stands in place of an empty list: one line, one button, its key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.views import StatusFilter
from desktop_app.ui.messages import say
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.labels import PlainLabel, set_ink
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
        self._line = PlainLabel(parent=self)
        self._hint = PlainLabel(parent=self)
        for label in (self._icon, self._line, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._line.setWordWrap(True)
        self._button = QPushButton(self)
        self._button.setObjectName("emptyButton")
        self._button.setProperty("primary", True)
        self._key = PlainLabel("Ctrl+N", self)
        self._key.setObjectName("keycap")
        self._button.clicked.connect(self._pressed)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(12))
        column.addStretch(2)
        for widget in (self._icon, self._line, self._hint):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addStretch(1)
        row.addWidget(self._button)
        row.addWidget(self._key)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)
        theme.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        theme = self._theme
        self._line.setFont(theme.font(16, 600))
        self._key.setFont(theme.font(12, 500))
        name = "search" if self._narrowed else "inbox"
        self._icon.setPixmap(theme.icon(name, "control", 40, self.devicePixelRatioF()))
        set_ink(self._hint, "muted")

    def say(self, search: str, status: StatusFilter, hits_in_history: int) -> None:
        """`hits_in_history` counts completed tasks that match the search."""
        self._narrowed = bool(search.strip()) or status is not StatusFilter.OPEN
        self._line.setText(_line(search.strip(), status))
        hits = plural(hits_in_history, "{count} match in History", "{count} matches in History", say)
        self._hint.setText(hits if hits_in_history else "")
        self._hint.setVisible(hits_in_history > 0)
        self._button.setText(say("Clear search and filter") if self._narrowed else say("Add a task"))
        self._key.setVisible(not self._narrowed)
        self.restyle()

    def take_focus(self) -> None:
        """The button is the next thing to press."""
        self._button.setFocus()

    def _pressed(self) -> None:
        (self.clear_wanted if self._narrowed else self.add_wanted).emit()


def _line(search: str, status: StatusFilter) -> str:
    if search:
        return say("No task matches “{search}”").format(search=search)
    if status is StatusFilter.DONE:
        return say("Nothing is done yet")
    return say("All clear: there is nothing to do")
