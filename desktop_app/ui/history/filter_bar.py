"""What the History tab is narrowed to by choice: days, a list, a tag; and the way out of the program, as a file."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from desktop_app.domain.listing import HistoryQuery, ListRow
from desktop_app.ui.history.ranges import Range, days_of
from desktop_app.ui.messages import say
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.combo_box import ComboBox
from desktop_app.ui.views.labels import menu_text, tooltip
from desktop_app.wording.dates import date_words

_RANGES = tuple(one for one in Range if one is not Range.CHOSEN)
_WIDEST = 152
_NARROW = 108
_WORDS_FROM = 480
"""The narrowest width, in designed pixels, at which the export says its name."""


class FilterBar(QWidget):
    """Three choices and the export. It knows what is chosen; the search is not its own."""

    changed = Signal()
    csv_wanted = Signal()
    markdown_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._today = today
        self._day: dt.date | None = None
        self._span: tuple[dt.date | None, dt.date | None] = (None, None)
        self.range = self._combo("historyRange", say("Which days are shown"))
        self.list = self._combo("historyList", say("Which list is shown"))
        self.tag = self._combo("historyTag", say("Which tag is shown"))
        for one in _RANGES:
            self.range.addItem(say(one.value), one)
        self.export = _MenuButton(theme, say("Export"), self)
        self.export.setObjectName("historyExport")
        self.export.setMenu(self._menu())
        self.set_lists([])
        self.set_tags([])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for widget, share in ((self.range, 4), (self.list, 3), (self.tag, 3), (self.export, 0)):
            row.addWidget(widget, share)
        for box in (self.range, self.list, self.tag):
            box.activated.connect(self._chosen)
        theme.changed.connect(self.restyle)
        self.restyle()

    @property
    def kind(self) -> Range:
        kind = self.range.currentData()
        return kind if isinstance(kind, Range) else Range.ALL

    @property
    def day(self) -> dt.date | None:
        """The one day that is shown, if it is one."""
        return self._day if self.kind is Range.CHOSEN else None

    def narrowed(self, query: HistoryQuery) -> HistoryQuery:
        """The query with the days, list and tag that are chosen; its search stays."""
        first, last = days_of(self.kind, self._today())
        if self.kind is Range.CHOSEN:
            first = last = self._day
        elif self.kind is Range.SPAN:
            first, last = self._span
        list_id, tag = self.list.currentData(), self.tag.currentData()
        return replace(query, first=first, last=last, list_id=list_id if isinstance(list_id, UUID) else None, tag=tag)

    def words(self) -> list[str]:
        """What is chosen, part by part; nothing for what shows all."""
        said = []
        if self.kind is Range.SPAN:
            said.append(_span_words(*self._span))
        elif self.kind is Range.CHOSEN and self._day is not None:
            said.append(date_words(self._day, None, say))
        elif self.kind is not Range.ALL:
            said.append(self.range.currentText())
        if self.list.currentData() is not None:
            said.append(say("in {list}").format(list=self.list.currentText()))
        if self.tag.currentData() is not None:
            said.append(self.tag.currentText())
        return [part for part in said if part]

    def show_day(self, day: dt.date | None) -> None:
        """Shows one day, which stands among the choices for as long as it is chosen; None shows all."""
        self._day = day
        self._forget_day()
        if day is not None:
            self.range.addItem(date_words(day, self._today(), say), Range.CHOSEN)
        self.range.setCurrentIndex(self.range.count() - 1 if day is not None else 0)
        self.changed.emit()

    def set_span(self, first: dt.date | None, last: dt.date | None) -> None:
        """The days from first to last, while days are chosen by hand."""
        self._span = (first, last)
        self.changed.emit()

    def clear(self) -> None:
        """Shows everything."""
        self._span = (None, None)
        self.list.setCurrentIndex(0)
        self.tag.setCurrentIndex(0)
        self.show_day(None)

    def set_lists(self, lists: Sequence[ListRow]) -> bool:
        """Offers those lists; whether what is chosen had to change, because it is gone."""
        return _offer(self.list, say("All lists"), [(row.name, row.id) for row in lists])

    def set_tags(self, tags: Sequence[str]) -> bool:
        """Offers those tags; whether what is chosen had to change, because it is gone."""
        return _offer(self.tag, say("All tags"), [(f"@{tag}", tag) for tag in tags])

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        px = self._theme.px
        roomy = self.width() >= px(_WORDS_FROM)
        self.export.set_words_shown(roomy)
        self.range.setMaximumWidth(px(_WIDEST))
        for box in (self.list, self.tag):
            box.setMaximumWidth(px(_WIDEST if roomy else _NARROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.restyle()

    def _combo(self, name: str, spoken: str) -> ComboBox:
        box = ComboBox(self._theme, self)
        box.setObjectName(name)
        box.setAccessibleName(spoken)
        box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        box.setMinimumContentsLength(6)
        return box

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(say("As &CSV, for spreadsheets…")).triggered.connect(self.csv_wanted)
        menu.addAction(say("As &Markdown, by day…")).triggered.connect(self.markdown_wanted)
        menu.addSeparator()
        menu.addAction(say("Co&py selected as Markdown") + "\tCtrl+C").triggered.connect(self.copy_wanted)
        return menu

    def _chosen(self) -> None:
        if self.kind is not Range.CHOSEN:
            self._forget_day()
        self.changed.emit()

    def _forget_day(self) -> None:
        at = self.range.findData(Range.CHOSEN)
        if at >= 0:
            self.range.removeItem(at)


class _MenuButton(QPushButton):
    """A button with a menu, an icon before its words and a chevron behind them."""

    def __init__(self, theme: Theme, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(tooltip(words))
        self.set_words_shown(True)
        self._theme = theme
        # Our own chevron stands in the room that the style keeps for its arrow.
        self.setStyleSheet("QPushButton::menu-indicator { image: none; }")
        theme.changed.connect(self.restyle)
        self.restyle()

    def set_words_shown(self, shown: bool) -> None:
        """Whether there is room for more than the icon."""
        # The blank keeps the words from touching the icon.
        self.setText(f" {menu_text(self._words)}" if shown else "")

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        icon = QIcon()
        for ratio in (1.0, 2.0):
            icon.addPixmap(self._theme.icon("download", "muted", 16, ratio))
        self.setIcon(icon)
        self.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(self._theme.px(14), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._theme.px(14)
        image = self._theme.icon("chevron-down", "muted", 14, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap(QPoint(self.width() - side - self._theme.px(8), (self.height() - side) // 2), image)
        painter.end()


def _offer(box: ComboBox, everything: str, choices: Sequence[tuple[str, object]]) -> bool:
    """Fills a box anew and keeps what is chosen, if it is still there."""
    wanted = [(everything, None), *choices]
    if [(box.itemText(at), box.itemData(at)) for at in range(box.count())] == wanted:
        return False
    chosen = box.currentData()
    box.clear()
    for words, value in wanted:
        box.addItem(words, value)
        box.setItemData(box.count() - 1, words, Qt.ItemDataRole.AccessibleTextRole)
    kept = next((at for at, (_, value) in enumerate(wanted) if value == chosen), 0)
    box.setCurrentIndex(kept)
    return chosen is not None and kept == 0


def _span_words(first: dt.date | None, last: dt.date | None) -> str:
    if first is not None and last is not None:
        template = "{first} to {last}" if first != last else "{first}"
    else:
        template = "from {first}" if first is not None else "until {last}" if last is not None else ""
    return say(template).format(
        first="" if first is None else date_words(first, None, say),
        last="" if last is None else date_words(last, None, say),
    )
