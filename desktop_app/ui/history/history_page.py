"""The History tab: what was done, by day and over the year, and how to find, correct and take it away."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.changes import TaskPatch
from desktop_app.domain.clock import local_today
from desktop_app.domain.journal import ChangeNotice
from desktop_app.domain.listing import HistoryTotals
from desktop_app.ui.core_port import Core
from desktop_app.ui.error_handler import ErrorHandler
from desktop_app.ui.history.completion_editor import CompletionEditor
from desktop_app.ui.history.exporter import Exporter
from desktop_app.ui.history.filter_bar import FilterBar
from desktop_app.ui.history.heat_days import WEEKS
from desktop_app.ui.history.heat_map import HeatMap
from desktop_app.ui.history.narrowing import EmptyHistory, NarrowingLine
from desktop_app.ui.history.past_words import corrected
from desktop_app.ui.history.ranges import Range
from desktop_app.ui.history.span_fields import SpanFields
from desktop_app.ui.history.totals import Totals
from desktop_app.ui.messages import say
from desktop_app.ui.models.history_table_model import HistoryTableModel, ShownCompletion
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.column_layout import SCROLL_LANE
from desktop_app.ui.views.tables import history_table
from desktop_app.wording.say import shown as quoted

SIDE_BY_SIDE_FROM = 900
"""The narrowest width, in designed pixels, at which sums and choices stand in one row."""
ROOM_FOR_ROWS = 160
"""The list keeps at least that height; where the heat map would take it, it goes."""


class HistoryPage(QWidget):
    """Sums, the heat map, what is chosen, and the completed tasks under their days."""

    search_cleared = Signal()
    """The user wants to see everything again: the search box should be empty too."""
    rows_changed = Signal()
    """What the list shows may be more or less than before."""

    def __init__(
        self,
        core: Core,
        theme: Theme,
        model: HistoryTableModel,
        errors: ErrorHandler,
        tell: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._core = core
        self._theme = theme
        self._errors = errors
        self._figures_are_old = True
        self._first_weekday = QLocale().firstDayOfWeek()
        self.model = model
        self.table = history_table(theme, model, self)
        self.totals = Totals(theme, self)
        self.filters = FilterBar(theme, self._today, self)
        self.span = SpanFields(theme, self._today, self)
        self.heat_map = HeatMap(theme, self)
        self.narrowing = NarrowingLine(theme, self)
        self.empty = EmptyHistory(theme, self)
        self.exporter = Exporter(core.history, errors, tell, self)
        self.editor = CompletionEditor(theme, self.table, self._read_time, self._write_time)
        self._lay_out()
        self._connect()
        self.restyle()
        self._narrowed()

    def _lay_out(self) -> None:
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(self.totals, 1)
        self._head.addWidget(self.filters)
        self._column = QVBoxLayout(self)
        self._above = QVBoxLayout()
        self._above.addLayout(self._head)
        for widget in (self.span, self.heat_map, self.narrowing):
            self._above.addWidget(widget)
        self._column.addLayout(self._above)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter)
        self.filters.csv_wanted.connect(lambda: self._export("csv", say("CSV files (*.csv)")))
        self.filters.markdown_wanted.connect(lambda: self._export("md", say("Markdown files (*.md *.markdown)")))
        self.filters.copy_wanted.connect(self.copy)
        self.span.chosen.connect(self.filters.set_span)
        self.heat_map.day_chosen.connect(self.filters.show_day)
        self.narrowing.clear_wanted.connect(self.clear)
        self.empty.clear_wanted.connect(self.clear)
        self.table.copy_wanted.connect(self.copy)
        self.model.listed.connect(self._narrowed)
        self._theme.changed.connect(self.restyle)

    # For the window

    @property
    def title(self) -> str:
        return say("History")

    @property
    def count(self) -> int:
        """How many tasks are shown."""
        return self.model.task_count

    def search(self, words: str) -> None:
        """Shows only what holds the words. Raises StorageFailure."""
        if words != self.model.query.search:
            self.model.set_query(replace(self.model.query, search=words))
            self.table.show_top()

    def committed(self, notice: ChangeNotice) -> None:
        """Follows what was committed anywhere. Raises StorageFailure."""
        self.model.repaint_handles(notice.tasks)
        self.model.refresh()

    def new_day(self) -> None:
        """Follows the calendar: headings, ranges and the year. Raises StorageFailure."""
        self.model.repaint_all()
        self.model.set_query(self.filters.narrowed(self.model.query))
        self._refresh_figures()

    def selected_ids(self) -> list[UUID]:
        """The selected tasks; without a selection the current one."""
        return self.model.ids(self.table.selected_rows())

    def focus(self) -> None:
        """Puts the keyboard where something can be done with it."""
        (self.table if self.model.task_count else self.filters.range).setFocus()

    def show_totals(self, totals: HistoryTotals) -> None:
        """Shows the sums, and the year with them when the tab is looked at."""
        self.totals.show_totals(totals)
        self._figures_are_old = True
        if self.isVisible():
            self._refresh_figures()

    def set_first_weekday(self, day: Qt.DayOfWeek) -> None:
        """The day on which the weeks of the year's picture begin."""
        self._first_weekday = day
        self._figures_are_old = True
        if self.isVisible():
            with self._errors.explained():
                self._refresh_figures()

    def copy(self) -> None:
        """Puts the selected tasks on the clipboard as Markdown."""
        self.exporter.copy(self.table.selected_handles())

    def clear(self) -> None:
        """Shows everything."""
        with self._errors.explained():
            self.model.set_query(replace(self.model.query, search=""))
        self.span.clear()
        self.filters.clear()
        self.search_cleared.emit()
        self.focus()

    # Inside

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        px = self._theme.px
        self._head.setContentsMargins(0, 0, 0, px(8))
        self._head.setSpacing(px(12))
        # The list goes on to the edge, where its scroll bar has its lane.
        self._above.setContentsMargins(0, 0, px(SCROLL_LANE), 0)
        self._above.setSpacing(px(8))
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(8))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._figures_are_old:
            with self._errors.explained():
                self._refresh_figures()

    def _fit(self) -> None:
        direction = QBoxLayout.Direction
        beside = self.width() >= self._theme.px(SIDE_BY_SIDE_FROM)
        self._head.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        above = self._head.sizeHint().height() + self.heat_map.sizeHint().height()
        self.heat_map.setVisible(self.height() >= above + self._theme.px(ROOM_FOR_ROWS))

    def _today(self) -> dt.date:
        return local_today(self._core.clock)

    def _refresh_figures(self) -> None:
        """The year, and the lists and tags to choose from."""
        today, weekday = self._today(), self._first_weekday.value - 1
        first = today - dt.timedelta(days=7 * WEEKS)
        self.heat_map.set_days(self._core.history.by_day(first, today), today, weekday)
        gone = self.filters.set_lists(self._core.counts.lists())
        gone = self.filters.set_tags(self._core.counts.done_tags()) or gone
        self._figures_are_old = False
        if gone:
            self._filter()

    def _filter(self) -> None:
        self.span.setVisible(self.filters.kind is Range.SPAN)
        self.heat_map.set_chosen(self.filters.day)
        with self._errors.explained():
            self.model.set_query(self.filters.narrowed(self.model.query))
            self.table.show_top()

    def _narrowed(self) -> None:
        """Names what is left out, and says so when nothing is left."""
        search, count = self.model.query.search.strip(), self.model.task_count
        parts = [*self.filters.words(), *([say("“{search}”").format(search=quoted(search))] if search else [])]
        had_focus = self.table.hasFocus()
        self.narrowing.say(parts, count)
        self.empty.say(parts)
        self.empty.setVisible(count == 0)
        self.table.setVisible(count > 0)
        self.span.setVisible(self.filters.kind is Range.SPAN)
        if had_focus and count == 0:
            self.focus()
        self.rows_changed.emit()

    def _read_time(self, words: str, shown: ShownCompletion) -> dt.datetime:
        clock = self._core.clock
        return clock.local(self._core.history.moment(*corrected(words, shown.at, clock.local(clock.now()))))

    def _write_time(self, task_id: UUID, at: dt.datetime) -> bool:
        with self._errors.explained():
            self._core.tasks.edit([task_id], TaskPatch(completed_at=at.astimezone(dt.UTC)))
            return True
        return False

    def _export(self, ending: str, files: str) -> None:
        suggested = f"tickbox-history-{self._today():%Y-%m-%d}.{ending}"
        self.exporter.as_file(self.model.query, self.model.task_count, suggested, files)
