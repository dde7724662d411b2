"""The part of a query that finds words, as SQL.

A word of three letters and more is looked up in the trigram index, which says where it may occur;
the row itself says whether it does. Shorter words are looked for in titles only. Lists and tags
are found by name, so renaming one re-indexes nothing.
"""

import sqlite3
from dataclasses import dataclass, field
from typing import Any

from sync_protocol.text import fold, storable

INDEX = "task_search"
TRIGRAM = 3
FEW_CANDIDATES = 2_000
"""Up to so many candidates are fetched and sorted; with more, walking the sorted index is cheaper."""


@dataclass(slots=True)
class Condition:
    """SQL text that goes into a WHERE, its values in order, and whether it picks out few rows."""

    clauses: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    is_selective: bool = False

    def add(self, clause: str, *values: Any) -> None:
        """One more clause that has to hold."""
        self.clauses.append(clause)
        self.values += values

    @property
    def sql(self) -> str:
        """All clauses as one."""
        return " AND ".join(self.clauses) or "1"


def search_condition(connection: sqlite3.Connection, search: str) -> Condition:
    """A condition on `task` that holds where every word of the search occurs."""
    condition = Condition()
    for word in fold(storable(search)).split():
        _add_word(connection, word, condition)
    return condition


def _add_word(connection: sqlite3.Connection, word: str, condition: Condition) -> None:
    lists = _named(connection, "task_list WHERE deleted_at IS NULL AND", word)
    tags = _named(connection, "tag WHERE", word)
    alternatives = ["instr(task.title_fold, ?) > 0"]
    values: list[Any] = [word]
    if len(word) >= TRIGRAM:
        alternatives.append("instr(fold(task.description), ?) > 0")
        values.append(word)
    if lists:
        alternatives.append(f"task.list IN ({lists})")
    if tags:
        alternatives.append(f"task.id IN (SELECT task FROM task_tag WHERE tag IN ({tags}))")
    condition.add(f"({' OR '.join(alternatives)})", *values)
    if len(word) >= TRIGRAM and not lists and not tags:
        _narrow_by_index(connection, word, condition)


def _narrow_by_index(connection: sqlite3.Connection, word: str, condition: Condition) -> None:
    trigrams = " AND ".join(f'"{_quoted(word[at : at + TRIGRAM])}"' for at in range(len(word) - TRIGRAM + 1))
    few = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM task_search WHERE task_search MATCH ? LIMIT ?)",
        (trigrams, FEW_CANDIDATES + 1),
    ).fetchone()[0]
    if few <= FEW_CANDIDATES:
        condition.add("task.id IN (SELECT rowid FROM task_search WHERE task_search MATCH ?)", trigrams)
        condition.is_selective = True


def is_indexed_rightly(connection: sqlite3.Connection) -> bool:
    """Whether the index is whole and every title was folded as this program folds."""
    try:
        connection.execute("INSERT INTO task_search (task_search) VALUES ('integrity-check')")
    except sqlite3.DatabaseError:
        return False
    return connection.execute("SELECT 1 FROM task WHERE title_fold <> fold(title) LIMIT 1").fetchone() is None


def index_again(connection: sqlite3.Connection) -> None:
    """Makes the index anew from the rows. Runs inside the caller's transaction."""
    connection.execute("UPDATE task SET title_fold = fold(title) WHERE title_fold <> fold(title)")
    connection.execute("INSERT INTO task_search (task_search) VALUES ('delete-all')")
    connection.execute(
        "INSERT INTO task_search (rowid, title, description) SELECT id, title_fold, fold(description) FROM task"
    )


def _quoted(trigram: str) -> str:
    return trigram.replace('"', '""')


def _named(connection: sqlite3.Connection, source: str, word: str) -> str:
    """The ids of the lists or tags whose name holds the word, comma-separated; they are numbers of ours."""
    rows = connection.execute(f"SELECT id FROM {source} instr(fold(name), ?) > 0", (word,))
    return ", ".join(str(int(row[0])) for row in rows)
