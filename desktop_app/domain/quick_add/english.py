"""English."""

import datetime as dt

from desktop_app.domain.quick_add.language import Language, Unit

_MONTHS = {
    "january": 1, "jan": 1,
    "february": 2, "feb": 2,
    "march": 3, "mar": 3,
    "april": 4, "apr": 4,
    "may": 5,
    "june": 6, "jun": 6,
    "july": 7, "jul": 7,
    "august": 8, "aug": 8,
    "september": 9, "sept": 9, "sep": 9,
    "october": 10, "oct": 10,
    "november": 11, "nov": 11,
    "december": 12, "dec": 12,
}  # fmt: skip

_WEEKDAYS = {
    "monday": 0, "mon": 0,
    "tuesday": 1, "tues": 1, "tue": 1,
    "wednesday": 2, "wed": 2,
    "thursday": 3, "thurs": 3, "thur": 3, "thu": 3,
    "friday": 4, "fri": 4,
    "saturday": 5, "sat": 5,
    "sunday": 6, "sun": 6,
}  # fmt: skip

_UNITS = {
    "day": Unit.DAY, "days": Unit.DAY,
    "week": Unit.WEEK, "weeks": Unit.WEEK,
    "month": Unit.MONTH, "months": Unit.MONTH,
    "year": Unit.YEAR, "years": Unit.YEAR,
}  # fmt: skip

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip


def _ordinal(day: int) -> str:
    ending = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


ENGLISH = Language(
    code="en",
    months=_MONTHS,
    weekdays=_WEEKDAYS,
    shy=frozenset({"march", "may", "wed", "sat", "sun"}),
    proper_names={
        "monday": frozenset({"blue", "cyber", "easter", "manic", "stormy"}),
        "tuesday": frozenset({"giving", "pancake", "ruby", "shrove", "super"}),
        "wednesday": frozenset({"addams", "ash"}),
        "thursday": frozenset({"maundy", "throwback"}),
        "friday": frozenset({"black", "casual", "freaky", "good"}),
        "saturday": frozenset({"holy", "super"}),
        "sunday": frozenset({"bloody", "easter", "palm", "super"}),
        "today": frozenset({"india", "psychology", "usa"}),
        "noon": frozenset({"high"}),
    },
    days={"today": 0, "tomorrow": 1, "tmr": 1, "tmrw": 1, "yesterday": -1},
    short_days={"tod": 0, "tom": 1},
    day_phrases={("day", "after", "tomorrow"): 2, ("day", "before", "yesterday"): -2},
    evenings=frozenset({"tonight"}),
    units=_UNITS,
    short_units={"d": Unit.DAY, "w": Unit.WEEK, "m": Unit.MONTH, "y": Unit.YEAR},
    numbers=_NUMBERS,
    ordinals={_ordinal(day): day for day in range(1, 32)},
    weekends=frozenset({"weekend"}),
    leads=frozenset({"by", "until", "till", "due", "before"}),
    soft_leads=frozenset({"from", "for"}),
    day_leads=frozenset({"on", "over"}),
    at=frozenset({"at"}),
    within=frozenset({"in"}),
    next=frozenset({"next"}),
    this=frozenset({"this"}),
    end=frozenset({"end"}),
    middle=frozenset({"mid"}),
    of=frozenset({"of"}),
    articles=frozenset({"the"}),
    half_days={"am": 0, "a.m": 0, "pm": 12, "p.m": 12},
    hour_marks=frozenset({"o'clock", "oclock", "o\u2019clock"}),
    named_hours={"noon": dt.time(12), "midnight": dt.time(23, 59)},
    not_after=frozenset({"every", "each", "last", "after", "since", "of", "to", "through", "and", "or", "per", "than"}),
    joiners=frozenset({"to", "through", "and", "or", "-", "\u2013", "\u2014", "&", "/"}),
    determiners=frozenset(
        {"the", "a", "an", "my", "our", "your", "his", "her", "their", "every", "each", "long", "no", "of"}
    ),
    counters=frozenset(
        {
            "area", "bug", "ch", "chapter", "day", "draft", "ep", "episode", "ex", "exercise", "floor", "gate",
            "grade", "issue", "item", "lesson", "level", "no", "nr", "number", "page", "part", "phase", "platform",
            "question", "room", "round", "season", "section", "size", "step", "task", "track", "unit", "verse",
            "version", "vol", "volume", "week",
        }
    ),
    person_words=frozenset(
        {
            "and", "ask", "call", "congratulate", "contact", "email", "for", "from", "help", "interview", "invite",
            "mail", "meet", "message", "or", "pay", "phone", "ping", "remind", "ring", "see", "tell", "text", "thank",
            "to", "uncle", "visit", "with",
        }
    ),
    idioms=frozenset({"24/7", "7/11", "9/11"}),
    priorities={"high": 3, "medium": 2, "med": 2, "low": 1, "none": 0},
)  # fmt: skip
"""British and American English; the order of day and month is the caller's to say."""
