"""A clock that stands still until a test moves it."""

import datetime as dt


class FakeClock:
    """A clock held in the hand: it shows one moment, in one time zone."""

    def __init__(self, moment: dt.datetime, zone: dt.tzinfo = dt.UTC) -> None:
        if moment.utcoffset() != dt.timedelta(0):
            raise ValueError("a clock shows UTC: hand in an aware datetime in UTC")
        self._moment = moment
        self._zone = zone

    def now(self) -> dt.datetime:
        """The moment it was set to, in UTC."""
        return self._moment

    def local(self, moment: dt.datetime) -> dt.datetime:
        """The same moment in the clock's time zone."""
        return moment.astimezone(self._zone)

    def advance(self, by: dt.timedelta) -> None:
        """Let time pass at once."""
        self._moment += by
