"""Which columns a table shows, how wide and in which order: what fits, and what the user chose.

One column takes the room that the others leave. Where there is too little, columns go, the least
important first; they come back with the room. What the user hides stays hidden.
"""

import json

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from desktop_app.ui.messages import say
from desktop_app.ui.theme import Theme

SCROLL_LANE = 12
"""Kept free for the scroll bar while there is none, so that nothing jumps. Designed pixels."""
NARROWEST = 40
NARROWEST_REST = 80
_FIRST = 0
"""The column of tick boxes: it stays, first and at its width."""


class ColumnLayout(QObject):
    """Lays out the columns of one table; all widths are in designed pixels."""

    changed = Signal()
    """The user changed something that is worth remembering."""

    def __init__(
        self, view: QTableView, theme: Theme, *, stretched: int, widths: dict[int, int], hidden_below: dict[int, int]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._stretched = stretched
        self._designed = dict(widths)
        self._widths = dict(widths)
        self._hidden_below = hidden_below
        self._hidden: set[int] = set()
        self._is_fitting = False
        header = view.horizontalHeader()
        for column in range(view.model().columnCount()):
            fixed = column in (_FIRST, stretched)
            mode = QHeaderView.ResizeMode.Fixed if fixed else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, mode)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_menu)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self.changed)

    def fit(self) -> None:
        """Gives every column its width and the stretched one the rest."""
        width = self._view.width() - self._theme.px(SCROLL_LANE)
        if width <= 0:
            return
        self._is_fitting = True
        rest = width
        for column, designed in self._widths.items():
            fits = width / self._theme.scale >= self._hidden_below.get(column, 0)
            shown = fits and column not in self._hidden
            self._view.setColumnHidden(column, not shown)
            if shown:
                self._view.setColumnWidth(column, self._theme.px(designed))
                rest -= self._theme.px(designed)
        self._view.setColumnWidth(self._stretched, max(rest, self._theme.px(NARROWEST_REST)))
        self._is_fitting = False

    def set_shown(self, column: int, shown: bool) -> None:
        """Shows or hides a column for good."""
        (self._hidden.discard if shown else self._hidden.add)(column)
        self.fit()
        self.changed.emit()

    def reset(self) -> None:
        """Everything as it was designed."""
        self._hidden.clear()
        self._widths = dict(self._designed)
        header = self._view.horizontalHeader()
        for column in range(header.count()):
            header.moveSection(header.visualIndex(column), column)
        self.fit()
        self.changed.emit()

    def menu(self) -> QMenu:
        """The columns to tick, and the way back to how they were."""
        menu = QMenu(self._view)
        for column in self._widths:
            heading = str(self._view.model().headerData(column, Qt.Orientation.Horizontal) or "")
            if heading and column != _FIRST:
                menu.addAction(self._choice(menu, column, heading))
        menu.addSeparator()
        menu.addAction(say("Reset columns")).triggered.connect(self.reset)
        return menu

    def state(self) -> str:
        """What the user chose, as text to keep."""
        header = self._view.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        return json.dumps({"widths": self._widths, "hidden": sorted(self._hidden), "order": order})

    def restore(self, text: str) -> None:
        """Takes over what `state` gave; text that says nothing useful is ignored."""
        try:
            kept = json.loads(text)
            widths = {int(column): int(width) for column, width in kept["widths"].items()}
            hidden, order = {int(column) for column in kept["hidden"]}, [int(column) for column in kept["order"]]
        except (ValueError, TypeError, KeyError, AttributeError):
            return
        header = self._view.horizontalHeader()
        if set(widths) != set(self._widths) or sorted(order) != list(range(header.count())) or order[0] != _FIRST:
            return
        self._widths = {column: max(width, NARROWEST) for column, width in widths.items()}
        self._hidden = hidden & set(self._widths) - {_FIRST}
        for place, column in enumerate(order):
            header.moveSection(header.visualIndex(column), place)
        self.fit()

    def _choice(self, menu: QMenu, column: int, heading: str) -> QAction:
        action = QAction(heading, menu)
        action.setCheckable(True)
        action.setChecked(column not in self._hidden)
        action.toggled.connect(lambda shown: self.set_shown(column, shown))
        return action

    def _show_menu(self, place: QPoint) -> None:
        menu = self.menu()
        menu.exec(self._view.horizontalHeader().mapToGlobal(place))
        menu.deleteLater()

    def _resized(self, column: int, _old: int, new: int) -> None:
        if self._is_fitting or column not in self._widths or new == 0:
            return
        self._widths[column] = max(round(new / self._theme.scale), NARROWEST)
        self.fit()
        self.changed.emit()
