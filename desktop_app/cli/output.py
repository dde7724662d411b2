"""Printing: data on stdout, everything else on stderr, and nothing that a terminal would obey."""

import sys

from desktop_app.domain.errors import Refused
from desktop_app.wording.say import visible


class Declined(Refused):
    """A refusal of the command line's own, with its sentence."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def put(line: str = "") -> None:
    """Prints a line on stdout as it is. Raises Declined if stdout takes no more, as on a full disk."""
    try:
        print(line)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Declined(f"The output could not be written: {error.strerror}.") from error


def tell(text: str) -> None:
    """Says something on stdout, line by line, harmless to the terminal."""
    for line in text.splitlines() or [""]:
        put(visible(line))


def remark(text: str) -> None:
    """Says something that is no data, on stderr."""
    print(visible(text), file=sys.stderr)
