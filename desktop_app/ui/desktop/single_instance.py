"""One window for each data folder: a second start raises the first and ends."""

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOCK_FILE = "window.lock"
ANSWER_MS = 1_000
_RAISE = b"raise\n"


class SingleInstance(QObject):
    """Holds the folder's window lock while it lives. The socket is open to this user only."""

    raise_wanted = Signal()

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _socket_name(data_dir)
        self._lock = QLockFile(str(data_dir / LOCK_FILE))
        # A lock is stale when its process is gone, never because it is old.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def acquire(self) -> bool:
        """True if this is the first; False if another has the window, which was asked to come forward."""
        if not self._lock.tryLock(0) and self._lock.error() == QLockFile.LockError.LockFailedError:
            self._ask_to_raise()
            return False
        # Where no lock can be made, opening the file will say what is wrong with the folder.
        # What a crashed process left behind would make listening fail.
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        """Lets another process have the window."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _ask_to_raise(self) -> None:
        socket = QLocalSocket(self)
        socket.connectToServer(self._name)
        if socket.waitForConnected(ANSWER_MS):
            socket.write(_RAISE)
            socket.waitForBytesWritten(ANSWER_MS)
            socket.disconnectFromServer()

    def _answer(self) -> None:
        if self._server is None:
            return
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.raise_wanted.emit()


def _socket_name(data_dir: Path) -> str:
    digest = hashlib.sha256(f"{getpass.getuser()}\n{data_dir.absolute()}".encode()).hexdigest()
    return f"tickbox-{digest[:24]}"
