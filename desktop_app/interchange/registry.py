"""Which formats there are and which of them a file is in."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

from desktop_app.domain.errors import FileProblem, FileRefused
from desktop_app.domain.task import Task
from desktop_app.domain.task_list import TaskList
from desktop_app.interchange.csv_format import CsvFormat
from desktop_app.interchange.json_format import JsonFormat
from desktop_app.interchange.records import ImportedFile


class Format(Protocol):
    """One way of writing tasks into a file."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of its files, in lower case and with the dot; the usual one first."""

    def read(self, data: bytes, path: Path) -> ImportedFile:
        """What the file says, checked; `path` is only named in errors.

        Raises FileRefused for a file that is not of this format, or FileInvalid with all of its
        wrong entries.
        """

    def write(self, file: BinaryIO, tasks: Iterable[Task], lists: Sequence[TaskList], at: dt.datetime) -> int:
        """Writes those of the tasks that the format can hold and returns how many.

        `tasks` come oldest first with the Trash, `lists` are all lists, `at` is now in UTC.
        """


FORMATS: tuple[Format, ...] = (CsvFormat(), JsonFormat())


def format_for(path: Path) -> Format:
    """The format of a file by its ending. Raises FileRefused for an ending that no format has."""
    for candidate in FORMATS:
        if path.suffix.lower() in candidate.suffixes:
            return candidate
    raise FileRefused(FileProblem.UNKNOWN_FORMAT, path, detail=path.suffix)
