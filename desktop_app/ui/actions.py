"""Everything the window can be told to do: one action each, with its name, keys, menu and place.

The menus, the keys and the sheet of shortcuts are all made from the tables here. An action that nothing
is connected to is neither shown nor reachable.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from desktop_app.ui.messages import say
from desktop_app.ui.theme import Scheme

Key = str | QKeySequence.StandardKey
_STANDARD = QKeySequence.StandardKey
_ROLE = QAction.MenuRole
_ON_MAC = sys.platform == "darwin"


class Place(Enum):
    """Where an action makes sense."""

    ANYWHERE = "anywhere"
    OUTSIDE_TRASH = "outside the Trash"
    TRASH = "in the Trash"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """What an action is called and which keys trigger it. `name` is its stable objectName."""

    name: str
    text: str
    """English, with an & before the letter that chooses it in its menu."""
    keys: tuple[Key, ...] = ()
    mac_keys: tuple[Key, ...] = ()
    """The keys in place of `keys` where macOS has others, or uses those for something else."""
    table_keys: tuple[str, ...] = ()
    """Further keys, which a table with the focus handles by itself."""
    list_only: bool = False
    """Whether `keys` count only while a table has the focus."""
    place: Place = Place.ANYWHERE
    # Text that mentions settings or quitting would be moved by macOS to places of its own guess.
    role: QAction.MenuRole = _ROLE.NoRole
    scheme: Scheme | None = None
    """The colours that a theme's action stands for; such actions are ticked one at a time."""

    @property
    def words(self) -> str:
        """The text without its mnemonic, in the user's language."""
        return plain(say(self.text))

    def bound_keys(self, *, on_mac: bool = _ON_MAC) -> list[QKeySequence]:
        """The keys that the action itself is bound to."""
        keys = self.mac_keys if on_mac and self.mac_keys else self.keys
        return [QKeySequence(key) for key in keys]


@dataclass(frozen=True, slots=True)
class MenuSpec:
    """A menu and what stands in it; None is a line between."""

    text: str
    items: tuple["ActionSpec | MenuSpec | None", ...]

    @property
    def words(self) -> str:
        """The title without its mnemonic, in the user's language."""
        return plain(say(self.text))

    def actions(self) -> Iterator[ActionSpec]:
        """The actions of this menu, without those of menus inside it."""
        return (item for item in self.items if isinstance(item, ActionSpec))

    def menus(self) -> Iterator["MenuSpec"]:
        """This menu and those inside it."""
        yield self
        for item in self.items:
            if isinstance(item, MenuSpec):
                yield from item.menus()


def plain(text: str) -> str:
    """An action's text without its mnemonic: "&Find" is "Find", "R&&D" is "R&D"."""
    return "&".join(part.replace("&", "") for part in text.split("&&"))


_OUTSIDE = Place.OUTSIDE_TRASH
_FILE = MenuSpec(
    "&File",
    (
        ActionSpec("actionNewTask", "&New task", (_STANDARD.New,)),
        ActionSpec("actionQuickAdd", "Quick &add", table_keys=("Q",)),
        ActionSpec("actionNewList", "New &list…"),
        None,
        ActionSpec("actionImport", "&Import…"),
        ActionSpec("actionExport", "&Export…"),
        ActionSpec("actionBackup", "&Back up now"),
        None,
        ActionSpec("actionSettings", "&Settings…", ("Ctrl+,",), role=_ROLE.PreferencesRole),
        None,
        ActionSpec("actionQuit", "&Quit Tickbox", ("Ctrl+Q",), role=_ROLE.QuitRole),
    ),
)
_EDIT = MenuSpec(
    "&Edit",
    (
        ActionSpec("actionUndo", "&Undo", ("Ctrl+Z",)),
        ActionSpec("actionRedo", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
        None,
        ActionSpec("actionSelectAll", "Select &all", (_STANDARD.SelectAll,), list_only=True),
        ActionSpec("actionFind", "&Find", (_STANDARD.Find,), table_keys=("/",)),
    ),
)
_DUE = MenuSpec(
    "&Due date",
    (
        ActionSpec("actionDueToday", "&Today", ("Ctrl+T, T",), place=_OUTSIDE),
        ActionSpec("actionDueTomorrow", "To&morrow", ("Ctrl+T, M",), place=_OUTSIDE),
        ActionSpec("actionDueNextWeek", "Next &week", ("Ctrl+T, W",), place=_OUTSIDE),
        ActionSpec("actionDueNone", "&No date", ("Ctrl+T, N",), place=_OUTSIDE),
        None,
        ActionSpec("actionDueLater", "One day &later", ("Ctrl+]",), ("Meta+]",), place=_OUTSIDE),
        ActionSpec("actionDueEarlier", "One day &earlier", ("Ctrl+[",), ("Meta+[",), place=_OUTSIDE),
    ),
)
_PRIORITY = MenuSpec(
    "&Priority",
    (
        ActionSpec("actionPriorityHigh", "&High", ("1",), list_only=True, place=_OUTSIDE),
        ActionSpec("actionPriorityMedium", "&Medium", ("2",), list_only=True, place=_OUTSIDE),
        ActionSpec("actionPriorityLow", "&Low", ("3",), list_only=True, place=_OUTSIDE),
        ActionSpec("actionPriorityNone", "&None", ("0",), list_only=True, place=_OUTSIDE),
    ),
)
_TASK = MenuSpec(
    "&Task",
    (
        ActionSpec("actionEditTask", "&Edit task", ("Ctrl+E",), table_keys=("Return",), place=_OUTSIDE),
        ActionSpec("actionEditCell", "Edit in the ro&w", table_keys=("F2",), place=_OUTSIDE),
        ActionSpec("actionToggleDone", "&Complete or reopen", ("Ctrl+D",), table_keys=("Space",), place=_OUTSIDE),
        None,
        _DUE,
        _PRIORITY,
        None,
        # The key that says Delete on a Mac is the one that says Backspace elsewhere.
        ActionSpec("actionDelete", "De&lete", ("Del",), ("Ctrl+Backspace", "Del"), list_only=True, place=_OUTSIDE),
        ActionSpec("actionRestore", "&Restore", place=Place.TRASH),
        ActionSpec("actionDeleteForever", "Delete &for ever", ("Shift+Del",), list_only=True, place=Place.TRASH),
    ),
)
_THEME = MenuSpec(
    "Th&eme",
    (
        ActionSpec("actionSchemeSystem", "&As the system", scheme=Scheme.SYSTEM),
        ActionSpec("actionSchemeLight", "&Light", scheme=Scheme.LIGHT),
        ActionSpec("actionSchemeDark", "&Dark", scheme=Scheme.DARK),
    ),
)
_VIEW = MenuSpec(
    "&View",
    (
        ActionSpec("actionViewInbox", "&Inbox", ("Ctrl+1",)),
        ActionSpec("actionViewToday", "&Today", ("Ctrl+2",)),
        ActionSpec("actionViewUpcoming", "&Upcoming", ("Ctrl+3",)),
        ActionSpec("actionViewOverdue", "&Overdue", ("Ctrl+4",)),
        ActionSpec("actionViewAll", "&All tasks", ("Ctrl+5",)),
        ActionSpec("actionShowHistory", "&History", ("Ctrl+6",)),
        ActionSpec("actionViewTrash", "T&rash"),
        None,
        # Command+H hides the program on a Mac.
        ActionSpec("actionShowDone", "Show or hide &done tasks", ("Ctrl+H",), ("Ctrl+Shift+H",)),
        _THEME,
    ),
)
_HELP = MenuSpec("&Help", (ActionSpec("actionShortcuts", "&Keyboard shortcuts", ("F1",), ("Ctrl+?",)),))

MENU_BAR = (_FILE, _EDIT, _TASK, _VIEW, _HELP)
ALL_MENUS = tuple(menu for top in MENU_BAR for menu in top.menus())
SPECS = tuple(spec for menu in ALL_MENUS for spec in menu.actions())


class Actions:
    """The window's actions by name, in its menus and on its keys."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._by_name: dict[str, QAction] = {}
        self._menus: list[QMenu] = []
        self._connected: set[str] = set()
        self._in_trash = False
        self._scheme_group = QActionGroup(window)
        for spec in MENU_BAR:
            self._fill(window.menuBar().addMenu(say(spec.text)), spec)
        self._show()

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    @property
    def specs(self) -> tuple[ActionSpec, ...]:
        """All there are, menu by menu."""
        return SPECS

    @property
    def schemes(self) -> dict[Scheme, QAction]:
        """The actions that choose the colours."""
        return {spec.scheme: self._by_name[spec.name] for spec in SPECS if spec.scheme is not None}

    def connect(self, name: str, slot: Callable[[], object]) -> None:
        """From now on the action does this, and can be seen and used."""
        self._by_name[name].triggered.connect(lambda _checked=False: slot())
        self._connected.add(name)
        self._show()

    def task_menu(self) -> QMenu:
        """The menu of what can be done with tasks, also for a click with the other button."""
        return next(menu for menu in self._menus if menu.title() == say(_TASK.text))

    def is_connected(self, name: str) -> bool:
        return name in self._connected

    def keys(self, spec: ActionSpec) -> list[QKeySequence]:
        """Every key that does this: the one a table handles first, since it is the shortest."""
        return [*(QKeySequence(key) for key in spec.table_keys), *self._by_name[spec.name].shortcuts()]

    def add_list_actions(self, table: QWidget) -> None:
        """Lets the keys that are for lists only work while this table has the focus."""
        table.addActions([self._by_name[spec.name] for spec in SPECS if spec.list_only])

    def set_in_trash(self, in_trash: bool) -> None:
        """Whether the Trash is what is shown: deleted tasks can be restored or removed for ever, and nothing else."""
        self._in_trash = in_trash
        self._show()

    def _fill(self, menu: QMenu, spec: MenuSpec) -> None:
        for item in spec.items:
            if item is None:
                menu.addSeparator()
            elif isinstance(item, MenuSpec):
                self._fill(menu.addMenu(say(item.text)), item)
            else:
                menu.addAction(self._make(item))
        # A menu inside another comes first: whether it has anything to show decides about the outer one.
        self._menus.append(menu)

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(say(spec.text), self._window)
        action.setObjectName(spec.name)
        action.setShortcuts(spec.bound_keys())
        action.setMenuRole(spec.role)
        if spec.list_only:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if spec.scheme is not None:
            action.setCheckable(True)
            self._scheme_group.addAction(action)
        # A hidden menu bar does not fire shortcuts; the window itself does.
        self._window.addAction(action)
        self._by_name[spec.name] = action
        return action

    def _show(self) -> None:
        # Qt disables what it hides, and gives it back the state it had when it is shown again.
        elsewhere = Place.OUTSIDE_TRASH if self._in_trash else Place.TRASH
        for spec in SPECS:
            self._by_name[spec.name].setVisible(spec.name in self._connected and spec.place is not elsewhere)
        for menu in self._menus:
            menu.menuAction().setVisible(
                any(action.isVisible() for action in menu.actions() if not action.isSeparator())
            )
