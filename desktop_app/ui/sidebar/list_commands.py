"""What the user does with lists: each a verb of the core, its refusal explained."""

from collections.abc import Callable
from uuid import UUID

from desktop_app.domain.errors import Refused
from desktop_app.services.lists import ListService

Explain = Callable[[Refused], None]


class ListCommands:
    """Every verb returns whether it was done."""

    def __init__(self, lists: ListService, explain: Explain) -> None:
        self._lists = lists
        self._explain = explain

    def create(self, name: str) -> UUID | None:
        """The new list's id, or None."""
        try:
            return self._lists.create(name).id
        except Refused as refusal:
            self._explain(refusal)
            return None

    def rename(self, list_id: UUID, name: str) -> bool:
        return self._did(lambda: self._lists.rename(list_id, name))

    def recolour(self, list_id: UUID, colour: str | None) -> bool:
        return self._did(lambda: self._lists.recolour(list_id, colour))

    def delete(self, list_id: UUID) -> bool:
        """Without a question: it can be undone, and the tasks show in the Inbox."""
        return self._did(lambda: self._lists.delete(list_id))

    def _did(self, do: Callable[[], object]) -> bool:
        try:
            do()
        except Refused as refusal:
            self._explain(refusal)
            return False
        return True
