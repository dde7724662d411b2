"""Copies of the user's file that were opened, checked and counted before they got their name."""

import contextlib
import datetime as dt
import os
import sqlite3
import time
from pathlib import Path

from desktop_app.domain.backup import Backup, Reason
from desktop_app.storage.database import PRIVATE_FILE, Database, connect, make_private
from desktop_app.storage.failures import damage, files_translated, translated

_STAMP = "%Y%m%d-%H%M%S-%f"
KEPT_PER_REASON = 7
_UNDER_WAY_SECONDS = 24 * 60 * 60


class BackupStore:
    """The copies in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self, source: sqlite3.Connection, at: dt.datetime, reason: Reason) -> Backup:
        """Copies the open database, checks the copy, and drops the oldest of the same reason.

        The copy has its final name only after it was verified, so every listed one is whole.
        Raises StorageFailure if the folder cannot be written or the copy does not verify.
        """
        final = self.folder / f"tickbox-{at.strftime(_STAMP)}-{reason.value}.db"
        partial = final.with_suffix(".partial")
        with translated(final), files_translated(final):
            make_private(self.folder)
            self._sweep()
            try:
                tasks = _copy(source, partial)
                partial.replace(final)
            finally:
                partial.unlink(missing_ok=True)
        self._drop_oldest(reason)
        return Backup(final, at, reason, tasks)

    def list(self) -> list[Backup]:
        """All copies, newest first."""
        found = [backup for path in self.folder.glob("tickbox-*.db") if (backup := _parse(path)) is not None]
        return sorted(found, key=lambda backup: backup.at, reverse=True)

    def newest_sound(self) -> Backup | None:
        """The newest copy that still verifies today."""
        for backup in self.list():
            with contextlib.suppress(sqlite3.Error):
                return Backup(backup.path, backup.at, backup.reason, verify(backup.path))
        return None

    def _sweep(self) -> None:
        """Removes what a copying that was killed left behind; another process's may be under way."""
        for left in self.folder.glob("tickbox-*.partial*"):
            if left.stat().st_mtime < time.time() - _UNDER_WAY_SECONDS:
                left.unlink(missing_ok=True)

    def _drop_oldest(self, reason: Reason) -> None:
        same = [backup for backup in self.list() if backup.reason is reason]
        for backup in same[KEPT_PER_REASON:]:
            backup.path.unlink(missing_ok=True)


class FileBackups:
    """The copies of one open database."""

    def __init__(self, store: BackupStore, database: Database) -> None:
        self._store = store
        self._database = database

    def make(self, at: dt.datetime, reason: Reason) -> Backup:
        """A verified copy as of now. Raises StorageFailure."""
        return self._store.make(self._database.connection, at, reason)

    def list(self) -> list[Backup]:
        """All copies, newest first."""
        return self._store.list()

    def is_empty(self) -> bool:
        """Whether nothing was ever done in the file."""
        with self._database.read() as connection:
            return connection.execute("SELECT 1 FROM journal_step LIMIT 1").fetchone() is None


def verify(path: Path) -> int:
    """Opens a database file, checks all of it, and returns its number of tasks.

    Raises sqlite3.DatabaseError if anything in it is wrong.
    """
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check(1)")]
        if found != ["ok"]:
            raise damage(found[0])
        return int(connection.execute("SELECT count(*) FROM task").fetchone()[0])
    finally:
        connection.close()


def _copy(source: sqlite3.Connection, target: Path) -> int:
    copy = connect(target)
    try:
        source.backup(copy)
        # One file without a WAL beside it: a copy that can be carried anywhere.
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()
    _flush(target)
    return verify(target)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    path.chmod(PRIVATE_FILE)


def _parse(path: Path) -> Backup | None:
    stamp, _, reason = path.stem.removeprefix("tickbox-").rpartition("-")
    try:
        at = dt.datetime.strptime(stamp, _STAMP).replace(tzinfo=dt.UTC)
        return Backup(path, at, Reason(reason), tasks=None)
    except ValueError:
        return None
