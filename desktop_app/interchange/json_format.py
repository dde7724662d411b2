"""Our own JSON: everything the user's file says, the Trash and deleted lists included.

Only `updated_at` is written for the reader's eyes alone: whoever imports a task changes it at that
moment. Every list and every task stands on a line of its own, and errors name that line.
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, TypeVar
from uuid import UUID

from desktop_app.domain.errors import FileInvalid, FileProblem, FileRefused, InvalidField, Problem
from desktop_app.domain.task import (
    MissedRule,
    Status,
    Task,
    valid_description,
    valid_list_name,
    valid_tags,
    valid_title,
)
from desktop_app.domain.task_list import TaskList, valid_colour
from desktop_app.interchange import values
from desktop_app.interchange.records import ImportedFile, ImportedList, ImportedTask, twins
from desktop_app.interchange.text import decoded
from sync_protocol import limits
from sync_protocol.text import control_character

FORMAT = "tickbox"
VERSION = 1
_EXTRA_LEVELS = 32
_DECODER = json.JSONDecoder()
_BLANKS = re.compile(r"[ \t\n\r]*")

Reader = Callable[[str, Any], Any]
"""Takes a field's name and what stands there; gives the value or raises InvalidField."""
Entry = TypeVar("Entry", ImportedTask, ImportedList)


class JsonFormat:
    """Reads and writes our own JSON."""

    name = "JSON"
    suffixes = (".json",)

    def read(self, data: bytes, path: Path) -> ImportedFile:
        """All lists and tasks of a file. Raises FileRefused, or FileInvalid with every wrong entry."""
        text = decoded(data, path)
        content = _opened(_parsed(text, path), path)
        lines = _lines_of_entries(text)
        unknown: dict[str, None] = {}
        errors: list[InvalidField] = []
        found_lists = zip(lines.get("lists", []), content.get("lists", []), strict=True)
        found_tasks = zip(lines["tasks"], content["tasks"], strict=True)
        lists = _entries(found_lists, ImportedList, _LIST_READERS, ("id", "name"), unknown, errors)
        tasks = _entries(found_tasks, ImportedTask, _TASK_READERS, ("title",), unknown, errors)
        errors += twins(lists) + twins(tasks)
        if errors:
            raise FileInvalid(path, tuple(sorted(errors, key=lambda error: error.line or 0)))
        return ImportedFile(tasks=tuple(tasks), lists=tuple(lists), unknown=tuple(unknown))

    def write(self, file: BinaryIO, tasks: Iterable[Task], lists: Sequence[TaskList], at: dt.datetime) -> int:
        """Writes all tasks and lists, one a line; returns how many tasks."""
        head = {"format": FORMAT, "version": VERSION, "exported_at": values.moment_text(at)}
        file.write(_dumped(head).removesuffix("}").encode())
        file.write(b', "lists": [')
        _write_lines(file, map(_list_fields, lists))
        file.write(b'], "tasks": [')
        count = _write_lines(file, map(_task_fields, tasks))
        file.write(b"]}\n")
        return count


class _DoubleKey(ValueError):
    """An object names a key twice, so one of the two values would be lost."""


def _parsed(text: str, path: Path) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise FileRefused(FileProblem.UNREADABLE, path, detail=error.msg, line=error.lineno) from error
    except RecursionError as error:
        raise FileRefused(FileProblem.UNREADABLE, path, detail="nested too deeply") from error
    except ValueError as error:
        raise FileRefused(FileProblem.UNREADABLE, path, detail=str(error)) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise _DoubleKey(f"the key {json.dumps(double)} stands twice in one object")
    return made


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _opened(content: Any, path: Path) -> Mapping[str, Any]:
    """The outermost object, if this program wrote it or one that it knows about."""
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise FileRefused(FileProblem.FOREIGN, path)
    version = content.get("version")
    if type(version) is not int or version < 1:
        raise FileRefused(FileProblem.FOREIGN, path, detail="version")
    if version > VERSION:
        raise FileRefused(FileProblem.TOO_NEW, path)
    for key in ("lists", "tasks"):
        if not isinstance(content.get(key, []), list) or "tasks" not in content:
            raise FileRefused(FileProblem.FOREIGN, path, detail=key)
    return content


def _lines_of_entries(text: str) -> dict[str, list[int]]:
    """The line on which each entry of the outermost object's arrays starts; `text` is valid JSON."""
    lines: dict[str, list[int]] = {}
    at = _after_blanks(text, text.index("{") + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _after_blanks(text, _after_blanks(text, at) + 1)
        if text[at] == "[":
            starts, at = _starts(text, _after_blanks(text, at + 1))
            lines[key] = _line_numbers(text, starts)
        else:
            at = _DECODER.raw_decode(text, at)[1]
        at = _after_comma(text, at)
    return lines


def _starts(text: str, at: int) -> tuple[list[int], int]:
    """Where the entries of an array start, from its first on, and where the array ends."""
    starts = []
    while text[at] != "]":
        starts.append(at)
        at = _after_comma(text, _DECODER.raw_decode(text, at)[1])
    return starts, at + 1


def _line_numbers(text: str, places: Iterable[int]) -> list[int]:
    numbers, number, before = [], 1, 0
    for place in places:
        number += text.count("\n", before, place)
        before = place
        numbers.append(number)
    return numbers


def _after_comma(text: str, at: int) -> int:
    at = _after_blanks(text, at)
    return _after_blanks(text, at + 1) if text[at] == "," else at


def _after_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return at if found is None else found.end()


def _entries(
    given: Iterable[tuple[int, Any]],
    kind: type[Entry],
    readers: Mapping[str, Reader],
    required: Sequence[str],
    unknown: dict[str, None],
    errors: list[InvalidField],
) -> list[Entry]:
    """The valid entries; what is wrong with the others is added to the errors, unknown keys to `unknown`."""
    entries = []
    for line, found in given:
        fields, wrong = _fields(found, readers, required)
        for error in wrong:
            error.line = line
        errors += wrong
        if not wrong:
            entries.append(kind(line=line, **fields))
            unknown |= dict.fromkeys(key for key in found if key not in readers)
    return entries


def _fields(
    found: Any, readers: Mapping[str, Reader], required: Sequence[str]
) -> tuple[dict[str, Any], list[InvalidField]]:
    if not isinstance(found, dict):
        return {}, [InvalidField("entry", Problem.NOT_JSON, value=_shown(found))]
    fields: dict[str, Any] = {}
    wrong = [InvalidField(name, Problem.MISSING) for name in required if name not in found]
    for name, reader in readers.items():
        if name in found and name != "updated_at":
            try:
                fields[name] = reader(name, found[name])
            except InvalidField as error:
                wrong.append(error)
    if fields.get("due_time") is not None and found.get("due_date") is None:
        wrong.append(InvalidField("due_time", Problem.TIME_WITHOUT_DATE, value=_shown(found["due_time"])))
    if fields.get("completed_at") is not None:
        fields.setdefault("status", Status.DONE)
    return fields, wrong


def _text(field: str, value: Any) -> str:
    if not isinstance(value, str):
        raise InvalidField(field, Problem.NOT_JSON, value=_shown(value))
    return value


def _or_none(reader: Reader) -> Reader:
    return lambda field, value: None if value is None else reader(field, value)


def _id(field: str, value: Any) -> UUID:
    return values.read_id(_text(field, value), field)


def _moment(field: str, value: Any) -> dt.datetime:
    return values.read_moment(_text(field, value), field)


def _tags(field: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise InvalidField(field, Problem.NOT_JSON, value=_shown(value))
    return valid_tags(_text(field, tag) for tag in value)


def _missed_rule(field: str, value: Any) -> MissedRule:
    try:
        return MissedRule(value)
    except ValueError as error:
        raise InvalidField(field, Problem.NOT_JSON, value=_shown(value)) from error


def _line(limit: int) -> Reader:
    def read(field: str, value: Any) -> str:
        text = _text(field, value)
        if (letter := control_character(text)) is not None:
            raise InvalidField(field, Problem.CONTROL_CHARACTER, value=letter)
        if len(text) > limit:
            raise InvalidField(field, Problem.TOO_LONG, limit=limit, value=str(len(text)))
        return text

    return read


def _extra(field: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or _nests_deeper(value, _EXTRA_LEVELS):
        raise InvalidField(field, Problem.NOT_JSON, value=_shown(value))
    try:
        size = len(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode())
    except ValueError as error:  # a number beyond all bounds, or half of a character
        raise InvalidField(field, Problem.NOT_JSON) from error
    if size > limits.EXTRA_BYTES:
        raise InvalidField(field, Problem.TOO_LONG, limit=limits.EXTRA_BYTES, value=str(size))
    return value


def _nests_deeper(value: Any, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(levels == 0 or _nests_deeper(each, levels - 1) for each in inner if isinstance(each, dict | list))


def _shown(value: Any) -> str:
    return "…" if isinstance(value, dict | list) else json.dumps(value)[:80]


def _dumped(fields: Mapping[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False)


def _write_lines(file: BinaryIO, entries: Iterable[Mapping[str, Any]]) -> int:
    """Writes the entries of an array, each on a line of its own; returns how many."""
    count = 0
    for fields in entries:
        file.write(b",\n" if count else b"\n")
        file.write(_dumped(fields).encode())
        count += 1
    file.write(b"\n" if count else b"")
    return count


def _or_null(text: str) -> str | None:
    return text or None


def _id_text(uuid: UUID | None) -> str | None:
    return None if uuid is None else str(uuid)


def _task_fields(task: Task) -> dict[str, Any]:
    return {
        "id": str(task.id),
        "title": task.title,
        "description": task.description,
        "due_date": None if task.due is None else task.due.date.isoformat(),
        "due_time": None if task.due is None else _or_null(values.time_text(task.due.time)),
        "priority": task.priority.name.lower(),
        "status": values.status_text(task.status),
        "completed_at": _or_null(values.moment_text(task.completed_at)),
        "list_id": _id_text(task.list_id),
        "tags": list(task.tags),
        "position": task.position,
        "repeat": task.repeat,
        "missed_rule": task.missed_rule.value,
        "series_id": _id_text(task.series_id),
        "follows": _id_text(task.follows),
        "reminder": task.reminder,
        "snoozed_until": task.snoozed_until,
        "extra": dict(task.extra),
        "created_at": values.moment_text(task.created_at),
        "updated_at": values.moment_text(task.updated_at),
        "deleted_at": _or_null(values.moment_text(task.deleted_at)),
    }


def _list_fields(task_list: TaskList) -> dict[str, Any]:
    return {
        "id": str(task_list.id),
        "name": task_list.name,
        "colour": task_list.colour,
        "position": task_list.position,
        "extra": dict(task_list.extra),
        "created_at": values.moment_text(task_list.created_at),
        "updated_at": values.moment_text(task_list.updated_at),
        "deleted_at": _or_null(values.moment_text(task_list.deleted_at)),
    }


_TASK_READERS: Mapping[str, Reader] = {
    "id": _id,
    "title": lambda field, value: valid_title(_text(field, value)),
    "description": lambda field, value: valid_description(_text(field, value)),
    "due_date": _or_none(lambda field, value: values.read_date(_text(field, value))),
    "due_time": _or_none(lambda field, value: values.read_time(_text(field, value))),
    "priority": lambda field, value: values.read_priority(_text(field, value)),
    "status": lambda field, value: values.read_status(_text(field, value)),
    "completed_at": _or_none(_moment),
    "list_id": _or_none(_id),
    "tags": _tags,
    "position": _or_none(_line(limits.POSITION_LENGTH)),
    "repeat": _or_none(_line(limits.REPEAT_LENGTH)),
    "missed_rule": _missed_rule,
    "series_id": _or_none(_id),
    "follows": _or_none(_id),
    "reminder": _or_none(_line(limits.REPEAT_LENGTH)),
    "snoozed_until": _or_none(_line(limits.REPEAT_LENGTH)),
    "extra": _extra,
    "created_at": _moment,
    "updated_at": _moment,
    "deleted_at": _or_none(_moment),
}
_LIST_READERS: Mapping[str, Reader] = {
    "id": _id,
    "name": lambda field, value: valid_list_name(_text(field, value)),
    "colour": lambda field, value: valid_colour(None if value is None else _text(field, value)),
    "position": _or_none(_line(limits.POSITION_LENGTH)),
    "extra": _extra,
    "created_at": _moment,
    "updated_at": _moment,
    "deleted_at": _or_none(_moment),
}
