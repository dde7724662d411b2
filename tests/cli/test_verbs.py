"""Each verb does what its help says, on a real file."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.cli import typed
from desktop_app.cli.session import opened
from desktop_app.core import Core
from desktop_app.domain.journal import ChangeNotice
from tests.cli.conftest import Tickbox, added
from tests.fakes.clock import FakeClock


def test_add_says_how_the_line_was_understood(tickbox: Tickbox) -> None:
    outcome = tickbox("add", "Pay", "rent", "tomorrow", "p1", "#Home", "@bills", "//", "see contract")
    assert outcome.code == 0
    assert outcome.lines[0].startswith("Added “Pay rent” (")
    assert outcome.lines[1] == "  Tue 24 Nov 2026 · High · #Home · @bills · // see contract"
    assert outcome.lines[2] == "Created the list “Home”"
    assert outcome.err == ""


def test_a_list_that_exists_is_not_announced(tickbox: Tickbox) -> None:
    tickbox("add", "One #Home")
    assert "Created" not in tickbox("add", "Two #home").out
    assert [row["name"] for row in tickbox("lists", "--json").objects] == ["Home"]


def test_list_shows_open_tasks_by_due_date(tickbox: Tickbox) -> None:
    for line in ("Later next month", "Late yesterday", "Now today 16:00", "Never"):
        tickbox("add", line)
    done = added(tickbox, "Finished")
    tickbox("done", done)
    lines = tickbox("list").lines
    assert [line.split()[1] for line in lines[1:]] == ["Late", "Now", "Later", "Never"]
    assert "1 day overdue" in lines[1]
    assert lines[2].endswith("Today 16:00")


@pytest.mark.parametrize(
    ("view", "titles"),
    [
        ("inbox", {"Late", "Now", "Soon"}),
        ("today", {"Now"}),
        ("upcoming", {"Soon"}),
        ("overdue", {"Late"}),
        ("all", {"Late", "Now", "Soon", "Filed"}),
        ("trash", {"Gone"}),
    ],
)
def test_views(tickbox: Tickbox, view: str, titles: set[str]) -> None:
    for line in ("Late yesterday", "Now today", "Soon tomorrow", "Filed #Work"):
        tickbox("add", line)
    tickbox("delete", added(tickbox, "Gone"))
    assert {task["title"] for task in tickbox("list", "--view", view, "--json").objects} == titles


def test_status_search_list_tag_and_sort_narrow_and_order(tickbox: Tickbox) -> None:
    tickbox("add", "Beta #Work @phone p3")
    tickbox("add", "alpha #Work p1")
    tickbox("add", "Gamma @phone")
    tickbox("done", added(tickbox, "Delta"))

    def titles(*options: str) -> list[str]:
        return [task["title"] for task in tickbox("list", "--json", *options).objects]

    assert titles("--status", "done") == ["Delta"]
    assert len(titles("--status", "all")) == 4
    assert titles("--search", "GAM") == ["Gamma"]
    assert titles("--list", "work", "--sort", "title") == ["alpha", "Beta"]
    assert titles("--tag", "@phone", "--sort", "title") == ["Beta", "Gamma"]
    assert titles("--sort", "priority")[0] == "alpha"
    assert titles("--sort", "list")[-2:] in (["alpha", "Beta"], ["Beta", "alpha"])


def test_the_trash_shows_done_and_open_tasks_newest_first(tickbox: Tickbox, clock: FakeClock) -> None:
    first, second = added(tickbox, "First"), added(tickbox, "Second")
    tickbox("done", second)
    tickbox("delete", first)
    clock.advance(dt.timedelta(minutes=1))
    tickbox("delete", second)
    assert [task["title"] for task in tickbox("list", "--view", "trash", "--json").objects] == ["Second", "First"]


def test_nothing_to_show_is_said_on_stderr(tickbox: Tickbox) -> None:
    for argv, hint in (
        (["list"], "`tickbox add"),
        (["list", "--view", "today"], "Today"),
        (["list", "--view", "trash"], "The Trash is empty."),
        (["list", "--search", "x"], "filters"),
        (["lists"], "no lists yet"),
        (["history"], "Nothing was completed"),
    ):
        outcome = tickbox(*argv)
        assert (outcome.code, outcome.out) == (0, "")
        assert hint in outcome.err


def test_show_tells_everything(tickbox: Tickbox) -> None:
    task_id = added(tickbox, "Pay rent fri 9:30 p2 #Home @bills // line")
    tickbox("edit", task_id, "--description", "one\ntwo")
    out = tickbox("show", task_id[-6:]).out
    for piece in ("Pay rent", task_id, "Open", "Fri 27 Nov 2026 09:30 (in 4 days)", "Medium", "Home", "@bills"):
        assert piece in out
    assert out.endswith("\n\none\ntwo\n")


def test_edit_changes_what_is_named_and_nothing_else(tickbox: Tickbox) -> None:
    task_id = added(tickbox, "Old tomorrow p1 #Home @a @b")
    outcome = tickbox("edit", task_id, "--title", "New", "--tag", "c", "--no-tag", "A", "--tag", "d", "--json")
    task = outcome.objects[0]
    assert (task["title"], task["tags"]) == ("New", ["b", "c", "d"])
    assert (task["due_date"], task["priority"], task["list"]) == ("2026-11-24", "high", "Home")


def test_none_clears_a_field(tickbox: Tickbox) -> None:
    task_id = added(tickbox, "Task tomorrow 9:00 p1 #Home // words")
    options = ["--due", "none", "--priority", "none", "--list", "none", "--description", "none"]
    task = tickbox("edit", task_id, *options, "--json").objects[0]
    cleared = [task[name] for name in ("due_date", "due_time", "priority", "list", "description")]
    assert cleared == [None, None, "none", None, ""]


@pytest.mark.parametrize(
    ("words", "date", "time"),
    [("2026-12-01", "2026-12-01", None), ("fri 14:30", "2026-11-27", "14:30"), ("yesterday", "2026-11-22", None)],
)
def test_due_takes_iso_and_words(tickbox: Tickbox, words: str, date: str, time: str | None) -> None:
    task = tickbox("edit", added(tickbox, "Task"), "--due", words, "--json").objects[0]
    assert (task["due_date"], task["due_time"]) == (date, time)


def test_edit_announces_a_list_that_it_made(tickbox: Tickbox) -> None:
    outcome = tickbox("edit", added(tickbox, "Task"), "--list", "Garden")
    assert "Created the list “Garden”" in outcome.lines


def test_done_reopen_delete_and_restore(tickbox: Tickbox) -> None:
    task_id = added(tickbox, "Task")
    assert tickbox("done", task_id).out.startswith("Completed “Task” (")
    assert tickbox("done", task_id).out.startswith("“Task” needed no change (")
    assert tickbox("reopen", task_id, "--json").objects[0]["completed_at"] is None
    assert tickbox("delete", task_id).out.startswith("Deleted “Task” (")
    assert tickbox("list", "--json").objects == []
    assert tickbox("restore", task_id).out.startswith("Restored “Task” (")
    assert len(tickbox("list", "--json").objects) == 1


def test_many_tasks_are_one_line_and_one_undo(tickbox: Tickbox) -> None:
    ids = [added(tickbox, f"Task {number}") for number in range(12)]
    assert tickbox("done", *ids).out == "Completed 12 tasks\n"
    assert tickbox("undo").out == "Undone: complete 12 tasks\n"
    assert len(tickbox("list", "--json").objects) == 12


def test_one_id_that_fits_nothing_keeps_all_others_from_changing(tickbox: Tickbox) -> None:
    task_id = added(tickbox, "Task")
    assert tickbox("done", task_id, "0123456789ab").code == 1
    assert tickbox("list", "--json").objects[0]["status"] == "open"


def test_an_id_named_twice_counts_once(tickbox: Tickbox) -> None:
    task_id = added(tickbox, "Task")
    assert len(tickbox("done", task_id, task_id[-4:], "--json").objects) == 1


def test_history_has_days_as_headings(tickbox: Tickbox, clock: FakeClock) -> None:
    tickbox("done", added(tickbox, "Older #Work"))
    clock.advance(dt.timedelta(days=1))
    tickbox("done", added(tickbox, "Old"))
    clock.advance(dt.timedelta(days=1))
    tickbox("done", added(tickbox, "New @x"))
    lines = tickbox("history").lines
    assert [line for line in lines if "·" in line] == [
        "Today · 1 task",
        "Yesterday · 1 task",
        "Mon 23 Nov 2026 · 1 task",
    ]
    assert lines[1].startswith("14:00  ")
    assert "New" in lines[1]

    def titles(*options: str) -> list[str]:
        return [task["title"] for task in tickbox("history", "--json", *options).objects]

    assert titles() == ["New", "Old", "Older"]
    assert titles("--from", "yesterday") == ["New", "Old"]
    assert titles("--to", "yesterday") == ["Old", "Older"]
    assert titles("--from", "2026-11-24", "--to", "24 nov") == ["Old"]
    assert titles("--list", "work") == ["Older"]
    assert titles("--tag", "x") == ["New"]
    assert titles("--search", "old") == ["Old", "Older"]


def test_undo_and_redo(tickbox: Tickbox) -> None:
    task_id = added(tickbox, "Task")
    tickbox("done", task_id)
    assert tickbox("undo").out == "Undone: complete “Task”\n"
    assert tickbox("redo").out == "Redone: complete “Task”\n"
    assert tickbox("list", "--status", "done", "--json").objects[0]["title"] == "Task"


def test_export_and_import(tickbox: Tickbox, tmp_path: Path) -> None:
    path = tmp_path / "tasks.csv"
    added(tickbox, "One")
    added(tickbox, "Two #Home")
    assert tickbox("export", str(path)).out == f"Wrote 2 tasks to {path}\n"
    assert tickbox("import", str(path)).lines[0] == "2 tasks read, 0 created, 0 updated, 2 unchanged"
    path.write_text("title,list,colour of hat\nThree,Garden,red\n")
    dry = tickbox("import", str(path), "--dry-run")
    assert dry.lines[0].endswith("1 task read, 1 created, 0 updated, 0 unchanged")
    assert "New lists: Garden" in dry.lines
    assert "Not carried: colour of hat" in dry.lines
    assert len(tickbox("list", "--json").objects) == 2
    tickbox("import", str(path))
    assert len(tickbox("list", "--json").objects) == 3
    tickbox("undo")
    assert len(tickbox("list", "--json").objects) == 2


def test_backup_makes_a_verified_copy(tickbox: Tickbox, folder: Path) -> None:
    added(tickbox, "One")
    assert tickbox("backup").out.startswith("Copied and verified 1 task: ")
    assert any("asked" in path.name for path in (folder / "backups").iterdir())


def test_a_writing_verb_makes_the_copy_of_the_day_and_a_reading_one_does_not(tickbox: Tickbox, folder: Path) -> None:
    tickbox("list")
    assert not (folder / "backups").exists()
    tickbox("add", "One")
    tickbox("add", "Two")
    assert len(list((folder / "backups").iterdir())) == 1


def test_a_daily_copy_that_fails_is_for_the_log_alone(tickbox: Tickbox, folder: Path) -> None:
    tickbox("list")
    (folder / "backups").write_text("in the way")
    outcome = tickbox("add", "Secret title")
    assert (outcome.code, outcome.err) == (0, "")
    log = (folder / "logs" / "tickbox.log").read_text()
    assert "the daily copy failed" in log
    assert "Secret" not in log


def test_doctor_examines(tickbox: Tickbox, folder: Path) -> None:
    added(tickbox, "One")
    outcome = tickbox("doctor")
    assert outcome.code == 0
    assert str(folder / "tickbox.db") in outcome.out
    assert "sound" in outcome.out


def test_demo_fills_an_empty_folder_and_one_undo_empties_it(tickbox: Tickbox) -> None:
    assert "`tickbox undo`" in tickbox("demo").out
    assert len(tickbox("list", "--json").objects) > 10
    assert tickbox("undo").code == 0
    assert tickbox("list", "--json").objects == []


def test_demo_does_not_mix_with_ones_own_tasks_unasked(tickbox: Tickbox) -> None:
    added(tickbox, "Mine")
    refused = tickbox("demo")
    assert (refused.code, refused.out) == (1, "")
    assert "demo --force" in refused.err
    assert tickbox("demo", "--force", "--json").objects


def test_the_folder_may_stand_before_or_after_the_verb(tickbox: Tickbox, tmp_path: Path) -> None:
    tickbox("--data-dir", str(tmp_path / "a"), "add", "One")
    assert len(tickbox("list", "--data-dir", str(tmp_path / "a"), "--json").objects) == 1
    assert len(tickbox("--json", f"--data-dir={tmp_path / 'a'}", "list").objects) == 1
    assert tickbox("list", "--json").objects == []


def test_the_window_sees_what_the_command_line_wrote(tickbox: Tickbox, core_of: Callable[[], Core]) -> None:
    window = core_of()
    notices: list[ChangeNotice] = []
    window.changes.subscribe(notices.append)
    tickbox("add", "From the terminal")
    window.look_elsewhere()
    assert [task.title for task in window.reader.tasks(sorted(notices[0].tasks))] == ["From the terminal"]
    assert notices[0].elsewhere
    window.close()


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("1 nov", "2026-11-01"),
        ("24 nov", "2025-11-24"),
        ("fri", "2026-11-20"),
        ("tue", "2026-11-17"),
        ("mon", "2026-11-23"),
        ("today", "2026-11-23"),
        ("yesterday", "2026-11-22"),
        ("tomorrow", "2026-11-24"),
        ("2027-01-01", "2027-01-01"),
    ],
)
def test_history_looks_back_where_due_dates_look_ahead(folder: Path, clock: FakeClock, words: str, day: str) -> None:
    with opened(folder, clock, as_json=False) as session:
        assert typed.past_day(session, words) == dt.date.fromisoformat(day)
