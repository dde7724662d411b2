"""What was completed, and when: by day, by range, by words, and in sums."""

import datetime as dt
from array import array
from collections.abc import Iterator

from desktop_app.domain.clock import Clock, local_today
from desktop_app.domain.listing import HistoryQuery, HistoryTotals
from desktop_app.domain.task import Task
from desktop_app.services.ports import CountReader, TaskReader

_AT_ONCE = 500


class HistoryService:
    """Reads completed tasks. It changes nothing; reopening and correcting are verbs of tasks."""

    def __init__(self, tasks: TaskReader, counts: CountReader, clock: Clock) -> None:
        self._tasks = tasks
        self._counts = counts
        self._clock = clock

    def handles(self, query: HistoryQuery) -> "array[int]":
        """The handles of completed tasks, newest completion first."""
        return self._tasks.history_handles(query)

    def entries(self, query: HistoryQuery) -> Iterator[Task]:
        """The completed tasks themselves, newest completion first, read in portions."""
        handles = self.handles(query)
        for start in range(0, len(handles), _AT_ONCE):
            yield from self._tasks.tasks(handles[start : start + _AT_ONCE])

    def by_day(self, first: dt.date, last: dt.date) -> dict[dt.date, int]:
        """How many tasks were completed on each local day; days without any are absent."""
        return self._counts.completed_by_day(first, last)

    def totals(self) -> HistoryTotals:
        """Rolling sums up to today, and the streak."""
        return self._counts.history_totals(local_today(self._clock))
