"""Our own JSON: everything survives, and what is not ours is refused with a reason."""

import datetime as dt
import io
import json
from dataclasses import fields
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import FileInvalid, FileProblem, FileRefused, Problem
from desktop_app.domain.task import Status, Task
from desktop_app.domain.task_list import TaskList
from desktop_app.interchange.json_format import JsonFormat
from desktop_app.interchange.records import ImportedFile, ImportedTask
from tests.interchange.tasks import lists, whole_tasks

HERE = Path("tasks.json")
NOW = dt.datetime(2026, 11, 23, 14, tzinfo=dt.UTC)
LISTS = (UUID(int=1), UUID(int=2))
ID = "0198c3f4-1111-7222-8333-444455556666"


def read(text: str | bytes) -> ImportedFile:
    return JsonFormat().read(text.encode() if isinstance(text, str) else text, HERE)


def a_file(*tasks: Any, **more: Any) -> str:
    """A file with each entry on a line of its own, the lists before the tasks, from line 2 on."""
    found = {"format": "tickbox", "version": 1, **more, "tasks": tasks}
    return ", ".join(f'"{key}": {_array(value)}' for key, value in found.items()).join("{}")


def _array(value: Any) -> str:
    if not isinstance(value, list | tuple):
        return json.dumps(value)
    return "[" + ",".join("\n" + json.dumps(entry) for entry in value) + "]"


def refusal(text: str | bytes) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read(text)
    assert caught.value.path == HERE
    return caught.value


def errors(text: str) -> list[tuple[int | None, str, Problem]]:
    with pytest.raises(FileInvalid) as caught:
        read(text)
    return [(error.line, error.field, error.problem) for error in caught.value.errors]


def written(found: list[Task], found_lists: list[TaskList]) -> bytes:
    file = io.BytesIO()
    assert JsonFormat().write(file, found, found_lists, NOW) == len(found)
    return file.getvalue()


@given(st.lists(whole_tasks(LISTS), max_size=4, unique_by=lambda task: task.id), lists(LISTS[0], 1), lists(LISTS[1], 2))
def test_every_field_of_tasks_and_lists_survives(found: list[Task], first: TaskList, second: TaskList) -> None:
    imported = read(written(found, [first, second]))
    for task, entry in zip(found, imported.tasks, strict=True):
        due = (None, None) if task.due is None else (task.due.date, task.due.time)
        assert (entry.due_date, entry.due_time) == due
        for field in fields(Task):
            if field.name not in {"due", "updated_at"}:
                assert getattr(entry, field.name) == getattr(task, field.name), field.name
    for task_list, copy in zip((first, second), imported.lists, strict=True):
        for field in fields(TaskList):
            if field.name != "updated_at":
                assert getattr(copy, field.name) == getattr(task_list, field.name), field.name
    assert imported.unknown == ()


def test_every_field_of_a_task_is_written() -> None:
    task = Task(id=UUID(ID), title="Pay rent", created_at=NOW, updated_at=NOW)
    found = json.loads(written([task], []))
    names = {field.name for field in fields(Task)} - {"due"} | {"due_date", "due_time"}
    assert set(found["tasks"][0]) == names
    assert (found["format"], found["version"], found["exported_at"]) == ("tickbox", 1, "2026-11-23T14:00:00Z")


def test_an_empty_file_of_ours_is_read() -> None:
    assert read(written([], [])) == ImportedFile(tasks=())


def test_keys_that_are_absent_say_nothing() -> None:
    assert read(a_file({"title": "Buy milk"})).tasks == (ImportedTask(line=2, title="Buy milk"),)


def test_unknown_keys_are_named() -> None:
    assert read(a_file({"title": "a", "effort": 3}, {"title": "b", "owner": 1, "effort": 2})).unknown == (
        "effort",
        "owner",
    )


def test_a_time_of_completion_alone_means_done() -> None:
    assert read(a_file({"title": "a", "completed_at": "2026-11-20T10:00:00Z"})).tasks[0].status is Status.DONE


@pytest.mark.parametrize(
    "text",
    ["[]", "3", '"tickbox"', "{}", '{"format": "other", "version": 1, "tasks": []}', '{"format": "tickbox"}']
    + [f'{{"format": "tickbox", "version": {version}, "tasks": []}}' for version in ("true", "0", '"1"', "1.0", "null")]
    + ['{"format": "tickbox", "version": 1}', '{"format": "tickbox", "version": 1, "tasks": {}}']
    + ['{"format": "tickbox", "version": 1, "tasks": [], "lists": 3}'],
)
def test_other_json_is_refused_as_foreign(text: str) -> None:
    assert refusal(text).problem is FileProblem.FOREIGN


def test_a_newer_version_is_refused_as_too_new() -> None:
    assert refusal('{"format": "tickbox", "version": 2, "things": 3}').problem is FileProblem.TOO_NEW


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ('{\n"format": tickbox}', 2),
        ('{"format": "tickbox", "version": 1, "tasks": [{"title": "a", "title": "b"}]}', None),
        ('{"format": "tickbox", "version": NaN, "tasks": []}', None),
        ("[" * 100_000, None),
        ('{"format": ' + "1" * 5_000 + "}", None),
    ],
)
def test_broken_json_is_refused_with_a_reason(text: str, line: int | None) -> None:
    found = refusal(text)
    assert (found.problem, found.line) == (FileProblem.UNREADABLE, line)
    assert found.detail


@pytest.mark.parametrize("data", ["{}".encode("utf-16-le"), b"SQLite format 3\0", b'{"format": "caf\xe9"}'])
def test_what_is_not_text_is_refused(data: bytes) -> None:
    assert refusal(data).problem is FileProblem.NOT_TEXT


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("id", 7, Problem.NOT_JSON),
        ("id", "7", Problem.NOT_AN_ID),
        ("title", 7, Problem.NOT_JSON),
        ("title", " ", Problem.EMPTY),
        ("title", "\ud800", Problem.CONTROL_CHARACTER),
        ("description", None, Problem.NOT_JSON),
        ("due_date", "soon", Problem.NOT_A_DATE),
        ("due_date", 20261127, Problem.NOT_JSON),
        ("due_time", "9", Problem.NOT_A_TIME),
        ("due_time", "09:00", Problem.TIME_WITHOUT_DATE),
        ("priority", 3, Problem.NOT_JSON),
        ("priority", "urgent", Problem.NOT_A_PRIORITY),
        ("status", True, Problem.NOT_JSON),
        ("status", "gone", Problem.NOT_A_STATUS),
        ("completed_at", "soon", Problem.NOT_A_DATE),
        ("list_id", "Work", Problem.NOT_AN_ID),
        ("tags", "a", Problem.NOT_JSON),
        ("tags", [1], Problem.NOT_JSON),
        ("tags", ["a b"], Problem.TAG_CHARACTER),
        ("position", "a" * 65, Problem.TOO_LONG),
        ("repeat", "\a", Problem.CONTROL_CHARACTER),
        ("missed_rule", [], Problem.NOT_JSON),
        ("extra", [], Problem.NOT_JSON),
        ("extra", {"a": "\ud800"}, Problem.NOT_JSON),
        ("extra", {"a": "x" * 20_000}, Problem.TOO_LONG),
        ("created_at", 17, Problem.NOT_JSON),
        ("deleted_at", "now", Problem.NOT_A_DATE),
    ],
)
def test_a_wrong_value_is_refused_with_its_field_and_line(field: str, value: Any, problem: Problem) -> None:
    assert errors(a_file({"title": "fine"}, {"title": "a", field: value})) == [(3, field, problem)]


def test_a_number_beyond_all_bounds_is_refused() -> None:
    text = a_file({"title": "a", "extra": {"n": 7}}).replace("7", "1e999")
    assert errors(text) == [(2, "extra", Problem.NOT_JSON)]


@pytest.mark.parametrize("depth", [40, 900])
def test_foreign_fields_that_nest_too_deeply_are_refused(depth: int) -> None:
    text = a_file({"title": "a", "extra": {"n": 7}}).replace("7", "[" * depth + "]" * depth)
    assert errors(text) == [(2, "extra", Problem.NOT_JSON)]


def test_all_wrong_entries_are_told() -> None:
    entry = {"id": ID, "title": "a"}
    text = a_file({}, 3, entry, entry, lists=[{"id": ID}, {"id": ID, "name": "", "colour": "red"}])
    assert errors(text) == [
        (2, "name", Problem.MISSING),
        (3, "list", Problem.EMPTY),
        (3, "colour", Problem.NOT_A_COLOUR),
        (4, "title", Problem.MISSING),
        (5, "entry", Problem.NOT_JSON),
        (7, "id", Problem.ALREADY_USED),
    ]


def test_lines_are_right_however_the_file_is_laid_out() -> None:
    found = {
        "tasks": [{"title": "[{", "extra": {"]": ["}", {"tasks": [1]}]}}, {"title": 1}],
        "lists": [],
        "format": "tickbox",
    }
    laid_out = json.dumps({**found, "version": 1}, indent=2)
    number = next(number for number, line in enumerate(laid_out.split("\n"), 1) if '"title": 1' in line)
    assert errors(laid_out) == [(number - 1, "title", Problem.NOT_JSON)]
    assert errors("\n\t" + json.dumps({**found, "version": 1}) + " ") == [(2, "title", Problem.NOT_JSON)]
