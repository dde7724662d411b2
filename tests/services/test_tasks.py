"""What each verb of tasks does, what it refuses, and that a refusal changes nothing."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from desktop_app.core import Core
from desktop_app.domain.changes import TaskDraft, TaskPatch
from desktop_app.domain.errors import InvalidField, Missing, NotFound, Problem, Refused
from desktop_app.domain.listing import SortKey, TaskQuery
from desktop_app.domain.task import Due, Priority, Status, Task
from desktop_app.domain.views import StatusFilter, View
from tests.fakes.clock import FakeClock
from tests.storage.files import TODAY, contents, opened

HOUR = dt.timedelta(hours=1)
NOBODY = UUID(int=404)


@pytest.fixture
def core(tmp_path: Path, clock: FakeClock) -> Iterator[Core]:
    with opened(tmp_path, clock) as core:
        yield core


@pytest.fixture
def milk(core: Core) -> Task:
    return core.tasks.add(TaskDraft(title="Milk", list_name="Shop", tags=("a", "b"), due=Due(TODAY))).task


def shown(core: Core, **narrowed: object) -> list[str]:
    handles = core.reader.handles(TaskQuery(today=TODAY, **narrowed))  # type: ignore[arg-type]
    return [row.title for row in core.reader.rows(handles) if row]


def test_a_new_task_is_stored_as_it_is_returned(core: Core, clock: FakeClock) -> None:
    draft = TaskDraft(
        title="  Cafe\u0301  ",
        description=" kept ",
        due=Due(TODAY, dt.time(9, 30, 15)),
        priority=Priority.HIGH,
        list_name=" Shop ",
        tags=("@b", "A"),
    )
    added = core.tasks.add(draft)
    task = added.task
    assert added.new_list is not None
    assert (added.new_list.name, task.list_id) == ("Shop", added.new_list.id)
    assert (task.title, task.description, task.tags) == ("Café", " kept ", ("A", "b"))
    assert task.due == Due(TODAY, dt.time(9, 30))
    assert (task.status, task.created_at, task.updated_at) == (Status.OPEN, clock.now(), clock.now())
    assert core.reader.task(task.id) == task


def test_a_list_that_exists_is_found_whatever_its_case(core: Core, milk: Task) -> None:
    again = core.tasks.add(TaskDraft(title="Bread", list_name="SHOP"))
    assert (again.new_list, again.task.list_id) == (None, milk.list_id)


def test_a_deleted_list_is_not_filled_again(core: Core, milk: Task) -> None:
    assert milk.list_id is not None
    core.lists.delete(milk.list_id)
    again = core.tasks.add(TaskDraft(title="Bread", list_name="Shop"))
    assert again.new_list is not None
    assert again.new_list.id != milk.list_id


def test_tags_take_the_spelling_that_the_file_has(core: Core) -> None:
    core.tasks.add(TaskDraft(title="one", tags=("Straße", "zoo")))
    task = core.tasks.add(TaskDraft(title="two", tags=("STRASSE", "ZOO", "ape"))).task
    assert task.tags == ("ape", "Straße", "zoo")
    assert [row.name for row in core.counts.tags()] == ["ape", "Straße", "zoo"]


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (TaskDraft(title=" "), Problem.EMPTY),
        (TaskDraft(title="ok", description="\0"), Problem.CONTROL_CHARACTER),
        (TaskDraft(title="ok", tags=("a b",)), Problem.TAG_CHARACTER),
        (TaskDraft(title="ok", list_name="x" * 101), Problem.TOO_LONG),
    ],
)
def test_of_many_all_or_none_are_added(core: Core, milk: Task, draft: TaskDraft, problem: Problem) -> None:
    before = contents(core)
    with pytest.raises(InvalidField) as refused:
        core.tasks.add_many([TaskDraft(title="fine", list_name="New"), draft])
    assert refused.value.problem is problem
    assert contents(core) == before


def test_an_edit_changes_what_it_names_and_nothing_else(core: Core, milk: Task, clock: FakeClock) -> None:
    clock.advance(HOUR)
    (after,) = core.tasks.edit([milk.id], TaskPatch(title="Oat milk", due=None))
    assert (after.title, after.due, after.updated_at) == ("Oat milk", None, clock.now())
    assert (after.list_id, after.tags, after.created_at) == (milk.list_id, milk.tags, milk.created_at)
    assert core.reader.task(milk.id) == after
    (away,) = core.tasks.edit([milk.id], TaskPatch(list_name=None, priority=Priority.LOW))
    assert (away.list_id, away.priority) == (None, Priority.LOW)


@pytest.mark.parametrize(
    ("patch", "tags"),
    [
        (TaskPatch(tags=("x",)), ("x",)),
        (TaskPatch(tags=()), ()),
        (TaskPatch(add_tags=("c", "A")), ("a", "b", "c")),
        (TaskPatch(remove_tags=("B", "nowhere")), ("a",)),
        (TaskPatch(tags=("x", "y"), add_tags=("z",), remove_tags=("x",)), ("y", "z")),
    ],
)
def test_tags_are_replaced_added_and_removed(core: Core, milk: Task, patch: TaskPatch, tags: tuple[str, ...]) -> None:
    assert core.tasks.edit([milk.id], patch)[0].tags == core.reader.task(milk.id).tags == tags


def test_too_many_tags_together_are_refused(core: Core, milk: Task) -> None:
    with pytest.raises(InvalidField) as refused:
        core.tasks.edit([milk.id], TaskPatch(add_tags=tuple(f"t{number}" for number in range(31))))
    assert refused.value.problem is Problem.TOO_MANY
    assert core.reader.task(milk.id).tags == ("a", "b")


def test_a_time_of_completion_is_corrected_only_where_there_is_one(core: Core, milk: Task, clock: FakeClock) -> None:
    other = core.tasks.add(TaskDraft(title="open")).task
    core.tasks.complete([milk.id])
    earlier = clock.now() - 30 * HOUR
    done, still_open = core.tasks.edit([milk.id, other.id], TaskPatch(completed_at=earlier))
    assert (done.completed_at, still_open.completed_at) == (earlier, None)
    assert core.history.by_day(dt.date.min, dt.date.max) == {TODAY - dt.timedelta(days=1): 1}
    (again,) = core.tasks.reopen([milk.id])
    assert (again.status, again.completed_at) == (Status.OPEN, None)
    assert core.history.by_day(dt.date.min, dt.date.max) == {}


def test_tasks_come_back_in_the_order_asked_for_each_once(core: Core) -> None:
    ids = [core.tasks.add(TaskDraft(title=f"{number}")).task.id for number in range(4)]
    wanted = [ids[2], ids[0], ids[2], ids[3]]
    assert [task.id for task in core.tasks.complete(iter(wanted))] == [ids[2], ids[0], ids[3]]


@pytest.mark.parametrize("verb", ["complete", "reopen", "delete", "restore", "delete_forever"])
def test_one_task_that_is_not_there_stops_the_whole_verb(core: Core, milk: Task, verb: str) -> None:
    before = contents(core)
    with pytest.raises(NotFound) as missing:
        getattr(core.tasks, verb)([milk.id, NOBODY])
    assert (missing.value.kind, missing.value.reference) == (Missing.TASK, str(NOBODY))
    with pytest.raises(Refused):
        core.tasks.edit([milk.id, NOBODY], TaskPatch(title="x", list_name="Never made"))
    assert contents(core) == before


def test_the_trash_gives_back_what_it_was_given(core: Core, milk: Task, clock: FakeClock) -> None:
    core.tasks.delete([milk.id])
    assert shown(core) == []
    assert shown(core, view=View.TRASH, status=StatusFilter.ALL, sort=SortKey.DELETED) == ["Milk"]
    assert shown(core, view=View.TRASH, search="milk") == ["Milk"]
    assert [row.open_tasks for row in core.counts.lists()] == [0]
    (back,) = core.tasks.restore([milk.id])
    assert back == milk
    assert shown(core) == ["Milk"]


def test_a_task_of_a_deleted_list_shows_in_the_inbox_until_the_list_is_back(core: Core, milk: Task) -> None:
    assert milk.list_id is not None
    core.tasks.delete([milk.id])
    core.lists.delete(milk.list_id)
    (back,) = core.tasks.restore([milk.id])
    assert back.list_id == milk.list_id
    assert shown(core, view=View.INBOX) == ["Milk"]
    assert core.counts.open_counts(TODAY).inbox == 1
    core.lists.restore(milk.list_id)
    assert shown(core, view=View.INBOX) == []
    assert shown(core, list_id=milk.list_id) == ["Milk"]


@pytest.mark.parametrize("year", [dt.date.min, dt.date(1582, 10, 10), dt.date.max])
def test_any_day_can_be_due(core: Core, milk: Task, year: dt.date) -> None:
    due = Due(year, dt.time(23, 59))
    core.tasks.edit([milk.id], TaskPatch(due=due))
    assert core.reader.task(milk.id).due == due
    assert shown(core, view=View.UPCOMING if year > TODAY else View.OVERDUE) == ["Milk"]
