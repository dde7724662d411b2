"""Markdown, for notes, messages and reports: completed tasks under the days on which they were done.

It is written only. What a task's line leaves out (description, due date, id) cannot be read back.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import BinaryIO
from uuid import UUID

from desktop_app.domain.task import Task

SUFFIXES = (".md", ".markdown")

# Underscores inside words and lone ampersands mean nothing; what means something gets a backslash.
_MARKS = re.compile(r"[\\`*\[\]<~]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")

DayWords = Callable[[dt.date | None], str]
"""A day as a heading; None is a day that nobody knows."""
Local = Callable[[dt.datetime], dt.datetime]
"""A moment as the user's wall shows it."""


def write_markdown(
    file: BinaryIO, tasks: Iterable[Task], lists: Mapping[UUID, str], local: Local, day_words: DayWords
) -> int:
    """Writes the tasks in their order, a heading wherever the day changes; returns how many."""
    count = 0
    for line in _lines(tasks, lists, local, day_words):
        file.write(line.encode())
        count += 1
    return count


def markdown(tasks: Iterable[Task], lists: Mapping[UUID, str], local: Local, day_words: DayWords) -> str:
    """The same as one text."""
    return "".join(_lines(tasks, lists, local, day_words))


def _lines(tasks: Iterable[Task], lists: Mapping[UUID, str], local: Local, day_words: DayWords) -> Iterator[str]:
    """One text for each task; the first of a day has the heading before it."""
    before = ""
    for day, of_day in groupby(tasks, lambda task: _day(task, local)):
        before += f"## {day_words(day)}\n\n"
        for task in of_day:
            yield f"{before}{_line(task, lists, local)}\n"
            before = ""
        before = "\n"


def _day(task: Task, local: Local) -> dt.date | None:
    return None if task.completed_at is None else local(task.completed_at).date()


def _line(task: Task, lists: Mapping[UUID, str], local: Local) -> str:
    place = "" if task.list_id is None else lists.get(task.list_id, "")
    about = ", ".join(_escaped(word) for word in (place, *(f"@{tag}" for tag in task.tags)) if word)
    time = "" if task.completed_at is None else f"{local(task.completed_at):%H:%M}"
    rest = " ".join(part for part in (f"({about})" if about else "", time) if part)
    box = "x" if task.is_done else " "
    return f"- [{box}] {_escaped(task.title)}  {rest}".rstrip()


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", text)
