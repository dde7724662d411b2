"""Journal steps in words: what undo would take back, and what has just been done."""

from desktop_app.domain.journal import Direction, Step, Verb
from desktop_app.wording.counts import plural, tasks
from desktop_app.wording.say import Say, shown, untranslated

_WORDS = {
    Verb.ADD: ("add {what}", "Added {what}"),
    Verb.EDIT: ("edit {what}", "Changed {what}"),
    Verb.COMPLETE: ("complete {what}", "Completed {what}"),
    Verb.REOPEN: ("reopen {what}", "Reopened {what}"),
    Verb.DELETE: ("delete {what}", "Deleted {what}"),
    Verb.RESTORE: ("restore {what}", "Restored {what}"),
    Verb.DELETE_FOREVER: ("delete {what} for good", "Deleted {what} for good"),
    Verb.CREATE_LIST: ("create {what}", "Created {what}"),
    Verb.RENAME_LIST: ("rename {what}", "Renamed {what}"),
    Verb.COLOUR_LIST: ("colour {what}", "Coloured {what}"),
    Verb.DELETE_LIST: ("delete {what}", "Deleted {what}"),
    Verb.RESTORE_LIST: ("restore {what}", "Restored {what}"),
    Verb.IMPORT: ("import {what}", "Imported {what}"),
    Verb.DEMO: ("add {what}", "Added {what}"),
}
_OF_LISTS = frozenset({Verb.CREATE_LIST, Verb.RENAME_LIST, Verb.COLOUR_LIST, Verb.DELETE_LIST, Verb.RESTORE_LIST})


def step_words(step: Step, say: Say = untranslated) -> str:
    """What the step does, to go after "Undo": `complete “Pay rent”`, `import 5000 tasks`."""
    return say(_WORDS[step.verb][0]).format(what=_what(step, say))


def done_words(step: Step, say: Say = untranslated) -> str:
    """What has just happened, for a message: `Completed “Pay rent”`, `Undone: complete 14 tasks`."""
    match step.direction:
        case Direction.DO:
            return say(_WORDS[step.verb][1]).format(what=_what(step, say))
        case Direction.UNDO:
            return undone_words(step, say)
        case Direction.REDO:
            return redone_words(step, say)


def undone_words(step: Step, say: Say = untranslated) -> str:
    """That the step was taken back."""
    return say("Undone: {step}").format(step=step_words(step, say))


def redone_words(step: Step, say: Say = untranslated) -> str:
    """That the step was done again."""
    return say("Redone: {step}").format(step=step_words(step, say))


def _what(step: Step, say: Say) -> str:
    title = shown(step.title)
    if step.verb in _OF_LISTS:
        return say("list “{title}”").format(title=title) if title else say("a list")
    if step.verb is Verb.DEMO:
        return plural(step.count, "{count} demo task", "{count} demo tasks", say)
    if title and step.count == 1:
        return say("“{title}”").format(title=title)
    return tasks(step.count, say)
