"""What changed in an open task while its form was open, in words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.ui.form.values import FormText, changed_fields
from desktop_app.ui.messages import say

_LONGEST = 20
_FULL_DATE = re.compile(r"\w+ ([0-9]+ \w+) ([0-9]+)")
_NAMES = {
    "title": "Title",
    "description": "Description",
    "due": "Due",
    "time": "Due time",
    "priority": "Priority",
    "list_name": "List",
    "tags": "Tags",
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that somebody else changed."""

    field: str
    old: FormText
    new: FormText

    @property
    def name(self) -> str:
        return say(_NAMES[self.field])

    @property
    def old_words(self) -> str:
        return "" if self.field == "description" else value_words(self.field, self.old, self.new)

    @property
    def new_words(self) -> str:
        return "" if self.field == "description" else value_words(self.field, self.new, self.old)

    def link_words(self, *, is_typed: bool) -> str:
        """What can be done: keep what was there before, or use what came instead of what was typed."""
        words = self.new_words if is_typed else self.old_words
        if self.field == "description" or words.endswith("…") or not words:
            return say("Use the new one") if is_typed else say("Keep the old one")
        return say("Use {value}" if is_typed else "Keep {value}").format(value=words)


def changes_between(old: FormText, new: FormText) -> list[FieldChange]:
    """The fields that differ, in the form's order. A time moves with its day."""
    names = list(changed_fields(new, old))
    if "due" in names and "time" in names:
        names.remove("time")
    return [FieldChange(name, old, new) for name in names]


def is_typed(change: FieldChange, typed: Iterable[str]) -> bool:
    """Whether the field holds words of the user's own."""
    names = set(typed)
    return change.field in names or (change.field in ("due", "time") and bool(names & {"due", "time"}))


def value_words(field: str, text: FormText, beside: FormText) -> str:
    """A field's value, short enough for a bar in which another one stands beside it."""
    match field:
        case "due":
            return _due_words(text, beside) or say("none")
        case "priority":
            return say("several" if text.priority is None else text.priority.name.title())
        case "tags":
            return _short(" ".join(f"@{tag}" for tag in text.tags)) or say("none")
        case _:
            value = getattr(text, field)
            return say("several") if value is None else _short(value) or say("none")


def _due_words(text: FormText, beside: FormText) -> str:
    """The day without its weekday, with its year where the other day has another one."""
    day, other = _FULL_DATE.fullmatch(text.due or ""), _FULL_DATE.fullmatch(beside.due or "")
    words = text.due if day is None else day[1]
    if day is not None and other is not None and day[2] != other[2]:
        words = f"{day[1]} {day[2]}"
    return " ".join(part for part in (words, text.time) if part)


def _short(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= _LONGEST else one_line[: _LONGEST - 1].rstrip() + "…"
