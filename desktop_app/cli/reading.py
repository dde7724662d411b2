"""The verbs that show tasks and lists: list, show, lists."""

import datetime as dt
from argparse import Namespace

from desktop_app.cli import typed
from desktop_app.cli.objects import PRIORITY_NAMES, list_object, print_objects
from desktop_app.cli.output import put, remark, tell
from desktop_app.cli.session import Session
from desktop_app.cli.tables import Cell, Column, table
from desktop_app.cli.task_table import print_handles, tags_text
from desktop_app.domain.listing import SortKey, TaskQuery
from desktop_app.domain.task import Task
from desktop_app.domain.views import StatusFilter, View
from desktop_app.wording.dates import date_words, full_due_words, relative_words, time_words

_LIST_COLUMNS = (Column("List", least=16), Column("Open"), Column("Colour"))


def show_list(session: Session, options: Namespace) -> int:
    """Prints the tasks that the options ask for."""
    query = _query(session, options)
    handles = session.core.reader.handles(query)
    if session.as_json:
        session.print_json(session.tasks(handles))
    elif handles:
        print_handles(session, handles)
    else:
        remark(_nothing(options))
    return 0


def agenda(session: Session) -> int:
    """Prints what is due today and what is overdue."""
    views = (View.OVERDUE, View.TODAY)
    handles = [h for view in views for h in session.core.reader.handles(TaskQuery(today=session.today, view=view))]
    if handles:
        print_handles(session, handles)
    else:
        remark("Nothing is due today.")
    return 0


def show(session: Session, options: Namespace) -> int:
    """Prints everything about one task."""
    task = session.core.reader.task(session.core.ids.resolve(options.id))
    if session.as_json:
        session.print_json([task])
        return 0
    for label, value in _details(session, task):
        if value:
            tell(f"{label:<12}{value}")
    if task.description:
        put()
        tell(task.description)
    return 0


def show_lists(session: Session, _: Namespace) -> int:
    """Prints the lists."""
    rows = session.core.counts.lists()
    if session.as_json:
        print_objects([list_object(row) for row in rows])
        return 0
    if not rows:
        remark('There are no lists yet. `tickbox add "Buy milk #Home"` creates one.')
        return 0
    cells = [[Cell(row.name), Cell(str(row.open_tasks)), Cell(row.colour or "")] for row in rows]
    for line in table(_LIST_COLUMNS, cells, session.terminal):
        put(line)
    return 0


def _query(session: Session, options: Namespace) -> TaskQuery:
    view = View(options.view)
    in_trash = view is View.TRASH
    status = options.status or (StatusFilter.ALL if in_trash else StatusFilter.OPEN).value
    sort = options.sort or (SortKey.DELETED if in_trash else SortKey.DUE).value
    return TaskQuery(
        today=session.today,
        view=view,
        status=StatusFilter(status),
        search=options.search,
        list_id=typed.existing_list(session, options.list),
        tag=typed.tag(options.tag),
        sort=SortKey(sort),
        descending=SortKey(sort) is SortKey.DELETED,
    )


def _nothing(options: Namespace) -> str:
    """Why nothing is shown, and what to do."""
    if options.search or options.list or options.tag:
        return "No task fits all of these filters. Leave one out to see more."
    if View(options.view) is View.TRASH:
        return "The Trash is empty."
    if View(options.view) is not View.ALL:
        return f"Nothing is in {options.view.capitalize()}. `tickbox list` shows all open tasks."
    return "There are no tasks here. `tickbox add Buy milk tomorrow` adds one."


def _details(session: Session, task: Task) -> list[tuple[str, str]]:
    names = session.list_names()
    return [
        ("Title", task.title),
        ("Id", str(task.id)),
        ("Status", _status(session, task)),
        ("Due", _due(session, task)),
        ("Priority", PRIORITY_NAMES[task.priority].capitalize()),
        ("List", names.get(task.list_id, "Inbox") if task.list_id else "Inbox"),
        ("Tags", tags_text(task.tags)),
        ("Created", moment_words(session, task.created_at)),
        ("Changed", moment_words(session, task.updated_at)),
    ]


def _status(session: Session, task: Task) -> str:
    words = "Open"
    if task.is_done:
        words = "Done" if task.completed_at is None else f"Done {moment_words(session, task.completed_at)}"
    return f"{words}, in the Trash" if task.is_deleted else words


def _due(session: Session, task: Task) -> str:
    if task.due is None:
        return ""
    return f"{full_due_words(task.due)} ({relative_words(task.due.date, session.today).lower()})"


def moment_words(session: Session, moment: dt.datetime) -> str:
    """A moment on the user's clock: "Mon 23 Nov 2026 14:03"."""
    local = session.local(moment)
    return f"{date_words(local.date())} {time_words(local.time())}"
