"""From a line to a task: `parse`."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from desktop_app.domain.quick_add import calendar_days
from desktop_app.domain.quick_add.candidates import Candidate, date_candidates, time_candidates
from desktop_app.domain.quick_add.english import ENGLISH
from desktop_app.domain.quick_add.language import Language
from desktop_app.domain.quick_add.readings import Evidence, Frame
from desktop_app.domain.quick_add.times import due_time
from desktop_app.domain.quick_add.tokens import QuickAdd, Token, TokenKind
from desktop_app.domain.quick_add.words import Span, Word, split, touches_any
from desktop_app.domain.task import Due, Priority
from sync_protocol.text import name_key

_BLANKS = re.compile(r"\s+")
_ROUNDS = 3
"""A date can make a time stand at the edge, that time another date; more never happens in speech."""


def parse(
    text: str,
    *,
    today: dt.date,
    now: dt.time,
    language: Language = ENGLISH,
    day_first: bool = True,
    week_start: int = 0,
    dropped: frozenset[Span] = frozenset(),
) -> QuickAdd:
    """Reads one line. Never raises: what is not understood is part of the title.

    `today` and `now` are the user's local date and time of day; a time without a date means today,
    or tomorrow if it has passed. `day_first` says how `1/2` is ordered, `week_start` (Monday 0)
    where `next week` begins. `dropped` are spans of `text`, in code points, that the user turned
    back into plain words: nothing that touches them is recognised, except that a literal or a
    description may still enclose them.

    Of several dates, times, lists or priorities the last one counts and the earlier ones stay
    words, since a correction is typed after what it corrects.
    """
    frame = Frame(
        today=today,
        now=now,
        language=language,
        day_first=day_first,
        week_start=week_start,
        oldest_year=today.year - 1,
    )
    words = split(text, language, dropped)
    date, time = _chosen(words, frame, dropped)
    due, tokens = _due(words, date, time, frame)
    signed = [word.token for word in words if word.token is not None]
    tokens = sorted([*signed, *tokens], key=lambda token: token.start)
    return _assembled(text, due, tokens)


def _chosen(words: Sequence[Word], frame: Frame, dropped: frozenset[Span]) -> tuple[Candidate | None, Candidate | None]:
    """The date and the time that count; either may be what makes the other one stand at an edge."""
    dates = list(_kept(words, date_candidates(words, frame), dropped))
    times = list(_kept(words, time_candidates(words, frame), dropped))
    open_words = list(accumulate((not word.is_mark and word.token is None for word in words), initial=0))
    date: Candidate | None = None
    time: Candidate | None = None
    for _ in range(_ROUNDS):
        before = date, time
        date = _last_that_holds(dates, time, open_words)
        time = _last_that_holds([other for other in times if not date or not other.overlaps(date)], date, open_words)
        if (date, time) == before:
            break
    return date, time


def _kept(words: Sequence[Word], candidates: Sequence[Candidate], dropped: frozenset[Span]) -> Iterator[Candidate]:
    for candidate in candidates:
        if not dropped or not touches_any(*_span(words, candidate), dropped):
            yield candidate


def _last_that_holds(
    candidates: Sequence[Candidate], other: Candidate | None, open_words: Sequence[int]
) -> Candidate | None:
    """The last of the candidates that hold beside `other`; of overlapping ones the first, longest."""
    last: Candidate | None = None
    for candidate in candidates:
        if (last is None or candidate.start >= last.end) and _holds(candidate, other, open_words):
            last = candidate
    return last


def _holds(candidate: Candidate, other: Candidate | None, open_words: Sequence[int]) -> bool:
    evidence = candidate.evidence
    if other is not None and other.overlaps(candidate):
        other = None
    before, after = open_words[candidate.start], open_words[-1] - open_words[candidate.end]
    if other is not None:
        taken = open_words[other.end] - open_words[other.start]
        if other.start < candidate.start:
            before -= taken
        else:
            after -= taken
        if other.end == candidate.start or other.start == candidate.end:
            evidence |= Evidence.BESIDE
    if before == 0:
        evidence |= Evidence.FIRST
    if after == 0:
        evidence |= Evidence.LAST
    return any(need & evidence == need for need in candidate.reading.enough)


def _due(
    words: Sequence[Word], date: Candidate | None, time: Candidate | None, frame: Frame
) -> tuple[Due | None, list[Token]]:
    tokens = []
    day, hour = None, None
    if date is not None and date.reading.date is not None:
        day, hour = date.reading.date, date.reading.time
        tokens.append(Token(*_span(words, date), TokenKind.DATE, day))
    if time is not None and (clock := due_time(time.reading, evening=hour is not None)) is not None:
        hour = clock
        tokens.append(Token(*_span(words, time), TokenKind.TIME, clock))
    due = due_from(day, hour, frame)
    return due, tokens if due is not None else []


def due_from(day: dt.date | None, hour: dt.time | None, frame: Frame) -> Due | None:
    """The due date: an hour alone is the next such hour. None on the calendar's last evening."""
    if day is None and hour is not None:
        passed = hour < frame.now.replace(second=0, microsecond=0, tzinfo=None)
        day = calendar_days.days_from(frame.today, 1 if passed else 0)
    return None if day is None else Due(day, hour)


def _span(words: Sequence[Word], candidate: Candidate) -> Span:
    return words[candidate.start].start, words[candidate.end - 1].end


def _assembled(text: str, due: Due | None, tokens: Sequence[Token]) -> QuickAdd:
    tags: dict[str, str] = {}
    description, list_name, priority = "", None, None
    for token in tokens:
        match token.kind, token.value:
            case TokenKind.TAG, str(tag):
                tags.setdefault(name_key(tag), tag)
            case TokenKind.LIST, str(name):
                list_name = name
            case TokenKind.DESCRIPTION, str(words):
                description = words
            case TokenKind.PRIORITY, Priority() as value:
                priority = value
    return QuickAdd(
        title=_title(text, tokens),
        description=description,
        due=due,
        priority=priority,
        list_name=list_name,
        tags=tuple(tags.values()),
        tokens=tuple(tokens),
    )


def _title(text: str, tokens: Sequence[Token]) -> str:
    """The words outside the tokens, and the literals with their own blanks."""
    pieces: list[str] = []
    ends_blank = True
    for piece, is_literal in _pieces(text, tokens):
        if not is_literal:
            piece = _BLANKS.sub(" ", piece)
            piece = piece.lstrip(" ") if ends_blank else piece
        if piece:
            pieces.append(piece)
            ends_blank = not is_literal and piece.endswith(" ")
    return "".join(pieces).strip()


def _pieces(text: str, tokens: Sequence[Token]) -> Iterator[tuple[str, bool]]:
    """What is left for the title, piece by piece, and whether the piece is a literal."""
    position = 0
    for token in tokens:
        yield text[position : token.start], False
        if token.kind is TokenKind.LITERAL and isinstance(token.value, str):
            yield token.value, True
        position = token.end
    yield text[position:], False
