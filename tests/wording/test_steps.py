"""Every verb of the journal has its words."""

import datetime as dt

import pytest

from desktop_app.domain.journal import Direction, Source, Step, Verb
from desktop_app.wording.steps import done_words, redone_words, step_words, undone_words

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def _step(verb: Verb, count: int = 1, title: str = "", direction: Direction = Direction.DO) -> Step:
    return Step(1, NOW, verb, count, Source.WINDOW, direction, None, title)


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize(("count", "title"), [(1, "Pay rent"), (1, ""), (14, "")])
def test_every_verb_has_words(verb: Verb, count: int, title: str) -> None:
    step = _step(verb, count, title)
    assert step_words(step)[0].islower()
    assert done_words(step)[0].isupper()
    assert "{" not in step_words(step) + done_words(step)


@pytest.mark.parametrize(
    ("step", "words", "done"),
    [
        (_step(Verb.COMPLETE, 1, "Pay rent"), "complete “Pay rent”", "Completed “Pay rent”"),
        (_step(Verb.COMPLETE, 14), "complete 14 tasks", "Completed 14 tasks"),
        (_step(Verb.IMPORT, 5000), "import 5000 tasks", "Imported 5000 tasks"),
        (_step(Verb.RENAME_LIST, 1, "Work"), "rename list “Work”", "Renamed list “Work”"),
        (_step(Verb.DELETE_LIST), "delete a list", "Deleted a list"),
        (_step(Verb.DELETE_FOREVER, 1, "Old"), "delete “Old” for good", "Deleted “Old” for good"),
        (_step(Verb.DEMO, 40), "add 40 demo tasks", "Added 40 demo tasks"),
        (_step(Verb.ADD), "add 1 task", "Added 1 task"),
    ],
)
def test_words_of_steps(step: Step, words: str, done: str) -> None:
    assert step_words(step) == words
    assert done_words(step) == done


def test_going_back_and_again_name_the_step() -> None:
    step = _step(Verb.COMPLETE, 1, "Pay rent", Direction.UNDO)
    assert done_words(step) == undone_words(step) == "Undone: complete “Pay rent”"
    again = _step(Verb.COMPLETE, 1, "Pay rent", Direction.REDO)
    assert done_words(again) == redone_words(again) == "Redone: complete “Pay rent”"


def test_a_title_is_made_harmless_and_short() -> None:
    words = step_words(_step(Verb.ADD, 1, "\x1b[31m" + "x" * 300))
    assert "\x1b" not in words
    assert len(words) < 80
