"""Five thousand tasks such as a person has after a year, as the CSV that Tickbox itself writes."""

import csv
import datetime as dt
import io
from random import Random
from uuid import UUID

COUNT = 5_000

HEADER = (
    *("id", "title", "description", "due_date", "due_time", "priority"),
    *("status", "completed_at", "list", "tags", "created_at"),
)
VERBS = ("Call", "Pay", "Write to", "Review", "Fix", "Buy a present for", "Meet", "Ask", "Thank", "Draft a plan with")
WHOM = ("Zoë", "the bank", "Mr. O'Neill", "“Ana & co.”", "the 5th grade", "Jürgen", "李明", "the landlord", "Mum 🎂")
NOTES = (
    "",
    "",
    "",
    "Line one\nline two",
    "- [ ] first\n- [x] second",
    'He said "now", twice',
    "=SUM(A1:A3)",
    "'quoted'",
)
TAGS = ("errands", "calls", "bills", "écriture", "code")
LISTS = ("", "Work", "Home", "Health", "Küche")


def a_year_of_rows(now: dt.datetime) -> list[list[str]]:
    """Rows in the form that Tickbox itself writes, formulas guarded."""
    random = Random(5)
    return [_row(random, number, now) for number in range(COUNT)]


def _row(random: Random, number: int, now: dt.datetime) -> list[str]:
    created = now - dt.timedelta(seconds=(COUNT - number) * 6_300, microseconds=random.randrange(1_000_000))
    done = random.random() < 0.7
    note = random.choice(NOTES)
    due = random.random() < 0.6
    return [
        str(UUID(int=random.getrandbits(128), version=4)),
        f"{random.choice(VERBS)} {random.choice(WHOM)} about item {number}",
        f"'{note}" if note.startswith(("=", "-")) else note,
        str(created.date() + dt.timedelta(days=random.randrange(60))) if due else "",
        f"{random.randrange(24):02}:{random.randrange(60):02}" if due and random.random() < 0.3 else "",
        random.choice(("", "low", "medium", "high")),
        "done" if done else "open",
        _stamp(created + (now - created) * random.random()) if done else "",
        random.choice(LISTS),
        ";".join(sorted(random.sample(TAGS, random.randrange(3)))),
        _stamp(created),
    ]


def _stamp(moment: dt.datetime) -> str:
    return moment.replace(tzinfo=None).isoformat() + "Z"


def as_file(rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([HEADER, *rows])
    return text.getvalue().encode("utf-8-sig")
