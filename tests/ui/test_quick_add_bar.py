"""The line that adds tasks: what it tints, what it says, and what its keys do."""

import datetime as dt
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.domain.quick_add import parse
from desktop_app.main import App
from desktop_app.ui.theme import Scheme
from desktop_app.ui.views.quick_add_bar import LONGEST_LINE, QuickAddLine, meaning_words
from tests.ui.conftest import titles, type_line

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def line(app: App) -> QuickAddLine:
    app.window.actions_by_name.schemes[Scheme.LIGHT].trigger()
    return app.window.quick_add.line


def tints(line: QuickAddLine) -> list[tuple[str, str, str]]:
    """The tinted stretches as Qt counts them: the words, their ink, and what is behind them."""
    block = line.document().firstBlock()
    units = block.text().encode("utf-16-le")
    return [
        (
            units[part.start * 2 : (part.start + part.length) * 2].decode("utf-16-le"),
            part.format.foreground().color().name(),
            part.format.background().color().name() if has_background(part.format) else "",
        )
        for part in block.layout().formats()
        if part.format.hasProperty(QTextCharFormat.Property.ForegroundBrush)
    ]


def has_background(format_: QTextCharFormat) -> bool:
    return format_.hasProperty(QTextCharFormat.Property.BackgroundBrush)


def colour(app: App, name: str) -> str:
    found: QColor = app.window._theme.colour(name)
    return found.name()


# What is tinted


def test_recognised_words_are_tinted_and_no_others(app: App, line: QuickAddLine) -> None:
    line.insertPlainText("Pay rent tomorrow p1 #Home @bills")
    accent, tint = colour(app, "accent"), colour(app, "tint")
    assert tints(line) == [
        ("tomorrow", accent, tint),
        ("p1", colour(app, "high"), colour(app, "red_tint")),
        ("#Home", accent, tint),
        ("@bills", accent, tint),
    ]


@pytest.mark.parametrize("before", ["🎉 ", "👩‍👩‍👧 𝕏𝕐 ", "é ñ ", "🇩🇪🇫🇷 ", "שלום "])
def test_tints_keep_to_their_words_behind_any_characters(line: QuickAddLine, before: str) -> None:
    line.insertPlainText(f"{before}party tomorrow @fun 🎂 p3")
    assert [words for words, _, _ in tints(line)] == ["tomorrow", "@fun", "p3"]


def test_words_in_quotes_and_descriptions_are_muted(app: App, line: QuickAddLine) -> None:
    line.insertPlainText('Read "Tomorrow" today // by @nobody')
    muted = colour(app, "muted")
    assert [words for words, ink, _ in tints(line) if ink == muted] == ['"Tomorrow"', "// by @nobody"]
    assert [words for words, ink, _ in tints(line) if ink != muted] == ["today"]


def test_tints_follow_the_theme(app: App, line: QuickAddLine) -> None:
    line.insertPlainText("Pay rent tomorrow")
    app.window.actions_by_name.schemes[Scheme.DARK].trigger()
    assert tints(line) == [("tomorrow", colour(app, "accent"), colour(app, "tint"))]
    app.window.actions_by_name.schemes[Scheme.SYSTEM].trigger()


# What is said


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Pay rent", ""),
        ("Pay rent tomorrow", "Tue 24 Nov 2026"),
        ("Pay rent fri 9am p1 #Home @bills @flat", "Fri 27 Nov 2026 09:00  ·  High  ·  #Home  ·  @bills  ·  @flat"),
        ("Pay rent p3 // from December", "Low  ·  with a description"),
    ],
)
def test_what_a_line_means_is_said_in_words(text: str, meaning: str) -> None:
    assert meaning_words(parse(text, today=TODAY, now=dt.time(14))) == meaning


def test_the_meaning_stands_under_the_line_only_while_there_is_one(app: App, line: QuickAddLine) -> None:
    assert not app.window.quick_add.meaning.isVisible()
    line.insertPlainText("Pay rent tomorrow")
    assert app.window.quick_add.meaning.isVisible()
    assert app.window.quick_add.meaning.text() == "Tue 24 Nov 2026"
    line.clear()
    assert not app.window.quick_add.meaning.isVisible()


# Keys


def test_escape_empties_the_line_and_goes_to_the_list(app: App, line: QuickAddLine) -> None:
    type_line(app, "One")
    line.insertPlainText("Half a thou")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.toPlainText() == ""
    assert app.window.focusWidget() is app.window.tasks


def test_tab_leaves_the_line_and_writes_nothing(app: App, line: QuickAddLine) -> None:
    line.setFocus()
    line.insertPlainText("One")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert app.window.focusWidget() is not line
    assert line.toPlainText() == "One"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier])
def test_enter_never_breaks_the_line(app: App, line: QuickAddLine, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    line.insertPlainText("One")
    QTest.keyClick(line, key, modifier)
    assert titles(app.window.tasks) == ["☐ One"]
    assert line.document().blockCount() == 1


@pytest.mark.parametrize("text", ["", "   ", "\t"])
def test_enter_on_nothing_adds_nothing(app: App, line: QuickAddLine, text: str) -> None:
    line.setPlainText(text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert titles(app.window.tasks) == []


def test_undo_on_the_empty_line_takes_back_what_was_added(app: App, line: QuickAddLine) -> None:
    type_line(app, "One")
    assert app.window.focusWidget() is line
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert titles(app.window.tasks) == []
    QTest.keyClick(line, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert titles(app.window.tasks) == ["☐ One"]


def test_undo_while_typing_takes_back_typing(app: App, line: QuickAddLine) -> None:
    type_line(app, "One")
    line.setFocus()
    QTest.keyClicks(line, "Two")
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.toPlainText() == ""
    assert titles(app.window.tasks) == ["☐ One"]


# Pasting


def paste(line: QuickAddLine, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    line.insertFromMimeData(data)


@pytest.mark.parametrize("text", ["Buy milk\n", "\n\n  Buy milk  \r\n", "Buy milk"])
def test_one_pasted_line_stays_to_be_changed(app: App, line: QuickAddLine, text: str) -> None:
    paste(line, text)
    assert line.toPlainText() == "Buy milk"
    assert titles(app.window.tasks) == []


def test_pasting_into_words_keeps_them(line: QuickAddLine) -> None:
    line.insertPlainText("Buy ")
    paste(line, "milk tomorrow\n")
    assert line.toPlainText() == "Buy milk tomorrow"


def test_pasting_a_picture_does_nothing(line: QuickAddLine) -> None:
    line.insertPlainText("Buy")
    line.insertFromMimeData(QMimeData())
    assert line.toPlainText() == "Buy"


def test_several_pasted_lines_can_be_declined(app: App, line: QuickAddLine, answer: Callable[[str], list[str]]) -> None:
    asked = answer("Cancel")
    line.insertPlainText("Kept")
    paste(line, "One\nTwo")
    assert asked == ["Create 2 tasks?"]
    assert titles(app.window.tasks) == []
    assert line.toPlainText() == "Kept"


# Much text


def test_a_line_of_a_hundred_thousand_characters_does_not_freeze(app: App, line: QuickAddLine) -> None:
    text = "Pay rent tomorrow p1 #Home @bills every month " * 2_200
    begun = time.perf_counter()
    paste(line, text)
    QTest.keyClicks(line, "abc")
    app.window.grab()
    assert time.perf_counter() - begun < 1
    assert tints(line) == []
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert time.perf_counter() - begun < 3
    assert titles(app.window.tasks) == []
    assert app.window.status.text


def test_the_longest_line_that_is_looked_at_is_typed_in_without_lag(line: QuickAddLine) -> None:
    words = "Pay rent tomorrow p1 #Home @bills fri 9am 27 nov "
    line.insertPlainText((words * 100)[: LONGEST_LINE - 10])
    begun = time.perf_counter()
    QTest.keyClicks(line, "abcde")
    assert (time.perf_counter() - begun) / 5 < 0.1


def test_the_bar_keeps_its_height_whatever_is_typed(app: App, line: QuickAddLine, qtbot: QtBot) -> None:
    height = line.height()
    for text in ("Agj", "🎉👩‍👩‍👧", "שלום", "漢字", "Å̧̂"):
        line.setPlainText(text)
        app.window.grab()
        assert line.height() == height
        assert line.document().blockCount() == 1
    assert not isinstance(line, QLineEdit)
