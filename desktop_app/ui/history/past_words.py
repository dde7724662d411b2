"""Days and times that have passed, from words.

The words are those of a due date, which look ahead; here they look back: on a Monday "fri" is the
Friday before.
"""

import datetime as dt
import re

from desktop_app.domain.errors import InvalidField, Problem
from desktop_app.domain.quick_add import parse_due
from desktop_app.domain.task import Due

OLDEST_YEAR = 1900
_LOOK_BACK = (7, 31, 62, 366, 4 * 366, 8 * 366)
"""Days to go back until the same words mean a day that has passed: weekdays, days of a month, of a year, 29 Feb."""
_DAY = dt.timedelta(days=1)
_AGO = re.compile(r"(\d{1,4}|an?|one)\s+(day|week|month|year)s?\s+ago\b", re.IGNORECASE)
_LAST = re.compile(r"last\s+(?!week|month|year)", re.IGNORECASE)
_AHEAD = re.compile(r"\bnext\b", re.IGNORECASE)
_DAYS_IN = {"day": 1, "week": 7}


def past_day(words: str, today: dt.date) -> dt.date:
    """The newest day that the words can mean. Raises InvalidField."""
    return past_due(words, today, dt.time.max).date


def past_due(words: str, today: dt.date, now: dt.time) -> Due:
    """The day and, if it is said, the time of day; a time alone is today's. Raises InvalidField."""
    text = words.strip()
    if (hour := _time_alone(text, today)) is not None:
        return _passed(Due(today, hour), today, now, words)
    text = _AGO.sub(lambda found: _ago(found, today, words), text)
    is_last = _LAST.match(text) is not None
    text = _LAST.sub("", text)
    due = _parsed(text, today, words)
    newest = today - _DAY if is_last else today
    if due.date > newest:
        due = _looked_back(text, newest, words)
    return _passed(due, today, now, words)


def corrected(words: str, shown: dt.datetime | None, now: dt.datetime) -> tuple[dt.date, dt.time]:
    """The local day and time that a completion is corrected to.

    `shown` is what its local time was until now: a time alone stays on that day, a day alone keeps
    that time. Both it and `now` are local. Raises InvalidField.
    """
    today = now.date()
    hour = _time_alone(words.strip(), today)
    if hour is not None and shown is not None:
        due = _passed(Due(shown.date(), hour), today, now.time(), words)
    else:
        due = past_due(words, today, now.time())
    if due.time is not None:
        return due.date, due.time
    kept = dt.time(12) if shown is None else shown.time()
    return due.date, min(kept, now.time()) if due.date == today else kept


def _time_alone(words: str, today: dt.date) -> dt.time | None:
    """The time, if the words name no day: then the day that is read follows the hour of reading."""
    try:
        late = parse_due(words, today=today, now=dt.time(23, 59))
        early = parse_due(words, today=today, now=dt.time(0))
    except InvalidField:
        return None
    if late.time is None or early.date != today:
        return None
    return late.time if late.date != today or late.time >= dt.time(23, 59) else None


def _parsed(text: str, today: dt.date, words: str) -> Due:
    try:
        return parse_due(text, today=today, now=dt.time(0))
    except InvalidField as error:
        raise InvalidField("completed_at", Problem.NOT_A_DATE, value=words) from error


def _looked_back(text: str, newest: dt.date, words: str) -> Due:
    """The last day up to `newest` that the words can mean."""
    if not _AHEAD.search(text) and not _keeps_its_distance(text, newest, words):
        for days in _LOOK_BACK:
            due = _parsed(text, newest - days * _DAY, words)
            if due.date <= newest:
                return due
    raise InvalidField("completed_at", Problem.IN_THE_FUTURE, value=words)


def _keeps_its_distance(text: str, today: dt.date, words: str) -> bool:
    """Whether the words name a day by how far it is from the one they are read on, as "in 3 days" does."""
    read_on = [today - days * _DAY for days in (0, 3, 9)]
    return len({_parsed(text, day, words).date - day for day in read_on}) == 1


def _ago(found: re.Match[str], today: dt.date, words: str) -> str:
    count = int(found[1]) if found[1].isdigit() else 1
    unit = found[2].lower()
    try:
        if unit in _DAYS_IN:
            return (today - count * _DAYS_IN[unit] * _DAY).isoformat()
        months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
        return _in_month(months // 12, months % 12 + 1, today.day).isoformat()
    except (ValueError, OverflowError) as error:
        raise InvalidField("completed_at", Problem.NOT_A_DATE, value=words) from error


def _in_month(year: int, month: int, day: int) -> dt.date:
    """That day of the month, or its last day if it is shorter."""
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return min(following - _DAY, dt.date(year, month, 1) + (day - 1) * _DAY)


def _passed(due: Due, today: dt.date, now: dt.time, words: str) -> Due:
    if due.date.year < OLDEST_YEAR:
        raise InvalidField("completed_at", Problem.NOT_A_DATE, value=words)
    if due.date > today or (due.date == today and due.time is not None and due.time > now):
        raise InvalidField("completed_at", Problem.IN_THE_FUTURE, value=words)
    return due
