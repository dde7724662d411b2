"""Refusals as sentences: what is wrong, where, and what to do next."""

from collections.abc import Callable
from typing import Any

from desktop_app.domain.errors import (
    Ambiguous,
    FileInvalid,
    FileProblem,
    FileRefused,
    InvalidField,
    Missing,
    NotFound,
    NothingToUndo,
    Problem,
    Refused,
    StorageFailure,
    StorageProblem,
    UndoConflict,
)
from desktop_app.wording.conflicts import conflict_sentence
from desktop_app.wording.counts import plural
from desktop_app.wording.say import Say, code_point, shown, untranslated, visible

_ERRORS_SHOWN = 5
_KIBIBYTE = 1024

_FIELDS = {
    "due": "due date",
    "due_date": "due date",
    "due_time": "due time",
    "completed_at": "time of completion",
    "created_at": "time of creation",
    "updated_at": "time of the last change",
}
"""Fields whose name is not yet a word."""

_PROBLEMS = {
    Problem.EMPTY: "The {field} is empty. Please fill it in.",
    Problem.TOO_LONG: "The {field} is too long: {limit} characters is the most. Please shorten it.",
    Problem.TOO_MANY: "There are too many {field}: {limit} is the most. Please leave some out.",
    Problem.CONTROL_CHARACTER: "The {field} holds a character that cannot be shown ({code}). Please remove it.",
    Problem.TAG_CHARACTER: "“{value}” cannot be a tag, because blanks and ; , # @ stand between tags. "
    "Write it as one word.",
    Problem.NOT_A_DATE: "“{value}” in the {field} is not a date Tickbox knows. Write it like 2026-11-27.",
    Problem.NOT_A_TIME: "“{value}” is not a time of day Tickbox knows. Write it like 14:30.",
    Problem.TIME_WITHOUT_DATE: "A due time needs a due date beside it. Give a date too, or leave out the time.",
    Problem.NOT_A_PRIORITY: "“{value}” is not a priority. Use high, medium, low or none.",
    Problem.NOT_A_STATUS: "“{value}” is not a status. Use open or done.",
    Problem.NOT_A_COLOUR: "“{value}” is not a colour. Write it like #2a64c8.",
    Problem.NOT_AN_ID: "“{value}” is not an id of a task. Correct it, or leave the id out to make a new task.",
    Problem.ALREADY_USED: "The {field} “{value}” is used already. Choose another one.",
    Problem.MISSING: "The {field} is missing. Please add it.",
    Problem.NOT_JSON: "The {field} is not valid JSON. Please correct it.",
    Problem.IN_THE_FUTURE: "“{value}” is still to come. Give a day or time that has passed.",
}
_PROBLEMS_OF_FIELDS = {
    ("title", Problem.EMPTY): "A task needs a title.",
    ("title", Problem.MISSING): "A task needs a title.",
    ("list", Problem.EMPTY): "A list needs a name.",
    ("tags", Problem.EMPTY): "A tag needs at least one character after the @.",
    ("tags", Problem.TOO_LONG): "A tag is too long: {limit} characters is the most. Please shorten it.",
    ("tags", Problem.TOO_MANY): "A task can carry {limit} tags. Please leave some out.",
    ("description", Problem.TOO_LONG): "The description is too long: {kibibytes} KiB of text is the most. "
    "Please shorten it.",
    ("due", Problem.NOT_A_DATE): "“{value}” is not a date Tickbox knows. "
    "Try “tomorrow”, “fri”, “27 nov” or 2026-11-27.",
    ("id", Problem.ALREADY_USED): "The id “{value}” stands there twice. Every task needs its own.",
    ("list", Problem.ALREADY_USED): "There is a list named “{value}” already. Choose another name.",
}
_SHORT_ID = "“{value}” cannot be part of an id. Give at least {limit} of its digits and letters a to f."

_MISSING = {
    Missing.TASK: "No task has an id that begins or ends with “{reference}”. It may have been deleted for good.",
    Missing.LIST: "There is no list “{reference}”. It may have been renamed or deleted.",
    Missing.STEP: "That change is no longer remembered, so it cannot be taken back.",
}

_STORAGE = {
    StorageProblem.DISK_FULL: "The disk that holds {path} is full, so nothing was changed. "
    "Free some space and try again.",
    StorageProblem.READ_ONLY: "Tickbox may not write to {path}. Check the permissions of the file and its folder.",
    StorageProblem.LOCKED: "Another program is holding {name}. Close it or try again in a moment.",
    StorageProblem.DAMAGED: "{path} is damaged or not a file of Tickbox; it was left untouched. "
    "There is no verified copy of it: move it away, and Tickbox begins a new one.",
    StorageProblem.TOO_NEW: "{path} was written by a newer Tickbox and was left untouched. "
    "Please update Tickbox to open it.",
    StorageProblem.SCHEMA_MOVED: "Tickbox was updated while this window was open. Please restart it.",
    StorageProblem.NO_FOLDER: "Tickbox cannot use {path} as its folder. "
    "Choose another one with --data-dir or TICKBOX_DATA_DIR.",
    StorageProblem.INPUT_OUTPUT: "The disk failed while Tickbox read or wrote {path}. "
    "Copy the folder to another disk, then run `tickbox doctor`.",
    StorageProblem.NO_BACKUP: "There is no verified copy to put in place of {path}. Nothing was changed.",
}
_DAMAGED_WITH_COPY = (
    "{path} is damaged and was left untouched. "
    "The newest verified copy is {backup}; `tickbox doctor --restore` puts it in place."
)

_FILES = {
    FileProblem.UNREADABLE: "{path} cannot be read. Check its name and whether you may open it.",
    FileProblem.UNWRITABLE: "{path} cannot be written. Check the folder, or choose another place.",
    FileProblem.NOT_TEXT: "{path} is not text that Tickbox can read. Save it as UTF-8 and try again.",
    FileProblem.UNKNOWN_FORMAT: "Tickbox does not know what kind of file {path} is. Give it a name that ends in "
    ".csv or .json.",
    FileProblem.NO_TITLE_COLUMN: "{path} has no title column. Name one of its columns “title” in the first line.",
    FileProblem.FOREIGN: "{path} was not exported by Tickbox, so its contents cannot be told. Try a CSV file.",
    FileProblem.TOO_NEW: "{path} was written by a newer Tickbox. Please update Tickbox to read it.",
    FileProblem.TOO_LARGE: "{path} is too large to be read at once. Split it into smaller files.",
}

_TWO_COLUMNS = "{path} has two columns named “{detail}”. Take one of them out, or give it another name."
"""For a table that cannot be told, which always names a line."""
_WITH_DETAIL = {FileProblem.UNREADABLE, FileProblem.UNWRITABLE, FileProblem.NOT_TEXT, FileProblem.TOO_LARGE}
"""Where the reason that the system or the parser gave helps."""


def sentence(refusal: Refused, say: Say = untranslated) -> str:
    """One calm sentence, or two short ones, for anything that was refused."""
    maker = _MAKERS.get(type(refusal), _unexplained)
    return maker(refusal, say)


def field_words(field: str, say: Say = untranslated) -> str:
    """A field's name as it stands in a sentence."""
    return say(_FIELDS.get(field, field.replace("_", " ")))


def _invalid(refusal: InvalidField, say: Say) -> str:
    text = say(_template(refusal)).format(
        field=visible(field_words(refusal.field, say)),
        value=shown(refusal.value),
        limit=refusal.limit,
        kibibytes=refusal.limit // _KIBIBYTE,
        code=" ".join(code_point(letter) for letter in refusal.value[:1]) or "U+0000",
    )
    return text if refusal.line is None else _on_line(refusal.line, text, say)


def _template(refusal: InvalidField) -> str:
    if refusal.problem is Problem.NOT_AN_ID and refusal.limit:
        return _SHORT_ID
    # The words for days that a person can type are not read from files.
    if refusal.problem is Problem.NOT_A_DATE and refusal.line is not None:
        return _PROBLEMS[refusal.problem]
    return _PROBLEMS_OF_FIELDS.get((refusal.field, refusal.problem), _PROBLEMS[refusal.problem])


def _on_line(line: int, text: str, say: Say) -> str:
    return say("Line {line}: {sentence}").format(line=line, sentence=text)


def _not_found(refusal: NotFound, say: Say) -> str:
    return say(_MISSING[refusal.kind]).format(reference=shown(refusal.reference))


def _ambiguous(refusal: Ambiguous, say: Say) -> str:
    candidates = ", ".join(f"{short} “{shown(title)}”" for short, title in refusal.candidates)
    template = "“{reference}” fits several tasks: {candidates}. Type one of these ids."
    return say(template).format(reference=shown(refusal.reference), candidates=candidates)


def _nothing(refusal: NothingToUndo, say: Say) -> str:
    return say("There is nothing to redo." if refusal.redo else "There is nothing to undo.")


def _storage(refusal: StorageFailure, say: Say) -> str:
    with_copy = refusal.problem is StorageProblem.DAMAGED and refusal.backup is not None
    template = _DAMAGED_WITH_COPY if with_copy else _STORAGE[refusal.problem]
    return say(template).format(
        path=visible(str(refusal.path)), name=visible(refusal.path.name), backup=visible(str(refusal.backup))
    )


def _file(refusal: FileRefused, say: Say) -> str:
    is_table = refusal.problem is FileProblem.FOREIGN and refusal.line is not None
    template = _TWO_COLUMNS if is_table else _FILES[refusal.problem]
    text = say(template).format(path=visible(str(refusal.path)), detail=shown(refusal.detail))
    if refusal.detail and refusal.problem in _WITH_DETAIL:
        text = say("{sentence} The reason given was: {detail}.").format(
            sentence=text, detail=shown(refusal.detail).rstrip(".")
        )
    return text if refusal.line is None else _on_line(refusal.line, text, say)


def _file_invalid(refusal: FileInvalid, say: Say) -> str:
    """The first errors with their lines, and how many more there are."""
    head = say("Nothing was imported from {path}.").format(path=visible(str(refusal.path)))
    errors = [_invalid(error, say) for error in refusal.errors[:_ERRORS_SHOWN]]
    more = len(refusal.errors) - len(errors)
    tail = [plural(more, "There is {count} more error.", "There are {count} more errors.", say)] if more else []
    return " ".join([head, *errors, *tail])


def _conflict(refusal: UndoConflict, say: Say) -> str:
    return conflict_sentence(refusal.moved, say)


def _unexplained(_: Refused, say: Say) -> str:
    return say("Tickbox could not do that. Nothing was changed.")


_MAKERS: dict[type[Refused], Callable[[Any, Say], str]] = {
    InvalidField: _invalid,
    NotFound: _not_found,
    Ambiguous: _ambiguous,
    NothingToUndo: _nothing,
    UndoConflict: _conflict,
    StorageFailure: _storage,
    FileRefused: _file,
    FileInvalid: _file_invalid,
}
