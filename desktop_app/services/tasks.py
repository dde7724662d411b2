"""What a user can do with tasks. Each verb takes one or many, is one transaction and one undo."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from desktop_app.domain.changes import UNSET, TaskDraft, TaskPatch
from desktop_app.domain.journal import Verb
from desktop_app.domain.quick_add import QuickAdd
from desktop_app.domain.task import (
    Due,
    Priority,
    Status,
    Task,
    valid_description,
    valid_due,
    valid_list_name,
    valid_tags,
    valid_title,
)
from desktop_app.domain.task_list import TaskList
from desktop_app.services.lists import create_list
from desktop_app.services.ports import UnitOfWork, UnitOfWorkFactory
from sync_protocol.text import name_key


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a task did."""

    task: Task
    new_list: TaskList | None
    """The list that was made with it, if its name was new."""


class TaskService:
    """Adds, edits, completes, reopens, deletes and restores tasks."""

    def __init__(self, unit_of_work: UnitOfWorkFactory, new_id: Callable[[], UUID]) -> None:
        self._unit_of_work = unit_of_work
        self._new_id = new_id

    def add(self, draft: TaskDraft) -> Added:
        """Stores a new task. Raises InvalidField; then nothing is stored."""
        return self.add_many([draft])[0]

    def add_many(self, drafts: Iterable[TaskDraft]) -> list[Added]:
        """Stores new tasks, all or none. Raises InvalidField."""
        checked = [_valid(draft) for draft in drafts]
        with self._unit_of_work(Verb.ADD) as work:
            return [self._add(work, draft) for draft in checked]

    def edit(self, task_ids: Iterable[UUID], patch: TaskPatch) -> list[Task]:
        """Changes the fields that the patch names. Raises InvalidField or NotFound."""
        patch = _valid_patch(patch)
        with self._unit_of_work(Verb.EDIT) as work:
            tasks = work.tasks.get_many(task_ids)
            # A list is made for tasks to be put in: without any there is none.
            list_id = self._list_of(work, patch.list_name) if tasks and patch.list_name is not UNSET else UNSET
            return [self._save(work, task, _patched(work, task, patch, list_id)) for task in tasks]

    def reschedule(self, task_ids: Iterable[UUID], move: Callable[[Due | None], Due | None]) -> list[Task]:
        """Gives each task the due date that `move` makes of the one it has. Raises NotFound."""
        return self._change(Verb.EDIT, task_ids, lambda task, _: replace(task, due=move(task.due)))

    def put_on_day(self, task_ids: Iterable[UUID], day: dt.date | None) -> list[Task]:
        """Makes tasks due on that day, each keeping its due time; None takes the date away. Raises NotFound."""
        return self._change(Verb.EDIT, task_ids, lambda task, _: replace(task, due=_on_day(task.due, day)))

    def complete(self, task_ids: Iterable[UUID]) -> list[Task]:
        """Marks tasks done now; those that are done already keep their time. Raises NotFound."""
        return self._change(Verb.COMPLETE, task_ids, _completed)

    def reopen(self, task_ids: Iterable[UUID]) -> list[Task]:
        """Marks tasks open again, which forgets when they were done. Raises NotFound."""
        return self._change(Verb.REOPEN, task_ids, _reopened)

    def delete(self, task_ids: Iterable[UUID]) -> list[Task]:
        """Puts tasks into the Trash. Raises NotFound."""
        return self._change(Verb.DELETE, task_ids, _deleted)

    def restore(self, task_ids: Iterable[UUID]) -> list[Task]:
        """Takes tasks out of the Trash. Raises NotFound."""
        return self._change(Verb.RESTORE, task_ids, lambda task, _: replace(task, deleted_at=None))

    def delete_forever(self, task_ids: Iterable[UUID]) -> list[Task]:
        """Removes tasks for good; until the journal forgets the step, undo brings them back."""
        with self._unit_of_work(Verb.DELETE_FOREVER) as work:
            tasks = work.tasks.get_many(task_ids)
            for task in tasks:
                work.tasks.remove(task)
            return tasks

    def _add(self, work: UnitOfWork, draft: TaskDraft) -> Added:
        existing = work.lists.named(draft.list_name) if draft.list_name else None
        new_list = create_list(work, self._new_id, draft.list_name) if draft.list_name and existing is None else None
        target = existing or new_list
        task = Task(
            id=self._new_id(),
            title=draft.title,
            description=draft.description,
            due=draft.due,
            priority=draft.priority,
            list_id=None if target is None else target.id,
            tags=work.tasks.spelled(draft.tags),
            created_at=work.now,
            updated_at=work.now,
        )
        work.tasks.add(task)
        return Added(task, new_list)

    def _list_of(self, work: UnitOfWork, name: str | None) -> UUID | None:
        if not name:
            return None
        found = work.lists.named(name)
        return (found or create_list(work, self._new_id, name)).id

    def _change(self, verb: Verb, task_ids: Iterable[UUID], change: Callable[[Task, dt.datetime], Task]) -> list[Task]:
        with self._unit_of_work(verb) as work:
            return [self._save(work, task, change(task, work.now)) for task in work.tasks.get_many(task_ids)]

    @staticmethod
    def _save(work: UnitOfWork, before: Task, after: Task) -> Task:
        if after == before:
            return before
        after = replace(after, updated_at=work.now)
        work.tasks.save(before, after)
        return after


def draft_of(entry: QuickAdd) -> TaskDraft:
    """The task that a quick-add line describes."""
    return TaskDraft(
        title=entry.title,
        description=entry.description,
        due=entry.due,
        priority=entry.priority or Priority.NONE,
        list_name=entry.list_name,
        tags=entry.tags,
    )


def _on_day(due: Due | None, day: dt.date | None) -> Due | None:
    return None if day is None else Due(day, None if due is None else due.time)


def _completed(task: Task, now: dt.datetime) -> Task:
    return task if task.is_done else replace(task, status=Status.DONE, completed_at=now)


def _reopened(task: Task, _: dt.datetime) -> Task:
    return replace(task, status=Status.OPEN, completed_at=None)


def _deleted(task: Task, now: dt.datetime) -> Task:
    return task if task.is_deleted else replace(task, deleted_at=now)


def _valid(draft: TaskDraft) -> TaskDraft:
    return replace(
        draft,
        title=valid_title(draft.title),
        description=valid_description(draft.description),
        due=valid_due(draft.due),
        list_name=valid_list_name(draft.list_name) if draft.list_name else None,
        tags=valid_tags(draft.tags),
    )


def _valid_patch(patch: TaskPatch) -> TaskPatch:
    return replace(
        patch,
        title=patch.title if patch.title is UNSET else valid_title(patch.title),
        description=patch.description if patch.description is UNSET else valid_description(patch.description),
        due=patch.due if patch.due is UNSET else valid_due(patch.due),
        list_name=valid_list_name(patch.list_name) if isinstance(patch.list_name, str) else patch.list_name,
        tags=patch.tags if patch.tags is UNSET else valid_tags(patch.tags),
        add_tags=valid_tags(patch.add_tags),
        remove_tags=valid_tags(patch.remove_tags),
    )


def _patched(work: UnitOfWork, task: Task, patch: TaskPatch, list_id: UUID | None | object) -> Task:
    changes = {
        name: value
        for name in ("title", "description", "due", "priority")
        if (value := getattr(patch, name)) is not UNSET
    }
    if list_id is not UNSET:
        changes["list_id"] = list_id
    if patch.completed_at is not UNSET and task.is_done:
        changes["completed_at"] = patch.completed_at
    return replace(task, tags=_patched_tags(work, task, patch), **changes)


def _patched_tags(work: UnitOfWork, task: Task, patch: TaskPatch) -> tuple[str, ...]:
    if patch.tags is UNSET and not patch.add_tags and not patch.remove_tags:
        return task.tags
    wanted = task.tags if patch.tags is UNSET else patch.tags
    removed = {name_key(tag) for tag in patch.remove_tags}
    kept = [tag for tag in (*wanted, *patch.add_tags) if name_key(tag) not in removed]
    return work.tasks.spelled(valid_tags(kept))
