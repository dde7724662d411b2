"""The note that tells what was done and takes it back."""

import datetime as dt

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.journal import Direction, Source, Step, Verb
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.undo_toast import UndoToast

NOW = dt.datetime(2026, 11, 23, 14, tzinfo=dt.UTC)


def step(verb: Verb = Verb.COMPLETE, title: str = "Water plants", count: int = 1) -> Step:
    return Step(1, NOW, verb, count, Source.WINDOW, Direction.DO, None, title)


@pytest.fixture
def toast(qtbot: QtBot) -> UndoToast:
    anchor = QWidget()
    qtbot.addWidget(anchor)
    anchor.resize(800, 600)
    anchor.show()
    return UndoToast(Theme(anchor), anchor)


def test_it_says_what_was_done_and_how_many_steps_its_button_takes_back(toast: UndoToast, qtbot: QtBot) -> None:
    toast.tell(step())
    assert toast.isVisible()
    assert toast.text == "Completed “Water plants”"
    with qtbot.waitSignal(toast.undo_wanted) as wanted:
        QTest.mouseClick(toast._undo, Qt.MouseButton.LeftButton)
    assert wanted.args == [1]
    assert not toast.isVisible()


def test_steps_of_one_kind_are_told_and_taken_back_together(toast: UndoToast, qtbot: QtBot) -> None:
    toast.tell(step(title="One"))
    toast.tell(step(title="Two"))
    toast.tell(step(title="", count=3))
    assert toast.text == "Completed 5 tasks"
    with qtbot.waitSignal(toast.undo_wanted) as wanted:
        toast._undo.click()
    assert wanted.args == [3]


def test_another_kind_of_step_begins_anew(toast: UndoToast) -> None:
    toast.tell(step(title="One"))
    toast.tell(step(Verb.DELETE, "Two"))
    assert toast.text == "Deleted “Two”"


def test_it_waits_while_the_pointer_is_on_it(toast: UndoToast) -> None:
    toast.tell(step())
    toast.enterEvent(QEnterEvent(QPointF(), QPointF(), QPointF()))
    assert not toast._timer.isActive()
    toast.leaveEvent(QEvent(QEvent.Type.Leave))
    assert toast._timer.isActive()


def test_it_goes_by_itself(toast: UndoToast, qtbot: QtBot) -> None:
    toast.tell(step())
    assert toast._timer.interval() == 8_000
    toast._timer.start(1)
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_a_step_back_ends_it(toast: UndoToast) -> None:
    toast.tell(step())
    toast.tell(Step(2, NOW, Verb.COMPLETE, 1, Source.WINDOW, Direction.UNDO, 1, "Water plants"))
    assert not toast.isVisible()


def test_markup_in_a_title_is_shown_as_it_was_typed(toast: UndoToast) -> None:
    toast.tell(step(title="<b>bold</b>"))
    assert toast._text.textFormat() == Qt.TextFormat.PlainText
    assert "<b>bold</b>" in toast.text


def test_it_stays_at_the_lower_left_of_the_list(toast: UndoToast) -> None:
    toast.tell(step())
    toast._anchor.resize(500, 300)
    assert toast.geometry().bottom() < 300
    assert toast.geometry().left() < 16
    assert toast.geometry().right() < 500
