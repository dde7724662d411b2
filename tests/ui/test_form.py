"""The form, field by field, with mouse and keys."""

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QDate, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop_app.domain.changes import TaskDraft
from desktop_app.domain.task import Due, Priority, Task
from desktop_app.main import App
from desktop_app.ui.form.fields import COUNTED_FROM, LONGEST_TITLE
from desktop_app.ui.form.task_form import TaskForm
from desktop_app.ui.theme import Scheme
from sync_protocol import limits

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def form(app: App) -> TaskForm:
    app.window.form_presenter.open_new()
    return app.window.form


def stored(app: App) -> list[Task]:
    return app.core.reader.tasks(app.core.reader.everything())


def edit(app: App, **fields: object) -> TaskForm:
    added = app.core.tasks.add(TaskDraft(title="Pay rent", **fields))  # type: ignore[arg-type]
    app.window.form_presenter.open_task(added.task.id)
    return app.window.form


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_ctrl_enter_saves_from_every_field_and_once(app: App, form: TaskForm) -> None:
    fields = [form.title, form.description, form.due, form.time, form.priority, form.list, form.tags.line, form.cancel]
    for number, field in enumerate(fields):
        app.window.form_presenter.open_new()
        form.title.setText(f"Task {number}")
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Return, CTRL)
        assert not form.isVisible(), field.objectName()
    assert len(stored(app)) == len(fields)


def test_ctrl_enter_saves_from_the_preview_and_esc_leaves_it(app: App, form: TaskForm) -> None:
    form.title.setText("One")
    form.mode.preview.setChecked(True)
    form.preview.setFocus()
    QTest.keyClick(form.preview, Qt.Key.Key_Return, CTRL)
    assert [task.title for task in stored(app)] == ["One"]
    app.window.form_presenter.open_new()
    form.mode.preview.setChecked(True)
    form.preview.setFocus()
    QTest.keyClick(form.preview, Qt.Key.Key_Escape)
    assert not form.isVisible()


def test_enter_saves_from_the_title_only(app: App, form: TaskForm) -> None:
    form.title.setText("Water plants")
    for field in (form.due, form.time, form.list, form.tags.line, form.priority):
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert form.isVisible(), field.objectName()
    form.title.setFocus()
    QTest.keyClick(form.title, Qt.Key.Key_Return)
    assert [task.title for task in stored(app)] == ["Water plants"]


def test_tab_goes_through_the_form_in_its_order_and_leaves_the_description(form: TaskForm) -> None:
    expected = ["titleEdit", "descriptionEdit", "writeButton", "dueEdit", "timeEdit", "priorityBox", "listBox"]
    expected += ["tagsEdit", "cancelButton", "saveButton", "closeFormButton"]
    seen = []
    form.title.setFocus()
    for _ in expected:
        seen.append(focused().objectName())
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert seen == expected


def test_every_field_has_an_accessible_name_and_every_label_its_field(form: TaskForm) -> None:
    for name in ("titleEdit", "descriptionEdit", "dueEdit", "timeEdit", "priorityBox", "listBox", "tagsEdit"):
        found = form.findChildren(QWidget, name)
        assert len(found) == 1, name
        assert found[0].accessibleName(), name
    for button in (form.close_button, form.delete, form.due.button, form.time.button):
        assert button.accessibleName()
    buddies = [label.buddy() for label in form.findChildren(QLabel) if label.buddy() is not None]
    assert {buddy.objectName() for buddy in buddies} == {
        "descriptionEdit", "dueEdit", "priorityBox", "listBox", "tagsEdit",
    }  # fmt: skip


def test_a_long_title_is_counted_and_one_too_long_is_refused_but_never_cut(form: TaskForm) -> None:
    assert LONGEST_TITLE == limits.TITLE_LENGTH
    form.title.setText("x" * (COUNTED_FROM - 1))
    assert form._fields.counter.isHidden()
    form.title.setText("x" * COUNTED_FROM)
    assert form._fields.counter.text() == "230 of 255"
    form.title.setText("x" * 256)
    form.try_to_save()
    assert "255" in form._errors["title"].text()
    assert len(form.title.text()) == 256


def test_save_is_never_greyed_out_and_names_its_key(form: TaskForm) -> None:
    assert form.save.isEnabled()
    assert form.save.text() == "Save"
    assert "Enter" in form.save._key


def test_errors_appear_on_leaving_a_field_and_go_when_it_is_right(form: TaskForm) -> None:
    form.list.setFocus()
    form.list.setCurrentText("x" * 101)
    form.title.setFocus()
    assert form._errors["list"].isVisible()
    form.list.setCurrentText("Home")
    assert form._errors["list"].isHidden()


def test_leaving_an_empty_title_is_not_scolded_but_saving_is(form: TaskForm) -> None:
    form.title.setFocus()
    form.due.setFocus()
    assert form._errors["title"].isHidden()
    form.try_to_save()
    assert form._errors["title"].text() == "A task needs a title."
    assert QApplication.focusWidget() is form.title


def test_all_errors_stand_under_their_fields_and_the_first_gets_the_cursor(form: TaskForm) -> None:
    form.title.setText("One")
    form.due.setText("30 feb")
    form.time.setText("late")
    form.tags.setText("fine a#b")
    form.try_to_save()
    shown = {name for name, label in form._errors.items() if label.isVisible()}
    assert shown == {"due", "due_time", "tags"}
    assert QApplication.focusWidget() is form.due


def test_an_error_in_the_description_is_shown_where_it_can_be_mended(form: TaskForm) -> None:
    form.title.setText("One")
    form.description.setPlainText("bad \x07 letter")
    form.mode.preview.setChecked(True)
    form.try_to_save()
    assert form.mode.write.isChecked()
    assert QApplication.focusWidget() is form.description


# Due


def test_words_become_a_date_and_a_time_on_leaving_and_are_remarked_on_while_typed(form: TaskForm) -> None:
    form.due.setFocus()
    QTest.keyClicks(form.due, "fri 9am")
    assert form.remark.text() == "Fri 27 Nov 2026 09:00 · In 4 days"
    form.title.setFocus()
    assert (form.due.text(), form.time.text()) == ("Fri 27 Nov 2026", "09:00")
    assert form.remark.text() == "In 4 days"


def test_a_past_date_is_allowed_and_said(app: App, form: TaskForm) -> None:
    form.title.setText("Late")
    form.due.setText("2026-11-20")
    assert form.remark.text().endswith("3 days ago")
    form.try_to_save()
    assert stored(app)[0].due == Due(dt.date(2026, 11, 20))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("9", "09:00"), ("9am", "09:00"), ("1430", "14:30"), ("14.30", "14:30"), ("noon", "12:00"), ("6pm", "18:00")],
)
def test_times_are_typed_in_many_ways(form: TaskForm, typed: str, shown: str) -> None:
    form.due.setText("fri")
    form.time.setFocus()
    form.time.setText(typed)
    form.title.setFocus()
    assert (form.due.text(), form.time.text()) == ("Fri 27 Nov 2026", shown)


def test_a_time_without_a_date_is_today_or_tomorrow_and_no_date_takes_the_time_along(form: TaskForm) -> None:
    form.time.setFocus()
    form.time.setText("18:00")
    form.due.setFocus()
    assert form.due.text() == "Mon 23 Nov 2026"
    form.due.clear()
    form.title.setFocus()
    assert (form.due.text(), form.time.text()) == ("", "")


def test_the_calendar_opens_on_the_date_and_picking_fills_the_field(form: TaskForm) -> None:
    form.due.setText("27 nov 9am")
    QTest.keyClick(form.due, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = form._fields.calendar
    assert calendar is not None
    assert calendar.isVisible()
    assert calendar.month.selectedDate() == QDate(2026, 11, 27)
    calendar.month.clicked.emit(QDate(2026, 12, 3))
    assert not calendar.isVisible()
    assert form.due.text() == "Thu 3 Dec 2026"
    form._fields.open_calendar()
    calendar.none_button.click()
    assert (form.due.text(), form.time.text()) == ("", "")


def test_escape_closes_the_calendar_first_and_then_the_form(form: TaskForm) -> None:
    form._fields.open_calendar()
    calendar = form._fields.calendar
    assert calendar is not None
    QTest.keyClick(calendar.month, Qt.Key.Key_Escape)
    assert not calendar.isVisible()
    assert form.isVisible()
    QTest.keyClick(form.due, Qt.Key.Key_Escape)
    assert not form.isVisible()


def test_weeks_begin_with_the_day_that_was_set(form: TaskForm) -> None:
    form._fields.open_calendar()
    calendar = form._fields.calendar
    assert calendar is not None
    assert calendar.month.firstDayOfWeek() == QLocale().firstDayOfWeek()
    calendar.close()
    form.set_first_weekday(Qt.DayOfWeek.Sunday)
    form._fields.open_calendar()
    assert calendar.month.firstDayOfWeek() == Qt.DayOfWeek.Sunday
    calendar.close()


def test_a_time_can_be_chosen_from_the_menu(form: TaskForm) -> None:
    form.due.setText("fri")
    action = next(one for one in form._fields.times.actions() if one.text() == "09:00")
    form._fields.times.triggered.emit(action)
    assert (form.due.text(), form.time.text()) == ("Fri 27 Nov 2026", "09:00")


# Priority and list


def test_arrows_and_clicks_change_the_priority(form: TaskForm) -> None:
    form.priority.setFocus()
    for key, expected in (
        (Qt.Key.Key_Right, Priority.LOW), (Qt.Key.Key_Right, Priority.MEDIUM), (Qt.Key.Key_Left, Priority.LOW),
        (Qt.Key.Key_End, Priority.HIGH), (Qt.Key.Key_Right, Priority.HIGH), (Qt.Key.Key_Home, Priority.NONE),
    ):  # fmt: skip
        QTest.keyClick(form.priority, key)
        assert form.priority.value is expected
    QTest.mouseClick(form.priority._segments[Priority.HIGH], Qt.MouseButton.LeftButton)
    assert form.priority.currentText() == "High"
    assert form.priority.accessibleDescription() == "High"


def test_the_wheel_changes_nothing_by_accident(app: App) -> None:
    form = edit(app, list_name="Home", priority=Priority.LOW)
    for widget in (form.list, form.priority):
        place = QPointF(10, 10)
        event = QWheelEvent(
            place, widget.mapToGlobal(place), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)
    assert not form.is_changed


def test_a_new_list_is_announced_and_a_name_is_never_completed_by_itself(app: App) -> None:
    app.core.lists.create("Homework")
    app.window.form_presenter.open_new()
    form = app.window.form
    form.list.setFocus()
    form.list._line().selectAll()
    QTest.keyClicks(form.list, "Home")
    assert form.list.currentText() == "Home"
    assert form._fields.list_remark.isVisible()
    form.list.setCurrentText("homework")
    assert form._fields.list_remark.isHidden()


# Tags


def test_comma_blank_and_enter_make_chips_and_backspace_takes_the_last(form: TaskForm) -> None:
    line = form.tags.line
    line.setFocus()
    for word, key in (("@bills", Qt.Key.Key_Space), ("home", Qt.Key.Key_Comma), ("Calls", Qt.Key.Key_Return)):
        QTest.keyClicks(line, word)
        QTest.keyClick(line, key)
    assert form.tags.chips == ["bills", "home", "Calls"]
    assert form.isVisible()
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert form.tags.chips == ["bills", "home"]


def test_a_chip_goes_with_its_cross_or_with_the_keys(form: TaskForm) -> None:
    form.tags.setText("one two three")
    QTest.mouseClick(form.tags._chips[0], Qt.MouseButton.LeftButton)
    assert form.tags.chips == ["two", "three"]
    form.tags.line.setFocus()
    QTest.keyClick(form.tags.line, Qt.Key.Key_Left)
    assert focused() is form.tags._chips[1]
    QTest.keyClick(focused(), Qt.Key.Key_Left)
    QTest.keyClick(focused(), Qt.Key.Key_Delete)
    assert form.tags.chips == ["three"]


def test_a_tag_is_there_once_and_spelled_as_it_was_first(app: App) -> None:
    app.core.tasks.add(TaskDraft(title="Other", tags=("Home",)))
    app.window.form_presenter.open_new()
    form = app.window.form
    form.tags.setText("home HOME @Home")
    assert form.tags.chips == ["Home"]


def test_what_cannot_be_a_tag_stays_in_the_line_with_its_reason(form: TaskForm) -> None:
    form.tags.line.setFocus()
    QTest.keyClicks(form.tags.line, "a#b")
    QTest.keyClick(form.tags.line, Qt.Key.Key_Return)
    assert form.tags.line.text() == "a#b"
    assert "a#b" in form._errors["tags"].text()


def test_known_tags_are_offered_and_taken_with_enter(app: App) -> None:
    app.core.tasks.add(TaskDraft(title="Other", tags=("writing", "work")))
    app.window.form_presenter.open_new()
    form = app.window.form
    form.tags.line.setFocus()
    QTest.keyClicks(form.tags.line, "wri")
    popup = form.tags._popup
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert form.isVisible()
    QTest.keyClicks(form.tags.line, "t")
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert form.tags.chips == ["writing"]


def test_a_word_still_in_the_line_is_saved_as_a_tag(app: App, form: TaskForm) -> None:
    form.title.setText("One")
    form.tags.line.setText("pending")
    QTest.keyClick(form.title, Qt.Key.Key_Return)
    assert stored(app)[0].tags == ("pending",)


# The whole


def test_opening_and_looking_at_every_field_changes_nothing(app: App) -> None:
    source = "Hard\u00a0blanks, tabs\t and\r\nline ends"
    form = edit(app, description=source, due=Due(dt.date(2026, 11, 27), dt.time(9)), tags=("b", "A"), list_name="Home")
    for field in (form.description, form.due, form.time, form.priority, form.list, form.tags.line, form.title):
        field.setFocus()
    assert not form.is_changed
    form.title.setText("Pay the rent")
    form.try_to_save()
    assert stored(app)[0].description == source


def test_hard_blanks_in_a_description_survive_an_edit(app: App) -> None:
    form = edit(app, description="940\u00a0€")
    form.description.appendPlainText("more")
    form.try_to_save()
    assert stored(app)[0].description == "940\u00a0€\nmore"


def test_delete_puts_the_task_into_the_trash_and_can_be_undone(app: App) -> None:
    form = edit(app)
    form.delete.click()
    assert not form.isVisible()
    assert stored(app)[0].is_deleted
    app.core.undo.undo()
    assert not stored(app)[0].is_deleted


def test_deleting_asks_about_unsaved_words_first(app: App, answer: Callable[[str], list[str]]) -> None:
    form = edit(app)
    form.title.setText("Changed")
    asked = answer("Keep editing")
    form.delete.click()
    assert asked
    assert form.isVisible()
    assert not stored(app)[0].is_deleted


def test_a_new_task_cannot_be_deleted(form: TaskForm) -> None:
    assert form.delete.isHidden()


def test_the_cross_leaves_as_cancel_does(form: TaskForm) -> None:
    form.close_button.click()
    assert not form.isVisible()


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_labels_have_the_ink_of_the_theme_also_after_it_changed(app: App, scheme: Scheme) -> None:
    form = edit(app, due=Due(dt.date(2026, 11, 27)))
    for each in (Scheme.DARK, Scheme.LIGHT, scheme):
        app.window._theme.set_scheme(each)
    role = form.heading.foregroundRole()
    assert form.heading.palette().color(role) == app.window._theme.colour("text")
    assert form.remark.palette().color(role) == app.window._theme.colour("muted")


def test_the_open_form_takes_over_a_new_theme_without_a_word_lost(form: TaskForm, app: App) -> None:
    form.title.setText("Half a thou")
    form.tags.setText("one two")
    app.window._theme.set_scheme(Scheme.DARK)
    assert form.title.text() == "Half a thou"
    assert form.tags.chips == ["one", "two"]
