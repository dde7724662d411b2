"""What is shown in place of the window when the user's file cannot be opened."""

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from desktop_app.domain.errors import StorageFailure, StorageProblem
from desktop_app.ui.messages import refusal_words, say


class Choice(Enum):
    """What the user wants done about it."""

    RESTORE = "restore"
    START_EMPTY = "start empty"
    TRY_AGAIN = "try again"
    QUIT = "quit"


def ask(failure: StorageFailure) -> Choice:
    """Explains the failure and offers what can be done; a damaged file is never overwritten."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Tickbox", refusal_words(failure))
    box.setTextFormat(Qt.TextFormat.PlainText)
    offers = [(box.addButton(words, role), choice) for words, role, choice in _offers(failure)]
    box.exec()
    clicked = box.clickedButton()
    return next((choice for button, choice in offers if button is clicked), Choice.QUIT)


def _offers(failure: StorageFailure) -> list[tuple[str, QMessageBox.ButtonRole, Choice]]:
    offers = []
    if failure.problem is StorageProblem.DAMAGED and failure.backup is not None:
        words = say("Use the copy “{name}”").format(name=failure.backup.name)
        offers.append((words, QMessageBox.ButtonRole.AcceptRole, Choice.RESTORE))
    elif failure.problem is StorageProblem.DAMAGED:
        words = say("Keep it aside and start empty")
        offers.append((words, QMessageBox.ButtonRole.AcceptRole, Choice.START_EMPTY))
    else:
        offers.append((say("Try again"), QMessageBox.ButtonRole.AcceptRole, Choice.TRY_AGAIN))
    return [*offers, (say("Quit"), QMessageBox.ButtonRole.RejectRole, Choice.QUIT)]
