"""From storage's change notices to Qt: what this process commits, what others do, and new days."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from desktop_app.domain.clock import local_today
from desktop_app.domain.errors import StorageFailure
from desktop_app.domain.journal import ChangeNotice
from desktop_app.ui.core_port import Core

LOOK_EVERY_MS = 1_000


class ChangeNotifier(QObject):
    """Asks once a second, and when a window gets the focus, whether others wrote; costs microseconds."""

    committed = Signal(object)
    """A `ChangeNotice`."""
    day_changed = Signal()
    """Local midnight has passed, or the machine woke on another day."""
    failed = Signal(object)
    """The `StorageFailure` that looking met with."""

    def __init__(self, core: Core, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._core = core
        self._today = local_today(core.clock)
        self._unsubscribe: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._application_changed)

    def start(self) -> None:
        """Begins to pass on and to look, once there is somebody to hear it."""
        self._unsubscribe = self._core.changes.subscribe(self._pass_on)
        self._timer.start(LOOK_EVERY_MS)

    def stop(self) -> None:
        """Ends all looking; called before the core is closed. A second call does nothing."""
        self._timer.stop()
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    def look(self) -> None:
        """Looks now."""
        try:
            self._core.look_elsewhere()
        except StorageFailure as failure:
            self.failed.emit(failure)
        today = local_today(self._core.clock)
        if today != self._today:
            self._today = today
            self.day_changed.emit()

    def _application_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and self._timer.isActive():
            self.look()

    def _pass_on(self, notice: ChangeNotice) -> None:
        self.committed.emit(notice)
