"""The top row: what is shown, the tabs, the status filter and the search."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabBar, QWidget

from desktop_app.domain.views import StatusFilter
from desktop_app.ui.messages import say
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.combo_box import ComboBox
from desktop_app.ui.views.labels import ElidedLabel, PlainLabel, set_ink
from desktop_app.ui.views.search_box import SearchBox

TASKS_TAB = 0
HISTORY_TAB = 1
FILTER_WORDS = {StatusFilter.OPEN: "Show: Open", StatusFilter.DONE: "Show: Done", StatusFilter.ALL: "Show: All"}
SEARCH_FROM = 720
"""The narrowest row, in designed pixels, that holds the search line; narrower ones hold a button."""
FILTER_FROM = 560
TYPING_PAUSE_MS = 40
"""Keys that come faster than this are searched for together."""


class TopBar(QWidget):
    """Says what the user wants to see; it shows no tasks itself."""

    tab_chosen = Signal(int)
    filter_chosen = Signal(object)
    """A `StatusFilter`."""
    searched = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = ElidedLabel(parent=self)
        self._count = PlainLabel(parent=self)
        self.tabs = QTabBar(self)
        self.tabs.setObjectName("viewTabs")
        self.tabs.setAccessibleName(say("Tasks or history"))
        self.tabs.addTab(say("Tasks"))
        self.tabs.addTab(say("History"))
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.filter = ComboBox(theme, self)
        self.filter.setObjectName("statusFilter")
        self.filter.setAccessibleName(say("Which tasks are shown"))
        for status, words in FILTER_WORDS.items():
            self.filter.addItem(say(words), status)
        self.search = SearchBox(theme, self)
        self._filter_is_wanted = True
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._lay_out()
        self._connect()
        self.restyle()

    def _lay_out(self) -> None:
        px = self._theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(10), px(12), px(10))
        row.setSpacing(px(8))
        row.addWidget(self._title)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self.tabs)
        row.addWidget(self.filter)
        row.addWidget(self.search)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self.tab_chosen)
        self.filter.currentIndexChanged.connect(lambda index: self.filter_chosen.emit(self.filter.itemData(index)))
        self.search.textChanged.connect(lambda _: self._pause.start(TYPING_PAUSE_MS))
        self._pause.timeout.connect(lambda: self.searched.emit(self.search.text()))
        self._theme.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        theme = self._theme
        self._title.setFont(theme.font(20, 600))
        self._count.setFont(theme.font(14, tabular=True))
        set_ink(self._count, "muted")

    def set_heading(self, title: str, count: int) -> None:
        """What is shown, and how many rows of it there are."""
        self._title.setText(title)
        self._count.setText(f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}") if count else "")

    def set_filter_shown(self, shown: bool) -> None:
        self._filter_is_wanted = shown
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.width() / self._theme.scale
        self.search.set_compact(width < SEARCH_FROM)
        self.filter.setVisible(self._filter_is_wanted and width >= FILTER_FROM)

    def stop(self) -> None:
        """Forgets a search that has not begun yet; the window is closing."""
        self._pause.stop()

    def focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()
