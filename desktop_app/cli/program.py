"""Reads the arguments before anything else is loaded, so that help and wrong usage answer at once."""

from collections.abc import Sequence
from pathlib import Path

from desktop_app.cli.arguments import parsed
from desktop_app.domain.clock import Clock
from desktop_app.system.paths import data_dir


def run(argv: Sequence[str], *, clock: Clock | None = None) -> int:
    """Runs the verb that the arguments name and returns what the process ends with.

    0 means done, 1 refused with a sentence on stderr, 2 wrong usage. Unexpected exceptions are the
    caller's to catch.
    """
    try:
        options = parsed(argv)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    from desktop_app.cli.verbs import run_verb

    return run_verb(options, data_dir(options.data_dir), clock)


def agenda(folder: Path, *, clock: Clock | None = None) -> int:
    """Prints what is due today and what is overdue in the folder's file."""
    from desktop_app.cli.verbs import run_agenda

    return run_agenda(folder, clock)
