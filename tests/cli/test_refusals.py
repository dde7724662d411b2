"""Bad input and bad surroundings: one sentence on stderr, code 1, nothing changed."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.storage import database
from tests.cli.conftest import Outcome, Tickbox, added


def _contents(tickbox: Tickbox) -> list[str]:
    return [str(task) for task in tickbox("list", "--status", "all", "--json").objects]


def _is_refusal(outcome: Outcome) -> None:
    assert outcome.code == 1
    assert outcome.out == ""
    assert outcome.err.count("\n") == 1
    assert outcome.err.rstrip()[-1] in ".?"
    assert "Traceback" not in outcome.err
    assert not {letter for letter in outcome.err if letter != "\n" and ord(letter) < 32}


@pytest.mark.parametrize(
    ("argv", "piece"),
    [
        (["add", "#Home", "tomorrow"], "A task needs a title."),
        (["add", " "], "A task needs a title."),
        (["add", "x" * 256], "255 characters"),
        (["add", "bell \x07 here"], "U+0007"),
        (["add", "broken \udc80 bytes"], "U+DC80"),
        (["add", "Task @" + "t" * 51], "50 characters"),
        (["add", 'Task #"' + "l" * 101 + '"'], "100 characters"),
        (["show", "0123456"], "No task has an id"),
        (["show", "zz9"], "cannot be part of an id"),
        (["show", "a"], "at least 3"),
        (["done", "ID", "0123456"], "No task has an id"),
        (["edit", "ID", "--due", "30 feb"], "“30 feb” is not a date Tickbox knows."),
        (["edit", "ID", "--due", "2026-02-30"], "is not a date"),
        (["edit", "ID", "--due", "\x1b[31mred"], "is not a date"),
        (["edit", "ID", "--due", ""], "is not a date"),
        (["edit", "ID", "--title", ""], "A task needs a title."),
        (["edit", "ID", "--title", "x" * 300], "255 characters"),
        (["edit", "ID", "--tag", "two words"], "cannot be a tag"),
        (["edit", "ID", "--tag", ""], "A tag needs"),
        (["edit", "ID", "--description", "x" * 65537], "64 KiB"),
        (["edit", "ID", "--description", "a\x00b"], "U+0000"),
        (["list", "--list", "Nowhere"], "There is no list “Nowhere”. The lists are: Work."),
        (["list", "--list", "\x1b]0;x\x07"], "There is no list"),
        (["history", "--list", "Nowhere"], "The lists are: Work."),
        (["history", "--from", "some day"], "is not a date"),
        (["redo"], "nothing to redo"),
        (["import", "no-such-file.csv"], "cannot be read"),
        (["import", "FOLDER"], ""),
        (["import", "FOLDER", "--dry-run"], ""),
        (["export", "FOLDER"], ""),
        (["import", "tasks.xyz"], ".csv or .json"),
        (["export", "/no/such/folder/tasks.csv"], "cannot be written"),
        (["demo"], "demo --force"),
        (["doctor", "--restore"], "is sound"),
    ],
)
def test_bad_input(tickbox: Tickbox, tmp_path: Path, argv: list[str], piece: str) -> None:
    task_id = added(tickbox, "Task #Work")
    before = _contents(tickbox)
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    names = {"ID": task_id, "FOLDER": str(folder)}
    outcome = tickbox(*(names.get(word, word) for word in argv))
    _is_refusal(outcome)
    assert piece in outcome.err
    assert _contents(tickbox) == before


def test_undo_with_nothing_to_undo(tickbox: Tickbox) -> None:
    outcome = tickbox("undo")
    _is_refusal(outcome)
    assert outcome.err == "There is nothing to undo.\n"


def test_an_ambiguous_id_names_its_candidates(tickbox: Tickbox) -> None:
    ids = [added(tickbox, f"Task {number}") for number in range(3)]
    start = ids[0][:6]  # ids of one moment begin alike
    outcome = tickbox("done", start)
    _is_refusal(outcome)
    assert all(f"“Task {number}”" in outcome.err for number in range(3))
    assert all(task["status"] == "open" for task in tickbox("list", "--json").objects)


def test_undo_does_not_overwrite_what_was_changed_since(tickbox: Tickbox, folder: Path) -> None:
    task_id = added(tickbox, "Task")
    tickbox("edit", task_id, "--priority", "high")
    with closing(sqlite3.connect(folder / "tickbox.db")) as connection:
        connection.create_function("fold", 1, str.lower)
        connection.create_function("name_key", 1, str.lower)
        connection.execute("UPDATE task SET priority = 1")
        connection.commit()
    outcome = tickbox("undo")
    _is_refusal(outcome)
    assert "the priority of “Task” was high and is now low" in outcome.err
    assert tickbox("list", "--json").objects[0]["priority"] == "low"


def test_a_file_with_errors_names_lines_and_imports_nothing(tickbox: Tickbox, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("title,due_date\n" + "Fine,2026-12-01\n" + '"",2026-12-01\n' * 6 + "Wrong,30 feb\n")
    outcome = tickbox("import", str(path))
    _is_refusal(outcome)
    assert "Line 3: A task needs a title." in outcome.err
    assert "There are 2 more errors." in outcome.err
    assert tickbox("list", "--json").objects == []


@pytest.mark.parametrize("argv", [["list"], ["add", "Task"], ["doctor"], ["doctor", "--restore"], ["history"]])
def test_a_file_where_the_folder_should_be(tickbox: Tickbox, folder: Path, argv: list[str]) -> None:
    folder.write_text("in the way")
    outcome = tickbox(*argv)
    _is_refusal(outcome)
    assert "--data-dir" in outcome.err
    assert folder.read_text() == "in the way"


@pytest.fixture
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    defaults = database.connect.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "timeout", 0.1)


@pytest.mark.usefixtures("short_wait")
def test_a_locked_file(tickbox: Tickbox, folder: Path) -> None:
    added(tickbox, "Task")
    with closing(sqlite3.connect(folder / "tickbox.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        outcome = tickbox("add", "Another")
        _is_refusal(outcome)
        assert outcome.err == "Another program is holding tickbox.db. Close it or try again in a moment.\n"
        assert len(tickbox("list", "--json").objects) == 1
    assert tickbox("add", "Another").code == 0


DAMAGE = b"This is not a database. " * 400


def test_a_damaged_file_without_a_copy(tickbox: Tickbox, folder: Path) -> None:
    folder.mkdir()
    (folder / "tickbox.db").write_bytes(DAMAGE)
    for argv in (["list"], ["add", "Task"], ["doctor"]):
        outcome = tickbox(*argv)
        _is_refusal(outcome)
        assert "left untouched" in outcome.err
    restored = tickbox("doctor", "--restore")
    _is_refusal(restored)
    assert "no verified copy" in restored.err
    assert (folder / "tickbox.db").read_bytes() == DAMAGE


def test_a_damaged_file_with_a_copy_is_restored_by_doctor(tickbox: Tickbox, folder: Path) -> None:
    added(tickbox, "Task")
    tickbox("backup")
    for beside in folder.glob("tickbox.db-*"):
        beside.unlink()
    (folder / "tickbox.db").write_bytes(DAMAGE)
    outcome = tickbox("list")
    _is_refusal(outcome)
    assert "`tickbox doctor --restore`" in outcome.err
    assert str(folder / "backups") in outcome.err
    assert (folder / "tickbox.db").read_bytes() == DAMAGE

    restored = tickbox("doctor", "--restore")
    assert restored.code == 0
    assert restored.lines[0].endswith("in place: 1 task")
    assert [path.read_bytes() for path in folder.glob("tickbox-damaged-*.db")] == [DAMAGE]
    assert [task["title"] for task in tickbox("list", "--json").objects] == ["Task"]


def test_a_lost_file_is_restored_by_doctor(tickbox: Tickbox, folder: Path) -> None:
    added(tickbox, "Task")
    tickbox("backup")
    for path in folder.glob("tickbox.db*"):
        path.unlink()
    assert tickbox("doctor", "--restore").code == 0
    assert len(tickbox("list", "--json").objects) == 1


def test_a_file_of_a_newer_program_is_neither_opened_nor_restored_over(tickbox: Tickbox, folder: Path) -> None:
    added(tickbox, "Task")
    tickbox("backup")
    with closing(sqlite3.connect(folder / "tickbox.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    for argv in (["list"], ["add", "Task"], ["doctor"], ["doctor", "--restore"]):
        outcome = tickbox(*argv)
        _is_refusal(outcome)
        assert "newer Tickbox" in outcome.err
    assert not list(folder.glob("tickbox-damaged-*"))


@pytest.mark.parametrize(
    "argv",
    [
        ["edit", "abc"],
        ["edit"],
        ["done"],
        ["add"],
        ["show"],
        ["show", "abc", "def"],
        ["list", "--view", "nowhere"],
        ["list", "--sort", "deleted"],
        ["edit", "abc", "--priority", "urgent"],
        ["frobnicate"],
        ["--json"],
        ["list", "--vie", "all"],
    ],
    ids=" ".join,
)
def test_wrong_usage(tickbox: Tickbox, folder: Path, argv: list[str]) -> None:
    outcome = tickbox(*argv)
    assert outcome.code == 2
    assert outcome.out == ""
    assert "usage: tickbox" in outcome.err
    assert not folder.exists()


@pytest.mark.parametrize("argv", [["--help"], ["--version"], ["add", "--help"], ["edit", "--help"]], ids=" ".join)
def test_help_touches_no_file(tickbox: Tickbox, folder: Path, argv: list[str]) -> None:
    outcome = tickbox(*argv)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out
    assert not folder.exists()
