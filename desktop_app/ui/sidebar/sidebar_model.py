"""The rows of the sidebar: views, lists and tags with the number of open tasks in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.domain.clock import local_today
from desktop_app.domain.listing import ListRow, OpenCounts, TagRow
from desktop_app.domain.views import View
from desktop_app.ui.core_port import Core
from desktop_app.ui.messages import say, say_count
from desktop_app.ui.sidebar.choice import Choice, list_choice, tag_choice, view_choice
from desktop_app.ui.sidebar.list_colours import LIST_COLOURS
from desktop_app.ui.views.labels import tooltip

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The whole `SidebarRow`, for delegates."""

_ICONS = {
    View.INBOX: "inbox",
    View.TODAY: "sun",
    View.UPCOMING: "calendar-days",
    View.OVERDUE: "circle-alert",
    View.ALL: "layers",
    View.TRASH: "trash-2",
}
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_DESCRIPTION = int(Qt.ItemDataRole.AccessibleDescriptionRole)


class Kind(Enum):
    """What a row is."""

    VIEW = "view"
    LISTS_HEADING = "lists"
    LIST = "list"
    DRAFT = "draft"
    """A list that is being named and does not exist yet."""
    TAGS_HEADING = "tags"
    TAG = "tag"


@dataclass(frozen=True, slots=True, kw_only=True)
class SidebarRow:
    """One row. Headings and the draft have no choice and cannot be chosen."""

    kind: Kind
    name: str = ""
    icon: str = ""
    choice: Choice | None = None
    count: int = 0
    colour: str | None = None
    """The colour of a list's sign, or None for the theme's own."""

    @property
    def key(self) -> tuple[Kind, Choice | None]:
        """What the row stands for; its name and count may change."""
        return self.kind, self.choice

    @property
    def view(self) -> View | None:
        return None if self.choice is None else self.choice.view

    @property
    def is_alarming(self) -> bool:
        """Whether it tells of something late."""
        return self.view is View.OVERDUE and self.count > 0

    def spoken(self) -> str:
        """The row as a screen reader says it."""
        name = f"@{self.name}" if self.kind is Kind.TAG else self.name
        if not self.count:
            return name
        return f"{name}, {say_count('{count} open task', '{count} open tasks', self.count)}"


class SidebarModel(QAbstractListModel):
    """Shows what the core counts. Rows that stay keep their place in selections."""

    def __init__(self, core: Core, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._pinned: Choice | None = None
        self._has_draft = False
        self._rows: list[SidebarRow] = self._read()

    def refresh(self) -> None:
        """Asks the core again and says what came, went, moved or changed. Raises StorageFailure, changing nothing."""
        rows = self._read()
        self._remove_all_but({row.key for row in rows})
        for at, row in enumerate(rows):
            self._put(at, row)

    def pin(self, choice: Choice | None) -> None:
        """A tag that is looked at stays although its last open task is done."""
        self._pinned = choice

    def begin_draft(self) -> QModelIndex:
        """The row for a list to be named, behind the other lists."""
        self._has_draft = True
        lists = (Kind.LISTS_HEADING, Kind.LIST)
        behind = max(at for at, row in enumerate(self._rows) if row.kind in lists) + 1
        self._put(behind, _DRAFT)
        return self.index(behind)

    def end_draft(self) -> None:
        """Takes that row away."""
        self._has_draft = False
        self._remove_all_but({row.key for row in self._rows} - {_DRAFT.key})

    def row_of(self, choice: Choice) -> int | None:
        """Where the choice stands."""
        return next((at for at, row in enumerate(self._rows) if row.choice == choice), None)

    def row_of_list(self, list_id: UUID) -> int | None:
        """Where the list of that id stands."""
        return next((at for at, row in enumerate(self._rows) if row.choice and row.choice.list_id == list_id), None)

    def row_of_kind(self, kind: Kind) -> int | None:
        """Where the first row of that kind stands."""
        return next((at for at, row in enumerate(self._rows) if row.kind is kind), None)

    def shown(self, row: int) -> SidebarRow | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    @property
    def has_lists(self) -> bool:
        return any(row.kind is Kind.LIST for row in self._rows)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        row = self.shown(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in (_DISPLAY, _EDIT):
            return row.name
        if role == _TOOLTIP:
            return tooltip(row.name)
        if role == _ACCESSIBLE:
            return row.spoken()
        return _description(row) if role == _DESCRIPTION else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.shown(index.row()) if index.isValid() else None
        if row is None or row.choice is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def _read(self) -> list[SidebarRow]:
        reader = self._core.counts
        counts = _by_view(reader.open_counts(local_today(self._core.clock)))
        views = [_view_row(view, counts) for view in View]
        return [
            *(row for row in views if row.view is not View.TRASH),
            SidebarRow(kind=Kind.LISTS_HEADING, name=say("Lists")),
            *map(_list_row, reader.lists()),
            *([_DRAFT] if self._has_draft else []),
            *self._tag_rows(reader.tags()),
            *(row for row in views if row.view is View.TRASH),
        ]

    def _tag_rows(self, tags: Sequence[TagRow]) -> list[SidebarRow]:
        rows = [_tag_row(tag.name, tag.open_tasks) for tag in tags]
        pinned = self._pinned
        if pinned is not None and pinned.tag is not None and all(row.choice != pinned for row in rows):
            behind = sum(1 for row in rows if row.name.casefold() < pinned.tag.casefold())
            rows.insert(behind, _tag_row(pinned.tag, 0))
        return [SidebarRow(kind=Kind.TAGS_HEADING, name=say("Tags")), *rows] if rows else []

    def _remove_all_but(self, kept: set[tuple[Kind, Choice | None]]) -> None:
        for at in reversed(range(len(self._rows))):
            if self._rows[at].key not in kept:
                self.beginRemoveRows(NOWHERE, at, at)
                del self._rows[at]
                self.endRemoveRows()

    def _put(self, at: int, row: SidebarRow) -> None:
        """Sees to it that the row stands there; the rows before it stand already."""
        found = next((old for old in range(at, len(self._rows)) if self._rows[old].key == row.key), None)
        if found is None:
            self.beginInsertRows(NOWHERE, at, at)
            self._rows.insert(at, row)
            self.endInsertRows()
            return
        if found != at:
            self.beginMoveRows(NOWHERE, found, found, NOWHERE, at)
            self._rows.insert(at, self._rows.pop(found))
            self.endMoveRows()
        # A choice is the same under a new name, so a row is compared with its name and count.
        if self._rows[at] != row:
            self._rows[at] = row
            self.dataChanged.emit(self.index(at), self.index(at))


_DRAFT = SidebarRow(kind=Kind.DRAFT, icon="hash")


def _by_view(counts: OpenCounts) -> dict[View, int]:
    return {
        View.INBOX: counts.inbox,
        View.TODAY: counts.today,
        View.UPCOMING: counts.upcoming,
        View.OVERDUE: counts.overdue,
        View.ALL: counts.all,
    }


def _view_row(view: View, counts: dict[View, int]) -> SidebarRow:
    choice = view_choice(view)
    return SidebarRow(kind=Kind.VIEW, name=choice.name, icon=_ICONS[view], choice=choice, count=counts.get(view, 0))


def _list_row(found: ListRow) -> SidebarRow:
    choice = list_choice(found.id, found.name)
    return SidebarRow(
        kind=Kind.LIST, name=found.name, icon="hash", choice=choice, count=found.open_tasks, colour=found.colour
    )


def _tag_row(name: str, open_tasks: int) -> SidebarRow:
    return SidebarRow(kind=Kind.TAG, name=name, icon="at-sign", choice=tag_choice(name), count=open_tasks)


def _description(row: SidebarRow) -> str | None:
    if row.kind is not Kind.LIST:
        return None
    colour = LIST_COLOURS.get(row.colour or "")
    return say("List") if colour is None else f"{say('List')}, {say(colour)}"
