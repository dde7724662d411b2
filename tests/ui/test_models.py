"""The models behind the tables, without a window: what they say of themselves, and what they read."""

import datetime as dt
import re
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

import desktop_app
from desktop_app.core import Core, build_core
from desktop_app.domain.changes import TaskDraft
from desktop_app.domain.errors import StorageFailure, StorageProblem
from desktop_app.domain.listing import HistoryQuery, SortKey, TaskQuery
from desktop_app.domain.quick_add import parse
from desktop_app.domain.views import StatusFilter
from desktop_app.main import App
from desktop_app.services.tasks import draft_of
from desktop_app.ui.models.history_table_model import HistoryColumn, HistoryTableModel
from desktop_app.ui.models.task_table_model import Column, TaskTableModel
from desktop_app.ui.models.windowed import MOST_MOVES, PAGE_ROWS, PAGES_KEPT, WindowedTableModel, _common, _differing
from tests.fakes.clock import FakeClock
from tests.ui.conftest import Opener, titles

TODAY = dt.date(2026, 11, 23)
CHECK = int(Qt.ItemDataRole.CheckStateRole)
MARKS = {Qt.CheckState.Checked.value: "☑", Qt.CheckState.Unchecked.value: "☐"}
SOURCES = Path(desktop_app.__file__).parent
MARKUP = "<img src=x><b>bold</b> R&amp;D"


class Numbers(WindowedTableModel[str]):
    """Shows handles as words and remembers what it was asked to read."""

    columns = 2
    answered = frozenset({int(Qt.ItemDataRole.DisplayRole)})

    def __init__(self, handles: Sequence[int] = ()) -> None:
        super().__init__()
        self.reads: list[list[int]] = []
        self.fails = False
        self.show_handles(array("q", handles))

    def load(self, handles: Sequence[int]) -> list[str | None]:
        self.reads.append(list(handles))
        if self.fails:
            raise StorageFailure(StorageProblem.LOCKED, Path("tickbox.db"))
        return [f"row {handle}" for handle in handles]

    def answer(self, shown: str, column: int, role: int) -> str:
        return shown


class Mirror:
    """What somebody sees who believes the model's signals and asks only for what they announce."""

    def __init__(self, model: WindowedTableModel[Any]) -> None:
        self._model = model
        self.handles = self._now()
        self.resets = 0
        model.rowsRemoved.connect(self._removed)
        model.rowsInserted.connect(self._inserted)
        model.modelReset.connect(self._reset)

    def _now(self) -> list[int]:
        return [self._model.handle_at(row) for row in range(self._model.rowCount())]

    def _removed(self, _: QModelIndex, first: int, last: int) -> None:
        del self.handles[first : last + 1]

    def _inserted(self, _: QModelIndex, first: int, last: int) -> None:
        self.handles[first:first] = [self._model.handle_at(row) for row in range(first, last + 1)]

    def _reset(self) -> None:
        self.resets += 1
        self.handles = self._now()


@pytest.fixture
def core(tmp_path: Path, clock: FakeClock) -> Any:
    core = build_core(tmp_path / "data", clock=clock)
    yield core
    core.close()


def add(core: Core, *lines: str) -> None:
    core.tasks.add_many([draft_of(parse(line, today=TODAY, now=dt.time(14))) for line in lines])


def task_model(core: Core, ticks: list[tuple[UUID, bool]] | None = None, **query: Any) -> TaskTableModel:
    taken = [] if ticks is None else ticks
    return TaskTableModel(core.reader, TaskQuery(today=TODAY, **query), lambda *tick: taken.append(tick))


def history_model(core: Core, reopened: list[UUID] | None = None) -> HistoryTableModel:
    taken = [] if reopened is None else reopened
    return HistoryTableModel(core.history, core.reader, core.clock, taken.append)


def drawn(model: TaskTableModel | HistoryTableModel) -> list[str]:
    """The rows as they look: `☑ Buy apples | Tomorrow | High`; what is blank is left out."""
    lines = []
    for row in range(model.rowCount()):
        cells = [model.index(row, column).data() for column in range(1, model.columnCount())]
        mark = MARKS.get(model.index(row, 0).data(CHECK), "##")
        lines.append(f"{mark} " + " | ".join(cell for cell in cells if cell))
    return lines


# What the models say


def test_task_rows_read_as_they_look(core: Core) -> None:
    add(core, "Buy apples tomorrow p1", "Pay rent 20 nov p3 #Home @bills @flat", "Think", "Late 2026-11-20")
    core.tasks.complete(task_model(core).ids([0]))
    assert drawn(task_model(core, status=StatusFilter.ALL, sort=SortKey.TITLE)) == [
        "☐ Buy apples | Tomorrow | High",
        "☑ Late | Fri 20 Nov",
        "☐ Pay rent | Sat 20 Nov 2027 | Low | Home | @bills @flat",
        "☐ Think",
    ]


def test_completed_rows_read_as_they_look(core: Core, clock: FakeClock) -> None:
    add(core, "Water plants #Garden", "Buy oat milk @errands")
    for row in (0, 0):
        core.tasks.complete(task_model(core, sort=SortKey.TITLE).ids([row]))
        clock.advance(dt.timedelta(days=1))
    assert drawn(history_model(core)) == [
        "## Yesterday",
        "☑ Water plants | Garden | 14:00",
        "## Mon 23 Nov 2026",
        "☑ Buy oat milk | @errands | 14:00",
    ]


def test_a_title_that_looks_like_markup_stays_text(core: Core) -> None:
    core.tasks.add(TaskDraft(title=MARKUP))
    model = task_model(core)
    assert drawn(model) == [f"☐ {MARKUP}"]
    core.tasks.complete(model.ids([0]))
    assert drawn(history_model(core))[1].startswith(f"☑ {MARKUP} | ")


@pytest.mark.parametrize("state", [Qt.CheckState.Checked, Qt.CheckState.Checked.value])
def test_ticking_takes_the_state_as_number_and_as_enum(core: Core, state: object) -> None:
    add(core, "One")
    ticks: list[tuple[UUID, bool]] = []
    model = task_model(core, ticks)
    assert model.setData(model.index(0, Column.DONE), state, CHECK)
    assert ticks == [(model.ids([0])[0], True)]


@pytest.mark.parametrize("state", [Qt.CheckState.Unchecked, Qt.CheckState.Unchecked.value])
def test_clearing_takes_the_state_as_number_and_as_enum(core: Core, state: object) -> None:
    add(core, "One")
    core.tasks.complete(task_model(core).ids([0]))
    ticks: list[tuple[UUID, bool]] = []
    shown = task_model(core, ticks, status=StatusFilter.ALL)
    assert shown.setData(shown.index(0, Column.DONE), state, CHECK)
    assert [done for _, done in ticks] == [False]
    reopened: list[UUID] = []
    history = history_model(core, reopened)
    assert history.setData(history.index(1, HistoryColumn.DONE), state, CHECK)
    assert reopened == history.ids([1])


def test_only_the_box_can_be_set(core: Core) -> None:
    add(core, "One")
    ticks: list[tuple[UUID, bool]] = []
    model = task_model(core, ticks)
    assert not model.setData(model.index(0, Column.TITLE), Qt.CheckState.Checked, CHECK)
    assert not model.setData(model.index(0, Column.TITLE), "Other")
    assert ticks == []
    assert model.flags(model.index(0, Column.DONE)) & Qt.ItemFlag.ItemIsUserCheckable
    assert not model.flags(model.index(0, Column.TITLE)) & Qt.ItemFlag.ItemIsUserCheckable


@pytest.mark.parametrize("make", [task_model, history_model])
def test_every_column_has_a_heading_for_the_eye_or_the_ear(core: Core, make: Any) -> None:
    model = make(core)
    across = Qt.Orientation.Horizontal
    for column in range(model.columnCount()):
        role = int(Qt.ItemDataRole.AccessibleTextRole)
        assert model.headerData(column, across) or model.headerData(column, across, role), column


# What Qt asks of any model


def sound(tester: ModelTester, model: WindowedTableModel[Any]) -> None:
    """Asks Qt's own tester; it goes on listening until the test ends."""
    tester.check(model)  # type: ignore[no-untyped-call]


def test_qt_finds_nothing_wrong_with_the_windowed_model(qtmodeltester: ModelTester) -> None:
    model = Numbers(range(300))
    sound(qtmodeltester, model)
    for handles in (
        [],
        list(range(5)),
        [9, *range(5), 10],
        [10, 3, 2, 1, 0],
        list(range(1000, 2000)),
        list(range(3000)),
        [7],
        [],
    ):
        model.show_handles(array("q", handles))
        sound(qtmodeltester, model)


def test_qt_finds_nothing_wrong_with_the_task_model(core: Core, qtmodeltester: ModelTester) -> None:
    model = task_model(core)
    sound(qtmodeltester, model)
    add(core, *(f"Task {number} in {number + 1} days" for number in range(20)))
    model.refresh()
    sound(qtmodeltester, model)
    core.tasks.complete(model.ids([3, 4, 9]))
    model.refresh()
    sound(qtmodeltester, model)
    model.sort(Column.TITLE, Qt.SortOrder.DescendingOrder)
    model.repaint_all()
    sound(qtmodeltester, model)


def test_qt_finds_nothing_wrong_with_the_history_model(core: Core, qtmodeltester: ModelTester) -> None:
    add(core, *(f"Task {number}" for number in range(9)))
    model = history_model(core)
    sound(qtmodeltester, model)
    core.tasks.complete(task_model(core).ids(range(9)))
    model.refresh()
    sound(qtmodeltester, model)
    model.set_query(HistoryQuery(search="task 5"))
    assert model.task_count == 1
    sound(qtmodeltester, model)


# Orders

HANDLES = st.lists(st.integers(0, 30), unique=True)
REPEATS = st.lists(st.integers(0, 3), max_size=30)


def check_reorder(old: Sequence[int], new: Sequence[int]) -> int:
    model = Numbers(old)
    for row in range(0, len(old), PAGE_ROWS):
        model.shown(row)
    mirror = Mirror(model)
    model.show_handles(array("q", new))
    assert [model.handle_at(row) for row in range(model.rowCount())] == list(new)
    assert mirror.handles == list(new)
    assert [model.index(row, 0).data() for row in range(len(new))] == [f"row {handle}" for handle in new]
    return mirror.resets


@given(old=HANDLES, new=HANDLES)
def test_any_two_orders_lead_from_one_to_the_other_by_the_signals(old: list[int], new: list[int]) -> None:
    assert check_reorder(old, new) == 0


@given(data=st.data(), length=st.integers(MOST_MOVES - 20, MOST_MOVES * 3))
def test_long_orders_with_few_changes_do_too(data: st.DataObject, length: int) -> None:
    old = list(range(length))
    new = list(old)
    for _ in range(data.draw(st.integers(1, 4))):
        at, to = data.draw(st.integers(0, len(new) - 1)), data.draw(st.integers(0, len(new) - 1))
        moved = new.pop(at)
        if data.draw(st.booleans()):
            new.insert(to, moved)
    check_reorder(old, new)
    check_reorder(new, old)


def test_what_grows_or_shrinks_in_one_place_never_resets() -> None:
    many = list(range(5_000))
    assert check_reorder(many, many[:2_000] + many[3_500:]) == 0
    assert check_reorder(many[:2_000] + many[3_500:], many) == 0
    assert check_reorder([], many) == 0
    assert check_reorder(many, []) == 0
    assert check_reorder(many, many[::-1]) == 1


def test_the_same_order_is_no_news(qtbot: QtBot) -> None:
    model = Numbers([1, 2, 3])
    with qtbot.assertNotEmitted(model.about_to_reorder), qtbot.assertNotEmitted(model.modelReset):
        model.show_handles(array("q", [1, 2, 3]))


@given(old=REPEATS, new=REPEATS, from_end=st.booleans())
def test_common_ends_are_those_that_counting_finds(old: list[int], new: list[int], from_end: bool) -> None:
    naive = 0
    pairs = zip(reversed(old), reversed(new), strict=False) if from_end else zip(old, new, strict=False)
    for one, other in pairs:
        if one != other:
            break
        naive += 1
    assert _common(array("q", old), array("q", new), from_end=from_end) == naive


@given(old=REPEATS, new=REPEATS)
def test_what_differs_is_the_least_stretch_that_makes_one_the_other(old: list[int], new: list[int]) -> None:
    start, old_end, new_end = _differing(array("q", old), array("q", new))
    assert 0 <= start <= old_end <= len(old)
    assert start <= new_end <= len(new)
    assert old[:start] + new[start:new_end] + old[old_end:] == new
    if start < old_end and start < new_end:
        assert old[start] != new[start]
        assert old[old_end - 1] != new[new_end - 1]


@given(handles=st.lists(st.integers(0, 60), unique=True), wanted=st.lists(st.integers(0, 60)))
def test_handles_are_found_in_their_rows(handles: list[int], wanted: list[int]) -> None:
    expected = [row for row, handle in enumerate(handles) if handle in wanted]
    assert Numbers(handles).rows_of(wanted) == expected


# What is read


def test_opening_and_painting_ten_thousand_tasks_reads_what_is_in_sight(open_app: Opener, qtbot: QtBot) -> None:
    filling = open_app()
    filling.core.tasks.add_many(TaskDraft(title=f"Task {number:05}") for number in range(10_000))
    filling.close()
    loads: list[int] = []
    original = TaskTableModel.load

    def load(model: TaskTableModel, handles: Sequence[int]) -> Any:
        loads.append(len(handles))
        return original(model, handles)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TaskTableModel, "load", load)
        app = open_app()
        app.window.grab()
        assert app.window.task_model.rowCount() == 10_000
        assert 1 <= len(loads) <= 2, loads
        loads.clear()
        table = app.window.tasks
        table.scrollTo(table.model().index(7_000, 1))
        table.viewport().grab()
        assert 1 <= len(loads) <= 2, loads
        loads.clear()
        table.model().setData(table.model().index(7_000, 0), Qt.CheckState.Checked.value, CHECK)
        table.viewport().grab()
        qtbot.wait(1)
        assert loads == [PAGE_ROWS]


def test_pages_are_let_go_the_oldest_first() -> None:
    model = Numbers(range(PAGE_ROWS * (PAGES_KEPT + 10)))
    for page in range(PAGES_KEPT + 10):
        model.shown(page * PAGE_ROWS)
        model.shown(0)
    assert len(model._pages) == PAGES_KEPT
    model.reads.clear()
    model.shown(0)
    assert model.reads == [], "what is looked at all the time is kept"
    model.shown(PAGE_ROWS)
    assert len(model.reads) == 1, "what nobody looked at for long is read again"


def test_repainting_many_rows_says_so_once(qtbot: QtBot) -> None:
    model = Numbers(range(5_000))
    with qtbot.waitSignal(model.dataChanged) as told:
        model.repaint_handles(range(1_000, 3_000))
    first, last = told.args[:2]
    assert (first.row(), last.row()) == (1_000, 2_999)


def test_a_page_that_cannot_be_read_is_blank_is_told_once_and_comes_back(qtbot: QtBot) -> None:
    model = Numbers(range(PAGE_ROWS))
    told: list[StorageFailure] = []
    model.failed.connect(told.append)
    model.fails = True
    assert [model.index(row, 0).data() for row in range(PAGE_ROWS)] == [None] * PAGE_ROWS
    assert len(told) == len(model.reads) == 1
    model.fails = False
    with qtbot.waitSignal(model.dataChanged):
        model.show_handles(array("q", range(PAGE_ROWS)))
    assert model.index(5, 0).data() == "row 5"


# Text stays text, wherever it is shown


def test_markup_in_a_title_is_shown_as_typed_everywhere(app: App) -> None:
    window = app.window
    app.core.tasks.add(TaskDraft(title=MARKUP, description=MARKUP, list_name="<i>list"))
    assert titles(window.tasks) == [f"☐ {MARKUP}"]
    assert MARKUP in window.status.text
    window.tasks.selectRow(0)
    window.actions_by_name["actionEditTask"].trigger()
    assert window.form.title.text() == MARKUP
    assert window.form.description.toPlainText() == MARKUP
    for label in window.findChildren(QLabel):
        if "<" in label.text():
            assert label.textFormat() == Qt.TextFormat.PlainText, label.text()
        assert MARKUP not in label.toolTip(), "a tooltip takes what looks like markup for markup"
    undo = window.actions_by_name["actionUndo"]
    assert MARKUP.replace("&", "&&") in undo.text(), "a single & would underline the letter after it"


# What must not be there


def test_no_proxy_model_and_no_sql_of_qts() -> None:
    forbidden = re.compile(r"ProxyModel|QtSql|fetchMore|invalidateRowsFilter")
    found = [path.name for path in SOURCES.rglob("*.py") if forbidden.search(path.read_text(encoding="utf-8"))]
    assert found == []
