"""The machine's own clock and time zone."""

import datetime as dt


class SystemClock:
    """The time as the operating system tells it."""

    def now(self) -> dt.datetime:
        """The time in UTC."""
        return dt.datetime.now(dt.UTC)

    def local(self, moment: dt.datetime) -> dt.datetime:
        """The moment in the zone that the system is set to at this time."""
        try:
            return moment.astimezone()
        except (OverflowError, OSError, ValueError):
            # Years that the system's zone tables cannot reckon with are read as UTC.
            return moment
