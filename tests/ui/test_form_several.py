"""Several tasks in one form: what they share is shown, what is touched changes, all of it one step."""

import datetime as dt
from uuid import UUID

import pytest

from desktop_app.domain.changes import TaskDraft, TaskPatch
from desktop_app.domain.task import Due, Priority, Task
from desktop_app.main import App
from desktop_app.ui.form.task_form import TaskForm

FRIDAY = Due(dt.date(2026, 11, 27), dt.time(9))
DRAFTS = (
    TaskDraft(title="One", description="same", due=FRIDAY, priority=Priority.HIGH, list_name="Home", tags=("a", "b")),
    TaskDraft(title="Two", description="same", due=Due(FRIDAY.date), list_name="Home", tags=("a", "c")),
    TaskDraft(title="Three", description="other", priority=Priority.HIGH, tags=("a",)),
)


@pytest.fixture
def ids(app: App) -> list[UUID]:
    return [app.core.tasks.add(draft).task.id for draft in DRAFTS]


@pytest.fixture
def form(app: App, ids: list[UUID]) -> TaskForm:
    app.window.form_presenter.open_tasks(ids)
    return app.window.form


def tasks(app: App, ids: list[UUID]) -> list[Task]:
    return [app.core.reader.task(task_id) for task_id in ids]


def test_what_differs_is_called_several_and_what_is_common_is_shown(app: App, form: TaskForm, ids: list[UUID]) -> None:
    assert (form.title.text(), form.title.isEnabled(), form.heading.text()) == ("3 tasks", False, "Edit tasks")
    assert (form.due.text(), form.due.placeholderText()) == ("", "several")
    assert form.description.placeholderText() == "several"
    assert form.list._line().placeholderText() == "several"
    assert form.priority.value is None
    assert form.tags.chips == ["a"]
    assert not form.is_changed
    form.close_form()
    app.window.form_presenter.open_tasks(ids[:2])
    assert (form.list.currentText(), form.description.toPlainText()) == ("Home", "same")


def test_saving_without_a_change_changes_nothing(app: App, form: TaskForm, ids: list[UUID]) -> None:
    before = tasks(app, ids)
    form.try_to_save()
    assert not form.isVisible()
    assert tasks(app, ids) == before


def test_an_edit_of_several_is_one_step_and_one_undo(app: App, form: TaskForm, ids: list[UUID]) -> None:
    before = tasks(app, ids)
    form.priority.setCurrentText("Low")
    form.list.setCurrentText("Work")
    form.tags.line.setText("new")
    form._fields.tags._chips[0].click()
    form.try_to_save()
    after = tasks(app, ids)
    assert {task.priority for task in after} == {Priority.LOW}
    assert [task.tags for task in after] == [("b", "new"), ("c", "new"), ("new",)]
    assert [(task.title, task.due, task.description) for task in after] == [
        (task.title, task.due, task.description) for task in before
    ]
    app.core.undo.undo()
    assert [(t.priority, t.tags, t.list_id) for t in tasks(app, ids)] == [
        (t.priority, t.tags, t.list_id) for t in before
    ]


def test_a_field_that_was_emptied_on_purpose_is_emptied_in_all(app: App, form: TaskForm, ids: list[UUID]) -> None:
    form.due.setText("today")
    form.due.setText("")
    form.try_to_save()
    assert [task.due for task in tasks(app, ids)] == [None, None, None]


def test_one_date_for_all(app: App, form: TaskForm, ids: list[UUID]) -> None:
    form.due.setText("3 dec 10:00")
    form.try_to_save()
    assert {task.due for task in tasks(app, ids)} == {Due(dt.date(2026, 12, 3), dt.time(10))}


def test_a_time_for_days_that_differ_needs_a_day(app: App, form: TaskForm, ids: list[UUID]) -> None:
    before = tasks(app, ids)
    form.time.setText("10:00")
    form.try_to_save()
    assert form._errors["due_time"].isVisible()
    assert tasks(app, ids) == before


def test_deleting_several_is_one_undo(app: App, form: TaskForm, ids: list[UUID]) -> None:
    form.delete.click()
    assert all(task.is_deleted for task in tasks(app, ids))
    app.core.undo.undo()
    assert not any(task.is_deleted for task in tasks(app, ids))


def test_a_task_that_goes_meanwhile_leaves_the_form_to_the_others(app: App, form: TaskForm, ids: list[UUID]) -> None:
    form.priority.setCurrentText("Low")
    app.core.tasks.delete_forever(ids[:1])
    assert form.title.text() == "2 tasks"
    app.core.tasks.delete_forever(ids[1:2])
    assert form.title.text() == "1 task"
    form.try_to_save()
    assert app.core.reader.task(ids[2]).priority is Priority.LOW
    assert app.core.reader.task(ids[2]).title == "Three"


def test_changes_elsewhere_keep_what_was_typed_for_several(app: App, form: TaskForm, ids: list[UUID]) -> None:
    form.tags.line.setText("mine")
    app.core.tasks.edit(ids, TaskPatch(priority=Priority.LOW, add_tags=("theirs",)))
    assert form.priority.value is Priority.LOW
    assert sorted(form.tags.value) == ["a", "mine", "theirs"]
    form.try_to_save()
    assert app.core.reader.task(ids[1]).tags == ("a", "c", "mine", "theirs")


def test_one_task_gets_the_form_for_one(app: App, ids: list[UUID]) -> None:
    app.window.form_presenter.open_tasks(ids[:1])
    form = app.window.form
    assert (form.heading.text(), form.title.text(), form.title.isEnabled()) == ("Edit task", "One", True)
    form.close_form()
    app.window.form_presenter.open_tasks(ids)
    form.close_form()
    app.window.form_presenter.open_new()
    assert (form.title.text(), form.title.isEnabled()) == ("", True)
