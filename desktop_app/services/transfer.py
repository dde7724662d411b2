"""Import and export, with a copy made before and one undo after."""

import errno
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from desktop_app.domain.backup import Reason
from desktop_app.domain.clock import Clock
from desktop_app.domain.errors import FileInvalid, FileProblem, FileRefused, InvalidField
from desktop_app.domain.journal import Verb
from desktop_app.domain.task import Task
from desktop_app.domain.task_list import TaskList
from desktop_app.interchange.plan import Plan, Present, plan_import
from desktop_app.interchange.records import ImportedFile, ids_of
from desktop_app.interchange.registry import format_for
from desktop_app.services.backup import BackupService
from desktop_app.services.ports import CountReader, TaskReader, UnitOfWork, UnitOfWorkFactory

LARGEST_FILE = 256 * 1024 * 1024
"""Bytes. A million tasks fit; what is larger is hardly a file of tasks."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What an import did, or with `dry_run` what it would do.

    `read` is the sum of `created`, `updated` and `unchanged`.
    """

    read: int
    created: int
    updated: int
    """Existing tasks in which a field changed, or that came back from the Trash."""
    unchanged: int
    new_lists: tuple[str, ...]
    """Names."""
    changed_lists: tuple[str, ...]
    """Names of lists that the file renamed, coloured, deleted or brought back."""
    unknown_columns: tuple[str, ...]
    """Columns or keys of the file that Tickbox has no field for, so that they were not carried."""
    tasks: tuple[Task, ...]
    """The created and the updated tasks as they are now."""
    dry_run: bool


class TransferService:
    """Reads tasks from files and writes them to files."""

    def __init__(
        self,
        unit_of_work: UnitOfWorkFactory,
        reader: TaskReader,
        counts: CountReader,
        backup: BackupService,
        new_id: Callable[[], UUID],
        clock: Clock,
    ) -> None:
        self._unit_of_work = unit_of_work
        self._reader = reader
        self._counts = counts
        self._backup = backup
        self._new_id = new_id
        self._clock = clock

    def import_file(self, path: Path, *, dry_run: bool = False) -> Receipt:
        """Brings in what the file says, all of it or nothing, as one step that one undo takes back.

        Before it, a copy of the user's file is made unless that is still empty. Importing the same
        file twice creates nothing the second time. Raises FileRefused, FileInvalid with every wrong
        entry, or StorageFailure.
        """
        imported = format_for(path).read(_content(path), path)
        if not dry_run and not self._is_empty():
            self._backup.make(Reason.IMPORT)
        with self._unit_of_work(Verb.IMPORT) as work:
            plan = self._plan(work, imported, path)
            if not dry_run:
                apply(work, plan)
        return _receipt(plan, imported, dry_run)

    def export_file(self, path: Path) -> int:
        """Writes all tasks into a file of the format that its ending names; returns how many.

        The file appears whole or not at all. Raises FileRefused or StorageFailure.
        """
        chosen = format_for(path)
        lists = self._counts.all_lists()
        with replacing(path) as file:
            return chosen.write(file, self._all_tasks(), lists, self._clock.now())

    def _plan(self, work: UnitOfWork, imported: ImportedFile, path: Path) -> Plan:
        present = Present(
            tasks=work.tasks.find_many(ids_of(imported.tasks)),
            lists=self._all_lists(work, imported),
            spelled=work.tasks.spelled,
            now=work.now,
        )
        try:
            return plan_import(imported, present, self._new_id)
        except InvalidField as error:
            raise FileInvalid(path, (error,)) from error

    def _all_lists(self, work: UnitOfWork, imported: ImportedFile) -> list[TaskList]:
        """All lists; also those that only tasks speak of yet, if the file brings them."""
        known = {task_list.id: task_list for task_list in self._counts.all_lists()}
        for entry in imported.lists:
            if entry.id not in known and (found := work.lists.find(entry.id)) is not None:
                known[found.id] = found
        return list(known.values())

    def _all_tasks(self) -> Iterator[Task]:
        handles = self._reader.everything()
        for start in range(0, len(handles), _AT_ONCE):
            yield from self._reader.tasks(handles[start : start + _AT_ONCE])

    def _is_empty(self) -> bool:
        return not self._counts.all_lists() and not self._reader.everything()


def apply(work: UnitOfWork, plan: Plan) -> None:
    """Does what was decided, inside the caller's transaction."""
    for task_list in plan.changed_lists:
        work.lists.save(task_list)
    for task_list in plan.new_lists:
        work.lists.add(task_list)
    for before, after in plan.changed_tasks:
        work.tasks.save(before, after)
    for task in plan.new_tasks:
        work.tasks.add(task)


def _receipt(plan: Plan, imported: ImportedFile, dry_run: bool) -> Receipt:
    return Receipt(
        read=len(imported.tasks),
        created=len(plan.new_tasks),
        updated=len(plan.changed_tasks),
        unchanged=plan.unchanged,
        new_lists=tuple(task_list.name for task_list in plan.new_lists),
        changed_lists=tuple(task_list.name for task_list in plan.changed_lists),
        unknown_columns=imported.unknown,
        tasks=(*plan.new_tasks, *(after for _, after in plan.changed_tasks)),
        dry_run=dry_run,
    )


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise FileRefused(FileProblem.TOO_LARGE, path)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise FileRefused(FileProblem.UNREADABLE, path, detail=_reason(error)) from error


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A new file beside `path` that takes its place at the end, or vanishes after an error."""
    try:
        target = _writable(path)
        partial = target.with_name(f".tickbox-{secrets.token_hex(8)}.partial")
        try:
            with partial.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise FileRefused(FileProblem.UNWRITABLE, path, detail=_reason(error)) from error


def _writable(path: Path) -> Path:
    """Where the file really is, if it may be replaced: a link stays one. Raises OSError."""
    try:
        target = Path(os.path.realpath(path))
    except ValueError as error:
        raise OSError(errno.EINVAL, str(error)) from error
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return target


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
