"""Each thing that another process commits is noticed, however many come one after another."""

from pathlib import Path

from desktop_app.core import build_core
from desktop_app.domain.changes import TaskDraft
from desktop_app.domain.journal import ChangeNotice, Source
from tests.fakes.clock import FakeClock


def test_every_look_finds_what_came_since_the_last_one_and_nothing_twice(tmp_path: Path, clock: FakeClock) -> None:
    mine = build_core(tmp_path, clock=clock)
    other = build_core(tmp_path, clock=clock, source=Source.COMMAND_LINE)
    heard: list[ChangeNotice] = []
    mine.changes.subscribe(heard.append)
    for number in range(4):
        other.tasks.add(TaskDraft(title=f"Theirs {number}"))
        mine.look_elsewhere()
        (notice,) = heard
        assert notice.elsewhere
        assert [task.title for task in mine.reader.tasks(sorted(notice.tasks))] == [f"Theirs {number}"]
        heard.clear()
        mine.look_elsewhere()
        assert heard == []
    mine.close()
    other.close()


def test_a_step_of_ones_own_in_between_hides_none_of_the_others(tmp_path: Path, clock: FakeClock) -> None:
    mine = build_core(tmp_path, clock=clock)
    other = build_core(tmp_path, clock=clock, source=Source.COMMAND_LINE)
    heard: set[int] = set()
    mine.changes.subscribe(lambda notice: heard.update(notice.tasks) if notice.elsewhere else None)
    other.tasks.add(TaskDraft(title="Theirs before"))
    mine.tasks.add(TaskDraft(title="Mine"))
    other.tasks.add(TaskDraft(title="Theirs after"))
    mine.look_elsewhere()
    found = {task.title for task in mine.reader.tasks(sorted(heard))}
    assert {"Theirs before", "Theirs after"} <= found
    mine.close()
    other.close()
