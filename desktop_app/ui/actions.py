"""Everything the window can be told to do: one action each, with its name, key and menu."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from desktop_app.ui.theme import Scheme

_STANDARD = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """What an action is called and which keys trigger it. `name` is its stable objectName."""

    name: str
    text: str
    keys: tuple[str | QKeySequence.StandardKey, ...] = ()
    list_only: bool = False
    """Whether its keys count only while a table has the focus."""
    role: QAction.MenuRole = QAction.MenuRole.NoRole


FILE = (
    ActionSpec("actionNewTask", "New task", (_STANDARD.New,)),
    ActionSpec("actionBackup", "Back up now"),
    ActionSpec("actionQuit", "Quit Tickbox", ("Ctrl+Q",), role=QAction.MenuRole.QuitRole),
)
EDIT = (
    ActionSpec("actionUndo", "Undo", ("Ctrl+Z",)),
    ActionSpec("actionRedo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionSpec("actionEditTask", "Edit task", ("Ctrl+E",)),
    ActionSpec("actionToggleDone", "Complete or reopen", ("Ctrl+D",)),
    ActionSpec("actionDelete", "Delete", ("Del",), list_only=True),
    ActionSpec("actionFind", "Find", (_STANDARD.Find,)),
)
VIEW = (
    ActionSpec("actionShowTasks", "Tasks", ("Ctrl+1",)),
    ActionSpec("actionShowHistory", "History", ("Ctrl+6",)),
    ActionSpec("actionShowDone", "Show or hide done tasks", ("Ctrl+H",)),
)
MENUS = (("File", FILE), ("Edit", EDIT), ("View", VIEW))
SCHEME_WORDS = {Scheme.SYSTEM: "As the system", Scheme.LIGHT: "Light", Scheme.DARK: "Dark"}


class Actions(QObject):
    """The window's actions by name, in its menus and on its keys."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._by_name: dict[str, QAction] = {}
        for title, specs in MENUS:
            menu = window.menuBar().addMenu(f"&{title}")
            for spec in specs:
                menu.addAction(self._make(window, spec))
            if title == "View":
                self.schemes = self._make_schemes(window, menu)

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def _make(self, window: QMainWindow, spec: ActionSpec) -> QAction:
        action = QAction(spec.text, window)
        action.setObjectName(spec.name)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        # Text that mentions settings or quitting would be moved by macOS to places of its own guess.
        action.setMenuRole(spec.role)
        if spec.list_only:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        # A hidden menu bar does not fire shortcuts; the window itself does.
        window.addAction(action)
        self._by_name[spec.name] = action
        return action

    @staticmethod
    def _make_schemes(window: QMainWindow, menu: QMenu) -> dict[Scheme, QAction]:
        menu.addSeparator()
        group = QActionGroup(window)
        made: dict[Scheme, QAction] = {}
        for scheme, words in SCHEME_WORDS.items():
            action = QAction(words, window)
            action.setObjectName(f"actionScheme{scheme.name.title()}")
            action.setCheckable(True)
            group.addAction(action)
            menu.addAction(action)
            made[scheme] = action
        return made
