"""The form's fields in their places, each with its label before it and its error beneath it."""

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop_app.domain.errors import InvalidField, Problem
from desktop_app.domain.task import Due
from desktop_app.ui.form.calendar_popup import CalendarPopup
from desktop_app.ui.form.description_field import DescriptionEdit, DescriptionField, ModeSwitch
from desktop_app.ui.form.labels import ErrorLabel, InkLabel
from desktop_app.ui.form.line_field import ButtonField, LineField
from desktop_app.ui.form.list_box import ListBox
from desktop_app.ui.form.priority_picker import PriorityPicker
from desktop_app.ui.form.tags_field import TagsField
from desktop_app.ui.form.values import FormText, ParseDue, errors, read_due, read_time, refusal, settled
from desktop_app.ui.messages import refusal_words, say
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.states import set_state
from desktop_app.wording.dates import full_due_words, time_words

LONGEST_TITLE = 255
COUNTED_FROM = 230
"""How long a title is when its letters begin to be counted."""
_LABEL, _GAP, _PITCH = 84, 8, 12
_HOURS = (7, 8, 9, 10, 12, 14, 16, 18, 20)
_AWAY = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class FormFields(QWidget):
    """Holds, shows and checks a `FormText`."""

    edited = Signal()
    """Something in the fields changed, by hand or not."""

    def __init__(self, theme: Theme, parse_due: ParseDue, due_remark: Callable[[Due], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.parse_due = parse_due
        self._due_remark = due_remark
        self.title_words = ""
        """What stands in the title's place while several tasks are edited."""
        self.errors: dict[str, ErrorLabel] = {}
        self.inputs: dict[str, QWidget] = {}
        """The widget that takes the input of each field."""
        self._make()
        self._name()
        self._lay_out()
        self._connect()
        self.restyle()
        theme.changed.connect(self.restyle)

    # What they hold

    def text(self) -> FormText:
        """What stands in the fields now."""
        return settled(
            FormText(
                title=None if self.title_words else self.title.text(),
                description=self.description.edit.value,
                due=self.due.value,
                time=self.time.value,
                priority=self.priority.value,
                list_name=self.list.value,
                tags=self.tags.value,
            )
        )

    def show_text(self, text: FormText) -> None:
        """Puts values into the fields; those that hold them already are not touched."""
        if text.title is not None:
            self.title.set_value(text.title)
        self.description.edit.set_value(text.description)
        self.due.set_value(text.due)
        self.time.set_value(text.time)
        self.priority.set_value(text.priority)
        self.list.set_value(text.list_name)
        if text.tags != self.tags.value or text.some_tags:
            self.tags.set_value(text.tags, several=text.some_tags)
        self._remark_on_due()

    def set_title_words(self, words: str) -> None:
        """Words in place of a title, which is then not editable; none give the title back."""
        if words or self.title_words:
            self.title.setText(words)
        self.title_words = words
        self.title.setEnabled(not words)

    def being_composed(self) -> set[str]:
        """The fields in which an input method is putting a word together."""
        composing: dict[str, LineField | DescriptionEdit] = {
            "title": self.title,
            "description": self.description.edit,
            "due": self.due,
            "time": self.time,
        }
        return {name for name, field in composing.items() if field.is_composing}

    def settle(self) -> None:
        """Brings what was typed into its settled form: chips, a full date, a time in its own field."""
        self.tags.commit()
        self._settle_time()
        self._settle_due()

    # Errors

    def check(self) -> list[InvalidField]:
        """Everything that is wrong, each shown under its field."""
        self.settle()
        found = errors(self.text(), self.parse_due)
        self.show_errors(found)
        return found

    def show_errors(self, found: Sequence[InvalidField]) -> None:
        """Shows these errors and no others, and puts the cursor into the first field of them."""
        by_field = {error.field: error for error in found}
        for field in self.errors:
            self._show_error(field, by_field.get(field))
        first = next((widget for field, widget in self.inputs.items() if field in by_field), None)
        if first is None:
            return
        if first is self.description.edit:
            self.mode.write.setChecked(True)
        first.setFocus()

    def _check_one(self, field: str, *, leaving: bool) -> None:
        found = next((one for one in errors(self.text(), self.parse_due) if one.field == field), None)
        # A form that was just opened is not scolded for its empty title by Tab.
        if leaving and found is not None and (found.field, found.problem) == ("title", Problem.EMPTY):
            return
        self._show_error(field, found)

    def _show_error(self, field: str, error: InvalidField | None) -> None:
        self.errors[field].say("" if error is None else refusal_words(error))
        if field == "list":
            self.list_remark.setVisible(error is None and self.list.is_new())
        framed = self.tags if field == "tags" else self.inputs[field]
        if bool(framed.property("wrong")) != (error is not None):
            set_state(framed, "wrong", error is not None)
        self.inputs[field].setAccessibleDescription(self.errors[field].text())

    # Building

    def _make(self) -> None:
        theme = self._theme
        self.title = LineField(say("What is to be done?"), self)
        self.description = DescriptionField(theme, self)
        self.mode = ModeSwitch(theme, self)
        self.due = ButtonField(theme, say("tomorrow, fri 9am, 27 nov …"), "calendar", say("Pick a date"), self)
        self.time = ButtonField(theme, say("Time"), "clock", say("Pick a time"), self)
        # The word for it would not fit.
        self.time.several_words = "…"
        self.priority = PriorityPicker(theme, self)
        self.list = ListBox(theme, self)
        self.tags = TagsField(theme, self)
        self.remark = InkLabel(theme, "", self, size=12)
        self.list_remark = InkLabel(theme, say("A new list will be made."), self, size=12)
        self.counter = InkLabel(theme, "", self, size=12)
        self.calendar: CalendarPopup | None = None
        self.first_weekday = Qt.DayOfWeek.Monday
        self.times = QMenu(self)
        self._fill_times()
        for label in (self.remark, self.list_remark, self.counter):
            label.hide()

    def _name(self) -> None:
        named: tuple[tuple[str, QWidget, str, str], ...] = (
            ("title", self.title, "titleEdit", say("Title")),
            ("description", self.description.edit, "descriptionEdit", say("Description")),
            ("due", self.due, "dueEdit", say("Due")),
            ("due_time", self.time, "timeEdit", say("Due time")),
            ("priority", self.priority, "priorityBox", say("Priority")),
            ("list", self.list, "listBox", say("List")),
            ("tags", self.tags.line, "tagsEdit", say("Tags")),
        )
        for field, widget, name, words in named:
            widget.setObjectName(name)
            widget.setAccessibleName(words)
            self.inputs[field] = widget
            self.errors[field] = ErrorLabel(self._theme, self)
            self.errors[field].setObjectName(f"{name}Error")

    def _lay_out(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        under = QHBoxLayout()
        under.setContentsMargins(0, px(4), 0, 0)
        under.addWidget(self.errors["title"], 1)
        under.addWidget(self.counter, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        column.addLayout(under)
        column.addSpacing(px(10))
        head = QHBoxLayout()
        head.addWidget(self._caption(say("Description"), self.description.edit))
        head.addStretch(1)
        head.addWidget(self.mode)
        column.addLayout(head)
        column.addSpacing(px(4))
        column.addWidget(self.description)
        column.addSpacing(px(4))
        column.addWidget(self.errors["description"])
        column.addSpacing(px(12))
        column.addLayout(self._rows())
        column.addStretch(1)

    def _rows(self) -> QGridLayout:
        px = self._theme.px
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(_GAP))
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, px(_LABEL))
        grid.setColumnStretch(1, 1)
        due = QHBoxLayout()
        due.setSpacing(px(8))
        due.addWidget(self.due, 1)
        due.addWidget(self.time)
        self._add_row(grid, say("Due"), self.due, due, ("due", "due_time"), self.remark)
        self._add_row(grid, say("Priority"), self.priority, self.priority, ("priority",))
        self._add_row(grid, say("List"), self.list, self.list, ("list",), self.list_remark)
        self._add_row(grid, say("Tags"), self.tags.line, self.tags, ("tags",))
        return grid

    def _add_row(
        self,
        grid: QGridLayout,
        words: str,
        buddy: QWidget,
        field: QWidget | QHBoxLayout,
        error_fields: Sequence[str],
        remark: QWidget | None = None,
    ) -> None:
        row = grid.rowCount()
        caption = self._caption(words, buddy)
        caption.setFixedHeight(self._theme.px(32))
        grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
        beneath = QVBoxLayout()
        beneath.setSpacing(self._theme.px(4))
        beneath.setContentsMargins(0, 0, 0, self._theme.px(_PITCH))
        if isinstance(field, QHBoxLayout):
            beneath.addLayout(field)
        else:
            beneath.addWidget(field)
        if remark is not None:
            beneath.addWidget(remark)
        for name in error_fields:
            beneath.addWidget(self.errors[name])
        grid.addLayout(beneath, row, 1)

    def _caption(self, words: str, buddy: QWidget) -> InkLabel:
        caption = InkLabel(self._theme, words, self)
        caption.setBuddy(buddy)
        return caption

    def _connect(self) -> None:
        self.title.textChanged.connect(self._count_title)
        self.due.textChanged.connect(self._remark_on_due)
        self.time.textChanged.connect(self._remark_on_due)
        self.due.editingFinished.connect(self._due_left)
        self.time.editingFinished.connect(self._time_left)
        self.due.opened.connect(self.open_calendar)
        self.time.opened.connect(lambda: self.times.popup(self.time.mapToGlobal(QPoint(0, self.time.height()))))
        self.times.triggered.connect(lambda action: self._take_time(action.data()))
        self.mode.preview_chosen.connect(self.description.show_preview)
        self.list.editTextChanged.connect(lambda: self.list_remark.setVisible(self.list.is_new()))
        self.tags.refused.connect(lambda error: self._show_error("tags", error))
        for signal, field in (
            (self.title.textChanged, "title"),
            (self.description.changed, "description"),
            (self.due.textChanged, "due"),
            (self.time.textChanged, "due_time"),
            (self.list.editTextChanged, "list"),
            (self.tags.changed, "tags"),
        ):
            signal.connect(lambda *_, field=field: self._changed(field))
        self.priority.changed.connect(self.edited)
        for widget in self.inputs.values():
            widget.installEventFilter(self)

    def _fill_times(self) -> None:
        for hour in _HOURS:
            words = time_words(dt.time(hour))
            self.times.addAction(words).setData(words)
        self.times.addSeparator()
        self.times.addAction(say("No time")).setData("")

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        self.title.setFont(self._theme.font(16, 500))
        self.time.setFixedWidth(self._theme.px(88))
        for field in (self.due, self.time):
            field.setFont(self._theme.font())

    # Due

    def open_calendar(self) -> None:
        """Shows the month of the date in the field."""
        due = self._due_now()
        today = self.parse_due("today").date
        place = self.due.mapToGlobal(QPoint(0, self.due.height() + 2))
        if self.calendar is None:
            # Made when it is first asked for: starting should not wait for it.
            self.calendar = CalendarPopup(self._theme, self)
            self.calendar.picked.connect(self._take_date)
        self.calendar.month.setFirstDayOfWeek(self.first_weekday)
        self.calendar.open_at(place, None if due is None else due.date, today)

    def _take_date(self, date: object) -> None:
        self.due.setText("" if date is None else full_due_words(Due(date)))  # type: ignore[arg-type]
        if date is None:
            self.time.clear()
        self.due.setFocus()

    def _take_time(self, words: str) -> None:
        self.time.setText(words)
        self._settle_due()
        self.time.setFocus()

    def _due_left(self) -> None:
        if self.due.value == "":
            self.time.set_value("")
        self._settle_due()

    def _time_left(self) -> None:
        self._settle_time()
        self._settle_due()

    def _settle_time(self) -> None:
        words = self.time.value
        if words and refusal(lambda: read_time(words, self.parse_due)) is None:
            self.time.set_value(time_words(read_time(words, self.parse_due)))

    def _settle_due(self) -> None:
        """Writes the date out, and a time that was typed with it into its own field."""
        due = self._due_now()
        if due is not None:
            self.time.set_value("" if due.time is None else time_words(due.time))
            self.due.set_value(full_due_words(Due(due.date)))

    def _due_now(self) -> Due | None:
        """The date as it stands in the fields; None while it is none yet."""
        try:
            return read_due(self.text(), self.parse_due)
        except InvalidField:
            return None

    def _remark_on_due(self) -> None:
        """Says while it is typed which day that is and how far away; nothing while it is no date yet."""
        due = self._due_now()
        words = "" if due is None else self._due_remark(due)
        if due is not None and self.due.value != full_due_words(Due(due.date)):
            words = f"{full_due_words(due)} · {words}"
        self.remark.setText(words)
        self.remark.setVisible(bool(words))

    # Watching

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _AWAY:
            field = next((name for name, widget in self.inputs.items() if widget is watched), None)
            if field is not None:
                # The field's own handling of losing the focus comes first.
                self._leave(field)
        return super().eventFilter(watched, event)

    def _leave(self, field: str) -> None:
        if field in ("due", "due_time"):
            return
        self._check_one(field, leaving=True)

    def _changed(self, field: str) -> None:
        """An error that was shown goes as soon as it is no longer true."""
        if not self.errors[field].isHidden():
            self._check_one(field, leaving=False)
        self.edited.emit()

    def _count_title(self, words: str) -> None:
        length = len(words.strip())
        self.counter.setText(say("{count} of {limit}").format(count=length, limit=LONGEST_TITLE))
        self.counter.set_ink("overdue" if length > LONGEST_TITLE else "muted")
        self.counter.setVisible(length >= COUNTED_FROM)
