"""What a person can do in the window, done with mouse and keys."""

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.core import build_core
from desktop_app.domain.changes import TaskDraft, TaskPatch
from desktop_app.domain.journal import Source
from desktop_app.main import App
from desktop_app.ui.views.task_page import SETTLE_MS
from desktop_app.ui.views.top_bar import HISTORY_TAB
from tests.fakes.clock import FakeClock
from tests.ui.conftest import Opener, click_box, titles, type_line

STABLE_WIDGETS = [
    "viewTabs", "quickAdd", "searchBox", "statusFilter", "taskTable", "historyTable", "taskForm", "titleEdit",
    "descriptionEdit", "dueEdit", "priorityBox", "listBox", "tagsEdit", "saveButton", "cancelButton", "statusLine",
]  # fmt: skip
STABLE_ACTIONS = [
    "actionNewTask", "actionEditTask", "actionToggleDone", "actionDelete", "actionUndo", "actionRedo", "actionFind",
    "actionQuit",
]  # fmt: skip


def trigger(app: App, action: str) -> None:
    app.window.actions_by_name[action].trigger()


def fill(app: App, *lines: str) -> None:
    for line in lines:
        type_line(app, line)


def search(app: App, qtbot: QtBot, words: str) -> None:
    with qtbot.waitSignal(app.window.top.searched):
        app.window.top.search.setText(words)


def test_names_that_scripts_rely_on_exist_once(app: App) -> None:
    assert app.window.objectName() == "mainWindow"
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    for name in STABLE_WIDGETS:
        assert len(app.window.findChildren(QWidget, name)) == 1, name
    for name in STABLE_ACTIONS:
        assert len(app.window.findChildren(QAction, name)) == 1, name


def test_every_input_has_an_accessible_name(app: App) -> None:
    from PySide6.QtWidgets import QWidget

    silent = {"taskForm", "saveButton", "cancelButton", "statusLine"}
    for name in set(STABLE_WIDGETS) - silent:
        widget = app.window.findChild(QWidget, name)
        assert widget is not None
        assert widget.accessibleName(), name


def test_the_first_start_puts_the_cursor_into_the_quick_add_line(app: App) -> None:
    assert app.window.focusWidget() is app.window.quick_add.line
    assert app.window.empty.isVisible()


def test_a_typed_line_becomes_a_task_and_the_cursor_stays(app: App) -> None:
    type_line(app, "Pay rent tomorrow p1 #Home @bills")
    assert titles(app.window.tasks) == ["☐ Pay rent"]
    model = app.window.task_model
    assert [model.index(0, column).data() for column in range(1, 6)] == [
        "Pay rent",
        "Tomorrow",
        "High",
        "Home",
        "@bills",
    ]
    assert app.window.quick_add.line.toPlainText() == ""
    assert app.window.focusWidget() is app.window.quick_add.line


def test_what_was_understood_is_said_while_typing(app: App) -> None:
    QTest.keyClicks(app.window.quick_add.line, "Pay rent tomorrow p1")
    assert app.window.quick_add.meaning.text() == "Tue 24 Nov 2026  ·  High"


def test_a_line_without_a_title_is_explained_and_stays(app: App) -> None:
    type_line(app, "tomorrow")
    assert app.window.quick_add.line.toPlainText() == "tomorrow"
    assert app.window.status.text == "A task needs a title."


def test_several_pasted_lines_are_asked_about_and_become_one_step(app: App, answer: Callable[[str], list[str]]) -> None:
    asked = answer("Create")
    pasted = QMimeData()
    pasted.setText("Buy milk\n\nBuy bread\nCall mum tomorrow\n")
    app.window.quick_add.line.insertFromMimeData(pasted)
    assert asked == ["Create 3 tasks?"]
    assert len(titles(app.window.tasks)) == 3
    trigger(app, "actionUndo")
    assert titles(app.window.tasks) == []


def test_clicking_the_box_completes_without_a_reset_and_the_row_leaves_later(app: App, qtbot: QtBot) -> None:
    fill(app, "One", "Two", "Three")
    model = app.window.task_model
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.rowsRemoved):
        click_box(app.window.tasks, 1)
        assert titles(app.window.tasks) == ["☐ One", "☑ Two", "☐ Three"]
    assert app.window.toast.text == "Completed “Two”"
    with qtbot.waitSignal(model.rowsRemoved, timeout=SETTLE_MS * 2):
        app.window.task_page.settle.start(1)
    assert titles(app.window.tasks) == ["☐ One", "☐ Three"]


def test_ticking_a_box_selects_nothing(app: App) -> None:
    fill(app, "One", "Two")
    app.window.tasks.clearSelection()
    click_box(app.window.tasks, 0)
    assert not app.window.tasks.selectionModel().hasSelection()


def test_space_completes_the_selection_as_one_step(app: App) -> None:
    fill(app, "One", "Two", "Three")
    app.window.tasks.setFocus()
    app.window.tasks.selectAll()
    QTest.keyClick(app.window.tasks, Qt.Key.Key_Space)
    assert titles(app.window.tasks) == ["☑ One", "☑ Two", "☑ Three"]
    trigger(app, "actionUndo")
    assert titles(app.window.tasks) == ["☐ One", "☐ Two", "☐ Three"]


def test_delete_puts_the_selection_into_the_trash_and_undo_brings_it_back(app: App) -> None:
    fill(app, "One", "Two")
    app.window.tasks.setFocus()
    app.window.tasks.selectRow(0)
    QTest.keyClick(app.window.tasks, Qt.Key.Key_Delete)
    assert titles(app.window.tasks) == ["☐ Two"]
    QTest.keyClick(app.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert titles(app.window.tasks) == ["☐ One", "☐ Two"]


def test_undo_works_after_closing_and_opening_again(open_app: Opener) -> None:
    first = open_app()
    fill(first, "Water plants")
    click_box(first.window.tasks, 0)
    first.close()
    second = open_app()
    assert titles(second.window.tasks) == []
    assert second.window.actions_by_name["actionUndo"].text() == "&Undo complete “Water plants”"
    trigger(second, "actionUndo")
    assert titles(second.window.tasks) == ["☐ Water plants"]
    trigger(second, "actionUndo")
    assert titles(second.window.tasks) == []
    trigger(second, "actionRedo")
    assert titles(second.window.tasks) == ["☐ Water plants"]


def test_what_the_command_line_writes_appears_by_itself(app: App, qtbot: QtBot) -> None:
    fill(app, "Mine")
    command = [
        sys.executable,
        "-m",
        "desktop_app",
        "--data-dir",
        str(app.core.data_dir),
        "add",
        "From the command line",
    ]
    subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parents[2])
    qtbot.waitUntil(lambda: "☐ From the command line" in titles(app.window.tasks), timeout=5_000)
    assert app.window.top._count.text() == "2"


def test_a_form_left_empty_says_so_beneath_the_title_and_saves_nothing(app: App) -> None:
    trigger(app, "actionNewTask")
    form = app.window.form
    form.due.setText("30 feb")
    QTest.mouseClick(form.save, Qt.MouseButton.LeftButton)
    assert form.isVisible()
    assert form._errors["title"].text() == "A task needs a title."
    assert "30 feb" in form._errors["due"].text()
    assert not form._errors["list"].isVisible()
    assert app.window.focusWidget() is form.title
    assert titles(app.window.tasks) == []


def test_a_form_makes_a_task_of_all_its_fields(app: App) -> None:
    trigger(app, "actionNewTask")
    form = app.window.form
    QTest.keyClicks(form.title, "Book dentist")
    form.description.setPlainText("Ask for *Tuesday*")
    form.due.setText("fri 9am")
    form.priority.setCurrentText("Medium")
    form.list.setCurrentText("Health")
    form.tags.setText("@calls teeth")
    QTest.keyClick(form.title, Qt.Key.Key_Return)
    assert not form.isVisible()
    shown = app.window.task_model.shown(0)
    assert shown is not None
    task = app.core.reader.task(shown.row.id)
    assert (task.title, task.description, task.tags) == ("Book dentist", "Ask for *Tuesday*", ("calls", "teeth"))
    assert task.due is not None
    assert (task.due.date, task.due.time) == (dt.date(2026, 11, 27), dt.time(9))
    assert shown.row.list_name == "Health"


def test_saving_a_form_changes_only_what_was_changed_in_it(app: App) -> None:
    fill(app, "Report friday 9am p2 #Work @writing // long text")
    app.window.tasks.setFocus()
    QTest.keyClick(app.window.tasks, Qt.Key.Key_Return)
    form = app.window.form
    assert (form.due.text(), form.time.text()) == ("Fri 27 Nov 2026", "09:00")
    assert not form.is_changed
    form.title.setText("Quarterly report")
    shown = app.window.task_model.shown(0)
    assert shown is not None
    other = build_core(app.core.data_dir, source=Source.COMMAND_LINE, clock=app.core.clock)
    from desktop_app.domain.task import Priority

    other.tasks.edit([shown.row.id], TaskPatch(priority=Priority.HIGH))
    other.close()
    QTest.keyClick(form.description, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    saved = app.core.reader.task(shown.row.id)
    assert (saved.title, saved.priority) == ("Quarterly report", Priority.HIGH)
    assert saved.due is not None
    assert saved.due.time == dt.time(9)


def test_a_changed_form_asks_before_it_goes(app: App, answer: Callable[[str], list[str]]) -> None:
    trigger(app, "actionNewTask")
    QTest.keyClicks(app.window.form.title, "Half a thou")
    asked = answer("Keep editing")
    QTest.keyClick(app.window.form.title, Qt.Key.Key_Escape)
    assert asked
    assert app.window.form.isVisible()
    answer("Discard")
    QTest.keyClick(app.window.form.title, Qt.Key.Key_Escape)
    assert not app.window.form.isVisible()
    assert titles(app.window.tasks) == []


def test_an_unchanged_form_goes_without_asking(app: App, answer: Callable[[str], list[str]]) -> None:
    asked = answer("Keep editing")
    trigger(app, "actionNewTask")
    QTest.keyClick(app.window.form.title, Qt.Key.Key_Escape)
    assert not app.window.form.isVisible()
    assert asked == []


def test_search_narrows_both_tabs_and_clear_brings_all_back(app: App, qtbot: QtBot) -> None:
    fill(app, "Straße kehren", "Buy milk", "Call Müller")
    search(app, qtbot, "strasse")
    assert titles(app.window.tasks) == ["☐ Straße kehren"]
    search(app, qtbot, "nothing like it")
    assert app.window.empty._line.text() == "No task matches “nothing like it”"
    with qtbot.waitSignal(app.window.top.searched):
        app.window.empty.clear_wanted.emit()
    assert len(titles(app.window.tasks)) == 3


def test_the_filter_shows_open_done_or_all(app: App) -> None:
    fill(app, "Open one", "Done one")
    click_box(app.window.tasks, 1)
    for words, expected in (
        ("Show: All", ["☐ Open one", "☑ Done one"]),
        ("Show: Done", ["☑ Done one"]),
        ("Show: Open", ["☐ Open one"]),
    ):
        app.window.top.filter.setCurrentText(words)
        assert titles(app.window.tasks) == expected


def test_headings_sort_and_the_order_is_remembered(open_app: Opener) -> None:
    app = open_app()
    fill(app, "Banana tomorrow", "apple friday p1", "Cherry today p3")
    assert titles(app.window.tasks) == ["☐ Cherry", "☐ Banana", "☐ apple"]
    header = app.window.tasks.horizontalHeader()
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(header.sectionPosition(1) + 20, 10))
    assert titles(app.window.tasks) == ["☐ apple", "☐ Banana", "☐ Cherry"]
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(header.sectionPosition(1) + 20, 10))
    assert titles(app.window.tasks) == ["☐ Cherry", "☐ Banana", "☐ apple"]
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(header.sectionPosition(3) + 20, 10))
    assert titles(app.window.tasks) == ["☐ apple", "☐ Cherry", "☐ Banana"]
    app.close()
    assert titles(open_app().window.tasks) == ["☐ apple", "☐ Cherry", "☐ Banana"]


def test_history_lists_what_was_completed_and_its_box_reopens(app: App, clock: FakeClock) -> None:
    fill(app, "First", "Second")
    click_box(app.window.tasks, 0)
    clock.advance(dt.timedelta(minutes=5))
    click_box(app.window.tasks, 1)
    app.window.top.tabs.setCurrentIndex(HISTORY_TAB)
    assert titles(app.window.history.table) == ["☑ Second", "☑ First"]
    model = app.window.history_model
    assert [model.index(0, 1).data(), model.index(1, 4).data()] == ["Today", "14:05"]
    assert app.window.history.totals.numbers[0].text() == "2"
    click_box(app.window.history.table, 1)
    assert titles(app.window.history.table) == ["☑ First"]
    app.window.top.tabs.setCurrentIndex(0)
    assert "☐ Second" in titles(app.window.tasks)


def test_midnight_turns_today_into_overdue(app: App, clock: FakeClock) -> None:
    fill(app, "Pay rent today")
    assert app.window.task_model.index(0, 2).data() == "Today"
    clock.advance(dt.timedelta(days=1))
    app.window.notifier.look()
    assert app.window.task_model.index(0, 2).data() == "1 day overdue"


def test_selection_and_scroll_position_survive_changes_elsewhere(app: App, qtbot: QtBot, clock: FakeClock) -> None:
    app.core.tasks.add_many(TaskDraft(title=f"Task {number:03}") for number in range(200))
    table = app.window.tasks
    table.selectRow(120)
    table.scrollTo(table.model().index(120, 1))
    scroll = table.verticalScrollBar().value()
    selected = app.window.task_model.ids(table.selected_rows())
    other = build_core(app.core.data_dir, source=Source.COMMAND_LINE, clock=clock)
    other.tasks.add(TaskDraft(title="Another"))
    other.close()
    app.window.notifier.look()
    assert app.window.task_model.rowCount() == 201
    assert app.window.task_model.ids(table.selected_rows()) == selected
    assert table.verticalScrollBar().value() == scroll


def test_a_storage_failure_is_a_sentence_in_the_status_line(app: App) -> None:
    other = build_core(app.core.data_dir, source=Source.COMMAND_LINE)
    app.core.database.connection.execute("PRAGMA busy_timeout = 10")  # type: ignore[attr-defined]
    fill(app, "One")
    with other.database.write():
        click_box(app.window.tasks, 0)
    other.close()
    assert "tickbox.db" in app.window.status.text
    assert titles(app.window.tasks) == ["☐ One"]


def test_closing_while_the_form_is_changed_can_be_called_off(app: App, answer: Callable[[str], list[str]]) -> None:
    trigger(app, "actionNewTask")
    QTest.keyClicks(app.window.form.title, "Unsaved")
    answer("Keep editing")
    assert not app.window.close()
    assert app.window.isVisible()


def test_no_key_means_two_things(app: App) -> None:
    from PySide6.QtGui import QAction

    keys = [key.toString() for action in app.window.findChildren(QAction) for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_f2_changes_a_cell_in_place(app: App) -> None:
    fill(app, "Pay rent tomorrow 9am p3")
    table = app.window.tasks
    table.setFocus()
    for column, words in ((1, "Pay the rent"), (2, "fri 10:00")):
        table.setCurrentIndex(table.model().index(0, column))
        QTest.keyClick(table, Qt.Key.Key_F2)
        editor = table.viewport().findChild(QLineEdit, "cellEditor")
        assert editor is not None
        editor.setText(words)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QTest.qWait(20)
    model = app.window.task_model
    assert not app.window.form.isVisible()
    assert [model.index(0, column).data() for column in (1, 2)] == ["Pay the rent", "Fri 27 Nov 10:00"]
    trigger(app, "actionUndo")
    trigger(app, "actionUndo")
    assert [model.index(0, column).data() for column in (1, 2)] == ["Pay rent", "Tomorrow 09:00"]


def test_a_date_in_a_cell_that_is_none_is_explained_and_changes_nothing(app: App) -> None:
    fill(app, "Pay rent tomorrow")
    app.window.task_model.setData(app.window.task_model.index(0, 2), "30 feb", int(Qt.ItemDataRole.EditRole))
    assert "30 feb" in app.window.status.text
    assert app.window.task_model.index(0, 2).data() == "Tomorrow"


def test_hidden_columns_and_widths_are_remembered(open_app: Opener) -> None:
    app = open_app()
    fill(app, "One")
    app.window.tasks.columns.set_shown(4, False)
    app.window.tasks.horizontalHeader().resizeSection(2, 220)
    app.close()
    again = open_app().window.tasks
    assert again.isColumnHidden(4)
    assert again.columnWidth(2) == 220
    again.columns.reset()
    assert not again.isColumnHidden(4)


def choose(app: App, name: str) -> None:
    """Chooses the row of that name in the sidebar."""
    model = app.window.sidebar.model
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == name)
    app.window.sidebar.rows.setCurrentIndex(model.index(row, 0))


def test_the_sidebar_chooses_what_the_table_shows(app: App) -> None:
    fill(app, "Pay rent today #Home", "Report tomorrow #Work @writing", "Loose end", "Old bill yesterday @writing")
    expected = {
        "Inbox": ["☐ Old bill", "☐ Loose end"],
        "Today": ["☐ Pay rent"],
        "Upcoming": ["☐ Report"],
        "Overdue": ["☐ Old bill"],
        "Work": ["☐ Report"],
        "writing": ["☐ Old bill", "☐ Report"],
    }
    for name, shown in expected.items():
        choose(app, name)
        assert titles(app.window.tasks) == shown, name


def test_a_line_typed_in_a_list_becomes_a_task_of_that_list(app: App) -> None:
    fill(app, "First #Garden")
    choose(app, "Garden")
    type_line(app, "Second")
    choose(app, "Today")
    type_line(app, "Third")
    choose(app, "Garden")
    assert titles(app.window.tasks) == ["☐ First", "☐ Second"]
    choose(app, "Today")
    assert titles(app.window.tasks) == ["☐ Third"]


def test_the_trash_gives_back_what_was_deleted(app: App, answer: Callable[[str], list[str]]) -> None:
    fill(app, "One", "Two", "Three")
    app.window.tasks.selectAll()
    trigger(app, "actionDelete")
    choose(app, "Trash")
    table = app.window.trash.table
    model = app.window.trash.model
    assert [model.index(row, 1).data() for row in range(model.rowCount())] == ["Three", "Two", "One"]
    click_box(table, 2)
    table.selectRow(0)
    asked = answer("Remove")
    trigger(app, "actionDeleteForever")
    assert asked == ["Remove 1 task for good?"]
    assert [model.index(row, 1).data() for row in range(model.rowCount())] == ["Two"]
    trigger(app, "actionUndo")
    assert model.rowCount() == 2
    choose(app, "All")
    assert titles(app.window.tasks) == ["☐ One"]


def test_dates_and_priorities_are_set_for_the_whole_selection_at_once(app: App) -> None:
    fill(app, "One today 9am", "Two")
    app.window.tasks.selectAll()
    trigger(app, "actionDueTomorrow")
    trigger(app, "actionPriorityHigh")
    model = app.window.task_model

    def shown() -> list[tuple[str, str]]:
        return [(model.index(row, 2).data(), model.index(row, 3).data()) for row in range(2)]

    assert shown() == [("Tomorrow", "High"), ("Tomorrow 09:00", "High")]
    trigger(app, "actionDueLater")
    assert shown() == [("Wed 25 Nov", "High"), ("Wed 25 Nov 09:00", "High")]
    trigger(app, "actionDueNone")
    assert shown() == [("", "High"), ("", "High")]
    for _ in range(4):
        trigger(app, "actionUndo")
    assert shown() == [("Today 09:00", ""), ("", "")]


def test_the_note_takes_several_completions_back_together(app: App) -> None:
    fill(app, "One", "Two", "Three")
    click_box(app.window.tasks, 0)
    click_box(app.window.tasks, 1)
    assert app.window.toast.text == "Completed 2 tasks"
    app.window.toast._undo.click()
    assert titles(app.window.tasks) == ["☐ One", "☐ Two", "☐ Three"]


def test_check_items_of_a_description_are_counted_on_the_row(app: App) -> None:
    fill(app, "Move house // see below")
    shown = app.window.task_model.shown(0)
    assert shown is not None
    app.core.tasks.edit([shown.row.id], TaskPatch(description="- [x] call movers\n- [ ] pack\n- [ ] keys"))
    shown = app.window.task_model.shown(0)
    assert shown is not None
    assert (shown.row.checks.done, shown.row.checks.total) == (1, 3)
    assert "1 of 3 steps" in shown.spoken()


def test_the_menu_on_rows_moves_them_all_to_a_list(app: App) -> None:
    fill(app, "One #Garden", "Two", "Three")
    app.window.tasks.selectAll()

    def choose_list(menu: QMenu, _place: QPoint) -> None:
        lists = next(found for found in menu.findChildren(QMenu) if found.title() == "Move to &list")
        next(action for action in lists.actions() if action.text() == "Garden").trigger()

    app.window.menus.show = choose_list
    table = app.window.tasks
    table.customContextMenuRequested.emit(table.visualRect(table.model().index(1, 1)).center())
    choose(app, "Garden")
    assert titles(app.window.tasks) == ["☐ One", "☐ Two", "☐ Three"]


def test_the_menu_button_offers_every_menu(app: App) -> None:
    offered: list[str] = []
    app.window.menus.show = lambda menu, _place: offered.extend(action.text() for action in menu.actions())
    app.window.sidebar.menu_wanted.emit(QPoint(10, 10))
    assert offered == ["&File", "&Edit", "&Task", "&View", "&Help"]
