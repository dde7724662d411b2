"""No words reach the screen without passing the translator.

A translator that puts brackets around every text stands in for a language; whatever is shown without
them was never offered for translation.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QObject, Qt, QTranslator
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.domain.errors import StorageFailure, StorageProblem
from desktop_app.main import App
from desktop_app.system.settings import Settings
from desktop_app.ui.actions import SPECS
from desktop_app.ui.dialogs import cannot_open, questions
from desktop_app.ui.dialogs.settings_dialog import SettingsDialog
from desktop_app.ui.dialogs.shortcut_sheet import ShortcutSheet
from desktop_app.ui.messages import CONTEXT, say, say_count
from desktop_app.ui.theme import Theme
from tests.ui.conftest import Opener

COVERED = (
    "desktop_app.ui.actions",
    "desktop_app.ui.dialogs.cannot_open",
    "desktop_app.ui.dialogs.questions",
    "desktop_app.ui.dialogs.settings_dialog",
    "desktop_app.ui.dialogs.shortcut_sheet",
    "desktop_app.ui.main_window",
    "desktop_app.ui.sidebar.panel_parts",
    "desktop_app.ui.sidebar.rows_view",
    "desktop_app.ui.sidebar.sidebar_view",
    "desktop_app.ui.views.empty_state",
    "desktop_app.ui.views.quick_add_bar",
    "desktop_app.ui.views.search_box",
    "desktop_app.ui.views.status_bar",
    "desktop_app.ui.views.top_bar",
    "desktop_app.ui.views.undo_toast",
)
"""The modules whose widgets are held to this; a new one is added with its first sentence."""
ALLOWED = frozenset({"Tickbox"})
"""Words that are the same in every language: the program's name."""
PARTS = frozenset(
    {
        "desktop_app.ui.views.combo_box",
        "desktop_app.ui.views.labels",
        "desktop_app.ui.views.row_header",
        "desktop_app.ui.views.row_table_view",
    }
)
"""Modules of parts that say nothing of their own: their words are those of whoever they stand in."""
OPEN, CLOSE = "⟦", "⟧"


class Brackets(QTranslator):
    """Translates every text of every context into itself, in brackets."""

    def isEmpty(self) -> bool:  # noqa: N802
        return False

    def translate(self, context: object, source: object, disambiguation: object = None, n: int = -1) -> str:
        return f"{OPEN}{source}{CLOSE}"


@dataclass(frozen=True)
class Told:
    """A text that is shown or read out, and the module that put it there."""

    module: str
    what: str
    text: str


@pytest.fixture
def brackets(qapp: QApplication) -> Iterator[None]:
    translator = Brackets()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def bare(text: str) -> str:
    """What stands outside the brackets, if it holds letters and is not allowed."""
    depth, left = 0, []
    for letter in text:
        depth += letter == OPEN
        if depth == 0:
            left.append(letter)
        depth -= letter == CLOSE
    outside = "".join(left).strip()
    needs_words = any(letter.isalpha() for letter in outside) and outside not in ALLOWED
    return outside if needs_words and not is_key(outside) else ""


def is_key(text: str) -> bool:
    """Whether this is what stands on a keycap, which Qt itself writes in the user's language."""
    return "+" in text and QKeySequence(text).toString() == text


def told(root: QWidget, module: str = "") -> Iterator[Told]:
    """Every text of a window or dialog and of all that is inside it."""
    for thing in (root, *root.findChildren(QObject)):
        for what, text in texts(thing):
            yield Told(
                module or module_of(thing), f"{thing.metaObject().className()} {thing.objectName()} {what}", text
            )


def module_of(thing: QObject) -> str:
    """The module of ours whose widget this is, or that it is a part of."""
    if isinstance(thing, QAction) and thing.objectName() in {spec.name for spec in SPECS}:
        return "desktop_app.ui.actions"
    above: QObject | None = thing
    while above is not None:
        module = type(above).__module__
        if module.startswith("desktop_app.") and module not in PARTS:
            return module
        above = above.parent()
    return ""


def texts(thing: QObject) -> Iterator[tuple[str, str]]:
    if isinstance(thing, QWidget):
        yield "accessible name", thing.accessibleName()
        yield "accessible description", thing.accessibleDescription()
        yield "tooltip", thing.toolTip()
        yield "window title", thing.windowTitle()
    match thing:
        case QLabel() | QAbstractButton() | QAction():
            yield "text", thing.text()
        case QLineEdit() | QPlainTextEdit():
            yield "placeholder", thing.placeholderText()
        case QMenu() | QGroupBox():
            yield "title", thing.title()
        case QTabBar():
            yield from (("tab", thing.tabText(tab)) for tab in range(thing.count()))
        case QComboBox():
            yield from (("choice", thing.itemText(row)) for row in range(thing.count()))
        case QTableView() if has_model(thing):
            headings = (
                thing.model().headerData(c, Qt.Orientation.Horizontal) for c in range(thing.model().columnCount())
            )
            yield from (("heading", str(heading or "")) for heading in headings)
        case QListView() if has_model(thing):
            rows = (thing.model().index(row, 0) for row in range(thing.model().rowCount()))
            yield from (("row", str(row.data() or "")) for row in rows)


def has_model(view: QAbstractItemView) -> bool:
    # The stubs know no view without one.
    model: object = view.model()
    return model is not None


def untranslated(found: Iterator[Told]) -> list[str]:
    return [f"{one.module}: {one.what}: {one.text!r}" for one in found if one.module in COVERED and bare(one.text)]


def test_brackets_tell_translated_words_from_bare_ones() -> None:
    assert bare("⟦Colours⟧: ⟦Dark⟧") == ""
    assert bare("⟦Line 2: ⟦empty⟧⟧ · 57") == ""
    assert bare("Tickbox") == ""
    assert bare("⟦Find⟧ Ctrl+F") == ""
    assert bare("⟦Undo⟧ now") == "now"


@pytest.mark.usefixtures("brackets")
def test_sentences_and_counts_pass_the_translator() -> None:
    assert say("Quit") == "⟦Quit⟧"
    assert say_count("{count} task", "{count} tasks", 1) == "⟦1 tasks⟧"


def test_a_language_has_as_many_plural_forms_as_it_needs(qapp: QApplication) -> None:
    class Polish(Brackets):
        def translate(self, context: object, source: object, disambiguation: object = None, n: int = -1) -> str:
            if context != CONTEXT or source != "{count} tasks":
                return ""
            return "{count} " + ("zadanie" if n == 1 else "zadania" if n in (2, 3, 4) else "zadań")

    translator = Polish()
    qapp.installTranslator(translator)
    said = [say_count("{count} task", "{count} tasks", count) for count in (1, 3, 5)]
    qapp.removeTranslator(translator)
    assert said == ["1 zadanie", "3 zadania", "5 zadań"]


@pytest.mark.usefixtures("brackets")
def test_the_window_shows_no_word_that_was_not_offered_for_translation(open_app: Opener) -> None:
    app: App = open_app()
    found = list(told(app.window))
    assert {one.module for one in found} >= {module for module in COVERED if ".dialogs." not in module}
    assert untranslated(iter(found)) == []


@pytest.mark.usefixtures("brackets")
def test_the_dialogs_show_no_word_that_was_not_offered_for_translation(open_app: Opener, qtbot: QtBot) -> None:
    actions = open_app().window.actions_by_name
    theme = Theme()
    for dialog in (SettingsDialog(theme, Settings()), ShortcutSheet(theme, actions)):
        qtbot.addWidget(dialog)
        found = list(told(dialog))
        assert len(found) > 10
        assert untranslated(iter(found)) == []


@pytest.mark.usefixtures("brackets")
def test_the_questions_show_no_word_that_was_not_offered_for_translation(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, app: App
) -> None:
    found: list[Told] = []

    def exec_from(module: str) -> Callable[[QMessageBox], int]:
        def exec_(box: QMessageBox) -> int:
            found.extend(told(box, module))
            return 0

        return exec_

    monkeypatch.setattr(QMessageBox, "exec", exec_from("desktop_app.ui.dialogs.questions"))
    questions.ask_about_changes(app.window)
    monkeypatch.setattr(QMessageBox, "exec", exec_from("desktop_app.ui.dialogs.cannot_open"))
    for problem in StorageProblem:
        cannot_open.ask(StorageFailure(problem, app.core.data_dir))
    assert len(found) > 10
    assert untranslated(iter(found)) == []
