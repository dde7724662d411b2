"""Importing and exporting against a real file: all or nothing, one undo, and nothing twice."""

import datetime as dt
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.core import Core, build_core
from desktop_app.domain.backup import Reason
from desktop_app.domain.changes import TaskDraft, TaskPatch
from desktop_app.domain.errors import FileInvalid, FileProblem, FileRefused, NothingToUndo, Problem, Refused
from desktop_app.domain.journal import ChangeNotice, Verb
from desktop_app.domain.task import Due, Priority, Status, Task
from desktop_app.domain.task_list import TaskList
from desktop_app.services import transfer
from tests.fakes.clock import FakeClock
from tests.interchange.tasks import lists, spelled_alike, tasks, whole_tasks

NOW = dt.datetime(2026, 11, 23, 14, tzinfo=dt.UTC)
LISTS = (UUID(int=1), UUID(int=2))
Write = Callable[..., Path]


@pytest.fixture
def core(tmp_path: Path, clock: FakeClock) -> Iterator[Core]:
    built = build_core(tmp_path / "data", clock=clock)
    yield built
    built.close()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file to import and returns its path."""

    def write_file(text: str, name: str = "tasks.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return write_file


def everything(core: Core) -> tuple[list[Task], list[TaskList]]:
    return core.reader.tasks(core.reader.everything()), core.counts.all_lists()


def live(core: Core) -> list[Task]:
    return [task for task in everything(core)[0] if not task.is_deleted]


def without_times(found: list[Task]) -> list[Task]:
    return [replace(task, updated_at=NOW) for task in found]


def backups(core: Core) -> list[Reason]:
    return [backup.reason for backup in core.backup.list()]


# --- import -----------------------------------------------------------------------------------------


def test_an_import_creates_tasks_and_their_lists(core: Core, write: Write) -> None:
    path = write("title,list,tags,due_date,status\nBuy milk,Home,shop;quick,2026-11-27,\nCall Ann,home,,,done\n")
    receipt = core.transfer.import_file(path)
    milk, call = live(core)
    (home,) = core.counts.lists()
    assert (milk.title, milk.tags, milk.due) == ("Buy milk", ("quick", "shop"), Due(dt.date(2026, 11, 27)))
    assert (call.status, call.completed_at) == (Status.DONE, NOW)
    assert milk.list_id == call.list_id == home.id
    assert receipt == transfer.Receipt(
        read=2,
        created=2,
        updated=0,
        unchanged=0,
        new_lists=("Home",),
        changed_lists=(),
        unknown_columns=(),
        tasks=(milk, call),
        dry_run=False,
    )


def test_an_import_uses_lists_and_spellings_that_are_there(core: Core, write: Write) -> None:
    home = core.lists.create("Home")
    core.tasks.add(TaskDraft(title="Old", tags=("Garden",)))
    receipt = core.transfer.import_file(write("title,list,tags\nWeed,HOME,garden\n"))
    assert (receipt.new_lists, receipt.tasks[0].list_id, receipt.tasks[0].tags) == ((), home.id, ("Garden",))


def test_one_file_spells_a_tag_in_one_way(core: Core, write: Write) -> None:
    receipt = core.transfer.import_file(write("title,tags\na,Garden\nb,garden\n"))
    assert [task.tags for task in receipt.tasks] == [("Garden",), ("Garden",)]


def test_columns_that_tickbox_does_not_know_are_in_the_receipt(core: Core, write: Write) -> None:
    assert core.transfer.import_file(write("title,Effort\na,3\n")).unknown_columns == ("Effort",)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.csv", b'title\nfine\n"open\n'),
        ("wrong.csv", b"title,due_date\nfine,\nwrong,soon\n"),
        ("untitled.csv", b"name\nfine\n"),
        ("latin.csv", "title\nfine\nCafé\n".encode("latin-1")),
        ("database.csv", b"SQLite format 3\0"),
        ("empty.csv", b""),
        ("empty.json", b""),
        ("foreign.json", b'[{"title": "fine"}]'),
        ("newer.json", b'{"format": "tickbox", "version": 9, "tasks": []}'),
        ("wrong.json", b'{"format": "tickbox", "version": 1, "tasks": [{"title": "fine"}, {"title": 3}]}'),
        ("tasks.pdf", b"%PDF"),
    ],
)
def test_a_bad_file_changes_nothing(core: Core, tmp_path: Path, name: str, content: bytes) -> None:
    core.tasks.add(TaskDraft(title="Mine", list_name="Home"))
    before, path = everything(core), tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refused) as caught:
        core.transfer.import_file(path)
    assert isinstance(caught.value, FileRefused | FileInvalid)
    assert caught.value.path == path
    assert everything(core) == before
    assert backups(core) == []
    step = core.undo.next_undo()
    assert step is not None
    assert step.verb is Verb.ADD


@pytest.mark.parametrize("name", ["missing.csv", "folder.csv", "nul\0.csv", "x" * 300 + ".csv"])
def test_what_cannot_be_opened_is_refused(core: Core, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(FileRefused) as caught:
        core.transfer.import_file(tmp_path / name)
    assert caught.value.problem is FileProblem.UNREADABLE
    assert caught.value.detail


def test_a_file_beyond_the_limit_is_refused_unread(core: Core, tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(transfer.LARGEST_FILE + 1)
    with pytest.raises(FileRefused) as caught:
        core.transfer.import_file(path)
    assert caught.value.problem is FileProblem.TOO_LARGE


def test_an_import_is_one_undo(core: Core, write: Write) -> None:
    mine = core.tasks.add(TaskDraft(title="Mine", priority=Priority.LOW)).task
    notices: list[ChangeNotice] = []
    core.changes.subscribe(notices.append)
    core.transfer.import_file(write(f"id,title,priority,list\n{mine.id},Yours,high,Home\n,New,,Garden\n"))
    assert len(notices) == 1
    assert core.undo.undo().verb is Verb.IMPORT
    assert without_times(live(core)) == without_times([mine])
    assert core.counts.lists() == []
    assert core.undo.undo().verb is Verb.ADD


def test_a_second_import_creates_nothing(core: Core, write: Write) -> None:
    path = write("title,list,status\nBuy milk,Home,\nBuy milk,Home,\nPay rent,,done\n")
    core.transfer.import_file(path)
    before = everything(core)
    receipt = core.transfer.import_file(path)
    assert (receipt.read, receipt.created, receipt.updated, receipt.unchanged) == (3, 0, 0, 3)
    assert everything(core) == before


def test_a_second_import_leaves_alone_what_was_done_with_rows_without_id(core: Core, write: Write) -> None:
    path = write("title,status\nBuy milk,open\n")
    (task,) = core.transfer.import_file(path).tasks
    core.tasks.complete([task.id])
    assert core.transfer.import_file(path).unchanged == 1
    assert live(core)[0].is_done


def test_importing_again_after_undo_brings_the_tasks_back(core: Core, write: Write) -> None:
    path = write("title,list\nBuy milk,Home\n")
    core.transfer.import_file(path)
    core.undo.undo()
    receipt = core.transfer.import_file(path)
    assert (receipt.created, receipt.updated, receipt.new_lists) == (0, 1, ("Home",))
    assert [(task.title, task.list_id) for task in live(core)] == [("Buy milk", core.counts.lists()[0].id)]


def test_a_dry_run_tells_what_would_happen_and_changes_nothing(core: Core, write: Write) -> None:
    mine = core.tasks.add(TaskDraft(title="Mine")).task
    path = write(f"id,title,list,Effort\n{mine.id},Yours,Home,\n,New,Garden,\n")
    before = everything(core)
    notices: list[ChangeNotice] = []
    core.changes.subscribe(notices.append)
    would = core.transfer.import_file(path, dry_run=True)
    assert everything(core) == before
    assert (notices, backups(core)) == ([], [])
    did = core.transfer.import_file(path)
    assert would.dry_run
    assert not did.dry_run
    assert (would.read, would.created, would.updated, would.new_lists) == (2, 1, 1, ("Home", "Garden"))
    assert [task.title for task in would.tasks] == [task.title for task in did.tasks] == ["New", "Yours"]


def test_a_row_with_an_id_changes_the_fields_of_its_columns_only(core: Core, clock: FakeClock, write: Write) -> None:
    task = core.tasks.add(
        TaskDraft(
            title="Old",
            description="Notes",
            due=Due(dt.date(2026, 11, 27), dt.time(9)),
            priority=Priority.HIGH,
            list_name="Home",
            tags=("a",),
        )
    ).task
    clock.advance(dt.timedelta(hours=1))
    receipt = core.transfer.import_file(write(f"ID,Title,due_date,tags\n{task.id},New,2026-11-28,\n"))
    expected = replace(task, title="New", due=Due(dt.date(2026, 11, 28), dt.time(9)), tags=(), updated_at=clock.now())
    assert receipt.tasks == (expected,)
    assert live(core) == [expected]


def test_an_empty_cell_empties_its_field(core: Core, write: Write) -> None:
    draft = TaskDraft(
        title="a", description="b", due=Due(dt.date(2026, 11, 27)), priority=Priority.LOW, list_name="Home"
    )
    task = core.tasks.add(draft).task
    core.transfer.import_file(write(f"id,title,description,due_date,priority,list\n{task.id},a,,,,\n"))
    (after,) = live(core)
    assert (after.description, after.due, after.priority, after.list_id) == ("", None, Priority.NONE, None)


@pytest.mark.parametrize(
    ("status", "expected"),
    [("done", dt.datetime(2026, 11, 23, 14, tzinfo=dt.UTC)), ("open", None), ("done,2026-11-01", "given")],
)
def test_completion_follows_the_file(
    core: Core, clock: FakeClock, write: Write, status: str, expected: dt.datetime | str | None
) -> None:
    task = core.tasks.add(TaskDraft(title="a")).task
    core.tasks.complete([task.id])
    clock.advance(dt.timedelta(days=1))
    core.transfer.import_file(write(f"id,title,status,completed_at\n{task.id},a,{status}\n"))
    (after,) = live(core)
    assert after.completed_at == (dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC) if expected == "given" else expected)


def test_a_task_in_the_trash_is_restored_and_updated(core: Core, write: Write) -> None:
    task = core.tasks.add(TaskDraft(title="Old")).task
    core.tasks.delete([task.id])
    receipt = core.transfer.import_file(write(f"id,title\n{task.id},New\n"))
    assert (receipt.created, receipt.updated) == (0, 1)
    assert [found.title for found in live(core)] == ["New"]


def test_a_task_of_a_deleted_list_stays_in_it(core: Core, tmp_path: Path) -> None:
    task = core.tasks.add(TaskDraft(title="a", list_name="Home")).task
    assert task.list_id is not None
    core.lists.delete(task.list_id)
    core.transfer.export_file(tmp_path / "out.csv")
    assert core.transfer.import_file(tmp_path / "out.csv").unchanged == 1


def test_a_copy_is_made_before_an_import_but_not_of_an_empty_file(core: Core, write: Write) -> None:
    core.transfer.import_file(write("title\nFirst\n"))
    assert backups(core) == []
    core.transfer.import_file(write("title\nSecond\n"))
    assert backups(core) == [Reason.IMPORT]


def test_an_import_of_nothing_new_is_no_step(core: Core, write: Write) -> None:
    core.transfer.import_file(write("title\n"))
    with pytest.raises(NothingToUndo):
        core.undo.undo()


# --- lists of our own JSON ----------------------------------------------------------------------------


def test_json_brings_lists_with_their_colours(core: Core, write: Write) -> None:
    entry = f'{{"id": "{LISTS[0]}", "name": "Work", "colour": "#2A64C8"}}'
    path = write(f'{{"format": "tickbox", "version": 1, "lists": [{entry}], "tasks": []}}', "a.json")
    receipt = core.transfer.import_file(path)
    assert receipt.new_lists == ("Work",)
    assert [(found.id, found.colour) for found in core.counts.lists()] == [(LISTS[0], "#2a64c8")]


def test_a_list_of_a_name_that_is_taken_becomes_that_list(core: Core, write: Write) -> None:
    mine = core.lists.create("work")
    path = write(
        f'{{"format": "tickbox", "version": 1, "lists": [{{"id": "{LISTS[0]}", "name": "Work"}}], '
        f'"tasks": [{{"title": "a", "list_id": "{LISTS[0]}"}}]}}',
        "a.json",
    )
    assert core.transfer.import_file(path).tasks[0].list_id == mine.id
    assert [found.id for found in core.counts.lists()] == [mine.id]


def test_a_list_that_would_take_anothers_name_is_refused(core: Core, write: Write) -> None:
    home, work = core.lists.create("Home"), core.lists.create("Work")
    path = write(
        f'{{"format": "tickbox", "version": 1, "lists": [{{"id": "{home.id}", "name": "Work"}}], "tasks": []}}',
        "a.json",
    )
    before = everything(core)
    with pytest.raises(FileInvalid) as caught:
        core.transfer.import_file(path)
    assert [(error.field, error.problem) for error in caught.value.errors] == [("list", Problem.ALREADY_USED)]
    assert everything(core) == before
    assert work.name == "Work"


def test_a_deleted_list_that_the_file_has_comes_back(core: Core, tmp_path: Path) -> None:
    task = core.tasks.add(TaskDraft(title="a", list_name="Home")).task
    assert task.list_id is not None
    core.transfer.export_file(tmp_path / "a.json")
    core.lists.delete(task.list_id)
    assert core.transfer.import_file(tmp_path / "a.json").changed_lists == ("Home",)
    assert [found.id for found in core.counts.lists()] == [task.list_id]


# --- export -------------------------------------------------------------------------------------------


def test_an_export_has_all_live_tasks_in_order_of_creation(core: Core, tmp_path: Path) -> None:
    ids = [core.tasks.add(TaskDraft(title=title)).task.id for title in ("b", "a", "gone", "c")]
    core.tasks.complete([ids[0]])
    core.tasks.delete([ids[2]])
    assert core.transfer.export_file(tmp_path / "out.csv") == 3
    rows = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert [row.split(",")[1] for row in rows] == ["b", "a", "c"]


def test_json_has_the_trash_too(core: Core, tmp_path: Path) -> None:
    task = core.tasks.add(TaskDraft(title="gone")).task
    core.tasks.delete([task.id])
    assert core.transfer.export_file(tmp_path / "out.json") == 1


def test_an_unknown_ending_is_refused_on_export(core: Core, tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as caught:
        core.transfer.export_file(tmp_path / "out.xlsx")
    assert caught.value.problem is FileProblem.UNKNOWN_FORMAT
    assert not (tmp_path / "out.xlsx").exists()


@pytest.mark.parametrize("name", ["missing/out.csv", "folder.csv", "file.csv/out.csv", "nul\0.csv"])
def test_an_export_that_cannot_be_written_is_refused_and_leaves_nothing(core: Core, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "file.csv").touch()
    before = sorted(tmp_path.iterdir())
    with pytest.raises(FileRefused) as caught:
        core.transfer.export_file(tmp_path / name)
    assert caught.value.problem is FileProblem.UNWRITABLE
    assert caught.value.detail
    assert sorted(tmp_path.iterdir()) == before


def test_an_export_that_fails_half_way_leaves_the_old_file(
    core: Core, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    core.tasks.add(TaskDraft(title="a"))
    path = tmp_path / "out.csv"
    path.write_text("precious")
    before = sorted(tmp_path.iterdir())

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileRefused) as caught:
        core.transfer.export_file(path)
    assert caught.value.detail == "No space left on device"
    assert path.read_text() == "precious"
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither modes nor, by default, links")
def test_an_export_keeps_a_link_and_usual_permissions(core: Core, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    core.transfer.export_file(tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((tmp_path / "real.csv").stat().st_mode) == 0o666 & ~mask


# --- there and back -----------------------------------------------------------------------------------


@settings(max_examples=25)
@given(st.lists(tasks(), max_size=5, unique_by=lambda task: task.id).map(spelled_alike))
def test_csv_into_an_empty_folder_and_out_again_is_byte_identical(
    tmp_path_factory: pytest.TempPathFactory, found: list[Task]
) -> None:
    folder = tmp_path_factory.mktemp("csv")
    first, second = build_core(folder / "a", clock=FakeClock(NOW)), build_core(folder / "b", clock=FakeClock(NOW))
    try:
        _put(first, found, [])
        first.transfer.export_file(folder / "one.csv")
        second.transfer.import_file(folder / "one.csv")
        second.transfer.export_file(folder / "two.csv")
        assert (folder / "two.csv").read_bytes() == (folder / "one.csv").read_bytes()
        assert without_times(live(second)) == without_times(found)
    finally:
        first.close()
        second.close()


@settings(max_examples=25)
@given(
    st.lists(whole_tasks(LISTS), max_size=4, unique_by=lambda task: task.id).map(spelled_alike),
    lists(LISTS[0], 1),
    lists(LISTS[1], 2),
)
def test_json_into_an_empty_folder_brings_every_field(
    tmp_path_factory: pytest.TempPathFactory, found: list[Task], first: TaskList, second: TaskList
) -> None:
    folder = tmp_path_factory.mktemp("json")
    core, copy = build_core(folder / "a", clock=FakeClock(NOW)), build_core(folder / "b", clock=FakeClock(NOW))
    try:
        _put(core, found, [first, second])
        core.transfer.export_file(folder / "one.json")
        copy.transfer.import_file(folder / "one.json")
        assert everything(copy) == everything(core)
        assert without_times(everything(copy)[0]) == without_times(found)
        assert [replace(entry, updated_at=NOW) for entry in everything(copy)[1]] == [
            replace(entry, updated_at=NOW) for entry in (first, second)
        ]
        assert copy.transfer.import_file(folder / "one.json").unchanged == len(found)
    finally:
        core.close()
        copy.close()


def _put(core: Core, found: list[Task], found_lists: list[TaskList]) -> None:
    """Brings arbitrary tasks into a file, as a sync would."""
    with core.transfer._unit_of_work(Verb.IMPORT) as work:
        for task_list in found_lists:
            work.lists.add(task_list)
        for task in found:
            work.tasks.add(task)


def test_an_edited_export_updates_what_was_edited(core: Core, tmp_path: Path) -> None:
    core.tasks.add_many([TaskDraft(title=f"Task {number}") for number in range(5)])
    path = tmp_path / "out.csv"
    core.transfer.export_file(path)
    path.write_bytes(path.read_bytes().replace(b"Task 3", b"Thing 3"))
    receipt = core.transfer.import_file(path)
    assert (receipt.read, receipt.created, receipt.updated, receipt.unchanged) == (5, 0, 1, 4)
    assert receipt.tasks[0].title == "Thing 3"


def test_an_import_puts_an_edited_task_back_as_the_file_has_it(core: Core, tmp_path: Path) -> None:
    task = core.tasks.add(TaskDraft(title="As it was")).task
    core.transfer.export_file(tmp_path / "out.csv")
    core.tasks.edit([task.id], TaskPatch(title="Edited"))
    core.transfer.import_file(tmp_path / "out.csv")
    assert [found.title for found in live(core)] == ["As it was"]
