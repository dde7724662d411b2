"""Words that were not saved outlive a crash, and nothing else."""

import datetime as dt
import logging
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core import Core, build_core
from desktop_app.domain.changes import TaskDraft, TaskPatch
from desktop_app.domain.journal import Source
from desktop_app.domain.task import Due, Priority
from desktop_app.main import App
from desktop_app.ui.form import draft
from desktop_app.ui.form.values import FormText
from tests.fakes.clock import FakeClock
from tests.ui.conftest import Opener


def draft_file(app: App) -> Path:
    return app.core.data_dir / "drafts" / "form.json"


def crash(app: App) -> None:
    """What a crash leaves: the files as they are, no form closed, no window asked."""
    app.window.form.closed.disconnect()
    app.window.form_presenter._keep.stop()
    app.window.notifier.stop()
    app.window.hide()
    app.core.close()


def meanwhile(app: App, do: Callable[[Core], object]) -> None:
    """What another program does to the file before the window opens again."""
    core = build_core(app.core.data_dir, source=Source.COMMAND_LINE, clock=app.core.clock)
    do(core)
    core.close()


def type_all(app: App) -> None:
    form = app.window.form
    form.title.setText("Half a thou")
    form.description.setPlainText("# Notes\n- [ ] step\u00a0one")
    form.due.setText("fri 9am")
    form.priority.setCurrentText("High")
    form.list.setCurrentText("Ho")
    form.tags.setText("bills half#typed")


def test_a_new_task_outlives_a_crash_word_by_word(open_app: Opener, qtbot: QtBot, clock: FakeClock) -> None:
    first = open_app()
    first.window.form_presenter.open_new()
    type_all(first)
    typed = first.window.form.texts()[1]
    qtbot.waitUntil(draft_file(first).exists, timeout=3_000)
    crash(first)
    clock.advance(dt.timedelta(minutes=3))
    second = open_app()
    form = second.window.form
    assert form.isVisible()
    assert form.texts()[1] == typed
    assert form.is_changed
    assert form.unsaved.words == "Unsaved from 14:00"


def test_an_edit_outlives_a_crash_and_meets_what_changed_since(open_app: Opener) -> None:
    first = open_app()
    task = first.core.tasks.add(TaskDraft(title="Pay rent", due=Due(dt.date(2026, 12, 3)))).task
    first.window.form_presenter.open_task(task.id)
    first.window.form.title.setText("Pay the rent")
    first.window.form_presenter.keep_draft()
    crash(first)
    meanwhile(first, lambda core: core.tasks.edit([task.id], TaskPatch(priority=Priority.HIGH)))
    second = open_app()
    form = second.window.form
    assert form.changes.words == "Changed elsewhere: Priority None → High"
    assert (form.title.text(), form.priority.value) == ("Pay the rent", Priority.HIGH)
    form.try_to_save()
    saved = second.core.reader.task(task.id)
    assert (saved.title, saved.priority, saved.due) == ("Pay the rent", Priority.HIGH, task.due)
    assert not draft_file(second).exists()


def test_a_draft_of_a_task_that_is_gone_becomes_a_new_one(open_app: Opener) -> None:
    first = open_app()
    task = first.core.tasks.add(TaskDraft(title="Pay rent")).task
    first.window.form_presenter.open_task(task.id)
    first.window.form.title.setText("Pay the rent")
    first.window.form_presenter.keep_draft()
    crash(first)
    meanwhile(first, lambda core: core.tasks.delete_forever([task.id]))
    second = open_app()
    assert second.window.form.heading.text() == "New task"
    second.window.form.try_to_save()
    assert [one.title for one in second.core.reader.tasks(second.core.reader.everything())] == ["Pay the rent"]


def test_several_tasks_outlive_a_crash(open_app: Opener) -> None:
    first = open_app()
    ids = [first.core.tasks.add(TaskDraft(title=title)).task.id for title in ("One", "Two")]
    first.window.form_presenter.open_tasks(ids)
    first.window.form.priority.setCurrentText("High")
    first.window.form_presenter.keep_draft()
    crash(first)
    second = open_app()
    second.window.form.try_to_save()
    assert {second.core.reader.task(task_id).priority for task_id in ids} == {Priority.HIGH}


def test_an_edit_of_several_tasks_that_are_all_gone_makes_no_new_one(open_app: Opener) -> None:
    first = open_app()
    ids = [first.core.tasks.add(TaskDraft(title=title)).task.id for title in ("One", "Two")]
    first.window.form_presenter.open_tasks(ids)
    first.window.form.priority.setCurrentText("High")
    first.window.form_presenter.keep_draft()
    crash(first)
    meanwhile(first, lambda core: core.tasks.delete_forever(ids))
    second = open_app()
    assert not second.window.form.isVisible()
    assert not draft_file(second).exists()


def test_discarding_the_offered_words_forgets_them(app: App) -> None:
    app.window.form_presenter.open_new()
    app.window.form.title.setText("Half a thou")
    app.window.form_presenter.keep_draft()
    app.window.form.hide()
    app.window.form_presenter.offer_draft()
    (link,) = app.window.form.unsaved.links()
    assert link.accessibleName() == "Discard"
    link.click()
    assert not app.window.form.isVisible()
    assert not draft_file(app).exists()


@pytest.mark.parametrize("ending", ["save", "discard"])
def test_the_draft_goes_with_saving_and_with_discarding(
    app: App, ending: str, answer: Callable[[str], list[str]]
) -> None:
    app.window.form_presenter.open_new()
    app.window.form.title.setText("Whole")
    app.window.form_presenter.keep_draft()
    assert draft_file(app).exists()
    answer("Discard")
    (app.window.form.try_to_save if ending == "save" else app.window.form_presenter.leave)()
    assert not draft_file(app).exists()


def test_an_unchanged_form_leaves_no_draft(app: App) -> None:
    app.window.form_presenter.open_new()
    app.window.form.title.setText("x")
    app.window.form_presenter.keep_draft()
    app.window.form.title.clear()
    app.window.form_presenter.keep_draft()
    assert not draft_file(app).exists()
    assert not app.window.form_presenter.offer_draft()


def test_the_file_is_its_owners_alone(app: App) -> None:
    app.window.form_presenter.open_new()
    app.window.form.title.setText("Secret")
    app.window.form_presenter.keep_draft()
    if sys.platform != "win32":
        assert draft_file(app).stat().st_mode & 0o777 == 0o600
        assert draft_file(app).parent.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in draft_file(app).parent.iterdir()] == ["form.json"]


def test_a_draft_that_cannot_be_written_stops_nobody_and_says_nothing_of_it(
    app: App, caplog: pytest.LogCaptureFixture
) -> None:
    (app.core.data_dir / "drafts").write_text("in the way")
    app.window.form_presenter.open_new()
    app.window.form.title.setText("Secret words")
    logger = logging.getLogger("tickbox")
    logger.addHandler(caplog.handler)
    try:
        app.window.form_presenter.keep_draft()
    finally:
        logger.removeHandler(caplog.handler)
    assert "Secret" not in caplog.text
    app.window.form.try_to_save()
    assert not app.window.form.isVisible()


def test_a_draft_from_another_day_names_the_day(open_app: Opener, clock: FakeClock) -> None:
    first = open_app()
    first.window.form_presenter.open_new()
    first.window.form.title.setText("Old")
    first.window.form_presenter.keep_draft()
    crash(first)
    clock.advance(dt.timedelta(days=2))
    second = open_app()
    assert second.window.form.unsaved.words == "Unsaved from Mon 23 Nov 14:00"


def test_what_others_put_in_its_place_is_no_draft() -> None:
    good = draft.to_json(draft.Unsaved(dt.datetime(2026, 1, 1, tzinfo=dt.UTC), (), FormText(), FormText(title="x")))
    assert draft.from_json(good) is not None
    for key, value in (
        ("version", 2), ("at", "yesterday"), ("at", "2026-01-01T00:00:00"), ("tasks", ["no id"]), ("tasks", None),
        ("now", None), ("now", {**good["now"], "title": 3}), ("now", {**good["now"], "priority": 9}), ("then", []),
    ):  # fmt: skip
        assert draft.from_json({**good, key: value}) is None, (key, value)
    assert draft.from_json({}) is None
