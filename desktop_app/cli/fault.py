"""What a user is told of a fault in the program itself; the trace goes to the log."""

import sys
from pathlib import Path

from desktop_app.system.paths import LOG_FILE, LOG_FOLDER
from desktop_app.wording.say import visible


def told(error: Exception, data_dir: Path) -> int:
    """Logs the error with its trace, says so in one sentence, and returns the code to end with."""
    note(error, data_dir, "unexpected error")
    print(
        "Something went wrong inside Tickbox; nothing half-done was stored. "
        f"The details are in {visible(str(data_dir / LOG_FOLDER / LOG_FILE))}.",
        file=sys.stderr,
    )
    return 1


def note(error: Exception, data_dir: Path, what: str) -> None:
    """Logs the error with its trace; `what` holds nothing that a person typed."""
    # Most runs have nothing to log, and the module takes longer to load than they take.
    import logging

    from desktop_app.system.log import LOGGER, open_log

    with open_log(data_dir / LOG_FOLDER):
        logging.getLogger(LOGGER).error(what, exc_info=error)
