"""Undo and redo, whatever is done in whatever order, by one process or by two, with reopening in between.

Every verb of tasks and lists runs at random. A model keeps what a user could see after each step;
undo must lead to the one before and redo to the one after, field by field.
"""

import datetime as dt
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop_app.core import Core, build_core
from desktop_app.domain.changes import UNSET, TaskDraft, TaskPatch
from desktop_app.domain.errors import InvalidField, NothingToUndo
from desktop_app.domain.journal import Source, Verb
from desktop_app.domain.task import Due, Priority
from desktop_app.storage.journal import JournalReader
from tests.fakes.clock import FakeClock
from tests.storage.files import NOW, TODAY, Contents, contents, faults

TITLES = st.sampled_from(["Milk", 'Straße AND "x"', "a", "Ümlaut 🎉", "long enough to index", "milk"])
DESCRIPTIONS = st.sampled_from(["", "semi-skimmed\nfrom the farm", "50 % off_now", "ab"])
DUES = st.none() | st.builds(
    Due,
    st.sampled_from([TODAY, TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=9), dt.date.min, dt.date.max]),
    st.sampled_from([None, dt.time(0), dt.time(23, 59)]),
)
LISTS = st.none() | st.sampled_from(["Home", "home", "Work", "Straße"])
TAGS = st.lists(st.sampled_from(["a", "A", "b", "straße", "STRASSE"]), max_size=3).map(tuple)
DRAFTS = st.builds(
    TaskDraft,
    title=TITLES,
    description=DESCRIPTIONS,
    due=DUES,
    priority=st.sampled_from(Priority),
    list_name=LISTS,
    tags=TAGS,
)


def unset_or(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.just(UNSET) | values


PATCHES = st.builds(
    TaskPatch,
    title=unset_or(TITLES),
    description=unset_or(DESCRIPTIONS),
    due=unset_or(DUES),
    priority=unset_or(st.sampled_from(Priority)),
    list_name=unset_or(LISTS),
    tags=unset_or(TAGS),
    add_tags=TAGS,
    remove_tags=TAGS,
    completed_at=unset_or(st.sampled_from([NOW, NOW - dt.timedelta(days=40)])),
)
SOME = st.lists(st.integers(0, 50), min_size=1, max_size=4)


@dataclass
class Done:
    """One step as the model knows it."""

    verb: Verb
    before: Contents
    after: Contents = field(init=False)


class Journal(RuleBasedStateMachine):
    """The program, driven by two processes in turn, beside a model of its undo stack."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = FakeClock(NOW)
        self.cores = [self.open(Source.WINDOW), self.open(Source.COMMAND_LINE)]
        self.core = self.cores[0]
        self.undoable: list[Done] = []
        self.redoable: list[Done] = []
        self.start = contents(self.core)

    def teardown(self) -> None:
        for core in self.cores:
            core.close()
        self.folder.cleanup()

    def open(self, source: Source) -> Core:
        return build_core(Path(self.folder.name), clock=self.clock, source=source)

    def do(self, verb: Verb, act: Callable[[], object]) -> None:
        """Acts, and tells the model if that changed anything; what is refused changes nothing."""
        self.clock.advance(dt.timedelta(seconds=1))
        step = Done(verb, contents(self.core))
        refused = False
        last = self.last_step_id()
        try:
            act()
        except InvalidField:
            refused = True
        step.after = contents(self.core)
        if refused or step.after == step.before:
            assert self.last_step_id() == last, "nothing changed, and yet there is a step"
            assert step.after == step.before
            return
        assert self.last_step_id() == last + 1, "one verb is one step"
        self.undoable.append(step)
        self.redoable.clear()

    def last_step_id(self) -> int:
        return JournalReader(self.core.database.connection).last_step_id()

    def some(self, chosen: list[int]) -> list[UUID]:
        handles = self.core.reader.everything()
        tasks = self.core.reader.tasks(handles)
        return [tasks[number % len(tasks)].id for number in chosen] if tasks else []

    def a_list(self, chosen: int) -> UUID:
        lists = self.core.counts.all_lists()
        return lists[chosen % len(lists)].id

    def has_lists(self) -> bool:
        return bool(self.core.counts.all_lists())

    @initialize()
    def begin_with_something_of_everything(self) -> None:
        """Tasks open, done and deleted, with and without tags, in a live list, a deleted one and none."""
        drafts = [
            TaskDraft(title=f"Task {number}", list_name=name) for number, name in enumerate(["Home", "Old", None] * 2)
        ]
        tasks = [added.task for added in self.core.tasks.add_many(drafts)]
        self.core.tasks.edit([tasks[0].id, tasks[3].id, tasks[5].id], TaskPatch(tags=("a", "b"), due=Due(TODAY)))
        self.core.tasks.complete([task.id for task in tasks[2:4]])
        self.core.tasks.delete([task.id for task in tasks[3:5]])
        old = next(found.id for found in self.core.counts.all_lists() if found.name == "Old")
        self.core.lists.delete(old)
        # As if it had come by sync: these steps are on nobody's undo stack.
        self.core.database.connection.execute("UPDATE journal_step SET source = 'sync'")
        self.start = contents(self.core)

    # --- what a user does -------------------------------------------------------------------------

    @rule(drafts=st.lists(DRAFTS, min_size=1, max_size=3))
    def add(self, drafts: list[TaskDraft]) -> None:
        self.do(Verb.ADD, lambda: self.core.tasks.add_many(drafts))

    @rule(chosen=SOME, patch=PATCHES)
    def edit(self, chosen: list[int], patch: TaskPatch) -> None:
        self.do(Verb.EDIT, lambda: self.core.tasks.edit(self.some(chosen), patch))

    @rule(chosen=SOME)
    def complete(self, chosen: list[int]) -> None:
        self.do(Verb.COMPLETE, lambda: self.core.tasks.complete(self.some(chosen)))

    @rule(chosen=SOME)
    def reopen(self, chosen: list[int]) -> None:
        self.do(Verb.REOPEN, lambda: self.core.tasks.reopen(self.some(chosen)))

    @rule(chosen=SOME)
    def delete(self, chosen: list[int]) -> None:
        self.do(Verb.DELETE, lambda: self.core.tasks.delete(self.some(chosen)))

    @rule(chosen=SOME)
    def restore(self, chosen: list[int]) -> None:
        self.do(Verb.RESTORE, lambda: self.core.tasks.restore(self.some(chosen)))

    @rule(chosen=SOME)
    def delete_forever(self, chosen: list[int]) -> None:
        self.do(Verb.DELETE_FOREVER, lambda: self.core.tasks.delete_forever(self.some(chosen)))

    @rule(name=st.sampled_from(["Home", "home", "Work", "New"]), colour=st.sampled_from([None, "#112233"]))
    def create_list(self, name: str, colour: str | None) -> None:
        self.do(Verb.CREATE_LIST, lambda: self.core.lists.create(name, colour))

    @precondition(has_lists)
    @rule(chosen=st.integers(0, 9), name=st.sampled_from(["Home", "Work", "Other"]))
    def rename_list(self, chosen: int, name: str) -> None:
        self.do(Verb.RENAME_LIST, lambda: self.core.lists.rename(self.a_list(chosen), name))

    @precondition(has_lists)
    @rule(chosen=st.integers(0, 9), colour=st.sampled_from([None, "#112233", "#445566"]))
    def recolour_list(self, chosen: int, colour: str | None) -> None:
        self.do(Verb.COLOUR_LIST, lambda: self.core.lists.recolour(self.a_list(chosen), colour))

    @precondition(has_lists)
    @rule(chosen=st.integers(0, 9))
    def delete_list(self, chosen: int) -> None:
        self.do(Verb.DELETE_LIST, lambda: self.core.lists.delete(self.a_list(chosen)))

    @precondition(has_lists)
    @rule(chosen=st.integers(0, 9))
    def restore_list(self, chosen: int) -> None:
        self.do(Verb.RESTORE_LIST, lambda: self.core.lists.restore(self.a_list(chosen)))

    # --- and takes back, and does again -----------------------------------------------------------

    @rule()
    def undo(self) -> None:
        if not self.undoable:
            with suppress(NothingToUndo):
                raise AssertionError(self.core.undo.undo())
            return
        step = self.undoable.pop()
        assert self.core.undo.undo().verb is step.verb
        assert_same(contents(self.core), step.before)
        self.redoable.append(step)

    @rule()
    def redo(self) -> None:
        if not self.redoable:
            with suppress(NothingToUndo):
                raise AssertionError(self.core.undo.redo())
            return
        step = self.redoable.pop()
        assert self.core.undo.redo().verb is step.verb
        assert_same(contents(self.core), step.after)
        self.undoable.append(step)

    @rule()
    def undo_all_and_redo_all(self) -> None:
        end, depth = contents(self.core), len(self.undoable)
        for _ in range(depth):
            self.undo()
        assert_same(contents(self.core), self.start)
        for _ in range(depth):
            self.redo()
        assert contents(self.core) == end

    # --- in this process or another, now or after a restart ----------------------------------------

    @rule()
    def reopen_the_program(self) -> None:
        at = self.cores.index(self.core)
        self.core.close()
        self.core = self.cores[at] = self.open([Source.WINDOW, Source.COMMAND_LINE][at])

    @rule()
    def let_the_other_process_go_on(self) -> None:
        self.core = self.cores[1 - self.cores.index(self.core)]
        self.core.look_elsewhere()

    # --- what holds at every moment -------------------------------------------------------------

    @invariant()
    def the_stacks_name_what_comes_next(self) -> None:
        for steps, next_step in (
            (self.undoable, self.core.undo.next_undo()),
            (self.redoable, self.core.undo.next_redo()),
        ):
            assert (next_step and next_step.verb) == (steps[-1].verb if steps else None)

    @invariant()
    def counts_and_index_are_right(self) -> None:
        assert faults(self.core.database.connection) == []


def assert_same(found: Contents, expected: Contents) -> None:
    """Live records are equal field by field; what a step created may be left in the Trash by its undo."""
    assert found.tasks == expected.tasks
    assert found.lists == expected.lists
    assert expected.trash.items() <= found.trash.items()
    assert expected.deleted_lists.items() <= found.deleted_lists.items()


TestJournal = Journal.TestCase
TestJournal.settings = settings(stateful_step_count=50)
