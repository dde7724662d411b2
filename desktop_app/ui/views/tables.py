"""The two tables of the window: which columns, how wide, painted by which delegate."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.ui.delegates.task_delegate import TaskDelegate
from desktop_app.ui.delegates.trash_delegate import TrashDelegate
from desktop_app.ui.history.history_table import HistoryTable
from desktop_app.ui.models.history_table_model import HistoryColumn, HistoryTableModel
from desktop_app.ui.models.task_table_model import Column, TaskTableModel
from desktop_app.ui.models.trash_table_model import TrashColumn, TrashTableModel
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.row_table_view import DONE_WIDTH, RowTableView


def task_table(theme: Theme, model: TaskTableModel, parent: QWidget) -> RowTableView:
    """The table of open and done tasks, sorted by due date at first."""
    view = RowTableView(
        theme,
        model,
        TaskDelegate(theme),
        stretched=Column.TITLE,
        widths={Column.DONE: DONE_WIDTH, Column.DUE: 164, Column.PRIORITY: 104, Column.LIST: 96, Column.TAGS: 144},
        hidden_below={Column.TAGS: 800, Column.LIST: 700, Column.PRIORITY: 560},
        guttered=frozenset({int(Column.DUE)}),
        parent=parent,
    )
    view.setObjectName("taskTable")
    view.setAccessibleName("Tasks")
    view.horizontalHeader().setSortIndicator(Column.DUE, Qt.SortOrder.AscendingOrder)
    view.setSortingEnabled(True)
    view.setDragEnabled(True)
    view.setDragDropMode(RowTableView.DragDropMode.DragOnly)
    return view


def history_table(theme: Theme, model: HistoryTableModel, parent: QWidget) -> HistoryTable:
    """The table of completed tasks under their days, newest first."""
    view = HistoryTable(
        theme,
        model,
        widths={
            HistoryColumn.DONE: DONE_WIDTH,
            HistoryColumn.LIST: 104,
            HistoryColumn.TAGS: 168,
            HistoryColumn.TIME: 88,
        },
        hidden_below={HistoryColumn.TAGS: 720, HistoryColumn.LIST: 480},
        parent=parent,
    )
    view.setObjectName("historyTable")
    view.setAccessibleName("Completed tasks")
    return view


def trash_table(theme: Theme, model: TrashTableModel, parent: QWidget) -> RowTableView:
    """The table of deleted tasks, the newest on top."""
    view = RowTableView(
        theme,
        model,
        TrashDelegate(theme),
        stretched=TrashColumn.TITLE,
        widths={TrashColumn.RESTORE: DONE_WIDTH, TrashColumn.LIST: 112, TrashColumn.DELETED: 128},
        hidden_below={TrashColumn.LIST: 560},
        parent=parent,
    )
    view.setObjectName("trashTable")
    view.setAccessibleName("Deleted tasks")
    return view
