"""Opening a file: who may read it, how it is written, what another process did, and where the user lives now."""

import datetime as dt
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.core import Core, build_core
from desktop_app.domain.changes import TaskDraft, TaskPatch
from desktop_app.domain.journal import ChangeNotice
from desktop_app.storage import opening
from desktop_app.storage.counts import miscounted
from desktop_app.storage.database import enter_wal
from tests.fakes.clock import FakeClock
from tests.storage.files import NOW, TODAY, contents, faults, opened

ROOT = Path(__file__).resolve().parents[2]

ANOTHER_PROCESS = """
import sys
from pathlib import Path
from desktop_app.core import build_core
from desktop_app.domain.changes import TaskDraft
core = build_core(Path(sys.argv[1]))
for title in sys.argv[2:]:
    core.tasks.add(TaskDraft(title=title, list_name="List of " + title))
core.close()
"""


def start_another_process(folder: Path, *titles: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", ANOTHER_PROCESS, str(folder), *titles], cwd=ROOT)


def pragma(core: Core, name: str) -> object:
    return core.database.connection.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps files private by the folder's access list")
@pytest.mark.parametrize("account", [None, "0198-example"])
def test_nobody_else_may_read_what_the_user_wrote(tmp_path: Path, account: str | None) -> None:
    data_dir = tmp_path / "home" / "tickbox"
    before = os.umask(0)
    try:
        core = build_core(data_dir, account, FakeClock(NOW))
        core.tasks.add(TaskDraft(title="Milk"))
        core.backup.make()
        found = {path: path.stat().st_mode & 0o777 for path in [data_dir, *data_dir.rglob("*")]}
        core.close()
    finally:
        os.umask(before)
    assert {path.suffix for path in found} >= {".db", ".db-wal", ".db-shm"}
    assert {path: mode for path, mode in found.items() if mode != (0o700 if path.suffix == "" else 0o600)} == {}


def test_what_is_committed_survives_a_power_cut(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        assert core.database.journal_mode == pragma(core, "journal_mode") == "wal"
        assert pragma(core, "synchronous") == 2
        assert pragma(core, "foreign_keys") == 1
        core.tasks.add(TaskDraft(title="Milk"))
        assert not core.database.connection.in_transaction


def test_reading_holds_nothing_open_that_would_keep_the_wal_from_being_folded_in(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        core.tasks.add(TaskDraft(title="Milk"))
        core.undo.next_undo()
        core.undo.next_redo()
        core.reader.rows(core.reader.everything())
        core.look_elsewhere()
        with sqlite3.connect(tmp_path / "tickbox.db") as other:
            busy, in_wal, folded = other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        other.close()
        assert (busy, in_wal, folded) == (0, 0, 0)


class NoWal:
    """A connection to a file system that cannot share memory: the mode stays as it is."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, sql: str) -> sqlite3.Cursor:
        return self._connection.execute(sql.replace("journal_mode = WAL", "journal_mode = PERSIST"))


def test_where_there_can_be_no_wal_the_file_is_kept_without_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "enter_wal", lambda connection: enter_wal(NoWal(connection)))  # type: ignore[arg-type]
    with opened(tmp_path) as core, opened(tmp_path) as other:
        assert core.database.journal_mode == pragma(core, "journal_mode") == "delete"
        core.tasks.add(TaskDraft(title="Milk"))
        assert not (tmp_path / "tickbox.db-wal").exists()
        assert len(contents(other).tasks) == 1
        assert core.doctor.examine().journal_mode == "delete"


# --- another process ------------------------------------------------------------------------------------------------


def test_what_another_process_commits_is_noticed_once(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        core.tasks.add(TaskDraft(title="Milk"))
        heard: list[ChangeNotice] = []
        core.changes.subscribe(heard.append)
        core.look_elsewhere()
        assert heard == []
        assert start_another_process(tmp_path, "Bread", "Butter").wait() == 0
        core.look_elsewhere()
        (notice,) = heard
        assert (notice.elsewhere, notice.lists_changed, notice.step) == (True, True, None)
        rows = core.reader.rows(sorted(notice.tasks))
        assert [row and row.title for row in rows] == ["Bread", "Butter"]
        core.look_elsewhere()
        assert heard == [notice]


def test_one_s_own_steps_are_not_reported_as_somebody_else_s(tmp_path: Path) -> None:
    with opened(tmp_path) as core, opened(tmp_path) as other:
        heard: list[ChangeNotice] = []
        core.changes.subscribe(heard.append)
        task = core.tasks.add(TaskDraft(title="Milk")).task
        core.tasks.complete([task.id])
        core.look_elsewhere()
        assert [notice.elsewhere for notice in heard] == [False, False]
        other.tasks.add(TaskDraft(title="Bread"))
        core.tasks.reopen([task.id])
        core.look_elsewhere()
        assert [notice.elsewhere for notice in heard] == [False, False, False, True]
        assert {row.title for row in core.reader.rows(sorted(heard[-1].tasks)) if row} == {"Milk", "Bread"}


def test_what_is_committed_during_a_look_is_seen_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path) as core, opened(tmp_path) as other:
        seen: set[int] = set()
        core.changes.subscribe(lambda notice: seen.update(notice.tasks))
        journal = core.watch._journal
        for name in ("last_step_id", "records_since"):
            read = getattr(journal, name)

            def then_write(*arguments: int, read: object = read) -> object:
                answer = read(*arguments)  # type: ignore[operator]
                other.tasks.add(TaskDraft(title="in between"))
                return answer

            with monkeypatch.context() as patch:
                patch.setattr(journal, name, then_write)
                other.tasks.add(TaskDraft(title="before"))
                core.look_elsewhere()
            core.look_elsewhere()
            assert seen == set(core.reader.everything()), name


@pytest.mark.parametrize("exists", [False, True])
def test_many_processes_open_and_write_at_once(tmp_path: Path, exists: bool) -> None:
    """Also when none of them finds a file: one makes it, the others wait."""
    if exists:
        with opened(tmp_path):
            pass
    titles = [[f"{letter}{number}" for number in range(4)] for letter in "abcde"]
    processes = [start_another_process(tmp_path, *of_one) for of_one in titles]
    assert [process.wait() for process in processes] == [0] * len(processes)
    with opened(tmp_path) as core:
        assert sorted(task.title for task in contents(core).tasks.values()) == sorted(
            title for of_one in titles for title in of_one
        )
        assert faults(core.database.connection) == []


# --- the user moved -------------------------------------------------------------------------------------------------


def test_in_another_zone_completions_move_to_their_day_there(tmp_path: Path) -> None:
    late = FakeClock(dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC))
    with opened(tmp_path, late) as core:
        tasks = [core.tasks.add(TaskDraft(title=f"{number}")).task for number in range(3)]
        core.tasks.complete([task.id for task in tasks])
        core.tasks.edit([tasks[0].id], TaskPatch(completed_at=dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)))
        assert core.history.by_day(dt.date.min, dt.date.max) == {dt.date(2026, 6, 1): 1, TODAY: 2}
    east = FakeClock(late.now(), dt.timezone(dt.timedelta(hours=1)))
    for _ in range(2):
        with opened(tmp_path, east) as core:
            assert core.history.by_day(dt.date.min, dt.date.max) == {
                dt.date(2026, 6, 1): 1,
                TODAY + dt.timedelta(days=1): 2,
            }
            assert miscounted(core.database.connection) == []
    with opened(tmp_path, late) as core:
        assert core.history.totals().today == 2


def test_a_zone_is_known_by_its_offsets_all_year(tmp_path: Path) -> None:
    utc, plus_one = FakeClock(NOW), FakeClock(NOW, dt.timezone(dt.timedelta(hours=1)))
    assert opening.zone_fingerprint(utc) != opening.zone_fingerprint(plus_one)
    later = FakeClock(NOW + dt.timedelta(days=200))
    assert opening.zone_fingerprint(utc) == opening.zone_fingerprint(later), "summer time is no other zone"


def test_completions_of_the_first_and_the_last_year_have_a_day(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        tasks = [core.tasks.add(TaskDraft(title="t")).task for _ in range(2)]
        core.tasks.complete([task.id for task in tasks])
        moments = [dt.datetime.min.replace(tzinfo=dt.UTC), dt.datetime.max.replace(tzinfo=dt.UTC)]
        for task, moment in zip(tasks, moments, strict=True):
            core.tasks.edit([task.id], TaskPatch(completed_at=moment))
            assert core.reader.task(task.id).completed_at == moment
        assert core.history.by_day(dt.date.min, dt.date.max) == {dt.date.min: 1, dt.date.max: 1}
        assert core.history.totals().total == 2


def test_a_path_with_every_awkward_letter_is_opened_copied_and_checked(tmp_path: Path) -> None:
    folder = tmp_path / "it's 100 % #1 & ümlaut ? 🎉"
    if sys.platform == "win32":
        folder = tmp_path / "it's 100 % #1 & ümlaut 🎉"
    with opened(folder) as core:
        core.tasks.add(TaskDraft(title="Milk"))
        assert core.backup.make().tasks == 1
        assert core.doctor.examine().is_sound
