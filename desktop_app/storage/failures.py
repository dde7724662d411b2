"""SQLite's errors, translated at the edge into the refusals that the rest of the program knows."""

import errno
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
_WORDS_OF_DAMAGE = ("Could not decode to UTF-8", "unsupported file format")
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}


def problem_of(error: sqlite3.Error) -> StorageProblem | None:
    """What of the world an SQLite error tells of, or None if it tells of a fault in our SQL."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None or code == sqlite3.SQLITE_ERROR:
        return StorageProblem.DAMAGED if str(error).startswith(_WORDS_OF_DAMAGE) else None
    return _PROBLEMS.get(code & _PRIMARY_CODE)


def damage(detail: str) -> sqlite3.DatabaseError:
    """An error for what SQLite itself took for sound, as SQLite would have raised it."""
    error = sqlite3.DatabaseError(detail)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Inside, SQLite's errors about the world leave as StorageFailure for the file at `path`."""
    try:
        yield
    except UnicodeDecodeError as error:
        # Of a damaged file even SQLite's own messages can be unreadable.
        raise StorageFailure(StorageProblem.DAMAGED, path) from error
    except sqlite3.Error as error:
        problem = problem_of(error)
        if problem is None:
            raise
        raise StorageFailure(problem, path) from error


@contextmanager
def files_translated(path: Path) -> Iterator[None]:
    """Inside, the file system's own errors leave as StorageFailure for the file at `path`."""
    try:
        yield
    except OSError as error:
        raise StorageFailure(_problem_of_system(error), path) from error


def _problem_of_system(error: OSError) -> StorageProblem:
    if error.errno in _NO_ROOM:
        return StorageProblem.DISK_FULL
    return StorageProblem.READ_ONLY if error.errno in _NOT_ALLOWED else StorageProblem.INPUT_OUTPUT
