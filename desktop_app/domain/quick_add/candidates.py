"""Where in a line a date or time could stand, and what speaks for it there.

Nothing is decided here: whether a candidate stands at an edge depends on what else is recognised.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from desktop_app.domain.quick_add.dates import date_readings
from desktop_app.domain.quick_add.language import Language
from desktop_app.domain.quick_add.readings import LONGEST, Evidence, Frame, Reading
from desktop_app.domain.quick_add.times import time_readings
from desktop_app.domain.quick_add.words import STOPS, Word

_DASHES = frozenset({"-", "\u2013", "\u2014"})
_MOST_LEADS = 2
"""`due by friday`."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading at its place: `words[start:end]` with its leads and the marks that go with it."""

    start: int
    first: int
    """Where the date or time itself begins, after leads and article."""
    end: int
    reading: Reading
    evidence: Evidence
    """What speaks for it whatever else is recognised."""

    def overlaps(self, other: "Candidate") -> bool:
        """Whether the two share a word."""
        return self.start < other.end and other.start < self.end


Readings = Callable[[Sequence[str], Frame], Iterator[Reading]]


def date_candidates(words: Sequence[Word], frame: Frame) -> list[Candidate]:
    """In the order of the line, of those at one place the longest first."""
    return _candidates(words, frame, date_readings)


def time_candidates(words: Sequence[Word], frame: Frame) -> list[Candidate]:
    """In the order of the line, of those at one place the longest first."""
    return _candidates(words, frame, time_readings)


def _candidates(words: Sequence[Word], frame: Frame, readings: Readings) -> list[Candidate]:
    keys = [word.key for word in words] + [""] * LONGEST
    found = []
    for index, word in enumerate(words):
        if word.is_mark or word.token is not None:
            continue
        for reading in readings(keys[index : index + LONGEST], frame):
            candidate = _placed(words, index, reading, frame.language)
            if candidate is not None:
                found.append(candidate)
    found.sort(key=lambda candidate: (candidate.start, -candidate.end))
    whole = _without_ranges(words, found, frame.language)
    return [_with_dash(words, candidate) for candidate in whole if not _torn_out(words, candidate, frame.language)]


def _placed(words: Sequence[Word], first: int, reading: Reading, language: Language) -> Candidate | None:
    """The reading with its surroundings, or None if they refute it."""
    start = _start(words, first, reading, language)
    end = first + reading.length
    led = _led(words, start, first, language)
    if first and _refuted(words[first - 1].key, reading, led, language):
        return None
    if reading.bare and _begins_a_name(words, first, end):
        return None
    return _with_marks(words, start, first, end, reading, led | _case(words, first, end))


def _refuted(before: str, reading: Reading, led: Evidence, language: Language) -> bool:
    """Whether the word before says otherwise: "my monday", "gift for tom"; not "by tom", "at the weekend"."""
    if before not in reading.not_after or led is Evidence.LED:
        return False
    return not led or before not in language.articles


def _start(words: Sequence[Word], first: int, reading: Reading, language: Language) -> int:
    start = first
    if reading.article and start and words[start - 1].key in language.articles:
        start -= 1
    for _ in range(_MOST_LEADS):
        if start and words[start - 1].key in reading.leads:
            start -= 1
    return start


def _led(words: Sequence[Word], start: int, first: int, language: Language) -> Evidence:
    keys = {word.key for word in words[start:first]} - language.articles
    if not keys.isdisjoint(language.leads | language.day_leads):
        return Evidence.LED
    return Evidence.SOFTLY_LED if keys else Evidence(0)


def _case(words: Sequence[Word], first: int, end: int) -> Evidence:
    capital = any(word.text[0].isupper() for word in words[first:end])
    return Evidence.CAPITAL if capital else Evidence.LOWER


def _begins_a_name(words: Sequence[Word], first: int, end: int) -> bool:
    """Whether a capitalised name is followed by another one: "by April Smith"."""
    if end >= len(words) or words[end].token is not None:
        return False
    return words[first].text[0].isupper() and words[end].text[0].isupper()


def _with_marks(
    words: Sequence[Word], start: int, first: int, end: int, reading: Reading, evidence: Evidence
) -> Candidate | None:
    """Takes in the stops after it and the brackets around it; None for half a pair of brackets."""
    opened = start > 0 and words[start - 1].is_mark and words[start - 1].end == words[start].start
    after = words[end] if end < len(words) else None
    mark = after.text if after and after.is_mark and after.start == words[end - 1].end else ""
    if opened != bool(mark.strip(STOPS)):
        return None
    if mark:
        evidence |= Evidence.MARKED
    return Candidate(start - opened, first, end + bool(mark), reading, evidence)


def _without_ranges(words: Sequence[Word], found: list[Candidate], language: Language) -> list[Candidate]:
    """Leaves "9am - 5pm", "tue and thu" and "27 jan - 29" whole: a task has one due date."""
    starts = {candidate.start for candidate in found}
    ends = {candidate.end for candidate in found}

    def joins(index: int) -> bool:
        return 0 <= index < len(words) and words[index].key in language.joiners

    def goes_on(candidate: Candidate) -> bool:
        index = candidate.end + 1
        return index in starts or (
            index < len(words)
            and _has_digit(words[index : index + 1])
            and _has_digit(words[candidate.first : candidate.end])
        )

    return [
        candidate
        for candidate in found
        if not (joins(candidate.end) and goes_on(candidate))
        and not (joins(candidate.start - 1) and candidate.start - 1 in ends)
    ]


def _has_digit(words: Sequence[Word]) -> bool:
    return any(word.text[0] in "0123456789" for word in words)


def _torn_out(words: Sequence[Word], candidate: Candidate, language: Language) -> bool:
    """Whether the word before needs what follows it: "every friday", "move it to friday"."""
    return candidate.start > 0 and words[candidate.start - 1].key in language.not_after


def _with_dash(words: Sequence[Word], candidate: Candidate) -> Candidate:
    """Takes in the dash that sets a date off from the title: "Dec 24 - wrap gifts"."""
    if candidate.start == 0 and candidate.end < len(words) and words[candidate.end].key in _DASHES:
        evidence = candidate.evidence | Evidence.MARKED
        return replace(candidate, end=candidate.end + 1, evidence=evidence)
    if candidate.end == len(words) and candidate.start > 0 and words[candidate.start - 1].key in _DASHES:
        return replace(candidate, start=candidate.start - 1)
    return candidate
