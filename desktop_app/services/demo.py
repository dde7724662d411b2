"""Example tasks: a believable year of a made-up household, to try the program with."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from uuid import UUID, uuid5

from desktop_app.domain.clock import Clock, local_today
from desktop_app.domain.journal import Verb
from desktop_app.domain.task import Priority, Status, Task
from desktop_app.interchange.plan import Present, plan_import
from desktop_app.interchange.records import ImportedFile, ImportedList, ImportedTask
from desktop_app.services.demo_titles import COLOURS, GARDEN, MONTHLY, MONTHS, NOTES, OPEN, THEMES, Errand, Theme
from desktop_app.services.ports import CountReader, UnitOfWork, UnitOfWorkFactory
from desktop_app.services.transfer import apply

_DEMO = UUID("b3f1c1a4-62a5-5a86-8f4e-0d7c1c6f9e21")
_SEED = 1
_YEAR = 365
_DAY = dt.timedelta(days=1)
_PRIORITIES = (Priority.NONE, Priority.LOW, Priority.MEDIUM, Priority.HIGH)
_IN_A_HUNDRED = (55, 15, 20, 10)
_GARDEN = Theme("Garden", (), (1, 1, 1, 1, 2, 9, 7), (9, 18), ())
_RECENT = (0, 0, 1, 1, 1, 2, 3, 4, 4, 5)
"""Days ago on which something was surely completed, so that there is a streak to see."""


class DemoService:
    """Fills the user's file with examples."""

    def __init__(self, unit_of_work: UnitOfWorkFactory, counts: CountReader, clock: Clock) -> None:
        self._unit_of_work = unit_of_work
        self._counts = counts
        self._clock = clock

    def fill(self, random: Random | None = None) -> tuple[Task, ...]:
        """Adds about 300 tasks around today in one step, and returns those that were added.

        The same numbers from `random` on the same day make the same tasks. Those that are there
        already stay as they are, so filling twice adds nothing; those in the Trash come back.
        Raises StorageFailure.
        """
        tasks = _Year(random or Random(_SEED), self._clock).tasks()  # noqa: S311 - a story, not a secret
        with self._unit_of_work(Verb.DEMO) as work:
            plan = plan_import(self._missing(work, tasks), self._present(work, tasks), _no_other_list)
            apply(work, plan)
        return (*plan.new_tasks, *(after for _, after in plan.changed_tasks))

    def _present(self, work: UnitOfWork, tasks: list[ImportedTask]) -> Present:
        return Present(
            tasks=work.tasks.find_many([_id(task) for task in tasks]),
            lists=self._counts.all_lists(),
            spelled=work.tasks.spelled,
            now=work.now,
        )

    def _missing(self, work: UnitOfWork, tasks: list[ImportedTask]) -> ImportedFile:
        """Those of the tasks and lists that are not there, or in the Trash."""
        found = work.tasks.find_many([_id(task) for task in tasks]).values()
        there = {task.id for task in found if not task.is_deleted}
        missing = tuple(task for task in tasks if task.id not in there)
        if not missing:
            return ImportedFile(tasks=())
        live = {task_list.id for task_list in self._counts.all_lists() if task_list.deleted_at is None}
        lists = [entry for entry in _lists() if entry.id not in live]
        return ImportedFile(tasks=missing, lists=tuple(lists))


class _Year:
    """The tasks of the year that ends today, and of the weeks after."""

    def __init__(self, random: Random, clock: Clock) -> None:
        self._random = random
        self._clock = clock
        self._now = clock.now()
        self._today = local_today(clock)
        self._busy = {week: random.choice((0.4, 0.8, 1.0, 1.0, 1.3, 1.7)) for week in range(_YEAR // 7 + 1)}
        # Two weeks away in summer and the days around New Year leave gaps, as they do in real life.
        self._busy |= dict.fromkeys((week for week in self._busy if self._is_away(week)), 0.0)

    def tasks(self) -> list[ImportedTask]:
        """All of them in order of creation."""
        made = [*self._done(), *map(self._open, OPEN)]
        numbered = [replace(task, id=uuid5(_DEMO, f"task {number}")) for number, task in enumerate(made)]
        return sorted(numbered, key=lambda task: (task.created_at, task.id))

    def _done(self) -> Iterator[ImportedTask]:
        titles = [(theme, title) for theme in THEMES for title in theme.titles]
        self._random.shuffle(titles)
        for number, (theme, title) in enumerate(titles):
            day = self._today - _RECENT[number] * _DAY if number < len(_RECENT) else self._day(theme)
            yield self._completed(theme, title, day)
        for first in self._months():
            for title, list_name, tags in MONTHLY:
                theme = Theme(list_name, tags, (1,) * 7, (9, 19), ())
                day = first + self._random.randrange(1, 5) * _DAY
                yield self._completed(theme, title.format(month=MONTHS[first.month - 1]), day)
            for title in dict(GARDEN)[first.month]:
                yield self._completed(_GARDEN, title, self._day(_GARDEN, first))

    def _months(self) -> Iterator[dt.date]:
        """The first days of the last twelve whole months."""
        first = self._today.replace(day=1)
        for _ in range(12):
            first = (first - _DAY).replace(day=1)
            yield first

    def _day(self, theme: Theme, month: dt.date | None = None) -> dt.date:
        """A day of the year, or of one month, that fits the theme's rhythm."""
        first = self._today - (_YEAR - 1) * _DAY if month is None else month
        days = [first + number * _DAY for number in range(_YEAR if month is None else 28)]
        weights = [theme.rhythm[day.weekday()] * self._busy[(self._today - day).days // 7 % 53] for day in days]
        return self._random.choices(days, weights if any(weights) else None)[0]

    def _is_away(self, week: int) -> bool:
        middle = self._today - (week * 7 + 3) * _DAY
        return middle.isocalendar().week in {31, 32, 52, 53}

    def _completed(self, theme: Theme, title: str, day: dt.date) -> ImportedTask:
        random = self._random
        hour = random.randrange(*theme.hours)
        at = min(self._moment(day, dt.time(hour, random.randrange(60), random.randrange(60))), self._now)
        due = day + random.choice((-1, 0, 0, 0, 1, 3)) * _DAY if random.random() < 0.7 else None
        time = dt.time(hour) if due is not None and random.random() < 0.2 else None
        return ImportedTask(
            line=0,
            title=title,
            description=random.choice(NOTES) if random.random() < 0.15 else "",
            due_date=due,
            due_time=time,
            priority=random.choices(_PRIORITIES, _IN_A_HUNDRED)[0],
            status=Status.DONE,
            completed_at=at,
            list_id=_list_id(theme.list_name),
            tags=theme.tags,
            created_at=at - dt.timedelta(minutes=random.randrange(20, 14 * 24 * 60)),
        )

    def _open(self, errand: Errand) -> ImportedTask:
        age = dt.timedelta(minutes=self._random.randrange(60, 40 * 24 * 60)) + max(-(errand.days or 0), 0) * _DAY
        return ImportedTask(
            line=0,
            title=errand.title,
            description=errand.description,
            due_date=None if errand.days is None else self._today + errand.days * _DAY,
            due_time=dt.time.fromisoformat(errand.clock) if errand.clock else None,
            priority=errand.priority,
            list_id=_list_id(errand.list_name),
            tags=errand.tags,
            created_at=self._now - age,
        )

    def _moment(self, day: dt.date, time: dt.time) -> dt.datetime:
        """The moment at which the user's wall shows that day and time."""
        guess = dt.datetime.combine(day, time, dt.UTC)
        return guess - (self._clock.local(guess).utcoffset() or dt.timedelta())


def _lists() -> Iterator[ImportedList]:
    for number, (name, colour) in enumerate(COLOURS.items(), start=1):
        yield ImportedList(line=number, id=uuid5(_DEMO, name), name=name, colour=colour)


def _list_id(name: str) -> UUID | None:
    return uuid5(_DEMO, name) if name else None


def _id(task: ImportedTask) -> UUID:
    assert task.id is not None  # noqa: S101 - every task of the demo has been numbered
    return task.id


def _no_other_list() -> UUID:
    raise AssertionError("the demo names only lists that it brings")
