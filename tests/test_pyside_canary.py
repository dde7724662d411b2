"""PySide6 must not lose references to None.

A release that loses one with every call that returns None ends the process after a few thousand
calls on Python 3.11, where None is not immortal: long after short tests have passed.
"""

import sys

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def test_calls_that_return_none_keep_the_references_to_none(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(200):
        widget.update()
    assert before - sys.getrefcount(None) < 50
