"""Arbitrary valid tasks and lists, as hypothesis strategies."""

import datetime as dt
import unicodedata
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from desktop_app.domain.task import (
    Due,
    MissedRule,
    Priority,
    Status,
    Task,
    valid_description,
    valid_list_name,
    valid_tags,
    valid_title,
)
from desktop_app.domain.task_list import TaskList
from sync_protocol.text import name_key

NASTY = st.sampled_from(["=1+1", "'=1", "''=1", "'", "-", "- [ ] milk", "+49 30", "@home", '"', '""', ",;|", "🎉", "é"])
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
LINES = st.lists(st.one_of(NASTY, st.text(LETTERS, max_size=8)), max_size=5).map("".join)
PARAGRAPHS = st.lists(st.one_of(LINES, st.sampled_from(["\n", "\r\n", "\r", "\t", " "])), max_size=6).map("".join)

MOMENTS = st.datetimes(dt.datetime(1980, 1, 1), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC))
DUES = st.builds(
    Due,
    st.dates(dt.date(1980, 1, 1), dt.date(2100, 1, 1)),
    st.one_of(st.none(), st.builds(dt.time, st.integers(0, 23), st.integers(0, 59))),
)
TITLES = LINES.map(lambda text: text[:255]).filter(lambda text: bool(unicodedata.normalize("NFC", text).strip()))
TAGS = st.lists(st.text(LETTERS, min_size=1, max_size=6), max_size=4)
EXTRAS: st.SearchStrategy[dict[str, Any]] = st.dictionaries(
    st.text(LETTERS, max_size=5),
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.text(LETTERS, max_size=5)),
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(LETTERS, max_size=3), inner)),
        max_leaves=4,
    ),
    max_size=3,
)


def _clean_tags(texts: list[str]) -> tuple[str, ...]:
    kept = ("".join(letter for letter in text if not letter.isspace() and letter not in ";,#@") for text in texts)
    return valid_tags(tag for tag in kept if tag)


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """A valid task with the fields that every format carries."""
    is_done = draw(st.booleans())
    return Task(
        id=draw(st.uuids()),
        title=valid_title(draw(TITLES)[:200]),
        description=valid_description(draw(PARAGRAPHS)),
        due=draw(st.one_of(st.none(), DUES)),
        priority=draw(st.sampled_from(Priority)),
        status=Status.DONE if is_done else Status.OPEN,
        completed_at=draw(MOMENTS) if is_done else None,
        tags=_clean_tags(draw(TAGS)),
        created_at=draw(MOMENTS),
        updated_at=draw(MOMENTS),
    )


@st.composite
def lists(draw: st.DrawFn, list_id: UUID, number: int) -> TaskList:
    """A valid list; its number keeps its name apart from the others'."""
    return TaskList(
        id=list_id,
        name=valid_list_name(f"{draw(LINES)[:60]}{number}"),
        colour=draw(st.one_of(st.none(), st.sampled_from(["#000000", "#2a64c8"]))),
        position=draw(st.one_of(st.none(), st.sampled_from(["a", "Zz9"]))),
        extra=draw(EXTRAS),
        created_at=draw(MOMENTS),
        updated_at=draw(MOMENTS),
        deleted_at=draw(st.one_of(st.none(), MOMENTS)),
    )


@st.composite
def whole_tasks(draw: st.DrawFn, list_ids: tuple[UUID, ...]) -> Task:
    """A valid task with every field there is."""
    base = draw(tasks())
    text = st.one_of(st.none(), st.text(LETTERS, min_size=1, max_size=10))
    return Task(
        id=base.id,
        title=base.title,
        description=base.description,
        due=base.due,
        priority=base.priority,
        status=base.status,
        completed_at=draw(st.one_of(st.none(), MOMENTS)) if base.is_done else None,
        list_id=draw(st.one_of(st.none(), st.sampled_from(list_ids))),
        tags=base.tags,
        position=draw(st.one_of(st.none(), st.sampled_from(["a", "Zz9"]))),
        repeat=draw(text),
        missed_rule=draw(st.sampled_from(MissedRule)),
        series_id=draw(st.one_of(st.none(), st.uuids())),
        follows=draw(st.one_of(st.none(), st.uuids())),
        reminder=draw(text),
        snoozed_until=draw(text),
        extra=draw(EXTRAS),
        created_at=base.created_at,
        updated_at=base.updated_at,
        deleted_at=draw(st.one_of(st.none(), MOMENTS)),
    )


def spelled_alike(found: list[Task]) -> list[Task]:
    """The tasks with one spelling of each tag, as a user's file keeps them."""
    spelling: dict[str, str] = {}
    made = []
    for task in found:
        tags = tuple(spelling.setdefault(name_key(tag), tag) for tag in task.tags)
        made.append(Task(**{name: getattr(task, name) for name in task.__slots__ if name != "tags"}, tags=tags))
    return made
