"""The ways to write a time of day. Phrases are those of `dates`."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from desktop_app.domain.quick_add.language import Language
from desktop_app.domain.quick_add.readings import ANYWHERE, AT_AN_EDGE, Evidence, Frame, Reading

_CLOCK = re.compile(r"([0-9]{1,2})(?:([:.])([0-9]{2}))?([^0-9]*)")
_HOUR = re.compile(r"[0-9]{1,2}")
_FIRST_WAKING_HOUR = 7


def time_readings(keys: Sequence[str], frame: Frame) -> Iterator[Reading]:
    """Every way to read the first words of the phrase as a time of day."""
    for reader in (_clock, _hour, _named_hour):
        if (reading := reader(keys, frame.language)) is not None:
            yield reading


def due_time(reading: Reading, *, evening: bool) -> dt.time | None:
    """The time that a reading means; in the evening, `at 9` and `9:00` are 21:00."""
    if reading.time is not None and evening and reading.half_day_open:
        return reading.time.replace(hour=reading.time.hour + 12)
    return reading.time


def _clock(keys: Sequence[str], language: Language) -> Reading | None:
    """`18:00`, `6pm`, `6:30 pm`, `6.30pm`."""
    if (match := _CLOCK.fullmatch(keys[0])) is None:
        return None
    length, half = 1, language.half_days.get(match[4])
    if half is None and not match[4]:
        half = language.half_days.get(keys[1])
        length = 1 if half is None else 2
    hour, minute = int(match[1]), int(match[3] or 0)
    if half is not None:
        return _reading(language, length, hour % 12 + half, minute) if 1 <= hour <= 12 else None
    if match[2] != ":" or match[4]:
        return None
    return _reading(language, 1, hour, minute, half_day_open=1 <= hour < 12)


def _hour(keys: Sequence[str], language: Language) -> Reading | None:
    """`at 9`, `at 9 o'clock`. Inside the title it may be a house number: "Meet at 9 Elm Street"."""
    if keys[0] not in language.at or not _HOUR.fullmatch(keys[1]):
        return None
    marked = keys[2] in language.hour_marks
    edge = (*AT_AN_EDGE, Evidence.MARKED, Evidence.FIRST | Evidence.LOWER)
    hour = _waking_hour(int(keys[1]))
    enough = ANYWHERE if marked else edge
    return _reading(language, 3 if marked else 2, hour, 0, half_day_open=hour < 12, enough=enough)


def _waking_hour(hour: int) -> int:
    """1 to 6 mean the afternoon: an hour without more lies between 7:00 and 18:59."""
    return hour + 12 if 1 <= hour < _FIRST_WAKING_HOUR else hour


def _named_hour(keys: Sequence[str], language: Language) -> Reading | None:
    if (time := language.named_hours.get(keys[0])) is None:
        return None
    not_after = language.proper_names.get(keys[0], frozenset()) | language.determiners
    return Reading(length=1, time=time, enough=AT_AN_EDGE, leads=_leads(language), bare=True, not_after=not_after)


def _reading(
    language: Language,
    length: int,
    hour: int,
    minute: int,
    *,
    half_day_open: bool = False,
    enough: tuple[Evidence, ...] = ANYWHERE,
) -> Reading | None:
    if hour > 23 or minute > 59:
        return None
    time = dt.time(hour, minute)
    return Reading(length=length, time=time, enough=enough, leads=_leads(language), half_day_open=half_day_open)


def _leads(language: Language) -> frozenset[str]:
    return language.leads | language.soft_leads | language.at
