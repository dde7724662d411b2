"""Dates said in words, as seen from today: `tomorrow`, `next friday`, `in 3 days`, `weekend`.

A reader returns None where the words are no date of its kind, or one that the calendar lacks.
"""

import datetime as dt
import re
from collections.abc import Sequence

from desktop_app.domain.quick_add import calendar_days
from desktop_app.domain.quick_add.language import Language, Unit
from desktop_app.domain.quick_add.readings import ANYWHERE, AT_EITHER_EDGE, Evidence, Frame, Reading, named_day

_EVENING = dt.time(18)
_AHEAD = re.compile(r"\+([0-9]{1,4})([^0-9]+)")
_COUNT = re.compile(r"[0-9]{1,4}")


def _near_day(keys: Sequence[str], frame: Frame) -> Reading | None:
    language = frame.language
    if (offset := language.days.get(keys[0])) is not None:
        names = language.proper_names.get(keys[0], frozenset())
        return _relative(frame, 1, calendar_days.days_from(frame.today, offset), not_after=names)
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
    names = language.proper_names.get(key)
    return named_day(
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
    return named_day(
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
    skipped = 1 if keys[2] in language.articles | language.this | language.next else 0
    day = _end_of_next(keys[3], frame) if keys[2] in language.next else _end(keys[2 + skipped], frame)
    return named_day(frame, 3 + skipped, day, enough=AT_EITHER_EDGE, article=True)


def _end_of_next(key: str, frame: Frame) -> dt.date | None:
    following = calendar_days.next_month(frame.today)
    if frame.language.units.get(key) is not Unit.MONTH or following is None:
        return None
    return calendar_days.month_end(following)


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
    return named_day(frame, 2, day, enough=AT_EITHER_EDGE)


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


READERS = (
    _near_day,
    _short_day,
    _weekday,
    _this_or_next,
    _weekend,
    _ahead,
    _plus,
    _end_of,
    _middle_of,
)
"""Every way there is."""
