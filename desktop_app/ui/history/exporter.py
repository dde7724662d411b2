"""What is shown in the History tab, as a file or on the clipboard."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QProgressDialog, QWidget

from desktop_app.domain.listing import HistoryQuery
from desktop_app.services.history import HistoryService
from desktop_app.ui.error_handler import ErrorHandler
from desktop_app.ui.messages import say
from desktop_app.wording.counts import tasks
from desktop_app.wording.dates import date_words
from desktop_app.wording.say import shown

SHOW_PROGRESS_AFTER_MS = 500


class _CalledOff(Exception):
    """The user does not want the file any more."""


class Exporter:
    """Asks where to, writes, and says what was written."""

    def __init__(
        self, history: HistoryService, errors: ErrorHandler, tell: Callable[[str], None], window: QWidget
    ) -> None:
        self._history = history
        self._errors = errors
        self._tell = tell
        self._window = window
        self.ask_path: Callable[[str, str], Path | None] = self._ask_path
        """Given a suggested name and the files to show; None if the user thought better of it."""

    def as_file(self, query: HistoryQuery, count: int, suggested: str, files: str) -> None:
        """Writes what the query shows; the ending of the file says how."""
        path = self.ask_path(suggested, files)
        if path is None:
            return
        if not path.suffix:
            path = path.with_suffix(Path(suggested).suffix)
        with self._errors.explained():
            written = self._written(path, query, count)
            if written is not None:
                words = say("Exported {tasks} to {path}")
                self._tell(words.format(tasks=tasks(written, say), path=shown(str(path))))

    def copy(self, handles: Sequence[int]) -> None:
        """Puts those tasks on the clipboard, under their days."""
        if not handles:
            return
        with self._errors.explained():
            QApplication.clipboard().setText(self._history.as_markdown(handles, day_words))
            self._tell(say("Copied {tasks} as Markdown").format(tasks=tasks(len(handles), say)))

    def _written(self, path: Path, query: HistoryQuery, count: int) -> int | None:
        """Shows how far it is if it takes long; None if it was called off."""
        progress = QProgressDialog(say("Exporting…"), say("Cancel"), 0, count, self._window)
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(SHOW_PROGRESS_AFTER_MS)

        def advance(done: int) -> None:
            progress.setValue(done)
            if progress.wasCanceled():
                raise _CalledOff

        try:
            return self._history.export(path, query, day_words, advance)
        except _CalledOff:
            return None
        finally:
            progress.close()
            progress.deleteLater()

    def _ask_path(self, suggested: str, files: str) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(self._window, say("Export history"), suggested, files)
        return Path(name) if name else None


def day_words(day: dt.date | None) -> str:
    """A day as a heading that is still right tomorrow."""
    return say("On a day not known") if day is None else date_words(day, None, say)
