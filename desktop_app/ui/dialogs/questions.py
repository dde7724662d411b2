"""Questions with named answers: never "OK", always what will be done."""

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop_app.ui.messages import say


class Leaving(Enum):
    """What to do with a form that was changed."""

    SAVE = "save"
    DISCARD = "discard"
    KEEP_EDITING = "keep editing"


def ask(parent: QWidget, question: str, yes: str, no: str) -> bool:
    """Whether the user chose `yes`; Esc chooses `no`."""
    box = _box(parent, question)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setEscapeButton(box.addButton(no, QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is accept


def ask_about_changes(parent: QWidget) -> Leaving:
    """What to do with unsaved words; Esc keeps editing."""
    box = _box(parent, say("Save the changes to this task?"))
    save = box.addButton(say("Save"), QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton(say("Discard"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(save)
    box.setEscapeButton(box.addButton(say("Keep editing"), QMessageBox.ButtonRole.RejectRole))
    box.exec()
    chosen = {id(save): Leaving.SAVE, id(discard): Leaving.DISCARD}
    return chosen.get(id(box.clickedButton()), Leaving.KEEP_EDITING)


def _box(parent: QWidget, question: str) -> QMessageBox:
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Tickbox", question, parent=parent)
    # Questions quote what people typed, which must not be read as markup.
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box
