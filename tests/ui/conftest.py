"""Real windows on real files: what the window's tests share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desktop_app import main
from desktop_app.main import App
from desktop_app.ui.views.row_table_view import RowTableView
from tests.fakes.clock import FakeClock

Opener = Callable[[], App]


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The program's own application, dressed as users see it."""
    return main.application()


@pytest.fixture
def open_app(qtbot: QtBot, tmp_path: Path, clock: FakeClock) -> Iterator[Opener]:
    """Opens the window on one folder; called again after closing it, it reopens the same file."""
    opened: list[App] = []

    def open_() -> App:
        app = main.build(tmp_path / "data", clock)
        opened.append(app)
        app.window.resize(1200, 800)
        app.window.actions_by_name["actionViewAll"].trigger()
        app.window.show()
        qtbot.waitExposed(app.window)
        return app

    yield open_
    for app in opened:
        app.close()


@pytest.fixture
def app(open_app: Opener) -> App:
    return open_app()


def type_line(app: App, text: str) -> None:
    """Types a quick-add line and presses Enter."""
    app.window.quick_add.line.setFocus()
    # QTest can only press the keys of ASCII.
    app.window.quick_add.line.insertPlainText(text)
    QTest.keyClick(app.window.quick_add.line, Qt.Key.Key_Return)


def titles(table: RowTableView) -> list[str]:
    """What the Title column shows, from top to bottom, and whether it is ticked: `☑ Buy apples`.

    Headings among the rows are left out.
    """
    model = table.model()
    marks = {Qt.CheckState.Checked.value: "☑", Qt.CheckState.Unchecked.value: "☐"}
    return [
        f"{marks[model.index(row, 0).data(Qt.ItemDataRole.CheckStateRole)]} {model.index(row, 1).data()}"
        for row in range(model.rowCount())
        if model.index(row, 0).data(Qt.ItemDataRole.CheckStateRole) is not None
    ]


def click_box(table: RowTableView, row: int) -> None:
    """Clicks into the tick box of a row with the mouse."""
    cell: QRect = table.visualRect(table.model().index(row, 0))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(cell.left() + 21, cell.center().y()))


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """Presses the button of that name in every question to come; returns the questions that were asked."""

    def set_answer(button: str) -> list[str]:
        asked: list[str] = []

        def exec_(box: QMessageBox) -> int:
            asked.append(box.text())
            found = next(b for b in box.buttons() if b.text() == button)
            monkeypatch.setattr(QMessageBox, "clickedButton", lambda _self: found)
            return 0

        monkeypatch.setattr(QMessageBox, "exec", exec_)
        return asked

    return set_answer
