"""Views, orders, filters, search, history and counts: storage's SQL against the domain's definitions in Python."""

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import Core
from desktop_app.domain.changes import TaskDraft
from desktop_app.domain.journal import Verb
from desktop_app.domain.listing import HistoryQuery, SortKey, TaskQuery
from desktop_app.domain.task import Due, Priority, Status, Task, valid_tags
from desktop_app.domain.task_list import TaskList
from desktop_app.domain.views import StatusFilter, View, belongs
from sync_protocol.text import fold, name_key
from tests.fakes.clock import FakeClock
from tests.storage.files import NOW, TODAY, faults, opened

DAY = dt.timedelta(days=1)
SORTED_BY: dict[SortKey, Callable[[Task, str], Any]] = {
    SortKey.DUE: lambda task, _: due_key(task),
    SortKey.TITLE: lambda task, _: fold(task.title),
    SortKey.PRIORITY: lambda task, _: (-task.priority, *due_key(task)),
    SortKey.LIST: lambda task, name: (fold(name), *due_key(task)),
    SortKey.DELETED: lambda task, _: task.deleted_at or NOW,
}
WORDS = [
    "a", "AB", "straße", "STRASSE", "Ümlaut", "AND", "or", "NOT", "near(", "NEAR", "50%", "off_now", '"quoted"',
    "star*", "it's", "🎉", "x🎉y", "title:", "^start", "(", "-minus", "日本語", "e\u0301te", "back\\slash",
]  # fmt: skip
TITLES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
TAGS = st.lists(st.sampled_from(["home", "Übung", "a%b", "NOT", "x"]), max_size=2).map(valid_tags)
LIST_NAMES = ["Straße 50%", "AND or", "Gone", "🎉"]
# The borders of every sum, and two moments of one day.
MOMENTS = st.builds(
    lambda days, hours: NOW - dt.timedelta(days=days, hours=hours),
    st.sampled_from([0, 1, 1, 2, 3, 6, 7, 29, 30, 80]),
    st.sampled_from([0, 5]),
)
DUES = st.none() | st.builds(
    Due,
    st.sampled_from([TODAY, TODAY, TODAY - DAY, TODAY + DAY, dt.date.min, dt.date.max]),
    st.sampled_from([None, None, dt.time(0), dt.time(23, 59)]),
)


@dataclass(frozen=True)
class Record:
    """A task with the place it will be filed in."""

    task: Task
    list_number: int | None


@st.composite
def records(draw: st.DrawFn) -> Record:
    done = draw(st.booleans())
    task = Task(
        id=uuid4(),
        title=draw(TITLES),
        description=draw(st.just("") | TITLES),
        due=draw(DUES),
        priority=draw(st.sampled_from(Priority)),
        status=Status.DONE if done else Status.OPEN,
        completed_at=draw(st.none() | MOMENTS) if done else None,
        tags=draw(TAGS),
        created_at=NOW,
        updated_at=NOW,
        deleted_at=draw(st.sampled_from([None, None, NOW, NOW - 40 * DAY])),
    )
    return Record(task, draw(st.sampled_from([None, 0, 1, 2, 3])))


class File:
    """A core filled with tasks, and the same tasks in Python in their order of creation."""

    def __init__(self, core: Core, made: Sequence[Record]) -> None:
        self.core = core
        self.lists: list[TaskList] = [core.lists.create(name) for name in LIST_NAMES]
        self.tasks: list[Task] = []
        with core.tasks._unit_of_work(Verb.IMPORT) as work:
            for record in made:
                self.tasks.append(self._filed(record))
                work.tasks.add(self.tasks[-1])
        gone = core.lists.delete(self.lists[2].id)
        self.live = {found.id: found.name for found in self.lists if found.id != gone.id}

    def _filed(self, record: Record) -> Task:
        values: dict[str, Any] = {name: getattr(record.task, name) for name in Task.__dataclass_fields__}
        number = record.list_number
        return Task(**{**values, "list_id": None if number is None else self.lists[number].id})

    def list_name(self, task: Task) -> str:
        return self.live.get(task.list_id, "") if task.list_id else ""

    def ids(self, handles: Sequence[int]) -> list[UUID]:
        rows = self.core.reader.rows(handles)
        return [row.id for row in rows if row is not None]


@st.composite
def sets_of_records(draw: st.DrawFn) -> list[Record]:
    return draw(st.lists(records(), max_size=15))


def filled(made: Sequence[Record]) -> Iterator[File]:
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as core:
        yield File(core, made)


def due_key(task: Task) -> tuple[bool, Due]:
    return task.due is None, task.due or Due(dt.date.max)


def expected(file: File, query: TaskQuery) -> list[UUID]:
    """The definition: who belongs, and in which order."""
    shown = [
        (number, task)
        for number, task in enumerate(file.tasks)
        if belongs(task, query.view, query.today, list_is_live=task.list_id in file.live)
        and query.status.admits(task.status)
        and found(file, task, query.search)
        and (query.list_id is None or task.list_id == query.list_id)
        and (query.tag is None or name_key(query.tag) in map(name_key, task.tags))
    ]
    key = SORTED_BY[query.sort]
    shown.sort(key=lambda entry: (key(entry[1], file.list_name(entry[1])), entry[0]), reverse=query.descending)
    return [task.id for _, task in shown]


def found(file: File, task: Task, search: str) -> bool:
    """Every word occurs; words of one or two letters are not looked for in descriptions."""
    names = [task.title, file.list_name(task), *task.tags]
    return all(
        any(word in fold(text) for text in (names if len(word) < 3 else [*names, task.description]))
        for word in fold(search).split()
    )


@given(sets_of_records())
def test_every_view_and_order_is_what_the_domain_says(made: list[Record]) -> None:
    for file in filled(made):
        for view, status, sort, descending in product(View, StatusFilter, SortKey, (False, True)):
            query = TaskQuery(today=TODAY, view=view, status=status, sort=sort, descending=descending)
            assert file.ids(file.core.reader.handles(query)) == expected(file, query), query


@given(
    sets_of_records(), st.sampled_from(View), st.sampled_from([*LIST_NAMES, None]), st.sampled_from(["HOME", "x", ""])
)
def test_lists_and_tags_narrow_every_view(made: list[Record], view: View, name: str | None, tag: str) -> None:
    for file in filled(made):
        list_id = next((found.id for found in file.lists if found.name == name), None)
        query = TaskQuery(today=TODAY, view=view, status=StatusFilter.ALL, list_id=list_id, tag=tag or None)
        assert file.ids(file.core.reader.handles(query)) == expected(file, query)


PARTS = st.sampled_from(WORDS + LIST_NAMES + ["home", "Übung"]).flatmap(
    lambda word: st.tuples(st.integers(0, len(word) - 1), st.integers(1, 5)).map(lambda cut: word[cut[0] :][: cut[1]])
)
SEARCHES = st.lists(PARTS | st.sampled_from(["", " ", '""', "OR", "*", "AND NOT", "\0", "\ud800", "zzz"]), max_size=3)


@given(sets_of_records(), st.lists(SEARCHES.map(" ".join), min_size=8, max_size=8))
def test_search_finds_what_reading_every_task_would_find(made: list[Record], searches: list[str]) -> None:
    for file in filled(made):
        for search in searches:
            query = TaskQuery(today=TODAY, status=StatusFilter.ALL, search=search)
            assert file.ids(file.core.reader.handles(query)) == expected(file, query), search


@pytest.mark.parametrize("word", WORDS)
def test_every_word_finds_itself_in_title_description_list_and_tag(word: str) -> None:
    plain = word.strip("#@,;")
    drafts = [TaskDraft(title=f"in {word} title"), TaskDraft(title="x", description=f"in {word} here")]
    drafts += [TaskDraft(title="y", list_name=f"L {word}"), TaskDraft(title="z", tags=(plain,))]
    for file in filled([]):
        made = [added.task.id for added in file.core.tasks.add_many(drafts)]
        wanted = set(made if len(fold(word)) >= 3 else made[:1] + made[2:])
        handles = file.core.reader.handles(TaskQuery(today=TODAY, search=word))
        assert set(file.ids(handles)) >= wanted


@pytest.mark.parametrize("word", WORDS)
def test_every_word_is_found_by_the_index_alone(word: str) -> None:
    """Where no list and no tag bears it."""
    for file in filled([]):
        file.core.tasks.add_many([TaskDraft(title="else"), TaskDraft(title=f"<{word}>")])
        handles = file.core.reader.handles(TaskQuery(today=TODAY, search=f"<{word}>"))
        assert [row and row.title for row in file.core.reader.rows(handles)] == [f"<{word}>".replace("e\u0301", "é")]


def test_search_past_the_index_and_along_it_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path) as core:
        core.tasks.add_many(
            TaskDraft(title=f"common {number}", description="rare" * (number == 7)) for number in range(30)
        )
        for limit in (0, 3, 1000):
            monkeypatch.setattr("desktop_app.storage.search.FEW_CANDIDATES", limit)
            assert len(core.reader.handles(TaskQuery(today=TODAY, search="common"))) == 30
            assert len(core.reader.handles(TaskQuery(today=TODAY, search="rare common"))) == 1
            assert len(core.reader.handles(TaskQuery(today=TODAY, search="absent"))) == 0


def test_renaming_a_list_moves_what_is_found_by_its_name(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        core.tasks.add(TaskDraft(title="Milk", list_name="Groceries"))
        (home,) = core.counts.lists()
        core.lists.rename(home.id, "Household")
        assert len(core.reader.handles(TaskQuery(today=TODAY, search="household"))) == 1
        assert len(core.reader.handles(TaskQuery(today=TODAY, search="groceries"))) == 0
        core.lists.delete(home.id)
        assert len(core.reader.handles(TaskQuery(today=TODAY, search="household"))) == 0


def test_a_handle_whose_task_is_gone_gives_no_row(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        tasks = [added.task for added in core.tasks.add_many([TaskDraft(title="a"), TaskDraft(title="b")])]
        handles = core.reader.everything()
        core.tasks.delete_forever([tasks[0].id])
        rows = core.reader.rows([*handles, 999])
        assert [row and row.title for row in rows] == [None, "b", None]
        assert [task.title for task in core.reader.tasks(handles)] == ["b"]


def test_any_number_of_rows_is_read_and_written_at_once(tmp_path: Path) -> None:
    """More than SQLite binds to one statement."""
    count = 33_000
    with opened(tmp_path) as core:
        core.tasks.add_many(TaskDraft(title="t") for _ in range(count))
        handles = core.reader.everything()
        assert all(core.reader.rows(handles))
        tasks = core.reader.tasks(handles)
        assert len(tasks) == count
        assert len(core.reader.rows(range(300_000))) == 300_000
        core.tasks.delete([task.id for task in tasks])
        assert len(core.reader.handles(TaskQuery(today=TODAY))) == 0


@given(
    sets_of_records(),
    st.none() | st.integers(0, 90),
    st.none() | st.integers(0, 90),
    st.sampled_from(["", "AND", "a", "straße"]),
)
def test_history_is_what_was_done_newest_first(
    made: list[Record], first: int | None, last: int | None, search: str
) -> None:
    query = HistoryQuery(
        first=None if first is None else TODAY - first * DAY,
        last=None if last is None else TODAY - last * DAY,
        search=search,
    )
    for file in filled(made):
        done = [(number, task) for number, task in enumerate(file.tasks) if task.is_done and not task.is_deleted]
        dated = [entry for entry in done if entry[1].completed_at is not None]
        dated.sort(key=lambda entry: (entry[1].completed_at, entry[0]), reverse=True)
        undated = [entry for entry in done if entry[1].completed_at is None][::-1]
        shown = [
            task.id
            for _, task in dated + undated
            if found(file, task, search) and is_between(task, query.first, query.last)
        ]
        assert [task.id for task in file.core.history.entries(query)] == shown


def is_between(task: Task, first: dt.date | None, last: dt.date | None) -> bool:
    if task.completed_at is None:
        return first is None and last is None
    day = task.completed_at.date()
    return (first is None or day >= first) and (last is None or day <= last)


@given(sets_of_records())
def test_counts_and_sums_are_what_counting_would_give(made: list[Record]) -> None:
    for file in filled(made):
        core, tasks = file.core, file.tasks
        counts = core.counts.open_counts(TODAY)
        for view in (View.INBOX, View.TODAY, View.UPCOMING, View.OVERDUE, View.ALL):
            wanted = len(expected(file, TaskQuery(today=TODAY, view=view)))
            assert getattr(counts, view.value) == wanted, view
        still_open = [task for task in tasks if not task.is_done and not task.is_deleted]
        assert {row.name: row.open_tasks for row in core.counts.lists()} == {
            name: sum(task.list_id == list_id for task in still_open) for list_id, name in file.live.items()
        }
        names = sorted({tag for task in still_open for tag in task.tags}, key=lambda tag: (fold(tag), tag))
        assert [(row.name, row.open_tasks) for row in core.counts.tags()] == [
            (name, sum(name in task.tags for task in still_open)) for name in names
        ]
        days = [t.completed_at.date() for t in tasks if t.is_done and not t.is_deleted and t.completed_at is not None]
        totals = core.history.totals()
        assert totals.total == len(days)
        assert totals.today == days.count(TODAY)
        assert totals.last_7_days == sum(day > TODAY - 7 * DAY for day in days)
        assert totals.last_30_days == sum(day > TODAY - 30 * DAY for day in days)
        assert totals.streak == streak(set(days))
        assert core.history.by_day(dt.date.min, dt.date.max) == {day: days.count(day) for day in days}
        assert faults(core.database.connection) == []


def streak(days: set[dt.date]) -> int:
    day = TODAY if TODAY in days else TODAY - DAY
    length = 0
    while day in days:
        day, length = day - DAY, length + 1
    return length


def test_the_day_of_a_completion_is_the_day_on_the_wall(tmp_path: Path) -> None:
    late = FakeClock(dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC), dt.timezone(dt.timedelta(hours=2)))
    with opened(tmp_path, late) as core:
        task = core.tasks.add(TaskDraft(title="Milk")).task
        core.tasks.complete([task.id])
        assert core.history.by_day(dt.date.min, dt.date.max) == {dt.date(2026, 11, 24): 1}
