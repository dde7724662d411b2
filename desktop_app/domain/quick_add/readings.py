"""How a few words can be read as a date or a time, and what must stand around them for that."""

import datetime as dt
from dataclasses import dataclass
from enum import IntFlag

from desktop_app.domain.quick_add.language import Language

LONGEST = 8
"""Words (marks included) in the longest phrase of the grammar."""


class Evidence(IntFlag):
    """What speaks for reading words as a date or time and not as part of the title."""

    LED = 1
    """A word like `by` leads to them."""
    SOFTLY_LED = 2
    """A word like `for` leads to them."""
    LAST = 4
    """Only recognised spans and marks follow."""
    FIRST = 8
    """Only recognised spans and marks come before."""
    BESIDE = 16
    """The line's time stands right beside this date, or its date beside this time."""
    MARKED = 32
    """A comma, colon or the like follows."""
    LOWER = 64
    """No capital letter begins any of the words."""
    CAPITAL = 128
    """A capital letter begins one of the words."""


ANYWHERE: tuple[Evidence, ...] = (Evidence(0),)
"""Words that mean a date or time wherever they stand."""

AT_AN_EDGE = (Evidence.LED, Evidence.SOFTLY_LED, Evidence.LAST, Evidence.BESIDE)
"""Words that belong to the title when they stand inside it."""

AT_EITHER_EDGE = (*AT_AN_EDGE, Evidence.FIRST | Evidence.LOWER, Evidence.FIRST | Evidence.MARKED)
"""The same, and `friday call mum` or `Friday: call mum`, but not `Monday blues album`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a reading depends on besides the words. Dates and times are local."""

    today: dt.date
    now: dt.time
    language: Language
    day_first: bool
    week_start: int
    """Monday 0 to Sunday 6."""
    oldest_year: int
    """A written year before this one is history, hence part of the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read the first `length` words of a phrase."""

    length: int
    date: dt.date | None = None
    time: dt.time | None = None
    enough: tuple[Evidence, ...] = ANYWHERE
    """It holds if one of these is fulfilled as a whole."""
    leads: frozenset[str]
    """Words that go with it when they come right before."""
    article: bool = False
    """Whether an article may stand between the lead and the words."""
    bare: bool = False
    """A name alone: with a further capitalised word after it (`April Smith`) it is another name."""
    not_after: frozenset[str] = frozenset()
    """Words that refute it when they come right before."""
    half_day_open: bool = False
    """A time without am or pm before noon: `tonight` moves it to the evening."""


def named_day(
    frame: Frame,
    length: int,
    date: dt.date | None,
    *,
    enough: tuple[Evidence, ...] = ANYWHERE,
    article: bool = False,
    bare: bool = False,
    not_after: frozenset[str] = frozenset(),
) -> Reading | None:
    """The reading of a day of the calendar, which any word may lead to; None without a date."""
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
