"""How the program starts and ends: what it loads, what it prints, what it leaves behind."""

import json
import os
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop_app import main
from desktop_app.core import Core, build_core
from desktop_app.domain.changes import TaskDraft
from desktop_app.storage.queries import TaskQueries
from desktop_app.ui.background import run_in_background
from desktop_app.ui.theme import Scheme
from tests.ui.conftest import Opener, click_box, titles, type_line

ROOT = Path(__file__).parents[2]
PAINT_FIRST = Path(__file__).with_name("paint_first.py")
HEAVY = {"sqlalchemy", "alembic", "requests", "urllib3", "keyring", "truststore", "dateutil", "PySide6.QtSql"}
UNUSED_YET = {"desktop_app.services.demo", "desktop_app.cli"}
IS_WINDOWS = sys.platform == "win32"


def run(*arguments: str, script: Sequence[str] = ("-m", "desktop_app")) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    return subprocess.run(
        [sys.executable, *script, *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        timeout=60,
        check=False,
    )


def painted(folder: Path) -> dict[str, Any]:
    result = run(str(folder), script=[str(PAINT_FIRST)])
    assert result.returncode == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    assert found["painted"]
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with tasks, some of them done."""
    folder = tmp_path / "data"
    core = build_core(folder)
    core.demo.fill()
    core.close()
    return folder


def test_the_first_paint_waits_for_nothing_heavy(folder: Path) -> None:
    modules = set(painted(folder)["modules"])
    assert "desktop_app.ui.main_window" in modules
    assert not {name for name in modules if name in HEAVY or name.partition(".")[0] in HEAVY}
    assert not UNUSED_YET & modules


def test_the_window_opens_in_a_fresh_folder_too(tmp_path: Path) -> None:
    painted(tmp_path / "not" / "made" / "yet")
    assert (tmp_path / "not" / "made" / "yet" / "tickbox.db").is_file()


def quits_by_itself(folder: Path, action: str = "window.close()") -> "subprocess.CompletedProcess[str]":
    """The real program, with a hand that closes its window once it is shown."""
    hand = f"""
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop_app import main
import desktop_app.__main__ as start
show = main._show
def shown(app, instance, running):
    window = app.window
    QTimer.singleShot(300, lambda: {action})
    return show(app, instance, running)
main._show = shown
sys.exit(start.main(["--data-dir", sys.argv[1]]))
"""
    return run(str(folder), script=["-c", hand])


@pytest.mark.parametrize("action", ["window.close()", 'window.actions_by_name["actionQuit"].trigger()'])
def test_starting_and_closing_prints_nothing_and_ends_well(folder: Path, action: str) -> None:
    result = quits_by_itself(folder, action)
    # What the platform without a display cannot do, it says; that is no message of ours.
    said = [line for line in result.stderr.splitlines() if not line.startswith("This plugin does not support")]
    assert (result.returncode, result.stdout, said) == (0, "", [])


@pytest.mark.skipif(IS_WINDOWS, reason="no such signal")
def test_an_interrupted_program_leaves_a_sound_file(folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop_app", "--data-dir", str(folder)], cwd=ROOT, stderr=subprocess.DEVNULL
    )
    with process:
        QTest.qWait(1_500)
        assert process.poll() is None
        process.send_signal(signal.SIGKILL)
    core = build_core(folder)
    assert core.counts.open_counts(core.clock.local(core.clock.now()).date()).all > 0
    core.close()
    assert quits_by_itself(folder).returncode == 0


def test_a_damaged_file_is_explained_without_a_trace(folder: Path) -> None:
    (folder / "tickbox.db").write_bytes(b"not a database" * 1_000)
    hand = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from desktop_app import main
import desktop_app.__main__ as start
application = main.application()
def press():
    for box in QApplication.topLevelWidgets():
        if isinstance(box, QMessageBox):
            print(box.text())
            next(button for button in box.buttons() if button.text() == "Quit").click()
timer = QTimer()
timer.timeout.connect(press)
timer.start(50)
sys.exit(start.main(["--data-dir", sys.argv[1]]))
"""
    result = run(str(folder), script=["-c", hand])
    assert result.returncode == 1
    assert "tickbox.db" in result.stdout
    assert "Traceback" not in result.stderr
    assert (folder / "tickbox.db").read_bytes().startswith(b"not a database")


# Closing


def test_building_gives_a_window_and_a_way_to_close_it(tmp_path: Path, qapp: QApplication) -> None:
    app = main.build(tmp_path / "data")
    assert app.window.objectName() == "mainWindow"
    assert not app.window.isVisible()
    app.close()


def test_closing_frees_the_file(open_app: Opener) -> None:
    app = open_app()
    type_line(app, "One")
    data_dir = app.core.data_dir
    app.close()
    assert not list(data_dir.glob("tickbox.db-*")), "no log of SQLite's is left to be folded in"
    other = build_core(data_dir)
    other.close()
    (data_dir / "tickbox.db").unlink()


def test_closing_twice_is_harmless(open_app: Opener) -> None:
    app = open_app()
    app.close()
    app.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(app.window)
    app.close()


def test_closing_right_after_a_change_loses_nothing(open_app: Opener) -> None:
    app = open_app()
    type_line(app, "Water plants")
    type_line(app, "Buy milk")
    click_box(app.window.tasks, 0)
    app.window.top.search.setText("something that was typed and never searched for")
    app.close()
    QTest.qWait(100)
    reopened = open_app()
    assert titles(reopened.window.tasks) == ["☐ Buy milk"]


def test_nothing_asks_the_file_after_closing(open_app: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_app()
    type_line(app, "One")
    click_box(app.window.tasks, 0)
    app.window.top.search.setText("one")
    app.close()
    asked: list[object] = []
    monkeypatch.setattr(Core, "look_elsewhere", asked.append)
    monkeypatch.setattr(TaskQueries, "handles", asked.append)
    QTest.qWait(1_200)
    assert asked == []


def test_closed_windows_are_forgotten(open_app: Opener) -> None:
    app = open_app()
    gone = weakref.ref(app.window)
    app.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window = gone()
    assert window is None or not isValid(window)


def test_a_form_with_unsaved_words_does_not_hold_the_closing_by_program(open_app: Opener) -> None:
    app = open_app()
    app.window.actions_by_name["actionNewTask"].trigger()
    app.window.form.title.setText("Half a thought")
    app.close()
    assert titles(open_app().window.tasks) == []


# The copy of the day


def test_closing_waits_for_the_copy_that_is_being_made(open_app: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_app()
    started, may_end, order = threading.Event(), threading.Event(), []

    def slow(_: Path) -> None:
        started.set()
        may_end.wait(10)
        order.append("copied")

    monkeypatch.setattr(main, "make_daily_backup", slow)
    keeper = main.DailyBackup(app.core.data_dir, app.window)
    keeper.start()
    assert started.wait(10)
    threading.Timer(0.1, may_end.set).start()
    keeper.finish()
    order.append("closed")
    app.close()
    assert order == ["copied", "closed"]


def test_the_copy_of_the_day_is_made_beside_the_window(open_app: Opener, qtbot: QtBot) -> None:
    app = open_app()
    type_line(app, "One")
    keeper = main.DailyBackup(app.core.data_dir, app.window)
    keeper.start()
    qtbot.waitUntil(lambda: keeper._work is None, timeout=5_000)
    assert list((app.core.data_dir / "backups").glob("*.db"))
    keeper.finish()
    keeper.finish()


def test_a_copy_that_fails_is_a_sentence_in_the_window(
    open_app: Opener, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop_app.domain.errors import StorageFailure, StorageProblem

    app = open_app()

    def full(folder: Path) -> None:
        raise StorageFailure(StorageProblem.DISK_FULL, folder)

    monkeypatch.setattr(main, "make_daily_backup", full)
    keeper = main.DailyBackup(app.core.data_dir, app.window)
    keeper.start()
    qtbot.waitUntil(lambda: "full" in app.window.status.text, timeout=5_000)
    keeper.finish()


# What is remembered


def test_place_and_colours_are_remembered(open_app: Opener) -> None:
    app = open_app()
    app.window.actions_by_name.schemes[Scheme.DARK].trigger()
    app.window.resize(777, 555)
    app.close()
    again = main.build(app.core.data_dir, app.core.clock)
    assert again.window.actions_by_name.schemes[Scheme.DARK].isChecked()
    assert again.window.size() == QSize(777, 555)
    again.window.actions_by_name.schemes[Scheme.SYSTEM].trigger()
    again.close()


def test_a_window_that_was_on_a_screen_that_is_gone_comes_back_into_sight(open_app: Opener) -> None:
    app = open_app()
    app.window.move(9_000, 9_000)
    app.close()
    again = open_app()
    screen = again.window.screen().availableGeometry()
    assert screen.intersects(again.window.frameGeometry())


@pytest.mark.parametrize(
    "content", [b"\x00\xff\xfe nonsense", b"[General]\ngeometry=@ByteArray(zzz)\nsort_column=99\n"]
)
def test_a_state_that_says_nonsense_is_as_good_as_none(tmp_path: Path, qtbot: QtBot, content: bytes) -> None:
    folder = tmp_path / "data"
    core = build_core(folder)
    core.tasks.add(TaskDraft(title="One"))
    core.close()
    for name in ("window.ini", "window.json"):
        (folder / name).write_bytes(content)
    app = main.build(folder)
    app.window.show()
    assert titles(app.window.tasks) == ["☐ One"]
    app.close()


@pytest.mark.skipif(IS_WINDOWS, reason="no such modes")
def test_what_is_remembered_is_readable_by_its_owner_only(open_app: Opener) -> None:
    app = open_app()
    app.close()
    modes = {path.name: path.stat().st_mode & 0o077 for path in app.core.data_dir.iterdir() if path.is_file()}
    assert set(modes.values()) == {0}, modes


def test_a_second_start_of_the_same_process_raises_the_window(open_app: Opener) -> None:
    app = open_app()
    app.window.showMinimized()
    app.window.raise_to_front()
    assert app.window.isVisible()
    assert not app.window.isMinimized()


def test_work_in_a_thread_hands_its_outcome_to_the_window(app: main.App, qtbot: QtBot) -> None:
    from PySide6.QtCore import QObject, QThread

    class Receiver(QObject):
        outcome: object = None
        thread_of_outcome: object = None

        def take(self, outcome: object) -> None:
            self.outcome, self.thread_of_outcome = outcome, QThread.currentThread()

    def fail() -> None:
        raise ValueError("no")

    receiver = Receiver(app.window)
    run_in_background(lambda: "done", receiver, receiver.take, receiver.take)
    qtbot.waitUntil(lambda: receiver.outcome == "done")
    assert receiver.thread_of_outcome is app.window.thread()
    work = run_in_background(fail, receiver, receiver.take, receiver.take)
    qtbot.waitUntil(lambda: isinstance(receiver.outcome, ValueError))
    work.wait()
    QTimer.singleShot(0, receiver.deleteLater)


def test_no_question_is_open_when_all_is_well(app: main.App) -> None:
    assert not [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMessageBox)]
