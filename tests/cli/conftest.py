"""A command line on a real file in a folder of its own."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop_app.cli import run
from desktop_app.core import Core, build_core
from tests.fakes.clock import FakeClock


@dataclass(frozen=True)
class Outcome:
    """What a run ended with and what it printed."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def objects(self) -> list[dict[str, Any]]:
        found = json.loads(self.out)
        assert isinstance(found, list)
        return found


Tickbox = Callable[..., Outcome]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "tickbox"


@pytest.fixture
def tickbox(
    folder: Path, clock: FakeClock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Tickbox:
    """Runs one command line; the clock says Monday, 23 November 2026, 14:00."""
    monkeypatch.setenv("TICKBOX_DATA_DIR", str(folder))
    monkeypatch.delenv("COLUMNS", raising=False)

    def call(*argv: str) -> Outcome:
        code = run(argv, clock=clock)
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return call


@pytest.fixture
def core_of(folder: Path, clock: FakeClock) -> Callable[[], Core]:
    """Opens the same file, as the window would."""
    return lambda: build_core(folder, clock=clock)


def added(tickbox: Tickbox, *words: str) -> str:
    """Adds a task and returns its id."""
    return str(tickbox("add", "--json", *words).objects[0]["id"])
