"""A year's worth of somebody's tasks, through everything a person would do with them."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core import Core, build_core
from desktop_app.domain.clock import local_today
from desktop_app.domain.journal import Verb
from desktop_app.domain.listing import HistoryQuery, SortKey, TaskQuery
from desktop_app.domain.task import Task
from desktop_app.domain.views import StatusFilter
from tests.fakes.clock import FakeClock
from tests.fakes.year_of_tasks import COUNT, LISTS, a_year_of_rows, as_file


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def core(data_dir: Path, clock: FakeClock) -> Iterator[Core]:
    built = build_core(data_dir, clock=clock)
    yield built
    built.close()


def shown(core: Core, **query: object) -> list[Task]:
    handles = core.reader.handles(TaskQuery(today=local_today(core.clock), **query))  # type: ignore[arg-type]
    return core.reader.tasks(handles)


def test_five_thousand_tasks_from_import_to_export(
    core: Core, data_dir: Path, tmp_path: Path, clock: FakeClock
) -> None:
    rows = a_year_of_rows(clock.now())
    given, out = tmp_path / "given.csv", tmp_path / "out.csv"
    given.write_bytes(as_file(rows))

    receipt = core.transfer.import_file(given)
    assert (receipt.read, receipt.created, receipt.unknown_columns) == (COUNT, COUNT, ())
    assert sorted(receipt.new_lists) == sorted(filter(None, LISTS))

    # Searched: accents and case make no difference, and the words may stand anywhere.
    found = {task.title for task in shown(core, search="JURGEN item 42", status=StatusFilter.ALL)}
    assert found == {row[1] for row in rows if "Jürgen" in row[1] and "42" in row[1]}
    assert found
    by_tag = shown(core, tag="écriture", status=StatusFilter.ALL)
    assert len(by_tag) == sum("écriture" in row[9] for row in rows)

    # Sorted, by due date and by priority.
    opened = shown(core)
    assert len(opened) == sum(row[6] == "open" for row in rows)
    dues = [task.due for task in opened if task.due is not None]
    assert dues == sorted(dues)
    assert all(task.due is None for task in opened[len(dues) :])
    priorities = [task.priority for task in shown(core, sort=SortKey.PRIORITY)]
    assert priorities == sorted(priorities, reverse=True)

    # Completed, many at once, and found in History with the moment.
    clock.advance(dt.timedelta(minutes=5))
    chosen = [task.id for task in opened[:200]]
    core.tasks.complete(chosen)
    newest = list(core.history.entries(HistoryQuery(first=local_today(clock))))[:200]
    assert {task.id for task in newest} == set(chosen)
    assert {task.completed_at for task in newest} == {clock.now()}
    assert core.history.totals().total == sum(row[6] == "done" for row in rows) + 200

    # Undone after the program was closed and opened again.
    core.close()
    reopened = build_core(data_dir, clock=clock)
    try:
        assert reopened.undo.undo().verb is Verb.COMPLETE
        assert [task.id for task in shown(reopened)] == [task.id for task in opened]

        # Exported: byte for byte what came in. A second import finds nothing to do.
        assert reopened.transfer.export_file(out) == COUNT
        assert out.read_bytes() == given.read_bytes()
        again = reopened.transfer.import_file(out)
        assert (again.created, again.updated, again.unchanged) == (0, 0, COUNT)

        # And one undo takes the whole import back.
        step = reopened.undo.undo()
        assert (step.verb, step.count) == (Verb.IMPORT, COUNT)
        assert shown(reopened, status=StatusFilter.ALL) == []
        assert reopened.counts.lists() == []
    finally:
        reopened.close()
