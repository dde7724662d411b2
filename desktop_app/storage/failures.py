"""SQLite's errors, translated at the edge into the refusals that the rest of the program knows."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.domain.errors import StorageFailure, StorageProblem

_PROBLEMS = {
    sqlite3.SQLITE_FULL: StorageProblem.DISK_FULL,
    sqlite3.SQLITE_READONLY: StorageProblem.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: StorageProblem.READ_ONLY,
    sqlite3.SQLITE_PERM: StorageProblem.READ_ONLY,
    sqlite3.SQLITE_BUSY: StorageProblem.LOCKED,
    sqlite3.SQLITE_LOCKED: StorageProblem.LOCKED,
    sqlite3.SQLITE_PROTOCOL: StorageProblem.LOCKED,
    sqlite3.SQLITE_CORRUPT: StorageProblem.DAMAGED,
    sqlite3.SQLITE_NOTADB: StorageProblem.DAMAGED,
    sqlite3.SQLITE_IOERR: StorageProblem.INPUT_OUTPUT,
}
_PRIMARY_CODE = 0xFF


def problem_of(error: sqlite3.Error) -> StorageProblem | None:
    """What of the world an SQLite error tells of, or None if it tells of a fault in our SQL."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _PROBLEMS.get(code & _PRIMARY_CODE)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Inside, SQLite's errors about the world leave as StorageFailure for the file at `path`."""
    try:
        yield
    except sqlite3.Error as error:
        problem = problem_of(error)
        if problem is None:
            raise
        raise StorageFailure(problem, path) from error
