"""Copies of the file: whole, few, made once a day, and made while others write."""

import datetime as dt
import os
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from desktop_app.domain.backup import Reason
from desktop_app.domain.changes import TaskDraft
from desktop_app.domain.errors import StorageFailure, StorageProblem
from desktop_app.storage import backups
from desktop_app.storage.backups import KEPT_PER_REASON, BackupStore, verify
from tests.fakes.clock import FakeClock
from tests.storage.files import opened

DAY = dt.timedelta(days=1)


def test_a_copy_holds_what_was_there_and_needs_no_second_file(tmp_path: Path, clock: FakeClock) -> None:
    with opened(tmp_path, clock) as core:
        core.tasks.add_many([TaskDraft(title="Milk"), TaskDraft(title="Bread")])
        made = core.backup.make()
        core.tasks.add(TaskDraft(title="later"))
    assert (made.tasks, made.at, made.reason) == (2, clock.now(), Reason.ASKED)
    assert [found.name for found in made.path.parent.iterdir()] == [made.path.name]
    assert verify(made.path) == 2
    alone = tmp_path / "elsewhere"
    alone.mkdir()
    made.path.rename(alone / "tickbox.db")
    with opened(alone, clock) as core:
        assert len(core.reader.everything()) == 2
        assert core.undo.next_undo() is not None


def test_copies_are_listed_newest_first_and_other_files_are_not(tmp_path: Path, clock: FakeClock) -> None:
    with opened(tmp_path, clock) as core:
        made = []
        for reason in Reason:
            made.append(core.backup.make(reason).path)
            clock.advance(DAY)
        folder = made[0].parent
        for name in ("tickbox-.db", "tickbox-20261399-000000-000000-daily.db", "notes.txt", "tickbox-x-daily.db"):
            (folder / name).write_text("not a copy")
        assert [backup.path for backup in core.backup.list()] == made[::-1]
        assert [backup.reason for backup in core.backup.list()] == list(Reason)[::-1]


def test_seven_of_each_reason_are_kept(tmp_path: Path, clock: FakeClock) -> None:
    with opened(tmp_path, clock) as core:
        imported = core.backup.make(Reason.IMPORT).path
        newest = imported
        for _ in range(KEPT_PER_REASON + 3):
            clock.advance(DAY)
            newest = core.backup.make(Reason.DAILY).path
        listed = core.backup.list()
        assert [backup.reason for backup in listed].count(Reason.DAILY) == KEPT_PER_REASON
        assert listed[0].path == newest
        assert listed[-1].path == imported


def test_a_copy_a_day(tmp_path: Path, clock: FakeClock) -> None:
    with opened(tmp_path, clock) as core:
        assert core.backup.make_daily() is None, "there is nothing to save"
        core.tasks.add(TaskDraft(title="Milk"))
        assert core.backup.make_daily() is not None
        for _ in range(5):
            clock.advance(4 * dt.timedelta(hours=1))
            assert core.backup.make_daily() is None
        clock.advance(4 * dt.timedelta(hours=1))
        made = core.backup.make_daily()
        assert made is not None
        assert made.reason is Reason.DAILY


def test_a_copy_from_the_future_neither_stops_the_daily_ones_nor_multiplies_them(
    tmp_path: Path, clock: FakeClock
) -> None:
    with opened(tmp_path, clock) as core:
        core.tasks.add(TaskDraft(title="Milk"))
        clock.advance(400 * DAY)
        core.backup.make()
        clock.advance(-400 * DAY)
        assert core.backup.make_daily() is not None
        assert core.backup.make_daily() is None


def test_a_copy_that_does_not_verify_is_not_kept(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_it(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[4096:8192] = bytes(4096)
        path.write_bytes(data)

    with opened(tmp_path, clock) as core:
        core.tasks.add(TaskDraft(title="Milk"))
        monkeypatch.setattr(backups, "_flush", break_it)
        with pytest.raises(StorageFailure) as failure:
            core.backup.make()
        assert failure.value.problem is StorageProblem.DAMAGED
        assert list((tmp_path / "backups").iterdir()) == []


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        (28, StorageProblem.DISK_FULL),
        (13, StorageProblem.READ_ONLY),
        (30, StorageProblem.READ_ONLY),
        (5, StorageProblem.INPUT_OUTPUT),
    ],
)
def test_a_copy_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, number: int, problem: StorageProblem
) -> None:
    def refuse(_: Path) -> None:
        raise OSError(number, "refused")

    with opened(tmp_path, clock) as core:
        core.tasks.add(TaskDraft(title="Milk"))
        kept = core.backup.make()
        clock.advance(DAY)
        monkeypatch.setattr(backups, "_flush", refuse)
        with pytest.raises(StorageFailure) as failure:
            core.backup.make()
        assert failure.value.problem is problem
        assert list((tmp_path / "backups").iterdir()) == [kept.path]


def test_what_a_killed_copying_left_goes_with_the_next_day_s_copy(tmp_path: Path, clock: FakeClock) -> None:
    with opened(tmp_path, clock) as core:
        folder = core.backup.make().path.parent
        left, under_way = folder / "tickbox-1-daily.partial-journal", folder / "tickbox-2-daily.partial"
        left.write_text("half")
        under_way.write_text("another process writes this now")
        os.utime(left, (time.time() - 2 * 86400,) * 2)
        clock.advance(DAY)
        core.backup.make()
        assert not left.exists()
        assert under_way.exists()


def test_a_copy_that_was_damaged_since_is_passed_over(tmp_path: Path, clock: FakeClock) -> None:
    store = BackupStore(tmp_path / "backups")
    assert store.newest_sound() is None
    with opened(tmp_path, clock) as core:
        core.tasks.add(TaskDraft(title="Milk"))
        paths = []
        for _ in range(5):
            paths.append(core.backup.make().path)
            clock.advance(DAY)
    sound, cut, zeros, empty, text = paths
    cut.write_bytes(cut.read_bytes()[:5000])
    data = bytearray(zeros.read_bytes())
    data[100:4096] = bytes(3996)
    zeros.write_bytes(data)
    empty.write_bytes(b"")
    text.write_text("Dear diary")
    found = store.newest_sound()
    assert found is not None
    assert (found.path, found.tasks) == (sound, 1)


def test_a_copy_is_made_while_another_connection_writes(tmp_path: Path, clock: FakeClock) -> None:
    """It shows the file at one moment: whole steps, all counts right."""
    with opened(tmp_path, clock) as core:
        core.tasks.add_many(TaskDraft(title=f"Task {number}") for number in range(500))
        stop = threading.Event()

        def write() -> None:
            with opened(tmp_path, FakeClock(clock.now())) as other:
                while not stop.is_set():
                    other.tasks.add_many([TaskDraft(title="pair"), TaskDraft(title="pair")])

        writer = threading.Thread(target=write)
        writer.start()
        try:
            made = []
            for _ in range(5):
                made.append(core.backup.make())
                clock.advance(DAY)
        finally:
            stop.set()
            writer.join()
    for backup in made:
        assert backup.tasks is not None
        assert backup.tasks % 2 == 0
        with sqlite3.connect(backup.path) as connection:
            assert connection.execute("SELECT sum(tasks) FROM open_by_list").fetchone()[0] == backup.tasks
        connection.close()
