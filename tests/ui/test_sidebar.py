"""What a person can do in the sidebar, done with mouse and keys on a real file."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core import Core, build_core
from desktop_app.domain.changes import TaskDraft
from desktop_app.domain.errors import InvalidField, NotFound, Problem, Refused
from desktop_app.domain.listing import SortKey, TaskQuery
from desktop_app.domain.task import Due
from desktop_app.domain.views import StatusFilter, View
from desktop_app.ui.drag import tasks_to_mime
from desktop_app.ui.sidebar.choice import Choice, list_choice, query_of, tag_choice, view_choice
from desktop_app.ui.sidebar.list_colours import LIST_COLOURS
from desktop_app.ui.sidebar.name_editor import NameEditor
from desktop_app.ui.sidebar.sidebar_view import WIDTH, Sidebar
from desktop_app.ui.theme import Theme
from tests.fakes.clock import FakeClock

TODAY = dt.date(2026, 11, 23)
KEY = Qt.Key
ACTIONS = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
LEFT = Qt.MouseButton.LeftButton
BARE = Qt.KeyboardModifier.NoModifier


class Bench:
    """A sidebar on a real core, wired as a window would wire it."""

    def __init__(self, core: Core, theme: Theme) -> None:
        self.core = core
        self.theme = theme
        self.refused: list[Refused] = []
        self.chosen: list[Choice] = []
        self.taken_as: Qt.DropAction | None = None
        self.sidebar = Sidebar(theme, core, self.refused.append)
        self.rows = self.sidebar.rows
        self.sidebar.chosen.connect(self.chosen.append)
        self.unsubscribe = core.changes.subscribe(lambda _: self.sidebar.refresh())

    def shown(self) -> list[str]:
        """All rows from top to bottom, with the number that stands behind them."""
        rows = [self.sidebar.model.shown(at) for at in range(self.sidebar.model.rowCount())]
        return [f"{row.name} {row.count or ''}".strip() for row in rows if row is not None]

    def steps(self) -> int:
        """How many steps undo could take back, one after the other."""
        done = 0
        while self.core.undo.next_undo() is not None:
            self.core.undo.undo()
            done += 1
        for _ in range(done):
            self.core.undo.redo()
        return done

    def index(self, name: str) -> QModelIndex:
        model = self.sidebar.model
        return next(model.index(row) for row in range(model.rowCount()) if model.index(row).data() == name)

    def rect(self, name: str) -> QRect:
        return self.rows.visualRect(self.index(name))

    def click(self, name: str, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        QTest.mouseClick(self.rows.viewport(), button, pos=self.rect(name).center())

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.rows, key)

    def editor(self) -> NameEditor:
        editor = self.sidebar.naming.editor
        assert editor is not None
        return editor

    def type_name(self, name: str, *, enter: bool = True) -> None:
        self.editor().setText(name)
        if enter:
            QTest.keyClick(self.editor(), KEY.Key_Return)

    def menu(self, name: str) -> QMenu:
        return self.sidebar.menu_of(self.sidebar.model.shown(self.index(name).row()))

    def add(self, *drafts: TaskDraft) -> list[str]:
        return [added.task.title for added in self.core.tasks.add_many(drafts)]

    def drag_over(self, name: str, carried: QMimeData) -> bool:
        """Drags into the sidebar and over the row; whether the row would take it."""
        place = self.rect(name).center()
        QApplication.sendEvent(self.rows.viewport(), QDragEnterEvent(place, ACTIONS, carried, LEFT, BARE))
        move = QDragMoveEvent(place, ACTIONS, carried, LEFT, BARE)
        QApplication.sendEvent(self.rows.viewport(), move)
        return move.isAccepted()

    def drop(self, name: str, carried: QMimeData) -> bool:
        """Drags over the row and lets go; whether the row took it."""
        if not self.drag_over(name, carried):
            QApplication.sendEvent(self.rows.viewport(), QDragLeaveEvent())
            return False
        drop = QDropEvent(QPointF(self.rect(name).center()), ACTIONS, carried, LEFT, BARE)
        drop.setDropAction(Qt.DropAction.MoveAction)
        QApplication.sendEvent(self.rows.viewport(), drop)
        self.taken_as = drop.dropAction()
        return drop.isAccepted()


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path, clock: FakeClock) -> Iterator[Bench]:
    core = build_core(tmp_path / "data", clock=clock)
    theme = Theme()
    theme.apply()
    made = Bench(core, theme)
    qtbot.addWidget(made.sidebar)
    made.sidebar.resize(WIDTH, 760)
    made.sidebar.show()
    qtbot.waitExposed(made.sidebar)
    made.sidebar.activateWindow()
    yield made
    made.unsubscribe()
    made.sidebar.hide()
    core.close()


def task(title: str, **fields: object) -> TaskDraft:
    return TaskDraft(title=title, **fields)  # type: ignore[arg-type]


def some_tasks(bench: Bench) -> None:
    bench.add(
        task("Pay rent", due=Due(TODAY - dt.timedelta(days=2)), list_name="Home", tags=("bills",)),
        task("Draft report", due=Due(TODAY, dt.time(14, 30)), list_name="Work", tags=("writing",)),
        task("Water plants", due=Due(TODAY + dt.timedelta(days=1)), list_name="Home"),
        task("Buy milk"),
    )


# What is shown


def test_an_empty_file_shows_views_the_heading_for_lists_and_the_trash(bench: Bench) -> None:
    assert bench.shown() == ["Inbox", "Today", "Upcoming", "Overdue", "All", "Lists", "Trash"]


def test_counts_follow_what_is_added_completed_and_undone(bench: Bench) -> None:
    some_tasks(bench)
    full = [
        "Inbox 1", "Today 1", "Upcoming 1", "Overdue 1", "All 4",
        "Lists", "Home 2", "Work 1", "Tags", "bills 1", "writing 1", "Trash",
    ]  # fmt: skip
    assert bench.shown() == full
    handles = bench.core.reader.handles(TaskQuery(today=TODAY))
    bench.core.tasks.complete([found.id for found in bench.core.reader.tasks(handles)])
    assert bench.shown() == [
        "Inbox", "Today", "Upcoming", "Overdue", "All", "Lists", "Home", "Work", "Trash",
    ]  # fmt: skip
    bench.core.undo.undo()
    assert bench.shown() == full


def test_counts_are_those_of_the_table_for_every_row(bench: Bench) -> None:
    some_tasks(bench)
    model = bench.sidebar.model
    for row in (model.shown(at) for at in range(model.rowCount())):
        if row is not None and row.choice is not None:
            query = query_of(row.choice, TaskQuery(today=TODAY))
            assert row.count == len(bench.core.reader.handles(query)), row.name


def test_the_model_keeps_to_the_rules_of_models(bench: Bench, qtmodeltester: object) -> None:
    from pytestqt.modeltest import ModelTester

    assert isinstance(qtmodeltester, ModelTester)
    some_tasks(bench)
    qtmodeltester.check(bench.sidebar.model)  # type: ignore[no-untyped-call]
    bench.core.lists.create("Aardvarks")
    bench.core.lists.rename(bench.core.counts.lists()[1].id, "Zoo")
    bench.sidebar.begin_new_list()
    bench.core.undo.undo()


def test_a_change_of_one_count_repaints_and_does_not_reset(bench: Bench, qtbot: QtBot) -> None:
    some_tasks(bench)
    model = bench.sidebar.model
    with (
        qtbot.assertNotEmitted(model.modelReset),
        qtbot.assertNotEmitted(model.rowsRemoved),
        qtbot.waitSignal(model.dataChanged),
    ):
        bench.add(task("Buy bread"))
    assert "Inbox 2" in bench.shown()


def test_lists_that_change_their_order_move(bench: Bench, qtbot: QtBot) -> None:
    for name in ("Alpha", "Beta", "Gamma"):
        bench.core.lists.create(name)
    alpha = bench.core.counts.lists()[0].id
    with qtbot.waitSignal(bench.sidebar.model.rowsMoved), qtbot.assertNotEmitted(bench.sidebar.model.rowsInserted):
        bench.core.lists.rename(alpha, "Omega")
    assert bench.shown()[6:9] == ["Beta", "Gamma", "Omega"]


def test_overdue_is_red_only_while_it_counts(bench: Bench) -> None:
    def is_alarming() -> bool:
        row = bench.sidebar.model.shown(bench.index("Overdue").row())
        return row is not None and row.is_alarming

    assert not is_alarming()
    some_tasks(bench)
    assert is_alarming()


def test_headings_can_be_neither_chosen_nor_clicked(bench: Bench) -> None:
    some_tasks(bench)
    for name in ("Lists", "Tags"):
        assert bench.index(name).flags() == Qt.ItemFlag.NoItemFlags
        bench.click(name)
    assert bench.sidebar.current_choice() == view_choice(View.INBOX)
    assert bench.chosen == []


# Choosing


def test_a_click_chooses_and_is_told_once(bench: Bench) -> None:
    some_tasks(bench)
    bench.click("Home")
    assert [choice.name for choice in bench.chosen] == ["Home"]
    assert bench.sidebar.current_choice() == bench.chosen[0]
    bench.click("Home")
    assert [choice.name for choice in bench.chosen] == ["Home", "Home"]


def test_ctrl_click_cannot_unchoose(bench: Bench) -> None:
    place = bench.rect("Inbox").center()
    QTest.mouseClick(bench.rows.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place)
    assert bench.rows.selectionModel().isSelected(bench.index("Inbox"))


def test_the_right_button_chooses_nothing(bench: Bench) -> None:
    bench.click("Today", Qt.MouseButton.RightButton)
    assert bench.chosen == []


def test_choosing_filters_the_table(bench: Bench) -> None:
    some_tasks(bench)

    def found(choice: Choice) -> list[str]:
        handles = bench.core.reader.handles(query_of(choice, TaskQuery(today=TODAY)))
        return [row.title for row in bench.core.reader.rows(handles) if row is not None]

    home = bench.core.counts.lists()[0]
    assert found(view_choice(View.TODAY)) == ["Draft report"]
    assert found(view_choice(View.OVERDUE)) == ["Pay rent"]
    assert found(view_choice(View.INBOX)) == ["Buy milk"]
    assert found(list_choice(home.id, home.name)) == ["Pay rent", "Water plants"]
    assert found(tag_choice("bills")) == ["Pay rent"]


def test_a_query_keeps_search_filter_and_order(bench: Bench) -> None:
    query = TaskQuery(
        today=TODAY, view=View.TODAY, status=StatusFilter.DONE, search="rent", sort=SortKey.TITLE, descending=True
    )
    chosen = query_of(tag_choice("bills"), query)
    assert (chosen.view, chosen.tag, chosen.list_id) == (View.ALL, "bills", None)
    assert (chosen.status, chosen.search, chosen.sort, chosen.descending) == (
        StatusFilter.DONE, "rent", SortKey.TITLE, True,
    )  # fmt: skip
    assert query_of(view_choice(View.TODAY), chosen) == query


def test_the_trash_is_shown_whole_newest_first_and_left_as_it_was_entered() -> None:
    start = TaskQuery(today=TODAY)
    trash = query_of(view_choice(View.TRASH), start)
    assert (trash.view, trash.status, trash.sort, trash.descending) == (
        View.TRASH, StatusFilter.ALL, SortKey.DELETED, True,
    )  # fmt: skip
    assert query_of(view_choice(View.ALL), trash) == start


def test_choices_are_equal_by_what_is_chosen_and_not_by_its_name(bench: Bench) -> None:
    some_tasks(bench)
    home = bench.core.counts.lists()[0]
    assert list_choice(home.id, "Home") == list_choice(home.id, "House")
    assert list_choice(home.id, "bills") != tag_choice("bills")
    assert len({tag_choice("bills"), tag_choice("bills"), view_choice(View.ALL)}) == 2
    assert [choice.title for choice in (view_choice(View.ALL), view_choice(View.TODAY), tag_choice("bills"))] == [
        "All tasks", "Today", "@bills",
    ]  # fmt: skip


def test_what_is_chosen_survives_whatever_is_refreshed(bench: Bench) -> None:
    some_tasks(bench)
    bench.sidebar.choose(tag_choice("writing"))
    bench.chosen.clear()
    bench.core.lists.create("Aardvarks")
    bench.add(task("More", tags=("aaa",)))
    bench.core.undo.undo()
    assert bench.rows.currentIndex().data() == "writing"
    assert bench.rows.selectionModel().isSelected(bench.index("writing"))
    assert bench.chosen == []


def test_a_tag_that_is_looked_at_stays_when_its_last_task_is_done(bench: Bench) -> None:
    some_tasks(bench)
    bench.sidebar.choose(tag_choice("bills"))
    bills = query_of(tag_choice("bills"), TaskQuery(today=TODAY))
    [done] = bench.core.reader.tasks(bench.core.reader.handles(bills))
    bench.core.tasks.complete([done.id])
    assert "bills" in bench.shown()
    assert bench.sidebar.current_choice() == tag_choice("bills")
    bench.sidebar.choose(view_choice(View.ALL))
    bench.sidebar.refresh()
    assert "bills" not in bench.shown()


def test_deleting_the_chosen_list_falls_back_to_the_inbox(bench: Bench) -> None:
    some_tasks(bench)
    bench.click("Home")
    bench.chosen.clear()
    bench.press(KEY.Key_Delete)
    assert bench.sidebar.current_choice() == view_choice(View.INBOX)
    assert bench.chosen == [view_choice(View.INBOX)]
    assert "Inbox 3" in bench.shown()


def test_a_list_that_goes_elsewhere_falls_back_to_the_inbox(bench: Bench, clock: FakeClock, tmp_path: Path) -> None:
    some_tasks(bench)
    bench.click("Home")
    other = build_core(tmp_path / "data", clock=clock)
    other.lists.delete(other.counts.lists()[0].id)
    other.close()
    bench.core.look_elsewhere()
    assert bench.sidebar.current_choice() == view_choice(View.INBOX)


def test_a_chosen_list_that_is_renamed_tells_its_new_name_and_is_not_chosen_anew(bench: Bench, qtbot: QtBot) -> None:
    some_tasks(bench)
    bench.click("Home")
    bench.chosen.clear()
    with qtbot.waitSignal(bench.sidebar.renamed) as told:
        bench.core.lists.rename(bench.core.counts.lists()[0].id, "Zuhause")
    assert told.args is not None
    assert told.args[0].name == "Zuhause"
    assert bench.chosen == []
    assert bench.sidebar.current_choice().name == "Zuhause"
    assert bench.rows.currentIndex().data() == "Zuhause"


def test_next_and_previous_step_over_headings_and_stop_at_the_ends(bench: Bench) -> None:
    some_tasks(bench)
    names = []
    for _ in range(12):
        names.append(bench.sidebar.current_choice().name)
        bench.sidebar.select_next()
    assert names == [
        "Inbox", "Today", "Upcoming", "Overdue", "All", "Home", "Work", "bills", "writing", "Trash", "Trash", "Trash",
    ]  # fmt: skip
    for _ in range(12):
        bench.sidebar.select_previous()
    assert bench.sidebar.current_choice() == view_choice(View.INBOX)


# Lists


def test_a_list_is_made_in_its_row_and_chosen(bench: Bench) -> None:
    bench.sidebar.begin_new_list()
    assert bench.editor().hasFocus()
    QTest.keyClicks(bench.editor(), "Groceries")
    QTest.keyClick(bench.editor(), KEY.Key_Return)
    assert [found.name for found in bench.core.counts.lists()] == ["Groceries"]
    assert bench.sidebar.current_choice().name == "Groceries"
    assert bench.sidebar.naming.editor is None
    assert bench.rows.hasFocus()
    bench.core.undo.undo()
    assert "Groceries" not in bench.shown()


def test_the_plus_at_the_heading_makes_a_list(bench: Bench) -> None:
    bench.core.lists.create("Work")
    assert not bench.rows.plus_is_shown()
    plus = bench.rows.plus_rect()
    assert plus is not None
    QTest.mouseMove(bench.rows.viewport(), plus.center())
    assert bench.rows.plus_is_shown()
    QTest.mouseClick(bench.rows.viewport(), Qt.MouseButton.LeftButton, pos=plus.center())
    bench.type_name("Home")
    assert [found.name for found in bench.core.counts.lists()] == ["Home", "Work"]


def test_the_plus_is_there_before_the_first_list(bench: Bench) -> None:
    assert bench.rows.plus_is_shown()


def test_esc_makes_no_list(bench: Bench) -> None:
    bench.sidebar.begin_new_list()
    bench.type_name("Groceries", enter=False)
    QTest.keyClick(bench.editor(), KEY.Key_Escape)
    assert bench.core.counts.lists() == []
    assert bench.shown() == ["Inbox", "Today", "Upcoming", "Overdue", "All", "Lists", "Trash"]


def test_leaving_an_empty_line_makes_no_list_and_the_click_still_hits_its_row(bench: Bench, qtbot: QtBot) -> None:
    some_tasks(bench)
    bench.sidebar.begin_new_list()
    bench.rows.setFocus(Qt.FocusReason.MouseFocusReason)
    bench.click("bills")
    qtbot.waitUntil(lambda: bench.sidebar.naming.editor is None)
    assert bench.sidebar.current_choice() == tag_choice("bills")
    assert len(bench.core.counts.lists()) == 2


def test_leaving_a_name_keeps_it(bench: Bench, qtbot: QtBot) -> None:
    bench.sidebar.begin_new_list()
    bench.type_name("Groceries", enter=False)
    bench.rows.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(lambda: [found.name for found in bench.core.counts.lists()] == ["Groceries"])
    assert bench.sidebar.current_choice() == view_choice(View.INBOX)


def test_a_name_in_use_is_explained_and_the_line_stays(bench: Bench) -> None:
    bench.core.lists.create("Work")
    bench.sidebar.begin_new_list()
    bench.type_name("work")
    [refusal] = bench.refused
    assert isinstance(refusal, InvalidField)
    assert refusal.problem is Problem.ALREADY_USED
    assert bench.editor().text() == "work"
    assert bench.editor().property("wrong") is True
    QTest.keyClicks(bench.editor(), "shop")
    assert bench.editor().property("wrong") is False
    QTest.keyClick(bench.editor(), KEY.Key_Return)
    assert [found.name for found in bench.core.counts.lists()] == ["Work", "workshop"]


def test_f2_renames_the_list_in_its_row(bench: Bench) -> None:
    some_tasks(bench)
    bench.click("Work")
    bench.press(KEY.Key_F2)
    assert bench.editor().text() == "Work"
    assert bench.editor().selectedText() == "Work"
    bench.type_name("Office")
    assert "Office 1" in bench.shown()
    assert bench.sidebar.current_choice().name == "Office"
    bench.core.undo.undo()
    assert "Work 1" in bench.shown()


def test_renaming_to_a_name_in_use_changes_nothing(bench: Bench) -> None:
    some_tasks(bench)
    bench.click("Work")
    bench.press(KEY.Key_F2)
    bench.type_name("Home")
    assert len(bench.refused) == 1
    assert bench.editor().text() == "Home"
    QTest.keyClick(bench.editor(), KEY.Key_Escape)
    assert "Work 1" in bench.shown()


def test_an_empty_name_is_explained(bench: Bench) -> None:
    bench.sidebar.begin_new_list()
    bench.type_name("   ")
    [refusal] = bench.refused
    assert isinstance(refusal, InvalidField)
    assert refusal.problem is Problem.EMPTY


def test_a_list_that_goes_while_it_is_renamed_takes_the_line_with_it(bench: Bench) -> None:
    some_tasks(bench)
    bench.click("Work")
    bench.press(KEY.Key_F2)
    bench.core.lists.delete(bench.core.counts.lists()[1].id)
    assert bench.sidebar.naming.editor is None
    bench.sidebar.begin_new_list()
    assert bench.editor().text() == ""


def test_what_is_typed_survives_changes_from_elsewhere(bench: Bench) -> None:
    some_tasks(bench)
    bench.sidebar.begin_new_list()
    bench.type_name("Groc", enter=False)
    bench.core.lists.create("Aardvarks")
    bench.add(task("More", tags=("new",)))
    assert bench.editor().text() == "Groc"
    assert bench.rows.visualRect(bench.index("")).contains(bench.editor().geometry().center())


def test_keys_in_the_line_do_not_move_through_the_rows(bench: Bench) -> None:
    bench.sidebar.begin_new_list()
    for key in (KEY.Key_Down, KEY.Key_Up, KEY.Key_PageDown):
        QTest.keyClick(bench.editor(), key)
    assert bench.sidebar.current_choice() == view_choice(View.INBOX)


def test_f2_and_delete_leave_views_and_tags_alone(bench: Bench) -> None:
    some_tasks(bench)
    for name in ("Today", "bills", "Trash"):
        bench.click(name)
        bench.press(KEY.Key_F2, KEY.Key_Delete)
    assert bench.sidebar.naming.editor is None
    assert len(bench.core.counts.lists()) == 2


def test_the_menu_of_a_list_offers_what_can_be_done_with_it(bench: Bench) -> None:
    some_tasks(bench)

    def words(menu: QMenu) -> list[str]:
        return [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]

    assert words(bench.menu("Work")) == ["Rename", "Colour", "Delete", "New list…"]
    assert words(bench.menu("Today")) == ["New list…"]
    assert words(bench.sidebar.menu_of(None)) == ["New list…"]


def test_a_colour_is_chosen_in_the_menu_and_undone(bench: Bench) -> None:
    some_tasks(bench)

    def colours(menu: QMenu) -> list[tuple[str, bool]]:
        found = menu.findChild(QMenu, "listColourMenu")
        assert isinstance(found, QMenu)
        return [(action.text(), action.isChecked()) for action in found.actions()]

    menu = bench.menu("Work")
    assert [name for name, _ in colours(menu)] == ["No colour", *LIST_COLOURS.values()]
    found = menu.findChild(QMenu, "listColourMenu")
    assert isinstance(found, QMenu)
    next(action for action in found.actions() if action.text() == "Teal").trigger()
    assert bench.core.counts.lists()[1].colour == "#1f8f93"
    assert ("Teal", True) in colours(bench.menu("Work"))
    bench.core.undo.undo()
    assert ("No colour", True) in colours(bench.menu("Work"))


def test_deleting_a_list_is_one_step_without_a_question(bench: Bench) -> None:
    some_tasks(bench)
    before = bench.steps()
    next(action for action in bench.menu("Home").actions() if action.text().startswith("Delete")).trigger()
    assert "Home 2" not in bench.shown()
    assert "Inbox 3" in bench.shown()
    assert bench.steps() == before + 1
    bench.core.undo.undo()
    assert "Home 2" in bench.shown()
    assert "Inbox 1" in bench.shown()


def test_a_list_that_nobody_knows_is_explained(bench: Bench) -> None:
    bench.sidebar.delete_list(UUID(int=1))
    bench.sidebar.recolour_list(UUID(int=1), None)
    assert [type(refusal) for refusal in bench.refused] == [NotFound, NotFound]


# Drops


def ids(bench: Bench) -> QMimeData:
    """A drag of all tasks that were added."""
    handles = bench.core.reader.handles(TaskQuery(today=TODAY))
    return tasks_to_mime(found.id for found in bench.core.reader.tasks(handles))


def all_tasks(bench: Bench) -> list[tuple[str, Due | None, tuple[str, ...]]]:
    handles = bench.core.reader.handles(TaskQuery(today=TODAY, sort=SortKey.TITLE))
    rows = bench.core.reader.rows(handles)
    return [(row.list_name, row.due, row.tags) for row in rows if row is not None]


def test_tasks_dropped_on_a_list_go_into_it_in_one_step(bench: Bench) -> None:
    some_tasks(bench)
    before = bench.steps()
    assert bench.drop("Work", ids(bench))
    assert {name for name, _, _ in all_tasks(bench)} == {"Work"}
    assert bench.steps() == before + 1
    bench.core.undo.undo()
    assert "Home 2" in bench.shown()


def test_tasks_dropped_on_the_inbox_leave_their_lists(bench: Bench) -> None:
    some_tasks(bench)
    assert bench.drop("Inbox", ids(bench))
    assert {name for name, _, _ in all_tasks(bench)} == {""}


def test_tasks_dropped_on_a_tag_gain_it_and_keep_their_own(bench: Bench) -> None:
    some_tasks(bench)
    assert bench.drop("bills", ids(bench))
    assert [tags for _, _, tags in all_tasks(bench)] == [("bills",), ("bills", "writing"), ("bills",), ("bills",)]


def test_tasks_dropped_on_today_are_due_today_and_keep_their_time_in_one_step(bench: Bench) -> None:
    some_tasks(bench)
    bench.add(task("Zoo", due=Due(TODAY + dt.timedelta(days=3), dt.time(9, 15))))
    before = bench.steps()
    assert bench.drop("Today", ids(bench))
    assert [due for _, due, _ in all_tasks(bench)] == [
        Due(TODAY), Due(TODAY, dt.time(14, 30)), Due(TODAY), Due(TODAY), Due(TODAY, dt.time(9, 15)),
    ]  # fmt: skip
    assert bench.steps() == before + 1


def test_tasks_dropped_on_the_trash_are_deleted(bench: Bench) -> None:
    some_tasks(bench)
    assert bench.drop("Trash", ids(bench))
    assert all_tasks(bench) == []
    bench.core.undo.undo()
    assert len(all_tasks(bench)) == 4


@pytest.mark.parametrize("name", ["Upcoming", "Overdue", "All", "Lists", "Tags"])
def test_other_rows_take_no_tasks(bench: Bench, name: str) -> None:
    some_tasks(bench)
    before = all_tasks(bench)
    assert not bench.drop(name, ids(bench))
    assert all_tasks(bench) == before


def test_nothing_else_can_be_dropped(bench: Bench) -> None:
    some_tasks(bench)
    text = QMimeData()
    text.setText("Buy milk")
    assert not bench.drop("Work", text)


@pytest.mark.parametrize("name", ["Inbox", "Today", "Work", "bills", "Trash"])
def test_a_drop_of_tasks_that_nobody_knows_is_explained(bench: Bench, name: str) -> None:
    some_tasks(bench)
    assert bench.drop(name, tasks_to_mime([UUID(int=1)]))
    assert [type(refusal) for refusal in bench.refused] == [NotFound]


def test_the_row_under_a_drag_is_marked_until_it_ends(bench: Bench) -> None:
    some_tasks(bench)
    carried = ids(bench)
    assert bench.drag_over("Work", carried)
    assert bench.rows.drop_row == bench.index("Work").row()
    QApplication.sendEvent(bench.rows.viewport(), QDragLeaveEvent())
    assert bench.rows.drop_row == -1
    bench.drop("Work", carried)
    assert bench.rows.drop_row == -1


def test_a_drag_is_taken_as_a_copy_so_that_its_source_removes_no_rows(bench: Bench) -> None:
    some_tasks(bench)
    bench.drop("Work", ids(bench))
    assert bench.taken_as is Qt.DropAction.CopyAction


# Keys only, and screen readers


def test_everything_can_be_done_with_keys_alone(bench: Bench, qtbot: QtBot) -> None:
    bench.rows.clearFocus()
    bench.rows.setFocus(Qt.FocusReason.TabFocusReason)
    assert bench.rows.ring_is_shown
    bench.press(KEY.Key_Insert)
    bench.type_name("Work")
    bench.press(KEY.Key_F2)
    bench.type_name("Office")
    bench.press(KEY.Key_Down)
    assert bench.sidebar.current_choice() == view_choice(View.TRASH)
    bench.press(KEY.Key_Up)
    assert bench.sidebar.current_choice().name == "Office"
    bench.press(KEY.Key_Up)
    assert bench.sidebar.current_choice() == view_choice(View.ALL)
    bench.press(KEY.Key_Home)
    assert bench.sidebar.current_choice() == view_choice(View.INBOX)
    bench.press(KEY.Key_End)
    assert bench.sidebar.current_choice() == view_choice(View.TRASH)
    for key in (KEY.Key_Return, KEY.Key_Right):
        with qtbot.waitSignal(bench.sidebar.content_wanted):
            bench.press(key)
    bench.press(KEY.Key_Up, KEY.Key_Delete)
    assert bench.core.counts.lists() == []


def test_the_ring_is_for_those_who_use_keys(bench: Bench) -> None:
    bench.click("Today")
    assert not bench.rows.ring_is_shown
    bench.press(KEY.Key_Down)
    assert bench.rows.ring_is_shown


def test_the_menu_key_asks_for_the_menu_of_the_chosen_row(bench: Bench, qtbot: QtBot) -> None:
    some_tasks(bench)
    bench.click("Work")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    with qtbot.waitSignal(bench.rows.menu_wanted) as asked:
        QApplication.sendEvent(bench.rows.viewport(), event)
    assert asked.args is not None
    assert asked.args[0].name == "Work"


def test_the_menu_button_tells_where_a_menu_belongs(bench: Bench, qtbot: QtBot) -> None:
    button = bench.sidebar.menu_button
    with qtbot.waitSignal(bench.sidebar.menu_wanted) as asked:
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.sendEvent(
            button, QKeyEvent(QKeyEvent.Type.KeyPress, KEY.Key_Return, Qt.KeyboardModifier.NoModifier)
        )
    assert asked.args == [button.mapToGlobal(button.rect().bottomLeft())]


def test_screen_readers_hear_names_and_counts(bench: Bench) -> None:
    some_tasks(bench)
    role = Qt.ItemDataRole.AccessibleTextRole

    def said(name: str) -> str:
        return str(bench.index(name).data(role))

    assert bench.rows.objectName() == "sidebar"
    assert bench.rows.accessibleName() == "Views, lists and tags"
    assert bench.sidebar.menu_button.accessibleName() == "Menu"
    assert said("Today") == "Today, 1 open task"
    assert said("Home") == "Home, 2 open tasks"
    assert said("bills") == "@bills, 1 open task"
    assert said("Trash") == "Trash"
    bench.core.lists.recolour(bench.core.counts.lists()[0].id, "#1f8f93")
    assert bench.index("Home").data(Qt.ItemDataRole.AccessibleDescriptionRole) == "List, Teal"
    reader = QAccessible.queryAccessibleInterface(bench.rows)
    assert reader is not None
    assert reader.childCount() == bench.sidebar.model.rowCount()
    bench.sidebar.begin_new_list()
    assert bench.editor().accessibleName() == "Name of the list"


def test_names_that_scripts_rely_on_exist_once(bench: Bench) -> None:
    for name in ("sidebar", "menuButton"):
        assert len(bench.sidebar.findChildren(QWidget, name)) == 1, name
