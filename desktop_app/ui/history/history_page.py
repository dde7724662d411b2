"""The History tab: rolling totals above the table of completed tasks."""

from dataclasses import replace
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.journal import ChangeNotice
from desktop_app.domain.listing import HistoryTotals
from desktop_app.ui.messages import say
from desktop_app.ui.models.history_table_model import HistoryTableModel
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.labels import PlainLabel
from desktop_app.ui.views.tables import history_table

_FIGURES = ("today", "last 7 days", "last 30 days", "day streak")


class HistoryPage(QWidget):
    """What was done, and how much."""

    def __init__(self, theme: Theme, model: HistoryTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.model = model
        self.table = history_table(theme, model, self)
        self._numbers = [PlainLabel("0", self) for _ in _FIGURES]
        self._captions = [PlainLabel(caption, self) for caption in _FIGURES]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(self._totals())
        column.addWidget(self.table, 1)
        theme.changed.connect(self.restyle)
        self.restyle()

    @property
    def title(self) -> str:
        return say("History")

    def search(self, words: str) -> None:
        """Shows only what holds the words. Raises StorageFailure."""
        self.model.set_query(replace(self.model.query, search=words))

    def committed(self, notice: ChangeNotice) -> None:
        """Follows what was committed anywhere. Raises StorageFailure."""
        self.model.repaint_handles(notice.tasks)
        self.model.refresh()

    def selected_ids(self) -> list[UUID]:
        """The selected tasks; without a selection the current one."""
        return self.model.ids(self.table.selected_rows())

    def focus(self) -> None:
        """Puts the keyboard where something can be done with it."""
        self.table.setFocus()

    def show_totals(self, totals: HistoryTotals) -> None:
        """Shows the sums, which a screen reader says as one line."""
        values = (totals.today, totals.last_7_days, totals.last_30_days, totals.streak)
        for label, caption, value in zip(self._numbers, _FIGURES, values, strict=True):
            label.setText(str(value))
            label.setAccessibleName(f"{value} {caption}")

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        for label in self._numbers:
            label.setFont(self._theme.font(20, 600, tabular=True))
        for label in self._captions:
            label.setFont(self._theme.font(12))
            palette = label.palette()
            palette.setColor(palette.ColorRole.WindowText, self._theme.colour("muted"))
            label.setPalette(palette)

    def _totals(self) -> QHBoxLayout:
        px = self._theme.px
        row = QHBoxLayout()
        row.setContentsMargins(px(12), 0, px(12), px(4))
        row.setSpacing(px(40))
        for number, caption in zip(self._numbers, self._captions, strict=True):
            pair = QVBoxLayout()
            pair.setSpacing(0)
            for label in (number, caption):
                pair.addWidget(label)
            row.addLayout(pair)
        row.addStretch(1)
        return row
