"""The days of a heat map: where each stands, and how strong it is among the user's own days."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from desktop_app.wording.dates import MONTHS

WEEKS = 53
LEVELS = 5
_WEEK = 7
_ROOM_FOR_A_LABEL = 3
"""Columns that the name of a month needs."""


@dataclass(frozen=True)
class HeatDays:
    """A grid of weeks (columns) and weekdays (rows) that ends with today's week."""

    counts: Mapping[dt.date, int]
    today: dt.date
    first_weekday: int = 0
    """0 is Monday."""
    weeks: int = WEEKS
    steps: tuple[int, ...] = field(init=False)
    """The highest counts of the levels 1, 2 and 3."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", steps(self.counts.values()))

    @property
    def first(self) -> dt.date:
        """The day in the upper left corner."""
        days_into_week = (self.today.weekday() - self.first_weekday) % _WEEK
        return self.today - dt.timedelta(days=days_into_week + (self.weeks - 1) * _WEEK)

    @property
    def total(self) -> int:
        """All that was completed on the days shown."""
        first = self.first
        return sum(count for day, count in self.counts.items() if first <= day <= self.today)

    def day_at(self, week: int, row: int) -> dt.date | None:
        """The day of a cell, or None outside the grid and in the future."""
        if not (0 <= week < self.weeks and 0 <= row < _WEEK):
            return None
        day = self.first + dt.timedelta(days=week * _WEEK + row)
        return day if day <= self.today else None

    def place_of(self, day: dt.date) -> tuple[int, int] | None:
        """The week and row of a day, or None if it is not shown."""
        return divmod((day - self.first).days, _WEEK) if self.first <= day <= self.today else None

    def all(self) -> Iterator[tuple[dt.date, int, int]]:
        """Every day shown with its week and row."""
        first = self.first
        for number in range((self.today - first).days + 1):
            yield first + dt.timedelta(days=number), *divmod(number, _WEEK)

    def level(self, day: dt.date) -> int:
        """0 for nothing, else 1 to 4: about a quarter of the user's busy days are of each."""
        count = self.counts.get(day, 0)
        return 1 + bisect_left(self.steps, count) if count > 0 else 0

    def months(self) -> list[tuple[int, str]]:
        """The weeks over which a month's name stands: the first one that begins in it."""
        starts = [self.first + dt.timedelta(days=week * _WEEK) for week in range(self.weeks)]
        begins = [week for week in range(self.weeks) if week == 0 or starts[week].month != starts[week - 1].month]
        ends = [*begins[1:], self.weeks]
        # The month that was cut off on the left has no room beside the next one's name.
        shown = [week for week, end in zip(begins, ends, strict=True) if week or end - week >= _ROOM_FOR_A_LABEL]
        return [(week, MONTHS[starts[week].month - 1]) for week in shown if self.weeks - week >= 2]


def steps(counts: Iterable[int]) -> tuple[int, ...]:
    """The highest counts of levels 1, 2 and 3, cut so that each level holds a quarter of the busy days.

    Where one count fills more than its quarter, the levels above share the days that are left.
    """
    busy = sorted(count for count in counts if count > 0)
    found: list[int] = []
    for parts in (4, 3, 2):
        if busy:
            found.append(busy[(len(busy) - 1) // parts])
            busy = [count for count in busy if count > found[-1]]
    return tuple(found)
