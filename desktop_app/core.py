"""The program without a window: storage, services and their wiring."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from desktop_app.domain.backup import Backup
from desktop_app.domain.clock import Clock
from desktop_app.domain.ids import id_factory
from desktop_app.domain.journal import Source
from desktop_app.services.backup import BackupService
from desktop_app.services.changes import Changes
from desktop_app.services.history import HistoryService
from desktop_app.services.lists import ListService
from desktop_app.services.ports import CountReader, IdReader, TaskReader
from desktop_app.services.tasks import TaskService
from desktop_app.services.undo import UndoService
from desktop_app.storage.backups import FileBackups
from desktop_app.storage.counts import CountQueries
from desktop_app.storage.database import Database
from desktop_app.storage.doctor import Doctor, move_aside, restore_newest
from desktop_app.storage.journal import StepQueries
from desktop_app.storage.opening import open_database
from desktop_app.storage.queries import TaskQueries
from desktop_app.storage.short_ids import ShortIds
from desktop_app.storage.unit_of_work import UnitOfWorkFactory
from desktop_app.storage.watch import Watch
from desktop_app.system.clock import SystemClock

if TYPE_CHECKING:
    from desktop_app.services.demo import DemoService
    from desktop_app.services.transfer import TransferService


# Without slots, which would leave no room for what is made later.
@dataclass(frozen=True, kw_only=True)
class Core:
    """Everything the program can do, for one user's file, on the thread that built it.

    What few starts need is loaded when it is first asked for, as the window waits for every import.
    """

    data_dir: Path
    clock: Clock
    tasks: TaskService
    lists: ListService
    history: HistoryService
    undo: UndoService
    backup: BackupService
    doctor: Doctor
    reader: TaskReader
    counts: CountReader
    ids: IdReader
    changes: Changes
    watch: Watch
    database: Database
    unit_of_work: UnitOfWorkFactory
    new_id: Callable[[], UUID]

    @cached_property
    def transfer(self) -> "TransferService":
        """Import and export."""
        from desktop_app.services.transfer import TransferService

        return TransferService(self.unit_of_work, self.reader, self.counts, self.backup, self.new_id, self.clock)

    @cached_property
    def demo(self) -> "DemoService":
        """Examples to try the program with."""
        from desktop_app.services.demo import DemoService

        return DemoService(self.unit_of_work, self.counts, self.clock)

    def look_elsewhere(self) -> None:
        """Passes on what other processes have committed since the last look."""
        notice = self.watch.look()
        if notice is not None:
            self.changes.notify(notice)

    def close(self) -> None:
        """Ends the use of the file."""
        self.database.close()


def random_bits(count: int) -> int:
    """That many bits from the system. The module `secrets` would bring much that is not needed for it."""
    return int.from_bytes(os.urandom(-(-count // 8))) >> (-count % 8)


def build_core(
    data_dir: Path,
    account: str | None = None,
    clock: Clock | None = None,
    *,
    source: Source = Source.WINDOW,
    random_bits: Callable[[int], int] = random_bits,
) -> Core:
    """Opens the file in `data_dir` (made if absent) and wires the program around it.

    `account` names whose file; None is the file of this computer. Raises StorageFailure.
    """
    clock = clock or SystemClock()
    folder = data_dir if account is None else data_dir / "accounts" / account
    database, store = open_database(folder, clock)
    changes, watch = Changes(), Watch(database)
    changes.subscribe(watch.own)
    unit_of_work = UnitOfWorkFactory(database, clock, source, changes.notify)
    new_id = id_factory(clock, random_bits)
    reader, counts = TaskQueries(database), CountQueries(database)
    backup = BackupService(FileBackups(store, database), clock)
    return Core(
        data_dir=data_dir,
        clock=clock,
        tasks=TaskService(unit_of_work, new_id),
        lists=ListService(unit_of_work, new_id),
        history=HistoryService(reader, counts, clock),
        undo=UndoService(unit_of_work, StepQueries(database)),
        backup=backup,
        doctor=Doctor(database, store),
        reader=reader,
        counts=counts,
        ids=ShortIds(database),
        changes=changes,
        watch=watch,
        database=database,
        unit_of_work=unit_of_work,
        new_id=new_id,
    )


def make_daily_backup(data_dir: Path, clock: Clock | None = None) -> Backup | None:
    """The copy of the day, made on a connection of its own so that any thread may do it."""
    core = build_core(data_dir, clock=clock)
    try:
        return core.backup.make_daily()
    finally:
        core.close()


def restore_newest_backup(data_dir: Path, clock: Clock | None = None) -> tuple[Backup, Path | None]:
    """For a file that cannot be opened: see `storage.doctor.restore_newest`."""
    return restore_newest(data_dir, clock or SystemClock())


def start_empty(data_dir: Path, clock: Clock | None = None) -> Path | None:
    """For a file that cannot be opened and has no copy: moves it aside and returns where it is now."""
    return move_aside(data_dir, clock or SystemClock())
