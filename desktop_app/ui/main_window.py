"""The window: its parts, and what happens when the user does something with one of them."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.changes import TaskPatch
from desktop_app.domain.clock import local_today
from desktop_app.domain.journal import ChangeNotice, Step
from desktop_app.domain.task import Due, Priority
from desktop_app.domain.views import StatusFilter, View
from desktop_app.system.settings import OnClose
from desktop_app.ui import icons, messages
from desktop_app.ui.actions import Actions
from desktop_app.ui.change_notifier import ChangeNotifier
from desktop_app.ui.commands import Commands
from desktop_app.ui.core_port import Core
from desktop_app.ui.error_handler import ErrorHandler
from desktop_app.ui.form.task_form import TaskForm
from desktop_app.ui.form_presenter import FormPresenter
from desktop_app.ui.history.history_page import HistoryPage
from desktop_app.ui.menus import Menus
from desktop_app.ui.models.history_table_model import HistoryTableModel
from desktop_app.ui.models.task_table_model import Column
from desktop_app.ui.preferences import Preferences, session_is_ending
from desktop_app.ui.sidebar.choice import Choice, view_choice
from desktop_app.ui.sidebar.sidebar_view import Sidebar
from desktop_app.ui.theme import Scheme, Theme
from desktop_app.ui.views.labels import menu_text
from desktop_app.ui.views.row_table_view import RowTableView
from desktop_app.ui.views.side_panel import SidePanel
from desktop_app.ui.views.status_bar import StatusBar
from desktop_app.ui.views.task_page import TaskPage
from desktop_app.ui.views.top_bar import HISTORY_TAB, TASKS_TAB, TopBar
from desktop_app.ui.views.trash_page import TrashPage
from desktop_app.ui.views.undo_toast import UndoToast, is_worth_telling
from desktop_app.ui.window_state import WindowState
from desktop_app.wording.dates import relative_words

SIZE = (1200, 800)
SMALLEST = (640, 420)
_ONE_DAY = dt.timedelta(days=1)
_VIEW_ACTIONS = {
    "actionViewInbox": View.INBOX,
    "actionViewToday": View.TODAY,
    "actionViewUpcoming": View.UPCOMING,
    "actionViewOverdue": View.OVERDUE,
    "actionViewAll": View.ALL,
    "actionViewTrash": View.TRASH,
}
_PRIORITY_ACTIONS = {
    "actionPriorityHigh": Priority.HIGH,
    "actionPriorityMedium": Priority.MEDIUM,
    "actionPriorityLow": Priority.LOW,
    "actionPriorityNone": Priority.NONE,
}


class MainWindow(QMainWindow):
    """Shows one core's tasks. Its title never names one of them."""

    def __init__(self, core: Core, theme: Theme) -> None:
        super().__init__()
        self._core = core
        self._theme = theme
        self._state = WindowState(core.data_dir)
        self.setObjectName("mainWindow")
        self.setWindowTitle("Tickbox")
        self.setWindowIcon(icons.application_icon())
        self.actions_by_name = Actions(self)
        self.status = StatusBar(theme, self)
        self.errors = ErrorHandler(self.status.explain)
        self.commands = Commands(core, self.errors, self, self.status.say)
        self.notifier = ChangeNotifier(core, self)
        self.preferences = Preferences(core, theme, self.errors, self)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._connect_actions()
        self._restore()
        self._show_counts()
        self.notifier.start()

    # Building

    def _make_parts(self) -> None:
        core, theme = self._core, self._theme
        self.sidebar = Sidebar(theme, core, self.errors.explain, self)
        self.top = TopBar(theme, self)
        self.task_page = TaskPage(core, theme, self.commands, self)
        self.task_model, self.tasks = self.task_page.model, self.task_page.table
        self.quick_add, self.empty = self.task_page.quick_add, self.task_page.empty
        self.history_model = HistoryTableModel(core.history, core.reader, core.clock, self._reopen, self)
        self.history = HistoryPage(core, theme, self.history_model, self.errors, self.status.say, self)
        self.trash = TrashPage(core, theme, self.commands, self)
        self.form = TaskForm(theme, self.commands.parse_due, self._due_remark, self)
        self.form.hide()
        self.form_presenter = FormPresenter(core, self.form, self.errors, self.notifier)
        self.menus = Menus(self, core, self.actions_by_name, self.commands, self._selected_ids)

    def _lay_out(self) -> None:
        self._pages = QStackedWidget(self)
        for page in (self.task_page, self.history, self.trash):
            self._pages.addWidget(page)
        content = QWidget(self)
        content.setObjectName("content")
        column = _column(content, self.top, self._pages)
        column.setContentsMargins(self._theme.px(12), 0, 0, 0)
        beside = SidePanel(self._theme, content, self.form, self)
        self.form.opened.connect(beside.fit)
        self.form.closed.connect(beside.fit)
        self._splitter = QSplitter(self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.sidebar)
        self._splitter.addWidget(beside)
        self._splitter.setStretchFactor(1, 1)
        whole = QWidget(self)
        _column(whole, self._splitter, self.status)
        self.setCentralWidget(whole)
        self.setMinimumSize(*SMALLEST)
        # Its actions are in the menu behind the sidebar's button; macOS has its own bar, away from the window.
        self.menuBar().setVisible(self.menuBar().isNativeMenuBar())
        self.toast = UndoToast(self._theme, self._pages)

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self._choose)
        self.sidebar.content_wanted.connect(self._focus_page)
        self.sidebar.renamed.connect(self._rename_shown)
        self.sidebar.menu_wanted.connect(self.menus.open_bar)
        self.top.tab_chosen.connect(self._show_tab)
        self.top.filter_chosen.connect(self.task_page.filter)
        self.top.searched.connect(self._search)
        self.top.search.left.connect(self._focus_page)
        self.quick_add.line.left.connect(self._focus_page)
        self.empty.clear_wanted.connect(self._clear_narrowing)
        self.empty.add_wanted.connect(self.actions_by_name["actionNewTask"].trigger)
        self.task_page.rows_changed.connect(self._show_heading)
        self.trash.rows_changed.connect(self._show_heading)
        self.history.rows_changed.connect(self._show_heading)
        self.history.search_cleared.connect(self.top.search.clear)
        self.form_presenter.saved.connect(self._form_saved)
        self.form_presenter.left.connect(self._focus_page)
        self.toast.undo_wanted.connect(self.commands.undo)
        self.preferences.changed.connect(self._follow_preferences)
        self.notifier.committed.connect(self._committed)
        self.notifier.day_changed.connect(self._new_day)
        self.notifier.failed.connect(self.errors.explain)
        # Not while painting, where reading fails: what explains it paints.
        for model in (self.task_model, self.history_model, self.trash.model):
            model.failed.connect(self.errors.explain, Qt.ConnectionType.QueuedConnection)
        for table in (self.tasks, self.history.table, self.trash.table):
            self._connect_table(table)
        self.trash.table.activated_row.connect(lambda _: self.commands.restore(self.trash.selected_ids()))
        for table in (self.tasks, self.history.table):
            table.activated_row.connect(self._edit_at)
            table.toggle_wanted.connect(self.actions_by_name["actionToggleDone"].trigger)

    def _connect_table(self, table: RowTableView) -> None:
        table.search_wanted.connect(self.top.focus_search)
        table.quick_add_wanted.connect(self._focus_quick_add)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        can_move = table is not self.trash.table
        table.customContextMenuRequested.connect(partial(self.menus.open_on_row, table, can_move=can_move))
        self.actions_by_name.add_list_actions(table)

    def _connect_actions(self) -> None:
        actions, commands = self.actions_by_name, self.commands
        does: dict[str, Callable[[], object]] = {
            "actionNewTask": self.form_presenter.open_new,
            "actionQuickAdd": self._focus_quick_add,
            "actionNewList": self.sidebar.begin_new_list,
            "actionBackup": commands.back_up,
            "actionQuit": self.close,
            "actionUndo": commands.undo,
            "actionRedo": commands.redo,
            "actionEditTask": self._edit_selected,
            "actionEditCell": lambda: self.tasks.edit_cell(self.tasks.currentIndex()),
            "actionToggleDone": self._toggle_selected,
            "actionDelete": lambda: commands.delete(self._selected_ids()),
            "actionRestore": lambda: commands.restore(self._selected_ids()),
            "actionDeleteForever": lambda: commands.delete_forever(self._selected_ids()),
            "actionSelectAll": lambda: self._table().selectAll(),
            "actionFind": self.top.focus_search,
            "actionDueToday": lambda: self._set_due_in(0),
            "actionDueTomorrow": lambda: self._set_due_in(1),
            "actionDueNextWeek": lambda: self._set_due_in(self._days_to_next_week()),
            "actionDueNone": lambda: commands.set_due_day(self._selected_ids(), None),
            "actionDueLater": lambda: commands.move_due(self._selected_ids(), lambda day: day + _ONE_DAY),
            "actionDueEarlier": lambda: commands.move_due(self._selected_ids(), lambda day: day - _ONE_DAY),
            "actionShowHistory": lambda: self.top.tabs.setCurrentIndex(HISTORY_TAB),
            "actionShowDone": self._toggle_done_shown,
            "actionSettings": self.preferences.open_dialog,
            "actionShortcuts": self._show_shortcuts,
        }
        for name, do in does.items():
            actions.connect(name, do)
        for name, priority in _PRIORITY_ACTIONS.items():
            actions.connect(name, partial(self._prioritise, priority))
        for name, view in _VIEW_ACTIONS.items():
            actions.connect(name, partial(self._go_to, view))
        for scheme, action in actions.schemes.items():
            actions.connect(action.objectName(), partial(self.preferences.choose_scheme, scheme))

    def _restore(self) -> None:
        self.preferences.follow()
        if not self._state.restore_geometry(self):
            self.resize(QSize(*SIZE).boundedTo(self.screen().availableSize()))
        sorting = self._state.sorting()
        if sorting is not None and sorting[0] < len(Column):
            self.tasks.sortByColumn(*sorting)
        self.tasks.columns.restore(self._state.columns())
        self._splitter.setSizes([self._state.sidebar_width() or self.sidebar.sizeHint().width(), self.width()])
        self._go_to(self.preferences.settings.start_view)
        self.form_presenter.offer_draft()
        # Nothing is visible yet, so a draft that was reopened is one that is not hidden.
        if self.form.isHidden():
            self.quick_add.setFocus()

    # Doing

    def _reopen(self, task_id: UUID) -> None:
        self.commands.set_done([task_id], False)

    def _toggle_selected(self) -> None:
        """Completes what is selected; if all of it is done already, reopens it."""
        done = self._page() is self.task_page and self.task_page.some_selected_are_open()
        self.commands.set_done(self._selected_ids(), done)

    def _prioritise(self, priority: Priority) -> None:
        self.commands.edit(self._selected_ids(), TaskPatch(priority=priority))

    def _set_due_in(self, days: int) -> None:
        self.commands.set_due_day(self._selected_ids(), self._today() + dt.timedelta(days=days))

    def _days_to_next_week(self) -> int:
        """How far away the next first day of a week is; never none."""
        return (self.preferences.first_weekday.value - self._today().isoweekday() - 1) % 7 + 1

    def _edit_at(self, index: QModelIndex) -> None:
        page = self._page()
        if index.isValid() and page is not self.trash:
            self.form_presenter.open_tasks(page.model.ids([index.row()]))

    def _edit_selected(self) -> None:
        self.form_presenter.open_tasks(self._selected_ids())

    def _form_saved(self) -> None:
        self.task_page.select_touched()
        self._focus_page()

    # Choosing what is shown

    def _choose(self, choice: Choice) -> None:
        if choice.view is View.TRASH:
            self.trash.refresh()
        elif choice != self.task_page.choice:
            self.task_page.choose(choice)
        self.top.tabs.setCurrentIndex(TASKS_TAB)
        self._show_page()

    def _go_to(self, view: View) -> None:
        self.sidebar.choose(view_choice(view))
        self._choose(self.sidebar.current_choice())

    def _show_tab(self, _: int) -> None:
        self._show_page()

    def _show_page(self) -> None:
        self._pages.setCurrentWidget(self._page())
        self.actions_by_name.set_in_trash(self._page() is self.trash)
        self._show_heading()

    def _search(self, words: str) -> None:
        with self.errors.explained():
            self.history.search(words)
        self.trash.search(words)
        self.task_page.search(words)

    def _clear_narrowing(self) -> None:
        self.top.search.clear()
        self.top.filter.setCurrentIndex(0)

    def _toggle_done_shown(self) -> None:
        shows_done = self.task_model.query.status is not StatusFilter.OPEN
        self.top.filter.setCurrentIndex(self.top.filter.findData(StatusFilter.OPEN if shows_done else StatusFilter.ALL))

    def _follow_preferences(self) -> None:
        self.actions_by_name.schemes[self.preferences.scheme].setChecked(True)
        self.form.set_first_weekday(self.preferences.first_weekday)
        self.history.set_first_weekday(self.preferences.first_weekday)

    def _rename_shown(self, choice: Choice) -> None:
        """The list that is shown has another name now."""
        self.task_page.choice = choice
        self._show_heading()

    # Following what happens

    def _committed(self, notice: ChangeNotice) -> None:
        with self.errors.explained():
            self.history.committed(notice)
        self.task_page.committed(notice)
        self.trash.committed(notice)
        self.sidebar.refresh()
        self._show_counts()
        if notice.step is not None:
            self._tell(notice.step)

    def _tell(self, step: Step) -> None:
        """Says what was done, in one place: with a way back where something went out of sight."""
        self.toast.tell(step)
        if is_worth_telling(step):
            self.status.quiet()
        else:
            self.status.say(messages.done_words(step))

    def _new_day(self) -> None:
        self.task_page.new_day()
        with self.errors.explained():
            self.history.new_day()
        self.trash.refresh()
        self.sidebar.refresh()
        self._show_counts()

    def _show_counts(self) -> None:
        with self.errors.explained():
            counts = self._core.counts.open_counts(self._today())
            self.status.set_counts(
                messages.say("{open} open · {today} due today").format(open=counts.all, today=counts.today)
            )
            self.history.show_totals(self._core.history.totals())
            self._name_steps()
        self._show_heading()

    def _name_steps(self) -> None:
        for name, verb, step in (
            ("actionUndo", messages.say("&Undo"), self._core.undo.next_undo()),
            ("actionRedo", messages.say("&Redo"), self._core.undo.next_redo()),
        ):
            action = self.actions_by_name[name]
            action.setEnabled(step is not None)
            action.setText(verb if step is None else f"{verb} {menu_text(messages.step_words(step))}")

    def _show_heading(self) -> None:
        page = self._page()
        self.top.set_heading(page.title, page.count)
        self.top.set_filter_shown(page is self.task_page)
        self.task_page.say_hits_in_history(self.history.count)

    def _show_shortcuts(self) -> None:
        # Loaded when it is asked for: the start of the window does not wait for it.
        from desktop_app.ui.dialogs.shortcut_sheet import ShortcutSheet

        sheet = ShortcutSheet(self._theme, self.actions_by_name, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.show()

    # Small helps

    def _today(self) -> dt.date:
        return local_today(self._core.clock)

    def _page(self) -> TaskPage | HistoryPage | TrashPage:
        if self.top.tabs.currentIndex() == HISTORY_TAB:
            return self.history
        return self.trash if self.sidebar.current_choice().view is View.TRASH else self.task_page

    def _table(self) -> RowTableView:
        return self._page().table

    def _selected_ids(self) -> list[UUID]:
        return self._page().selected_ids()

    def _due_remark(self, due: Due) -> str:
        return relative_words(due.date, self._today(), messages.say)

    def _focus_page(self) -> None:
        self._page().focus()

    def _focus_quick_add(self) -> None:
        if self._page() is not self.task_page:
            self._go_to(View.ALL)
        self.quick_add.setFocus()

    def pose(self, view: str, *, dark: bool) -> None:
        """Shows a view by its name (or `history`, `form`) for a picture; from now on nothing is remembered."""
        self._state.freeze()
        self.preferences.pose(Scheme.DARK if dark else Scheme.LIGHT)
        if view == "history":
            self.top.tabs.setCurrentIndex(HISTORY_TAB)
        elif view == "form":
            self._edit_at(self.task_model.index(0, Column.TITLE))
        else:
            self._go_to(View(view))
        if view != "form":
            self._focus_page()

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
        # Only the window's own button minimises: neither Quit nor the end of the session does.
        by_user = event.spontaneous() and not session_is_ending()
        if by_user and self.preferences.settings.on_close is OnClose.MINIMISE:
            event.ignore()
            self.showMinimized()
            return
        self._state.save_geometry(self)
        self._state.save_sidebar_width(self.sidebar.width())
        header = self.tasks.horizontalHeader()
        self._state.save_columns(self.tasks.columns.state())
        self._state.save_sorting(header.sortIndicatorSection(), header.sortIndicatorOrder())
        # Nothing may ask storage any more: the file is closed next.
        self.task_page.stop()
        self.toast.dismiss()
        self.top.stop()
        self.notifier.stop()
        event.accept()


def _column(parent: QWidget, *widgets: QWidget) -> QVBoxLayout:
    """Stacks widgets without gaps; the first but one takes what room there is."""
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return column
