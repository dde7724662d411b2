"""One user's file: opening it, one write transaction at a time, and noticing other writers.

A `Database` is one connection and stays in the thread that opened it. It is opened in WAL with
`synchronous=FULL`: what was committed survives a power cut.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.domain.errors import StorageFailure, StorageProblem
from desktop_app.storage.failures import translated
from sync_protocol.text import fold, name_key

HEAD_REVISION = "0001"
"""The newest migration. A file at this revision is opened without importing Alembic."""

BUSY_TIMEOUT_SECONDS = 5.0
PAGE_CACHE_KIB = 8 * 1024
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def connect(path: Path, *, timeout: float = BUSY_TIMEOUT_SECONDS) -> sqlite3.Connection:
    """A connection with everything the schema's triggers need, in autocommit.

    The file is made readable by its owner only. Transactions are begun by hand, always IMMEDIATE:
    one that turns from reading to writing half-way can fail however long it waits.
    """
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE))
    connection = sqlite3.connect(path, timeout=timeout, isolation_level=None)
    connection.create_function("fold", 1, fold, deterministic=True)
    connection.create_function("name_key", 1, name_key, deterministic=True)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{PAGE_CACHE_KIB}")
    return connection


def make_private(folder: Path) -> None:
    """Makes the folder and its missing parents, readable by their owner only. Raises OSError."""
    if not folder.parent.exists():
        make_private(folder.parent)
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def stored_revision(connection: sqlite3.Connection) -> str | None:
    """The migration that the file stands at, or None for a new file or another program's."""
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
        row = None
    return None if row is None else str(row[0])


def holds_tables(connection: sqlite3.Connection) -> bool:
    """Whether anything was ever stored in the file."""
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


class Database:
    """The file at `path`, open in this thread."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, journal_mode: str) -> None:
        self.path = path
        self.connection = connection
        self.journal_mode = journal_mode
        """`wal`, or `delete` where the file system cannot hold a WAL."""
        self._data_version = self._read_data_version()

    def close(self) -> None:
        """Closes the connection; the last one folds the WAL into the file."""
        self.connection.close()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is committed, or none.

        Raises StorageFailure if the file cannot be written or another process migrated it.
        """
        connection = self.connection
        with translated(self.path):
            connection.execute("BEGIN IMMEDIATE")
            try:
                if stored_revision(connection) != HEAD_REVISION:
                    raise StorageFailure(StorageProblem.SCHEMA_MOVED, self.path)
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # SQLite itself rolls back on some errors, a full disk among them.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """The connection for reading; SQLite's errors leave as StorageFailure."""
        with translated(self.path):
            yield self.connection

    def written_elsewhere(self) -> bool:
        """Whether another connection committed since this was last asked. Costs microseconds."""
        with translated(self.path):
            version = self._read_data_version()
        moved = version != self._data_version
        self._data_version = version
        return moved

    def _read_data_version(self) -> int:
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])


def enter_wal(connection: sqlite3.Connection) -> str:
    """Switches the file to WAL and returns the mode it is in now.

    Network file systems cannot share the memory that a WAL needs; there the file stays in
    `delete`, which is as durable and lets no reader in while a writer writes.
    """
    mode = str(connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]).lower()
    if mode != "wal":
        mode = str(connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]).lower()
    return mode
