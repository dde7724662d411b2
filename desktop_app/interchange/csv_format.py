"""CSV, for spreadsheets and for people who write their tasks in one.

Written: UTF-8 with a mark (Excel needs it), commas, CRLF, quotes where needed, all columns. Read:
any of the columns in any order, separated by comma, semicolon, tab or bar. A cell that a
spreadsheet would take for a formula is written with an apostrophe before it and read without.
"""

import codecs
import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from desktop_app.domain.changes import UNSET
from desktop_app.domain.errors import FileInvalid, FileProblem, FileRefused, InvalidField, Problem
from desktop_app.domain.task import (
    Status,
    Task,
    valid_description,
    valid_list_name,
    valid_tags,
    valid_title,
)
from desktop_app.domain.task_list import TaskList
from desktop_app.interchange import values
from desktop_app.interchange.records import ImportedFile, ImportedTask, twins
from desktop_app.interchange.text import decoded

COLUMNS = (
    "id",
    "title",
    "description",
    "due_date",
    "due_time",
    "priority",
    "status",
    "completed_at",
    "list",
    "tags",
    "created_at",
)
DELIMITERS = (",", ";", "\t", "|")
TAG_SEPARATOR = ";"

# A value that itself begins with apostrophes before such a character gets one more, so that
# taking one away always gives the value back.
_NEEDS_APOSTROPHE = re.compile(r"'*[=+\-@\t\r]")
_HAS_APOSTROPHE = re.compile(r"'+[=+\-@\t\r]")


class CsvFormat:
    """Reads and writes CSV. Tasks in the Trash and the lists' colours are not part of it."""

    name = "CSV"
    suffixes = (".csv",)

    def read(self, data: bytes, path: Path) -> ImportedFile:
        """All rows of a file. Raises FileRefused, or FileInvalid with every wrong row."""
        with _fields_of_any_length(len(data)):
            return _imported(decoded(data, path), path)

    def write(self, file: BinaryIO, tasks: Iterable[Task], lists: Sequence[TaskList], at: dt.datetime) -> int:
        """Writes the tasks that are not in the Trash; returns how many."""
        names = {task_list.id: task_list.name for task_list in lists if task_list.deleted_at is None}
        file.write(codecs.BOM_UTF8)
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        count = 0
        for task in tasks:
            if not task.is_deleted:
                list_name = "" if task.list_id is None else names.get(task.list_id, "")
                writer.writerow([_guarded(cell) for cell in _cells(task, list_name)])
                count += 1
        text.detach()
        return count


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one record under their columns' names, and the line that it starts on."""

    line: int
    cells: Mapping[str, str]

    def __contains__(self, column: str) -> bool:
        return column in self.cells

    def __getitem__(self, column: str) -> str:
        """The cell without blanks around it; empty if there is no such column."""
        return self.cells.get(column, "").strip()


def _imported(text: str, path: Path) -> ImportedFile:
    records = _records(text, _delimiter(text, path), path)
    _, header = next(records)
    names = [name.strip().casefold() for name in header]
    _refuse_double(names, path)
    tasks: list[ImportedTask] = []
    errors: list[InvalidField] = []
    for line, cells in records:
        if any(cell.strip() for cell in cells):
            _read_row(line, names, cells, tasks, errors)
    errors += twins(tasks)
    if errors:
        raise FileInvalid(path, tuple(sorted(errors, key=lambda error: error.line or 0)))
    unknown = tuple(name.strip() for name in header if name.strip() and name.strip().casefold() not in COLUMNS)
    return ImportedFile(tasks=tuple(tasks), unknown=unknown)


def _delimiter(text: str, path: Path) -> str:
    """The character that splits the header into the most columns, a title among them."""
    best, most = "", 0
    for delimiter in DELIMITERS:
        names = [name.strip().casefold() for name in next(_records(text, delimiter, path), (1, []))[1]]
        if "title" in names and len(names) > most:
            best, most = delimiter, len(names)
    if not best:
        raise FileRefused(FileProblem.NO_TITLE_COLUMN, path, line=1)
    return best


def _records(text: str, delimiter: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """The records that are not blank, each with the line that it starts on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            if cells:
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise FileRefused(FileProblem.UNREADABLE, path, detail=str(error), line=start) from error


def _refuse_double(names: Sequence[str], path: Path) -> None:
    for name in COLUMNS:
        if names.count(name) > 1:
            raise FileInvalid(path, (InvalidField("column", Problem.ALREADY_USED, value=name, line=1),))


def _read_row(
    line: int, names: Sequence[str], cells: Sequence[str], tasks: list[ImportedTask], errors: list[InvalidField]
) -> None:
    """Adds the row to the tasks, or everything that is wrong in it to the errors."""
    padded = [*cells, *[""] * (len(names) - len(cells))]
    row = _Row(line, {name: _plain(cell) for name, cell in zip(names, padded, strict=False) if name in COLUMNS})
    found: list[InvalidField] = []
    if any(cells[len(names) :]):
        found.append(InvalidField("columns", Problem.TOO_MANY, value=str(len(cells)), limit=len(names)))
    fields: dict[str, Any] = {}
    for reader in _READERS:
        try:
            fields |= reader(row)
        except InvalidField as error:
            found.append(error)
    for wrong in found:
        wrong.line = line
    errors += found
    if not found:
        tasks.append(ImportedTask(line=line, **fields))


def _title(row: _Row) -> dict[str, Any]:
    return {"title": valid_title(row["title"])}


def _description(row: _Row) -> dict[str, Any]:
    return {"description": valid_description(row.cells["description"])} if "description" in row else {}


def _id(row: _Row) -> dict[str, Any]:
    return {"id": values.read_id(row["id"])} if row["id"] else {}


def _due(row: _Row) -> dict[str, Any]:
    if row["due_time"] and not row["due_date"]:
        raise InvalidField("due_time", Problem.TIME_WITHOUT_DATE, value=row["due_time"])
    due: dict[str, Any] = {}
    if "due_date" in row:
        due["due_date"] = values.read_date(row["due_date"]) if row["due_date"] else None
        if "due_time" in row:
            due["due_time"] = values.read_time(row["due_time"]) if row["due_time"] else None
    return due


def _priority(row: _Row) -> dict[str, Any]:
    return {"priority": values.read_priority(row["priority"])} if "priority" in row else {}


def _completion(row: _Row) -> dict[str, Any]:
    """The status by its word; without a word, a time of completion says that it is done."""
    text = row["completed_at"]
    completed_at = values.read_moment(text, "completed_at") if text else UNSET
    status = values.read_status(row["status"]) if row["status"] else UNSET
    if status is UNSET and completed_at is not UNSET:
        status = Status.DONE
    elif status is UNSET and "status" in row:
        status = Status.OPEN
    return {"status": status, "completed_at": completed_at if status is Status.DONE else UNSET}


def _list(row: _Row) -> dict[str, Any]:
    if "list" not in row:
        return {}
    return {"list_name": valid_list_name(row["list"]) if row["list"] else ""}


def _tags(row: _Row) -> dict[str, Any]:
    if "tags" not in row:
        return {}
    return {"tags": valid_tags(tag for tag in row["tags"].split(TAG_SEPARATOR) if tag.strip())}


def _created_at(row: _Row) -> dict[str, Any]:
    return {"created_at": values.read_moment(row["created_at"], "created_at")} if row["created_at"] else {}


_READERS: tuple[Callable[[_Row], dict[str, Any]], ...] = (
    _id,
    _title,
    _description,
    _due,
    _priority,
    _completion,
    _list,
    _tags,
    _created_at,
)


def _cells(task: Task, list_name: str) -> tuple[str, ...]:
    """A task's cells in the order of COLUMNS."""
    return (
        str(task.id),
        task.title,
        task.description,
        "" if task.due is None else task.due.date.isoformat(),
        "" if task.due is None else values.time_text(task.due.time),
        values.priority_text(task.priority),
        values.status_text(task.status),
        values.moment_text(task.completed_at) if task.is_done else "",
        list_name,
        TAG_SEPARATOR.join(task.tags),
        values.moment_text(task.created_at),
    )


def _guarded(cell: str) -> str:
    return f"'{cell}" if _NEEDS_APOSTROPHE.match(cell) else cell


def _plain(cell: str) -> str:
    return cell[1:] if _HAS_APOSTROPHE.match(cell) else cell


@contextmanager
def _fields_of_any_length(length: int) -> Iterator[None]:
    """Lets the parser pass long cells on, so that they are refused by name and line, not by it."""
    before = csv.field_size_limit(max(length, csv.field_size_limit()))
    try:
        yield
    finally:
        csv.field_size_limit(before)
