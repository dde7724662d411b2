"""From a field that holds nothing but a due date: `parse_due`."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence

from desktop_app.domain.errors import InvalidField, Problem
from desktop_app.domain.quick_add.dates import date_readings
from desktop_app.domain.quick_add.english import ENGLISH
from desktop_app.domain.quick_add.language import Language
from desktop_app.domain.quick_add.parser import due_from
from desktop_app.domain.quick_add.readings import LONGEST, Frame, Reading
from desktop_app.domain.quick_add.times import due_time, time_readings
from desktop_app.domain.quick_add.words import split
from desktop_app.domain.task import Due

_MOST_CHARACTERS = 200
_ISO_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T(?=[0-9]{2}:[0-9]{2})")

_Parts = tuple[Reading | None, Reading | None]
"""The date and the time."""


def parse_due(
    words: str,
    *,
    today: dt.date,
    now: dt.time,
    language: Language = ENGLISH,
    day_first: bool = True,
    week_start: int = 0,
) -> Due:
    """The due date that the whole of `words` says: `next friday 9am`, `27th`, `2026-11-27 09:00`.

    The arguments are those of `parse`. No title is in the way here, so names and numbers need
    nothing around them, and any year from 1 to 9999 may be written.
    Raises InvalidField (due, not a date) for everything else, dates the calendar lacks included.
    """
    frame = Frame(
        today=today,
        now=now,
        language=language,
        day_first=day_first,
        week_start=week_start,
        oldest_year=1,
    )
    due = _due(words, frame) if len(words) <= _MOST_CHARACTERS else None
    if due is None:
        raise InvalidField("due", Problem.NOT_A_DATE, value=words)
    return due


def _due(words: str, frame: Frame) -> Due | None:
    line = split(_ISO_MOMENT.sub(r"\1 ", words.strip()), frame.language, frozenset())
    if any(word.token is not None for word in line):
        return None
    for date, time in _whole([word.key for word in line], frame):
        day, hour = (date.date, date.time) if date else (None, None)
        if time is not None:
            hour = due_time(time, evening=hour is not None)
        return due_from(day, hour, frame)
    return None


def _whole(keys: Sequence[str], frame: Frame) -> Iterator[_Parts]:
    """Every way to read all the words as a date, a time, or one after the other."""
    for date, rest in _first(keys, frame, date_readings):
        if not rest:
            yield date, None
        yield from ((date, time) for time, more in _first(rest, frame, time_readings) if not more)
    for time, rest in _first(keys, frame, time_readings):
        if not rest:
            yield None, time
        yield from ((date, time) for date, more in _first(rest, frame, date_readings) if not more)


def _first(
    keys: Sequence[str], frame: Frame, readings: Callable[[Sequence[str], Frame], Iterator[Reading]]
) -> Iterator[tuple[Reading, Sequence[str]]]:
    """The readings of the first words, after any words that lead to them, and what they leave."""
    language = frame.language
    skippable = language.articles | {","}
    for skipped in range(len(keys)):
        padded = [*keys[skipped : skipped + LONGEST], *[""] * LONGEST]
        for reading in readings(padded, frame):
            yield reading, keys[skipped + reading.length :]
        if keys[skipped] not in skippable | language.leads | language.soft_leads | language.day_leads | language.at:
            return
