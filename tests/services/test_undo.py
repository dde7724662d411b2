"""Undo and redo in the cases that need a sentence, and how far back they reach."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from desktop_app.domain.changes import TaskDraft, TaskPatch
from desktop_app.domain.errors import InvalidField, NotFound, NothingToUndo, Problem, UndoConflict
from desktop_app.domain.journal import Direction, Source, Verb
from desktop_app.domain.task import Priority, Task
from desktop_app.storage.journal import KEPT_DAYS, KEPT_STEPS, JournalReader, prune
from tests.fakes.clock import FakeClock
from tests.storage.files import change_by_sync, contents, elsewhere, faults, opened

DAY = dt.timedelta(days=1)


def test_a_file_without_steps_has_nothing_to_undo_or_redo(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        assert (core.undo.next_undo(), core.undo.next_redo()) == (None, None)
        with pytest.raises(NothingToUndo) as undo:
            core.undo.undo()
        with pytest.raises(NothingToUndo) as redo:
            core.undo.redo()
        assert (undo.value.redo, redo.value.redo) == (False, True)


def test_a_step_names_what_was_done_and_to_what(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        milk = core.tasks.add(TaskDraft(title="Milk", list_name="Shop")).task
        added = core.undo.next_undo()
        assert added is not None
        assert (added.verb, added.count, added.title, added.direction) == (Verb.ADD, 1, "Milk", Direction.DO)
        core.tasks.add_many([TaskDraft(title="a"), TaskDraft(title="b")])
        several = core.undo.next_undo()
        assert several is not None
        assert (several.count, several.title) == (2, "")
        core.undo.undo()
        undone = core.undo.next_redo()
        assert undone is not None
        assert (undone.verb, undone.count, undone.direction, undone.undoes) == (Verb.ADD, 2, Direction.UNDO, several.id)
        core.tasks.delete_forever([milk.id])
        gone = core.undo.next_undo()
        assert gone is not None
        assert (gone.verb, gone.title) == (Verb.DELETE_FOREVER, "")


def test_a_new_step_ends_redo(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        core.tasks.add(TaskDraft(title="one"))
        core.undo.undo()
        assert core.undo.next_redo() is not None
        core.tasks.add(TaskDraft(title="two"))
        assert core.undo.next_redo() is None


def test_six_hundred_steps_are_undone_one_by_one_after_a_restart(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        task = core.tasks.add(TaskDraft(title="0")).task
        for number in range(1, 600):
            core.tasks.edit([task.id], TaskPatch(title=str(number)))
    with opened(tmp_path) as core:
        for number in range(598, -1, -1):
            core.undo.undo()
            if number % 100 == 0:
                assert core.reader.task(task.id).title == str(number)
        core.undo.undo()
        assert contents(core).tasks == {}
        with pytest.raises(NothingToUndo):
            core.undo.undo()
    with opened(tmp_path) as core:
        for _ in range(600):
            core.undo.redo()
        assert core.reader.task(task.id).title == "599"
        assert core.undo.next_redo() is None


def test_many_tasks_are_one_step(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        added = core.tasks.add_many(TaskDraft(title=f"Task {number}") for number in range(1200))
        start = contents(core)
        ids = [entry.task.id for entry in added]
        for verb in (core.tasks.complete, core.tasks.delete, core.tasks.delete_forever):
            verb(ids)
        assert contents(core).tasks == contents(core).trash == {}
        assert [step.count for step in core.undo._steps.recent(9)] == [1200] * 4
        for _ in range(3):
            core.undo.undo()
        assert contents(core) == start
        assert faults(core.database.connection) == []


def test_what_changes_nothing_is_no_step(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        task = core.tasks.add(TaskDraft(title="Milk", tags=("shop",))).task
        home = core.lists.create("Home")
        last = core.undo.next_undo()
        core.tasks.edit([task.id], TaskPatch(title=" Milk ", tags=("SHOP",)))
        core.tasks.edit([], TaskPatch(list_name="Never made"))
        core.tasks.reopen([task.id])
        core.tasks.restore([task.id])
        core.tasks.complete([])
        core.tasks.add_many([])
        core.lists.rename(home.id, "Home")
        core.lists.recolour(home.id, None)
        core.lists.restore(home.id)
        assert core.undo.next_undo() == last
        assert [found.name for found in core.counts.lists()] == ["Home"]


def test_doing_it_again_does_not_move_when_it_was_done(tmp_path: Path, clock: FakeClock) -> None:
    with opened(tmp_path, clock) as core:
        task = core.tasks.add(TaskDraft(title="Milk")).task
        home = core.lists.create("Home")
        core.tasks.complete([task.id])
        core.tasks.delete([task.id])
        core.lists.delete(home.id)
        before, lists = core.reader.task(task.id), core.counts.all_lists()
        clock.advance(DAY)
        core.tasks.complete([task.id])
        core.tasks.delete([task.id])
        core.lists.delete(home.id)
        assert core.reader.task(task.id) == before
        assert core.counts.all_lists() == lists


def test_a_later_change_by_sync_is_not_overwritten_unasked(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        task = core.tasks.add(TaskDraft(title="Milk")).task
        core.tasks.edit([task.id], TaskPatch(title="Oat milk", priority=Priority.HIGH))
        change_by_sync(core, task.id, title="Soy milk")
        before = contents(core)
        with pytest.raises(UndoConflict) as conflict:
            core.undo.undo()
        (moved,) = conflict.value.moved
        assert (moved.title, moved.field, moved.expected, moved.found) == ("Soy milk", "title", "Oat milk", "Soy milk")
        assert contents(core) == before
        core.undo.undo(overwrite=True)
        assert (core.reader.task(task.id).title, core.reader.task(task.id).priority) == ("Milk", Priority.NONE)


def test_a_later_change_of_another_field_is_no_conflict_and_stays(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        task = core.tasks.add(TaskDraft(title="Milk")).task
        core.tasks.edit([task.id], TaskPatch(title="Oat milk"))
        change_by_sync(core, task.id, priority=Priority.LOW)
        core.undo.undo()
        assert (core.reader.task(task.id).title, core.reader.task(task.id).priority) == ("Milk", Priority.LOW)


def test_redo_asks_as_undo_does(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        task = core.tasks.add(TaskDraft(title="Milk")).task
        core.tasks.edit([task.id], TaskPatch(title="Oat milk"))
        core.undo.undo()
        change_by_sync(core, task.id, title="Soy milk")
        with pytest.raises(UndoConflict):
            core.undo.redo()
        core.undo.redo(overwrite=True)
        assert core.reader.task(task.id).title == "Oat milk"


def test_undo_does_not_stand_still_where_its_work_is_done_already(tmp_path: Path) -> None:
    """Somebody else put the old value back, or took the task away: the step is taken back all the same."""
    with opened(tmp_path) as core:
        task = core.tasks.add(TaskDraft(title="Milk")).task
        core.tasks.edit([task.id], TaskPatch(title="Oat milk"))
        change_by_sync(core, task.id, title="Milk")
        core.undo.undo(overwrite=True)
        step = core.undo.next_undo()
        assert step is not None
        assert step.verb is Verb.ADD
        with elsewhere(core) as factory, factory(Verb.DELETE_FOREVER) as work:
            work.tasks.remove(work.tasks.get_many([task.id])[0])
        core.undo.undo()
        assert core.undo.next_undo() is None
        assert contents(core).tasks == {}


def test_what_was_deleted_for_ever_comes_back_under_its_id(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        draft = TaskDraft(title="Milk", description="semi-skimmed", list_name="Shop", tags=("a", "b"))
        task = core.tasks.add(draft).task
        core.tasks.complete([task.id])
        start = contents(core)
        core.tasks.delete_forever([task.id])
        with pytest.raises(NotFound):
            core.reader.task(task.id)
        core.undo.undo()
        assert contents(core) == start
        core.undo.redo()
        assert contents(core).tasks == contents(core).trash == {}
        core.undo.undo()
        core.undo.undo()
        assert not core.reader.task(task.id).is_done
        assert faults(core.database.connection) == []


def test_what_sync_brought_back_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        task = core.tasks.add(TaskDraft(title="Milk")).task
        core.tasks.delete_forever([task.id])
        with elsewhere(core) as factory, factory(Verb.ADD) as work:
            work.tasks.add(replace(task, title="Milk from another machine"))
        core.undo.undo()
        assert core.reader.task(task.id).title == "Milk from another machine"
        step = core.undo.next_undo()
        assert step is not None
        assert step.verb is Verb.ADD


def test_a_deleted_list_whose_name_was_taken_stays_deleted(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        home = core.lists.create("Home")
        core.lists.delete(home.id)
        with elsewhere(core) as factory, factory(Verb.CREATE_LIST) as work:
            work.lists.add(replace(home, id=UUID(int=7), name="HOME"))
        before = contents(core)
        with pytest.raises(InvalidField) as refused:
            core.undo.undo()
        assert (refused.value.field, refused.value.problem, refused.value.value) == (
            "list",
            Problem.ALREADY_USED,
            "HOME",
        )
        assert contents(core) == before
        step = core.undo.next_undo()
        assert step is not None
        assert step.verb is Verb.DELETE_LIST


def test_undoing_a_task_with_its_new_list_takes_both_and_redo_brings_both(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        core.tasks.add(TaskDraft(title="Milk", list_name="Shop"))
        end = contents(core)
        core.undo.undo()
        assert contents(core).tasks == {}
        assert contents(core).lists == {}
        core.undo.redo()
        assert contents(core) == end


def test_steps_of_a_sync_are_not_on_the_stack(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        task = core.tasks.add(TaskDraft(title="Milk")).task
        core.undo.undo()
        change_by_sync(core, task.id, title="Soy milk")
        assert core.undo.next_undo() is None
        assert core.undo.next_redo() is not None, "nor do they end redo"


def test_steps_of_the_command_line_are_on_the_stack_of_the_file(tmp_path: Path) -> None:
    with opened(tmp_path) as window, opened(tmp_path, source=Source.COMMAND_LINE) as command_line:
        command_line.tasks.add(TaskDraft(title="Milk"))
        step = window.undo.undo()
        assert (step.source, step.verb) == (Source.COMMAND_LINE, Verb.ADD)
        assert command_line.undo.next_redo() is not None


def test_a_field_changed_and_changed_back_in_one_step_leaves_no_trace(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        task = core.tasks.add(TaskDraft(title="Milk")).task
        with core.tasks._unit_of_work(Verb.EDIT) as work:
            other = replace(task, title="Oat milk")
            work.tasks.get_many([task.id])
            work.tasks.save(task, other)
            work.tasks.save(other, task)
        step = core.undo.next_undo()
        assert step is not None
        assert step.verb is Verb.ADD


def test_several_changes_of_a_task_in_one_step_are_undone_together(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        task = core.tasks.add(TaskDraft(title="Milk")).task
        start = contents(core)
        with core.tasks._unit_of_work(Verb.IMPORT) as work:
            (found,) = work.tasks.get_many([task.id])
            first, second = replace(found, title="A"), replace(found, title="B", priority=Priority.LOW)
            work.tasks.save(found, first)
            work.tasks.save(first, second)
            work.tasks.remove(second)
        core.undo.undo()
        assert contents(core) == start


def test_what_one_step_made_and_removed_was_never_there(tmp_path: Path) -> None:
    with opened(tmp_path) as core, core.tasks._unit_of_work(Verb.IMPORT) as work:
        task = Task(id=UUID(int=5), title="Passing", created_at=work.now, updated_at=work.now)
        work.tasks.add(task)
        work.tasks.remove(task)
    with opened(tmp_path) as core:
        assert core.undo.next_undo() is None


def test_a_step_of_a_newer_program_is_undone_like_any_other(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        task = core.tasks.add(TaskDraft(title="Milk")).task
        core.tasks.edit([task.id], TaskPatch(title="Oat milk"))
        connection = core.database.connection
        connection.execute("UPDATE journal_step SET verb = 'teleport', source = 'watch' WHERE id = 2")
        connection.execute("UPDATE journal_change SET after = json_set(after, '$.mood', 'good') WHERE step = 2")
        step = core.undo.undo()
        assert step.verb is Verb.EDIT
        assert core.reader.task(task.id).title == "Milk"


def test_the_journal_keeps_five_hundred_steps_however_old(tmp_path: Path, clock: FakeClock) -> None:
    with opened(tmp_path, clock) as core:
        task = core.tasks.add(TaskDraft(title="0")).task
        for number in range(1, 520):
            core.tasks.edit([task.id], TaskPatch(title=str(number)))
        connection = core.database.connection
        assert prune(connection, clock.now()) == 0, "all of them are young"
        clock.advance((KEPT_DAYS + 1) * DAY)
        assert prune(connection, clock.now()) == 20
        assert len(core.undo._steps.recent(1000)) == KEPT_STEPS
        assert connection.execute("SELECT min(step) FROM journal_change").fetchone()[0] == 21
        for _ in range(KEPT_STEPS):
            core.undo.undo()
        assert core.reader.task(task.id).title == "19"
        with pytest.raises(NothingToUndo):
            core.undo.undo()


def test_a_young_step_keeps_all_that_came_after_it_whatever_the_clock_said(tmp_path: Path, clock: FakeClock) -> None:
    with opened(tmp_path, clock) as core:
        task = core.tasks.add(TaskDraft(title="0")).task
        for number in range(1, 540):
            core.tasks.edit([task.id], TaskPatch(title=str(number)))
        connection = core.database.connection
        connection.execute("UPDATE journal_step SET at = 0")
        now = int(clock.now().timestamp() * 1_000_000)
        connection.execute("UPDATE journal_step SET at = ? WHERE id = 11", (now,))
        connection.execute("UPDATE journal_step SET at = ? WHERE id = 3", (2 * now,))
        assert prune(connection, clock.now()) == 10, "step 11 is young, and step 3 of a clock that was wrong is not"


def test_old_steps_are_dropped_while_the_program_is_used(tmp_path: Path, clock: FakeClock) -> None:
    with opened(tmp_path, clock) as core:
        task = core.tasks.add(TaskDraft(title="0")).task
        for number in range(1, 650):
            core.tasks.edit([task.id], TaskPatch(title=str(number)))
        clock.advance((KEPT_DAYS + 1) * DAY)
        for number in range(650, 701):
            core.tasks.edit([task.id], TaskPatch(title=str(number)))
        steps = core.database.connection.execute("SELECT count(*), min(id), max(id) FROM journal_step").fetchone()
        assert steps == (501, 201, 701)
        assert JournalReader(core.database.connection).last_step_id() == 701
