"""Without an account the program makes no network request at all: in a process in which every attempt is noted."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

GUARD = """
import socket, sys
attempts = []

def noting(name):
    def refuse(*arguments, **_options):
        attempts.append(f"{name}{arguments}")
        raise OSError("the network was tried: " + attempts[-1])
    return refuse

make = socket.socket.__init__

def only_local(self, family=-1, type=-1, proto=-1, fileno=None):
    if fileno is None and family in (-1, socket.AF_INET, socket.AF_INET6):
        noting("socket")(family, type)
    make(self, family, type, proto, fileno)

socket.socket.__init__ = only_local
for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr", "getnameinfo", "create_connection"):
    setattr(socket, name, noting(name))
# Also what goes past the module: C code asks the interpreter's audit hooks as well.
NOTED = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind"}

def hook(event, arguments):
    local = event in {"socket.connect", "socket.bind", "socket.sendto"} and isinstance(arguments[1], (str, bytes))
    if event in NOTED and not local:
        attempts.append(f"{event}{arguments}")

sys.addaudithook(hook)
"""

USE_OF_THE_CORE = """
import datetime as dt
from pathlib import Path
from desktop_app.core import build_core
from desktop_app.domain.changes import TaskDraft, TaskPatch
from desktop_app.domain.listing import HistoryQuery, TaskQuery

core = build_core(Path(sys.argv[1]))
task = core.tasks.add(TaskDraft(title="Milk", list_name="Shop", tags=("a",))).task
core.tasks.edit([task.id], TaskPatch(title="Oat milk"))
for verb in (core.tasks.complete, core.tasks.reopen, core.tasks.delete, core.tasks.restore, core.tasks.delete_forever):
    verb([task.id])
core.undo.undo()
core.undo.redo()
home = core.lists.create("Home")
core.lists.rename(home.id, "At home")
core.lists.recolour(home.id, "#112233")
core.lists.delete(home.id)
core.lists.restore(home.id)
core.reader.rows(core.reader.handles(TaskQuery(today=dt.date.today(), search="milk")))
core.history.totals()
list(core.history.entries(HistoryQuery()))
core.backup.make()
core.backup.make_daily()
core.doctor.examine()
core.look_elsewhere()
core.close()
"""

USE_OF_THE_WINDOW = """
from pathlib import Path
from desktop_app.main import build
from desktop_app.domain.changes import TaskDraft
from PySide6.QtCore import QCoreApplication

app = build(Path(sys.argv[1]))
app.window.show()
app.core.tasks.add(TaskDraft(title="Milk"))
for _ in range(20):
    QCoreApplication.processEvents()
app.close()
"""

USE_OF_THE_COMMAND_LINE = """
from desktop_app.__main__ import main

for words in (["add", "Milk tomorrow"], ["list"], ["undo"], ["history"], ["backup"], ["doctor"]):
    assert main(["--data-dir", sys.argv[1], *words]) == 0, words
"""

REPORT = "\nassert attempts == [], attempts\nprint('used, and no network')\n"


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(folder), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", GUARD + script + REPORT, str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment, check=False)


@pytest.mark.parametrize(
    "script",
    [
        USE_OF_THE_CORE,
        USE_OF_THE_COMMAND_LINE,
        pytest.param(
            USE_OF_THE_WINDOW,
            marks=pytest.mark.skipif(find_spec("PySide6") is None, reason="PySide6 is not installed"),
        ),
    ],
    ids=["core", "command line", "window"],
)
def test_nothing_tries_the_network(tmp_path: Path, script: str) -> None:
    done = run(script, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("used, and no network\n")


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket()",
        "socket.create_connection(('192.0.2.1', 80))",
        "socket.getaddrinfo('tickbox.invalid', 443)",
        "__import__('_socket').getaddrinfo('tickbox.invalid', 443)",
        "__import__('_socket').socket(socket.AF_INET).connect(('127.0.0.1', 9))",
    ],
)
def test_an_attempt_would_be_noted_even_if_its_failure_were_swallowed(tmp_path: Path, attempt: str) -> None:
    done = run(f"\ntry:\n    {attempt}\nexcept OSError:\n    pass\n", tmp_path)
    assert done.returncode == 1
    assert "AssertionError" in done.stderr
