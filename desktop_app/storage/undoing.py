"""Taking a step back: each of its changes, inverted, as changes of a new step."""

from typing import TYPE_CHECKING, Any

from desktop_app.domain.errors import Moved
from desktop_app.domain.journal import Step, Verb
from desktop_app.domain.task import Task
from desktop_app.domain.task_list import TaskList
from desktop_app.storage import codec
from desktop_app.storage.codec import Fields
from desktop_app.storage.journal import TASK_KIND, Change

if TYPE_CHECKING:
    from desktop_app.storage.unit_of_work import UnitOfWork


def moved_since(work: "UnitOfWork", step: Step) -> list[Moved]:
    """The fields that no longer hold what the step wrote, because somebody changed them since."""
    moved: list[Moved] = []
    for change in work.steps.changes(step):
        if change.after:
            moved += _moved_fields(work, change, change.after)
    return moved


def take_back(work: "UnitOfWork", step: Step) -> None:
    """Puts every field that the step changed back to what it was before."""
    for change in work.steps.changes(step):
        if change.is_creation:
            _take_back_creation(work, change, for_ever=step.verb is Verb.DELETE_FOREVER)
        elif change.is_removal and change.before is not None:
            work.tasks.put_back(change.record, change.before)
        elif change.before is not None:
            _put(work, change, change.before)


def _moved_fields(work: "UnitOfWork", change: Change, written: Fields) -> list[Moved]:
    record = _record(work, change)
    if record is None:
        return []
    name, fields = _name(record), _fields(record)
    return [
        Moved(name, field, expected, fields[field])
        for field, expected in written.items()
        # A field of a newer program is none of ours to compare.
        if field in fields and fields[field] != expected
    ]


def _take_back_creation(work: "UnitOfWork", change: Change, *, for_ever: bool) -> None:
    """A creation ends in the Trash; only what had been removed for ever before goes for ever again."""
    record = _record(work, change)
    if for_ever and isinstance(record, Task):
        work.tasks.remove(record)
    elif record is not None:
        _put(work, change, {"deleted_at": codec.to_microseconds(work.now)})


def _put(work: "UnitOfWork", change: Change, fields: dict[str, Any]) -> None:
    record = _record(work, change)
    if isinstance(record, Task):
        after = codec.task_from_fields(record.id, {**codec.task_fields(record), **fields}, work.now)
        work.tasks.save(record, after)
    elif isinstance(record, TaskList):
        changed = codec.list_from_fields(record.id, {**codec.list_fields(record), **fields}, work.now)
        work.lists.save(changed)


def _record(work: "UnitOfWork", change: Change) -> Task | TaskList | None:
    if change.kind == TASK_KIND:
        return work.tasks.by_record(change.record)
    return work.lists.by_record(change.record)


def _fields(record: Task | TaskList) -> Fields:
    return codec.task_fields(record) if isinstance(record, Task) else codec.list_fields(record)


def _name(record: Task | TaskList) -> str:
    return record.title if isinstance(record, Task) else record.name
