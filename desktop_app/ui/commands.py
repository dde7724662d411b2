"""What the user tells the program to do with tasks: each a service's verb, its refusal explained."""

import datetime as dt
from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop_app.domain.changes import TaskDraft, TaskPatch
from desktop_app.domain.clock import local_today
from desktop_app.domain.errors import UndoConflict
from desktop_app.domain.quick_add import QuickAdd, parse, parse_due
from desktop_app.domain.task import Due, Priority
from desktop_app.services.tasks import draft_of
from desktop_app.ui import messages
from desktop_app.ui.core_port import Core
from desktop_app.ui.dialogs.questions import ask
from desktop_app.ui.error_handler import ErrorHandler
from desktop_app.ui.models.task_table_model import Column
from desktop_app.wording.counts import plural

Fill = Callable[[TaskDraft], TaskDraft]


class Commands:
    """The verbs of one core, for a window that asks and explains."""

    def __init__(self, core: Core, errors: ErrorHandler, window: QWidget, say: Callable[[str], None]) -> None:
        self._core = core
        self._errors = errors
        self._window = window
        self._say = say

    def parse(self, text: str) -> QuickAdd:
        """Reads a quick-add line as of now."""
        now = self._core.clock.local(self._core.clock.now())
        return parse(text, today=now.date(), now=now.time())

    def parse_due(self, words: str) -> Due:
        """Reads a due date as of now. Raises InvalidField."""
        now = self._core.clock.local(self._core.clock.now())
        return parse_due(words, today=now.date(), now=now.time())

    def explained(self, do: Callable[[], object]) -> None:
        """Does it; a refusal is explained."""
        with self._errors.explained():
            do()

    def add(self, lines: Sequence[str], fill: Fill = lambda draft: draft) -> bool:
        """Adds a task for each line, as one step; False if that was refused.

        `fill` completes what a line leaves open.
        """
        with self._errors.explained():
            self._core.tasks.add_many(fill(draft_of(self.parse(line))) for line in lines)
            return True
        return False

    def add_after_asking(self, lines: Sequence[str], fill: Fill = lambda draft: draft) -> bool:
        """Adds several tasks if the user meant to."""
        question = messages.say("Create {count} tasks?").format(count=len(lines))
        return ask(self._window, question, messages.say("Create"), messages.say("Cancel")) and self.add(lines, fill)

    def set_done(self, task_ids: Sequence[UUID], done: bool) -> None:
        """Completes or reopens."""
        with self._errors.explained():
            (self._core.tasks.complete if done else self._core.tasks.reopen)(task_ids)

    def edit(self, task_ids: Sequence[UUID], patch: TaskPatch) -> None:
        """Changes the fields that the patch names, in all of the tasks."""
        with self._errors.explained():
            self._core.tasks.edit(task_ids, patch)

    def edit_cell(self, task_id: UUID, column: Column, value: object) -> None:
        """Stores what was typed or chosen in a cell of the table."""
        with self._errors.explained():
            self._core.tasks.edit([task_id], self._cell_patch(column, value))

    def move_due(self, task_ids: Sequence[UUID], move: Callable[[dt.date], dt.date]) -> None:
        """Moves due dates, each from where it is; tasks without one are counted from today."""
        today = local_today(self._core.clock)
        with self._errors.explained():
            self._core.tasks.reschedule(task_ids, lambda due: _moved(due, move, today))

    def set_due_day(self, task_ids: Sequence[UUID], day: dt.date | None) -> None:
        """Gives tasks a day, keeping their time of day; None takes the date away."""
        with self._errors.explained():
            self._core.tasks.put_on_day(task_ids, day)

    def _cell_patch(self, column: Column, value: object) -> TaskPatch:
        match column, value:
            case Column.TITLE, str():
                return TaskPatch(title=value)
            case Column.DUE, str():
                return TaskPatch(due=self.parse_due(value) if value.strip() else None)
            case Column.PRIORITY, Priority():
                return TaskPatch(priority=value)
            case _:
                raise ValueError(f"column {column.name} cannot be edited in place")

    def delete(self, task_ids: Sequence[UUID]) -> None:
        """Puts tasks into the Trash, without a question: it can be undone."""
        with self._errors.explained():
            self._core.tasks.delete(task_ids)

    def restore(self, task_ids: Sequence[UUID]) -> None:
        """Takes tasks out of the Trash."""
        with self._errors.explained():
            self._core.tasks.restore(task_ids)

    def delete_forever(self, task_ids: Sequence[UUID]) -> None:
        """Removes tasks for good, after asking."""
        question = plural(
            len(task_ids), "Remove {count} task for good?", "Remove {count} tasks for good?", messages.say
        )
        if task_ids and ask(self._window, question, messages.say("Remove"), messages.say("Keep")):
            with self._errors.explained():
                self._core.tasks.delete_forever(task_ids)

    def undo(self, steps: int = 1) -> None:
        """Takes the newest steps back."""
        for _ in range(steps):
            self._revert(self._core.undo.undo)

    def redo(self) -> None:
        """Does again what was last taken back."""
        self._revert(self._core.undo.redo)

    def back_up(self) -> None:
        """Makes a verified copy and says where it is."""
        with self._errors.explained():
            made = self._core.backup.make()
            words = plural(made.tasks or 0, "Verified a copy of {count} task", "Verified a copy of {count} tasks")
            self._say(f"{words}: {made.path}")

    def _revert(self, do: Callable[..., object]) -> None:
        with self._errors.explained():
            try:
                do()
            except UndoConflict as conflict:
                question = messages.refusal_words(conflict)
                if ask(self._window, question, messages.say("Overwrite"), messages.say("Cancel")):
                    do(overwrite=True)


def _moved(due: Due | None, move: Callable[[dt.date], dt.date], today: dt.date) -> Due:
    return Due(move(due.date if due else today), due.time if due else None)
