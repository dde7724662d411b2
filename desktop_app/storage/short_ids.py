"""Naming a task by a few characters of its id.

Ids begin with the time, so neighbours share their beginnings; their endings are random. So
endings are what tables print, and an ending that fits one task wins over beginnings.
"""

import sqlite3
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from desktop_app.domain.errors import Ambiguous, InvalidField, Missing, NotFound, Problem
from desktop_app.storage.database import Database

SHORTEST = 3
_WHOLE = 32
_HEX = frozenset("0123456789abcdef")
_INDEXED = 4
"""Hexadecimal digits at the end of an id that the index holds."""
_CANDIDATES_SHOWN = 5


class ShortIds:
    """Finds tasks by parts of their ids, and the parts that find them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def resolve(self, reference: str) -> UUID:
        """The one task whose id begins or ends so.

        Raises InvalidField for what cannot be part of an id, NotFound, or Ambiguous.
        """
        digits = reference.strip().lower().replace("-", "")
        if not SHORTEST <= len(digits) <= _WHOLE or not _HEX.issuperset(digits):
            raise InvalidField("id", Problem.NOT_AN_ID, value=reference, limit=SHORTEST)
        with self._database.read() as connection:
            endings = _ending_with(connection, digits)
            if len(endings) == 1:
                return endings[0]
            found = endings + [task_id for task_id in _beginning_with(connection, digits) if task_id not in endings]
            if len(found) > 1:
                raise Ambiguous(reference, self._described(connection, found))
        if not found:
            raise NotFound(Missing.TASK, reference)
        return found[0]

    def shortest(self, task_ids: Sequence[UUID]) -> list[str]:
        """For each task the shortest ending of its id, three digits or more, that no other task has."""
        with self._database.read() as connection:
            return [_shortest_ending(connection, task_id) for task_id in task_ids]

    def _described(self, connection: sqlite3.Connection, found: list[UUID]) -> tuple[tuple[str, str], ...]:
        shown = found[:_CANDIDATES_SHOWN]
        titles = [
            connection.execute("SELECT title FROM task WHERE uuid = ?", (task_id.bytes,)).fetchone()[0]
            for task_id in shown
        ]
        return tuple(zip(self.shortest(shown), titles, strict=True))


def _beginning_with(connection: sqlite3.Connection, digits: str) -> list[UUID]:
    first, last = bytes.fromhex(digits.ljust(_WHOLE, "0")), bytes.fromhex(digits.ljust(_WHOLE, "f"))
    rows = connection.execute(
        "SELECT uuid FROM task WHERE uuid BETWEEN ? AND ? LIMIT ?", (first, last, _CANDIDATES_SHOWN + 1)
    )
    return [UUID(bytes=row[0]) for row in rows]


def _ending_with(connection: sqlite3.Connection, digits: str) -> list[UUID]:
    tails = _indexed_tails(digits)
    marks = ", ".join("?" * len(tails))
    rows = connection.execute(
        f"SELECT uuid FROM task WHERE substr(uuid, 15, 2) IN ({marks}) AND lower(hex(uuid)) LIKE ? LIMIT ?",
        (*tails, f"%{digits}", _CANDIDATES_SHOWN + 1),
    )
    return [UUID(bytes=row[0]) for row in rows]


def _indexed_tails(digits: str) -> list[Any]:
    """The last two bytes that an id with this ending can have."""
    if len(digits) >= _INDEXED:
        return [bytes.fromhex(digits[-_INDEXED:])]
    return [bytes.fromhex(first + digits) for first in sorted(_HEX)]


def _shortest_ending(connection: sqlite3.Connection, task_id: UUID) -> str:
    digits = task_id.hex
    for length in range(SHORTEST, _WHOLE):
        if len(_ending_with(connection, digits[-length:])) <= 1:
            return digits[-length:]
    return digits
