"""What a journal step is: one thing a user did, which undo takes back as a whole."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum


class Verb(Enum):
    """What was done. A code that is stored; `wording.steps` says it in words."""

    ADD = "add"
    EDIT = "edit"
    COMPLETE = "complete"
    REOPEN = "reopen"
    DELETE = "delete"
    RESTORE = "restore"
    DELETE_FOREVER = "delete forever"
    CREATE_LIST = "create list"
    RENAME_LIST = "rename list"
    COLOUR_LIST = "colour list"
    DELETE_LIST = "delete list"
    RESTORE_LIST = "restore list"
    IMPORT = "import"
    DEMO = "demo"


class Direction(Enum):
    """Whether a step did something new, took a step back, or did a step again."""

    DO = 0
    UNDO = 1
    REDO = 2


class Source(Enum):
    """Which part of the program wrote a step. Only what came by sync is not on the undo stack."""

    WINDOW = "window"
    COMMAND_LINE = "cli"
    AGENT = "agent"
    SYNC = "sync"


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the journal. `verb` and `count` of an undo are those of the step it takes back."""

    id: int
    at: dt.datetime
    """UTC."""
    verb: Verb
    count: int
    """How many records the step changed."""
    source: Source
    direction: Direction = Direction.DO
    undoes: int | None = None
    title: str = ""
    """The title or name of the record, if the step changed just one."""


@dataclass(frozen=True, slots=True)
class ChangeNotice:
    """That something was committed: by this process, or seen to have been by another."""

    tasks: frozenset[int]
    """Handles (see `listing`) of the tasks that were created, changed or removed."""
    lists_changed: bool
    """Whether a list was created, changed or removed."""
    elsewhere: bool
    """Whether another process wrote it."""
    step: Step | None = None
    """The step that this process wrote; None for what another process wrote."""
