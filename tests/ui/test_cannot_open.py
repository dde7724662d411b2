"""A file that cannot be opened: what the user is told, what can be chosen, and what becomes of the file."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from desktop_app import main
from desktop_app.core import Core, build_core
from desktop_app.domain.changes import TaskDraft
from desktop_app.domain.clock import Clock
from desktop_app.domain.errors import StorageFailure, StorageProblem
from desktop_app.main import App
from desktop_app.storage.queries import TaskQueries
from desktop_app.ui.dialogs import cannot_open
from tests.fakes.clock import FakeClock
from tests.ui.conftest import titles

Opening = Callable[[Path], App | None]
Choices = Callable[..., list[tuple[str, list[str]]]]
GARBAGE = b"this is not a database" * 1_000


@pytest.fixture
def folder(tmp_path: Path, qapp: object) -> Path:
    """A folder with one task in its file, and a copy of that file."""
    folder = tmp_path / "data"
    core = build_core(folder, clock=FakeClock(dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)))
    core.tasks.add(TaskDraft(title="From the copy"))
    core.backup.make()
    core.close()
    return folder


@pytest.fixture
def opening() -> Iterator[Opening]:
    opened: list[App] = []

    def open_(folder: Path) -> App | None:
        app = main._open(folder)
        if app is not None:
            opened.append(app)
        return app

    yield open_
    for app in opened:
        app.close()


@pytest.fixture
def choices(monkeypatch: pytest.MonkeyPatch) -> Choices:
    """Presses one button after the other; returns what was said and offered each time."""

    def set_choices(*buttons: str) -> list[tuple[str, list[str]]]:
        seen: list[tuple[str, list[str]]] = []
        waiting = list(buttons)

        def exec_(box: QMessageBox) -> int:
            seen.append((box.text(), [button.text() for button in box.buttons()]))
            wanted = waiting.pop(0)
            found = next(button for button in box.buttons() if button.text().startswith(wanted))
            monkeypatch.setattr(QMessageBox, "clickedButton", lambda _: found)
            return 0

        monkeypatch.setattr(QMessageBox, "exec", exec_)
        return seen

    return set_choices


def damage(folder: Path) -> None:
    (folder / "tickbox.db").write_bytes(GARBAGE)
    for rest in folder.glob("tickbox.db-*"):
        rest.unlink()


def remove_copies(folder: Path) -> None:
    for copy in (folder / "backups").iterdir():
        copy.unlink()


def kept_aside(folder: Path) -> list[bytes]:
    """The contents of the files that were moved out of the way, wherever in the folder they are."""
    ours = {folder / "tickbox.db"}
    files = [path for path in folder.rglob("*") if path.is_file() and path not in ours]
    return [content for path in files if (content := path.read_bytes()) == GARBAGE]


def test_a_copy_is_offered_by_name_and_opens_with_its_tasks(folder: Path, choices: Choices, opening: Opening) -> None:
    (copy,) = (folder / "backups").glob("*.db")
    damage(folder)
    seen = choices("Use the copy")
    app = opening(folder)
    assert app is not None
    assert titles(app.window.tasks) == ["☐ From the copy"]
    ((said, offered),) = seen
    assert "tickbox.db" in said
    assert offered == [f"Use the copy “{copy.name}”", "Quit"]
    assert kept_aside(folder), "what was damaged may still be of use to somebody"


def test_without_a_copy_the_file_is_kept_aside_and_an_empty_one_opens(
    folder: Path, choices: Choices, opening: Opening
) -> None:
    remove_copies(folder)
    damage(folder)
    seen = choices("Keep it aside and start empty")
    app = opening(folder)
    assert app is not None
    assert titles(app.window.tasks) == []
    assert seen[0][1] == ["Keep it aside and start empty", "Quit"]
    assert kept_aside(folder)


def test_quitting_changes_nothing(folder: Path, choices: Choices, opening: Opening) -> None:
    damage(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    choices("Quit")
    assert opening(folder) is None
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_trying_again_opens_what_was_put_right_meanwhile(
    folder: Path,
    choices: Choices,
    opening: Opening,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tries = []

    def build_after_two(data_dir: Path, clock: Clock | None = None) -> Core:
        tries.append(data_dir)
        if len(tries) <= 2:
            raise StorageFailure(StorageProblem.LOCKED, folder / "tickbox.db")
        return build_core(data_dir, clock=clock)

    monkeypatch.setattr(main, "build_core", build_after_two)
    seen = choices("Try again", "Try again")
    app = opening(folder)
    assert app is not None
    assert titles(app.window.tasks) == ["☐ From the copy"]
    assert [offered for _, offered in seen] == [["Try again", "Quit"]] * 2


def test_a_file_of_a_newer_program_is_left_alone(folder: Path, choices: Choices, opening: Opening) -> None:
    core = build_core(folder)
    core.database.connection.execute("UPDATE alembic_version SET version_num = 'from-the-future'")
    core.close()
    before = (folder / "tickbox.db").read_bytes()
    seen = choices("Quit")
    assert opening(folder) is None
    assert seen[0][1] == ["Try again", "Quit"]
    assert (folder / "tickbox.db").read_bytes() == before


def test_a_copy_that_cannot_be_put_back_is_explained_and_asked_about_again(
    folder: Path,
    choices: Choices,
    opening: Opening,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    damage(folder)

    def full(*_: object) -> None:
        raise StorageFailure(StorageProblem.DISK_FULL, folder / "tickbox.db")

    monkeypatch.setattr(main, "restore_newest_backup", full)
    seen = choices("Use the copy", "Quit")
    assert opening(folder) is None
    assert len(seen) == 2
    assert seen[0][0] != seen[1][0]


def test_damage_that_shows_only_when_rows_are_read_frees_the_file(
    folder: Path,
    choices: Choices,
    opening: Opening,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    closed = []

    def watched(data_dir: Path, clock: Clock | None = None) -> Core:
        core = build_core(data_dir, clock=clock)
        monkeypatch.setattr(type(core.database), "close", lambda database: closed.append(database.connection.close()))
        return core

    def damaged(*_: object) -> None:
        raise StorageFailure(StorageProblem.DAMAGED, folder / "tickbox.db")

    monkeypatch.setattr(main, "build_core", watched)
    monkeypatch.setattr(TaskQueries, "handles", damaged)
    choices("Quit")
    assert opening(folder) is None
    assert len(closed) == 1


def test_what_is_said_is_never_read_as_markup(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qapp: object) -> None:
    formats = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: formats.append(box.textFormat()))
    failure = StorageFailure(StorageProblem.DAMAGED, tmp_path / "<b>" / "tickbox.db")
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda _: None)
    assert cannot_open.ask(failure) is cannot_open.Choice.QUIT, "closing the question is no answer"
    assert formats == [Qt.TextFormat.PlainText]


def test_a_folder_that_cannot_be_made_is_explained_and_tried_again(
    tmp_path: Path, choices: Choices, qapp: object
) -> None:
    (tmp_path / "file").write_text("in the way")
    seen = choices("Try again", "Quit")
    assert main.run_window(tmp_path / "file" / "data") == 1
    assert len(seen) == 2
    assert "data" in seen[0][0]
