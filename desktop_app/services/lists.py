"""What a user can do with lists. Each verb is one transaction and one undo."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from desktop_app.domain.journal import Verb
from desktop_app.domain.task import valid_list_name
from desktop_app.domain.task_list import TaskList, valid_colour
from desktop_app.services.ports import UnitOfWork, UnitOfWorkFactory


class ListService:
    """Creates, renames, colours, deletes and restores lists."""

    def __init__(self, unit_of_work: UnitOfWorkFactory, new_id: Callable[[], UUID]) -> None:
        self._unit_of_work = unit_of_work
        self._new_id = new_id

    def create(self, name: str, colour: str | None = None) -> TaskList:
        """A new list. Raises InvalidField, also if a list of that name exists."""
        name, colour = valid_list_name(name), valid_colour(colour)
        with self._unit_of_work(Verb.CREATE_LIST) as work:
            return create_list(work, self._new_id, name, colour)

    def rename(self, list_id: UUID, name: str) -> TaskList:
        """Raises InvalidField or NotFound."""
        name = valid_list_name(name)
        return self._change(Verb.RENAME_LIST, list_id, lambda found, _: replace(found, name=name))

    def recolour(self, list_id: UUID, colour: str | None) -> TaskList:
        """None gives the list the theme's own colour. Raises InvalidField or NotFound."""
        colour = valid_colour(colour)
        return self._change(Verb.COLOUR_LIST, list_id, lambda found, _: replace(found, colour=colour))

    def delete(self, list_id: UUID) -> TaskList:
        """Deletes the list and moves no task: while it is gone its tasks show in the Inbox."""
        return self._change(Verb.DELETE_LIST, list_id, _deleted)

    def restore(self, list_id: UUID) -> TaskList:
        """Brings a deleted list back with its tasks. Raises InvalidField if its name was taken since."""
        return self._change(Verb.RESTORE_LIST, list_id, lambda found, _: replace(found, deleted_at=None))

    def _change(self, verb: Verb, list_id: UUID, change: Callable[[TaskList, UnitOfWork], TaskList]) -> TaskList:
        with self._unit_of_work(verb) as work:
            before = work.lists.get(list_id)
            after = change(before, work)
            if after == before:
                return before
            after = replace(after, updated_at=work.now)
            work.lists.save(after)
            return after


def _deleted(found: TaskList, work: UnitOfWork) -> TaskList:
    return found if found.deleted_at is not None else replace(found, deleted_at=work.now)


def create_list(work: UnitOfWork, new_id: Callable[[], UUID], name: str, colour: str | None = None) -> TaskList:
    """Adds a list inside the caller's transaction; name and colour are valid ones."""
    made = TaskList(id=new_id(), name=name, colour=colour, created_at=work.now, updated_at=work.now)
    work.lists.add(made)
    return made
