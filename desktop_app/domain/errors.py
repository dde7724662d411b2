"""What can be refused, as codes with typed arguments; `wording.errors` makes the sentences.

There are two families. `Refused` is the world's or the user's: it has a calm sentence with a next
step. Anything else that is raised is a bug of ours.
"""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any


class Refused(Exception):
    """Something the program will not or cannot do, and can explain in one sentence.

    Subclasses are data classes, but neither frozen (Python writes the traceback into an exception)
    nor comparable (an exception must stay hashable).
    """


class Problem(Enum):
    """What is wrong with one field."""

    EMPTY = "empty"
    TOO_LONG = "too long"
    TOO_MANY = "too many"
    CONTROL_CHARACTER = "control character"
    TAG_CHARACTER = "tag character"
    NOT_A_DATE = "not a date"
    NOT_A_TIME = "not a time"
    TIME_WITHOUT_DATE = "time without date"
    NOT_A_PRIORITY = "not a priority"
    NOT_A_STATUS = "not a status"
    NOT_A_COLOUR = "not a colour"
    NOT_AN_ID = "not an id"
    ALREADY_USED = "already used"
    MISSING = "missing"
    NOT_JSON = "not json"
    IN_THE_FUTURE = "in the future"


@dataclass(eq=False)
class InvalidField(Refused):
    """A value that a field cannot hold.

    `field` is the name a user knows it by (title, description, due, priority, list, tags, …),
    `value` what was given, `limit` the bound that was broken, `line` the line of an imported file.
    """

    field: str
    problem: Problem
    value: str = ""
    limit: int = 0
    line: int | None = None


class Missing(Enum):
    """Which kind of thing was looked for and not found."""

    TASK = "task"
    LIST = "list"
    STEP = "step"


@dataclass(eq=False)
class NotFound(Refused):
    """No such task or list; `reference` is what the user typed or the id that was asked for."""

    kind: Missing
    reference: str


@dataclass(eq=False)
class Ambiguous(Refused):
    """A shortened id that fits several tasks; `candidates` are (short id, title), at most five."""

    reference: str
    candidates: tuple[tuple[str, str], ...]


@dataclass(eq=False)
class NothingToUndo(Refused):
    """The undo stack (or with `redo`, the redo stack) is empty."""

    redo: bool = False


@dataclass(frozen=True)
class Moved:
    """One field that somebody changed after the step that is to be undone."""

    title: str
    field: str
    expected: Any
    """The value that the step wrote."""
    found: Any
    """The value that stands there now."""


@dataclass(eq=False)
class UndoConflict(Refused):
    """Undoing would overwrite later changes; nothing was changed."""

    moved: tuple[Moved, ...]


class StorageProblem(Enum):
    """Why the user's file cannot be read or written."""

    DISK_FULL = "disk full"
    READ_ONLY = "read only"
    LOCKED = "locked"
    DAMAGED = "damaged"
    TOO_NEW = "too new"
    SCHEMA_MOVED = "schema moved"
    NO_FOLDER = "no folder"
    INPUT_OUTPUT = "input or output"
    NO_BACKUP = "no backup"


@dataclass(eq=False)
class StorageFailure(Refused):
    """The file or folder at `path` cannot be used; `backup` is the newest verified copy, if any."""

    problem: StorageProblem
    path: Path
    backup: Path | None = None


class FileProblem(Enum):
    """Why a file that the user named cannot be imported or exported."""

    UNREADABLE = "unreadable"
    UNWRITABLE = "unwritable"
    NOT_TEXT = "not text"
    UNKNOWN_FORMAT = "unknown format"
    NO_TITLE_COLUMN = "no title column"
    FOREIGN = "foreign"
    TOO_NEW = "too new"
    TOO_LARGE = "too large"


@dataclass(eq=False)
class FileRefused(Refused):
    """A file that the user named cannot be used; `detail` is the system's or parser's own word."""

    problem: FileProblem
    path: Path
    detail: str = ""
    line: int | None = None


@dataclass(eq=False)
class FileInvalid(Refused):
    """Entries of an imported file are wrong; nothing was imported. `errors` name field and line."""

    path: Path
    errors: tuple[InvalidField, ...]
