"""Opens the form on a task, saves what it says, and asks before anything typed is lost."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import InvalidField
from desktop_app.ui.core_port import Core
from desktop_app.ui.dialogs.questions import Leaving, ask_about_changes
from desktop_app.ui.error_handler import ErrorHandler
from desktop_app.ui.views.task_form import TaskForm


class FormPresenter(QObject):
    """Stands between the form, which knows no services, and the core."""

    saved = Signal()
    """What the form said was stored and the form is closed."""
    left = Signal()
    """The form is closed and nothing was stored."""

    def __init__(self, core: Core, form: TaskForm, errors: ErrorHandler) -> None:
        super().__init__(form)
        self._core = core
        self._form = form
        self._errors = errors
        form.save_requested.connect(self._save)
        form.cancel.clicked.connect(self.leave)

    def open_new(self) -> None:
        """Shows an empty form, unless the user wants to go on with the one that is open."""
        with self._errors.explained():
            if self.may_go():
                self._form.open_new(self._list_names())

    def open_task(self, task_id: UUID) -> None:
        """Shows a task, unless the user wants to go on with the one that is open."""
        with self._errors.explained():
            if self.may_go():
                task = self._core.reader.task(task_id)
                names = {row.id: row.name for row in self._core.counts.lists()}
                self._form.open_task(task, names.get(task.list_id, "") if task.list_id else "", self._list_names())

    def leave(self) -> None:
        """Closes the form, after asking if it was changed."""
        if self.may_go():
            self._form.close_form()
            self.left.emit()

    def may_go(self) -> bool:
        """Whether the form can be left: not changed, given up, or saved now."""
        if not self._form.isVisible() or not self._form.is_changed:
            return True
        leaving = ask_about_changes(self._form)
        if leaving is Leaving.SAVE:
            self._form.try_to_save()
            return not self._form.isVisible()
        return leaving is Leaving.DISCARD

    def _save(self) -> None:
        with self._errors.explained():
            try:
                self._store()
            except InvalidField as error:
                self._form.refuse(error)
                return
            self._form.close_form()
            self.saved.emit()

    def _store(self) -> None:
        if self._form.task is None:
            self._core.tasks.add(self._form.draft())
        else:
            self._core.tasks.edit([self._form.task.id], self._form.patch())

    def _list_names(self) -> list[str]:
        return [row.name for row in self._core.counts.lists()]
