"""The ranges of days that the History tab offers."""

import datetime as dt
from enum import Enum

_DAY = dt.timedelta(days=1)


class Range(Enum):
    """Which days are shown. CHOSEN and SPAN are given by the user, the others follow today."""

    ALL = "All time"
    TODAY = "Today"
    WEEK = "Last 7 days"
    MONTH = "Last 30 days"
    YEAR = "Last 12 months"
    THIS_YEAR = "This year"
    SPAN = "Choose days…"
    CHOSEN = "One day"


Days = tuple[dt.date | None, dt.date | None]
"""The first and the last day, both included; None is open."""


def days_of(chosen: Range, today: dt.date) -> Days:
    """The days of a range that follows today; open on both sides for the others."""
    match chosen:
        case Range.TODAY:
            return today, today
        case Range.WEEK:
            return today - 6 * _DAY, today
        case Range.MONTH:
            return today - 29 * _DAY, today
        case Range.YEAR:
            return _a_year_before(today) + _DAY, today
        case Range.THIS_YEAR:
            return today.replace(month=1, day=1), today
        case _:
            return None, None


def _a_year_before(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        # The 29th of February.
        return day.replace(year=day.year - 1, day=28)
