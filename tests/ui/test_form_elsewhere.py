"""A task that changes while its form is open: fields follow, typed words stay, and a bar says what happened."""

import datetime as dt
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from desktop_app.core import Core, build_core
from desktop_app.domain.changes import TaskDraft, TaskPatch
from desktop_app.domain.journal import Source
from desktop_app.domain.task import Due, Priority
from desktop_app.main import App
from desktop_app.ui.form.task_form import TaskForm

DRAFT = TaskDraft(
    title="Pay rent", description="Old", due=Due(dt.date(2026, 12, 3)), priority=Priority.LOW, tags=("home",)
)
NOVEMBER = TaskPatch(due=Due(dt.date(2026, 11, 27)))


@pytest.fixture
def other(app: App) -> Iterator[Core]:
    """Another program on the same file."""
    core = build_core(app.core.data_dir, source=Source.COMMAND_LINE, clock=app.core.clock)
    yield core
    core.close()


@pytest.fixture
def task_id(app: App) -> UUID:
    return app.core.tasks.add(DRAFT).task.id


@pytest.fixture
def form(app: App, task_id: UUID) -> TaskForm:
    app.window.form_presenter.open_task(task_id)
    return app.window.form


def test_untouched_fields_follow_and_a_bar_says_what_changed(
    app: App, other: Core, form: TaskForm, task_id: UUID
) -> None:
    other.tasks.edit([task_id], NOVEMBER)
    app.window.notifier.look()
    assert form.due.text() == "Fri 27 Nov 2026"
    assert form.changes.isVisible()
    assert form.changes.words == "Changed elsewhere: Due 3 Dec → 27 Nov"
    assert not form.is_changed


def test_keep_brings_back_what_stood_there(app: App, other: Core, form: TaskForm, task_id: UUID) -> None:
    other.tasks.edit([task_id], NOVEMBER)
    app.window.notifier.look()
    (link,) = form.changes.links()
    assert link.accessibleName() == "Keep 3 Dec"
    link.click()
    assert form.due.text() == "Thu 3 Dec 2026"
    assert form.changes.isHidden()
    form.try_to_save()
    assert app.core.reader.task(task_id).due == DRAFT.due


def test_what_is_being_typed_is_never_replaced(app: App, other: Core, form: TaskForm, task_id: UUID) -> None:
    form.title.setText("Pay the ren")
    form.title.setCursorPosition(3)
    other.tasks.edit([task_id], TaskPatch(title="Pay rent twice", priority=Priority.HIGH))
    app.window.notifier.look()
    assert (form.title.text(), form.title.cursorPosition()) == ("Pay the ren", 3)
    assert form.priority.value is Priority.HIGH
    link = next(one for one in form.changes.links() if one.accessibleName().startswith("Use"))
    link.click()
    assert form.title.text() == "Pay rent twice"


def test_a_word_that_an_input_method_is_putting_together_is_not_replaced(
    app: App, other: Core, form: TaskForm, task_id: UUID
) -> None:
    form.title.setFocus()
    QApplication.sendEvent(form.title, QInputMethodEvent("かな", []))
    other.tasks.edit([task_id], TaskPatch(title="Pay rent twice"))
    app.window.notifier.look()
    assert form.title.text() != "Pay rent twice"


def test_saving_after_a_change_elsewhere_keeps_both(app: App, other: Core, form: TaskForm, task_id: UUID) -> None:
    form.title.setText("Pay the rent")
    form.tags.line.setText("mine")
    other.tasks.edit([task_id], TaskPatch(description="New", add_tags=("theirs",)))
    form.try_to_save()
    task = app.core.reader.task(task_id)
    assert (task.title, task.description, task.tags) == ("Pay the rent", "New", ("home", "mine", "theirs"))


def test_tags_from_elsewhere_join_those_being_added(app: App, other: Core, form: TaskForm, task_id: UUID) -> None:
    form.tags.setText("home mine")
    other.tasks.edit([task_id], TaskPatch(add_tags=("theirs",), remove_tags=("home",)))
    app.window.notifier.look()
    assert sorted(form.tags.chips) == ["mine", "theirs"]
    form.try_to_save()
    assert app.core.reader.task(task_id).tags == ("mine", "theirs")


def test_several_changes_are_told_from_first_to_last(app: App, other: Core, form: TaskForm, task_id: UUID) -> None:
    for day in (1, 2):
        other.tasks.edit([task_id], TaskPatch(due=Due(dt.date(2027, 1, day))))
        app.window.notifier.look()
    assert form.changes.words == "Changed elsewhere: Due 3 Dec 2026 → 2 Jan 2027"
    other.tasks.edit([task_id], TaskPatch(due=DRAFT.due))
    app.window.notifier.look()
    assert form.changes.isHidden()


def test_what_this_window_did_is_not_called_elsewhere(app: App, form: TaskForm, task_id: UUID) -> None:
    app.core.tasks.edit([task_id], TaskPatch(priority=Priority.HIGH))
    assert form.changes.words == "Changed meanwhile: Priority Low → High"


def test_changes_to_other_tasks_say_nothing(app: App, other: Core, form: TaskForm) -> None:
    other.tasks.add(TaskDraft(title="Another"))
    app.window.notifier.look()
    assert form.changes.isHidden()


def test_a_task_deleted_beside_an_unchanged_form_closes_it(app: App, form: TaskForm, task_id: UUID) -> None:
    app.core.tasks.delete([task_id])
    assert not form.isVisible()


def test_a_task_deleted_for_good_leaves_the_words_to_be_saved_as_a_new_one(
    app: App, other: Core, form: TaskForm, task_id: UUID
) -> None:
    form.title.setText("Still wanted")
    other.tasks.delete_forever([task_id])
    app.window.notifier.look()
    assert "deleted for good" in form.changes.words
    form.try_to_save()
    assert [task.title for task in app.core.reader.tasks(app.core.reader.everything())] == ["Still wanted"]


def test_a_changed_task_in_the_trash_is_said_to_be_there(
    app: App, other: Core, form: TaskForm, task_id: UUID, answer: Callable[[str], list[str]]
) -> None:
    form.title.setText("Mine")
    other.tasks.delete([task_id])
    app.window.notifier.look()
    assert form.isVisible()
    assert "Trash" in form.changes.words
    assert form.title.text() == "Mine"
