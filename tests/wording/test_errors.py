"""Everything that can be refused has a sentence, and the sentence is fit to be read."""

import re
from pathlib import Path

import pytest

from desktop_app.domain import errors
from desktop_app.domain.errors import (
    Ambiguous,
    FileInvalid,
    FileProblem,
    FileRefused,
    InvalidField,
    Missing,
    Moved,
    NotFound,
    NothingToUndo,
    Problem,
    Refused,
    StorageFailure,
    StorageProblem,
    UndoConflict,
)
from desktop_app.wording.errors import sentence

FILE = Path("/home/ada/tasks/tickbox.db")
FIELDS = ("title", "description", "due", "due_time", "priority", "status", "list", "tags", "id", "colour", "extra")
MOVED = Moved("Pay rent", "priority", 3, 1)

SAMPLES: list[Refused] = [
    *(InvalidField(field, problem, "x", 7) for field in FIELDS for problem in Problem),
    *(InvalidField(field, problem, line=3) for field in FIELDS for problem in Problem),
    *(NotFound(kind, "abc") for kind in Missing),
    Ambiguous("abc", (("abc1", "Pay rent"), ("9abc", "Book dentist"))),
    NothingToUndo(),
    NothingToUndo(redo=True),
    UndoConflict((MOVED,)),
    UndoConflict((MOVED,) * 9),
    *(StorageFailure(problem, FILE) for problem in StorageProblem),
    *(StorageFailure(problem, FILE, FILE.with_name("copy.db")) for problem in StorageProblem),
    *(FileRefused(problem, FILE) for problem in FileProblem),
    *(FileRefused(problem, FILE, "Is a directory", line=4) for problem in FileProblem),
    FileInvalid(FILE, (InvalidField("title", Problem.EMPTY, line=2),)),
    FileInvalid(FILE, tuple(InvalidField("due", Problem.NOT_A_DATE, "30 feb", line=n) for n in range(2, 20))),
]


@pytest.mark.parametrize("refusal", SAMPLES, ids=lambda refusal: f"{type(refusal).__name__}")
def test_every_refusal_is_a_sentence(refusal: Refused) -> None:
    text = sentence(refusal)
    assert re.search(r"[.?]$", text), text
    assert not re.search(r"[{}]", text), text
    assert not re.search(r"[A-Z_]{2,}\.[A-Z_]|[a-z][A-Z][a-z]|Errno|object at|None", text), text
    assert "\n" not in text


def test_every_kind_of_refusal_was_tried() -> None:
    kinds = {kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Refused)}
    assert kinds - {Refused} == {type(refusal) for refusal in SAMPLES}


def test_no_kind_falls_through_to_the_general_sentence() -> None:
    assert all(sentence(refusal) != sentence(Refused()) for refusal in SAMPLES)


@pytest.mark.parametrize(
    ("refusal", "expected"),
    [
        (InvalidField("title", Problem.EMPTY), "A task needs a title."),
        (
            InvalidField("due", Problem.NOT_A_DATE, "30 feb"),
            "“30 feb” is not a date Tickbox knows. Try “tomorrow”, “fri”, “27 nov” or 2026-11-27.",
        ),
        (
            InvalidField("title", Problem.TOO_LONG, "300", 255),
            "The title is too long: 255 characters is the most. Please shorten it.",
        ),
        (
            InvalidField("title", Problem.CONTROL_CHARACTER, "\x07"),
            "The title holds a character that cannot be shown (U+0007). Please remove it.",
        ),
        (InvalidField("title", Problem.EMPTY, line=12), "Line 12: A task needs a title."),
        (
            StorageFailure(StorageProblem.LOCKED, FILE),
            "Another program is holding tickbox.db. Close it or try again in a moment.",
        ),
        (
            StorageFailure(StorageProblem.SCHEMA_MOVED, FILE),
            "Tickbox was updated while this window was open. Please restart it.",
        ),
    ],
)
def test_wording(refusal: Refused, expected: str) -> None:
    assert sentence(refusal) == expected


def test_a_damaged_file_names_its_newest_copy_and_the_way_back() -> None:
    text = sentence(StorageFailure(StorageProblem.DAMAGED, FILE, Path("/home/ada/tasks/backups/copy.db")))
    assert "left untouched" in text
    assert "/home/ada/tasks/backups/copy.db" in text
    assert "`tickbox doctor --restore`" in text


def test_an_ambiguous_id_lists_its_candidates() -> None:
    text = sentence(Ambiguous("abc", (("abc1", "Pay rent"), ("9abc", "Book dentist"))))
    assert "abc1 “Pay rent”, 9abc “Book dentist”" in text


@pytest.mark.parametrize(
    ("moved", "expected"),
    [
        (MOVED, "the priority of “Pay rent” was high and is now low"),
        (Moved("Pay rent", "due_date", "2026-11-27", None), "due date of “Pay rent” was “2026-11-27” and is now none"),
        (Moved("Pay rent", "status", 1, 0), "the status of “Pay rent” was done and is now open"),
        (Moved("Pay rent", "tags", ["a", "b"], []), "the tags of “Pay rent” was a, b and is now none"),
        (Moved("Pay rent", "deleted_at", None, 5), "was outside the Trash and is now the Trash"),
        (Moved("Pay rent", "completed_at", 0, None), "was 1970-01-01 00:00 UTC and is now none"),
        (Moved("Pay rent", "list_id", None, "0190"), "the list of “Pay rent” was none and is now another list"),
    ],
)
def test_a_conflict_names_task_field_and_both_values(moved: Moved, expected: str) -> None:
    assert expected in sentence(UndoConflict((moved,)))


def test_a_wrong_file_names_five_lines_and_counts_the_rest() -> None:
    text = sentence(FileInvalid(FILE, tuple(InvalidField("title", Problem.EMPTY, line=n) for n in range(2, 14))))
    assert re.findall(r"Line (\d+)", text) == ["2", "3", "4", "5", "6"]
    assert text.endswith("There are 7 more errors.")


def test_a_table_with_two_columns_of_one_name_names_it() -> None:
    text = sentence(FileRefused(FileProblem.FOREIGN, Path("a.csv"), "title", line=1))
    assert text.startswith("Line 1: a.csv has two columns named “title”.")


def test_words_for_days_are_not_offered_for_files() -> None:
    text = sentence(InvalidField("due", Problem.NOT_A_DATE, "30 feb", line=7))
    assert text == "Line 7: “30 feb” in the due date is not a date Tickbox knows. Write it like 2026-11-27."


def test_foreign_text_cannot_move_the_cursor_or_flood_the_screen() -> None:
    text = sentence(NotFound(Missing.LIST, "\x1b[2J\u202egpj" + "x" * 500))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert len(text) < 200


def test_the_template_is_translated_before_the_values_are_put_in() -> None:
    seen: list[str] = []

    def say(template: str) -> str:
        seen.append(template)
        return template.replace("There is no list", "Es gibt keine Liste")

    assert sentence(NotFound(Missing.LIST, "Work"), say).startswith("Es gibt keine Liste “Work”")
    assert all("Work" not in template for template in seen)
