"""A table model over any number of rows that holds only their handles and the pages in sight.

The rows' order comes from storage as an array of handles. When it changes, the model works out
which rows went, came or moved and says just that, so that selection and scroll position stay.
"""

from abc import abstractmethod
from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop_app.domain.errors import StorageFailure

PAGE_ROWS = 128
PAGES_KEPT = 64
MOST_MOVES = 400
"""Up to so many rows may differ for the model to say which; with more it says that all is new."""
FEW = 16
"""Up to so many handles are looked up one by one, which is fast for one and slow for many."""

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The whole of what a row is painted from, for delegates."""
# Plain numbers: comparing with members of Qt's enums costs more than the rest of `data`.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)

Index = QModelIndex | QPersistentModelIndex
Shown = TypeVar("Shown")
NOWHERE = QModelIndex()


class WindowedTableModel(QAbstractTableModel, Generic[Shown]):
    """`Shown` is what one row is painted from, made once for each page that is looked at."""

    about_to_reorder = Signal()
    """Rows are about to move or be replaced: views keep what is selected and where they are."""
    reordered = Signal()
    failed = Signal(object)
    """The `StorageFailure` that reading a page met with. Its rows stay blank until the next refresh."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._handles: array[int] = array("q")
        self._pages: OrderedDict[int, list[Shown | None]] = OrderedDict()
        self._has_failed = False

    columns: ClassVar[int]
    """How many columns there are."""
    answered: ClassVar[frozenset[int]]
    """The roles that `answer` knows; every other is answered with nothing, at once."""

    @abstractmethod
    def answer(self, shown: Shown, column: int, role: int) -> Any:
        """What a cell of that row says for one of the `answered` roles."""

    @abstractmethod
    def load(self, handles: Sequence[int]) -> list[Shown | None]:
        """What to paint for those handles, in their order; None for rows that are gone."""

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self.columns

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid() or (role != ROW_ROLE and role not in self.answered):
            return None
        shown = self.shown(index.row())
        if shown is None or role == ROW_ROLE:
            return shown
        return self.answer(shown, index.column(), role)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._handles)

    def handle_at(self, row: int) -> int:
        return self._handles[row]

    def row_of(self, handle: int) -> int | None:
        """Where that handle is shown now."""
        try:
            return self._handles.index(handle)
        except ValueError:
            return None

    def rows_of(self, handles: Iterable[int]) -> list[int]:
        """Where those handles are shown now, from top to bottom; those that are not shown are left out."""
        wanted = set(handles)
        if len(wanted) <= FEW:
            return sorted(row for handle in wanted if (row := self.row_of(handle)) is not None)
        return [row for row, handle in enumerate(self._handles) if handle in wanted]

    def shown(self, row: int) -> Shown | None:
        """What the row shows, read with its page if that is not at hand."""
        number, place = divmod(row, PAGE_ROWS)
        page = self._pages.get(number)
        if page is None:
            page = self._load_page(number)
        else:
            self._pages.move_to_end(number)
        return page[place]

    def repaint_handles(self, handles: Iterable[int]) -> None:
        """Reads those rows again and says that they changed; nothing else moves."""
        rows = self.rows_of(handles)
        for row in rows:
            self._pages.pop(row // PAGE_ROWS, None)
        # Too many to be told one by one: all between the first and the last may have changed.
        for first, last in [(rows[0], rows[-1])] if len(rows) > MOST_MOVES else [(row, row) for row in rows]:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    def repaint_all(self) -> None:
        """Reads all that is in sight again, for example because the day changed."""
        self._pages.clear()
        self._has_failed = False
        if self._handles:
            last = self.index(len(self._handles) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def show_handles(self, handles: "array[int]") -> None:
        """Takes a new order over, with as few row changes as it takes."""
        if self._has_failed:
            self.repaint_all()
        if handles == self._handles:
            return
        self.about_to_reorder.emit()
        start, old_end, new_end = _differing(self._handles, handles)
        if max(old_end, new_end) - start <= MOST_MOVES or start in (old_end, new_end):
            self._move_rows(handles, start, old_end, new_end)
        else:
            self.beginResetModel()
            self._take(handles)
            self.endResetModel()
        self.reordered.emit()

    def _move_rows(self, handles: "array[int]", start: int, old_end: int, new_end: int) -> None:
        old, new = self._handles[start:old_end], handles[start:new_end]
        if not old or not new:
            steps = [(0, len(old), 0, len(new))]
        else:
            matcher = SequenceMatcher(None, old, new, autojunk=False)
            steps = [(a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
        # From the end, so that what is still to come keeps its place.
        for old_from, old_to, new_from, new_to in reversed(steps):
            self._remove(start + old_from, start + old_to)
            self._insert(start + old_from, new[new_from:new_to])

    def _remove(self, first: int, end: int) -> None:
        if first < end:
            self.beginRemoveRows(NOWHERE, first, end - 1)
            self._take(self._handles[:first] + self._handles[end:])
            self.endRemoveRows()

    def _insert(self, at: int, handles: "array[int]") -> None:
        if handles:
            self.beginInsertRows(NOWHERE, at, at + len(handles) - 1)
            self._take(self._handles[:at] + handles + self._handles[at:])
            self.endInsertRows()

    def _take(self, handles: "array[int]") -> None:
        self._handles = handles
        self._pages.clear()

    def _load_page(self, number: int) -> list[Shown | None]:
        handles = self._handles[number * PAGE_ROWS : (number + 1) * PAGE_ROWS]
        try:
            page = self.load(handles)
        except StorageFailure as failure:
            # This is asked while painting. Asking again for every cell would freeze the window.
            page = [None] * len(handles)
            self._has_failed = True
            self.failed.emit(failure)
        self._pages[number] = page
        if len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        return page


def _differing(old: "array[int]", new: "array[int]") -> tuple[int, int, int]:
    """Where two orders begin to differ, and where that part ends in the old and in the new one."""
    start = _common(old, new, from_end=False)
    shorter = min(len(old), len(new)) - start
    tail = _common(old[len(old) - shorter :], new[len(new) - shorter :], from_end=True)
    return start, len(old) - tail, len(new) - tail


def _common(old: "array[int]", new: "array[int]", *, from_end: bool) -> int:
    """How many elements agree, by halving: comparing whole slices is fast, element by element is not."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        same = old[-middle:] == new[-middle:] if from_end else old[:middle] == new[:middle]
        low, high = (middle, high) if same else (low, middle - 1)
    return low
