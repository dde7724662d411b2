"""Five thousand tasks in the window and on the command line at once, closed and opened in between."""

import json
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.main import App
from desktop_app.ui.views.top_bar import HISTORY_TAB
from sync_protocol.text import fold
from tests.fakes.clock import FakeClock
from tests.fakes.year_of_tasks import COUNT, a_year_of_rows, as_file
from tests.ui.conftest import Opener, click_box, titles

ROOT = Path(__file__).parents[2]


def tickbox(data_dir: Path, *words: str) -> str:
    """Runs the command line as its users do and returns what it printed."""
    command = [sys.executable, "-m", "desktop_app", *words, "--data-dir", str(data_dir)]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", cwd=ROOT).stdout


def title_at(app: App, row: int) -> str:
    return str(app.window.task_model.index(row, 1).data())


def search(app: App, qtbot: QtBot, words: str) -> None:
    with qtbot.waitSignal(app.window.top.searched):
        app.window.top.search.setText(words)


def test_five_thousand_tasks_in_the_window_and_on_the_command_line(
    open_app: Opener, qtbot: QtBot, tmp_path: Path, clock: FakeClock
) -> None:
    rows = a_year_of_rows(clock.now())
    open_titles = [row[1] for row in rows if row[6] == "open"]
    data_dir, given, out = tmp_path / "data", tmp_path / "given.csv", tmp_path / "out.csv"
    given.write_bytes(as_file(rows))
    tickbox(data_dir, "import", str(given))

    # Shown, searched and sorted.
    app = open_app()
    assert app.window.task_model.rowCount() == len(open_titles)
    search(app, qtbot, "jurgen item 42")
    found = [title.removeprefix("☐ ") for title in titles(app.window.tasks)]
    assert sorted(found) == sorted(title for title in open_titles if "Jürgen" in title and "42" in title)
    search(app, qtbot, "")
    header = app.window.tasks.horizontalHeader()
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(header.sectionPosition(1) + 20, 10))
    assert title_at(app, 0) == min(open_titles, key=fold)

    # Completed with the mouse, and on the command line while the window is open.
    ticked, typed = app.window.task_model.ids([0, 1])
    ticked_title, typed_title = title_at(app, 0), title_at(app, 1)
    click_box(app.window.tasks, 0)
    (touched,) = json.loads(tickbox(data_dir, "done", str(typed), "--json"))
    assert touched["title"] == typed_title
    qtbot.waitUntil(lambda: app.window.task_model.rowCount() == len(open_titles) - 2, timeout=10_000)

    # Found in History. The clock of the command line is the machine's, so only its own words are sure.
    app.window.top.tabs.setCurrentIndex(HISTORY_TAB)
    search(app, qtbot, ticked_title)
    assert f"☑ {ticked_title}" in titles(app.window.history.table)
    app.close()

    # Undone after a restart, one from either side, and exported: byte for byte what went in.
    app = open_app()
    app.window.actions_by_name["actionUndo"].trigger()
    assert not app.core.reader.task(typed).is_done
    app.close()
    tickbox(data_dir, "undo")
    app = open_app()
    assert not app.core.reader.task(ticked).is_done
    assert app.window.task_model.rowCount() == len(open_titles)
    tickbox(data_dir, "export", str(out))
    assert out.read_bytes() == given.read_bytes()
    assert len(json.loads(tickbox(data_dir, "list", "--status", "all", "--json"))) == COUNT
