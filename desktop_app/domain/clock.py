"""What the program needs of a clock. It is handed in, so that tests and replays can hold one."""

import datetime as dt
from typing import Protocol


class Clock(Protocol):
    """The time now and how it reads on the user's wall."""

    def now(self) -> dt.datetime:
        """The time in UTC, aware, with microseconds."""

    def local(self, moment: dt.datetime) -> dt.datetime:
        """The same moment in the user's time zone."""


def local_today(clock: Clock) -> dt.date:
    """The date on the user's wall."""
    return clock.local(clock.now()).date()
