"""The log: one file beside the data, for finding faults.

What may be logged: verbs, counts, codes, durations, paths of our own files, and where in the program
something failed. What may not: titles, descriptions, names of lists and tags, search words, anything
else a person typed. So a trace is written without the exception's message, which may quote a value.
"""

import logging
import os
import time
import traceback
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop_app.system.paths import LOG_FILE

LOGGER = "tickbox"
_BYTES = 1_000_000
_OLDER_FILES = 2
"""Three files in all."""

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Log:
    """An open log; leaving it as a context manager, or `close`, ends the writing."""

    def __init__(self, logger: logging.Logger, handler: logging.Handler | None) -> None:
        self._logger = logger
        self._handler = handler

    def close(self) -> None:
        """Ends the writing. What is logged from now on goes nowhere."""
        if self._handler is not None:
            self._logger.removeHandler(self._handler)
            # On a full disk even the last line may not get out.
            with suppress(OSError, ValueError):
                self._handler.close()
            self._handler = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_log(folder: Path) -> Log:
    """From now on the logger "tickbox" writes to the log in that folder, which is made if absent.

    Where the log cannot be written, nothing is logged and the program goes on. A folder whose log is
    open already is left to whoever opened it.
    """
    logger = logging.getLogger(LOGGER)
    path = (folder / LOG_FILE).absolute()
    if any(getattr(handler, "baseFilename", None) == str(path) for handler in logger.handlers):
        return Log(logger, None)
    # Without a handler of its own, a warning would end up on the user's terminal.
    logger.propagate = False
    logger.setLevel(logging.INFO)
    handler = _handler(path)
    logger.addHandler(handler)
    return Log(logger, handler)


def _handler(path: Path) -> logging.Handler:
    # The standard module brings sockets and pickling with it, which no start should wait for.
    from logging.handlers import RotatingFileHandler

    class PrivateFileHandler(RotatingFileHandler):
        """Writes a file that only its owner can read, and keeps quiet where it cannot be written."""

        def _open(self):  # type: ignore[no-untyped-def]  # the standard library's own is untyped as well
            return open(self.baseFilename, self.mode, encoding=self.encoding, opener=_private)

        def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
            """A log that cannot be written is no reason to stop, nor to talk about it."""

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = PrivateFileHandler(path, maxBytes=_BYTES, backupCount=_OLDER_FILES, encoding="utf-8")
    except OSError:
        return logging.NullHandler()
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(process)d %(message)s", "%Y-%m-%dT%H:%M:%SZ"))
    return handler


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class _Formatter(logging.Formatter):
    """Times in UTC, traces without messages."""

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        """The line; whatever trace another handler has left in the record is not taken over."""
        record.exc_text = None
        text = super().format(record)
        record.exc_text = None
        return text

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802
        """Where it happened and what kind it was, for the exception and those that led to it."""
        parts: list[str] = []
        error = ei[1]
        while error is not None and len(parts) < 5:
            parts.append("".join(traceback.format_tb(error.__traceback__)) + _kind(error))
            error = error.__cause__ or error.__context__
        return "\nwhile handling\n".join(parts)


def _kind(error: BaseException) -> str:
    """The exception's type, and the system's or SQLite's code if it has one."""
    code = getattr(error, "sqlite_errorname", None) or getattr(error, "errno", None)
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    return name if code is None else f"{name} ({code})"
