"""What the grammar needs to know of a language: tables only, so that a language is a data file.

Every word stands in its folded form (`sync_protocol.text.fold`): lower case, without accents.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Unit(Enum):
    """A span of the calendar."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The words of one language."""

    code: str
    """The language's ISO 639 code."""

    months: Mapping[str, int]
    """Names and abbreviations of the months, 1 to 12."""
    weekdays: Mapping[str, int]
    """Names and abbreviations of the weekdays, Monday 0 to Sunday 6."""
    shy: frozenset[str]
    """Names of months and weekdays that are as often another word or a first name."""
    proper_names: Mapping[str, frozenset[str]]
    """A day or hour to the words before it that make a proper name of the two: black, friday."""

    days: Mapping[str, int]
    """Words for a day, as days from today."""
    short_days: Mapping[str, int]
    """Abbreviations of such words that could be first names: only in lower case."""
    day_phrases: Mapping[tuple[str, ...], int]
    """The same in several words."""
    evenings: frozenset[str]
    """Words for this evening."""
    units: Mapping[str, Unit]
    """Words for spans of the calendar, singular and plural."""
    short_units: Mapping[str, Unit]
    """The letter after a number in `+3d`."""
    numbers: Mapping[str, int]
    """Numbers written as words."""
    ordinals: Mapping[str, int]
    """Days of the month as ordinals, 1 to 31."""
    weekends: frozenset[str]

    leads: frozenset[str]
    """Words that lead to a date or time, whichever way it is written: `by`."""
    soft_leads: frozenset[str]
    """Words that lead to a date or time as often as to something else: `for`."""
    day_leads: frozenset[str]
    """Words that lead to a day of the calendar: `on`."""
    at: frozenset[str]
    """Words that lead to a time."""
    within: frozenset[str]
    """`in 3 days`, `in january`."""
    next: frozenset[str]
    this: frozenset[str]
    end: frozenset[str]
    middle: frozenset[str]
    of: frozenset[str]
    articles: frozenset[str]

    half_days: Mapping[str, int]
    """`am` and `pm`, as the hours they add."""
    hour_marks: frozenset[str]
    """What may follow a full hour: `o'clock`."""
    named_hours: Mapping[str, dt.time]

    not_after: frozenset[str]
    """No date or time stands right after one of these: it would be torn out of its sentence."""
    joiners: frozenset[str]
    """Words between the two ends of a range."""
    determiners: frozenset[str]
    """Words that make an ordinary noun of the name after them: `my monday`."""
    counters: frozenset[str]
    """Words that count: the number after them is no date."""
    person_words: frozenset[str]
    """Words that are followed by a person."""
    idioms: frozenset[str]
    """Numbers with a slash that mean something else than a day and a month."""

    priorities: Mapping[str, int]
    """Words after an exclamation mark, as values of `Priority`."""
