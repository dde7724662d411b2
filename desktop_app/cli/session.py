"""What every verb works with: the program's core, the terminal, and the ways to print tasks."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from desktop_app.cli.objects import print_objects, task_object
from desktop_app.cli.terminal import Terminal, terminal
from desktop_app.core import Core, build_core
from desktop_app.domain.clock import Clock, local_today
from desktop_app.domain.journal import ChangeNotice, Source
from desktop_app.domain.task import Task

AT_ONCE = 500
"""So many tasks are read at a time, because SQLite bounds the number of values in a statement."""


@dataclass(slots=True)
class Session:
    """One run of a verb."""

    core: Core
    terminal: Terminal
    as_json: bool
    notices: list[ChangeNotice] = field(default_factory=list)
    """What this run has committed."""

    @property
    def today(self) -> dt.date:
        """The local date."""
        return local_today(self.core.clock)

    @property
    def time_of_day(self) -> dt.time:
        """The local time."""
        return self.core.clock.local(self.core.clock.now()).time()

    def local(self, moment: dt.datetime) -> dt.datetime:
        """The moment as the user's clock shows it."""
        return self.core.clock.local(moment)

    def list_names(self) -> dict[UUID, str]:
        """The names of the lists that are not deleted."""
        return {row.id: row.name for row in self.core.counts.lists()}

    def print_json(self, tasks: Iterable[Task]) -> None:
        """Prints the tasks as one array of objects."""
        names = self.list_names()
        print_objects([task_object(task, names) for task in tasks])

    def tasks(self, handles: Sequence[int]) -> Iterator[Task]:
        """The whole tasks of those handles."""
        for start in range(0, len(handles), AT_ONCE):
            yield from self.core.reader.tasks(handles[start : start + AT_ONCE])

    def touched(self) -> list[Task]:
        """The tasks that this run has changed, oldest first."""
        return list(self.tasks(sorted({handle for notice in self.notices for handle in notice.tasks})))

    def resolved(self, references: Sequence[str]) -> list[UUID]:
        """The tasks that the user named, each once. Raises Refused if any of them is not found."""
        return list(dict.fromkeys(self.core.ids.resolve(reference) for reference in references))

    def short_id(self, task_id: UUID) -> str:
        """As much of the id as is needed to name the task."""
        return self.core.ids.shortest([task_id])[0]


@contextmanager
def opened(data_dir: Path, clock: Clock | None, *, as_json: bool) -> Iterator[Session]:
    """A session on the folder's file. Raises StorageFailure."""
    core = build_core(data_dir, clock=clock, source=Source.COMMAND_LINE)
    try:
        session = Session(core, terminal(), as_json)
        core.changes.subscribe(session.notices.append)
        yield session
    finally:
        core.close()
