"""The windowed program: a core and the window that shows it."""

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from desktop_app.core import build_core, make_daily_backup, restore_newest_backup, start_empty
from desktop_app.domain.clock import Clock
from desktop_app.domain.errors import Refused, StorageFailure, StorageProblem
from desktop_app.screenshot import Picture
from desktop_app.system.log import open_log
from desktop_app.system.paths import LOG_FOLDER
from desktop_app.ui.background import BackgroundWork, run_in_background
from desktop_app.ui.core_port import Core
from desktop_app.ui.desktop.single_instance import SingleInstance
from desktop_app.ui.dialogs import cannot_open
from desktop_app.ui.icons import application_icon
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.theme import Theme, application_font

APPLICATION_ID = "org.tickbox.tickbox"
BACKUP_AFTER_MS = 3_000
"""The daily copy waits until the window has been painted and can be used."""


@dataclass(frozen=True, slots=True)
class App:
    """A core and its window."""

    core: Core
    window: MainWindow

    def close(self) -> None:
        """Closes the window and the file; a second call does nothing. A form with unsaved words is given up."""
        if isValid(self.window):
            self.window.form.close_form()
            self.window.close()
            # Now, and not when an event loop comes round to it: a closed window goes on being restyled.
            self.window.deleteLater()
            QCoreApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete.value)
        self.core.close()


def build(data_dir: Path, clock: Clock | None = None) -> App:
    """Opens the file in `data_dir` and builds the window, not yet shown.

    Makes the QApplication if there is none. Raises StorageFailure.
    """
    application()
    core = build_core(data_dir, clock=clock)
    try:
        return App(core, MainWindow(core, Theme()))
    except BaseException:
        # Damage may show only when the first rows are read. The file must be free for what is done about it.
        core.close()
        raise


def application() -> QApplication:
    """The QApplication, dressed: Fusion on every system, our own colours and font size."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QApplication.setDesktopFileName(APPLICATION_ID)
    QApplication.setApplicationName("Tickbox")
    made = QApplication(sys.argv[:1])
    made.setStyle("Fusion")
    made.setFont(application_font())
    made.setWindowIcon(application_icon())
    return made


def run_window(data_dir: Path) -> int:
    """Shows the window until the user closes it; returns the exit code."""
    running = application()
    if not _make_folder(data_dir):
        return 1
    instance = SingleInstance(data_dir)
    if not instance.acquire():
        return 0
    try:
        with open_log(data_dir / LOG_FOLDER):
            app = _open(data_dir)
            return 1 if app is None else _show(app, instance, running)
    finally:
        instance.release()


def _show(app: App, instance: SingleInstance, running: QApplication) -> int:
    app.window.errors.install()
    instance.raise_wanted.connect(app.window.raise_to_front)
    app.window.show()
    keeper = DailyBackup(app.core.data_dir, app.window)
    QTimer.singleShot(BACKUP_AFTER_MS, keeper.start)
    code = running.exec()
    keeper.finish()
    app.close()
    return code


def draw(data_dir: Path, picture: Picture) -> bool:
    """Draws the window into a PNG file; False if the file cannot be written.

    Nothing is remembered of it: the next start finds its window as it was left. Raises StorageFailure.
    """
    running = application()
    app = build(data_dir)
    app.window.pose(picture.view, dark=picture.dark)
    app.window.resize(picture.width, picture.height)
    app.window.show()
    running.processEvents()
    written = app.window.grab().save(str(picture.file), "PNG")
    app.close()
    return written


class DailyBackup(QObject):
    """Makes the copy of the day beside the window, on a connection of its own."""

    def __init__(self, data_dir: Path, window: MainWindow) -> None:
        super().__init__(window)
        self._data_dir = data_dir
        self._window = window
        self._work: BackgroundWork | None = None

    def start(self) -> None:
        self._work = run_in_background(lambda: make_daily_backup(self._data_dir), self, self._done, self._failed)

    def finish(self) -> None:
        """Waits for a copy that is being made."""
        if self._work is not None:
            self._work.wait()

    def _done(self, _: object) -> None:
        self._work = None

    def _failed(self, error: Exception) -> None:
        self._work = None
        if not isinstance(error, Refused):
            raise error
        self._window.errors.explain(error)


def _make_folder(data_dir: Path) -> bool:
    """Makes the folder, or explains why not until the user gives up."""
    while True:
        try:
            data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            if cannot_open.ask(StorageFailure(StorageProblem.NO_FOLDER, data_dir)) is cannot_open.Choice.QUIT:
                return False
        else:
            return True


def _open(data_dir: Path) -> App | None:
    """Builds the program, or explains why not and does what the user chooses; None to give up."""
    choice = cannot_open.Choice.TRY_AGAIN
    while True:
        try:
            if choice is cannot_open.Choice.RESTORE:
                restore_newest_backup(data_dir)
            elif choice is cannot_open.Choice.START_EMPTY:
                start_empty(data_dir)
            return build(data_dir)
        except StorageFailure as failure:
            choice = cannot_open.ask(failure)
        if choice is cannot_open.Choice.QUIT:
            return None
