"""Two fields for the first and the last day to show, in words."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_app.domain.errors import InvalidField
from desktop_app.ui.history.past_words import past_day
from desktop_app.ui.messages import refusal_words, say
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.labels import ElidedLabel, PlainLabel, set_ink
from desktop_app.ui.views.states import set_state


class SpanFields(QWidget):
    """An empty field leaves its side open."""

    chosen = Signal(object, object)
    """The first and the last day, each a `date` or None."""

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._today = today
        self.first, self.last = QLineEdit(self), QLineEdit(self)
        self.problem = ElidedLabel(parent=self)
        row = QHBoxLayout(self)
        row.setSpacing(theme.px(8))
        for field, name, words, example in (
            (self.first, "historyFrom", say("From"), say("1 sep")),
            (self.last, "historyTo", say("to"), say("today")),
        ):
            field.setObjectName(name)
            field.setAccessibleName(say("First day") if field is self.first else say("Last day"))
            field.setPlaceholderText(example)
            field.editingFinished.connect(self._take)
            row.addWidget(PlainLabel(words, self))
            row.addWidget(field)
        row.addWidget(self.problem, 1)
        theme.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        px = self._theme.px
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(px(12), 0, px(12), 0)
        for field in (self.first, self.last):
            field.setFixedWidth(px(152))
        set_ink(self.problem, "overdue")

    def clear(self) -> None:
        """Leaves both sides open."""
        self.first.clear()
        self.last.clear()
        self._take()

    def _take(self) -> None:
        problems: list[str] = []
        first, last = (self._read(field, problems) for field in (self.first, self.last))
        if first is not None and last is not None and first > last:
            first, last = last, first
        self.problem.setText(problems[0] if problems else "")
        if not problems:
            self.chosen.emit(first, last)

    def _read(self, field: QLineEdit, problems: list[str]) -> dt.date | None:
        day = None
        try:
            day = past_day(field.text(), self._today()) if field.text().strip() else None
            set_state(field, "wrong", False)
        except InvalidField as refusal:
            problems.append(refusal_words(refusal))
            set_state(field, "wrong", True)
        return day
