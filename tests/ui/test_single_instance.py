"""One window for each folder: who is first stays, who comes second calls the first and goes."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from pytestqt.qtbot import QtBot

from desktop_app.ui.desktop.single_instance import LOCK_FILE, SingleInstance

ROOT = Path(__file__).parents[2]
HOLDER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from desktop_app.ui.desktop.single_instance import SingleInstance
application = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
print("first" if instance.acquire() else "second", flush=True)
instance.raise_wanted.connect(lambda: print("raise", flush=True))
QTimer.singleShot(20_000, application.quit)
application.exec()
"""


def until_it_ends(process: "subprocess.Popen[str]") -> int:
    """Lets events run here, as in a window, until that process ends."""
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: None if process.poll() is None else loop.quit())
    timer.start(10)
    QTimer.singleShot(15_000, loop.quit)
    loop.exec()
    timer.stop()
    process.kill()
    return process.wait()


@pytest.fixture
def first(qapp: object, tmp_path: Path) -> Iterator[SingleInstance]:
    instance = SingleInstance(tmp_path)
    assert instance.acquire()
    yield instance
    instance.release()


def test_a_second_one_is_refused_and_calls_the_first(first: SingleInstance, tmp_path: Path, qtbot: QtBot) -> None:
    second = SingleInstance(tmp_path)
    with qtbot.waitSignal(first.raise_wanted):
        assert not second.acquire()


def test_two_that_call_at_once_are_both_heard(first: SingleInstance, tmp_path: Path, qtbot: QtBot) -> None:
    callers = [SingleInstance(tmp_path), SingleInstance(tmp_path)]
    with qtbot.waitSignals([first.raise_wanted, first.raise_wanted]):
        assert [caller.acquire() for caller in callers] == [False, False]


def test_who_was_refused_does_not_free_the_folder(first: SingleInstance, tmp_path: Path) -> None:
    second = SingleInstance(tmp_path)
    assert not second.acquire()
    second.release()
    assert not SingleInstance(tmp_path).acquire()


def test_folders_are_independent(first: SingleInstance, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "other").mkdir()
    other = SingleInstance(tmp_path / "other")
    with qtbot.assertNotEmitted(first.raise_wanted, wait=50):
        assert other.acquire()
    other.release()


def test_after_the_first_has_gone_another_may_come(first: SingleInstance, tmp_path: Path) -> None:
    first.release()
    second = SingleInstance(tmp_path)
    assert second.acquire()
    second.release()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows frees both with the process")
def test_what_a_killed_process_left_behind_does_not_block(qapp: object, tmp_path: Path, qtbot: QtBot) -> None:
    killed = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    with killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == "first\n"
        assert not SingleInstance(tmp_path).acquire()
        killed.send_signal(signal.SIGKILL)
    assert (tmp_path / LOCK_FILE).exists()
    instance = SingleInstance(tmp_path)
    assert instance.acquire()
    with qtbot.waitSignal(instance.raise_wanted):
        assert not SingleInstance(tmp_path).acquire()
    instance.release()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nobody is refused here")
def test_a_folder_that_cannot_hold_a_lock_is_not_taken_for_one_in_use(qapp: object, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        instance = SingleInstance(tmp_path)
        assert instance.acquire()
        instance.release()
    finally:
        tmp_path.chmod(0o700)


def test_a_lock_that_cannot_be_made_is_not_taken_for_one_in_use(qapp: object, tmp_path: Path) -> None:
    instance = SingleInstance(tmp_path / "not made")
    assert instance.acquire()
    instance.release()


def test_a_second_program_ends_well_and_calls_the_first(first: SingleInstance, tmp_path: Path) -> None:
    called: list[bool] = []
    first.raise_wanted.connect(lambda: called.append(True))
    second = subprocess.Popen(
        [sys.executable, "-m", "desktop_app", "--data-dir", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    with second:
        code = until_it_ends(second)
        assert second.stdout is not None
        assert second.stderr is not None
        assert (code, second.stdout.read(), second.stderr.read()) == (0, "", "")
    assert called
    assert [path.name for path in tmp_path.iterdir()] == [LOCK_FILE], "the second one touches nothing"
