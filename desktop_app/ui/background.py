"""Slow work beside the window: one function in a thread, its result handed back to the window's."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal


class BackgroundWork(QThread):
    """Runs `work` once. Its outcome arrives in the thread that made this object."""

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def run(self) -> None:
        try:
            result = self._work()
        # Whatever went wrong belongs to whoever asked for the work; a thread has nobody to raise to.
        except Exception as error:
            self.failed.emit(error)
        else:
            self.done.emit(result)


def run_in_background(
    work: Callable[[], object], receiver: QObject, on_done: Callable[[Any], None], on_error: Callable[[Any], None]
) -> BackgroundWork:
    """Starts the work; the object lives as long as the receiver.

    `on_done` and `on_error` must be methods of QObjects of this thread.

    Lambdas and plain functions would run in the worker's thread, even over queued connections.
    """
    thread = BackgroundWork(work, receiver)
    thread.done.connect(on_done, Qt.ConnectionType.QueuedConnection)
    thread.failed.connect(on_error, Qt.ConnectionType.QueuedConnection)
    thread.start()
    return thread
