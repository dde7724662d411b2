"""Dates written out: `27 jan`, `27/1`, `2026-11-27`, `27th`, `by january`.

A reader returns None where the words are no date of its kind, or one that the calendar lacks.
"""

import datetime as dt
import re
from collections.abc import Sequence

from desktop_app.domain.quick_add import calendar_days
from desktop_app.domain.quick_add.language import Language
from desktop_app.domain.quick_add.readings import ANYWHERE, AT_AN_EDGE, Evidence, Frame, Reading, named_day

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SHORT = re.compile(r"([0-9]{1,2})/([0-9]{1,2})")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})")
_FULL = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_YEAR = re.compile(r"[0-9]{4}")
_DAY_NUMBER = re.compile(r"[0-9]{1,2}")

_Found = tuple[int, int, int, str]
"""Words read, month, day, and the month's name as written."""


def _day_and_month(keys: Sequence[str], frame: Frame) -> Reading | None:
    """`27 jan`, `jan 27th, 2027`, `27th of january`, each also after its own weekday."""
    language = frame.language
    weekday = language.weekdays.get(keys[0])
    skipped = 0 if weekday is None else 2 if keys[1] == "," else 1
    found = _day_then_month(keys, skipped, language) or _month_then_day(keys, skipped, language)
    if found is None:
        return None
    length, month, day, name = found
    length, date = _with_year(keys, length, month, day, frame)
    if weekday is not None and date is not None and date.weekday() != weekday:
        return None
    # "may 5 people come?" and "march 4 miles": in lower case such a name is a verb inside a line.
    shy = name in language.shy and length <= 2
    return named_day(
        frame,
        length,
        date,
        enough=(*AT_AN_EDGE, Evidence.CAPITAL) if shy else ANYWHERE,
        article=True,
        not_after=language.counters,
    )


def _day_then_month(keys: Sequence[str], start: int, language: Language) -> _Found | None:
    if (day := _day_number(keys[start], language)) is None:
        return None
    skipped = 1 if keys[start + 1] in language.of else 0
    name = keys[start + 1 + skipped]
    month = language.months.get(name)
    return None if month is None else (start + 2 + skipped, month, day, name)


def _month_then_day(keys: Sequence[str], start: int, language: Language) -> _Found | None:
    if (month := language.months.get(keys[start])) is None:
        return None
    day = _day_number(keys[start + 1], language)
    return None if day is None else (start + 2, month, day, keys[start])


def _day_number(key: str, language: Language) -> int | None:
    return int(key) if _DAY_NUMBER.fullmatch(key) else language.ordinals.get(key)


def _with_year(keys: Sequence[str], end: int, month: int, day: int, frame: Frame) -> tuple[int, dt.date | None]:
    """The date, with the year that may follow. "4 July 1776" is no date, and neither is its start."""
    comma = 1 if keys[end] == "," else 0
    if not _YEAR.fullmatch(keys[end + comma]):
        return end, calendar_days.coming_day_of_year(frame.today, month, day)
    year = int(keys[end + comma])
    length = end + comma + 1
    return length, calendar_days.day_of(year, month, day) if year >= frame.oldest_year else None


def _iso(keys: Sequence[str], frame: Frame) -> Reading | None:
    if (match := _ISO.fullmatch(keys[0])) is None:
        return None
    return named_day(frame, 1, calendar_days.day_of(int(match[1]), int(match[2]), int(match[3])))


def _full_number(keys: Sequence[str], frame: Frame) -> Reading | None:
    """`27/1/2027`, `27.1.2027`, `27/1/27`; with two digits (`1.2.03`) it may be a version."""
    if (match := _FULL.fullmatch(keys[0])) is None:
        return None
    short_year = len(match[4]) == 2
    if short_year and match[2] != "/":
        return None
    month, day = _ordered(match[1], match[3], frame)
    year = int(match[4]) + (frame.today.year // 100 * 100 if short_year else 0)
    date = calendar_days.day_of(year, month, day) if year >= frame.oldest_year else None
    return named_day(frame, 1, date, enough=AT_AN_EDGE if short_year else ANYWHERE, not_after=frame.language.counters)


def _short_number(keys: Sequence[str], frame: Frame) -> Reading | None:
    """`27/1` at an edge of the sentence only: "The 9/11 Report", "24/7 support", "1/2 cup"."""
    if (match := _SHORT.fullmatch(keys[0])) is None:
        return None
    month, day = _ordered(match[1], match[2], frame)
    date = calendar_days.coming_day_of_year(frame.today, month, day)
    idiom = keys[0] in frame.language.idioms
    enough = (Evidence.LED,) if idiom else AT_AN_EDGE
    return named_day(frame, 1, date, enough=enough, not_after=frame.language.counters)


def _dotted_number(keys: Sequence[str], frame: Frame) -> Reading | None:
    """`by 31.1.`: without a word that leads to it, it is a number at the end of a sentence."""
    if keys[1] != "." or (match := _DOTTED.fullmatch(keys[0])) is None:
        return None
    date = calendar_days.coming_day_of_year(frame.today, int(match[2]), int(match[1]))
    return named_day(frame, 2, date, enough=(Evidence.LED,))


def _ordered(first: str, second: str, frame: Frame) -> tuple[int, int]:
    """Month and day."""
    return (int(second), int(first)) if frame.day_first else (int(first), int(second))


def _ordinal(keys: Sequence[str], frame: Frame) -> Reading | None:
    """`27th`, but neither "The 5th Wave" nor "on the 2nd floor": nothing of the title may follow."""
    if (day := frame.language.ordinals.get(keys[0])) is None:
        return None
    return named_day(
        frame,
        1,
        calendar_days.coming_day_of_month(frame.today, day),
        enough=(Evidence.LAST, Evidence.LED | Evidence.MARKED),
        article=True,
        not_after=frame.language.counters,
    )


def _month(keys: Sequence[str], frame: Frame) -> Reading | None:
    """`by january` is its first day. Without a lead it stays: "Meet April", "Invoice november"."""
    language = frame.language
    within = 1 if keys[0] in language.within else 0
    if (month := language.months.get(keys[within])) is None:
        return None
    following = keys[within + 1]
    if _DAY_NUMBER.fullmatch(following) or following in language.ordinals:
        return None
    length, date = _with_year(keys, within + 1, month, 1, frame)
    enough = (Evidence(0),) if within else (Evidence.LED,)
    return named_day(frame, length, date, enough=enough, bare=True)


READERS = (
    _day_and_month,
    _iso,
    _full_number,
    _short_number,
    _dotted_number,
    _ordinal,
    _month,
)
"""Every way there is."""
