"""What the services need of storage, as protocols: they are handed objects that do this."""

import datetime as dt
from array import array
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol
from uuid import UUID

from desktop_app.domain.errors import Moved
from desktop_app.domain.journal import Step, Verb
from desktop_app.domain.listing import (
    HistoryListing,
    HistoryQuery,
    HistoryTotals,
    ListRow,
    OpenCounts,
    TagRow,
    TaskQuery,
    TaskRow,
)
from desktop_app.domain.task import Task
from desktop_app.domain.task_list import TaskList


class TaskRepository(Protocol):
    """Tasks inside one transaction, those in the Trash included."""

    def get_many(self, task_ids: Iterable[UUID]) -> list[Task]:
        """In the order asked for, each once. Raises NotFound."""

    def find_many(self, task_ids: Sequence[UUID]) -> dict[UUID, Task]:
        """Those that exist."""

    def spelled(self, tags: Iterable[str]) -> tuple[str, ...]:
        """The tags, each as it was first spelled in this file."""

    def add(self, task: Task) -> None:
        """Stores a new task."""

    def save(self, before: Task, after: Task) -> None:
        """Writes what differs; `before` was read in this transaction."""

    def remove(self, task: Task) -> None:
        """Takes the task out for good (undo can still bring it back)."""


class ListRepository(Protocol):
    """Lists inside one transaction, deleted ones included."""

    def get(self, list_id: UUID) -> TaskList:
        """Raises NotFound."""

    def find(self, list_id: UUID) -> TaskList | None:
        """The list if it exists, deleted or not."""

    def named(self, name: str) -> TaskList | None:
        """The live list of that name, compared without case."""

    def add(self, task_list: TaskList) -> None:
        """Raises InvalidField if a live list has that name."""

    def save(self, after: TaskList) -> None:
        """Writes what differs. Raises InvalidField as `add` does."""


class StepReader(Protocol):
    """The journal."""

    def next_undo(self) -> Step | None:
        """The step that undo would take back."""

    def next_redo(self) -> Step | None:
        """The undo that redo would take back."""

    def recent(self, limit: int) -> list[Step]:
        """The newest own steps, newest first."""


class UnitOfWork(Protocol):
    """One transaction. All it changes becomes one journal step, and one undo."""

    @property
    def now(self) -> dt.datetime:
        """The moment of the transaction, UTC."""

    @property
    def tasks(self) -> TaskRepository:
        """The tasks, to be read and changed."""

    @property
    def lists(self) -> ListRepository:
        """The lists, to be read and changed."""

    @property
    def steps(self) -> StepReader:
        """The journal as it stands in this transaction."""

    def moved_since(self, step: Step) -> list[Moved]:
        """The fields that no longer hold what the step wrote."""

    def take_back(self, step: Step) -> None:
        """Inverts the step."""


class UnitOfWorkFactory(Protocol):
    """Begins transactions. Without a verb only for taking a step back."""

    def __call__(self, verb: Verb | None = None) -> AbstractContextManager[UnitOfWork]: ...


class TaskReader(Protocol):
    """Reads tasks outside transactions."""

    def handles(self, query: TaskQuery) -> "array[int]":
        """The handles of all tasks that the query asks for, in its order."""

    def history_handles(self, query: HistoryQuery) -> "array[int]":
        """The handles of completed tasks, newest completion first."""

    def history_listing(self, query: HistoryQuery) -> HistoryListing:
        """The same with the days that the completions fell on, both as of one moment."""

    def rows(self, handles: Sequence[int]) -> list[TaskRow | None]:
        """The rows of those handles in their order; None for a task that is gone."""

    def task(self, task_id: UUID) -> Task:
        """One whole task. Raises NotFound."""

    def tasks(self, handles: Sequence[int]) -> list[Task]:
        """Whole tasks in the order of their handles; those that are gone are left out."""

    def everything(self) -> "array[int]":
        """The handles of all tasks, oldest first, those in the Trash included."""


class CountReader(Protocol):
    """Reads kept counts, lists and tags."""

    def open_counts(self, today: dt.date) -> OpenCounts:
        """How many open tasks each view holds."""

    def lists(self) -> list[ListRow]:
        """The live lists by name."""

    def all_lists(self) -> list[TaskList]:
        """Every list in full, deleted ones included."""

    def tags(self) -> list[TagRow]:
        """The tags that open tasks carry, by name."""

    def done_tags(self) -> list[str]:
        """The names of the tags that completed tasks carry, in order."""

    def history_totals(self, today: dt.date) -> HistoryTotals:
        """Sums that end with that local day."""

    def completed_by_day(self, first: dt.date, last: dt.date) -> dict[dt.date, int]:
        """Completed tasks of each local day; days without any are absent."""


class IdReader(Protocol):
    """Shortened ids."""

    def resolve(self, reference: str) -> UUID:
        """Raises InvalidField, NotFound or Ambiguous."""

    def shortest(self, task_ids: Sequence[UUID]) -> list[str]:
        """The shortest endings that name one task each."""
