"""Examining the user's file, mending what can be counted again, and putting a copy in its place."""

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.backup import Backup
from desktop_app.domain.clock import Clock
from desktop_app.domain.errors import StorageFailure, StorageProblem
from desktop_app.storage import counts
from desktop_app.storage.backups import BackupStore, verify
from desktop_app.storage.database import HEAD_REVISION, PRIVATE_FILE, Database
from desktop_app.storage.failures import translated
from desktop_app.storage.opening import BACKUP_FOLDER, FILE_NAME

_BESIDE = ("", "-wal", "-shm")


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
    """Kept counts that were wrong; they have been counted again."""
    newest_backup: Backup | None

    @property
    def is_sound(self) -> bool:
        return not self.damage


class Doctor:
    """Examines one open file."""

    def __init__(self, database: Database, backups: BackupStore) -> None:
        self._database = database
        self._backups = backups

    def examine(self) -> Findings:
        """Checks the whole file; wrong counts are counted again. Reads every page: seconds for a big file."""
        with self._database.read() as connection:
            damage = _damage(connection)
            tasks = connection.execute("SELECT count(*) FROM task").fetchone()[0]
            wrong = () if damage else tuple(counts.miscounted(connection))
        if wrong:
            with self._database.write() as connection:
                counts.recount(connection)
        return Findings(
            path=self._database.path,
            journal_mode=self._database.journal_mode,
            revision=HEAD_REVISION,
            tasks=tasks,
            damage=damage,
            miscounted=wrong,
            newest_backup=next(iter(self._backups.list()), None),
        )


def _damage(connection: sqlite3.Connection) -> tuple[str, ...]:
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
    found += [f"{table} row {row} refers to nothing" for table, row, *_ in connection.execute("PRAGMA foreign_key_check")]
    return tuple(found)


def restore_newest(folder: Path, clock: Clock) -> tuple[Backup, Path | None]:
    """Puts the newest sound copy in place of the file, which is moved aside and kept.

    For a file that cannot be opened. Returns the copy and where the old file is now (None if
    there was none). Raises StorageFailure if no copy is sound or the folder cannot be written.
    """
    path = folder / FILE_NAME
    backup = BackupStore(folder / BACKUP_FOLDER).newest_sound()
    if backup is None:
        raise StorageFailure(StorageProblem.NO_BACKUP, path)
    aside = move_aside(folder, clock)
    _put_copy(backup.path, path)
    return backup, aside


def move_aside(folder: Path, clock: Clock) -> Path | None:
    """Renames the file, and what SQLite keeps beside it, so that a new one can begin; nothing is deleted.

    Returns where it is now, or None if there was no file. Raises StorageFailure.
    """
    path = folder / FILE_NAME
    stamp = clock.now().strftime("%Y%m%d-%H%M%S")
    aside = folder / f"tickbox-damaged-{stamp}.db"
    if not path.exists():
        return None
    try:
        for suffix in _BESIDE:
            beside = path.with_name(path.name + suffix)
            if beside.exists():
                beside.rename(aside.with_name(aside.name + suffix))
    except OSError as error:
        raise StorageFailure(StorageProblem.READ_ONLY, path) from error
    return aside


def _put_copy(copy: Path, path: Path) -> None:
    partial = path.with_suffix(".partial")
    with translated(path):
        try:
            partial.write_bytes(copy.read_bytes())
            partial.chmod(PRIVATE_FILE)
            verify(partial)
            os.replace(partial, path)
        except OSError as error:
            raise StorageFailure(StorageProblem.READ_ONLY, path) from error
        finally:
            partial.unlink(missing_ok=True)
