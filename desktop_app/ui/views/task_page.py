"""The page of tasks: the quick-add line, the table, and what stands in place of an empty one."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.changes import TaskDraft
from desktop_app.domain.clock import local_today
from desktop_app.domain.journal import ChangeNotice, Direction, Step, Verb
from desktop_app.domain.listing import TaskQuery
from desktop_app.domain.task import Due
from desktop_app.domain.views import StatusFilter, View
from desktop_app.ui.commands import Commands
from desktop_app.ui.core_port import Core
from desktop_app.ui.models.task_table_model import TaskTableModel
from desktop_app.ui.sidebar.choice import Choice, query_of, view_choice
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.column_layout import SCROLL_LANE
from desktop_app.ui.views.empty_state import EmptyState
from desktop_app.ui.views.quick_add_bar import QuickAddBar
from desktop_app.ui.views.tables import task_table

SETTLE_MS = 5_000
"""How long a task that was just ticked stays where it is, struck through."""
_STAYING = frozenset({Verb.COMPLETE, Verb.REOPEN})


class TaskPage(QWidget):
    """Shows the tasks of what was chosen in the sidebar, narrowed by filter and search."""

    rows_changed = Signal()
    """The table shows other rows than before."""

    def __init__(self, core: Core, theme: Theme, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._commands = commands
        self._touched: frozenset[int] = frozenset()
        self.choice = view_choice(View.ALL)
        self.quick_add = QuickAddBar(theme, commands.parse, self)
        self.model = TaskTableModel(
            core.reader, TaskQuery(today=local_today(core.clock)), self._tick, self, on_edit=commands.edit_cell
        )
        self.table = task_table(theme, self.model, self)
        self.empty = EmptyState(theme, self)
        self.settle = QTimer(self)
        self.settle.setSingleShot(True)
        self.settle.timeout.connect(self.refresh)
        self.quick_add.line.submitted.connect(self._add_line)
        self.quick_add.line.lines_pasted.connect(self._add_lines)
        self._lay_out(theme)
        self._show_emptiness()

    def _lay_out(self, theme: Theme) -> None:
        framed = QHBoxLayout()
        framed.setContentsMargins(0, 0, theme.px(SCROLL_LANE), 0)
        framed.addWidget(self.quick_add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(framed)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)

    @property
    def title(self) -> str:
        return self.choice.title

    @property
    def count(self) -> int:
        """How many tasks are shown."""
        return self.model.rowCount()

    def choose(self, choice: Choice) -> None:
        """Shows a view, a list or a tag."""
        self.choice = choice
        self._ask(query_of(choice, self.model.query))

    def filter(self, status: StatusFilter) -> None:
        self._ask(replace(self.model.query, status=status))

    def search(self, words: str) -> None:
        self._ask(replace(self.model.query, search=words))

    def new_day(self) -> None:
        """Reckons Today and Overdue anew."""
        self._ask(replace(self.model.query, today=local_today(self._core.clock)))

    def refresh(self) -> None:
        """Asks storage again and shows what came, went or moved."""
        self._ask(self.model.query)

    def stop(self) -> None:
        """Ends what would still ask storage; the window is closing."""
        self.settle.stop()

    def committed(self, notice: ChangeNotice) -> None:
        """Repaints what changed. A task that was just ticked here keeps its place for a while."""
        self._touched = notice.tasks
        self.model.repaint_handles(notice.tasks)
        if notice.step is not None and _stays(notice.step):
            self.settle.start(SETTLE_MS)
        else:
            self.refresh()

    def selected_ids(self) -> list[UUID]:
        """The selected tasks; without a selection the current one."""
        return self.model.ids(self.table.selected_rows())

    def some_selected_are_open(self) -> bool:
        shown = (self.model.shown(row) for row in self.table.selected_rows())
        return any(task is not None and not task.row.status for task in shown)

    def select_touched(self) -> None:
        """Selects the newest of the tasks that the last step touched."""
        if self._touched:
            self.table.show_handle(max(self._touched))

    def focus(self) -> None:
        """Puts the keyboard where something can be done with it."""
        (self.quick_add if self.table.isHidden() else self.table).setFocus()

    def say_hits_in_history(self, hits: int) -> None:
        """How many completed tasks match a search that finds nothing here."""
        query = self.model.query
        wanted = query.search and query.status is StatusFilter.OPEN
        self.empty.say(query.search, query.status, hits if wanted else 0)

    def _ask(self, query: TaskQuery) -> None:
        self.settle.stop()
        self._commands.explained(lambda: self.model.set_query(query))
        self._show_emptiness()
        self.rows_changed.emit()

    def _show_emptiness(self) -> None:
        is_empty, had_focus = self.model.rowCount() == 0, self.table.hasFocus()
        self.empty.setVisible(is_empty)
        if is_empty and had_focus:
            self.empty.take_focus()
        self.table.setVisible(not is_empty)

    def _tick(self, task_id: UUID, done: bool) -> None:
        self._commands.set_done([task_id], done)

    def _add_line(self, text: str) -> None:
        if text.strip() and self._commands.add([text], self._draft_defaults()):
            self.quick_add.line.clear()
            self.select_touched()

    def _add_lines(self, lines: list[str]) -> None:
        if self._commands.add_after_asking(lines, self._draft_defaults()):
            self.select_touched()

    def _draft_defaults(self) -> Callable[[TaskDraft], TaskDraft]:
        """What a line that says nothing else is given, so that its task shows where it was typed."""
        choice, today = self.choice, local_today(self._core.clock)

        def fill(draft: TaskDraft) -> TaskDraft:
            if choice.list_id is not None and draft.list_name is None:
                return replace(draft, list_name=choice.name)
            if choice.tag is not None:
                return replace(draft, tags=(*draft.tags, choice.tag))
            if choice.view is View.TODAY and draft.due is None:
                return replace(draft, due=Due(today))
            return draft

        return fill


def _stays(step: Step) -> bool:
    return step.verb in _STAYING and step.direction is not Direction.UNDO
