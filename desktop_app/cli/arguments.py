"""The verbs and their options, as argparse knows them."""

import argparse
from collections.abc import Sequence

from desktop_app import __version__

NONE = "none"
"""The word that clears a field."""

_EPILOG = """\
Without a verb the window opens. Tasks are named by the last few characters of their id, which
`tickbox list` shows. Dates: tomorrow, fri, next week, 27 nov, 2026-11-27, each also with a time.
`tickbox VERB --help` tells more about a verb."""
_IDS = "the id of a task, or enough of its beginning or end"
# Written out, because reading them from the domain would load it for `--help`; a test compares them.
VIEWS = ["inbox", "today", "upcoming", "overdue", "all", "trash"]
STATUSES = ["open", "done", "all"]
SORTS = ["due", "title", "priority", "list"]
PRIORITIES = ["none", "low", "medium", "high"]


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments. Leaves with SystemExit after `--help`, `--version` and wrong usage."""
    parser = _parser()
    options = parser.parse_args(argv)
    if options.verb == "edit" and not _names_a_change(options):
        options.parser.error("nothing to change; `tickbox edit --help` names the options")
    return options


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tickbox",
        description="A calm task manager that keeps its data on your own machine.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Tickbox {__version__}")
    parser.add_argument("--data-dir", metavar="DIR", help="the folder that holds everything, instead of the usual one")
    parser.add_argument("--json", action="store_true", help="print a JSON array instead of text")
    verbs = _Verbs(parser)
    _add_writers(verbs)
    _add_readers(verbs)
    _add_upkeep(verbs)
    return parser


class _Verbs:
    """Adds verbs that all take the options of the whole program, too."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True, title="verbs")
        # Suppressed, so that an option before the verb is not reset by its absence after the verb.
        self._common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
        self._common.add_argument("--data-dir", metavar="DIR", help="the folder that holds everything")
        self._common.add_argument("--json", action="store_true", help="print a JSON array")

    def add(self, name: str, help_text: str, details: str = "") -> argparse.ArgumentParser:
        sentence = f"{help_text[0].upper()}{help_text[1:]}."
        return self._verbs.add_parser(
            name,
            help=help_text,
            description=f"{sentence} {details}".strip(),
            parents=[self._common],
            allow_abbrev=False,
        )


def _add_writers(verbs: _Verbs) -> None:
    add = verbs.add(
        "add",
        "add a task",
        "Of the text, #list, @tag, p1 to p3, dates and times are taken out; after // comes the description. "
        'Words in "quotation marks" stay in the title. Quote the text if your shell reads # itself.',
    )
    add.add_argument("text", nargs="+", metavar="TEXT", help="for example: 'Pay rent tomorrow p1 #Home'")
    _add_edit(verbs)
    for name, text in (
        ("done", "mark tasks done"),
        ("reopen", "mark done tasks open again"),
        ("delete", "put tasks into the Trash"),
        ("restore", "take tasks out of the Trash"),
    ):
        verbs.add(name, text).add_argument("ids", nargs="+", metavar="ID", help=_IDS)
    verbs.add("undo", "take back the last change, made here or in the window")
    verbs.add("redo", "do again what was taken back")


def _add_edit(verbs: _Verbs) -> None:
    edit = verbs.add("edit", "change tasks", f"The word {NONE} clears a field.")
    edit.set_defaults(parser=edit)
    edit.add_argument("ids", nargs="+", metavar="ID", help=_IDS)
    edit.add_argument("--title", metavar="TEXT")
    edit.add_argument("--description", metavar="TEXT")
    edit.add_argument("--due", metavar="DATE", help="such as tomorrow, fri 14:30 or 2026-11-27")
    edit.add_argument("--priority", choices=PRIORITIES)
    edit.add_argument("--list", metavar="NAME", help="a list of a new name is created")
    edit.add_argument("--tag", metavar="TAG", action="append", default=[], help="add this tag (may be repeated)")
    edit.add_argument("--no-tag", metavar="TAG", action="append", default=[], help="remove this tag (may be repeated)")


def _names_a_change(options: argparse.Namespace) -> bool:
    given = (options.title, options.description, options.due, options.priority, options.list)
    return any(value is not None for value in given) or bool(options.tag or options.no_tag)


def _add_readers(verbs: _Verbs) -> None:
    listing = verbs.add("list", "show tasks")
    listing.add_argument("--view", choices=VIEWS, default="all")
    listing.add_argument("--status", choices=STATUSES, help="open, if not said (all in the Trash)")
    _add_filters(listing)
    listing.add_argument("--sort", choices=SORTS, help="due, if not said (newest first in the Trash)")
    verbs.add("show", "show everything about one task").add_argument("id", metavar="ID", help=_IDS)
    verbs.add("lists", "show the lists and how many open tasks each holds")
    history = verbs.add("history", "show what was completed, newest first")
    history.add_argument("--from", dest="first", metavar="DATE", help="the first day, such as yesterday or 1 nov")
    history.add_argument("--to", dest="last", metavar="DATE", help="the last day")
    _add_filters(history)


def _add_filters(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--search", metavar="WORDS", default="", help="only tasks in which each of these words occurs")
    verb.add_argument("--list", metavar="NAME", help="only tasks of this list")
    verb.add_argument("--tag", metavar="TAG", help="only tasks with this tag")


def _add_upkeep(verbs: _Verbs) -> None:
    reading = verbs.add("import", "read tasks from a file, CSV or JSON", "Reading a file again creates nothing twice.")
    reading.add_argument("file", metavar="FILE")
    reading.add_argument("--dry-run", action="store_true", help="only tell what would happen")
    writing = verbs.add("export", "write all tasks to a file, CSV or JSON", "The file's ending says which.")
    writing.add_argument("file", metavar="FILE")
    verbs.add("backup", "make a verified copy of everything")
    doctor = verbs.add("doctor", "examine the file that holds the tasks")
    doctor.add_argument(
        "--restore",
        action="store_true",
        help="put the newest verified copy in place of a file that cannot be opened, which is moved aside",
    )
    demo = verbs.add("demo", "add example tasks", "`tickbox undo` takes all of them away again.")
    demo.add_argument("--force", action="store_true", help="also beside tasks that exist already")
