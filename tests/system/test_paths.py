"""The one folder of everything: chosen, from the environment, or the system's own."""

from pathlib import Path

import pytest

from desktop_app.system.paths import data_dir, named_path


def test_the_chosen_folder_wins_over_the_environment() -> None:
    assert data_dir("/chosen", {"TICKBOX_DATA_DIR": "/named"}) == Path("/chosen").absolute()
    assert data_dir(None, {"TICKBOX_DATA_DIR": "/named"}) == Path("/named").absolute()


def test_without_either_the_system_says_where() -> None:
    assert data_dir(None, {}).name == "tickbox"


def test_a_folder_is_absolute_and_a_tilde_is_a_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert data_dir("~/tasks", {}) == tmp_path / "tasks"
    assert data_dir("tasks", {}) == tmp_path / "tasks"


def test_a_tilde_of_nobody_stays() -> None:
    assert named_path("~nobody-of-that-name/x") == Path("~nobody-of-that-name/x")
