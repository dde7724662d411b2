"""Runs one verb: opens the file, prints, and says with which code to end.

0 means done, 1 refused with a sentence on stderr.
"""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.cli import changing, files, past, reading, upkeep
from desktop_app.cli.fault import note
from desktop_app.cli.output import Declined, remark
from desktop_app.cli.session import Session, opened
from desktop_app.domain.clock import Clock
from desktop_app.domain.errors import Refused
from desktop_app.wording.errors import sentence

DONE, REFUSED = 0, 1


@dataclass(frozen=True, slots=True)
class _Verb:
    run: Callable[[Session, Namespace], int]
    writes: bool = False


_VERBS = {
    "add": _Verb(changing.add, writes=True),
    "edit": _Verb(changing.edit, writes=True),
    "done": _Verb(changing.done, writes=True),
    "reopen": _Verb(changing.reopen, writes=True),
    "delete": _Verb(changing.delete, writes=True),
    "restore": _Verb(changing.restore, writes=True),
    "undo": _Verb(past.undo, writes=True),
    "redo": _Verb(past.redo, writes=True),
    "import": _Verb(files.import_file, writes=True),
    "demo": _Verb(upkeep.demo, writes=True),
    "list": _Verb(reading.show_list),
    "show": _Verb(reading.show),
    "lists": _Verb(reading.show_lists),
    "history": _Verb(past.history),
    "export": _Verb(files.export_file),
    "backup": _Verb(upkeep.backup),
}


def run_verb(options: Namespace, folder: Path, clock: Clock | None) -> int:
    """Runs the verb that the options name, on the folder's file."""
    return _refusals_told(lambda: _run_verb(options, folder, clock))


def run_agenda(folder: Path, clock: Clock | None) -> int:
    """Prints what is due today and overdue in the folder's file."""

    def show() -> int:
        with opened(folder, clock, as_json=False) as session:
            return reading.agenda(session)

    return _refusals_told(show)


def _run_verb(options: Namespace, folder: Path, clock: Clock | None) -> int:
    if options.verb == "doctor":
        return upkeep.doctor(folder, options, clock)
    verb = _VERBS[options.verb]
    with opened(folder, clock, as_json=options.json) as session:
        code = verb.run(session, options)
        if verb.writes:
            _copy_daily(session)
        return code


def _refusals_told(work: Callable[[], int]) -> int:
    try:
        return work()
    except Declined as declined:
        remark(declined.text)
    except Refused as refusal:
        remark(sentence(refusal))
    return REFUSED


def _copy_daily(session: Session) -> None:
    """The day's copy. The verb is done already, so what goes wrong here is for the log alone."""
    try:
        session.core.backup.make_daily()
    except (Refused, OSError) as error:
        note(error, session.core.data_dir, "the daily copy failed")
