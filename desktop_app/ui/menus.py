"""Menus that open at a place: the whole bar behind its button, and what can be done with rows."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from desktop_app.domain.changes import TaskPatch
from desktop_app.ui.actions import Actions
from desktop_app.ui.commands import Commands
from desktop_app.ui.core_port import Core
from desktop_app.ui.messages import say
from desktop_app.ui.views.labels import menu_text
from desktop_app.ui.views.row_table_view import RowTableView


class Menus:
    """Opens the menus of one window; what they do is the actions' and the commands' business."""

    def __init__(
        self,
        window: QMainWindow,
        core: Core,
        actions: Actions,
        commands: Commands,
        selected: Callable[[], Sequence[UUID]],
    ) -> None:
        """`selected` gives the tasks that a menu on the rows is about."""
        self._window = window
        self._core = core
        self._actions = actions
        self._commands = commands
        self._selected = selected
        self.show: Callable[[QMenu, QPoint], object] = lambda menu, place: menu.exec(place)
        """Shows a menu until something was chosen; scripts put their own choice in its place."""

    def open_bar(self, place: QPoint) -> None:
        """The whole menu bar as one menu, for those who keep the bar hidden; `place` is on the screen."""
        self._open(self._window.menuBar().actions(), place)

    def open_on_row(self, table: RowTableView, place: QPoint, *, can_move: bool) -> None:
        """What can be done with the rows at `place` (in the table's viewport), which get selected first."""
        index = table.indexAt(place)
        if not index.isValid():
            return
        if index.row() not in table.selected_rows():
            table.selectRow(index.row())
        self._open(self._actions.task_menu().actions(), table.viewport().mapToGlobal(place), lists=can_move)

    def _open(self, actions: Sequence[QAction], place: QPoint, *, lists: bool = False) -> None:
        menu = QMenu(self._window)
        menu.addActions(actions)
        if lists:
            self._add_lists(menu.addMenu(say("Move to &list")))
        self.show(menu, place)
        menu.deleteLater()

    def _add_lists(self, menu: QMenu) -> None:
        names: Sequence[str | None] = [None, *(row.name for row in self._core.counts.lists())]
        for name in names:
            action = menu.addAction(say("Inbox") if name is None else menu_text(name))
            action.triggered.connect(partial(self._move_to_list, name))

    def _move_to_list(self, name: str | None, _checked: bool = False) -> None:
        self._commands.edit(self._selected(), TaskPatch(list_name=name))
