"""The window's sentences: the shared wording, passed through Qt's translator."""

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.errors import Refused
from desktop_app.domain.journal import Step
from desktop_app.system.settings import FILE as SETTINGS_FILE
from desktop_app.system.settings import SettingsFault, SettingsWarning
from desktop_app.wording import errors, steps
from desktop_app.wording.say import shown, visible

_SETTINGS_FAULTS = {
    SettingsFault.WRONG_VALUE: "Line {line} of {name}: “{value}” is not a choice for {key}, so its default is used. "
    "The choices are {allowed}.",
    SettingsFault.NOT_TOML: "The settings could not be read, so they begin anew. The old file is now {path}.",
    SettingsFault.UNREADABLE: "{path} cannot be read, so the default settings are used. "
    "Check its permissions and those of its folder.",
}
_WRONG_VALUE_SOMEWHERE = (
    "In {name}, “{value}” is not a choice for {key}, so its default is used. The choices are {allowed}."
)

CONTEXT = "tickbox"
"""The one context of all our sentences in Qt's translation files.

A sentence means the same wherever it is said, in the window or by the wording that the command line shares,
so it is translated once. Templates keep their {named} values, in whatever order the language wants. Those said by
`say_count` are entries with plural forms, filed under the template for several.
"""


def say(template: str) -> str:
    """The template in the user's language."""
    return QCoreApplication.translate(CONTEXT, template)


def say_count(one: str, several: str, count: int) -> str:
    """The template for so many things, in the user's language and with {count} filled in.

    English has two forms, given here; a translation has as many as its language, and Qt picks among them.
    """
    template = QCoreApplication.translate(CONTEXT, several, None, count)
    if template == several and count == 1:
        template = say(one)
    return template.format(count=count)


def refusal_words(refusal: Refused) -> str:
    """Why something was refused, and what to do."""
    return errors.sentence(refusal, say)


def done_words(step: Step) -> str:
    """What has just happened."""
    return steps.done_words(step, say)


def step_words(step: Step) -> str:
    """What a step does, to go after "Undo" or "Redo"."""
    return steps.step_words(step, say)


def settings_words(warning: SettingsWarning) -> str:
    """What in the settings file could not be followed, and what is done instead."""
    template = _SETTINGS_FAULTS[warning.fault]
    if warning.fault is SettingsFault.WRONG_VALUE and warning.line is None:
        template = _WRONG_VALUE_SOMEWHERE
    return say(template).format(
        name=SETTINGS_FILE,
        path=visible(str(warning.path)),
        line=warning.line,
        key=warning.key,
        value=shown(warning.value),
        allowed=", ".join(warning.allowed),
    )
