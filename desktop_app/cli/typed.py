"""What a user typed, as values."""

import datetime as dt
import unicodedata
from uuid import UUID

from desktop_app.cli.arguments import NONE
from desktop_app.cli.output import Declined
from desktop_app.cli.session import Session
from desktop_app.domain.quick_add import parse_due
from desktop_app.domain.task import Due
from desktop_app.wording.say import shown

_DAY = dt.timedelta(days=1)


def due(session: Session, words: str) -> Due | None:
    """A due date in words or ISO; None for the word that clears it. Raises InvalidField."""
    if words.strip().lower() == NONE:
        return None
    return parse_due(words, today=session.today, now=session.time_of_day)


def past_day(session: Session, words: str | None) -> dt.date | None:
    """A day in words or ISO; None if nothing was typed. Raises InvalidField.

    Due dates look ahead and history looks back, so "mon" and "1 nov" are here the last ones there
    were. What is told from today, such as "tomorrow", and dates with a year stay what they are.
    """
    if words is None:
        return None
    today = session.today

    def read_on(day: dt.date) -> dt.date:
        return parse_due(words, today=day, now=session.time_of_day).date

    named = read_on(today)
    is_told_from_today = (named - today) == read_on(today - _DAY) - (today - _DAY)
    if named <= today or is_told_from_today:
        return named
    earlier = (read_on(today - days * _DAY) for days in (1, 7, 366))
    return next((day for day in earlier if day <= today), named)


def existing_list(session: Session, name: str | None) -> UUID | None:
    """The list of that name, None if none was typed. Raises Declined, naming the lists there are."""
    if name is None:
        return None
    rows = session.core.counts.lists()
    for row in rows:
        if _as_name(row.name) == _as_name(name):
            return row.id
    there_are = f"The lists are: {', '.join(shown(row.name) for row in rows)}." if rows else "There are no lists yet."
    raise Declined(f"There is no list “{shown(name)}”. {there_are}")


def tag(text: str | None) -> str | None:
    """A tag with or without its @."""
    return None if text is None else text.removeprefix("@")


def _as_name(text: str) -> str:
    """What of a list's name tells it from others: neither case nor how accents are encoded."""
    return unicodedata.normalize("NFC", text.strip().casefold())
