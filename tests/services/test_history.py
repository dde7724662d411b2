"""The history by day, local times as moments, and the history as files."""

import datetime as dt
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.core import Core
from desktop_app.domain.errors import FileProblem, FileRefused
from desktop_app.domain.journal import Verb
from desktop_app.domain.listing import DayCount, HistoryQuery
from desktop_app.domain.task import Status, Task
from desktop_app.storage import counts
from tests.fakes.clock import FakeClock
from tests.storage.files import NOW, contents, opened

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [dt.UTC, BERLIN, ZoneInfo("America/St_Johns"), ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Australia/Lord_Howe")]
# Around both changes of the clocks in Europe, and around midnights.
MOMENTS = st.one_of(
    st.integers(0, 400 * 24 * 60).map(lambda minutes: NOW - dt.timedelta(minutes=minutes)),
    st.integers(-90, 90).map(
        lambda minutes: dt.datetime(2026, 10, 25, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
    ),
    st.integers(-3, 3).map(lambda seconds: dt.datetime(2026, 11, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)),
)
DONE = Task(id=uuid4(), title="Done", status=Status.DONE, created_at=NOW, updated_at=NOW)


def words(day: dt.date | None) -> str:
    return "Unknown" if day is None else day.isoformat()


def put(core: Core, tasks: Sequence[Task]) -> None:
    with core.unit_of_work(Verb.IMPORT) as work:
        for task in tasks:
            work.tasks.add(task)


def done_at(*moments: dt.datetime | None, **fields: object) -> list[Task]:
    return [replace(DONE, id=uuid4(), completed_at=at, **fields) for at in moments]  # type: ignore[arg-type]


@given(
    moments=st.lists(st.none() | MOMENTS, max_size=25),
    zone=st.sampled_from(ZONES),
    tags=st.lists(st.sampled_from([(), ("a",), ("a", "b")]), min_size=25, max_size=25),
    query=st.builds(
        HistoryQuery,
        first=st.none() | st.just(dt.date(2026, 10, 25)),
        last=st.none() | st.just(dt.date(2026, 11, 1)),
        search=st.sampled_from(["", "  ", "odd", "done"]),
        tag=st.sampled_from([None, "a", "B"]),
    ),
)
@settings(max_examples=60)
def test_days_and_handles_are_those_of_a_naive_grouping(
    moments: list[dt.datetime | None], zone: dt.tzinfo, tags: list[tuple[str, ...]], query: HistoryQuery
) -> None:
    tasks = [
        replace(task, title=f"{'Odd' if number % 2 else 'Even'} done", tags=tags[number])
        for number, task in enumerate(done_at(*moments))
    ]

    def day(task: Task) -> dt.date | None:
        return None if task.completed_at is None else task.completed_at.astimezone(zone).date()

    def belongs(task: Task) -> bool:
        local = day(task)
        too_old = query.first is not None and (local is None or local < query.first)
        too_new = query.last is not None and (local is None or local > query.last)
        if too_old or too_new:
            return False
        return query.search.strip() in task.title.casefold() and (query.tag is None or query.tag.lower() in task.tags)

    wanted = [task for task in tasks if belongs(task)]
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder), FakeClock(NOW, zone)) as core:
        put(core, tasks)
        listing = core.history.listing(query)
        by_day = Counter(map(day, wanted))
        known = sorted((found for found in by_day if found is not None), reverse=True)
        assert listing.days == tuple(
            DayCount(found, by_day[found]) for found in [*known, *([None] if by_day[None] else [])]
        )
        assert listing.handles == core.history.handles(query)
        shown = core.reader.tasks(listing.handles)
        assert sorted(task.id for task in shown) == sorted(task.id for task in wanted)
        assert [day(task) for task in shown] == [found.day for found in listing.days for _ in range(found.count)]


def test_kept_counts_that_lie_do_not_move_tasks_to_other_days(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        put(core, done_at(NOW, NOW - dt.timedelta(days=1)))
        core.database.connection.execute("UPDATE done_by_day SET tasks = 5")
        assert counts.miscounted(core.database.connection)
        assert [day.count for day in core.history.listing(HistoryQuery()).days] == [1, 1]


def test_the_tags_to_choose_from_are_those_of_completed_tasks(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        put(core, done_at(NOW, tags=("zoo", "Apple")) + done_at(NOW, tags=("gone",), deleted_at=NOW))
        put(core, [replace(DONE, id=uuid4(), status=Status.OPEN, tags=("open",))])
        assert core.counts.done_tags() == ["Apple", "zoo"]


@given(MOMENTS, st.sampled_from(ZONES))
def test_a_local_time_is_the_moment_at_which_the_wall_showed_it(at: dt.datetime, zone: dt.tzinfo) -> None:
    clock = FakeClock(NOW, zone)
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder), clock) as core:
        local = clock.local(at)
        found = core.history.moment(local.date(), local.time())
        assert clock.local(found).replace(tzinfo=None) == local.replace(tzinfo=None)
        assert found <= at


def test_times_that_came_twice_or_never(tmp_path: Path) -> None:
    with opened(tmp_path, FakeClock(NOW, BERLIN)) as core:
        twice = core.history.moment(dt.date(2026, 10, 25), dt.time(2, 30))
        assert twice == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)
        never = core.history.moment(dt.date(2026, 3, 29), dt.time(2, 30))
        assert never.astimezone(BERLIN).time() == dt.time(3, 30)


def test_an_exported_csv_read_again_creates_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as core:
        put(core, done_at(NOW, NOW - dt.timedelta(days=3), None, title="=1+1", tags=("a",)))
        put(core, [replace(DONE, id=uuid4(), title="Still open", status=Status.OPEN)])
        before = contents(core)
        assert core.history.export(tmp_path / "out.csv", HistoryQuery(), words) == 3
        receipt = core.transfer.import_file(tmp_path / "out.csv")
        assert (receipt.read, receipt.created, receipt.updated, receipt.unchanged) == (3, 0, 0, 3)
        assert contents(core) == before


def test_an_export_holds_what_the_query_finds_and_no_more(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as core:
        put(core, [*done_at(NOW, title="Water plants"), *done_at(NOW - dt.timedelta(days=1), title="Rake leaves")])
        out = tmp_path / "out.md"
        assert core.history.export(out, HistoryQuery(search="plants"), words) == 1
        assert out.read_text() == "## 2026-11-23\n\n- [x] Water plants  14:00\n"
        everything = core.history.handles(HistoryQuery())
        assert core.history.as_markdown(everything[1:], words) == "## 2026-11-22\n\n- [x] Rake leaves  14:00\n"


@pytest.mark.parametrize("name", ["out.md", "out.csv"])
def test_an_export_that_is_called_off_leaves_the_old_file(tmp_path: Path, name: str) -> None:
    class CalledOff(Exception):
        pass

    def progress(done: int) -> None:
        if done:
            raise CalledOff

    out = tmp_path / name
    out.write_text("old")
    with opened(tmp_path / "data") as core:
        put(core, done_at(*[NOW] * 501))
        with pytest.raises(CalledOff):
            core.history.export(out, HistoryQuery(), words, progress)
    assert out.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", name]


def test_a_format_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as core, pytest.raises(FileRefused) as caught:
        core.history.export(tmp_path / "out.pdf", HistoryQuery(), words)
    assert caught.value.problem is FileProblem.UNKNOWN_FORMAT
