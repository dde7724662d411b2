"""The history as a drawing: headings and tasks, whatever happens to them, and what is read for it."""

import datetime as dt
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from desktop_app.core import Core, build_core
from desktop_app.domain.changes import TaskPatch
from desktop_app.domain.check_items import CheckCount
from desktop_app.domain.journal import Verb
from desktop_app.domain.listing import DayCount, HistoryListing, HistoryQuery, TaskRow
from desktop_app.domain.task import Priority, Status, Task
from desktop_app.services.history import HistoryService
from desktop_app.ui.models.history_table_model import HistoryTableModel
from desktop_app.ui.models.windowed import PAGE_ROWS
from desktop_app.wording.dates import day_heading
from tests.fakes.clock import FakeClock

NOW = dt.datetime(2026, 11, 23, 14, tzinfo=dt.UTC)
ZONES = [dt.UTC, ZoneInfo("Europe/Berlin"), ZoneInfo("America/St_Johns"), ZoneInfo("Pacific/Kiritimati")]
CHECK = int(Qt.ItemDataRole.CheckStateRole)
# Days and nights around the end of summer time in Europe, and around midnight.
MOMENTS = st.one_of(
    st.integers(0, 60 * 24 * 4).map(lambda minutes: NOW - dt.timedelta(minutes=minutes)),
    st.integers(-150, 150).map(
        lambda minutes: dt.datetime(2026, 10, 25, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
    ),
)
DONE = Task(id=UUID(int=0), title="", status=Status.DONE, created_at=NOW, updated_at=NOW)


@pytest.fixture
def core(tmp_path: Path, clock: FakeClock) -> Iterator[Core]:
    core = build_core(tmp_path / "data", clock=clock)
    yield core
    core.close()


def put(core: Core, *tasks: Task) -> None:
    with core.unit_of_work(Verb.IMPORT) as work:
        for task in tasks:
            work.tasks.add(task)


def done(title: str, at: dt.datetime | None = NOW, **fields: Any) -> Task:
    return replace(DONE, id=uuid4(), title=title, completed_at=at, **fields)


def ago(days: float) -> dt.datetime:
    return NOW - dt.timedelta(days=days)


def model_of(core: Core) -> HistoryTableModel:
    return HistoryTableModel(core.history, core.reader, core.clock, lambda task_id: None)


def drawn(model: HistoryTableModel) -> list[str]:
    """`# Today` for a heading, `Water plants | Garden | 14:00` for a task."""
    lines = []
    for row in range(model.rowCount()):
        cells = [str(model.index(row, column).data() or "") for column in range(1, model.columnCount())]
        words = " | ".join(cell for cell in cells if cell)
        lines.append(f"# {words}" if model.is_heading(row) else words)
    return lines


def test_tasks_stand_under_their_days(core: Core) -> None:
    put(
        core,
        done("Stretch", ago(0.1)),
        done("Plants"),
        done("Review", ago(1)),
        done("Old", ago(400)),
        done("When?", None),
    )
    assert drawn(model_of(core)) == [
        "# Today",
        "Plants | 14:00",
        "Stretch | 11:36",
        "# Yesterday",
        "Review | 14:00",
        "# Sun 19 Oct 2025",
        "Old | 14:00",
        "# On a day not known",
        "When?",
    ]


def test_headings_say_how_many_and_can_be_neither_ticked_nor_selected(core: Core) -> None:
    put(core, done("One"), done("Two"))
    model = model_of(core)
    heading = model.index(0, 1)
    assert heading.data(int(Qt.ItemDataRole.AccessibleTextRole)) == "Today, 2 completed"
    assert heading.data(CHECK) is None
    assert not heading.flags() & (Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)


def test_a_new_completion_grows_its_day_without_a_reset(core: Core, qtbot: Any) -> None:
    put(core, *(done(f"Task {number}", ago(number / 4)) for number in range(12)))
    model = model_of(core)
    put(core, done("Another", ago(1.01)), done("First of its day", ago(20)))
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last: changed.extend(range(first.row(), last.row() + 1)))
    with qtbot.assertNotEmitted(model.modelReset):
        model.refresh()
    assert drawn(model) == drawn(model_of(core))
    assert [drawn(model)[row] for row in changed] == ["# Yesterday"]


def test_the_last_task_of_a_day_takes_its_heading_along(core: Core) -> None:
    put(core, done("Today's"), done("Lonely", ago(1)))
    model = model_of(core)
    core.tasks.reopen(model.ids([3]))
    model.refresh()
    assert drawn(model) == ["# Today", "Today's | 14:00"]
    core.undo.undo()
    model.refresh()
    assert drawn(model)[2:] == ["# Yesterday", "Lonely | 14:00"]


def test_a_corrected_time_moves_the_task_to_its_day_and_back(core: Core) -> None:
    put(core, done("Here"), done("Moved"))
    model = model_of(core)
    before = drawn(model)
    moved = next(row for row in range(model.rowCount()) if drawn(model)[row].startswith("Moved"))
    core.tasks.edit(model.ids([moved]), TaskPatch(completed_at=ago(5)))
    model.refresh()
    assert drawn(model) == ["# Today", "Here | 14:00", "# Wed 18 Nov 2026", "Moved | 14:00"]
    core.undo.undo()
    model.refresh()
    assert drawn(model) == before


@given(st.sampled_from(ZONES), st.lists(st.none() | MOMENTS, max_size=20), st.lists(MOMENTS, max_size=8))
@settings(max_examples=40)
def test_rows_are_a_naive_grouping_before_and_after_changes(
    zone: dt.tzinfo, first: list[dt.datetime | None], later: list[dt.datetime]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        core = build_core(Path(folder), clock=FakeClock(NOW, zone))
        try:
            tasks = [done(f"A{number}", at) for number, at in enumerate(first)]
            put(core, *tasks)
            model = model_of(core)
            shown = [model.shown(row) for row in range(model.rowCount())]
            assert len(shown) == model.rowCount()
            tasks = [*tasks[::2], *(done(f"B{number}", at) for number, at in enumerate(later))]
            core.tasks.delete(
                [task.id for number, task in enumerate(_by_age(core)) if task.id not in {t.id for t in tasks}]
            )
            put(core, *(task for task in tasks if task.title.startswith("B")))
            model.refresh()
            assert drawn(model) == naive(core, tasks, zone)
            assert model.heading_rows() == [row for row, line in enumerate(drawn(model)) if line.startswith("#")]
            assert model.task_count == len(tasks)
        finally:
            core.close()


def _by_age(core: Core) -> list[Task]:
    return core.reader.tasks(core.reader.everything())


def naive(core: Core, tasks: Sequence[Task], zone: dt.tzinfo) -> list[str]:
    order = {task.id: number for number, task in enumerate(_by_age(core))}
    newest = sorted(
        tasks, key=lambda task: (task.completed_at or dt.datetime.min.replace(tzinfo=dt.UTC), order[task.id])
    )
    lines = []
    for day, of_day in groupby(
        reversed(newest), lambda task: task.completed_at and task.completed_at.astimezone(zone).date()
    ):
        lines.append(f"# {day_heading(day, NOW.astimezone(zone).date()) if day else 'On a day not known'}")
        for task in of_day:
            at = task.completed_at and task.completed_at.astimezone(zone)
            lines.append(f"{task.title} | {at:%H:%M}" if at else task.title)
    return lines


def test_every_filter_shows_what_it_says_and_counts_it(core: Core) -> None:
    home = core.lists.create("Home").id
    tasks = [
        done(
            f"{('Wash', 'Mend', 'Read')[number % 3]} {number}",
            ago(number),
            list_id=home if number % 2 else None,
            tags=("a",) if number % 5 == 0 else (),
        )
        for number in range(40)
    ]
    put(core, *tasks)
    model = model_of(core)
    today = NOW.date()
    for query in (
        HistoryQuery(search="wash"),
        HistoryQuery(list_id=home),
        HistoryQuery(tag="A"),
        HistoryQuery(first=today - dt.timedelta(days=6), last=today),
        HistoryQuery(first=dt.date(2026, 11, 1), search="mend", list_id=home),
    ):
        model.set_query(query)
        wanted = [
            task.title
            for task in tasks
            if query.search in task.title.lower()
            and (query.list_id is None or task.list_id == query.list_id)
            and (query.tag is None or query.tag.lower() in task.tags)
            and task.completed_at is not None
            and (query.first or dt.date.min) <= task.completed_at.date() <= (query.last or dt.date.max)
        ]
        assert [line.split(" | ")[0] for line in drawn(model) if not line.startswith("#")] == wanted, query
        assert len(model.heading_rows()) == len(wanted)


def test_qt_finds_nothing_wrong_with_headings_that_come_and_go(core: Core, qtmodeltester: ModelTester) -> None:
    put(core, *(done(f"Task {number}", ago(number / 3)) for number in range(30)))
    model = model_of(core)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    for query in (
        HistoryQuery(search="task 2"),
        HistoryQuery(first=NOW.date()),
        HistoryQuery(search="none"),
        HistoryQuery(),
    ):
        model.set_query(query)
        qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    core.tasks.reopen(model.ids(range(1, 12)))
    model.refresh()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


class Huge:
    """A hundred thousand completed tasks that count how often and how many of them are read."""

    def __init__(self) -> None:
        self.read: list[int] = []

    def history_listing(self, _: HistoryQuery) -> HistoryListing:
        days = tuple(DayCount(NOW.date() - dt.timedelta(days=number), 50) for number in range(2_000))
        return HistoryListing(array("q", range(100_000)), days)

    def rows(self, handles: Sequence[int]) -> list[TaskRow | None]:
        self.read.append(len(handles))
        return [
            TaskRow(
                handle=handle,
                id=UUID(int=handle),
                title=f"Task {handle}",
                has_description=False,
                checks=CheckCount(0, 0),
                due=None,
                priority=Priority.NONE,
                status=Status.DONE,
                completed_at=NOW - dt.timedelta(days=handle // 50),
                completed_day=NOW.date() - dt.timedelta(days=handle // 50),
                list_name="",
                tags=(),
                deleted_at=None,
            )
            for handle in handles
        ]


def test_of_a_hundred_thousand_tasks_only_the_pages_in_sight_are_read(clock: FakeClock) -> None:
    huge = Huge()
    reader: Any = huge
    model = HistoryTableModel(HistoryService(reader, reader, clock), reader, clock, lambda _: None)
    assert model.rowCount() == 102_000
    assert huge.read == []
    assert model.is_heading(51 * 1_000)
    assert len(model.heading_rows()) == 2_000
    assert huge.read == []
    assert [model.index(row, 1).data() for row in (51_000, 51_001, 51_002)] == [
        "Tue 27 Feb 2024",
        "Task 50000",
        "Task 50001",
    ]
    assert len(huge.read) == 1
    assert huge.read[0] <= PAGE_ROWS
    assert not model.flags(model.index(102_000 - 51, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert len(huge.read) == 1
    assert not model.index(0, 0, model.index(0, 0)).isValid()
    assert model.rowCount(QModelIndex()) == 102_000
