"""The window: its parts, and what happens when the user does something with one of them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.clock import local_today
from desktop_app.domain.journal import ChangeNotice, Direction, Step, Verb
from desktop_app.domain.listing import TaskQuery
from desktop_app.domain.task import Due
from desktop_app.domain.views import StatusFilter
from desktop_app.ui import icons, messages
from desktop_app.ui.actions import Actions
from desktop_app.ui.change_notifier import ChangeNotifier
from desktop_app.ui.commands import Commands
from desktop_app.ui.core_port import Core
from desktop_app.ui.error_handler import ErrorHandler
from desktop_app.ui.form_presenter import FormPresenter
from desktop_app.ui.history.history_page import HistoryPage
from desktop_app.ui.models.history_table_model import HistoryTableModel
from desktop_app.ui.models.task_table_model import Column, TaskTableModel
from desktop_app.ui.theme import Scheme, Theme
from desktop_app.ui.views.column_layout import SCROLL_LANE
from desktop_app.ui.views.empty_state import EmptyState
from desktop_app.ui.views.labels import menu_text
from desktop_app.ui.views.quick_add_bar import QuickAddBar
from desktop_app.ui.views.row_table_view import RowTableView
from desktop_app.ui.views.side_panel import SidePanel
from desktop_app.ui.views.status_bar import StatusBar
from desktop_app.ui.views.tables import task_table
from desktop_app.ui.views.task_form import TaskForm
from desktop_app.ui.views.top_bar import HISTORY_TAB, TASKS_TAB, TopBar
from desktop_app.ui.window_state import WindowState
from desktop_app.wording.dates import relative_words

SIZE = (1200, 800)
SMALLEST = (640, 420)
SETTLE_MS = 5_000
"""How long a task that was just ticked stays where it is, struck through."""
_STAYING = frozenset({Verb.COMPLETE, Verb.REOPEN})


class MainWindow(QMainWindow):
    """Shows one core's tasks. Its title never names one of them."""

    def __init__(self, core: Core, theme: Theme) -> None:
        super().__init__()
        self._core = core
        self._theme = theme
        self._touched: frozenset[int] = frozenset()
        self._state = WindowState(core.data_dir)
        self.setObjectName("mainWindow")
        self.setWindowTitle("Tickbox")
        self.setWindowIcon(icons.application_icon())
        self.actions_by_name = Actions(self)
        self.status = StatusBar(theme, self)
        self.errors = ErrorHandler(self.status.explain)
        self.commands = Commands(core, self.errors, self, self.status.say)
        self.notifier = ChangeNotifier(core, self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._restore()
        self._show_counts()
        self.notifier.start()

    # Building

    def _make_parts(self) -> None:
        core, theme = self._core, self._theme
        self.top = TopBar(theme, self)
        self.quick_add = QuickAddBar(theme, self.commands.parse, self)
        self.task_model = TaskTableModel(
            core.reader, TaskQuery(today=local_today(core.clock)), self._tick, self, on_edit=self.commands.edit_cell
        )
        self.tasks = task_table(theme, self.task_model, self)
        self.history_model = HistoryTableModel(core.history, core.reader, core.clock, self._reopen, self)
        self.history = HistoryPage(theme, self.history_model, self)
        self.empty = EmptyState(theme, self)
        self.form = TaskForm(theme, self.commands.parse_due, self._due_remark, self)
        self.form.hide()
        self.form_presenter = FormPresenter(core, self.form, self.errors)

    def _lay_out(self) -> None:
        self._pages = QStackedWidget(self)
        self._task_page = QWidget(self)
        column = QVBoxLayout(self._task_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(8))
        framed = QHBoxLayout()
        framed.setContentsMargins(0, 0, self._theme.px(SCROLL_LANE), 0)
        framed.addWidget(self.quick_add)
        column.addLayout(framed)
        column.addWidget(self.tasks, 1)
        column.addWidget(self.empty, 1)
        self._pages.addWidget(self._task_page)
        self._pages.addWidget(self.history)
        left = QWidget(self)
        left.setObjectName("content")
        content = QVBoxLayout(left)
        content.setContentsMargins(self._theme.px(12), 0, 0, 0)
        content.setSpacing(0)
        content.addWidget(self.top)
        content.addWidget(self._pages, 1)
        whole = QWidget(self)
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        beside = SidePanel(self._theme, left, self.form, self)
        self.form.opened.connect(beside.fit)
        self.form.closed.connect(beside.fit)
        outer.addWidget(beside, 1)
        outer.addWidget(self.status)
        self.setCentralWidget(whole)
        self.setMinimumSize(*SMALLEST)

    def _connect(self) -> None:
        self._connect_actions()
        self.top.tab_chosen.connect(self._show_tab)
        self.top.filter_chosen.connect(self._filter)
        self.top.searched.connect(self._search)
        self.top.search.left.connect(self._focus_table)
        self.quick_add.line.submitted.connect(self._add_line)
        self.quick_add.line.lines_pasted.connect(self._add_lines)
        self.quick_add.line.left.connect(self._focus_table)
        self.empty.clear_wanted.connect(self._clear_narrowing)
        self.empty.add_wanted.connect(self.actions_by_name["actionNewTask"].trigger)
        self.form_presenter.saved.connect(self._form_saved)
        self.form_presenter.left.connect(self._focus_table)
        self._settle.timeout.connect(self._refresh)
        self.notifier.committed.connect(self._committed)
        self.notifier.day_changed.connect(self._new_day)
        self.notifier.failed.connect(self.errors.explain)
        # Not while painting, where reading fails: what explains it paints.
        for model in (self.task_model, self.history_model):
            model.failed.connect(self.errors.explain, Qt.ConnectionType.QueuedConnection)
        for table in (self.tasks, self.history.table):
            table.activated_row.connect(self._edit_at)
            table.toggle_wanted.connect(self.actions_by_name["actionToggleDone"].trigger)
            table.search_wanted.connect(self.top.focus_search)
            table.quick_add_wanted.connect(self._focus_quick_add)
            self.actions_by_name.add_list_actions(table)

    def _connect_actions(self) -> None:
        actions = self.actions_by_name
        does: dict[str, Callable[[], object]] = {
            "actionNewTask": self.form_presenter.open_new,
            "actionQuickAdd": self._focus_quick_add,
            "actionBackup": self.commands.back_up,
            "actionQuit": self.close,
            "actionUndo": self.commands.undo,
            "actionRedo": self.commands.redo,
            "actionEditTask": lambda: self._edit_at(self._table().currentIndex()),
            "actionToggleDone": self._toggle_selected,
            "actionDelete": lambda: self.commands.delete(self._selected_ids()),
            "actionSelectAll": lambda: self._table().selectAll(),
            "actionFind": self.top.focus_search,
            "actionViewAll": lambda: self.top.tabs.setCurrentIndex(TASKS_TAB),
            "actionShowHistory": lambda: self.top.tabs.setCurrentIndex(HISTORY_TAB),
            "actionShowDone": self._toggle_done_shown,
        }
        for name, do in does.items():
            actions.connect(name, do)
        for scheme, action in actions.schemes.items():
            actions.connect(action.objectName(), partial(self._choose_scheme, scheme))

    def _restore(self) -> None:
        self._choose_scheme(self._state.scheme())
        if not self._state.restore_geometry(self):
            self.resize(QSize(*SIZE).boundedTo(self.screen().availableSize()))
        sorting = self._state.sorting()
        if sorting is not None and sorting[0] < len(Column):
            self.tasks.sortByColumn(*sorting)
        self.tasks.columns.restore(self._state.columns())
        self.quick_add.setFocus()

    # Doing

    def _add_line(self, text: str) -> None:
        if text.strip() and self.commands.add([text]):
            self.quick_add.line.clear()
            self._select_touched()

    def _add_lines(self, lines: list[str]) -> None:
        if self.commands.add_after_asking(lines):
            self._select_touched()

    def _tick(self, task_id: UUID, done: bool) -> None:
        self.commands.set_done([task_id], done)

    def _reopen(self, task_id: UUID) -> None:
        self.commands.set_done([task_id], False)

    def _toggle_selected(self) -> None:
        """Completes what is selected; if all of it is done already, reopens it."""
        shown = [self.task_model.shown(row) for row in self.tasks.selected_rows()] if self._on_tasks() else []
        some_open = any(task is not None and not task.row.status for task in shown)
        self.commands.set_done(self._selected_ids(), some_open)

    def _edit_at(self, index: QModelIndex) -> None:
        ids = self._model().ids([index.row()]) if index.isValid() else []
        if ids:
            self.form_presenter.open_task(ids[0])

    def _form_saved(self) -> None:
        self._select_touched()
        self._focus_table()

    # Showing

    def _committed(self, notice: ChangeNotice) -> None:
        """Repaints what changed. A task that was just ticked here keeps its place for a while."""
        self._touched = notice.tasks
        self.task_model.repaint_handles(notice.tasks)
        self.history_model.repaint_handles(notice.tasks)
        if notice.step is not None and _stays(notice.step):
            self._settle.start(SETTLE_MS)
            self.history_model.refresh()
        else:
            self._refresh()
        self._show_counts()
        if notice.step is not None:
            self.status.say(self._message(notice.step))

    def _message(self, step: Step) -> str:
        words = messages.done_words(step)
        return words if step.direction is Direction.UNDO else f"{words}.  Ctrl+Z takes it back."

    def _refresh(self) -> None:
        with self.errors.explained():
            self._settle.stop()
            self.task_model.refresh()
            self.history_model.refresh()
        self._show_counts()

    def _show_counts(self) -> None:
        with self.errors.explained():
            counts = self._core.counts.open_counts(local_today(self._core.clock))
            self.status.set_counts(f"{counts.all} open · {counts.today} due today")
            self.history.show_totals(self._core.history.totals())
            self._name_steps()
        self._show_heading()

    def _name_steps(self) -> None:
        for name, verb, step in (
            ("actionUndo", "Undo", self._core.undo.next_undo()),
            ("actionRedo", "Redo", self._core.undo.next_redo()),
        ):
            action = self.actions_by_name[name]
            action.setEnabled(step is not None)
            action.setText(verb if step is None else menu_text(f"{verb} {messages.step_words(step)}"))

    def _show_heading(self) -> None:
        on_tasks = self._on_tasks()
        self.top.set_heading("All tasks" if on_tasks else "History", self._model().rowCount())
        self.top.set_filter_shown(on_tasks)
        is_empty, had_focus = self.task_model.rowCount() == 0, self.tasks.hasFocus()
        self.empty.setVisible(is_empty)
        if is_empty and had_focus:
            self.empty.take_focus()
        self.tasks.setVisible(not is_empty)
        query = self.task_model.query
        hits = self.history_model.rowCount() if query.search and query.status is StatusFilter.OPEN else 0
        self.empty.say(query.search, query.status, hits)

    def _show_tab(self, tab: int) -> None:
        self._pages.setCurrentIndex(tab)
        self._show_heading()

    def _filter(self, status: StatusFilter) -> None:
        with self.errors.explained():
            self.task_model.set_query(replace(self.task_model.query, status=status))
        self._show_heading()

    def _search(self, text: str) -> None:
        with self.errors.explained():
            self.task_model.set_query(replace(self.task_model.query, search=text))
            self.history_model.set_query(replace(self.history_model.query, search=text))
        self._show_heading()

    def _clear_narrowing(self) -> None:
        self.top.search.clear()
        self.top.filter.setCurrentIndex(0)

    def _toggle_done_shown(self) -> None:
        shows_done = self.task_model.query.status is not StatusFilter.OPEN
        self.top.filter.setCurrentIndex(self.top.filter.findData(StatusFilter.OPEN if shows_done else StatusFilter.ALL))

    def _new_day(self) -> None:
        with self.errors.explained():
            self.task_model.set_query(replace(self.task_model.query, today=local_today(self._core.clock)))
            self.history_model.repaint_all()
        self._show_counts()

    def _choose_scheme(self, scheme: Scheme) -> None:
        self.actions_by_name.schemes[scheme].setChecked(True)
        self._state.save_scheme(scheme)
        self._theme.set_scheme(scheme)

    # Small helps

    def _on_tasks(self) -> bool:
        return self.top.tabs.currentIndex() == TASKS_TAB

    def _table(self) -> RowTableView:
        return self.tasks if self._on_tasks() else self.history.table

    def _model(self) -> TaskTableModel | HistoryTableModel:
        return self.task_model if self._on_tasks() else self.history_model

    def _selected_ids(self) -> list[UUID]:
        return self._model().ids(self._table().selected_rows())

    def _due_remark(self, due: Due) -> str:
        return relative_words(due.date, local_today(self._core.clock), messages.say)

    def _select_touched(self) -> None:
        """Selects the newest of the tasks that the last step touched."""
        if self._touched:
            self.tasks.show_handle(max(self._touched))

    def _focus_table(self) -> None:
        (self._table() if self._table().isVisible() else self.quick_add).setFocus()

    def _focus_quick_add(self) -> None:
        self.top.tabs.setCurrentIndex(TASKS_TAB)
        self.quick_add.setFocus()

    def raise_to_front(self) -> None:
        """Brings the window before the user, as a second start asks for."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.form_presenter.may_go():
            event.ignore()
            return
        self._state.save_geometry(self)
        header = self.tasks.horizontalHeader()
        self._state.save_columns(self.tasks.columns.state())
        self._state.save_sorting(header.sortIndicatorSection(), header.sortIndicatorOrder())
        # Nothing may ask storage any more: the file is closed next.
        self._settle.stop()
        self.top.stop()
        self.notifier.stop()
        event.accept()


def _stays(step: Step) -> bool:
    return step.verb in _STAYING and step.direction is not Direction.UNDO
