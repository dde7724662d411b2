"""Reckoning with local dates. Where the calendar ends (years 1 to 9999) the answer is None."""

import calendar
import datetime as dt

from desktop_app.domain.quick_add.language import Unit

_LEAP_SEARCH = 9
"""Years until 29 February comes again: at most eight, across a century without a leap year."""


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None if the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def days_from(start: dt.date, days: int) -> dt.date | None:
    """The date `days` after `start`; before it, if negative."""
    try:
        return start + dt.timedelta(days=days)
    except OverflowError:
        return None


def months_from(start: dt.date, months: int) -> dt.date | None:
    """The same day `months` later; the month's last day where it is too short."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return dt.date(year, month + 1, min(start.day, _length(year, month + 1)))


def units_from(start: dt.date, count: int, unit: Unit) -> dt.date | None:
    """The date `count` days, weeks, months or years later."""
    match unit:
        case Unit.DAY:
            return days_from(start, count)
        case Unit.WEEK:
            return days_from(start, count * 7)
        case Unit.MONTH:
            return months_from(start, count)
        case Unit.YEAR:
            return months_from(start, count * 12)


def coming_weekday(today: dt.date, weekday: int) -> dt.date | None:
    """The next such weekday (Monday 0), today excluded."""
    return days_from(today, (weekday - today.weekday() - 1) % 7 + 1)


def next_week(today: dt.date, week_start: int) -> dt.date | None:
    """The first day of the week after today's."""
    return days_from(today, 7 - (today.weekday() - week_start) % 7)


def next_month(today: dt.date) -> dt.date | None:
    """The first day of the month after today's."""
    return months_from(today.replace(day=1), 1)


def month_end(day: dt.date) -> dt.date:
    """The last day of the month that `day` is in."""
    return day.replace(day=_length(day.year, day.month))


def coming_day_of_year(today: dt.date, month: int, day: int) -> dt.date | None:
    """The next such date, today included; None for a day that no year has."""
    for year in range(today.year, today.year + _LEAP_SEARCH):
        found = day_of(year, month, day)
        if found is not None and found >= today:
            return found
    return None


def coming_day_of_month(today: dt.date, day: int) -> dt.date | None:
    """The next such day of a month that has it, today included."""
    year, month = today.year, today.month
    for _ in range(12):
        found = day_of(year, month, day)
        if found is not None and found >= today:
            return found
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return None


def coming_month_end(today: dt.date, month: int) -> dt.date | None:
    """The last day of the next such month, this month included."""
    year = today.year if month >= today.month else today.year + 1
    return month_end(dt.date(year, month, 1)) if year <= 9999 else None


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
