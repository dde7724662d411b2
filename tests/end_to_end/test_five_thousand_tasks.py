"""A year's worth of somebody's tasks, through everything a person would do with them."""

import csv
import datetime as dt
import io
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from desktop_app.core import Core, build_core
from desktop_app.domain.clock import local_today
from desktop_app.domain.journal import Verb
from desktop_app.domain.listing import HistoryQuery, SortKey, TaskQuery
from desktop_app.domain.task import Task
from desktop_app.domain.views import StatusFilter
from tests.fakes.clock import FakeClock

COUNT = 5_000
SLOW = 10.0
"""Seconds. Far above what it takes, so that only a change of order of magnitude fails."""

HEADER = (
    *("id", "title", "description", "due_date", "due_time", "priority"),
    *("status", "completed_at", "list", "tags", "created_at"),
)
VERBS = ("Call", "Pay", "Write to", "Review", "Fix", "Buy a present for", "Meet", "Ask", "Thank", "Draft a plan with")
WHOM = ("Zoë", "the bank", "Mr. O'Neill", "“Ana & co.”", "the 5th grade", "Jürgen", "李明", "the landlord", "Mum 🎂")
NOTES = (
    "",
    "",
    "",
    "Line one\nline two",
    "- [ ] first\n- [x] second",
    'He said "now", twice',
    "=SUM(A1:A3)",
    "'quoted'",
)
TAGS = ("errands", "calls", "bills", "écriture", "code")
LISTS = ("", "Work", "Home", "Health", "Küche")


def a_year_of_rows(now: dt.datetime) -> list[list[str]]:
    """Rows in the form that Tickbox itself writes, formulas guarded."""
    random = Random(5)
    return [_row(random, number, now) for number in range(COUNT)]


def _row(random: Random, number: int, now: dt.datetime) -> list[str]:
    created = now - dt.timedelta(seconds=(COUNT - number) * 6_300, microseconds=random.randrange(1_000_000))
    done = random.random() < 0.7
    note = random.choice(NOTES)
    due = random.random() < 0.6
    return [
        str(UUID(int=random.getrandbits(128), version=4)),
        f"{random.choice(VERBS)} {random.choice(WHOM)} about item {number}",
        f"'{note}" if note.startswith(("=", "-")) else note,
        str(created.date() + dt.timedelta(days=random.randrange(60))) if due else "",
        f"{random.randrange(24):02}:{random.randrange(60):02}" if due and random.random() < 0.3 else "",
        random.choice(("", "low", "medium", "high")),
        "done" if done else "open",
        _stamp(created + (now - created) * random.random()) if done else "",
        random.choice(LISTS),
        ";".join(sorted(random.sample(TAGS, random.randrange(3)))),
        _stamp(created),
    ]


def _stamp(moment: dt.datetime) -> str:
    return moment.replace(tzinfo=None).isoformat() + "Z"


def as_file(rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([HEADER, *rows])
    return text.getvalue().encode("utf-8-sig")


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

    started = time.perf_counter()
    receipt = core.transfer.import_file(given)
    assert time.perf_counter() - started < SLOW
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
