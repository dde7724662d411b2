"""What the window looks like, asked of its pixels: colours, edges, and that nothing is cut or runs over."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop_app import main
from desktop_app.core import build_core
from desktop_app.domain.changes import TaskDraft
from desktop_app.domain.task import Priority
from desktop_app.main import App
from desktop_app.ui.colours import DARK, LIGHT, Colours
from desktop_app.ui.delegates.row_painter import PILL_HEIGHT
from desktop_app.ui.models.task_table_model import Column
from desktop_app.ui.theme import Scheme
from desktop_app.ui.views.row_table_view import RowTableView
from desktop_app.ui.views.top_bar import HISTORY_TAB
from tests.fakes.clock import FakeClock

LARGE, SMALL = QSize(1200, 800), QSize(700, 500)
LONG = "Rechtsschutzversicherungsgesellschaftenverzeichnis für Donaudampfschifffahrtskapitäne überprüfen"
TITLES = (
    LONG,
    "Party 🎉👩‍👩‍👧 🇩🇪",
    "קנה חלב ולחם מחר בבוקר",
    "<b>not bold</b> & C:\\path",
    "漢字とかな",
    "Å̧̂ stacked Ž̦̌",
    "gjpqy ÄÖÜ",
)
SCHEMES = [pytest.param(Scheme.LIGHT, LIGHT, id="light"), pytest.param(Scheme.DARK, DARK, id="dark")]
SIZES = [pytest.param(LARGE, id="large"), pytest.param(SMALL, id="small")]
FONTS = [pytest.param(13, id="100 %"), pytest.param(26, id="200 %")]


@pytest.fixture
def draw(qapp: QApplication, tmp_path: Path, clock: FakeClock) -> Iterator[Callable[..., App]]:
    """Opens a window on one folder of difficult tasks, in a scheme, at a size, with a font."""
    opened: list[App] = []
    font, blink = QFont(qapp.font()), qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    build_tasks(tmp_path / "data", clock)

    def open_(scheme: Scheme = Scheme.LIGHT, size: QSize = LARGE, pixels: int = 13) -> App:
        larger = QFont(font)
        larger.setPixelSize(pixels)
        qapp.setFont(larger)
        app = main.build(tmp_path / "data", clock)
        opened.append(app)
        app.window.actions_by_name.schemes[scheme].trigger()
        app.window.resize(size)
        app.window.show()
        QTest.qWaitForWindowExposed(app.window)
        app.window.tasks.setFocus()
        QTest.qWait(1)
        return app

    yield open_
    for app in opened:
        app.close()
    qapp.setFont(font)
    qapp.setCursorFlashTime(blink)


def build_tasks(folder: Path, clock: FakeClock) -> None:
    core = build_core(folder, clock=clock)
    tags = tuple(f"tag{number}" * number for number in range(1, 10))
    drafts = [TaskDraft(title=title, tags=tags, list_name="Verwaltungsangelegenheiten") for title in TITLES]
    drafts[0:0] = [TaskDraft(title=f"Plain {number}", priority=Priority(number % 4)) for number in range(4)]
    core.tasks.add_many(drafts)
    core.tasks.add_many([TaskDraft(title=f"Done {number}") for number in range(3)])
    handles = core.reader.everything()[-3:]
    core.tasks.complete([row.id for row in core.reader.rows(handles) if row is not None])
    core.close()


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def colours_in(image: QImage, area: QRect) -> set[str]:
    inside = area.intersected(image.rect())
    return {
        QColor(image.pixel(x, y)).name().upper()
        for x in range(inside.left(), inside.right() + 1)
        for y in range(inside.top(), inside.bottom() + 1)
    }


def luminance(image: QImage, area: QRect) -> float:
    """The mean brightness of an area, from 0 to 1; every third pixel tells enough."""
    inside = area.intersected(image.rect())
    values = [
        image.pixelColor(x, y).lightnessF()
        for x in range(inside.left(), inside.right() + 1, 3)
        for y in range(inside.top(), inside.bottom() + 1, 3)
    ]
    return sum(values) / max(len(values), 1)


def cell(table: RowTableView, row: int, column: int) -> QRect:
    return table.visualRect(table.model().index(row, column))


def row_of(table: RowTableView, title: str) -> int:
    model = table.model()
    return next(row for row in range(model.rowCount()) if model.index(row, Column.TITLE).data() == title)


# Colours


@pytest.mark.parametrize(("scheme", "colours"), SCHEMES)
@pytest.mark.parametrize("size", SIZES)
def test_the_table_stands_on_the_windows_colour(
    draw: Callable[..., App], scheme: Scheme, colours: Colours, size: QSize
) -> None:
    app = draw(scheme, size)
    table = app.window.tasks
    table.clearSelection()
    image = picture(table.viewport())
    last = cell(table, table.model().rowCount() - 1, 0)
    beneath = QRect(0, last.bottom() + 2, image.width(), image.height())
    assert colours_in(image, beneath) <= {colours.window}
    row = cell(table, 0, Column.TITLE)
    assert colours_in(image, QRect(row.right() - 3, row.top() + 3, 3, row.height() - 6)) == {colours.window}


@pytest.mark.parametrize("pages", ["tasks", "history", "form", "no hit"])
def test_dark_is_dark_everywhere(draw: Callable[..., App], pages: str) -> None:
    app = draw(Scheme.DARK)
    show_page(app, pages)
    image = picture(app.window)
    step = 40
    bright = [
        (x, y)
        for x in range(0, image.width(), step)
        for y in range(0, image.height(), step)
        if luminance(image, QRect(x, y, step, step)) > 0.45
    ]
    # One button may be filled with the accent.
    assert len(bright) <= 4, bright


def show_page(app: App, page: str) -> None:
    window = app.window
    if page == "history":
        window.top.tabs.setCurrentIndex(HISTORY_TAB)
    elif page == "form":
        window.actions_by_name["actionNewTask"].trigger()
        window.form.try_to_save()
    elif page == "no hit":
        window.top.search.setText("nothing is like this")
    # Widths that follow from each other settle one after the other.
    QTest.qWait(300)


@pytest.mark.parametrize("page", ["tasks", "history", "form", "no hit"])
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_changing_the_colours_leaves_nothing_of_the_others_behind(
    draw: Callable[..., App], page: str, scheme: Scheme
) -> None:
    first = draw(scheme)
    show_page(first, page)
    expected = picture(first.window)
    first.close()
    other = Scheme.DARK if scheme is Scheme.LIGHT else Scheme.LIGHT
    second = draw(other)
    show_page(second, page)
    picture(second.window)
    second.window.actions_by_name.schemes[scheme].trigger()
    QTest.qWait(300)
    found = picture(second.window)
    assert differing(expected, found) == []


def differing(one: QImage, other: QImage) -> list[tuple[int, int]]:
    """The corners of the 20-pixel squares in which two pictures differ."""
    assert one.size() == other.size()
    step = 20
    squares = [(x, y) for x in range(0, one.width(), step) for y in range(0, one.height(), step)]
    return [(x, y) for x, y in squares if one.copy(x, y, step, step) != other.copy(x, y, step, step)]


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_two_pictures_of_the_same_are_the_same(draw: Callable[..., App], scheme: Scheme) -> None:
    app = draw(scheme)
    assert picture(app.window.tasks) == picture(app.window.tasks)


# Edges


@pytest.mark.parametrize("pixels", FONTS)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_painted_outside_its_cell(draw: Callable[..., App], size: QSize, pixels: int) -> None:
    """A picture of one column differs from that of an empty row only within the column."""
    app = draw(Scheme.LIGHT, size, pixels)
    table = app.window.tasks
    table.clearSelection()
    image = picture(table.viewport())
    visible = [column for column in Column if not table.isColumnHidden(column)]
    for title in TITLES:
        row = row_of(table, title)
        for column in visible[:-1]:
            area = cell(table, row, column)
            # The last pixels of a cell are left free, so that one column never touches the next.
            edge = QRect(area.right() - 2, area.top() + 2, 2, area.height() - 4)
            assert colours_in(image, edge) <= {LIGHT.window}, (title, column)


@pytest.mark.parametrize("pixels", FONTS)
def test_a_row_holds_what_stands_in_it(draw: Callable[..., App], pixels: int) -> None:
    app = draw(Scheme.LIGHT, LARGE, pixels)
    table, theme = app.window.tasks, app.window._theme
    height = table.rowHeight(0)
    assert height >= theme.px(PILL_HEIGHT) + 8
    assert height % 4 == 0
    assert height == {13: 36, 26: 56}[pixels]
    for title in TITLES:
        area = cell(table, row_of(table, title), Column.TITLE)
        image = picture(table.viewport())
        above = QRect(area.left(), area.top(), area.width(), 1)
        assert colours_in(image, above) <= {LIGHT.window}, title


@pytest.mark.parametrize("pixels", FONTS)
def test_tick_boxes_and_titles_keep_to_their_edges(draw: Callable[..., App], pixels: int) -> None:
    app = draw(Scheme.LIGHT, LARGE, pixels)
    window, theme = app.window, app.window._theme
    window.tasks.clearSelection()
    content = window.tasks.mapTo(window, QPoint(0, 0)).x() - theme.px(12)
    image = picture(window.tasks.viewport())
    row = cell(window.tasks, 0, Column.DONE)
    middle = row.center().y()
    inked = [x for x in range(row.left(), row.right()) if QColor(image.pixel(x, middle)).name().upper() != LIGHT.window]
    assert inked[0] + theme.px(12) == pytest.approx(theme.px(24), abs=1)
    title = cell(window.tasks, 0, Column.TITLE)
    assert title.left() + theme.px(12) == theme.px(56)
    assert content >= 0


@pytest.mark.parametrize(("size", "pixels"), [(LARGE, 13), (SMALL, 13), (LARGE, 26)])
@pytest.mark.parametrize("page", ["tasks", "history", "form"])
def test_no_part_sticks_out_of_the_window(draw: Callable[..., App], size: QSize, pixels: int, page: str) -> None:
    app = draw(Scheme.LIGHT, size, pixels)
    show_page(app, page)
    window = app.window
    names = ("viewTabs", "searchBox", "quickAdd", "saveButton", "cancelButton", "statusLine", "titleEdit")
    for name in names:
        part = window.findChild(QWidget, name)
        if part is None or not part.isVisible():
            continue
        area = QRect(part.mapTo(window, QPoint(0, 0)), part.size())
        assert window.rect().contains(area), (name, area, window.rect())


@pytest.mark.parametrize(("size", "pixels"), [(LARGE, 13), (SMALL, 13), (LARGE, 26)])
def test_no_button_is_smaller_than_its_words(draw: Callable[..., App], size: QSize, pixels: int) -> None:
    app = draw(Scheme.LIGHT, size, pixels)
    show_page(app, "form")
    for button in app.window.findChildren(QPushButton):
        if button.isVisible() and button.text():
            assert button.width() >= button.fontMetrics().horizontalAdvance(button.text()), button.text()


def test_done_rows_are_struck_through_and_open_ones_are_not(draw: Callable[..., App]) -> None:
    app = draw(Scheme.LIGHT)
    window = app.window
    window.top.filter.setCurrentIndex(2)
    window.tasks.clearSelection()
    image = picture(window.tasks.viewport())

    def longest_run(title: str) -> int:
        area = cell(window.tasks, row_of(window.tasks, title), Column.TITLE)
        runs = [0]
        for y in range(area.top() + 8, area.bottom() - 8):
            run = 0
            for x in range(area.left(), area.left() + 60):
                run = run + 1 if QColor(image.pixel(x, y)).name().upper() != LIGHT.window else 0
                runs.append(run)
        return max(runs)

    assert longest_run("Done 1") > 30
    assert longest_run("Plain 1") < 20


def test_the_selection_is_seen_with_and_without_focus(draw: Callable[..., App]) -> None:
    app = draw(Scheme.LIGHT)
    table = app.window.tasks
    app.window.activateWindow()
    table.selectRow(1)
    area = cell(table, 1, Column.TITLE)
    middle = QRect(area.right() - 4, area.center().y(), 2, 2)
    table.setFocus()
    QTest.qWaitForWindowActive(app.window)
    assert colours_in(picture(table.viewport()), middle) == {LIGHT.selection}
    app.window.quick_add.setFocus()
    assert colours_in(picture(table.viewport()), middle) == {LIGHT.selection_idle}


def test_a_list_of_nothing_but_long_words_is_drawn_quickly(draw: Callable[..., App], clock: FakeClock) -> None:
    app = draw(Scheme.LIGHT)
    app.core.tasks.add_many(TaskDraft(title=(f"{LONG} " * 3)[:200]) for _ in range(30))
    picture(app.window.tasks)
    assert app.window.tasks.model().flags(app.window.tasks.model().index(0, 0)) & Qt.ItemFlag.ItemIsUserCheckable
