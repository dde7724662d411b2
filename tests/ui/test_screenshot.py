"""`tickbox --screenshot`: the real window as a picture."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from desktop_app.core import build_core
from desktop_app.domain.changes import TaskDraft
from desktop_app.ui.colours import DARK, LIGHT, Colours

ROOT = Path(__file__).parents[2]


def shoot(data_dir: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "desktop_app", "--data-dir", str(data_dir), "--screenshot", *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    core = build_core(tmp_path / "data")
    core.tasks.add(TaskDraft(title="Pay rent"))
    core.close()
    return tmp_path / "data"


@pytest.mark.parametrize(("theme", "colours"), [("light", LIGHT), ("dark", DARK)])
@pytest.mark.parametrize("view", ["all", "history", "form", "trash"])
def test_a_picture_has_the_size_and_the_colours_asked_for(
    data_dir: Path, tmp_path: Path, theme: str, colours: Colours, view: str
) -> None:
    file = tmp_path / "shot.png"
    done = shoot(data_dir, str(file), "--view", view, "--theme", theme, "--size", "1200x600", "--scale", "2")
    assert (done.returncode, done.stderr) == (0, "")
    image = QImage(str(file))
    assert (image.width(), image.height()) == (2400, 1200)
    shown = {image.pixelColor(x, y).name().upper() for x in range(0, 2400, 10) for y in range(0, 1200, 10)}
    assert {colours.window.upper(), colours.panel.upper()} <= shown


def test_a_picture_leaves_no_trace_in_what_the_window_remembers(data_dir: Path, tmp_path: Path) -> None:
    shoot(data_dir, str(tmp_path / "shot.png"), "--theme", "dark", "--size", "640x480")
    assert not (data_dir / "window.ini").exists()


@pytest.mark.parametrize("words", [["shot.png", "--size", "0x10"], ["shot.png", "--view", "nothing"], []])
def test_wrong_words_are_a_wrong_usage(data_dir: Path, words: list[str]) -> None:
    assert shoot(data_dir, *words).returncode == 2


def test_a_place_that_cannot_be_written_is_named(data_dir: Path, tmp_path: Path) -> None:
    done = shoot(data_dir, str(tmp_path / "no folder" / "shot.png"))
    assert done.returncode == 1
    assert "shot.png" in done.stderr
    assert "Traceback" not in done.stderr
