"""What really loads: a program that only opens its file and waits is Python, sqlite3 and ourselves."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.domain.changes import TaskDraft
from tests.storage.files import opened

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("sqlalchemy", "alembic", "requests", "urllib3", "keyring", "PySide6", "asyncio", "hypothesis")

IDLE = """
import sys
from pathlib import Path
from desktop_app.core import build_core
core = build_core(Path(sys.argv[1]))
core.look_elsewhere()
"""
USED = """
import datetime as dt
from desktop_app.domain.changes import TaskDraft
from desktop_app.domain.listing import TaskQuery
task = core.tasks.add(TaskDraft(title="Milk", list_name="Shop")).task
core.tasks.complete([task.id])
core.undo.undo()
core.reader.rows(core.reader.handles(TaskQuery(today=dt.date.today(), search="milk")))
core.history.totals()
core.backup.make()
core.doctor.examine()
core.look_elsewhere()
"""
LOADED = "print(*sorted({name.partition('.')[0] for name in sys.modules}))\ncore.close()\n"


@pytest.mark.parametrize("script", [IDLE, IDLE + USED], ids=["idle", "used"])
def test_neither_waiting_nor_working_loads_what_only_few_starts_need(tmp_path: Path, script: str) -> None:
    with opened(tmp_path) as core:
        core.tasks.add(TaskDraft(title="The file exists and is at the newest migration"))
    command = [sys.executable, "-c", script + LOADED, str(tmp_path)]
    loaded = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    assert "sqlite3" in loaded
    assert [name for name in HEAVY if name in loaded] == []


def test_the_first_start_loads_the_migrations(tmp_path: Path) -> None:
    """So that the test above would notice."""
    command = [sys.executable, "-c", IDLE + LOADED, str(tmp_path)]
    loaded = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    assert {"alembic", "sqlalchemy"} <= set(loaded)
