"""The line in which a list is named, inside its row."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.ui.messages import say
from desktop_app.ui.views.states import set_state

_NOT_LEFT = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)
"""A menu or another window in front does not mean that the user is done."""


class NameEditor(QLineEdit):
    """Says when the user is done; whether the name will do is for others to tell."""

    entered = Signal()
    """Enter was pressed."""
    cancelled = Signal()
    """Esc was pressed."""
    left = Signal()
    """The user went on to something else."""

    def __init__(self, name: str, indent: int, parent: QWidget | None = None) -> None:
        """`indent` moves the text, so that it stands where the name stands in the row."""
        super().__init__(name, parent)
        self.setTextMargins(indent, 0, 0, 0)
        self.setObjectName("listNameEdit")
        self.setAccessibleName(say("Name of the list"))
        self.setPlaceholderText(say("Name of the list"))
        self.selectAll()
        self.textEdited.connect(lambda _: self.set_wrong(False))

    def set_wrong(self, wrong: bool) -> None:
        """Marks the name as one that cannot be."""
        if self.property("wrong") is not wrong:
            set_state(self, "wrong", wrong)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case Qt.Key.Key_Escape:
                self.cancelled.emit()
            case _:
                super().keyPressEvent(event)
        # What the line has no use for must not move through the rows behind it.
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _NOT_LEFT:
            self.left.emit()
