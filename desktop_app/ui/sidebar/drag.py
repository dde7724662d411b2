"""What dropping tasks on a row of the sidebar does."""

from collections.abc import Callable, Sequence
from typing import Protocol
from uuid import UUID

from desktop_app.domain.changes import TaskPatch
from desktop_app.domain.clock import local_today
from desktop_app.domain.errors import Refused
from desktop_app.domain.views import View
from desktop_app.ui.core_port import Core
from desktop_app.ui.sidebar.choice import Choice


class DropActions(Protocol):
    """What is done with tasks that were dropped. Each is one step of the journal."""

    def put_into_list(self, task_ids: Sequence[UUID], list_name: str | None) -> None:
        """None is the Inbox."""

    def add_tag(self, task_ids: Sequence[UUID], tag: str) -> None:
        """The tasks keep the tags they have."""

    def make_due_today(self, task_ids: Sequence[UUID]) -> None:
        """Tasks with a due time keep it."""

    def delete(self, task_ids: Sequence[UUID]) -> None:
        """Into the Trash."""


class CoreDrops:
    """Does it with one core; what is refused is explained."""

    def __init__(self, core: Core, explain: Callable[[Refused], None]) -> None:
        self._core = core
        self._explain = explain

    def put_into_list(self, task_ids: Sequence[UUID], list_name: str | None) -> None:
        self._edit(task_ids, TaskPatch(list_name=list_name))

    def add_tag(self, task_ids: Sequence[UUID], tag: str) -> None:
        self._edit(task_ids, TaskPatch(add_tags=(tag,)))

    def make_due_today(self, task_ids: Sequence[UUID]) -> None:
        today = local_today(self._core.clock)
        try:
            self._core.tasks.put_on_day(task_ids, today)
        except Refused as refusal:
            self._explain(refusal)

    def delete(self, task_ids: Sequence[UUID]) -> None:
        try:
            self._core.tasks.delete(task_ids)
        except Refused as refusal:
            self._explain(refusal)

    def _edit(self, task_ids: Sequence[UUID], patch: TaskPatch) -> None:
        try:
            self._core.tasks.edit(task_ids, patch)
        except Refused as refusal:
            self._explain(refusal)


def takes_tasks(choice: Choice | None) -> bool:
    """Whether tasks can be dropped there: what a view works out by itself takes none."""
    return choice is not None and (choice.view is None or choice.view in (View.INBOX, View.TODAY, View.TRASH))


def drop_on(choice: Choice, task_ids: Sequence[UUID], actions: DropActions) -> None:
    """Does what dropping tasks there means."""
    match choice.view:
        case View.INBOX:
            actions.put_into_list(task_ids, None)
        case View.TODAY:
            actions.make_due_today(task_ids)
        case View.TRASH:
            actions.delete(task_ids)
        case None if choice.tag is not None:
            actions.add_tag(task_ids, choice.tag)
        case None:
            actions.put_into_list(task_ids, choice.name)
