"""What each verb of lists does, and that no two live lists bear one name."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest

from desktop_app.core import Core
from desktop_app.domain.changes import TaskDraft
from desktop_app.domain.errors import InvalidField, NotFound, Problem
from desktop_app.domain.task_list import TaskList
from tests.fakes.clock import FakeClock
from tests.storage.files import TODAY, contents, opened


@pytest.fixture
def core(tmp_path: Path, clock: FakeClock) -> Iterator[Core]:
    with opened(tmp_path, clock) as core:
        yield core


def names(core: Core) -> list[str]:
    return [row.name for row in core.counts.lists()]


def test_lists_stand_in_the_order_of_their_names(core: Core) -> None:
    for name in ("zoo", "Äpfel", "apes", "Zebra"):
        core.lists.create(name, "#AABBCC")
    assert names(core) == ["apes", "Äpfel", "Zebra", "zoo"]
    assert {row.colour for row in core.counts.lists()} == {"#aabbcc"}


@pytest.mark.parametrize("name", ["home", " HOME ", "Ho\u200bme", "Hôme"])
def test_a_name_is_taken_whatever_its_case(core: Core, name: str) -> None:
    core.lists.create("Home")
    taken = name.strip().casefold() == "home"
    if taken:
        with pytest.raises(InvalidField) as refused:
            core.lists.create(name)
        assert (refused.value.problem, refused.value.value) == (Problem.ALREADY_USED, "Home")
    else:
        core.lists.create(name)
    assert len(names(core)) == 2 - taken


def test_a_list_may_change_the_case_of_its_own_name(core: Core) -> None:
    home = core.lists.create("home")
    assert core.lists.rename(home.id, "Home").name == "Home"
    assert names(core) == ["Home"]


def test_a_refused_name_or_colour_changes_nothing(core: Core) -> None:
    home, _ = core.lists.create("Home"), core.lists.create("Work")
    before = contents(core)
    for name in ("work", "", "a\nb", "x" * 101):
        with pytest.raises(InvalidField):
            core.lists.rename(home.id, name)
    with pytest.raises(InvalidField):
        core.lists.recolour(home.id, "red")
    assert contents(core) == before


def test_a_deleted_list_gives_its_name_free_and_comes_back_only_if_it_still_is(core: Core) -> None:
    home = core.lists.create("Home")
    core.lists.delete(home.id)
    second = core.lists.create("HOME")
    with pytest.raises(InvalidField) as refused:
        core.lists.restore(home.id)
    assert refused.value.problem is Problem.ALREADY_USED
    assert names(core) == ["HOME"]
    core.lists.rename(second.id, "Second")
    core.lists.restore(home.id)
    assert names(core) == ["Home", "Second"]


def test_deleting_a_list_moves_no_task(core: Core) -> None:
    task = core.tasks.add(TaskDraft(title="Milk", list_name="Shop")).task
    assert task.list_id is not None
    core.lists.delete(task.list_id)
    assert core.reader.task(task.id) == task
    assert core.counts.open_counts(TODAY).inbox == 1
    core.lists.restore(task.list_id)
    assert core.counts.open_counts(TODAY).inbox == 0
    assert [row.open_tasks for row in core.counts.lists()] == [1]


def test_what_is_returned_is_what_is_stored(core: Core, clock: FakeClock) -> None:
    home = core.lists.create("Home")
    changes: list[Callable[[], TaskList]] = [
        lambda: core.lists.rename(home.id, "At home"),
        lambda: core.lists.recolour(home.id, "#112233"),
        lambda: core.lists.delete(home.id),
        lambda: core.lists.restore(home.id),
    ]
    for change in changes:
        assert [change()] == core.counts.all_lists()


def test_a_list_that_is_not_there_is_not_found(core: Core) -> None:
    nobody = UUID(int=404)
    changes: list[Callable[[], TaskList]] = [
        lambda: core.lists.rename(nobody, "x"),
        lambda: core.lists.delete(nobody),
    ]
    for change in changes:
        with pytest.raises(NotFound) as missing:
            change()
        assert missing.value.reference == str(nobody)
