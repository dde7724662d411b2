"""The window for those who do not see it or do not use a mouse: names, spoken rows, and keys."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QMenu, QScrollArea, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.changes import TaskDraft
from desktop_app.main import App
from desktop_app.ui.models.task_table_model import Column
from desktop_app.ui.views.row_table_view import RowTableView
from desktop_app.ui.views.top_bar import HISTORY_TAB
from tests.ui.conftest import titles, type_line

NAME = QAccessible.Text.Name


@pytest.fixture
def filled(app: App) -> App:
    """A window with an open task of many parts, a plain one, and a done one."""
    app.core.tasks.add_many([TaskDraft(title="Think"), TaskDraft(title="Water plants")])
    app.core.tasks.complete(app.window.task_model.ids([1]))
    type_line(app, "Pay rent tomorrow p1 #Home @bills")
    QTest.qWaitForWindowActive(app.window)
    return app


def cells(table: RowTableView, row: int) -> list[QAccessibleInterface]:
    """What a screen reader gets for one row. The first row it counts holds the headings."""
    interface = QAccessible.queryAccessibleInterface(table)
    across = table.model().columnCount() + 1
    return [interface.child((row + 1) * across + 1 + column) for column in range(across - 1)]


def row_of(table: RowTableView, title: str) -> int:
    found = [row for row in range(table.model().rowCount()) if table.model().index(row, 1).data() == title]
    return found[0]


# What is said


def test_a_row_is_spoken_as_a_sentence(filled: App) -> None:
    table = filled.window.tasks
    row = row_of(table, "Pay rent")
    spoken = cells(table, row)
    sentence = "Pay rent, due Tomorrow, high priority, in Home, not done"
    assert spoken[Column.DONE].text(NAME) == sentence
    assert spoken[Column.TITLE].text(NAME) == sentence
    assert spoken[Column.DUE].text(NAME) == "Tomorrow"
    assert spoken[Column.PRIORITY].text(NAME) == "High"
    assert cells(table, row_of(table, "Think"))[Column.TITLE].text(NAME) == "Think, not done"


def test_a_tick_box_is_one_for_screen_readers_too(filled: App) -> None:
    window = filled.window
    window.top.filter.setCurrentIndex(2)
    for title, checked in (("Think", False), ("Water plants", True)):
        state = cells(window.tasks, row_of(window.tasks, title))[Column.DONE].state()
        assert bool(state.checkable)
        assert bool(state.checked) is checked
    assert not cells(window.tasks, 0)[Column.TITLE].state().checkable


def test_completed_tasks_are_spoken_with_their_day(filled: App) -> None:
    window = filled.window
    window.top.tabs.setCurrentIndex(HISTORY_TAB)
    table = window.history.table
    spoken = cells(table, row_of(table, "Water plants"))[1].text(NAME)
    assert spoken.startswith("Water plants, completed ")
    assert "14:00" in spoken


def test_every_heading_is_spoken(filled: App) -> None:
    interface = QAccessible.queryAccessibleInterface(filled.window.tasks)
    spoken = [interface.child(number).text(NAME) for number in range(1, len(Column) + 1)]
    assert spoken == ["Done", "Title", "Due", "Priority", "List", "Tags"]


def focusable(root: QWidget) -> list[QWidget]:
    """Everything under it that can be reached by Tab and is shown."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(root)
        and widget.isEnabled()
        and widget.focusProxy() is None
        # They hold others and show nothing of their own.
        and not isinstance(widget, QScrollArea)
    ]


@pytest.mark.parametrize("page", ["tasks", "history", "form", "empty"])
def test_whatever_takes_keys_has_a_name(filled: App, page: str) -> None:
    show(filled, page)
    silent = [widget for widget in focusable(filled.window) if not spoken_name(widget)]
    assert [f"{widget.objectName()} {type(widget).__name__}" for widget in silent] == []


def spoken_name(widget: QWidget) -> str:
    # The line inside an editable choice speaks as the choice.
    holder = widget.parentWidget()
    return (
        spoken_name(holder)
        if isinstance(holder, QComboBox)
        else QAccessible.queryAccessibleInterface(widget).text(NAME)
    )


def show(app: App, page: str) -> None:
    window = app.window
    if page == "history":
        window.top.tabs.setCurrentIndex(HISTORY_TAB)
    elif page == "form":
        window.actions_by_name["actionNewTask"].trigger()
    elif page == "empty":
        window.top.search.setText("nothing is like this")
        QTest.qWait(150)
    QApplication.processEvents()


# Keys


@pytest.mark.parametrize("page", ["tasks", "history", "form", "empty"])
def test_tab_goes_through_everything_and_comes_round(filled: App, page: str) -> None:
    show(filled, page)
    window = filled.window
    wanted = focusable(window)
    start = window.focusWidget()
    assert start is not None
    reached: list[QWidget] = []
    for _ in range(len(wanted) * 2 + 5):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None, "Tab must never lead nowhere"
        reached.append(now)
        if now is start:
            break
    assert reached[-1] is start, "Tab must come round"
    # The parts of a group of choices are reached by the arrow keys, and so is the text of a preview.
    missed = [widget for widget in wanted if widget not in reached and not in_a_group(widget)]
    assert [f"{widget.objectName()} {type(widget).__name__}" for widget in missed] == []


def in_a_group(widget: QWidget) -> bool:
    return isinstance(widget, QTextBrowser) or (isinstance(widget, QAbstractButton) and widget.autoExclusive())


def test_every_action_has_a_key_or_stands_in_a_menu(app: App) -> None:
    def inside(menu: QMenu) -> set[QAction]:
        found: set[QAction] = set()
        for action in menu.actions():
            found |= inside(action.menu()) if isinstance(action.menu(), QMenu) else {action}  # type: ignore[arg-type]
        return found

    in_menus: set[QAction] = set()
    for action in app.window.menuBar().actions():
        in_menus |= inside(action.menu())  # type: ignore[arg-type]
    lost = [
        action.objectName()
        for action in app.window.findChildren(QAction)
        if action.objectName().startswith("action") and not action.shortcuts() and action not in in_menus
    ]
    assert lost == []


def test_the_letters_of_a_menu_are_its_own(app: App) -> None:
    for top in app.window.menuBar().actions():
        menu = top.menu()
        assert isinstance(menu, QMenu)
        letters = [
            action.text().replace("&&", "").partition("&")[2][:1].lower()
            for action in menu.actions()
            if "&" in action.text().replace("&&", "")
        ]
        assert len(letters) == len(set(letters)), (top.text(), letters)


def test_escape_in_the_search_clears_it_and_then_goes_to_the_list(filled: App, qtbot: QtBot) -> None:
    window = filled.window
    window.actions_by_name["actionFind"].trigger()
    assert window.focusWidget() is window.top.search
    with qtbot.waitSignal(window.top.searched):
        QTest.keyClicks(window.top.search, "rent")
    QTest.keyClick(window.top.search, Qt.Key.Key_Escape)
    assert window.top.search.text() == ""
    assert window.focusWidget() is window.top.search
    QTest.keyClick(window.top.search, Qt.Key.Key_Escape)
    assert window.focusWidget() is window.tasks


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_the_results_of_a_search_are_one_key_away(filled: App, key: Qt.Key) -> None:
    window = filled.window
    window.top.focus_search()
    QTest.keyClick(window.top.search, key)
    assert window.focusWidget() is window.tasks


def test_closing_the_form_gives_the_focus_back(filled: App) -> None:
    window = filled.window
    window.tasks.setFocus()
    QTest.keyClick(window.tasks, Qt.Key.Key_Return)
    assert window.form.isVisible()
    QTest.keyClick(window.form.title, Qt.Key.Key_Escape)
    assert window.focusWidget() is window.tasks


def test_leaving_an_empty_list_goes_where_something_can_be_done(app: App) -> None:
    window = app.window
    window.actions_by_name["actionNewTask"].trigger()
    QTest.keyClick(window.form.title, Qt.Key.Key_Escape)
    assert window.focusWidget() is window.quick_add.line


def test_deleting_the_last_row_leaves_the_focus_on_something(app: App) -> None:
    window = app.window
    type_line(app, "One")
    window.tasks.setFocus()
    window.tasks.selectRow(0)
    QTest.keyClick(window.tasks, Qt.Key.Key_Delete)
    assert titles(window.tasks) == []
    focused = window.focusWidget()
    assert focused is not None
    assert focused.isVisible()
    QTest.keyClick(focused, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert titles(window.tasks) == ["☐ One"]


def test_ctrl_enter_saves_once_from_every_field(app: App) -> None:
    window = app.window
    for number, name in enumerate(("titleEdit", "descriptionEdit", "dueEdit", "listBox", "saveButton")):
        window.actions_by_name["actionNewTask"].trigger()
        window.form.title.setText(f"Task {number}")
        field = window.form.findChild(QWidget, name)
        assert field is not None, name
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert not window.form.isVisible(), name
        assert len(titles(window.tasks)) == number + 1, name


# A place to be


def test_there_is_a_current_row_as_long_as_there_are_rows(filled: App, qtbot: QtBot) -> None:
    window = filled.window
    table = window.tasks

    def is_placed() -> bool:
        return table.currentIndex().isValid() or table.model().rowCount() == 0

    assert is_placed()
    for status in (1, 2, 0):
        window.top.filter.setCurrentIndex(status)
        assert is_placed()
    for words in ("think", "no such thing", ""):
        with qtbot.waitSignal(window.top.searched):
            window.top.search.setText(words)
        assert is_placed()
    table.setFocus()
    while table.model().rowCount():
        table.selectRow(table.model().rowCount() - 1)
        QTest.keyClick(table, Qt.Key.Key_Delete)
        assert is_placed()


def test_turning_the_wheel_over_a_choice_changes_nothing(filled: App) -> None:
    box = filled.window.top.filter
    box.setFocus()
    place = QPointF(box.rect().center())
    turn = QWheelEvent(
        place,
        QPointF(box.mapToGlobal(box.rect().center())),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, turn)
    assert box.currentIndex() == 0


def test_what_happens_is_announced(filled: App, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(type(event).__name__))
    filled.window.actions_by_name["actionUndo"].trigger()
    assert "QAccessibleAnnouncementEvent" in said


def test_what_is_next_after_deleting_is_selected_and_seen(app: App) -> None:
    window = app.window
    app.core.tasks.add_many(TaskDraft(title=f"Task {number}") for number in range(5))
    table = window.tasks
    table.setFocus()
    table.clearSelection()
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert titles(table) == ["☐ Task 0", "☐ Task 2", "☐ Task 3", "☐ Task 4"]
    assert [index.row() for index in table.selectionModel().selectedRows()] == [1]
    assert table.currentIndex().row() == 1
    table.selectRow(3)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [2]
    table.clearSelection()
    app.core.tasks.delete(window.task_model.ids([0]))
    assert not table.selectionModel().hasSelection(), "nothing selects itself"
