"""Import and export, with a copy made before and one undo after."""

from collections.abc import Callable
from uuid import UUID

from desktop_app.domain.clock import Clock
from desktop_app.services.backup import BackupService
from desktop_app.services.ports import CountReader, TaskReader, UnitOfWorkFactory


class TransferService:
    """Reads tasks from files and writes them to files."""

    def __init__(
        self,
        unit_of_work: UnitOfWorkFactory,
        reader: TaskReader,
        counts: CountReader,
        backup: BackupService,
        new_id: Callable[[], UUID],
        clock: Clock,
    ) -> None:
        self._unit_of_work = unit_of_work
