"""What the tests of storage and services share: opening a core, seeing all of it, and what must always hold."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from desktop_app.core import Core, build_core
from desktop_app.domain.clock import Clock
from desktop_app.domain.journal import Source, Verb
from desktop_app.domain.task import Task
from desktop_app.domain.task_list import TaskList
from desktop_app.storage import counts, search
from desktop_app.storage.unit_of_work import UnitOfWorkFactory
from tests.fakes.clock import FakeClock

NOW = dt.datetime(2026, 11, 23, 14, 0, tzinfo=dt.UTC)
TODAY = NOW.date()
LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@contextmanager
def opened(folder: Path, clock: Clock | None = None, source: Source = Source.WINDOW) -> Iterator[Core]:
    """A core that is closed afterwards, also when the test fails."""
    core = build_core(folder, clock=clock or FakeClock(NOW), source=source)
    try:
        yield core
    finally:
        core.close()


@dataclass(frozen=True)
class Contents:
    """All that a user can see in a file: live tasks, live lists, and the Trash."""

    tasks: dict[UUID, Task]
    lists: dict[UUID, TaskList]
    trash: dict[UUID, Task]
    deleted_lists: dict[UUID, TaskList]


def contents(core: Core) -> Contents:
    """Everything field by field, but for when a record was last written and when it was deleted."""
    tasks = [replace(task, updated_at=LONG_AGO) for task in core.reader.tasks(core.reader.everything())]
    lists = [replace(found, updated_at=LONG_AGO) for found in core.counts.all_lists()]
    return Contents(
        tasks={task.id: task for task in tasks if not task.is_deleted},
        lists={found.id: found for found in lists if found.deleted_at is None},
        trash={task.id: replace(task, deleted_at=LONG_AGO) for task in tasks if task.is_deleted},
        deleted_lists={gone.id: replace(gone, deleted_at=LONG_AGO) for gone in lists if gone.deleted_at is not None},
    )


def faults(connection: sqlite3.Connection) -> list[str]:
    """What is wrong in a file: damage, kept counts that a recount contradicts, a search index that lies."""
    found = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    found += counts.miscounted(connection)
    found += [] if search.is_indexed_rightly(connection) else [search.INDEX]
    return found + _misindexed(connection)


def _misindexed(connection: sqlite3.Connection) -> list[str]:
    """Words that the index holds of a row which has them not, and the reverse."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab (main, task_search, instance)")
    indexed = set(connection.execute("SELECT DISTINCT doc, term FROM temp.words"))
    rows = connection.execute("SELECT id, fold(title), fold(description) FROM task")
    present = {(row, text[at : at + 3]) for row, *texts in rows for text in texts for at in range(len(text) - 2)}
    return [f"index of row {row}: {term!r}" for row, term in sorted(indexed ^ present)]


@contextmanager
def elsewhere(core: Core) -> Iterator[UnitOfWorkFactory]:
    """Writes as a sync would: on the same file by another connection, off the undo stack."""
    with opened(core.data_dir, core.clock) as other:
        yield UnitOfWorkFactory(other.database, core.clock, Source.SYNC, lambda _: None)


def change_by_sync(core: Core, task_id: UUID, **values: object) -> None:
    """A task's fields as a sync from another machine would set them."""
    with elsewhere(core) as factory, factory(Verb.EDIT) as work:
        task = work.tasks.get(task_id)
        work.tasks.save(task, replace(task, **values))  # type: ignore[arg-type]
