"""What can be chosen in the sidebar, and what the table then asks for."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from desktop_app.domain.listing import SortKey, TaskQuery
from desktop_app.domain.views import StatusFilter, View
from desktop_app.ui.messages import say

VIEW_WORDS = {
    View.INBOX: "Inbox",
    View.TODAY: "Today",
    View.UPCOMING: "Upcoming",
    View.OVERDUE: "Overdue",
    View.ALL: "All",
    View.TRASH: "Trash",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One view, one list or one tag; the other two are None. A new name does not make it another choice."""

    view: View | None
    list_id: UUID | None
    tag: str | None
    name: str = field(compare=False)

    @property
    def title(self) -> str:
        """What stands above the table while this is chosen."""
        if self.view is View.ALL:
            return say("All tasks")
        return self.name if self.tag is None else f"@{self.name}"


def view_choice(view: View) -> Choice:
    """That view, under its name."""
    return Choice(view, None, None, say(VIEW_WORDS[view]))


def list_choice(list_id: UUID, name: str) -> Choice:
    """That list, under the name it has now."""
    return Choice(None, list_id, None, name)


def tag_choice(tag: str) -> Choice:
    """That tag, given without its @."""
    return Choice(None, None, tag, tag)


def query_of(choice: Choice, query: TaskQuery) -> TaskQuery:
    """The query with the choice in it; search, filter and order stay.

    The Trash is shown whole, what was deleted last on top. Whoever leaves it with the Trash's own query gets the
    order and the filter that a window starts with.
    """
    if choice.view is View.TRASH:
        query = replace(query, status=StatusFilter.ALL, sort=SortKey.DELETED, descending=True)
    elif query.view is View.TRASH:
        query = replace(query, status=StatusFilter.OPEN, sort=SortKey.DUE, descending=False)
    return replace(query, view=choice.view or View.ALL, list_id=choice.list_id, tag=choice.tag)
