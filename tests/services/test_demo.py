"""The example tasks: believable, the same each time, and gone with one undo."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from desktop_app.core import Core, build_core
from desktop_app.domain.clock import local_today
from desktop_app.domain.journal import Verb
from desktop_app.domain.views import View, belongs
from tests.fakes.clock import FakeClock


@pytest.fixture
def core(tmp_path: Path, clock: FakeClock) -> Iterator[Core]:
    built = build_core(tmp_path, clock=clock)
    yield built
    built.close()


def test_the_year_looks_like_one(core: Core) -> None:
    tasks = core.demo.fill()
    today = local_today(core.clock)
    open_tasks = [task for task in tasks if not task.is_done]
    done = [task for task in tasks if task.is_done]
    assert len(tasks) == 300
    assert len(open_tasks) == 60
    in_views = {
        view: sum(belongs(task, view, today, list_is_live=True) for task in open_tasks)
        for view in (View.OVERDUE, View.TODAY, View.INBOX)
    }
    assert in_views == {View.OVERDUE: 3, View.TODAY: 4, View.INBOX: 6}
    days = {task.completed_at.date() for task in done if task.completed_at is not None}
    assert len(days) > 120
    assert max(days) == today
    assert (today - min(days)).days > 330


def test_titles_are_all_different_and_without_numbering(core: Core) -> None:
    titles = Counter(task.title for task in core.demo.fill())
    assert max(titles.values()) == 1
    assert not any(title.startswith("Task") for title in titles)


def test_lists_have_colours_and_tags_are_used(core: Core) -> None:
    core.demo.fill()
    assert {row.name for row in core.counts.lists()} == {"Work", "Home", "Health", "Garden", "Reading"}
    assert all(row.colour and row.open_tasks for row in core.counts.lists())
    assert {row.name for row in core.counts.tags()} == {
        "bills", "calls", "code", "errands", "mail", "review", "writing",
    }  # fmt: skip


def test_nothing_was_created_or_completed_in_the_future(core: Core) -> None:
    for task in core.demo.fill():
        assert task.created_at <= core.clock.now()
        assert task.completed_at is None or task.created_at < task.completed_at <= core.clock.now()


def test_work_is_not_completed_at_weekends(core: Core) -> None:
    reviews = [task for task in core.demo.fill() if task.is_done and "review" in task.tags]
    assert reviews
    streak = local_today(core.clock) - dt.timedelta(days=6)
    days = [task.completed_at.date() for task in reviews if task.completed_at is not None]
    assert all(day.weekday() < 5 for day in days if day < streak)


def test_the_same_numbers_make_the_same_tasks(tmp_path: Path) -> None:
    made = []
    for folder in ("a", "b", "c"):
        core = build_core(tmp_path / folder, clock=FakeClock(dt.datetime(2027, 3, 1, 0, 5, tzinfo=dt.UTC)))
        made.append(core.demo.fill(Random(8 if folder == "c" else 7)))
        core.close()
    assert made[0] == made[1]
    assert made[0] != made[2]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
@pytest.mark.parametrize("moment", [dt.datetime(2028, 2, 29, 12), dt.datetime(2027, 1, 1, 0, 1)])
def test_any_day_in_any_zone_has_four_tasks_due_today(tmp_path: Path, zone: str, moment: dt.datetime) -> None:
    core = build_core(tmp_path, clock=FakeClock(moment.replace(tzinfo=dt.UTC), ZoneInfo(zone)))
    core.demo.fill()
    counts = core.counts.open_counts(local_today(core.clock))
    assert (counts.today, counts.overdue, counts.all) == (4, 3, 60)
    assert core.history.totals().streak >= 1
    core.close()


def test_one_undo_takes_all_of_it_away(core: Core) -> None:
    core.demo.fill()
    step = core.undo.undo()
    assert (step.verb, step.count) == (Verb.DEMO, 300)
    assert core.counts.open_counts(local_today(core.clock)).all == 0
    assert core.counts.lists() == []
    assert core.undo.next_undo() is None


def test_filling_twice_adds_nothing_and_keeps_what_was_changed(core: Core, clock: FakeClock) -> None:
    first = next(task for task in core.demo.fill() if not task.is_done)
    core.tasks.complete([first.id])
    clock.advance(dt.timedelta(days=3))
    assert core.demo.fill() == ()
    assert core.reader.task(first.id).is_done
    assert len(core.reader.everything()) == 300


def test_filling_after_undo_brings_the_tasks_back(core: Core) -> None:
    core.demo.fill()
    core.undo.undo()
    assert len(core.demo.fill()) == 300
    assert len(core.reader.everything()) == 300
    assert len(core.counts.lists()) == 5


def test_the_demo_uses_a_list_that_is_there(core: Core) -> None:
    work = core.lists.create("WORK")
    core.demo.fill()
    assert [row.id for row in core.counts.lists() if row.name.casefold() == "work"] == [work.id]


def test_a_renamed_list_keeps_its_name(core: Core) -> None:
    tasks = core.demo.fill()
    work = next(row for row in core.counts.lists() if row.name == "Work")
    core.lists.rename(work.id, "Office")
    core.tasks.delete([task.id for task in tasks if task.list_id == work.id][:1])
    assert len(core.demo.fill()) == 1
    assert "Office" in {row.name for row in core.counts.lists()}
    assert "Work" not in {row.name for row in core.counts.lists()}
