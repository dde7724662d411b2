"""The form that makes and changes tasks: a panel beside the list, never in its way.

It knows what it showed when it was opened, so saving changes only what the user changed. Errors
stand under their fields as text.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.changes import UNSET, TaskDraft, TaskPatch
from desktop_app.domain.errors import InvalidField
from desktop_app.domain.task import (
    Due,
    Priority,
    Task,
    valid_description,
    valid_list_name,
    valid_tags,
    valid_title,
)
from desktop_app.ui.messages import refusal_words
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.combo_box import ComboBox
from desktop_app.ui.views.labels import PlainLabel
from desktop_app.ui.views.states import set_state
from desktop_app.wording.dates import full_due_words

Field = TypeVar("Field", bound=QWidget)

CAPTION_WIDTH = 84
FIELD_HEIGHT = 32
SAVE_KEY = "Ctrl+Enter"
INBOX = "Inbox"
ParseDue = Callable[[str], Due]
"""Reads a due date in words. Raises InvalidField."""
PRIORITIES = ((Priority.NONE, "None"), (Priority.LOW, "Low"), (Priority.MEDIUM, "Medium"), (Priority.HIGH, "High"))


@dataclass(frozen=True, slots=True)
class FormText:
    """What the fields hold, as text: for telling whether anything was changed."""

    title: str = ""
    description: str = ""
    due: str = ""
    priority: Priority = Priority.NONE
    list_name: str = INBOX
    tags: str = ""


class FieldError(PlainLabel):
    """What is wrong with a field: an icon and a sentence beneath it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._theme = theme
        self.setWordWrap(True)
        self.setContentsMargins(theme.px(18), 0, 0, 0)
        self.hide()

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        self.setFont(self._theme.font(12))
        _ink(self, self._theme, "overdue")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        image = self._theme.icon("circle-alert", "overdue", 14, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap(QPointF(0, (self.fontMetrics().height() - self._theme.px(14)) / 2), image)
        painter.end()


class TaskForm(QFrame):
    """Emits `save_requested` when its fields are valid; whoever saves then closes or `refuse`s."""

    save_requested = Signal()
    opened = Signal()
    closed = Signal()

    def __init__(
        self, theme: Theme, parse_due: ParseDue, due_remark: Callable[[Due], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("taskForm")
        self._theme = theme
        self._parse_due = parse_due
        self._due_remark = due_remark
        self._opened = FormText()
        self.task: Task | None = None
        """The task being edited, as it was when the form was opened; None for a new one."""
        self._fields: dict[str, QWidget] = {}
        self._errors: dict[str, FieldError] = {}
        self._captions: list[PlainLabel] = []
        self._make_fields()
        self._lay_out()
        self._connect()
        theme.changed.connect(self.restyle)
        self.restyle()

    # Opening and closing

    def open_new(self, lists: Sequence[str], text: FormText | None = None) -> None:
        """Shows an empty form, or one with some fields filled."""
        self._show(None, lists, text or FormText(), "New task")

    def open_task(self, task: Task, list_name: str, lists: Sequence[str]) -> None:
        """Shows a task for editing."""
        due = "" if task.due is None else full_due_words(task.due)
        text = FormText(
            task.title, task.description, due, task.priority, list_name or INBOX, " ".join(f"@{t}" for t in task.tags)
        )
        self._show(task, lists, text, "Edit task")

    @property
    def is_changed(self) -> bool:
        """Whether there is anything that closing would lose."""
        return self._text() != self._opened

    def close_form(self) -> None:
        """Hides the form; what was typed is gone."""
        self.task = None
        self._opened = self._text()
        self.hide()
        self.closed.emit()

    # What the fields say

    def draft(self) -> TaskDraft:
        """The new task. Raises InvalidField for the first field that is wrong."""
        text = self._text()
        return TaskDraft(
            title=valid_title(text.title),
            description=valid_description(text.description),
            due=self._due(text.due),
            priority=text.priority,
            list_name=_list_name(text.list_name),
            tags=_tags(text.tags),
        )

    def patch(self) -> TaskPatch:
        """What the user changed since the form was opened. Raises InvalidField."""
        now, then, draft = self._text(), self._opened, self.draft()
        return TaskPatch(
            title=draft.title if now.title != then.title else UNSET,
            description=draft.description if now.description != then.description else UNSET,
            due=draft.due if now.due != then.due else UNSET,
            priority=draft.priority if now.priority != then.priority else UNSET,
            list_name=draft.list_name if now.list_name != then.list_name else UNSET,
            tags=draft.tags if now.tags != then.tags else UNSET,
        )

    def refuse(self, error: InvalidField) -> None:
        """Shows an error under its field and puts the cursor there."""
        self._show_errors([error])

    def try_to_save(self) -> None:
        """Asks for saving if all fields are right; else says what is wrong beneath each."""
        errors = self._check()
        self._show_errors(errors)
        if not errors:
            self.save_requested.emit()

    # Building

    def _make_fields(self) -> None:
        self.heading = PlainLabel(parent=self)
        self.title = self._named(QLineEdit(self), "titleEdit", "Title", "title")
        self.title.setPlaceholderText("What is to be done?")
        self.description = self._named(QPlainTextEdit(self), "descriptionEdit", "Description", "description")
        self.description.setPlaceholderText("Notes, links, steps")
        self.description.setTabChangesFocus(True)
        self.due = self._named(QLineEdit(self), "dueEdit", "Due", "due")
        self.due.setPlaceholderText("tomorrow, fri 9am, 27 nov …")
        self.priority = self._named(ComboBox(self._theme, self), "priorityBox", "Priority", "priority")
        for priority, words in PRIORITIES:
            self.priority.addItem(words, priority)
        self.list = self._named(ComboBox(self._theme, self), "listBox", "List", "list")
        self.list.setEditable(True)
        self.list.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.tags = self._named(QLineEdit(self), "tagsEdit", "Tags", "tags")
        self.tags.setPlaceholderText("@home @errands")
        self.remark = PlainLabel(parent=self)
        key = QKeySequence(SAVE_KEY).toString(QKeySequence.SequenceFormat.NativeText)
        self.save = QPushButton(f"Save   {key}", self)
        self.save.setObjectName("saveButton")
        self.save.setAccessibleName("Save")
        self.save.setProperty("primary", True)
        self.cancel = QPushButton("Cancel", self)
        self.cancel.setObjectName("cancelButton")

    def _named(self, widget: Field, name: str, label: str, field: str) -> Field:
        widget.setObjectName(name)
        widget.setAccessibleName(label)
        self._fields[field] = widget
        error = FieldError(self._theme, self)
        error.setObjectName(f"{name}Error")
        self._errors[field] = error
        return widget

    def _lay_out(self) -> None:
        px = self._theme.px
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(6))
        column.addWidget(self.heading)
        column.addSpacing(px(8))
        for field in self._fields:
            self._add_field(column, field)
        column.addStretch(1)
        middle = QScrollArea(self)
        middle.setWidgetResizable(True)
        middle.setFrameShape(QFrame.Shape.NoFrame)
        middle.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        middle.setWidget(body)
        whole = QVBoxLayout(self)
        # One pixel for the line that parts the panel from the list.
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(middle, 1)
        whole.addLayout(self._footer())

    def _add_field(self, column: QVBoxLayout, field: str) -> None:
        """The field with its error beneath; small fields have their caption beside them."""
        widget, px = self._fields[field], self._theme.px
        stack = QVBoxLayout()
        stack.setSpacing(px(4))
        stack.addWidget(widget)
        stack.addWidget(self._errors[field])
        if field == "due":
            stack.addWidget(self.remark)
        column.addSpacing(px(6))
        if widget is self.title:
            column.addLayout(stack)
            return
        caption = PlainLabel(widget.accessibleName(), self)
        caption.setBuddy(widget)
        self._captions.append(caption)
        if widget is self.description:
            column.addWidget(caption)
            column.addLayout(stack)
            return
        caption.setFixedSize(px(CAPTION_WIDTH), px(FIELD_HEIGHT))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(caption, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(stack, 1)
        column.addLayout(row)

    def _footer(self) -> QHBoxLayout:
        px = self._theme.px
        footer = QHBoxLayout()
        footer.setContentsMargins(px(20), px(12), px(20), px(12))
        footer.setSpacing(px(8))
        footer.addStretch(1)
        footer.addWidget(self.cancel)
        footer.addWidget(self.save)
        return footer

    def _connect(self) -> None:
        self.save.clicked.connect(self.try_to_save)
        self.due.textChanged.connect(self._remark_on_due)
        self.due.editingFinished.connect(self._check_due)

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        theme = self._theme
        self.heading.setFont(theme.font(14, 600))
        self.title.setFont(theme.font(16, 500))
        self.description.setFixedHeight(theme.px(132))
        self.remark.setFont(theme.font(12))
        for label in (*self._captions, self.remark):
            _ink(label, theme, "muted")
        for error in self._errors.values():
            error.restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        # Enter alone saves from the title only. A line edit passes it on, so this is the one place that hears it.
        if enter and (event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.title.hasFocus()):
            self.try_to_save()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancel.click()
        else:
            super().keyPressEvent(event)

    # Inside

    def _show(self, task: Task | None, lists: Sequence[str], text: FormText, heading: str) -> None:
        self.task = task
        self.heading.setText(heading)
        self.list.clear()
        self.list.addItems([INBOX, *lists])
        self.title.setText(text.title)
        self.description.setPlainText(text.description)
        self.due.setText(text.due)
        self.priority.setCurrentIndex(self.priority.findData(text.priority))
        self.list.setCurrentText(text.list_name)
        self.tags.setText(text.tags)
        self._show_errors([])
        self._opened = self._text()
        self.show()
        self.opened.emit()
        self.title.setFocus()
        self.title.selectAll()

    def _text(self) -> FormText:
        return FormText(
            title=self.title.text(),
            description=self.description.toPlainText(),
            due=self.due.text().strip(),
            priority=Priority(self.priority.currentData() or 0),
            list_name=self.list.currentText().strip() or INBOX,
            tags=self.tags.text().strip(),
        )

    def _due(self, words: str) -> Due | None:
        return self._parse_due(words) if words else None

    def _check(self) -> list[InvalidField]:
        text = self._text()
        checks: tuple[Callable[[], object], ...] = (
            lambda: valid_title(text.title),
            lambda: valid_description(text.description),
            lambda: self._due(text.due),
            lambda: _list_name(text.list_name),
            lambda: _tags(text.tags),
        )
        return [error for check in checks if (error := _refusal(check)) is not None]

    def _show_errors(self, errors: Sequence[InvalidField]) -> None:
        by_field = {error.field: error for error in errors}
        for field, label in self._errors.items():
            error = by_field.get(field)
            label.setText("" if error is None else refusal_words(error))
            label.setVisible(error is not None)
            set_state(self._fields[field], "wrong", error is not None)
        first = next((self._fields[field] for field in self._fields if field in by_field), None)
        if first is not None:
            first.setFocus()

    def _remark_on_due(self) -> None:
        """Says while it is typed how far away the date is; nothing while it is no date yet."""
        try:
            due = self._due(self.due.text().strip())
        except InvalidField:
            due = None
        self.remark.setText("" if due is None else self._due_remark(due))
        self.remark.setVisible(due is not None)

    def _check_due(self) -> None:
        error = _refusal(lambda: self._due(self.due.text().strip()))
        label = self._errors["due"]
        label.setText("" if error is None else refusal_words(error))
        label.setVisible(error is not None)
        set_state(self.due, "wrong", error is not None)


def _refusal(check: Callable[[], object]) -> InvalidField | None:
    try:
        check()
    except InvalidField as error:
        return error
    return None


def _list_name(text: str) -> str | None:
    return None if text == INBOX else valid_list_name(text)


def _tags(text: str) -> tuple[str, ...]:
    return valid_tags(text.replace(",", " ").split())


def _ink(label: PlainLabel, theme: Theme, colour: str) -> None:
    palette = label.palette()
    palette.setColor(palette.ColorRole.WindowText, theme.colour(colour))
    label.setPalette(palette)
