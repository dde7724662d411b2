"""The window's sentences: the shared wording, passed through Qt's translator."""

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.errors import Refused
from desktop_app.domain.journal import Step
from desktop_app.wording import errors, steps

CONTEXT = "tickbox"


def say(template: str) -> str:
    """The template in the user's language."""
    return QCoreApplication.translate(CONTEXT, template)


def refusal_words(refusal: Refused) -> str:
    """Why something was refused, and what to do."""
    return errors.sentence(refusal, say)


def done_words(step: Step) -> str:
    """What has just happened."""
    return steps.done_words(step, say)


def step_words(step: Step) -> str:
    """What a step does, to go after "Undo" or "Redo"."""
    return steps.step_words(step, say)
