"""Examining the user's file, mending what can be counted again, and putting a copy in its place."""

import itertools
import shutil
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.backup import Backup
from desktop_app.domain.clock import Clock
from desktop_app.domain.errors import StorageFailure, StorageProblem
from desktop_app.storage import codec, counts, search
from desktop_app.storage.backups import BackupStore, verify
from desktop_app.storage.database import HEAD_REVISION, PRIVATE_FILE, Database
from desktop_app.storage.failures import files_translated, translated
from desktop_app.storage.opening import BACKUP_FOLDER, FILE_NAME

_PARTS = ("-wal", "-shm", "")
"""What SQLite keeps beside the file, and the file: in this order a WAL is never left beside another file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What an examination found."""

    path: Path
    journal_mode: str
    revision: str
    tasks: int
    damage: tuple[str, ...]
    """SQLite's own words, one for each fault; empty for a sound file."""
    miscounted: tuple[str, ...]
    """Kept counts and indexes that were wrong; they have been made again."""
    newest_backup: Backup | None

    @property
    def is_sound(self) -> bool:
        """Whether nothing is damaged."""
        return not self.damage


class Doctor:
    """Examines one open file."""

    def __init__(self, database: Database, backups: BackupStore) -> None:
        self._database = database
        self._backups = backups

    def examine(self) -> Findings:
        """Checks the whole file and mends what can be counted or indexed again.

        Reads every page: seconds for a big file.
        """
        damage, tasks = _damage(self._database)
        wrong = () if damage else self._mended()
        return Findings(
            path=self._database.path,
            journal_mode=self._database.journal_mode,
            revision=HEAD_REVISION,
            tasks=tasks,
            damage=damage,
            miscounted=wrong,
            newest_backup=next(iter(self._backups.list()), None),
        )

    def _mended(self) -> tuple[str, ...]:
        """Counts again and indexes again what is wrong, and says what was."""
        with self._database.write() as connection:
            wrong = counts.miscounted(connection)
            if wrong:
                counts.recount(connection)
            if not search.is_indexed_rightly(connection):
                search.index_again(connection)
                wrong.append(search.INDEX)
        return tuple(wrong)


def _damage(database: Database) -> tuple[tuple[str, ...], int]:
    """Every fault in SQLite's own words, and how many tasks can be read."""
    found: list[str] = []
    tasks = 0
    try:
        with database.read() as connection:
            found += [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
            for table, row, *_ in connection.execute("PRAGMA foreign_key_check"):
                found.append(f"{table} row {row} refers to nothing")
            for values in connection.execute(f"SELECT {codec.TASK_COLUMNS} FROM task"):
                codec.task_from_row(values)
                tasks += 1
            for table in ("task_list", "tag"):
                connection.execute(f"SELECT name FROM {table}").fetchall()
    except StorageFailure as failure:
        if failure.problem is not StorageProblem.DAMAGED:
            raise
        found.append(str(failure.__cause__))
    return tuple(found), tasks


def restore_newest(folder: Path, clock: Clock) -> tuple[Backup, Path | None]:
    """Puts the newest sound copy in place of the file, which is moved aside and kept.

    For a file that cannot be opened. Returns the copy and where the old file is now (None if
    there was none). Raises StorageFailure if no copy is sound or the folder cannot be written.
    """
    path = folder / FILE_NAME
    backup = BackupStore(folder / BACKUP_FOLDER).newest_sound()
    if backup is None:
        raise StorageFailure(StorageProblem.NO_BACKUP, path)
    partial = path.with_suffix(".partial")
    with translated(path), files_translated(path):
        try:
            shutil.copyfile(backup.path, partial)
            partial.chmod(PRIVATE_FILE)
            verify(partial)
            aside = move_aside(folder, clock)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
    return backup, aside


def move_aside(folder: Path, clock: Clock) -> Path | None:
    """Renames the file, and what SQLite keeps beside it, so that a new one can begin; nothing is deleted.

    Returns where it is now, or None if there was no file. Raises StorageFailure.
    """
    path = folder / FILE_NAME
    parts = [suffix for suffix in _PARTS if _part(path, suffix).exists()]
    if not parts:
        return None
    aside = _unused_name(folder, clock)
    with files_translated(path):
        for suffix in parts:
            _part(path, suffix).rename(_part(aside, suffix))
    return aside


def _part(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _unused_name(folder: Path, clock: Clock) -> Path:
    stamp = clock.now().strftime("%Y%m%d-%H%M%S")
    numbered = (f"-{number}" for number in itertools.count(2))
    names = (folder / f"tickbox-damaged-{stamp}{again}.db" for again in itertools.chain([""], numbered))
    return next(name for name in names if not any(_part(name, suffix).exists() for suffix in _PARTS))
