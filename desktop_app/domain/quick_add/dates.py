"""The ways to write a date. Each reader looks at the first words of a phrase.

A phrase is `LONGEST` folded words, marks such as a comma included, filled up with empty words. A
reader returns None where the words are no date of its kind, or one that the calendar lacks.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence

from desktop_app.domain.quick_add import calendar_days
from desktop_app.domain.quick_add.language import Language, Unit
from desktop_app.domain.quick_add.readings import (
    ANYWHERE,
    AT_AN_EDGE,
    AT_EITHER_EDGE,
    Evidence,
    Frame,
    Reading,
)

Reader = Callable[[Sequence[str], Frame], Reading | None]

_EVENING = dt.time(18)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SHORT = re.compile(r"([0-9]{1,2})/([0-9]{1,2})")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})")
_FULL = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_AHEAD = re.compile(r"\+([0-9]{1,4})([^0-9]+)")
_COUNT = re.compile(r"[0-9]{1,4}")
_YEAR = re.compile(r"[0-9]{4}")
_DAY_NUMBER = re.compile(r"[0-9]{1,2}")

_Found = tuple[int, int, int, str]
"""Words read, month, day, and the month's name as written."""


def date_readings(keys: Sequence[str], frame: Frame) -> Iterator[Reading]:
    """Every way to read the first words of the phrase as a date."""
    for reader in _READERS:
        if (reading := reader(keys, frame)) is not None:
            yield reading


def _near_day(keys: Sequence[str], frame: Frame) -> Reading | None:
    language = frame.language
    if (offset := language.days.get(keys[0])) is not None:
        return _relative(frame, 1, calendar_days.days_from(frame.today, offset))
    for phrase, offset in language.day_phrases.items():
        if tuple(keys[: len(phrase)]) == phrase:
            return _relative(frame, len(phrase), calendar_days.days_from(frame.today, offset), article=True)
    if keys[0] in language.evenings:
        return Reading(length=1, date=frame.today, time=_EVENING, leads=_relative_leads(language))
    return None


def _short_day(keys: Sequence[str], frame: Frame) -> Reading | None:
    language = frame.language
    if (offset := language.short_days.get(keys[0])) is None:
        return None
    return _relative(
        frame,
        1,
        calendar_days.days_from(frame.today, offset),
        enough=(Evidence.LAST | Evidence.LOWER, Evidence.BESIDE | Evidence.LOWER),
        not_after=language.person_words,
    )


def _weekday(keys: Sequence[str], frame: Frame) -> Reading | None:
    language = frame.language
    key = keys[0]
    if (weekday := language.weekdays.get(key)) is None:
        return None
    names = language.weekday_names.get(key)
    return _named(
        frame,
        1,
        calendar_days.coming_weekday(frame.today, weekday),
        enough=(Evidence.LED, Evidence.BESIDE) if key in language.shy else AT_EITHER_EDGE,
        bare=True,
        not_after=language.determiners | names if names else language.determiners,
    )


def _this_or_next(keys: Sequence[str], frame: Frame) -> Reading | None:
    language = frame.language
    if keys[0] in language.this:
        return _relative(frame, 2, _this(keys[1], frame))
    if keys[0] in language.next:
        return _relative(frame, 2, _next(keys[1], frame))
    return None


def _this(key: str, frame: Frame) -> dt.date | None:
    language = frame.language
    if key in language.weekends:
        return _weekend_of(frame.today)
    if key in language.shy or (weekday := language.weekdays.get(key)) is None:
        return None
    return calendar_days.coming_weekday(frame.today, weekday)


def _next(key: str, frame: Frame) -> dt.date | None:
    """A weekday after `next` is the one in next week, never the one still ahead in this week."""
    language = frame.language
    if key in language.weekends:
        return calendar_days.days_from(frame.today, 12 - frame.today.weekday())
    unit = language.units.get(key)
    if unit is Unit.MONTH:
        return calendar_days.next_month(frame.today)
    if unit is Unit.YEAR:
        return calendar_days.day_of(frame.today.year + 1, 1, 1)
    weekday = language.weekdays.get(key)
    week = calendar_days.next_week(frame.today, frame.week_start)
    if week is None or (unit is not Unit.WEEK and weekday is None):
        return None
    return week if weekday is None else calendar_days.days_from(week, (weekday - frame.week_start) % 7)


def _weekend(keys: Sequence[str], frame: Frame) -> Reading | None:
    language = frame.language
    if keys[0] not in language.weekends:
        return None
    return _named(
        frame,
        1,
        _weekend_of(frame.today),
        enough=AT_EITHER_EDGE,
        article=True,
        bare=True,
        not_after=language.determiners,
    )


def _weekend_of(today: dt.date) -> dt.date | None:
    """This week's Saturday; on a Sunday today, because the weekend is on."""
    return today if today.weekday() >= 5 else calendar_days.days_from(today, 5 - today.weekday())


def _ahead(keys: Sequence[str], frame: Frame) -> Reading | None:
    """`in 3 days`, `in a week`. The unit in a capital (`in 80 Days`) belongs to a title."""
    language = frame.language
    if keys[0] not in language.within or (unit := language.units.get(keys[2])) is None:
        return None
    count = int(keys[1]) if _COUNT.fullmatch(keys[1]) else language.numbers.get(keys[1])
    if count is None:
        return None
    day = calendar_days.units_from(frame.today, count, unit)
    return _relative(frame, 3, day, enough=(Evidence.LOWER, Evidence.FIRST))


def _plus(keys: Sequence[str], frame: Frame) -> Reading | None:
    match = _AHEAD.fullmatch(keys[0])
    if match is None or (unit := frame.language.short_units.get(match[2])) is None:
        return None
    return _relative(frame, 1, calendar_days.units_from(frame.today, int(match[1]), unit))


def _end_of(keys: Sequence[str], frame: Frame) -> Reading | None:
    """`end of month`, `end of the year`, `end of january`."""
    language = frame.language
    if keys[0] not in language.end or keys[1] not in language.of:
        return None
    skipped = 1 if keys[2] in language.articles or keys[2] in language.this else 0
    key = keys[2 + skipped]
    return _named(frame, 3 + skipped, _end(key, frame), enough=AT_EITHER_EDGE, article=True)


def _end(key: str, frame: Frame) -> dt.date | None:
    unit = frame.language.units.get(key)
    if unit is Unit.MONTH:
        return calendar_days.month_end(frame.today)
    if unit is Unit.YEAR:
        return calendar_days.day_of(frame.today.year, 12, 31)
    month = frame.language.months.get(key)
    return None if month is None else calendar_days.coming_month_end(frame.today, month)


def _middle_of(keys: Sequence[str], frame: Frame) -> Reading | None:
    """`mid january` is its 15th."""
    language = frame.language
    if keys[0] not in language.middle or (month := language.months.get(keys[1])) is None:
        return None
    day = calendar_days.coming_day_of_year(frame.today, month, 15)
    return _named(frame, 2, day, enough=AT_EITHER_EDGE)


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
    return _named(
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
    return _named(frame, 1, calendar_days.day_of(int(match[1]), int(match[2]), int(match[3])))


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
    return _named(frame, 1, date, enough=AT_AN_EDGE if short_year else ANYWHERE, not_after=frame.language.counters)


def _short_number(keys: Sequence[str], frame: Frame) -> Reading | None:
    """`27/1` at an edge of the sentence only: "The 9/11 Report", "24/7 support", "1/2 cup"."""
    if (match := _SHORT.fullmatch(keys[0])) is None:
        return None
    month, day = _ordered(match[1], match[2], frame)
    date = calendar_days.coming_day_of_year(frame.today, month, day)
    idiom = keys[0] in frame.language.idioms
    enough = (Evidence.LED,) if idiom else AT_AN_EDGE
    return _named(frame, 1, date, enough=enough, not_after=frame.language.counters)


def _dotted_number(keys: Sequence[str], frame: Frame) -> Reading | None:
    """`by 31.1.`: without a word that leads to it, it is a number at the end of a sentence."""
    if keys[1] != "." or (match := _DOTTED.fullmatch(keys[0])) is None:
        return None
    date = calendar_days.coming_day_of_year(frame.today, int(match[2]), int(match[1]))
    return _named(frame, 2, date, enough=(Evidence.LED,))


def _ordered(first: str, second: str, frame: Frame) -> tuple[int, int]:
    """Month and day."""
    return (int(second), int(first)) if frame.day_first else (int(first), int(second))


def _ordinal(keys: Sequence[str], frame: Frame) -> Reading | None:
    """`27th`, but neither "The 5th Wave" nor "on the 2nd floor": nothing of the title may follow."""
    if (day := frame.language.ordinals.get(keys[0])) is None:
        return None
    return _named(
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
    return _named(frame, length, date, enough=enough, bare=True)


def _relative(
    frame: Frame,
    length: int,
    date: dt.date | None,
    *,
    enough: tuple[Evidence, ...] = ANYWHERE,
    article: bool = False,
    not_after: frozenset[str] = frozenset(),
) -> Reading | None:
    if date is None:
        return None
    leads = _relative_leads(frame.language)
    return Reading(length=length, date=date, enough=enough, leads=leads, article=article, not_after=not_after)


def _relative_leads(language: Language) -> frozenset[str]:
    """Not `on` and `at`, which belong to the verb before: "log on tomorrow"."""
    return language.leads | language.soft_leads


def _named(
    frame: Frame,
    length: int,
    date: dt.date | None,
    *,
    enough: tuple[Evidence, ...] = ANYWHERE,
    article: bool = False,
    bare: bool = False,
    not_after: frozenset[str] = frozenset(),
) -> Reading | None:
    if date is None:
        return None
    language = frame.language
    return Reading(
        length=length,
        date=date,
        enough=enough,
        leads=language.leads | language.soft_leads | language.day_leads | language.at,
        article=article,
        bare=bare,
        not_after=not_after,
    )


_READERS: tuple[Reader, ...] = (
    _near_day,
    _short_day,
    _weekday,
    _this_or_next,
    _weekend,
    _ahead,
    _plus,
    _end_of,
    _middle_of,
    _day_and_month,
    _iso,
    _full_number,
    _short_number,
    _dotted_number,
    _ordinal,
    _month,
)
