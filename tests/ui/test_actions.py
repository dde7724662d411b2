"""The rules that actions keep: a menu, a key path and a name for each, and no key that means two things."""

import re
import sys
from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QMenu, QTableView
from pytestqt.qtbot import QtBot

from desktop_app.main import App
from desktop_app.ui.actions import ALL_MENUS, MENU_BAR, SPECS, Actions, ActionSpec, MenuSpec, Place, plain
from desktop_app.ui.dialogs.shortcut_sheet import ShortcutSheet
from desktop_app.ui.theme import Scheme, Theme
from tests.ui.conftest import titles, type_line

STABLE = {
    "actionNewTask", "actionEditTask", "actionToggleDone", "actionDelete", "actionUndo", "actionRedo", "actionFind",
    "actionQuit", "actionBackup", "actionShowHistory", "actionShowDone", "actionQuickAdd", "actionDueToday",
    "actionDueTomorrow", "actionDueNextWeek", "actionDueNone", "actionDueLater", "actionDueEarlier",
    "actionPriorityHigh", "actionPriorityMedium", "actionPriorityLow", "actionPriorityNone", "actionViewInbox",
    "actionViewToday", "actionViewUpcoming", "actionViewOverdue", "actionViewAll", "actionViewTrash", "actionRestore",
    "actionDeleteForever", "actionNewList", "actionSettings", "actionShortcuts", "actionSelectAll", "actionImport",
    "actionExport",
}  # fmt: skip
CONTEXTS = [(on_mac, place) for on_mac in (False, True) for place in (Place.OUTSIDE_TRASH, Place.TRASH)]


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def actions(window: QMainWindow) -> Actions:
    return Actions(window)


def show(qtbot: QtBot, window: QMainWindow) -> None:
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def menu_of(window: QMainWindow, name: str) -> QMenu:
    return next(menu for menu in window.findChildren(QMenu) if name in {a.objectName() for a in menu.actions()})


def keys_in_sight(on_mac: bool, place: Place) -> Iterator[tuple[str, ActionSpec]]:
    """Every key that does something while a list has the focus: the window's keys work there too."""
    for spec in SPECS:
        if spec.place in (Place.ANYWHERE, place):
            keys = [*spec.bound_keys(on_mac=on_mac), *map(QKeySequence, spec.table_keys)]
            yield from ((key.toString(), spec) for key in keys)


def test_the_names_that_scripts_rely_on_exist_once(window: QMainWindow, actions: Actions) -> None:
    assert Counter(spec.name for spec in SPECS).most_common(1)[0][1] == 1
    assert {spec.name for spec in actions.specs} >= STABLE
    for spec in SPECS:
        assert len(window.findChildren(QAction, spec.name)) == 1, spec.name


def test_every_action_stands_in_exactly_one_menu(window: QMainWindow, actions: Actions) -> None:
    places = Counter(action.objectName() for menu in window.findChildren(QMenu) for action in menu.actions())
    assert {spec.name: places[spec.name] for spec in SPECS} == {spec.name: 1 for spec in SPECS}


def test_every_action_has_words_and_a_letter_in_its_menu(actions: Actions) -> None:
    for spec in SPECS:
        assert plain(actions[spec.name].text()).strip(), spec.name
        assert "&" in spec.text, spec.name


@pytest.mark.parametrize("menu", [None, *ALL_MENUS], ids=lambda menu: menu.words if menu else "the menu bar")
def test_no_letter_stands_for_two_things_in_one_menu(menu: MenuSpec | None) -> None:
    items = MENU_BAR if menu is None else [item for item in menu.items if item is not None]
    letters = Counter(QKeySequence.mnemonic(item.text).toString() for item in items)
    assert "" not in letters
    assert letters.most_common(1)[0][1] == 1, letters


@pytest.mark.parametrize(("on_mac", "place"), CONTEXTS)
def test_no_key_means_two_things_in_one_place(on_mac: bool, place: Place) -> None:
    keys = Counter(key for key, _ in keys_in_sight(on_mac, place))
    assert "" not in keys
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize(("on_mac", "place"), CONTEXTS)
def test_no_key_that_begins_a_chord_does_something_by_itself(on_mac: bool, place: Place) -> None:
    keys = {key for key, _ in keys_in_sight(on_mac, place)}
    begun = {chord.split(", ")[0] for chord in keys if QKeySequence(chord).count() > 1}
    assert begun == ({"Ctrl+T"} if place is Place.OUTSIDE_TRASH else set())
    assert begun & keys == set()


@pytest.mark.parametrize("on_mac", [False, True])
def test_keys_without_a_modifier_are_for_lists_only(on_mac: bool) -> None:
    for spec in SPECS:
        for key in spec.bound_keys(on_mac=on_mac):
            has_modifier = re.match(r"(Ctrl|Alt|Meta)\+", key.toString())
            is_function_key = re.fullmatch(r"F\d+", key.toString())
            assert has_modifier or is_function_key or spec.list_only, spec.name


@pytest.mark.parametrize("on_mac", [False, True])
def test_no_letter_of_the_menu_bar_is_taken_by_a_key(on_mac: bool) -> None:
    opened = {QKeySequence.mnemonic(menu.text).toString() for menu in MENU_BAR}
    assert opened & {key.toString() for spec in SPECS for key in spec.bound_keys(on_mac=on_mac)} == set()


def test_an_action_that_nothing_is_connected_to_is_neither_seen_nor_usable(
    window: QMainWindow, actions: Actions
) -> None:
    for spec in SPECS:
        assert not actions[spec.name].isVisible(), spec.name
        assert not actions[spec.name].isEnabled(), spec.name
    assert not any(action.isVisible() for action in window.menuBar().actions())


def test_connecting_shows_the_action_and_the_menus_around_it(window: QMainWindow, actions: Actions) -> None:
    done: list[str] = []
    actions.connect("actionDueToday", lambda: done.append("today"))
    assert actions.is_connected("actionDueToday")
    assert not actions.is_connected("actionDueNone")
    assert actions["actionDueToday"].isEnabled()
    assert menu_of(window, "actionDueToday").menuAction().isVisible()
    assert not menu_of(window, "actionPriorityHigh").menuAction().isVisible()
    assert [plain(action.text()) for action in window.menuBar().actions() if action.isVisible()] == ["Task"]
    actions["actionDueToday"].trigger()
    assert done == ["today"]


def test_in_the_trash_tasks_can_be_restored_or_removed_and_not_changed(actions: Actions) -> None:
    for spec in SPECS:
        actions.connect(spec.name, lambda: None)
    assert not actions["actionRestore"].isVisible()
    actions.set_in_trash(True)
    assert actions["actionRestore"].isEnabled()
    assert actions["actionDeleteForever"].isEnabled()
    for name in ("actionDelete", "actionToggleDone", "actionEditTask", "actionDueToday", "actionPriorityHigh"):
        assert not actions[name].isEnabled(), name
    actions.set_in_trash(False)
    assert actions["actionDelete"].isEnabled()
    assert not actions["actionRestore"].isEnabled()


def test_an_action_that_was_disabled_stays_so_when_it_is_shown_again(actions: Actions) -> None:
    actions.connect("actionEditTask", lambda: None)
    actions["actionEditTask"].setEnabled(False)
    actions.set_in_trash(True)
    actions.set_in_trash(False)
    assert actions["actionEditTask"].isVisible()
    assert not actions["actionEditTask"].isEnabled()


def test_one_theme_is_ticked_at_a_time(actions: Actions) -> None:
    actions.schemes[Scheme.LIGHT].setChecked(True)
    actions.schemes[Scheme.DARK].setChecked(True)
    assert [scheme for scheme, action in actions.schemes.items() if action.isChecked()] == [Scheme.DARK]


def test_a_chord_is_typed_one_key_after_the_other(qtbot: QtBot, window: QMainWindow, actions: Actions) -> None:
    done: list[str] = []
    for name in ("actionDueToday", "actionDueNone"):
        actions.connect(name, lambda name=name: done.append(name))  # type: ignore[misc]  # mypy knows no such default
    line = QLineEdit(window)
    window.setCentralWidget(line)
    show(qtbot, window)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(line, Qt.Key.Key_N)
    assert done == ["actionDueNone"]
    assert line.text() == ""


def test_keys_for_lists_leave_text_fields_alone(qtbot: QtBot, window: QMainWindow, actions: Actions) -> None:
    done: list[str] = []
    actions.connect("actionPriorityHigh", lambda: done.append("high"))
    table = QTableView(window)
    line = QLineEdit(table.viewport())
    window.setCentralWidget(table)
    actions.add_list_actions(table)
    show(qtbot, window)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_1)
    assert (line.text(), done) == ("1", [])
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_1)
    assert (line.text(), done) == ("1", ["high"])


def test_the_window_keeps_what_the_tables_keys_promise(app: App) -> None:
    window = app.window
    type_line(app, "Water plants")
    promised = {
        key: spec.name for spec in SPECS for key in spec.table_keys if window.actions_by_name.is_connected(spec.name)
    }
    assert promised.items() >= {"Q": "actionQuickAdd", "/": "actionFind", "Space": "actionToggleDone"}.items()
    window.tasks.setFocus()
    QTest.keyClick(window.tasks, Qt.Key.Key_Q)
    assert window.focusWidget() is window.quick_add.line
    window.tasks.setFocus()
    QTest.keyClick(window.tasks, Qt.Key.Key_Slash)
    assert window.focusWidget() is window.top.search
    window.tasks.setFocus()
    QTest.keyClick(window.tasks, Qt.Key.Key_Return)
    assert window.form.isVisible()
    window.form.close_form()
    window.tasks.setFocus()
    QTest.keyClick(window.tasks, Qt.Key.Key_Space)
    assert titles(window.tasks) == ["☑ Water plants"]


def test_every_action_of_the_window_that_shows_is_connected(app: App) -> None:
    actions = app.window.actions_by_name
    for spec in actions.specs:
        assert actions[spec.name].isVisible() <= actions.is_connected(spec.name), spec.name
    shown = {spec.name for spec in actions.specs if actions[spec.name].isVisible()}
    assert shown >= {"actionNewTask", "actionEditTask", "actionToggleDone", "actionDelete", "actionFind", "actionQuit"}


@pytest.fixture
def sheet(qtbot: QtBot, actions: Actions) -> ShortcutSheet:
    for spec in SPECS:
        actions.connect(spec.name, lambda: None)
    made = ShortcutSheet(Theme(), actions)
    qtbot.addWidget(made)
    return made


def sheet_words(sheet: ShortcutSheet) -> list[str]:
    model = sheet.view.model()
    return [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def test_the_sheet_lists_every_key_of_every_action(sheet: ShortcutSheet) -> None:
    native = QKeySequence.SequenceFormat.NativeText
    listed = "\n".join(sheet_words(sheet))
    for spec in SPECS:
        for key in (*spec.bound_keys(), *map(QKeySequence, spec.table_keys)):
            for cap in key.toString(native).replace("Return", "Enter").split(", "):
                assert re.search(rf"^{re.escape(spec.words)}: .*{re.escape(cap)}", listed, re.MULTILINE), spec.name


def test_the_sheet_leaves_out_what_cannot_be_done(window: QMainWindow, actions: Actions, qtbot: QtBot) -> None:
    actions.connect("actionQuickAdd", lambda: None)
    sheet = ShortcutSheet(Theme(), actions)
    qtbot.addWidget(sheet)
    assert sheet_words(sheet) == ["File", "Quick add: Q"]


def test_the_sheet_tells_a_key_that_was_changed(window: QMainWindow, actions: Actions, qtbot: QtBot) -> None:
    actions.connect("actionQuit", lambda: None)
    actions["actionQuit"].setShortcut(QKeySequence("Alt+F4"))
    sheet = ShortcutSheet(Theme(), actions)
    qtbot.addWidget(sheet)
    assert sheet_words(sheet) == ["File", "Quit Tickbox: Alt+F4"]


@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac writes its keys as signs")
def test_the_sheet_is_searched_by_word_key_and_menu(sheet: ShortcutSheet) -> None:
    sheet.search.setText("tomorrow")
    assert sheet_words(sheet) == ["Due date", "Tomorrow: Ctrl+T then M"]
    sheet.search.setText("ctrl+h")
    assert sheet_words(sheet) == ["View", "Show or hide done tasks: Ctrl+H"]
    sheet.search.setText(" PRIORITY ")
    assert sheet_words(sheet) == ["Priority", "High: 1", "Medium: 2", "Low: 3", "None: 0"]
    sheet.search.setText("no such thing")
    assert sheet_words(sheet) == []
    assert not sheet.copy_button.isEnabled()


@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac writes its keys as signs")
def test_the_sheet_is_copied_as_text_in_columns(sheet: ShortcutSheet) -> None:
    sheet.search.setText("week")
    sheet.copy_button.click()
    assert QGuiApplication.clipboard().text() == "Due date\n  Next week   Ctrl+T then W\n"
    sheet.search.setText("do")
    sheet.view.take_focus()
    QTest.keyClick(sheet.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "  Undo   Ctrl+Z\n"


def test_the_sheet_is_left_with_esc_and_entered_with_down(qtbot: QtBot, sheet: ShortcutSheet) -> None:
    with qtbot.waitActive(sheet):
        sheet.show()
        sheet.activateWindow()
    assert sheet.focusWidget() is sheet.search
    QTest.keyClick(sheet.search, Qt.Key.Key_Down)
    assert sheet.focusWidget() is sheet.view
    assert sheet.view.currentIndex().row() == 1
    QTest.keyClick(sheet.view, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_the_sheet_paints_in_both_themes_and_at_any_size(qtbot: QtBot, sheet: ShortcutSheet) -> None:
    theme = sheet._theme
    for scheme in (Scheme.DARK, Scheme.LIGHT):
        theme.set_scheme(scheme)
        for width in (240, 900):
            sheet.resize(width, 500)
            assert not sheet.grab().isNull()


def test_texts_lose_their_mnemonic_and_keep_their_ampersands() -> None:
    assert plain("&Find") == "Find"
    assert plain("R&&D &now") == "R&D now"
