"""The four sums above the history. They roll, so that no Monday begins at nothing."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.listing import HistoryTotals
from desktop_app.ui.messages import say
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.labels import PlainLabel, set_ink

_FIGURES = ("today", "last 7 days", "last 30 days", "day streak")


class Totals(QWidget):
    """Numbers with their captions."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.numbers = [PlainLabel("0", self) for _ in _FIGURES]
        self._captions = [PlainLabel(say(caption), self) for caption in _FIGURES]
        self._row = QHBoxLayout(self)
        for number, caption in zip(self.numbers, self._captions, strict=True):
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(number)
            pair.addWidget(caption)
            self._row.addLayout(pair)
        self._row.addStretch(1)
        theme.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        px = self._theme.px
        self._row.setContentsMargins(px(12), 0, 0, 0)
        self._row.setSpacing(px(40))
        for label in self.numbers:
            label.setFont(self._theme.font(20, 600, tabular=True))
        for label in self._captions:
            label.setFont(self._theme.font(12))
            set_ink(label, "muted")

    def show_totals(self, totals: HistoryTotals) -> None:
        """Shows the sums, each of which a screen reader says with its caption."""
        values = (totals.today, totals.last_7_days, totals.last_30_days, totals.streak)
        for label, caption, value in zip(self.numbers, self._captions, values, strict=True):
            label.setText(f"{value:,}")
            label.setAccessibleName(f"{value} {caption.text()}")
