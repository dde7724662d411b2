"""What the window needs of the program behind it; `core.Core` is one."""

from pathlib import Path
from typing import Protocol

from desktop_app.domain.clock import Clock
from desktop_app.services.backup import BackupService
from desktop_app.services.changes import Changes
from desktop_app.services.history import HistoryService
from desktop_app.services.lists import ListService
from desktop_app.services.ports import CountReader, TaskReader
from desktop_app.services.tasks import TaskService
from desktop_app.services.undo import UndoService


class Core(Protocol):
    """One user's file and everything that can be done with it."""

    @property
    def data_dir(self) -> Path: ...

    @property
    def clock(self) -> Clock: ...

    @property
    def tasks(self) -> TaskService: ...

    @property
    def lists(self) -> ListService: ...

    @property
    def history(self) -> HistoryService: ...

    @property
    def undo(self) -> UndoService: ...

    @property
    def backup(self) -> BackupService: ...

    @property
    def reader(self) -> TaskReader: ...

    @property
    def counts(self) -> CountReader: ...

    @property
    def changes(self) -> Changes: ...

    def look_elsewhere(self) -> None:
        """Passes on what other processes have committed since the last look."""

    def close(self) -> None: ...
