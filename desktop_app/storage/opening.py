"""Opening the user's file: made if absent, copied and migrated if old, refused if it cannot be."""

import datetime as dt
import sqlite3
from pathlib import Path

from desktop_app.domain.backup import Reason
from desktop_app.domain.clock import Clock
from desktop_app.domain.errors import StorageFailure, StorageProblem
from desktop_app.storage.backups import BackupStore
from desktop_app.storage.codec import from_microseconds
from desktop_app.storage.database import (
    HEAD_REVISION,
    Database,
    connect,
    enter_wal,
    holds_tables,
    make_private,
    stored_revision,
)
from desktop_app.storage.failures import translated

FILE_NAME = "tickbox.db"
BACKUP_FOLDER = "backups"


def open_database(folder: Path, clock: Clock) -> tuple[Database, BackupStore]:
    """The database in `folder`, ready at the newest schema, and the store of its copies.

    Raises StorageFailure: the folder cannot be made, the file is locked, damaged, another
    program's, or was written by a newer Tickbox. Nothing is changed then; a damaged file stays
    where it is and the failure names the newest sound copy.
    """
    path = folder / FILE_NAME
    backups = BackupStore(folder / BACKUP_FOLDER)
    try:
        make_private(folder)
        with translated(path):
            _refuse_emptied(path)
            return _open(path, clock, backups), backups
    except OSError as error:
        raise StorageFailure(StorageProblem.NO_FOLDER, folder) from error
    except StorageFailure as failure:
        if failure.problem is StorageProblem.DAMAGED and (sound := backups.newest_sound()) is not None:
            failure.backup = sound.path
        raise


def _refuse_emptied(path: Path) -> None:
    """Refuses an empty file with a WAL beside it: SQLite would throw away what the WAL holds."""
    wal = path.with_name(path.name + "-wal")
    if path.exists() and path.stat().st_size == 0 and wal.exists() and wal.stat().st_size > 0:
        raise StorageFailure(StorageProblem.DAMAGED, path)


def _open(path: Path, clock: Clock, backups: BackupStore) -> Database:
    connection = connect(path)
    try:
        _bring_up_to_date(connection, path, clock.now(), backups)
        mode = enter_wal(connection)
        _reckon_days(connection, clock)
        return Database(path, connection, journal_mode=mode)
    except BaseException:
        connection.close()
        raise


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, now: dt.datetime, backups: BackupStore) -> None:
    # In this order: another process may be making the file, and does so in one transaction.
    is_new = not holds_tables(connection)
    revision = stored_revision(connection)
    if revision == HEAD_REVISION:
        return
    from desktop_app.storage import migrate  # Alembic takes longer to load than the window

    if revision is None and not is_new:
        raise StorageFailure(StorageProblem.DAMAGED, path)
    if revision is not None:
        if revision not in migrate.known_revisions():
            raise StorageFailure(StorageProblem.TOO_NEW, path)
        backups.make(connection, now, Reason.MIGRATION)
    migrate.upgrade(connection)


def _reckon_days(connection: sqlite3.Connection, clock: Clock) -> None:
    """Rebuilds the local day of every completion if the offsets from UTC are not those it was made with."""
    zone = zone_fingerprint(clock)
    if connection.execute("SELECT zone FROM file_state").fetchone()[0] == zone:
        return

    def local_day(microseconds: int) -> str:
        return clock.local(from_microseconds(microseconds)).date().isoformat()

    connection.create_function("local_day", 1, local_day, deterministic=True)
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(
            "UPDATE task SET completed_day = local_day(completed_at) "
            "WHERE completed_at IS NOT NULL AND completed_day IS NOT local_day(completed_at)"
        )
        connection.execute("UPDATE file_state SET zone = ?", (zone,))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def zone_fingerprint(clock: Clock) -> str:
    """The offsets from UTC, in minutes, at the beginning of each month of a year of reference.

    Two zones with the same offsets reckon the same days, so the zone's name does not matter.
    """
    months = (dt.datetime(2025, month, 1, tzinfo=dt.UTC) for month in range(1, 13))
    offsets = (clock.local(moment).utcoffset() or dt.timedelta() for moment in months)
    return " ".join(str(int(offset.total_seconds()) // 60) for offset in offsets)
