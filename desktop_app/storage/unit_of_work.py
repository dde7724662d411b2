"""One transaction: what it changes, the journal step that says so, and the notice of it."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from desktop_app.domain.clock import Clock
from desktop_app.domain.errors import Moved
from desktop_app.domain.journal import ChangeNotice, Direction, Source, Step, Verb
from desktop_app.storage import undoing
from desktop_app.storage.database import Database
from desktop_app.storage.journal import LIST_KIND, PRUNED_EVERY, TASK_KIND, JournalReader, JournalWriter, prune
from desktop_app.storage.repositories import ListRepository, TaskRepository


class UnitOfWork:
    """What can be read and changed inside one transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.now = clock.now()
        """The moment of the transaction, UTC: all it writes carries this one time."""
        connection = database.connection
        self.journal = JournalWriter(connection)
        self.steps = JournalReader(connection)
        self.lists = ListRepository(connection, self.journal, self.now)
        self.tasks = TaskRepository(connection, self.journal, self.lists, self.now, _local_day(clock))
        self.taken_back: Step | None = None

    def moved_since(self, step: Step) -> list[Moved]:
        """The fields that no longer hold what the step wrote."""
        return undoing.moved_since(self, step)

    def take_back(self, step: Step) -> None:
        """Inverts the step; the transaction becomes the undo (or redo) of it."""
        self.taken_back = step
        undoing.take_back(self, step)


class UnitOfWorkFactory:
    """Makes units of work on one database and tells `notify` what each of them committed."""

    def __init__(
        self, database: Database, clock: Clock, source: Source, notify: Callable[[ChangeNotice], None]
    ) -> None:
        self._database = database
        self._clock = clock
        self._source = source
        self._notify = notify

    @contextmanager
    def __call__(self, verb: Verb | None = None) -> Iterator[UnitOfWork]:
        """A transaction whose changes become one journal step; leaving by an exception undoes all.

        Only a transaction that takes a step back may do without a verb: it bears that step's.
        """
        with self._database.write():
            work = UnitOfWork(self._database, self._clock)
            yield work
            step = self._write_step(work, verb)
            # Not while going back: that must not saw off the steps it is coming to.
            if step is not None and step.direction is Direction.DO and step.id % PRUNED_EVERY == 0:
                prune(self._database.connection, work.now)
        if step is not None:
            self._notify(_notice(work, step))

    def _write_step(self, work: UnitOfWork, verb: Verb | None) -> Step | None:
        taken_back = work.taken_back
        if taken_back is None:
            if verb is None:
                raise ValueError("a transaction that takes nothing back needs a verb")
            return work.journal.write_step(work.now, verb, self._source)
        direction = Direction.REDO if taken_back.direction is Direction.UNDO else Direction.UNDO
        return work.journal.write_step(work.now, taken_back.verb, self._source, direction, taken_back)


def _local_day(clock: Clock) -> Callable[[dt.datetime], dt.date]:
    return lambda moment: clock.local(moment).date()


def _notice(work: UnitOfWork, step: Step) -> ChangeNotice:
    return ChangeNotice(
        tasks=work.journal.records(TASK_KIND),
        lists_changed=bool(work.journal.records(LIST_KIND)),
        elsewhere=False,
        step=step,
    )
