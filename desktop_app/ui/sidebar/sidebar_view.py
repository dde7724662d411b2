"""The left panel: the program's name, what can be chosen, and where the tasks are kept."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from desktop_app.domain.errors import Refused
from desktop_app.domain.views import View
from desktop_app.ui.core_port import Core
from desktop_app.ui.messages import say
from desktop_app.ui.sidebar.choice import Choice, list_choice, view_choice
from desktop_app.ui.sidebar.drag import CoreDrops, DropActions, drop_on
from desktop_app.ui.sidebar.list_commands import ListCommands
from desktop_app.ui.sidebar.list_menu import ListActs, list_menu
from desktop_app.ui.sidebar.list_naming import ListNaming
from desktop_app.ui.sidebar.panel_parts import AppMark, QuietButton
from desktop_app.ui.sidebar.rows_view import SidebarList
from desktop_app.ui.sidebar.sidebar_model import SidebarModel, SidebarRow
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.labels import ElidedLabel

WIDTH = 224
NARROWEST = 180
WIDEST = 320
TOP_HEIGHT = 52
FOOT_HEIGHT = 40


class Sidebar(QFrame):
    """Shows what can be chosen and manages the lists; it shows no task itself."""

    chosen = Signal(object)
    """A `Choice`: another one, or the same one clicked again."""
    renamed = Signal(object)
    """The `Choice` that is shown, under the name it has now; nobody chose anything."""
    content_wanted = Signal()
    """The user wants to go on to the tasks."""
    menu_wanted = Signal(QPoint)
    """The menu button was pressed; with the place on the screen where a menu belongs."""

    def __init__(
        self,
        theme: Theme,
        core: Core,
        explain: Callable[[Refused], None],
        parent: QWidget | None = None,
        *,
        drops: DropActions | None = None,
    ) -> None:
        """`explain` shows why something was refused. Raises StorageFailure if the file cannot be read."""
        super().__init__(parent)
        self._theme = theme
        self._explain = explain
        self._drops = drops or CoreDrops(core, explain)
        self._commands = ListCommands(core.lists, explain)
        self._choice = view_choice(View.INBOX)
        self._is_refreshing = False
        self.setObjectName("sidebarPanel")
        self.setAutoFillBackground(True)
        self.model = SidebarModel(core, self)
        self.rows = SidebarList(theme, self.model, self)
        self.naming = ListNaming(self.rows, self.model, self._commands, self._list_created)
        self._make_frame()
        self._connect()
        self.setFocusProxy(self.rows)
        self._show_choice()
        theme.changed.connect(self.restyle)
        self.restyle()

    def _make_frame(self) -> None:
        theme = self._theme
        self._mark = AppMark(theme, self)
        self._name = QLabel("Tickbox", self)
        self.menu_button = QuietButton(theme, "menu", say("Menu"), 16, self)
        self.menu_button.setObjectName("menuButton")
        self._foot_icon = QLabel(self)
        self._foot_words = ElidedLabel(say("On this computer"), self)
        self._top, self._foot = QWidget(self), QWidget(self)
        self._top_row, self._foot_row = QHBoxLayout(self._top), QHBoxLayout(self._foot)
        self._top_row.addWidget(self._mark)
        self._top_row.addWidget(self._name, 1)
        self._top_row.addWidget(self.menu_button)
        self._foot_row.addWidget(self._foot_icon)
        self._foot_row.addWidget(self._foot_words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self.rows, 1)
        column.addWidget(self._foot)

    def _connect(self) -> None:
        rows = self.rows
        rows.selectionModel().currentChanged.connect(self._moved)
        rows.chosen_again.connect(lambda: self.chosen.emit(self._choice))
        rows.content_wanted.connect(self.content_wanted)
        rows.new_wanted.connect(self.begin_new_list)
        rows.rename_wanted.connect(lambda row: self._with_list(row, self.naming.begin_rename))
        rows.delete_wanted.connect(lambda row: self._with_list(row, self.delete_list))
        rows.menu_wanted.connect(lambda row, place: self.menu_of(row).popup(place))
        rows.tasks_dropped.connect(lambda choice, ids: drop_on(choice, ids, self._drops))
        self.menu_button.clicked.connect(self._press_menu)

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        theme, px = self._theme, self._theme.px
        self.setMinimumWidth(px(NARROWEST))
        self.setMaximumWidth(px(WIDEST))
        self._top.setFixedHeight(px(TOP_HEIGHT))
        self._top_row.setContentsMargins(px(18), 0, px(14), 0)
        self._top_row.setSpacing(px(8))
        self._foot.setFixedHeight(px(FOOT_HEIGHT))
        self._foot_row.setContentsMargins(px(20), 0, px(12), 0)
        self._foot_row.setSpacing(px(10))
        self._name.setFont(theme.font(14, 600))
        self._foot_words.setFont(theme.font(12))
        self._foot_icon.setPixmap(theme.icon("laptop", "muted", 16, self.devicePixelRatioF()))
        self._ink(self, "panel")
        self._ink(self._foot_words, "panel", "muted")

    def _ink(self, widget: QWidget, surface: str, words: str = "text") -> None:
        palette = widget.palette()
        palette.setColor(palette.ColorRole.Window, self._theme.colour(surface))
        palette.setColor(palette.ColorRole.WindowText, self._theme.colour(words))
        widget.setPalette(palette)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(WIDTH), super().sizeHint().height())

    # Choosing

    def current_choice(self) -> Choice:
        """What is chosen, under the name it has now."""
        return self._choice

    def choose(self, choice: Choice) -> None:
        """Chooses that; a list that is gone is the Inbox. `chosen` tells of it unless it was chosen already."""
        if self.model.row_of(choice) is None:
            self.model.pin(choice)
            self._reread()
        row = self.model.row_of(choice)
        self.rows.select_row(self._inbox() if row is None else row)

    def select_next(self) -> None:
        """Chooses the row below."""
        self._step(1)

    def select_previous(self) -> None:
        """Chooses the row above."""
        self._step(-1)

    def refresh(self) -> None:
        """Shows what the core counts now. What is chosen stays; a list that is gone gives way to the Inbox."""
        self._reread()
        self._show_choice()

    def _reread(self) -> None:
        self._is_refreshing = True
        try:
            self.model.refresh()
        except Refused as refusal:
            self._explain(refusal)
        finally:
            self._is_refreshing = False

    def _show_choice(self) -> None:
        """Makes the row of what is chosen the current one, wherever the refresh has left it."""
        found = self.model.row_of(self._choice)
        row = self._inbox() if found is None else found
        if self.rows.currentIndex().row() != row:
            scrolled = self.rows.verticalScrollBar().value()
            self._is_refreshing = True
            self.rows.select_row(row)
            self._is_refreshing = False
            self.rows.verticalScrollBar().setValue(scrolled)
        self._take_over(row)

    def _moved(self, current: QModelIndex) -> None:
        if not self._is_refreshing:
            self._take_over(current.row())

    def _take_over(self, row: int) -> None:
        shown = self.model.shown(row)
        if shown is None or shown.choice is None:
            return
        choice = shown.choice
        before, self._choice = self._choice, choice
        self.model.pin(choice)
        if choice != before:
            self.chosen.emit(choice)
        elif choice.name != before.name:
            self.renamed.emit(choice)

    def _step(self, by: int) -> None:
        at = self.rows.currentIndex().row() + by
        while (shown := self.model.shown(at)) is not None:
            if shown.choice is not None:
                self.rows.select_row(at)
                return
            at += by

    def _inbox(self) -> int:
        return self.model.row_of(view_choice(View.INBOX)) or 0

    # Lists

    def begin_new_list(self) -> None:
        """Opens a line for the name of a new list."""
        self.naming.begin_new()

    def delete_list(self, list_id: UUID) -> None:
        """Deletes the list without a question; undo brings it back."""
        if self._commands.delete(list_id):
            self.refresh()

    def recolour_list(self, list_id: UUID, colour: str | None) -> None:
        """Gives the list that colour; None is the theme's own."""
        if self._commands.recolour(list_id, colour):
            self.refresh()

    def menu_of(self, row: SidebarRow | None) -> QMenu:
        """The menu of that row, or of the space below the rows."""
        acts = ListActs(self.begin_new_list, self.naming.begin_rename, self.recolour_list, self.delete_list)
        menu = list_menu(self._theme, row, acts, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _list_created(self, list_id: UUID) -> None:
        self.refresh()
        self.choose(list_choice(list_id, ""))

    @staticmethod
    def _with_list(row: SidebarRow | None, do: Callable[[UUID], None]) -> None:
        if row is not None and row.choice is not None and row.choice.list_id is not None:
            do(row.choice.list_id)

    def _press_menu(self) -> None:
        button = self.menu_button
        self.menu_wanted.emit(button.mapToGlobal(button.rect().bottomLeft()))
