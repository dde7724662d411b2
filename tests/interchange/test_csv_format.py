"""CSV: what is written is read again, what people write is understood, and the rest is refused by line."""

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.domain.changes import UNSET
from desktop_app.domain.errors import FileInvalid, FileProblem, FileRefused, Problem
from desktop_app.domain.task import Due, Priority, Status, Task, valid_list_name
from desktop_app.domain.task_list import TaskList
from desktop_app.interchange.csv_format import COLUMNS, CsvFormat
from desktop_app.interchange.records import ImportedFile, ImportedTask, ids_of
from tests.interchange.tasks import LINES, PARAGRAPHS, tasks

HERE = Path("tasks.csv")
NOW = dt.datetime(2026, 11, 23, 14, tzinfo=dt.UTC)
SOME_ID = UUID("0198c3f4-1111-7222-8333-444455556666")
LIST_ID = UUID("0198c3f4-1111-7222-8333-44445555aaaa")


def read(text: str | bytes) -> ImportedFile:
    return CsvFormat().read(text.encode() if isinstance(text, str) else text, HERE)


def written(found: list[Task], lists: list[TaskList] | None = None) -> bytes:
    file = io.BytesIO()
    assert CsvFormat().write(file, found, lists or [], NOW) == sum(not task.is_deleted for task in found)
    return file.getvalue()


def a_task(**fields: Any) -> Task:
    return Task(**{"id": SOME_ID, "title": "Pay rent", "created_at": NOW, "updated_at": NOW, **fields})


def refusal(text: str | bytes) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read(text)
    assert caught.value.path == HERE
    return caught.value


def errors(text: str) -> list[tuple[int | None, str, Problem]]:
    with pytest.raises(FileInvalid) as caught:
        read(text)
    assert caught.value.path == HERE
    return [(error.line, error.field, error.problem) for error in caught.value.errors]


@given(st.lists(tasks(), max_size=5, unique_by=lambda task: task.id))
def test_every_valid_task_survives_writing_and_reading(found: list[Task]) -> None:
    for task, entry in zip(found, read(written(found)).tasks, strict=True):
        assert entry == ImportedTask(
            line=entry.line,
            id=task.id,
            title=task.title,
            description=task.description,
            due_date=None if task.due is None else task.due.date,
            due_time=None if task.due is None else task.due.time,
            priority=task.priority,
            status=task.status,
            completed_at=task.completed_at if task.is_done else UNSET,
            list_name="",
            tags=task.tags,
            created_at=task.created_at,
        )


@given(PARAGRAPHS)
@example("'=1")
@example("''=1")
@example("'\t")
@example("\r=")
def test_descriptions_survive_exactly(text: str) -> None:
    assert read(written([a_task(description=text)])).tasks[0].description == text


@given(PARAGRAPHS)
@example("-1")
@example("'@")
def test_no_written_cell_begins_like_a_formula(text: str) -> None:
    rows = list(csv.reader(io.StringIO(written([a_task(description=text)]).decode("utf-8-sig"), newline="")))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in rows[1])


@given(LINES)
def test_list_names_survive(name: str) -> None:
    task_list = TaskList(id=LIST_ID, name=valid_list_name(f"{name[:80]}x"), created_at=NOW, updated_at=NOW)
    assert read(written([a_task(list_id=LIST_ID)], [task_list])).tasks[0].list_name == task_list.name


def test_a_file_is_written_for_spreadsheets() -> None:
    task = a_task(
        title='Say "hi", then go',
        description="one\ntwo",
        due=Due(dt.date(2026, 11, 27), dt.time(9, 5)),
        priority=Priority.HIGH,
        status=Status.DONE,
        completed_at=dt.datetime(2026, 11, 22, 8, 0, 0, 1, tzinfo=dt.UTC),
        tags=("a", "b"),
    )
    assert written([task, a_task(deleted_at=NOW)]) == (
        b"\xef\xbb\xbfid,title,description,due_date,due_time,priority,status,completed_at,list,tags,created_at\r\n"
        b'0198c3f4-1111-7222-8333-444455556666,"Say ""hi"", then go","one\ntwo",2026-11-27,09:05,high,done,'
        b"2026-11-22T08:00:00.000001Z,,a;b,2026-11-23T14:00:00Z\r\n"
    )


def test_a_task_of_a_deleted_list_is_written_as_in_the_inbox() -> None:
    gone = TaskList(id=LIST_ID, name="Work", created_at=NOW, updated_at=NOW, deleted_at=NOW)
    assert read(written([a_task(list_id=LIST_ID)], [gone])).tasks[0].list_name == ""


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_delimiter_and_line_ends_are_recognised(delimiter: str, newline: str) -> None:
    lines = ["Priority,TITLE, list ".replace(",", delimiter), "high,Buy milk,Home".replace(",", delimiter)]
    entry = read(newline.join(lines)).tasks[0]
    assert (entry.title, entry.priority, entry.list_name) == ("Buy milk", Priority.HIGH, "Home")


def test_tags_with_semicolons_do_not_hide_the_comma() -> None:
    assert read("title,tags\nBuy milk,home;shop\n").tasks[0].tags == ("home", "shop")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_in_each_encoding_that_names_itself(encoding: str) -> None:
    assert read("title\nCafé ☕ déjà\n".encode(encoding)).tasks[0].title == "Café ☕ déjà"


def test_columns_that_are_absent_say_nothing() -> None:
    assert read("title\nBuy milk\n").tasks == (ImportedTask(line=2, title="Buy milk"),)


def test_unknown_columns_are_named() -> None:
    assert read("title,Effort,due_date,,Owner\nBuy milk,3,,,Ann\n").unknown == ("Effort", "Owner")


def test_short_rows_and_blank_lines_are_fine() -> None:
    entries = read("title,due_date,tags\n\nBuy milk\n,,\n  \nPay rent,2026-11-27\n").tasks
    assert [(entry.line, entry.title) for entry in entries] == [(3, "Buy milk"), (6, "Pay rent")]


@pytest.mark.parametrize("word", ["true", "YES", "1", "x", "Done", "completed", "Complete"])
def test_words_for_done(word: str) -> None:
    entry = read(f"title,status\nBuy milk,{word}\n").tasks[0]
    assert (entry.status, entry.completed_at) == (Status.DONE, UNSET)


@pytest.mark.parametrize("word", ["", "false", "No", "0", "open", "Pending", "todo"])
def test_words_for_open(word: str) -> None:
    assert read(f"title,status\nBuy milk,{word}\n").tasks[0].status is Status.OPEN


@pytest.mark.parametrize(
    ("row", "status"),
    [(",2026-11-20T10:00:00Z", Status.DONE), ("open,2026-11-20T10:00:00Z", Status.OPEN), (",", Status.OPEN)],
)
def test_a_time_of_completion_decides_where_no_word_does(row: str, status: Status) -> None:
    assert read(f"title,status,completed_at\nBuy milk,{row}\n").tasks[0].status is status


@pytest.mark.parametrize(
    ("text", "priority"),
    [("", 0), ("none", 0), ("Low", 1), ("l", 1), ("medium", 2), ("M", 2), ("HIGH", 3), ("h", 3)],
)
def test_words_for_priorities(text: str, priority: int) -> None:
    assert read(f"title,priority\nBuy milk,{text}\n").tasks[0].priority == priority


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-20T10:00:00Z", dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC)),
        ("2026-11-20 10:00", dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC)),
        ("2026-11-20T10:00:00.123456+02:00", dt.datetime(2026, 11, 20, 8, 0, 0, 123456, tzinfo=dt.UTC)),
        ("2026-11-20", dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)),
    ],
)
def test_times_are_read_as_utc(text: str, moment: dt.datetime) -> None:
    assert read(f"title,created_at\nBuy milk,{text}\n").tasks[0].created_at == moment


@pytest.mark.parametrize(
    ("header", "row", "field", "problem"),
    [
        ("title,list", ",Home", "title", Problem.EMPTY),
        ("title", "x" * 256, "title", Problem.TOO_LONG),
        ("title", '"two\nlines"', "title", Problem.CONTROL_CHARACTER),
        ("title", "bell\a", "title", Problem.CONTROL_CHARACTER),
        ("title,description", "a," + "x" * (64 * 1024 + 1), "description", Problem.TOO_LONG),
        ("title,description", "a," + "x" * 300_000, "description", Problem.TOO_LONG),
        ("title,description", "a,bell\a", "description", Problem.CONTROL_CHARACTER),
        ("title,due_date", "a,27.11.2026", "due_date", Problem.NOT_A_DATE),
        ("title,due_date", "a,2026-02-30", "due_date", Problem.NOT_A_DATE),
        ("title,due_date", "a,20261127", "due_date", Problem.NOT_A_DATE),
        ("title,due_date,due_time", "a,2026-11-27,25:00", "due_time", Problem.NOT_A_TIME),
        ("title,due_date,due_time", "a,2026-11-27,noon", "due_time", Problem.NOT_A_TIME),
        ("title,due_date,due_time", "a,,09:00", "due_time", Problem.TIME_WITHOUT_DATE),
        ("title,priority", "a,1", "priority", Problem.NOT_A_PRIORITY),
        ("title,status", "a,cancelled", "status", Problem.NOT_A_STATUS),
        ("title,completed_at", "a,yesterday", "completed_at", Problem.NOT_A_DATE),
        ("title,created_at", "a,0001-01-01T00:00:00+14:00", "created_at", Problem.NOT_A_DATE),
        ("title,list", "a," + "x" * 101, "list", Problem.TOO_LONG),
        ("title,tags", "a,two words", "tags", Problem.TAG_CHARACTER),
        ("title,tags", "a," + ";".join(f"t{n}" for n in range(33)), "tags", Problem.TOO_MANY),
        ("title,id", "a,17", "id", Problem.NOT_AN_ID),
        ("title", "milk,eggs", "columns", Problem.TOO_MANY),
    ],
)
def test_a_wrong_cell_is_refused_with_its_field_and_line(header: str, row: str, field: str, problem: Problem) -> None:
    fine = "fine" + "," * header.count(",") + "\n"
    assert errors(f"{header}\n{fine}{row}\n") == [(3, field, problem)]


def test_all_wrong_rows_are_told_with_the_lines_they_start_on() -> None:
    text = 'title,description,priority,due_date\nok,"one\ntwo\n",low,\n,x,urgent,soon\n"a\nb",,,\n'
    assert errors(text) == [
        (5, "title", Problem.EMPTY),
        (5, "due_date", Problem.NOT_A_DATE),
        (5, "priority", Problem.NOT_A_PRIORITY),
        (6, "title", Problem.CONTROL_CHARACTER),
    ]


def test_an_id_that_stands_twice_is_refused() -> None:
    assert errors(f"id,title\n{SOME_ID},a\n{SOME_ID},b\n") == [(3, "id", Problem.ALREADY_USED)]


def test_a_column_that_stands_twice_is_refused() -> None:
    assert errors("title,Title\na,b\n") == [(1, "column", Problem.ALREADY_USED)]


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", "name,due\nBuy milk,\n", "Buy milk\n"])
def test_a_file_without_a_title_column_is_refused(text: str) -> None:
    assert refusal(text).problem is FileProblem.NO_TITLE_COLUMN


@pytest.mark.parametrize(
    "data",
    [
        "title\nCafé\n".encode("cp1252"),
        b"title\nnul\0\n",
        b"SQLite format 3\0" + bytes(200),
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"\xff\xfe\x00",
    ],
)
def test_what_is_not_text_is_refused_and_never_guessed(data: bytes) -> None:
    assert refusal(data).problem is FileProblem.NOT_TEXT


@pytest.mark.parametrize(("text", "line"), [('title\nok\n"never closed\n\n', 3), ('title\n"a"b\n', 2)])
def test_broken_quotes_are_refused_with_their_line(text: str, line: int) -> None:
    found = refusal(text)
    assert (found.problem, found.line) == (FileProblem.UNREADABLE, line)


def test_reading_leaves_the_limit_of_the_csv_module_alone() -> None:
    before = csv.field_size_limit()
    read("title,description\na," + "x" * 60_000 + "\n")
    with pytest.raises(FileInvalid):
        read("title,description\na," + "x" * 200_000 + "\n")
    assert csv.field_size_limit() == before


def test_rows_without_an_id_get_one_that_follows_from_what_they_say() -> None:
    first = ids_of(read("title,list\nBuy milk,Home\nBuy milk,Home\nPay rent,\n").tasks)
    again = ids_of(read("list;title;tags\n;Pay rent;\nHome;Buy milk;\nHome;Buy milk;\n").tasks)
    assert len(set(first)) == 3
    assert set(first) == set(again)


def test_changing_one_row_changes_no_other_rows_id() -> None:
    first = ids_of(read("title\nBuy milk\nPay rent\n").tasks)
    again = ids_of(read("title\nBuy bread\nPay rent\n").tasks)
    assert first[0] != again[0]
    assert first[1] == again[1]


def test_the_columns_are_those_of_the_manual() -> None:
    assert ",".join(COLUMNS) == (
        "id,title,description,due_date,due_time,priority,status,completed_at,list,tags,created_at"
    )
