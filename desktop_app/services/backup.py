"""Verified copies of the user's file: once a day, before an import, and whenever asked."""

import datetime as dt
from typing import Protocol

from desktop_app.domain.backup import Backup, Reason
from desktop_app.domain.clock import Clock

DAY = dt.timedelta(days=1)


class BackupPort(Protocol):
    """What the service needs of storage."""

    def make(self, at: dt.datetime, reason: Reason) -> Backup:
        """A verified copy. Raises StorageFailure."""

    def list(self) -> list[Backup]:
        """All copies, newest first."""

    def is_empty(self) -> bool:
        """Whether there is nothing yet that a copy would save."""


class BackupService:
    """Makes and lists copies."""

    def __init__(self, backups: BackupPort, clock: Clock) -> None:
        self._backups = backups
        self._clock = clock

    def make(self, reason: Reason = Reason.ASKED) -> Backup:
        """A verified copy of the file as it is now. Raises StorageFailure."""
        return self._backups.make(self._clock.now(), reason)

    def make_daily(self) -> Backup | None:
        """A copy, unless one is less than a day old or there is nothing to save yet."""
        now = self._clock.now()
        # A copy from the future comes from a clock that was wrong: it says nothing about today.
        if any(now - DAY < backup.at <= now for backup in self._backups.list()):
            return None
        return None if self._backups.is_empty() else self._backups.make(now, Reason.DAILY)

    def list(self) -> list[Backup]:
        """All copies, newest first."""
        return self._backups.list()
