"""What the form's fields hold, as plain values: read from tasks, checked, and turned into changes.

No widget is needed here. Where several tasks are edited at once, a field in which they differ
holds `SEVERAL`, which is None, until the user puts something in.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final, TypeVar

from desktop_app.domain.changes import UNSET, TaskDraft, TaskPatch
from desktop_app.domain.errors import InvalidField, Problem
from desktop_app.domain.task import (
    Due,
    Priority,
    Task,
    valid_description,
    valid_list_name,
    valid_tags,
    valid_title,
)
from desktop_app.wording.dates import full_due_words, time_words

INBOX = "Inbox"
SEVERAL: Final = None
"""In place of a value: the tasks differ in it."""
ParseDue = Callable[[str], Due]
"""Reads a due date in words. Raises InvalidField."""
Value = TypeVar("Value")
_LINE_BREAK = re.compile("\r\n|[\r\u2028\u2029]")
_BREAKS = str.maketrans({",": " ", ";": " "})


@dataclass(frozen=True, slots=True)
class FormText:
    """What the fields hold, as text; also what they held when the form was opened."""

    title: str | None = ""
    description: str | None = ""
    due: str | None = ""
    """The day in words."""
    time: str | None = ""
    priority: Priority | None = Priority.NONE
    list_name: str | None = INBOX
    tags: tuple[str, ...] = ()
    """Of several tasks: the tags that all of them carry."""
    some_tags: bool = False
    """Of several tasks: whether some carry tags that others do not."""


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task in the form and the name of its list, which is empty in the Inbox."""

    task: Task
    list_name: str


def text_of(opened: OpenTask) -> FormText:
    """The fields of one task."""
    task = opened.task
    text = FormText(
        title=task.title,
        description=task.description,
        due="" if task.due is None else full_due_words(Due(task.due.date)),
        time="" if task.due is None or task.due.time is None else time_words(task.due.time),
        priority=task.priority,
        list_name=opened.list_name or INBOX,
        tags=task.tags,
    )
    return settled(text)


def text_of_several(opened: Sequence[OpenTask]) -> FormText:
    """The fields of several tasks: what they have in common."""
    texts = [text_of(one) for one in opened]
    first = texts[0]
    common = tuple(tag for tag in first.tags if all(has_tag(text.tags, tag) for text in texts))
    # A day and a time are one value: days that differ leave no time to show.
    same_due = _common((text.due, text.time) for text in texts) is not None
    text = FormText(
        title=SEVERAL,
        description=_common(text.description for text in texts),
        due=first.due if same_due else SEVERAL,
        time=first.time if same_due else SEVERAL,
        priority=_common(text.priority for text in texts),
        list_name=_common(text.list_name for text in texts),
        tags=common,
        some_tags=any(len(text.tags) != len(common) for text in texts),
    )
    return settled(text)


def settled(text: FormText) -> FormText:
    """The text as fields give it back: one kind of line break, tags in one order."""
    return replace(
        text,
        description=None if text.description is None else _LINE_BREAK.sub("\n", text.description),
        tags=tuple(sorted(text.tags, key=str.casefold)),
    )


def changed_fields(now: FormText, then: FormText) -> tuple[str, ...]:
    """The names of the fields that hold something else."""
    return tuple(
        field.name
        for field in fields(FormText)
        if field.name != "some_tags" and getattr(now, field.name) != getattr(then, field.name)
    )


def merged(now: FormText, then: FormText, current: FormText, typing: Iterable[str] = ()) -> FormText:
    """What the fields should hold when the task itself became `current`: typed words stay.

    `typing` names fields whose next word is just being put together, with nothing typed yet.
    """
    typed = {*changed_fields(now, then), *typing}
    if typed & {"due", "time"}:
        typed |= {"due", "time"}
    kept = {name: getattr(now, name) for name in typed if name != "tags"}
    if "tags" in typed:
        kept["tags"] = _merged_tags(now, then, current)
    return replace(current, **kept)


def draft(text: FormText, parse_due: ParseDue) -> TaskDraft:
    """The task that the fields describe. Raises InvalidField for the first field that is wrong."""
    return TaskDraft(
        title=valid_title(text.title or ""),
        description=valid_description(text.description or ""),
        due=read_due(text, parse_due),
        priority=text.priority or Priority.NONE,
        list_name=stored_list_name(text.list_name),
        tags=valid_tags(text.tags),
    )


def patch(now: FormText, then: FormText, parse_due: ParseDue) -> TaskPatch:
    """What was changed since the form was opened. Raises InvalidField."""
    due_moved = (now.due, now.time) != (then.due, then.time)
    return TaskPatch(
        title=UNSET if now.title is SEVERAL or now.title == then.title else valid_title(now.title),
        description=UNSET
        if now.description is SEVERAL or now.description == then.description
        else valid_description(now.description),
        due=read_due(now, parse_due) if due_moved else UNSET,
        priority=UNSET if now.priority is SEVERAL or now.priority == then.priority else now.priority,
        list_name=UNSET
        if now.list_name is SEVERAL or now.list_name == then.list_name
        else stored_list_name(now.list_name),
        # Tag by tag, so that a tag which somebody else added meanwhile stays.
        add_tags=valid_tags(tag for tag in now.tags if not has_tag(then.tags, tag)),
        remove_tags=valid_tags(tag for tag in then.tags if not has_tag(now.tags, tag)),
    )


def errors(text: FormText, parse_due: ParseDue) -> list[InvalidField]:
    """Everything that is wrong, in the order of the fields."""
    checks: tuple[Callable[[], object], ...] = (
        lambda: text.title is SEVERAL or valid_title(text.title),
        lambda: valid_description(text.description or ""),
        lambda: read_due(replace(text, time=""), parse_due),
        lambda: _read_time_field(text, parse_due),
        lambda: stored_list_name(text.list_name),
        lambda: valid_tags(text.tags),
    )
    return [error for check in checks if (error := refusal(check)) is not None]


def refusal(check: Callable[[], object]) -> InvalidField | None:
    """Why the check fails; None if it does not."""
    try:
        check()
    except InvalidField as error:
        return error
    return None


def read_due(text: FormText, parse_due: ParseDue) -> Due | None:
    """The day and time that the two fields say together. Raises InvalidField (due or due_time)."""
    if text.due is SEVERAL:
        if text.time:
            raise InvalidField("due_time", Problem.TIME_WITHOUT_DATE)
        return None
    if not text.due:
        return _due_of_time(text.time or "", parse_due) if text.time else None
    due = parse_due(text.due)
    # A time that was written beside the day is newer than the one in its own field.
    if due.time is not None or not text.time:
        return due
    return Due(due.date, read_time(text.time, parse_due))


def read_time(words: str, parse_due: ParseDue) -> dt.time:
    """A time of day such as 9, 9am, 14:30, 1430 or noon. Raises InvalidField (due_time)."""
    bare = words.strip().replace(".", ":")
    if bare.isascii() and bare.isdigit() and len(bare) in (3, 4):
        bare = f"{bare[:-2]}:{bare[-2:]}"
    for attempt in (f"today at {bare}", f"today {bare}"):
        try:
            time = parse_due(attempt).time
        except InvalidField:
            continue
        if time is not None:
            return time
    raise InvalidField("due_time", Problem.NOT_A_TIME, value=words)


def stored_list_name(name: str | None) -> str | None:
    """The list's name as it is stored; None for the Inbox. Raises InvalidField."""
    return None if not name or name == INBOX else valid_list_name(name)


def has_tag(tags: Iterable[str], tag: str) -> bool:
    """Whether one of the tags is that one, in whatever case."""
    return any(same_tag(one, tag) for one in tags)


def same_tag(one: str, other: str) -> bool:
    """Whether two spellings name one tag; what cannot be a tag is only like itself."""
    if one == other:
        return True
    try:
        return len(valid_tags((one, other))) == 1
    except InvalidField:
        return False


def split_tags(text: str) -> list[str]:
    """The words of a line of tags, without their signs."""
    return [word.removeprefix("@") for word in text.translate(_BREAKS).split() if word != "@"]


def _read_time_field(text: FormText, parse_due: ParseDue) -> dt.time | None:
    """The time in its own field. Raises InvalidField (due_time)."""
    if text.due is SEVERAL:
        read_due(text, parse_due)
    return read_time(text.time, parse_due) if text.time else None


def _due_of_time(words: str, parse_due: ParseDue) -> Due:
    """A time without a day is today, or tomorrow when it has passed."""
    time = read_time(words, parse_due)
    return parse_due(time_words(time))


def _merged_tags(now: FormText, then: FormText, current: FormText) -> tuple[str, ...]:
    added = [tag for tag in now.tags if not has_tag(then.tags, tag)]
    kept = [tag for tag in current.tags if has_tag(now.tags, tag) or not has_tag(then.tags, tag)]
    return (*kept, *(tag for tag in added if not has_tag(kept, tag)))


def _common(values: Iterable[Value]) -> Value | None:
    """The value, if it is the same everywhere."""
    first, *others = values
    return first if all(other == first for other in others) else None
