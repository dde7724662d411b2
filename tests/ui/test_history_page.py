"""The History tab as a person uses it: finding, correcting, copying, taking away."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from desktop_app.domain.journal import Verb
from desktop_app.domain.task import Status, Task
from desktop_app.main import App
from desktop_app.ui.history.history_page import HistoryPage
from desktop_app.ui.history.history_table import HEADING_HEIGHT
from desktop_app.ui.history.ranges import Range, days_of
from desktop_app.ui.models.history_table_model import HistoryColumn
from desktop_app.ui.views.top_bar import HISTORY_TAB
from tests.fakes.clock import FakeClock
from tests.ui.conftest import titles

NOW = dt.datetime(2026, 11, 23, 14, tzinfo=dt.UTC)
DONE = Task(id=UUID(int=0), title="", status=Status.DONE, created_at=NOW, updated_at=NOW)


@pytest.fixture
def page(app: App) -> HistoryPage:
    """The tab with six tasks: two today, one yesterday, one four days ago, one in June, one of last year."""
    home = app.core.lists.create("Home").id
    put(app, "Plants", 0, list_id=home)
    put(app, "Stretch", 0.1)
    put(app, "Review", 1, tags=("work",))
    put(app, "Groceries", 4, list_id=home, tags=("errands",))
    put(app, "Paint", 160)
    put(app, "Old", 400)
    app.window.top.tabs.setCurrentIndex(HISTORY_TAB)
    app.window.history.table.setFocus()
    return app.window.history


def put(app: App, title: str, days: float, **fields: Any) -> None:
    at = NOW - dt.timedelta(days=days)
    with app.core.unit_of_work(Verb.IMPORT) as work:  # type: ignore[attr-defined]
        work.tasks.add(replace(DONE, id=uuid4(), title=title, completed_at=at, **fields))


def shown(page: HistoryPage) -> list[str]:
    return [title.removeprefix("☑ ") for title in titles(page.table)]


def row_of(page: HistoryPage, title: str) -> int:
    return next(
        row for row in range(page.model.rowCount()) if page.model.index(row, HistoryColumn.TITLE).data() == title
    )


def choose(box: QComboBox, words: str) -> None:
    """As a person does: `activated` comes only then."""
    at = box.findText(words)
    assert at >= 0, words
    box.setCurrentIndex(at)
    box.activated.emit(at)


def place_in(page: HistoryPage, row: int, column: int, from_right: int) -> QPoint:
    cell = page.table.visualRect(page.model.index(row, column))
    return QPoint(cell.right() - from_right, cell.center().y())


def correct(page: HistoryPage, title: str, words: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    page.table.selectRow(row_of(page, title))
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    assert page.editor.isVisible()
    page.editor.line.setText(words)
    QTest.keyClick(page.editor.line, key)


# The list


def test_headings_are_taller_and_the_keyboard_steps_over_them(page: HistoryPage) -> None:
    table = page.table
    assert [table.rowHeight(row) for row in (0, 1, 2, 3)] == [HEADING_HEIGHT, 36, 36, HEADING_HEIGHT]
    assert table.currentIndex().row() == 1
    visited = []
    for key in (*[Qt.Key.Key_Down] * 3, *[Qt.Key.Key_Up] * 4, Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_PageDown):
        QTest.keyClick(table, key)
        visited.append(table.currentIndex().row())
        assert not page.model.is_heading(visited[-1])
    assert visited[:7] == [2, 4, 6, 4, 2, 1, 1]
    assert visited[-2] == 1


def test_heights_follow_the_headings_when_rows_come_and_go(page: HistoryPage, app: App) -> None:
    for step in (
        lambda: app.core.tasks.reopen(page.model.ids([1, 2])),
        app.core.undo.undo,
        lambda: page.search("e"),
        lambda: page.search(""),
        lambda: correct(page, "Plants", "3 days ago"),
    ):
        step()
        page.model.refresh()
        heights = [page.table.rowHeight(row) for row in range(page.model.rowCount())]
        assert heights == [HEADING_HEIGHT if page.model.is_heading(row) else 36 for row in range(page.model.rowCount())]


def test_a_click_on_a_heading_selects_and_opens_nothing(page: HistoryPage, app: App) -> None:
    heading = page.table.visualRect(page.model.index(0, 1)).center()
    page.table.clearSelection()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert not page.table.selectionModel().hasSelection()
    assert not app.window.form.isVisible()


def test_delete_puts_tasks_into_the_trash_and_headings_are_left_out(page: HistoryPage, app: App) -> None:
    page.table.selectAll()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert shown(page) == []
    assert page.empty.line.text() == "Completed tasks appear here, by day"
    assert not page.empty.button.isVisible()
    app.core.undo.undo()
    assert len(shown(page)) == 6


# What is shown


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Today", ["Plants", "Stretch"]),
        ("Last 7 days", ["Plants", "Stretch", "Review", "Groceries"]),
        ("Last 30 days", ["Plants", "Stretch", "Review", "Groceries"]),
        ("Last 12 months", ["Plants", "Stretch", "Review", "Groceries", "Paint"]),
        ("This year", ["Plants", "Stretch", "Review", "Groceries", "Paint"]),
        ("All time", ["Plants", "Stretch", "Review", "Groceries", "Paint", "Old"]),
    ],
)
def test_each_range_shows_its_days_and_is_named(page: HistoryPage, words: str, expected: list[str]) -> None:
    choose(page.filters.range, words)
    assert shown(page) == expected
    assert page.narrowing.isVisible() == (words != "All time")
    assert page.narrowing.label.text().startswith(words) or words == "All time"


def test_a_year_before_the_29th_of_february_is_the_28th() -> None:
    assert days_of(Range.YEAR, dt.date(2028, 2, 29)) == (dt.date(2027, 3, 1), dt.date(2028, 2, 29))


def test_list_tag_and_search_narrow_together_and_one_button_shows_all(
    page: HistoryPage, app: App, qtbot: QtBot
) -> None:
    choose(page.filters.list, "Home")
    assert shown(page) == ["Plants", "Groceries"]
    choose(page.filters.tag, "@errands")
    page.search("groc")
    assert shown(page) == ["Groceries"]
    assert page.narrowing.label.text() == "in Home  ·  @errands  ·  “groc”  ·  1 completed task"
    page.search("zzz")
    assert page.empty.isVisible()
    assert page.empty.detail.text() == "in Home  ·  @errands  ·  “zzz”"
    with qtbot.waitSignal(page.search_cleared):
        QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert len(shown(page)) == 6
    assert not page.narrowing.isVisible()


def test_a_day_of_the_heat_map_is_shown_named_and_let_go(page: HistoryPage) -> None:
    page.heat_map.setFocus()
    QTest.keyClick(page.heat_map, Qt.Key.Key_Up)
    QTest.keyClick(page.heat_map, Qt.Key.Key_Return)
    assert shown(page) == ["Review"]
    assert page.filters.range.currentText() == "Sun 22 Nov"
    assert page.narrowing.label.text() == "Sun 22 Nov 2026  ·  1 completed task"
    QTest.keyClick(page.heat_map, Qt.Key.Key_Escape)
    assert len(shown(page)) == 6
    assert page.filters.range.findData(Range.CHOSEN) < 0


def test_choosing_a_range_lets_go_of_the_day(page: HistoryPage) -> None:
    QTest.keyClick(page.heat_map, Qt.Key.Key_Return)
    assert page.heat_map.chosen == dt.date(2026, 11, 23)
    choose(page.filters.range, "Last 7 days")
    assert page.heat_map.chosen is None
    assert len(shown(page)) == 4


def test_days_can_be_given_in_words_that_look_back(page: HistoryPage) -> None:
    choose(page.filters.range, "Choose days…")
    assert page.span.isVisible()
    page.span.first.setText("thu")
    page.span.last.setText("yesterday")
    QTest.keyClick(page.span.last, Qt.Key.Key_Return)
    assert shown(page) == ["Review", "Groceries"]
    assert page.narrowing.label.text().startswith("Thu 19 Nov 2026 to Sun 22 Nov 2026")
    page.span.last.setText("tomorrow")
    QTest.keyClick(page.span.last, Qt.Key.Key_Return)
    assert page.span.problem.text() == "“tomorrow” is still to come. Give a day or time that has passed."
    assert shown(page) == ["Review", "Groceries"]
    choose(page.filters.range, "All time")
    assert not page.span.isVisible()


def test_ranges_follow_midnight(page: HistoryPage, clock: FakeClock) -> None:
    choose(page.filters.range, "Today")
    clock.advance(dt.timedelta(days=1))
    page.new_day()
    assert shown(page) == []
    choose(page.filters.range, "Last 7 days")
    assert page.model.index(0, 1).data() == "Yesterday"
    assert page.heat_map.days.today == dt.date(2026, 11, 24)


def test_a_list_that_is_gone_no_longer_hides_anything(page: HistoryPage, app: App) -> None:
    choose(page.filters.list, "Home")
    app.core.lists.delete(app.core.counts.lists()[0].id)
    page.show_totals(app.core.history.totals())
    assert page.filters.list.currentText() == "All lists"
    assert len(shown(page)) == 6


def test_the_heat_map_and_the_sums_follow_a_completion(page: HistoryPage, app: App) -> None:
    assert [number.text() for number in page.totals.numbers] == ["2", "4", "4", "2"]
    assert page.heat_map.days.counts[dt.date(2026, 11, 23)] == 2
    app.core.tasks.reopen(page.model.ids([1]))
    assert page.heat_map.days.counts[dt.date(2026, 11, 23)] == 1
    assert page.totals.numbers[0].text() == "1"


# Times of completion


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_keys_open_the_editor_with_the_time_in_it(page: HistoryPage, key: Qt.Key) -> None:
    page.table.selectRow(row_of(page, "Review"))
    QTest.keyClick(page.table, key)
    assert page.editor.isVisible()
    assert page.editor.line.text() == "Sun 22 Nov 2026 14:00"
    assert page.editor.line.selectedText() == page.editor.line.text()
    QTest.keyClick(page.editor.line, Qt.Key.Key_Escape)
    assert not page.editor.isVisible()
    assert page.table.hasFocus()


def test_pencil_and_double_click_open_the_editor(page: HistoryPage) -> None:
    row = row_of(page, "Review")
    pencil = place_in(page, row, HistoryColumn.TIME, from_right=12 + 34 + 12 + 8)
    QTest.mouseMove(page.table.viewport(), pencil)
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=pencil)
    assert page.editor.isVisible()
    QTest.keyClick(page.editor.line, Qt.Key.Key_Escape)
    QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place_in(page, row, HistoryColumn.TIME, 20))
    assert page.editor.isVisible()


def test_a_corrected_time_moves_the_task_to_its_day_and_undo_takes_it_back(page: HistoryPage, app: App) -> None:
    correct(page, "Plants", "yesterday 18:00")
    assert not page.editor.isVisible()
    assert shown(page)[:3] == ["Stretch", "Plants", "Review"]
    row = row_of(page, "Plants")
    assert page.model.index(row - 1, 1).data() == "Yesterday"
    assert page.model.index(row, HistoryColumn.TIME).data() == "18:00"
    assert page.table.currentIndex().row() == row
    app.window.actions_by_name["actionUndo"].trigger()
    assert shown(page)[:3] == ["Plants", "Stretch", "Review"]


def test_a_time_alone_stays_on_its_day(page: HistoryPage) -> None:
    correct(page, "Review", "9:15")
    row = row_of(page, "Review")
    assert [page.model.index(row - 1, 1).data(), page.model.index(row, HistoryColumn.TIME).data()] == [
        "Yesterday",
        "09:15",
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("tomorrow 9:00", "“tomorrow 9:00” is still to come. Give a day or time that has passed."),
        ("soon", "“soon” in the time of completion is not a date Tickbox knows. Write it like 2026-11-27."),
    ],
)
def test_what_cannot_have_been_is_refused_beside_the_field(page: HistoryPage, words: str, sentence: str) -> None:
    before = page.model.shown(1)
    correct(page, "Plants", words)
    assert page.editor.isVisible()
    assert page.editor.meaning.text() == sentence
    assert page.editor.line.property("wrong") is True
    assert page.model.shown(1) == before


def test_what_is_understood_is_said_while_typing(page: HistoryPage) -> None:
    page.table.selectRow(1)
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    page.editor.line.clear()
    QTest.keyClicks(page.editor.line, "fri 8pm")
    assert page.editor.meaning.text() == "Fri 20 Nov 2026 20:00"


def test_leaving_the_editor_keeps_what_was_understood(page: HistoryPage) -> None:
    page.table.selectRow(row_of(page, "Plants"))
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    page.editor.line.setText("8:00")
    page.heat_map.setFocus()
    assert not page.editor.isVisible()
    assert page.model.index(row_of(page, "Plants"), HistoryColumn.TIME).data() == "08:00"


def test_a_change_from_elsewhere_leaves_what_is_typed_and_follows_the_row(page: HistoryPage, app: App) -> None:
    page.table.selectRow(row_of(page, "Review"))
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    page.editor.line.setText("18:0")
    top = page.editor.y()
    put(app, "Newer", 0)
    assert page.editor.isVisible()
    assert page.editor.line.text() == "18:0"
    assert page.editor.y() == top + 36
    app.core.tasks.delete(page.model.ids([row_of(page, "Review")]))
    assert not page.editor.isVisible()


# Taking away

TEXT = """\
## Mon 23 Nov 2026

- [x] Plants  (Home) 14:00

## Sun 22 Nov 2026

- [x] Review  (@work) 14:00
"""


def test_ctrl_c_copies_the_selection_as_markdown(page: HistoryPage, app: App) -> None:
    page.table.selectRow(1)
    page.table.selectionModel().select(
        page.model.index(row_of(page, "Review"), 0),
        page.table.selectionModel().SelectionFlag.Select | page.table.selectionModel().SelectionFlag.Rows,
    )
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == TEXT
    assert app.window.status.text == "Copied 2 tasks as Markdown"


@pytest.mark.parametrize(
    ("signal", "name"), [("csv_wanted", "out.csv"), ("markdown_wanted", "out.md"), ("markdown_wanted", "out")]
)
def test_what_is_shown_is_exported(page: HistoryPage, app: App, tmp_path: Path, signal: str, name: str) -> None:
    asked: list[tuple[str, str]] = []

    def path_for(suggested: str, files: str) -> Path:
        asked.append((suggested, files))
        return tmp_path / name

    page.exporter.ask_path = path_for
    choose(page.filters.list, "Home")
    getattr(page.filters, signal).emit()
    out = tmp_path / (name if "." in name else f"{name}.md")
    assert asked[0][0].startswith("tickbox-history-2026-11-23.")
    assert "Plants" in out.read_text()
    assert "Review" not in out.read_text()
    assert app.window.status.text.startswith("Exported 2 tasks to ")


def test_an_export_that_is_not_wanted_or_not_possible_changes_nothing(
    page: HistoryPage, app: App, tmp_path: Path
) -> None:
    page.exporter.ask_path = lambda *_: None
    page.filters.csv_wanted.emit()
    page.exporter.ask_path = lambda *_: tmp_path / "missing" / "out.csv"
    page.filters.csv_wanted.emit()
    assert "cannot be written" in app.window.status.text


# Looks


@pytest.mark.parametrize(("width", "height", "is_shown"), [(1200, 800, True), (900, 600, True), (700, 420, False)])
def test_the_heat_map_gives_way_to_the_list(
    page: HistoryPage, app: App, width: int, height: int, is_shown: bool
) -> None:
    app.window.resize(width, height)
    QApplication.processEvents()
    assert page.heat_map.isVisible() == is_shown
    assert page.table.height() >= 120


def test_every_part_that_takes_input_has_a_name_for_scripts_and_ears(page: HistoryPage) -> None:
    names = {
        "heatMap",
        "historyRange",
        "historyList",
        "historyTag",
        "historyFrom",
        "historyTo",
        "historyExport",
        "historyTable",
    }
    from PySide6.QtWidgets import QWidget

    for name in (*names, "completionEdit"):
        found = page.findChildren(QWidget, name)
        assert len(found) == 1, name
        assert found[0].accessibleName(), name
