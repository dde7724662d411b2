"""The form that makes and changes tasks: a panel beside the list, never in its way.

It knows what it showed when it was opened, so saving changes only what the user changed. Errors
stand under their fields as text.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.changes import TaskDraft, TaskPatch
from desktop_app.domain.errors import InvalidField
from desktop_app.domain.task import Due, Task
from desktop_app.ui.form import values
from desktop_app.ui.form.buttons import IconButton, KeyButton
from desktop_app.ui.form.changes import FieldChange, changes_between, is_typed
from desktop_app.ui.form.fields import FormFields
from desktop_app.ui.form.labels import InkLabel
from desktop_app.ui.form.notice import Notice, NoticeLine
from desktop_app.ui.form.style import form_style
from desktop_app.ui.form.values import FormText, OpenTask, ParseDue, changed_fields, merged, settled
from desktop_app.ui.messages import say
from desktop_app.ui.theme import Theme
from desktop_app.wording.counts import tasks as count_words

_MARGIN = 20
_BAR_GAP = 12
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TaskForm(QFrame):
    """Emits `save_requested` when its fields are valid; whoever saves then closes or `refuse`s."""

    save_requested = Signal()
    delete_requested = Signal()
    discard_requested = Signal()
    """The user wants nothing of the words that an earlier run of the program left."""
    opened = Signal()
    edited = Signal()
    """What the fields hold has changed."""
    closed = Signal()

    def __init__(
        self, theme: Theme, parse_due: ParseDue, due_remark: Callable[[Due], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("taskForm")
        self._theme = theme
        self._parse_due = parse_due
        self._opened = FormText()
        self.tasks: tuple[Task, ...] = ()
        """The tasks being edited, as they were read last; none for a new one."""
        self._elsewhere: dict[str, FieldChange] = {}
        self._from_elsewhere = True
        self._is_showing = False
        self._make(due_remark)
        self._lay_out()
        self._connect()
        theme.changed.connect(self.restyle)
        self.restyle()

    # Opening and closing

    def set_choices(self, lists: Sequence[str], tags: Sequence[str]) -> None:
        """The lists and tags that there are."""
        self._fields.list.set_lists(lists)
        self._fields.tags.set_known(tags)

    def set_first_weekday(self, day: Qt.DayOfWeek) -> None:
        """The day that weeks begin with in the calendar."""
        self._fields.first_weekday = day

    def open_new(self, text: FormText | None = None) -> None:
        """Shows an empty form, or one with some fields filled."""
        self._open((), FormText() if text is None else text)

    def open_task(self, opened: OpenTask) -> None:
        """Shows a task for editing."""
        self._open((opened.task,), values.text_of(opened))

    def open_many(self, opened: Sequence[OpenTask]) -> None:
        """Shows what several tasks have in common, for editing them at once."""
        if len(opened) == 1:
            self.open_task(opened[0])
        elif opened:
            self._open(tuple(one.task for one in opened), values.text_of_several(opened))

    def reopen(self, tasks: Sequence[Task], then: FormText, now: FormText, since: str) -> None:
        """Shows words that were not saved in an earlier run; `since` says when they were typed."""
        self._open(tuple(tasks), then)
        self._fields.show_text(settled(now))
        heading = say("Unsaved from {time}").format(time=since)
        self.unsaved.say(heading, [NoticeLine(link=say("Discard"), act=self.discard_requested.emit)])

    @property
    def task(self) -> Task | None:
        """The one task being edited; None for a new one and for several."""
        return self.tasks[0] if len(self.tasks) == 1 else None

    @property
    def is_changed(self) -> bool:
        """Whether there is anything that closing would lose."""
        return bool(self.typed_fields())

    def typed_fields(self) -> tuple[str, ...]:
        """The fields that hold something else than the task."""
        return changed_fields(self._fields.text(), self._opened)

    def texts(self) -> tuple[FormText, FormText]:
        """What the task said, and what the fields say."""
        return self._opened, self._fields.text()

    def close_form(self) -> None:
        """Hides the form; what was typed is gone."""
        self.tasks = ()
        self._opened = self._fields.text()
        self.hide()
        self.closed.emit()

    # What the fields say

    def draft(self) -> TaskDraft:
        """The new task. Raises InvalidField for the first field that is wrong."""
        return values.draft(self._fields.text(), self._parse_due)

    def patch(self) -> TaskPatch:
        """What the user changed since the form was opened. Raises InvalidField."""
        return values.patch(self._fields.text(), self._opened, self._parse_due)

    def refuse(self, error: InvalidField) -> None:
        """Shows an error under its field and puts the cursor there."""
        self._fields.show_errors([error])

    def try_to_save(self) -> None:
        """Asks for saving if all fields are right; else says what is wrong beneath each."""
        if not self.isHidden() and not self._fields.check():
            self.save_requested.emit()

    # Changes from elsewhere

    def take_over(self, opened: Sequence[OpenTask], *, elsewhere: bool = True) -> None:
        """The tasks became something else: untouched fields follow, typed words stay, a bar says what changed.

        `elsewhere` is False for what was done in this window beside the form.
        """
        several = bool(self._fields.title_words)
        current = values.text_of_several(opened) if several else values.text_of(opened[0])
        then, now = self.texts()
        self.tasks = tuple(one.task for one in opened)
        if several:
            self._fields.set_title_words(count_words(len(self.tasks), say))
        found = changes_between(then, current)
        if not found:
            return
        self._opened = current
        self._from_elsewhere = elsewhere
        shown = merged(now, then, current, self._fields.being_composed())
        self._fields.show_text(shown)
        for change in found:
            earlier = self._elsewhere.get(change.field)
            self._elsewhere[change.field] = replace(change, old=earlier.old) if earlier else change
        self._show_changes()

    def say_of_task(self, words: str) -> None:
        """A sentence about the open task, in the bar above its title."""
        self.changes.say(words, [NoticeLine()])

    def let_go(self, words: str) -> None:
        """The task is gone: what the form holds would become a new one."""
        self.tasks = ()
        self._opened = FormText()
        self._elsewhere.clear()
        self._show_heading()
        self.say_of_task(words)

    def _show_changes(self) -> None:
        typed = self.typed_fields()
        lines = []
        for change in list(self._elsewhere.values()):
            if not changed_fields(change.new, change.old):
                del self._elsewhere[change.field]
                continue
            mine = is_typed(change, typed)
            lines.append(
                NoticeLine(
                    name=change.name,
                    old=change.old_words,
                    new=change.new_words,
                    link=change.link_words(is_typed=mine),
                    act=partial(self._choose, change, change.new if mine else change.old),
                )
            )
        self.changes.say(say("Changed elsewhere") if self._from_elsewhere else say("Changed meanwhile"), lines)

    def _choose(self, change: FieldChange, source: FormText) -> None:
        """Puts one field's value of `source` into the form."""
        names = ("due", "time") if change.field in ("due", "time") else (change.field,)
        now = self._fields.text()
        self._fields.show_text(replace(now, **{name: getattr(source, name) for name in names}))
        self._elsewhere.pop(change.field, None)
        self._show_changes()

    # Building

    def _make(self, due_remark: Callable[[Due], str]) -> None:
        theme = self._theme
        self.heading = InkLabel(theme, "", self, ink="text", size=14, weight=600)
        self.close_button = IconButton(theme, "x", say("Close the form"), self)
        self.close_button.setObjectName("closeFormButton")
        self.unsaved = Notice(theme, "unsaved", self)
        self.changes = Notice(theme, "changes", self)
        self._fields = fields = FormFields(theme, self._parse_due, due_remark, self)
        self.title, self.description, self.due, self.time = (
            fields.title,
            fields.description.edit,
            fields.due,
            fields.time,
        )
        self.priority, self.list, self.tags, self.remark = fields.priority, fields.list, fields.tags, fields.remark
        self.preview, self.mode = fields.description.preview, fields.mode
        self._errors = fields.errors
        self.delete = IconButton(theme, "trash-2", say("Delete"), self)
        self.delete.setObjectName("deleteFormButton")
        self.cancel = QPushButton(say("Cancel"), self)
        self.cancel.setObjectName("cancelButton")
        key = QKeySequence(QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Enter))
        key_words = key.toString(QKeySequence.SequenceFormat.NativeText)
        self.save = KeyButton(theme, say("Save"), key_words, self)
        self.save.setObjectName("saveButton")
        self.save.setProperty("primary", True)

    def _lay_out(self) -> None:
        px = self._theme.px
        self._body = QWidget(self)
        self._column = column = QVBoxLayout(self._body)
        column.setContentsMargins(px(_MARGIN), 0, px(_MARGIN), px(8))
        column.setSpacing(0)
        column.addWidget(self._notices())
        column.addSpacing(px(2))
        column.addWidget(self._fields, 1)
        self._middle = QScrollArea(self)
        self._middle.setWidgetResizable(True)
        self._middle.setFrameShape(QFrame.Shape.NoFrame)
        self._middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._middle.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._middle.setWidget(self._body)
        self._middle.verticalScrollBar().rangeChanged.connect(self._make_room)
        whole = QVBoxLayout(self)
        # One pixel for the line that parts the panel from the list.
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._head())
        whole.addWidget(self._middle, 1)
        whole.addLayout(self._footer())
        self._order_tabs()

    def _head(self) -> QHBoxLayout:
        px = self._theme.px
        head = QHBoxLayout()
        head.setContentsMargins(px(_MARGIN), px(12), px(_MARGIN - 6), px(8))
        head.addWidget(self.heading, 1)
        head.addWidget(self.close_button)
        return head

    def _notices(self) -> QWidget:
        """The bars above the title; without any they take no room."""
        bars = QWidget(self)
        column = QVBoxLayout(bars)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for notice in (self.unsaved, self.changes):
            column.addWidget(notice)
            gap = QWidget(bars)
            gap.setFixedHeight(self._theme.px(_BAR_GAP))
            gap.hide()
            notice.shown.connect(gap.setVisible)
            column.addWidget(gap)
        return bars

    def _footer(self) -> QHBoxLayout:
        px = self._theme.px
        footer = QHBoxLayout()
        footer.setContentsMargins(px(_MARGIN - 6), px(12), px(_MARGIN), px(12))
        footer.setSpacing(px(8))
        footer.addWidget(self.delete)
        footer.addStretch(1)
        footer.addWidget(self.cancel)
        footer.addWidget(self.save)
        return footer

    def _order_tabs(self) -> None:
        fields = self._fields
        order = (
            self.title, self.description, self.preview, fields.mode.write, fields.mode.preview, self.due, self.time,
            self.priority, self.list, self.tags.line, self.cancel, self.save, self.delete, self.close_button,
        )  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.save.clicked.connect(self.try_to_save)
        self.close_button.clicked.connect(lambda: self.cancel.click())
        self.delete.clicked.connect(self.delete_requested)
        self.tags.submitted.connect(self.try_to_save)
        self._fields.edited.connect(self._pass_on_edit)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._show_focused)

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        self.setStyleSheet(form_style(self._theme))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in _ENTER
        focused = self.focusWidget()
        if (enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier) or (enter and focused is self.title):
            self.try_to_save()
        elif enter and isinstance(focused, QAbstractButton):
            focused.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancel.click()
        elif not enter:
            super().keyPressEvent(event)

    # Inside

    def _open(self, tasks: tuple[Task, ...], text: FormText) -> None:
        self._is_showing = True
        self.tasks = tasks
        self._elsewhere.clear()
        self.unsaved.say("", [])
        self.changes.say("", [])
        self._show_heading()
        fields = self._fields
        fields.mode.write.setChecked(True)
        fields.show_text(settled(text))
        fields.show_errors([])
        # Not `text` itself: what a field gives back is what it is compared with.
        self._opened = replace(fields.text(), some_tags=text.some_tags)
        self._is_showing = False
        self._middle.verticalScrollBar().setValue(0)
        self.show()
        self.opened.emit()
        first = self.description if len(tasks) > 1 else self.title
        first.setFocus()
        self.title.selectAll()

    def _show_heading(self) -> None:
        count = len(self.tasks)
        self.heading.setText(say("New task") if not count else say("Edit task") if count == 1 else say("Edit tasks"))
        self._fields.set_title_words(count_words(count, say) if count > 1 else "")
        self.delete.setVisible(count > 0)

    def _pass_on_edit(self) -> None:
        if not self._is_showing and not self.isHidden():
            self.edited.emit()

    def _make_room(self, _: int, most: int) -> None:
        """The scroll bar stands in the margin, so that nothing moves when it comes."""
        lane = self._middle.verticalScrollBar().sizeHint().width() if most else 0
        margins = self._column.contentsMargins()
        margins.setRight(max(self._theme.px(_MARGIN) - lane, 0))
        self._column.setContentsMargins(margins)

    def _show_focused(self, _: QWidget | None, now: QWidget | None) -> None:
        """What has the focus is in sight."""
        if now is not None and self._body.isAncestorOf(now):
            self._middle.ensureWidgetVisible(now, 0, self._theme.px(24))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.title.setFocus()
