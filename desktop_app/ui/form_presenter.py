"""Opens the form on tasks, saves what it says, and asks before anything typed is lost."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.domain.clock import local_today
from desktop_app.domain.errors import InvalidField, NotFound
from desktop_app.domain.journal import ChangeNotice
from desktop_app.domain.task import Task
from desktop_app.system.drafts import DraftFile
from desktop_app.ui.change_notifier import ChangeNotifier
from desktop_app.ui.core_port import Core
from desktop_app.ui.dialogs.questions import Leaving, ask_about_changes
from desktop_app.ui.error_handler import ErrorHandler
from desktop_app.ui.form.draft import Unsaved, from_json, to_json
from desktop_app.ui.form.task_form import TaskForm
from desktop_app.ui.form.values import FormText, OpenTask
from desktop_app.ui.messages import say
from desktop_app.wording.dates import date_words, time_words

KEEP_AFTER_MS = 1_000
"""How old unsaved words may get before they are kept in a file."""
DRAFT = "form"


class FormPresenter(QObject):
    """Stands between the form, which knows no services, and the core."""

    saved = Signal()
    """What the form said was stored and the form is closed."""
    left = Signal()
    """The form is closed and nothing was stored."""

    def __init__(
        self, core: Core, form: TaskForm, errors: ErrorHandler, notifier: ChangeNotifier | None = None
    ) -> None:
        super().__init__(form)
        self._core = core
        self._form = form
        self._errors = errors
        self._is_saving = False
        self._file = DraftFile(core.data_dir, DRAFT)
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(KEEP_AFTER_MS)
        self._keep.timeout.connect(self.keep_draft)
        form.save_requested.connect(self._save)
        form.delete_requested.connect(self._delete)
        form.discard_requested.connect(self._discard)
        form.cancel.clicked.connect(self.leave)
        form.edited.connect(self._edited)
        form.closed.connect(self._forget_draft)
        if notifier is not None:
            notifier.committed.connect(self.task_changed)

    # Opening and leaving

    def open_new(self, text: FormText | None = None) -> None:
        """Shows an empty form, unless the user wants to go on with the one that is open."""
        with self._errors.explained():
            if self.may_go():
                self._offer_choices()
                self._form.open_new(text)

    def open_task(self, task_id: UUID) -> None:
        """Shows a task, unless the user wants to go on with the one that is open."""
        self.open_tasks([task_id])

    def open_tasks(self, task_ids: Sequence[UUID]) -> None:
        """Shows one task, or what several have in common, unless the user wants to go on with what is open."""
        with self._errors.explained():
            if task_ids and self.may_go():
                opened = self._read(task_ids)
                self._offer_choices()
                self._form.open_many(opened)

    def leave(self) -> None:
        """Closes the form, after asking if it was changed."""
        if self.may_go():
            self._form.close_form()
            self.left.emit()

    def may_go(self) -> bool:
        """Whether the form can be left: not changed, given up, or saved now."""
        if self._form.isHidden() or not self._form.is_changed:
            return True
        leaving = ask_about_changes(self._form)
        if leaving is Leaving.SAVE:
            self._form.try_to_save()
            return self._form.isHidden()
        if leaving is Leaving.DISCARD:
            self._forget_draft()
            return True
        return False

    # Changes while the form is open

    def task_changed(self, notice: ChangeNotice) -> None:
        """Has the form follow what was committed, by whomever, to the tasks that it shows."""
        ids = [task.id for task in self._form.tasks]
        if not ids or self._is_saving or self._form.isHidden():
            return
        with self._errors.explained():
            if not notice.lists_changed and not self._touches(notice, set(ids)):
                return
            opened = self._read_left(ids)
            if opened:
                self._follow(opened, elsewhere=notice.elsewhere)
            else:
                self._task_gone()

    def _touches(self, notice: ChangeNotice, ids: set[UUID]) -> bool:
        rows = self._core.reader.rows(sorted(notice.tasks))
        # A row that is gone may have been one of them.
        return any(row is None or row.id in ids for row in rows)

    def _follow(self, opened: Sequence[OpenTask], *, elsewhere: bool) -> None:
        if all(one.task.is_deleted for one in opened) and not all(task.is_deleted for task in self._form.tasks):
            if not self._form.is_changed:
                self._form.close_form()
                self.left.emit()
                return
            self._form.take_over(opened, elsewhere=elsewhere)
            self._form.say_of_task(say("This is in the Trash now. Saving changes it there."))
            return
        self._form.take_over(opened, elsewhere=elsewhere)

    def _task_gone(self) -> None:
        if self._form.is_changed and self._form.task is not None:
            self._form.let_go(say("This task was deleted for good. Saving makes a new one."))
        else:
            self._form.close_form()
            self.left.emit()

    # Saving

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
        ids = [task.id for task in self._form.tasks]
        self._is_saving = True
        try:
            if ids:
                self._core.tasks.edit(ids, self._form.patch())
            else:
                self._core.tasks.add(self._form.draft())
        finally:
            self._is_saving = False

    def _delete(self) -> None:
        """Puts the tasks into the Trash; words that were not saved are asked about first."""
        ids = [task.id for task in self._form.tasks]
        if not ids or not self.may_go():
            return
        with self._errors.explained():
            self._is_saving = True
            try:
                self._core.tasks.delete(ids)
            finally:
                self._is_saving = False
            self._form.close_form()
            self.left.emit()

    # Words that were not saved

    def keep_draft(self) -> None:
        """Writes what is typed into a file, so that it outlives a crash."""
        if self._form.isHidden() or not self._form.is_changed:
            self._file.remove()
            return
        then, now = self._form.texts()
        ids = tuple(task.id for task in self._form.tasks)
        self._file.write(to_json(Unsaved(self._core.clock.now(), ids, then, now)))

    def offer_draft(self) -> bool:
        """Shows again what an earlier run could not save; whether there was something."""
        found = self._file.read()
        unsaved = None if found is None else from_json(found)
        if unsaved is None or not self._form.isHidden():
            return False
        with self._errors.explained():
            self._reopen(unsaved)
        return not self._form.isHidden()

    def _reopen(self, unsaved: Unsaved) -> None:
        self._offer_choices()
        since = self._since(unsaved.at)
        opened = self._read_left(unsaved.task_ids)
        if len(unsaved.task_ids) > 1 and not opened:
            # What was to be done to several tasks makes no new one.
            self._file.remove()
            return
        if unsaved.task_ids and not opened:
            self._form.reopen((), FormText(), unsaved.now, since)
            return
        self._form.reopen([one.task for one in opened], unsaved.then, unsaved.now, since)
        if opened:
            self._form.take_over(opened)

    def _since(self, moment: dt.datetime) -> str:
        local = self._core.clock.local(moment)
        time, today = time_words(local.time()), local_today(self._core.clock)
        return time if local.date() == today else f"{date_words(local.date(), today, say)} {time}"

    def _edited(self) -> None:
        if not self._keep.isActive():
            self._keep.start()

    def _forget_draft(self) -> None:
        self._keep.stop()
        self._file.remove()

    def _discard(self) -> None:
        self._form.close_form()
        self.left.emit()

    # Reading

    def _read(self, task_ids: Sequence[UUID]) -> list[OpenTask]:
        """Raises NotFound."""
        return self._with_lists([self._core.reader.task(task_id) for task_id in task_ids])

    def _read_left(self, task_ids: Sequence[UUID]) -> list[OpenTask]:
        """Those that have not been removed for good."""
        left: list[Task] = []
        for task_id in task_ids:
            with suppress(NotFound):
                left.append(self._core.reader.task(task_id))
        return self._with_lists(left)

    def _with_lists(self, tasks: Sequence[Task]) -> list[OpenTask]:
        names = {row.id: row.name for row in self._core.counts.lists()}
        return [OpenTask(task, names.get(task.list_id, "") if task.list_id else "") for task in tasks]

    def _offer_choices(self) -> None:
        lists = [row.name for row in self._core.counts.lists()]
        self._form.set_choices(lists, [row.name for row in self._core.counts.tags()])
