"""The journal: what each step changed, and which step undo or redo comes to next.

Nothing in it is ever rewritten. Undo appends a step that names the one it takes back, redo appends
one that names that undo, and the stacks follow from reading backwards.
"""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from desktop_app.domain.journal import Direction, Source, Step, Verb
from desktop_app.storage.codec import Fields, changed, dumps, from_microseconds, to_microseconds
from desktop_app.storage.database import Database

TASK_KIND = 0
LIST_KIND = 1

KEPT_STEPS = 500
KEPT_DAYS = 30
PRUNED_EVERY = 100
"""Every so many steps the old ones are dropped, so that nobody has to remember to."""

_Code = TypeVar("_Code", bound=Enum)

_STEP_COLUMNS = "id, at, verb, count, source, direction, undoes"
_OWN = f"source <> '{Source.SYNC.value}'"
# Of a step that made a task and its list, the task is what the step was about.
_TITLE_OF_STEP = """
    SELECT title FROM task WHERE id IN (SELECT record FROM journal_change WHERE step = ?1 AND kind = 0)
    UNION ALL
    SELECT name FROM task_list WHERE id IN (SELECT record FROM journal_change WHERE step = ?1 AND kind = 1)
        AND NOT EXISTS (SELECT 1 FROM journal_change WHERE step = ?1 AND kind = 0)
    LIMIT 2
"""


@dataclass(frozen=True, slots=True)
class Change:
    """What one step did to one record.

    A creation has neither side; a removal for ever has the whole record in `before` and no
    `after`; everything else has the changed fields on both sides.
    """

    kind: int
    record: int
    before: Fields | None
    after: Fields | None

    @property
    def is_creation(self) -> bool:
        """Whether the step made the record."""
        return self.before is None

    @property
    def is_removal(self) -> bool:
        """Whether the step removed the record for ever."""
        return self.before is not None and self.after is None


class JournalWriter:
    """Collects what one transaction changes and writes it as one step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._changes: dict[tuple[int, int], tuple[Fields | None, Fields | None]] = {}

    def created(self, kind: int, record: int) -> None:
        """Notes a new record."""
        self._changes[kind, record] = (None, None)

    def changed(self, kind: int, record: int, before: Fields, after: Fields) -> None:
        """Notes changed fields; a second change of a record in one step joins the first."""
        first = self._changes.get((kind, record))
        if first is None:
            self._changes[kind, record] = (before, after)
        elif first[0] is not None and first[1] is not None:
            self._changes[kind, record] = changed({**before, **first[0]}, {**first[1], **after})

    def removed(self, kind: int, record: int, before: Fields) -> None:
        """Notes that a whole record went; `before` is all of it as it stood just now."""
        first = self._changes.pop((kind, record), None)
        if first is None:
            self._changes[kind, record] = (before, None)
        elif first[0] is not None:
            self._changes[kind, record] = ({**before, **first[0]}, None)
        # What the same step created leaves no trace.

    def records(self, kind: int) -> frozenset[int]:
        """The records of that kind which were noted so far."""
        return frozenset(record for noted, record in self._changes if noted == kind)

    def write_step(
        self,
        at: dt.datetime,
        verb: Verb,
        source: Source,
        direction: Direction = Direction.DO,
        undoes: Step | None = None,
    ) -> Step | None:
        """Writes the step, or nothing if nothing changed. `at` is UTC.

        Taking a step back is always written, or the stack would stop for ever at a step whose
        changes are undone already.
        """
        self._changes = {key: change for key, change in self._changes.items() if change != ({}, {})}
        if not self._changes and undoes is None:
            return None
        count = max(len(self.records(TASK_KIND)), 1) if undoes is None else undoes.count
        step_id = self._connection.execute(
            "INSERT INTO journal_step (at, verb, count, source, direction, undoes) VALUES (?, ?, ?, ?, ?, ?)",
            (
                to_microseconds(at),
                verb.value,
                count,
                source.value,
                direction.value,
                None if undoes is None else undoes.id,
            ),
        ).lastrowid
        assert step_id is not None  # noqa: S101 - an INSERT that succeeded has a row id
        self._connection.executemany(
            "INSERT INTO journal_change (step, kind, record, before, after) VALUES (?, ?, ?, ?, ?)",
            (
                (step_id, kind, record, _encoded(before), _encoded(after))
                for (kind, record), (before, after) in self._changes.items()
            ),
        )
        step = Step(step_id, at, verb, count, source, direction, None if undoes is None else undoes.id)
        return _titled(self._connection, step)


class JournalReader:
    """Reads steps and finds the next to undo or redo."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def last_step_id(self) -> int:
        """The newest step, or 0."""
        row = self._connection.execute("SELECT max(id) FROM journal_step").fetchone()
        return row[0] or 0

    def next_undo(self) -> Step | None:
        """The newest own step that still has its effect."""
        cancelled: set[int] = set()
        for step in self._own_steps_backwards():
            if step.id in cancelled:
                continue
            if step.direction is not Direction.UNDO:
                return _titled(self._connection, step)
            cancelled.add(_undone(step))
        return None

    def next_redo(self) -> Step | None:
        """The newest undo with its effect that no new step came after."""
        cancelled: set[int] = set()
        for step in self._own_steps_backwards():
            if step.id in cancelled:
                continue
            if step.direction is Direction.UNDO:
                return _titled(self._connection, step)
            if step.direction is Direction.DO:
                return None
            cancelled.add(_undone(step))
        return None

    def changes(self, step: Step) -> list[Change]:
        """What the step changed, newest creation last."""
        rows = self._connection.execute(
            "SELECT kind, record, before, after FROM journal_change WHERE step = ? ORDER BY kind DESC, record",
            (step.id,),
        )
        return [Change(kind, record, _decoded(before), _decoded(after)) for kind, record, before, after in rows]

    def records_since(self, step_id: int) -> tuple[frozenset[int], bool]:
        """The tasks that steps after that one touched, and whether any of them touched a list."""
        rows = self._connection.execute("SELECT kind, record FROM journal_change WHERE step > ?", (step_id,)).fetchall()
        tasks = frozenset(record for kind, record in rows if kind == TASK_KIND)
        return tasks, any(kind == LIST_KIND for kind, _ in rows)

    def recent(self, limit: int) -> list[Step]:
        """The newest own steps, newest first."""
        rows = self._connection.execute(
            f"SELECT {_STEP_COLUMNS} FROM journal_step WHERE {_OWN} ORDER BY id DESC LIMIT ?", (limit,)
        )
        return [_titled(self._connection, _step(row)) for row in rows.fetchall()]

    def _own_steps_backwards(self) -> Iterator[Step]:
        for row in self._connection.execute(f"SELECT {_STEP_COLUMNS} FROM journal_step WHERE {_OWN} ORDER BY id DESC"):
            yield _step(row)


class StepQueries:
    """The undo stack as it is read outside of transactions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def next_undo(self) -> Step | None:
        """The step that undo would take back. Raises StorageFailure, as all of these do."""
        with self._database.read() as connection:
            return JournalReader(connection).next_undo()

    def next_redo(self) -> Step | None:
        """The undo that redo would take back."""
        with self._database.read() as connection:
            return JournalReader(connection).next_redo()

    def recent(self, limit: int) -> list[Step]:
        """The newest own steps, newest first."""
        with self._database.read() as connection:
            return JournalReader(connection).recent(limit)


def prune(connection: sqlite3.Connection, now: dt.datetime) -> int:
    """Drops steps that are older than 30 days and not among the newest 500; returns how many.

    Only from the old end: the stacks need a journal without gaps. A step from the future comes
    from a clock that was wrong and does not keep what is before it.
    """
    oldest_kept = connection.execute(
        f"SELECT id FROM journal_step WHERE {_OWN} ORDER BY id DESC LIMIT 1 OFFSET ?", (KEPT_STEPS - 1,)
    ).fetchone()
    if oldest_kept is None:
        return 0
    youth = (to_microseconds(now - dt.timedelta(days=KEPT_DAYS)), to_microseconds(now))
    first_young = connection.execute(
        "SELECT id FROM journal_step WHERE at BETWEEN ? AND ? ORDER BY id LIMIT 1", youth
    ).fetchone()
    bound = min(row[0] for row in (oldest_kept, first_young) if row is not None)
    connection.execute("DELETE FROM journal_change WHERE step < ?", (bound,))
    return connection.execute("DELETE FROM journal_step WHERE id < ?", (bound,)).rowcount


def _undone(step: Step) -> int:
    if step.undoes is None:
        raise ValueError(f"step {step.id} goes back or again, but names no step")
    return step.undoes


def _step(row: tuple[Any, ...]) -> Step:
    return Step(
        id=row[0],
        at=from_microseconds(row[1]),
        verb=_known(Verb, row[2], Verb.EDIT),
        count=row[3],
        source=_known(Source, row[4], Source.WINDOW),
        direction=Direction(row[5]),
        undoes=row[6],
    )


def _known(codes: type[_Code], value: str, otherwise: _Code) -> _Code:
    """The code, or one that tells the least, for what a newer program wrote: undoing needs neither."""
    try:
        return codes(value)
    except ValueError:
        return otherwise


def _titled(connection: sqlite3.Connection, step: Step) -> Step:
    titles = connection.execute(_TITLE_OF_STEP, (step.id,)).fetchall()
    title = titles[0][0] or "" if len(titles) == 1 else ""
    return Step(step.id, step.at, step.verb, step.count, step.source, step.direction, step.undoes, title)


def _encoded(fields: Fields | None) -> str | None:
    return None if fields is None else dumps(fields)


def _decoded(text: str | None) -> Fields | None:
    return None if text is None else json.loads(text)
