"""The verbs that change tasks: add, edit, done, reopen, delete, restore."""

from argparse import Namespace
from collections.abc import Callable, Iterable
from dataclasses import replace
from uuid import UUID

from desktop_app.cli import typed
from desktop_app.cli.arguments import NONE
from desktop_app.cli.objects import PRIORITIES
from desktop_app.cli.output import remark, tell
from desktop_app.cli.session import Session
from desktop_app.cli.task_table import PRIORITY_WORDS, tags_text
from desktop_app.domain.changes import UNSET, TaskDraft, TaskPatch
from desktop_app.domain.quick_add import parse
from desktop_app.domain.task import Priority, Task
from desktop_app.wording.counts import tasks as count_words
from desktop_app.wording.dates import full_due_words
from desktop_app.wording.say import shown
from desktop_app.wording.steps import done_words

_LINES = 10
"""With more tasks than this, one line says how many they were."""


def add(session: Session, options: Namespace) -> int:
    """Adds the task that the quick-add line describes and says how it was understood."""
    added = session.core.tasks.add(_draft(session, " ".join(options.text)))
    if session.as_json:
        session.print_json([added.task])
    else:
        tell(f"Added “{added.task.title}” ({session.short_id(added.task.id)})")
        _tell_details(session, added.task)
    if added.new_list is not None:
        _say_list_is_new(session, added.new_list.name)
    return 0


def edit(session: Session, options: Namespace) -> int:
    """Changes the fields that were given."""
    lists_before = session.list_names()
    tasks = session.core.tasks.edit(session.resolved(options.ids), _patch(session, options))
    _report(session, tasks, with_details=True)
    for list_id, name in session.list_names().items():
        if list_id not in lists_before:
            _say_list_is_new(session, name)
    return 0


def done(session: Session, options: Namespace) -> int:
    """Marks tasks done."""
    return _change(session, options, session.core.tasks.complete)


def reopen(session: Session, options: Namespace) -> int:
    """Marks tasks open again."""
    return _change(session, options, session.core.tasks.reopen)


def delete(session: Session, options: Namespace) -> int:
    """Puts tasks into the Trash."""
    return _change(session, options, session.core.tasks.delete)


def restore(session: Session, options: Namespace) -> int:
    """Takes tasks out of the Trash."""
    return _change(session, options, session.core.tasks.restore)


def _draft(session: Session, line: str) -> TaskDraft:
    entry = parse(line, today=session.today, now=session.time_of_day)
    return TaskDraft(
        title=entry.title,
        description=entry.description,
        due=entry.due,
        priority=entry.priority or Priority.NONE,
        list_name=entry.list_name,
        tags=entry.tags,
    )


def _change(session: Session, options: Namespace, verb: Callable[[Iterable[UUID]], list[Task]]) -> int:
    _report(session, verb(session.resolved(options.ids)))
    return 0


def _report(session: Session, tasks: list[Task], *, with_details: bool = False) -> None:
    if session.as_json:
        session.print_json(tasks)
    else:
        _tell_changed(session, tasks, with_details)


def _tell_changed(session: Session, tasks: list[Task], with_details: bool) -> None:
    """Says what was done to which task, and which were like that before."""
    step = session.notices[0].step if session.notices else None
    changed = [task for task in tasks if step is not None and task.updated_at == step.at]
    if step is not None and len(changed) > _LINES:
        tell(done_words(step))
    elif step is not None:
        for task in changed:
            tell(f"{done_words(replace(step, count=1, title=task.title))} ({session.short_id(task.id)})")
            if with_details:
                _tell_details(session, task)
    ids = {task.id for task in changed}
    same = [task for task in tasks if task.id not in ids]
    if len(same) > _LINES:
        tell(f"{count_words(len(same))} needed no change")
    else:
        for task in same:
            tell(f"“{shown(task.title)}” needed no change ({session.short_id(task.id)})")


def _tell_details(session: Session, task: Task) -> None:
    """What the task is now besides its title, so that a misunderstanding is seen at once."""
    list_name = session.list_names().get(task.list_id, "") if task.list_id else ""
    details = [
        "" if task.due is None else full_due_words(task.due),
        PRIORITY_WORDS[task.priority],
        f"#{list_name}" if list_name else "",
        tags_text(task.tags),
        f"// {shown(task.description)}" if task.description else "",
    ]
    if any(details):
        tell("  " + " · ".join(detail for detail in details if detail))


def _say_list_is_new(session: Session, name: str) -> None:
    text = f"Created the list “{name}”"
    if session.as_json:
        remark(text)
    else:
        tell(text)


def _patch(session: Session, options: Namespace) -> TaskPatch:
    return TaskPatch(
        title=UNSET if options.title is None else options.title,
        description=UNSET if options.description is None else _or_empty(options.description),
        due=UNSET if options.due is None else typed.due(session, options.due),
        priority=UNSET if options.priority is None else PRIORITIES[options.priority],
        list_name=UNSET if options.list is None else (_or_empty(options.list) or None),
        add_tags=tuple(options.tag),
        remove_tags=tuple(options.no_tag),
    )


def _or_empty(text: str) -> str:
    return "" if text.strip().lower() == NONE else text
