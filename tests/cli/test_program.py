"""The whole program as a process: how it starts, what it loads, how it ends."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from desktop_app import __main__ as program

ROOT = Path(__file__).parents[2]
LOADED = (
    "import sys; from desktop_app.__main__ import main; code = main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
)


def _environment(folder: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    dropped = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "COLUMNS", "PYTHONIOENCODING"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "TICKBOX_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT), **(extra or {})}


def _run(
    folder: Path, *argv: str, extra: Mapping[str, str] | None = None, start: tuple[str, ...] = ("-m", "desktop_app")
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *start, *argv],
        env=_environment(folder, extra),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=60,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "tickbox"


def test_verbs_end_with_their_codes(folder: Path) -> None:
    assert _run(folder, "add", "Pay rent tomorrow").returncode == 0
    assert "Pay rent" in _run(folder, "list").stdout
    assert _run(folder, "show", "0123456").returncode == 1
    assert _run(folder, "frobnicate").returncode == 2
    assert _run(folder, "--version").stdout.startswith("Tickbox ")


def test_without_a_display_the_day_is_printed(folder: Path) -> None:
    for line in ("Late yesterday", "Now today", "Soon tomorrow"):
        _run(folder, "add", line)
    for argv in ([], ["--data-dir", str(folder)], [f"--data-dir={folder}"]):
        outcome = _run(folder, *argv)
        assert outcome.returncode == 0
        assert [line.split()[1] for line in outcome.stdout.splitlines()] == ["Title", "Late", "Now"]
        assert "1 day overdue" in outcome.stdout
        assert outcome.stderr.count("\n") == 1
        assert "`tickbox --help`" in outcome.stderr


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", True),
        ({"DISPLAY": ":0"}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", False),
        ({"DISPLAY": ""}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({"QT_QPA_PLATFORM": "minimal"}, "linux", False),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, "linux", False),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, "linux", True),
        ({"QT_QPA_PLATFORM": "xcb"}, "linux", True),
        ({}, "win32", False),
        ({}, "darwin", False),
    ],
)
def test_where_there_is_no_display(environment: dict[str, str], platform: str, expected: bool) -> None:
    assert program.lacks_display(environment, platform) is expected


def test_without_pyside_the_window_says_so(folder: Path, tmp_path: Path) -> None:
    shadow = tmp_path / "shadow"
    shadow.mkdir()
    (shadow / "sitecustomize.py").write_text("import sys\nsys.modules['PySide6'] = None\n")
    path = os.pathsep.join((str(shadow), str(ROOT)))
    outcome = _run(folder, extra={"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": path})
    assert outcome.returncode == 1
    assert outcome.stderr.count("\n") == 1
    assert "PySide6" in outcome.stderr
    assert "`tickbox --help`" in outcome.stderr


@pytest.mark.parametrize(
    "argv",
    [["list"], ["list", "--json"], ["add", "Task tomorrow"], ["lists"], ["history"], ["undo"], ["doctor"], ["--help"]],
    ids=" ".join,
)
def test_no_verb_loads_what_it_does_not_need(folder: Path, argv: list[str]) -> None:
    _run(folder, "add", "First")
    outcome = _run(folder, *argv, start=("-c", LOADED))
    loaded = {name.partition(".")[0] for name in outcome.stderr.split()}
    assert "desktop_app" in loaded
    assert not loaded & {"PySide6", "shiboken6", "sqlalchemy", "alembic", "requests", "keyring", "logging"}


def test_the_first_run_makes_the_file_without_qt(folder: Path) -> None:
    outcome = _run(folder, "add", "First", start=("-c", LOADED))
    assert "PySide6" not in outcome.stderr.split()
    assert (folder / "tickbox.db").exists()


def test_a_reader_that_stops_early_is_no_error(folder: Path) -> None:
    _run(folder, "demo")
    command = f"'{sys.executable}' -m desktop_app list --json --status all | head -1"
    outcome = subprocess.run(  # noqa: S602 - a pipe is what this is about
        command, shell=True, env=_environment(folder), capture_output=True, text=True, timeout=60, check=False
    )
    assert outcome.stdout == "[\n"
    assert outcome.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_told(folder: Path) -> None:
    _run(folder, "add", "Task")
    with Path("/dev/full").open("w") as full:
        outcome = subprocess.run(
            [sys.executable, "-m", "desktop_app", "list"],
            env=_environment(folder),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert outcome.returncode == 1
    assert outcome.stderr == "The output could not be written: No space left on device.\n"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_that_cannot_show_every_letter(folder: Path, encoding: str) -> None:
    extra = {"PYTHONIOENCODING": encoding}
    assert _run(folder, "add", "Straße 漢字", extra=extra).returncode == 0
    assert _run(folder, "list", extra=extra).returncode == 0
    assert _run(folder, "add", "", extra=extra).returncode == 1
    assert "\\u6f22" in _run(folder, "list", "--json", extra=extra).stdout


def test_a_fault_is_told_in_a_sentence_and_traced_in_the_log(folder: Path) -> None:
    breaking = (
        "import sys, desktop_app.cli as cli\n"
        "def broken(argv): raise KeyError('a private title')\n"
        "cli.run = broken\n"
        "from desktop_app.__main__ import main\n"
        "sys.exit(main(['list', '--data-dir', sys.argv[1]]))\n"
    )
    outcome = _run(folder, str(folder), start=("-c", breaking))
    log = folder / "logs" / "tickbox.log"
    assert outcome.returncode == 1
    assert outcome.stdout == ""
    assert outcome.stderr.count("\n") == 1
    assert str(log) in outcome.stderr
    assert "in broken" in log.read_text()
    assert "private" not in log.read_text() + outcome.stderr


def test_an_interrupted_run_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop_app.cli.run", interrupted)
    assert program.main(["list"]) == 130


def test_many_processes_at_once_lose_nothing(folder: Path) -> None:
    _run(folder, "add", "First")
    runs = [
        subprocess.Popen([sys.executable, "-m", "desktop_app", "add", f"Task {number}"], env=_environment(folder))
        for number in range(8)
    ]
    assert [run.wait(60) for run in runs] == [0] * 8
    assert len(_run(folder, "list").stdout.splitlines()) == 1 + 9
