"""What was completed, and when: by day, by range, by words, in sums, and as files."""

import datetime as dt
from array import array
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from desktop_app.domain.clock import Clock, local_today
from desktop_app.domain.listing import HistoryListing, HistoryQuery, HistoryTotals
from desktop_app.domain.task import Task
from desktop_app.services.ports import CountReader, TaskReader

if TYPE_CHECKING:
    from desktop_app.interchange.markdown_format import DayWords

_AT_ONCE = 500

Progress = Callable[[int], None]
"""Told how many tasks were written so far; what it raises ends the export and leaves no file."""


class HistoryService:
    """Reads completed tasks. It changes nothing; reopening and correcting are verbs of tasks."""

    def __init__(self, tasks: TaskReader, counts: CountReader, clock: Clock) -> None:
        self._tasks = tasks
        self._counts = counts
        self._clock = clock

    def handles(self, query: HistoryQuery) -> "array[int]":
        """The handles of completed tasks, newest completion first."""
        return self._tasks.history_handles(query)

    def listing(self, query: HistoryQuery) -> HistoryListing:
        """The same with how many of them each day has."""
        return self._tasks.history_listing(query)

    def entries(self, query: HistoryQuery) -> Iterator[Task]:
        """The completed tasks themselves, newest completion first, read in portions."""
        return self._whole(self.handles(query))

    def by_day(self, first: dt.date, last: dt.date) -> dict[dt.date, int]:
        """How many tasks were completed on each local day; days without any are absent."""
        return self._counts.completed_by_day(first, last)

    def totals(self) -> HistoryTotals:
        """Rolling sums up to today, and the streak."""
        return self._counts.history_totals(local_today(self._clock))

    def moment(self, day: dt.date, time: dt.time) -> dt.datetime:
        """The moment, UTC, at which the user's wall showed that.

        Where clocks were put back it showed it twice: the first counts. Where they were put forward
        it never did: the moment is as long after the jump as was asked for.
        """
        wanted = dt.datetime.combine(day, time.replace(tzinfo=None))
        guess = wanted.replace(tzinfo=dt.UTC)
        hours = dt.timedelta(hours=24)
        offsets = sorted((self._offset(guess - hours), self._offset(guess + hours)), reverse=True)
        candidates = [guess - offset for offset in offsets]
        return next((at for at in candidates if self._clock.local(at).replace(tzinfo=None) == wanted), candidates[-1])

    def export(
        self, path: Path, query: HistoryQuery, day_words: "DayWords", progress: Progress = lambda _: None
    ) -> int:
        """Writes what the query finds into a file, as Markdown or in the format of its ending; returns how many.

        The file appears whole or not at all. Raises FileRefused or StorageFailure.
        """
        # Few starts export anything, and all of them wait for imports.
        from desktop_app.interchange.markdown_format import SUFFIXES, write_markdown
        from desktop_app.interchange.registry import format_for
        from desktop_app.services.transfer import replacing

        chosen = None if path.suffix.lower() in SUFFIXES else format_for(path)
        tasks = self._whole(self.handles(query), progress)
        with replacing(path) as file:
            if chosen is None:
                return write_markdown(file, tasks, self._list_names(), self._clock.local, day_words)
            return chosen.write(file, tasks, self._counts.all_lists(), self._clock.now())

    def as_markdown(self, handles: Sequence[int], day_words: "DayWords") -> str:
        """Those tasks as Markdown, under a heading for each day."""
        from desktop_app.interchange.markdown_format import markdown

        return markdown(self._whole(handles), self._list_names(), self._clock.local, day_words)

    def _whole(self, handles: Sequence[int], progress: Progress = lambda _: None) -> Iterator[Task]:
        for start in range(0, len(handles), _AT_ONCE):
            progress(start)
            yield from self._tasks.tasks(handles[start : start + _AT_ONCE])

    def _list_names(self) -> dict[UUID, str]:
        return {row.id: row.name for row in self._counts.lists()}

    def _offset(self, at: dt.datetime) -> dt.timedelta:
        return self._clock.local(at).utcoffset() or dt.timedelta()
