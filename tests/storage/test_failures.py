"""When the disk is full, the file read-only, locked or damaged: a refusal that says which, and nothing lost."""

import datetime as dt
import os
import random
import sqlite3
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from desktop_app.core import Core
from desktop_app.domain.changes import TaskDraft
from desktop_app.domain.errors import Refused, StorageFailure, StorageProblem
from desktop_app.domain.listing import HistoryQuery, SortKey, TaskQuery
from desktop_app.domain.task import Due
from desktop_app.domain.views import StatusFilter, View
from desktop_app.storage import opening
from desktop_app.storage.database import connect
from desktop_app.storage.doctor import move_aside, restore_newest
from desktop_app.storage.failures import problem_of
from tests.fakes.clock import FakeClock
from tests.storage.files import TODAY, contents, faults, opened

FILE = "tickbox.db"


def fill(core: Core, count: int = 40) -> None:
    core.tasks.add_many(
        TaskDraft(
            title=f"Title {number} word{number % 7}",
            description="lorem ipsum " * 30,
            list_name=f"List {number % 5}",
            tags=(f"t{number % 4}",),
            due=Due(TODAY + dt.timedelta(days=number % 9 - 4)),
        )
        for number in range(count)
    )


def refused(folder: Path, clock: FakeClock) -> StorageFailure:
    with pytest.raises(StorageFailure) as failure, opened(folder, clock):
        pass
    return failure.value


def use(core: Core) -> None:
    """A bit of everything."""
    for view in View:
        for sort in SortKey:
            query = TaskQuery(today=TODAY, view=view, sort=sort, status=StatusFilter.ALL, search="word")
            core.reader.rows(core.reader.handles(query))
    tasks = core.reader.tasks(core.reader.everything())
    core.counts.open_counts(TODAY)
    core.counts.lists()
    core.counts.tags()
    core.history.totals()
    list(core.history.entries(HistoryQuery()))
    core.tasks.add(TaskDraft(title="one more", tags=("t1",)))
    core.tasks.complete([task.id for task in tasks])
    core.undo.undo()


# --- no room --------------------------------------------------------------------------------------------------------


def test_on_a_full_disk_the_step_is_refused_and_everything_before_it_stays(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        fill(core)
        start = contents(core)
        connection = core.database.connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StorageFailure) as failure:
            core.tasks.add(TaskDraft(title="large", description="x" * 60_000))
        assert failure.value.problem is StorageProblem.DISK_FULL
        assert not connection.in_transaction
        assert contents(core) == start
        assert faults(connection) == []
        connection.execute("PRAGMA max_page_count = 1073741823")
        core.tasks.add(TaskDraft(title="large", description="x" * 60_000))
        assert len(contents(core).tasks) == len(start.tasks) + 1


# --- not allowed ----------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everything")
@pytest.mark.parametrize(("path", "mode"), [(FILE, 0o400), (".", 0o500)])
def test_what_may_not_be_written_is_refused(tmp_path: Path, clock: FakeClock, path: str, mode: int) -> None:
    with opened(tmp_path, clock) as core:
        fill(core)
    (tmp_path / path).chmod(mode)
    try:
        # A file that may be read is opened for reading.
        with pytest.raises(StorageFailure) as failure, opened(tmp_path, clock) as core:
            core.tasks.add(TaskDraft(title="no"))
        assert failure.value.problem is StorageProblem.READ_ONLY
    finally:
        (tmp_path / path).chmod(0o700)
    with opened(tmp_path, clock) as core:
        assert len(contents(core).tasks) == 40


def read_only(path: Path) -> sqlite3.Connection:
    connection = connect(path)
    connection.execute("PRAGMA query_only = ON")
    return connection


def test_a_file_that_becomes_read_only_refuses_writing_and_still_reads(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path, clock) as core:
        fill(core)
    monkeypatch.setattr(opening, "connect", read_only)
    with opened(tmp_path, clock) as core:
        with pytest.raises(StorageFailure) as failure:
            core.tasks.add(TaskDraft(title="no"))
        assert failure.value.problem is StorageProblem.READ_ONLY
        assert len(contents(core).tasks) == 40


def test_a_new_file_on_a_medium_that_is_read_only_is_refused(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "connect", read_only)
    assert refused(tmp_path, clock).problem is StorageProblem.READ_ONLY


def test_where_the_folder_should_be_there_is_a_file(tmp_path: Path, clock: FakeClock) -> None:
    (tmp_path / "data").write_text("not a folder")
    for folder in (tmp_path / "data", tmp_path / "data" / "deeper"):
        assert refused(folder, clock).problem is StorageProblem.NO_FOLDER
    assert (tmp_path / "data").read_text() == "not a folder"


def test_where_the_file_should_be_there_is_a_folder(tmp_path: Path, clock: FakeClock) -> None:
    (tmp_path / FILE).mkdir()
    assert refused(tmp_path, clock).problem is StorageProblem.READ_ONLY


# --- somebody else has it -------------------------------------------------------------------------------------------


def test_a_file_that_another_process_keeps_locked_is_refused_after_a_while(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        fill(core)
        start = contents(core)
        core.database.connection.execute("PRAGMA busy_timeout = 20")
        with sqlite3.connect(tmp_path / FILE, isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StorageFailure) as failure:
                core.tasks.add(TaskDraft(title="no"))
            assert failure.value.problem is StorageProblem.LOCKED
            assert contents(core) == start, "reading goes on"
            other.execute("ROLLBACK")
        other.close()
        core.tasks.add(TaskDraft(title="yes"))
        assert len(contents(core).tasks) == 41


def test_a_new_file_that_another_process_keeps_locked_is_refused(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "connect", partial(connect, timeout=0.02))
    with sqlite3.connect(tmp_path / FILE, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert refused(tmp_path, clock).problem is StorageProblem.LOCKED
    other.close()
    with opened(tmp_path, clock) as core:
        fill(core)


# --- damaged --------------------------------------------------------------------------------------------------------


def whole_file(folder: Path, clock: FakeClock) -> bytes:
    with opened(folder, clock) as core:
        fill(core)
        core.backup.make()
    return (folder / FILE).read_bytes()


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "a text": lambda _: b"Dear diary, today I bought milk. " * 50,
    "zeros": lambda data: bytes(len(data)),
    "cut to one page": lambda data: data[:4096],
    "cut in a page": lambda data: data[: len(data) // 2 + 100],
    "no magic": lambda data: b"x" + data[1:],
    "no schema": lambda data: data[:100] + bytes(3996) + data[4096:],
    "a schema of noise": lambda data: data[:200] + random.Random(1).randbytes(3896) + data[4096:],
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_file_is_refused_and_kept_and_a_copy_takes_its_place(
    tmp_path: Path, clock: FakeClock, kind: str
) -> None:
    path = tmp_path / FILE
    damaged = DAMAGE[kind](whole_file(tmp_path, clock))
    path.write_bytes(damaged)
    failure = refused(tmp_path, clock)
    assert failure.problem is StorageProblem.DAMAGED
    assert failure.backup is not None
    assert path.read_bytes() == damaged
    backup, aside = restore_newest(tmp_path, clock)
    assert backup.path == failure.backup
    assert aside is not None
    assert aside.read_bytes() == damaged
    with opened(tmp_path, clock) as core:
        assert len(contents(core).tasks) == 40
        assert core.doctor.examine().is_sound


def test_without_a_copy_there_is_none_to_name_and_none_to_restore(tmp_path: Path, clock: FakeClock) -> None:
    (tmp_path / FILE).write_text("Dear diary " * 100)
    assert refused(tmp_path, clock).backup is None
    with pytest.raises(StorageFailure) as failure:
        restore_newest(tmp_path, clock)
    assert failure.value.problem is StorageProblem.NO_BACKUP
    assert (tmp_path / FILE).exists()


def test_an_empty_file_beside_a_wal_is_damaged_and_not_new(tmp_path: Path, clock: FakeClock) -> None:
    """SQLite would take it for a new one and throw the WAL away."""
    whole_file(tmp_path, clock)
    (tmp_path / FILE).write_bytes(b"")
    wal = tmp_path / f"{FILE}-wal"
    wal.write_bytes(b"what was committed last")
    assert refused(tmp_path, clock).problem is StorageProblem.DAMAGED
    assert wal.read_bytes() == b"what was committed last"
    _, aside = restore_newest(tmp_path, clock)
    assert aside is not None
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"what was committed last"
    assert not wal.exists()


def test_the_wal_of_a_damaged_file_is_never_left_beside_the_copy(tmp_path: Path, clock: FakeClock) -> None:
    whole_file(tmp_path, clock)
    for left in ("", "-wal", "-shm"):
        (tmp_path / f"{FILE}{left}").write_bytes(b"old" + left.encode())
    first = move_aside(tmp_path, clock)
    (tmp_path / f"{FILE}-wal").write_bytes(b"alone")
    _, second = restore_newest(tmp_path, clock)
    assert first is not None
    assert second is not None
    assert first != second, "two in one second keep their own names"
    for left in ("", "-wal", "-shm"):
        assert first.with_name(first.name + left).read_bytes() == b"old" + left.encode()
    assert second.with_name(second.name + "-wal").read_bytes() == b"alone"
    assert move_aside(tmp_path / "nowhere", clock) is None


KNOWN_OUTCOMES = {
    "fine",
    "damaged",
    "read only",
    # A text that is no UTF-8 met our function, or a column lost its name; the doctor says that it is damage.
    "OperationalError: user-defined",
    "OperationalError: no",
    "OperationalError: table",
    "NotFound: (<Missing.TASK:",
}


def outcome_of_use(folder: Path, clock: FakeClock) -> str:
    try:
        with opened(folder, clock) as core:
            use(core)
    except StorageFailure as failure:
        return failure.problem.value
    except (sqlite3.OperationalError, Refused) as error:
        return f"{type(error).__name__}: {str(error).split()[0]}"
    return "fine"


@pytest.mark.parametrize("seed", range(60))
def test_flipped_bytes_are_damage_or_harmless_and_never_a_fault_of_ours(
    tmp_path: Path, clock: FakeClock, seed: int
) -> None:
    """What a user's own text became is beyond knowing; everything else is refused by its name."""
    rng = random.Random(seed)
    data = bytearray(whole_file(tmp_path, clock))
    where = range(100) if seed % 3 == 0 else range(len(data))
    for _ in range(rng.choice([1, 3, 40]) if seed % 3 else 2):
        data[rng.choice(where)] = rng.randrange(256)
    if seed % 3 == 1:
        at = rng.randrange(100, len(data) - 400)
        data[at : at + 400] = rng.randbytes(400)
    (tmp_path / FILE).write_bytes(data)
    assert outcome_of_use(tmp_path, clock) in KNOWN_OUTCOMES
    restore_newest(tmp_path, clock)
    with opened(tmp_path, clock) as core:
        assert len(contents(core).tasks) == 40


# --- the doctor -----------------------------------------------------------------------------------------------------


def test_a_sound_file_is_found_sound(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        fill(core)
        backup = core.backup.make()
        found = core.doctor.examine()
        assert (found.is_sound, found.tasks, found.miscounted, found.journal_mode) == (True, 40, (), "wal")
        assert found.newest_backup is not None
        assert found.newest_backup.path == backup.path


WRONG = {
    "open_by_list": "UPDATE open_by_list SET tasks = tasks + 1",
    "open_by_due": "DELETE FROM open_by_due",
    "done_by_day": "INSERT INTO done_by_day VALUES ('2026-01-01', 3)",
    "tag": "UPDATE tag SET open_tasks = 0",
    "task_tag": "DELETE FROM task_tag WHERE task = 3",
    "task_search": "DELETE FROM task_search_data WHERE id > 1000",
}


@pytest.mark.parametrize("name", WRONG)
def test_what_can_be_counted_or_indexed_again_is_mended(tmp_path: Path, name: str) -> None:
    with opened(tmp_path) as core:
        fill(core)
        core.database.connection.execute(WRONG[name])
        assert core.doctor.examine().miscounted == (name,)
        assert core.doctor.examine().miscounted == ()
        assert faults(core.database.connection) == []


def test_titles_folded_by_another_unicode_are_folded_again(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        fill(core)
        core.database.connection.execute("UPDATE task SET title_fold = 'as it was folded long ago' WHERE id = 1")
        assert len(core.reader.handles(TaskQuery(today=TODAY, search="title"))) == 39
        assert core.doctor.examine().miscounted == ("task_search",)
        assert faults(core.database.connection) == []


def test_damage_is_found_and_named_and_nothing_is_mended(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        fill(core)
        core.database.connection.execute("UPDATE task SET title = CAST(x'ff' AS TEXT) WHERE id = 20")
        found = core.doctor.examine()
        assert not found.is_sound
        assert "UTF-8" in found.damage[0]
        core.database.connection.execute("UPDATE task SET title = 'x', due_date = 'never' WHERE id = 20")
        assert not core.doctor.examine().is_sound
        with pytest.raises(StorageFailure) as failure:
            core.reader.tasks(core.reader.everything())
        assert failure.value.problem is StorageProblem.DAMAGED


# --- whose fault ----------------------------------------------------------------------------------------------------


def test_a_fault_in_our_sql_is_ours_and_not_the_world_s(tmp_path: Path) -> None:
    with opened(tmp_path) as core, pytest.raises(sqlite3.OperationalError), core.database.read() as connection:
        connection.execute("SELECT nonsense FROM task")


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (sqlite3.SQLITE_FULL, StorageProblem.DISK_FULL),
        (sqlite3.SQLITE_READONLY_DBMOVED, StorageProblem.READ_ONLY),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, StorageProblem.LOCKED),
        (sqlite3.SQLITE_CORRUPT_VTAB, StorageProblem.DAMAGED),
        (sqlite3.SQLITE_IOERR_FSYNC, StorageProblem.INPUT_OUTPUT),
        (sqlite3.SQLITE_CONSTRAINT, None),
        (sqlite3.SQLITE_MISUSE, None),
    ],
)
def test_what_sqlite_says_is_told_as_what_it_means(code: int, problem: StorageProblem | None) -> None:
    error = sqlite3.OperationalError("said by SQLite")
    error.sqlite_errorcode = code
    assert problem_of(error) is problem
