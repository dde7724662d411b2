"""Days in words. The names stand in tables here, so that a machine's locale changes nothing."""

import datetime as dt

from desktop_app.domain.task import Due
from desktop_app.wording.counts import plural
from desktop_app.wording.say import Say, untranslated

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NEAR = {-1: "Yesterday", 0: "Today", 1: "Tomorrow"}


def is_overdue(due: Due, today: dt.date) -> bool:
    """Whether the day has passed; within the day no time of it makes a task overdue."""
    return due.date < today


def due_words(due: Due, today: dt.date, *, is_open: bool = True, say: Say = untranslated) -> str:
    """When a task is due, as a row says it: "Today 14:30", "2 days overdue", "Wed 25 Nov".

    A task that is done is never overdue: its day is named.
    """
    if is_open and is_overdue(due, today):
        return plural((today - due.date).days, "{count} day overdue", "{count} days overdue", say)
    return _with_time(_near_or_date(due.date, today, say), due.time)


def full_due_words(due: Due, say: Say = untranslated) -> str:
    """The due date spelled out: "Fri 27 Nov 2026 14:30"."""
    return _with_time(date_words(due.date, None, say), due.time)


def date_words(day: dt.date, today: dt.date | None = None, say: Say = untranslated) -> str:
    """ "Wed 25 Nov", with the year unless it is today's."""
    template = "{weekday} {day} {month}" if today and day.year == today.year else "{weekday} {day} {month} {year}"
    return say(template).format(
        weekday=say(WEEKDAYS[day.weekday()]), day=day.day, month=say(MONTHS[day.month - 1]), year=day.year
    )


def day_heading(day: dt.date, today: dt.date, say: Say = untranslated) -> str:
    """The heading over a day of the history: "Today", "Yesterday", "Sat 21 Nov 2026"."""
    distance = (day - today).days
    return say(_NEAR[distance]) if distance in (0, -1) else date_words(day, None, say)


def relative_words(day: dt.date, today: dt.date, say: Say = untranslated) -> str:
    """How far away a day is: "In 4 days", "3 days ago", "Tomorrow"."""
    distance = (day - today).days
    if distance in _NEAR:
        return say(_NEAR[distance])
    return say("In {count} days" if distance > 0 else "{count} days ago").format(count=abs(distance))


def time_words(time: dt.time) -> str:
    """A time of day on the 24-hour clock."""
    return f"{time.hour:02}:{time.minute:02}"


def _near_or_date(day: dt.date, today: dt.date, say: Say) -> str:
    distance = (day - today).days
    return say(_NEAR[distance]) if distance in _NEAR else date_words(day, today, say)


def _with_time(words: str, time: dt.time | None) -> str:
    return words if time is None else f"{words} {time_words(time)}"
