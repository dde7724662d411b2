"""The verbs of what has been: history, undo, redo."""

import datetime as dt
from argparse import Namespace
from collections.abc import Sequence
from itertools import groupby

from desktop_app.cli import typed
from desktop_app.cli.output import put, remark, tell
from desktop_app.cli.session import Session
from desktop_app.cli.tables import Cell, Column, table
from desktop_app.cli.task_table import tags_text
from desktop_app.cli.terminal import Colour
from desktop_app.domain.listing import HistoryQuery
from desktop_app.domain.task import Task
from desktop_app.wording.counts import tasks as count_words
from desktop_app.wording.dates import day_heading, time_words
from desktop_app.wording.steps import redone_words, undone_words

_COLUMNS = (
    Column("Time"),
    Column("ID"),
    Column("Title", least=28),
    Column("List", least=6, can_go=True),
    Column("Tags", least=6, can_go=True),
)


def history(session: Session, options: Namespace) -> int:
    """Prints completed tasks, newest first."""
    query = HistoryQuery(
        first=typed.past_day(session, options.first),
        last=typed.past_day(session, options.last),
        search=options.search,
        list_id=typed.existing_list(session, options.list),
        tag=typed.tag(options.tag),
    )
    tasks = list(session.core.history.entries(query))
    if session.as_json:
        session.print_json(tasks)
    elif tasks:
        _print_days(session, tasks)
    else:
        remark("Nothing was completed that fits. `tickbox history` without options shows everything.")
    return 0


def undo(session: Session, _: Namespace) -> int:
    """Takes back the newest step."""
    return _tell(session, undone_words(session.core.undo.undo()))


def redo(session: Session, _: Namespace) -> int:
    """Does again what was taken back."""
    return _tell(session, redone_words(session.core.undo.redo()))


def _tell(session: Session, words: str) -> int:
    if session.as_json:
        session.print_json(session.touched())
    else:
        tell(words)
    return 0


def _print_days(session: Session, tasks: Sequence[Task]) -> None:
    """One table for all days, so that its columns stay where they are, with headings put in between."""
    lines = table(_COLUMNS, _cells(session, tasks), session.terminal)
    next(lines)  # the columns speak for themselves under a day
    for position, (day, of_day) in enumerate(groupby(tasks, key=lambda task: _day(session, task))):
        group = list(of_day)
        if position:
            put()
        heading = day_heading(day, session.today) if day else "Some day"
        put(session.terminal.painted(f"{heading} · {count_words(len(group))}", Colour.FAINT))
        for _ in group:
            put(next(lines))


def _cells(session: Session, tasks: Sequence[Task]) -> list[list[Cell]]:
    names = session.list_names()
    short = session.core.ids.shortest([task.id for task in tasks])
    return [
        [
            Cell(
                "" if task.completed_at is None else time_words(session.local(task.completed_at).time()), Colour.FAINT
            ),
            Cell(short_id),
            Cell(task.title),
            Cell(names.get(task.list_id, "") if task.list_id else ""),
            Cell(tags_text(task.tags)),
        ]
        for task, short_id in zip(tasks, short, strict=True)
    ]


def _day(session: Session, task: Task) -> dt.date | None:
    return None if task.completed_at is None else session.local(task.completed_at).date()


def _time(session: Session, task: Task) -> str:
    return "" if task.completed_at is None else time_words(session.local(task.completed_at).time())
