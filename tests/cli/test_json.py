"""`--json` prints one array of objects of one shape, for every verb."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from desktop_app.cli import arguments
from desktop_app.cli.objects import PRIORITIES
from desktop_app.domain.listing import SortKey
from desktop_app.domain.views import StatusFilter, View
from tests.cli.conftest import Tickbox, added
from tests.fakes.clock import FakeClock

FIELDS = [
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
    "updated_at",
]


def test_the_arguments_offer_what_the_domain_knows() -> None:
    assert [view.value for view in View] == arguments.VIEWS
    assert [status.value for status in StatusFilter] == arguments.STATUSES
    assert set(arguments.SORTS) == {key.value for key in SortKey} - {"deleted"}
    assert list(PRIORITIES) == arguments.PRIORITIES


def test_a_task_object(tickbox: Tickbox) -> None:
    task = tickbox("add", "--json", "Pay rent fri 9:30 p2 #Home @b @a // why").objects[0]
    assert list(task) == FIELDS
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", task.pop("id"))
    assert task == {
        "title": "Pay rent",
        "description": "why",
        "due_date": "2026-11-27",
        "due_time": "09:30",
        "priority": "medium",
        "status": "open",
        "completed_at": None,
        "list": "Home",
        "tags": ["a", "b"],
        "created_at": "2026-11-23T14:00:00.000000Z",
        "updated_at": "2026-11-23T14:00:00.000000Z",
    }


@pytest.mark.parametrize(
    "argv",
    [
        ["list"],
        ["list", "--status", "all"],
        ["show", "ID"],
        ["edit", "ID", "--title", "New"],
        ["done", "ID"],
        ["reopen", "DONE"],
        ["delete", "ID"],
        ["restore", "ID"],
        ["history"],
        ["undo"],
        ["import", "FILE"],
        ["import", "FILE", "--dry-run"],
        ["demo", "--force"],
    ],
    ids=" ".join,
)
def test_verbs_of_tasks_print_task_objects(tickbox: Tickbox, tmp_path: Path, argv: list[str]) -> None:
    task_id, done_id = added(tickbox, "Task tomorrow #Home"), added(tickbox, "Done")
    tickbox("done", done_id)
    file = tmp_path / "new.csv"
    file.write_text("title\nImported\n")
    names = {"ID": task_id, "DONE": done_id, "FILE": str(file)}
    outcome = tickbox(*(names.get(word, word) for word in argv), "--json")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.objects
    for task in outcome.objects:
        assert list(task) == FIELDS
        assert task["status"] in ("open", "done")


def test_undo_and_redo_print_what_they_touched(tickbox: Tickbox) -> None:
    ids = [added(tickbox, "One"), added(tickbox, "Two")]
    tickbox("done", *ids)
    undone = tickbox("undo", "--json").objects
    assert [(task["id"], task["status"]) for task in undone] == [(one, "open") for one in ids]
    assert [task["status"] for task in tickbox("redo", "--json").objects] == ["done", "done"]


def test_a_completion_has_its_time_in_utc(tickbox: Tickbox, clock: FakeClock) -> None:
    task_id = added(tickbox, "Task")
    clock.advance(dt.timedelta(hours=1, microseconds=5))
    assert tickbox("done", task_id, "--json").objects[0]["completed_at"] == "2026-11-23T15:00:00.000005Z"


def test_the_list_of_a_deleted_list_is_null(tickbox: Tickbox, folder: Path, clock: FakeClock) -> None:
    added(tickbox, "Task #Home")
    from desktop_app.core import build_core

    core = build_core(folder, clock=clock)
    core.lists.delete(core.counts.lists()[0].id)
    core.close()
    assert tickbox("list", "--json").objects[0]["list"] is None


def test_lists(tickbox: Tickbox) -> None:
    added(tickbox, "Task #Home")
    (row,) = tickbox("lists", "--json").objects
    assert list(row) == ["id", "name", "colour", "open"]
    assert (row["name"], row["colour"], row["open"]) == ("Home", None, 1)


def test_backup_export_and_doctor(tickbox: Tickbox, folder: Path, tmp_path: Path) -> None:
    added(tickbox, "Task")
    (copy,) = tickbox("backup", "--json").objects
    assert list(copy) == ["path", "tasks", "at", "reason"]
    assert (copy["tasks"], copy["reason"]) == (1, "asked")
    (written,) = tickbox("export", str(tmp_path / "out.csv"), "--json").objects
    assert written == {"path": str(tmp_path / "out.csv"), "tasks": 1}
    (findings,) = tickbox("doctor", "--json").objects
    assert findings["is_sound"] is True
    assert findings["path"] == str(folder / "tickbox.db")
    assert list(findings["newest_backup"]) == ["path", "tasks", "at", "reason"]


def test_doctor_restore(tickbox: Tickbox, folder: Path) -> None:
    added(tickbox, "Task")
    tickbox("backup")
    (folder / "tickbox.db").write_bytes(b"not a database at all" * 500)
    (restored,) = tickbox("doctor", "--restore", "--json").objects
    assert restored["tasks"] == 1
    assert Path(restored["moved_aside"]).read_bytes().startswith(b"not a database")


def test_nothing_found_is_an_empty_array(tickbox: Tickbox) -> None:
    for argv in (["list"], ["lists"], ["history"]):
        outcome = tickbox(*argv, "--json")
        assert (outcome.code, outcome.objects, outcome.err) == (0, [], "")


def test_a_refusal_prints_nothing_on_stdout(tickbox: Tickbox) -> None:
    outcome = tickbox("show", "abcdef", "--json")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.endswith(".\n")


def test_a_new_list_is_told_beside_the_array(tickbox: Tickbox) -> None:
    outcome = tickbox("add", "Task #Home", "--json")
    assert len(outcome.objects) == 1
    assert outcome.err == "Created the list “Home”\n"


def test_letters_stay_letters_and_dangerous_ones_are_escaped(tickbox: Tickbox) -> None:
    title = "Straße 漢字 🎉 \u202egpj"
    out = tickbox("add", title, "--json").out
    assert "Straße 漢字 🎉" in out
    assert "\u202e" not in out
    assert json.loads(out)[0]["title"] == title
