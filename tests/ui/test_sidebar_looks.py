"""How the sidebar is drawn: colours that can be seen, names of any kind and length, text of any size."""

import datetime as dt
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QToolTip
from pytestqt.qtbot import QtBot

from desktop_app.core import Core, build_core
from desktop_app.domain.changes import TaskDraft
from desktop_app.domain.task import Due
from desktop_app.domain.views import View
from desktop_app.ui.colours import DARK, LIGHT
from desktop_app.ui.drag import TASKS_MIME, tasks_from_mime, tasks_to_mime
from desktop_app.ui.sidebar.choice import view_choice
from desktop_app.ui.sidebar.list_colours import LEAST_CONTRAST, LIST_COLOURS, contrast, visible_on
from desktop_app.ui.sidebar.sidebar_delegate import HOVER, SidebarDelegate
from desktop_app.ui.sidebar.sidebar_view import NARROWEST, WIDEST, WIDTH, Sidebar
from desktop_app.ui.theme import Scheme, Theme
from tests.fakes.clock import FakeClock

LONG = "Ein sehr langer Name einer Liste, wie es sie im Deutschen gibt <b>fett</b> & mehr"
Maker = Callable[[], Sidebar]


@pytest.fixture
def core(tmp_path: Path, clock: FakeClock) -> Iterator[Core]:
    made = build_core(tmp_path / "data", clock=clock)
    yield made
    made.close()


@pytest.fixture
def make(qtbot: QtBot, core: Core) -> Maker:
    def make_sidebar() -> Sidebar:
        theme = Theme()
        theme.set_scheme(Scheme.LIGHT)
        sidebar = Sidebar(theme, core, lambda refusal: None)
        qtbot.addWidget(sidebar)
        sidebar.resize(sidebar.sizeHint().width(), 760)
        sidebar.show()
        qtbot.waitExposed(sidebar)
        return sidebar

    return make_sidebar


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[None]:
    before = QFont(qapp.font())
    large = QFont(before)
    large.setPixelSize(26)
    qapp.setFont(large)
    yield
    qapp.setFont(before)


def option_of(sidebar: Sidebar, row: int) -> QStyleOptionViewItem:
    option = QStyleOptionViewItem()
    sidebar.rows.initViewItemOption(option)
    option.rect = sidebar.rows.visualRect(sidebar.model.index(row))
    return option


def delegate_of(sidebar: Sidebar) -> SidebarDelegate:
    delegate = sidebar.rows.itemDelegate()
    assert isinstance(delegate, SidebarDelegate)
    return delegate


def colours_in(image: QImage, rect: QRect) -> set[str]:
    ratio = image.devicePixelRatio()
    return {
        image.pixelColor(round(x * ratio), round(y * ratio)).name()
        for x in range(rect.left(), rect.right())
        for y in range(rect.top(), rect.bottom())
    }


# Colours


@pytest.mark.parametrize("colour", LIST_COLOURS)
def test_each_colour_of_lists_stands_out_in_both_schemes_on_all_that_it_stands_on(colour: str) -> None:
    for scheme in (LIGHT, DARK):
        for surface in (scheme.panel, scheme.fill, getattr(scheme, HOVER)):
            assert contrast(QColor(colour), QColor(surface)) >= LEAST_CONTRAST, (colour, surface)


def test_there_are_eight_colours_with_a_name_each() -> None:
    assert len(LIST_COLOURS) == len(set(LIST_COLOURS.values())) == 8
    assert all(colour == QColor(colour).name() for colour in LIST_COLOURS)


@given(number=st.integers(0, 0xFFFFFF), surface=st.sampled_from([LIGHT.panel, DARK.panel, LIGHT.selection, DARK.fill]))
def test_a_colour_from_elsewhere_is_made_to_stand_out(number: int, surface: str) -> None:
    shown = visible_on(QColor(f"#{number:06x}"), QColor(surface))
    assert contrast(shown, QColor(surface)) >= LEAST_CONTRAST


def test_a_colour_that_can_be_seen_is_left_alone() -> None:
    assert visible_on(QColor("#1f8f93"), QColor(LIGHT.panel)) == QColor("#1f8f93")


def test_words_on_the_hovered_row_can_be_read() -> None:
    for scheme in (LIGHT, DARK):
        for ink in (scheme.text, scheme.muted, scheme.overdue):
            assert contrast(QColor(ink), QColor(getattr(scheme, HOVER))) >= 4.5


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_sign_of_a_list_has_its_colour(make: Maker, core: Core, scheme: Scheme) -> None:
    core.lists.create("Work", "#1f8f93")
    core.lists.create("Yard")
    sidebar = make()
    sidebar._theme.set_scheme(scheme)
    image = sidebar.rows.viewport().grab().toImage()
    work, yard = (sidebar.rows.visualRect(sidebar.model.index(row)) for row in (6, 7))
    assert "#1f8f93" in colours_in(image, work)
    assert "#1f8f93" not in colours_in(image, yard)


def test_overdue_is_painted_red_only_while_it_counts(make: Maker, core: Core) -> None:
    sidebar = make()
    place = sidebar.rows.visualRect(sidebar.model.index(3))
    red = QColor(LIGHT.overdue).name()
    assert red not in colours_in(sidebar.rows.viewport().grab().toImage(), place)
    core.tasks.add(TaskDraft(title="Late", due=Due(dt.date(2026, 11, 20))))
    sidebar.refresh()
    assert red in colours_in(sidebar.rows.viewport().grab().toImage(), place)


def test_the_chosen_row_is_filled_and_the_ring_comes_with_the_keyboard(make: Maker) -> None:
    sidebar = make()
    place = sidebar.rows.visualRect(sidebar.model.index(0))
    accent = QColor(LIGHT.accent).name()
    painted = colours_in(sidebar.rows.viewport().grab().toImage(), place)
    assert QColor(LIGHT.fill).name() in painted
    assert accent not in painted
    sidebar.rows.ring_is_shown = True
    assert accent in colours_in(sidebar.rows.viewport().grab().toImage(), place)


# Names


def test_a_long_name_is_cut_before_its_number(make: Maker, core: Core) -> None:
    core.tasks.add_many([TaskDraft(title=str(number), list_name=LONG) for number in range(12)])
    sidebar = make()
    row = sidebar.model.shown(6)
    assert row is not None
    room = delegate_of(sidebar).name_rect(option_of(sidebar, 6), row)
    digits = QFontMetrics(sidebar._theme.font(12, 600, tabular=True)).horizontalAdvance("12")
    assert room.right() + 1 <= WIDTH - 20 - digits


def test_a_cut_name_is_told_in_full_and_never_read_as_markup(
    make: Maker, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    core.lists.create(LONG)
    core.lists.create("Work")
    sidebar = make()
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, text, *rest: told.append(text))
    for row in (6, 7):
        place = sidebar.rows.visualRect(sidebar.model.index(row)).center()
        event = QHelpEvent(QEvent.Type.ToolTip, place, sidebar.rows.viewport().mapToGlobal(place))
        QApplication.sendEvent(sidebar.rows.viewport(), event)
    [words] = told
    assert "<b>" not in words
    assert LONG in unescape(words)


@pytest.mark.parametrize("name", ["<b>bold</b>", "שלום עולם", "a & b", "日本語のリスト", "x" * 100])
def test_names_of_any_kind_are_painted(make: Maker, core: Core, name: str) -> None:
    core.lists.create(name)
    sidebar = make()
    assert sidebar.model.index(6).data() == name
    sidebar.grab()


def test_a_window_from_right_to_left_has_its_signs_at_the_right(make: Maker) -> None:
    sidebar = make()
    row = sidebar.model.shown(0)
    assert row is not None
    ltr = delegate_of(sidebar).name_rect(option_of(sidebar, 0), row)
    sidebar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    rtl = delegate_of(sidebar).name_rect(option_of(sidebar, 0), row)
    assert rtl.right() == WIDTH - 1 - ltr.left()
    sidebar.grab()


# Sizes


def test_sizes_are_the_designed_ones(make: Maker) -> None:
    sidebar = make()
    assert (sidebar.sizeHint().width(), sidebar.minimumWidth(), sidebar.maximumWidth()) == (WIDTH, NARROWEST, WIDEST)
    heights = [sidebar.rows.visualRect(sidebar.model.index(row)).height() for row in range(7)]
    assert heights == [32, 32, 32, 32, 32, 40, 40]
    assert sidebar.rows.y() == 52


@pytest.mark.usefixtures("large_text")
def test_everything_grows_with_the_text(make: Maker) -> None:
    sidebar = make()
    assert sidebar.sizeHint().width() == WIDTH * 2
    assert sidebar.rows.visualRect(sidebar.model.index(0)).height() == 64
    row = sidebar.model.shown(0)
    assert row is not None
    assert delegate_of(sidebar).name_rect(option_of(sidebar, 0), row).left() == 92
    sidebar.begin_new_list()
    editor = sidebar.naming.editor
    assert editor is not None
    assert editor.height() <= 64


def test_a_scroll_bar_does_not_move_the_numbers(make: Maker, core: Core) -> None:
    sidebar = make()
    before = delegate_of(sidebar).plus_rect(option_of(sidebar, 5))
    core.tasks.add_many([TaskDraft(title="x", tags=(f"tag{number}",)) for number in range(60)])
    sidebar.refresh()
    sidebar.rows.scrollToTop()
    QApplication.processEvents()
    assert sidebar.rows.verticalScrollBar().isVisible()
    assert delegate_of(sidebar).plus_rect(option_of(sidebar, 5)) == before


def test_a_refresh_leaves_the_scroll_position(make: Maker, core: Core) -> None:
    core.tasks.add_many([TaskDraft(title="x", tags=(f"tag{number:02}",)) for number in range(60)])
    sidebar = make()
    bar = sidebar.rows.verticalScrollBar()
    bar.setValue(400)
    core.tasks.add(TaskDraft(title="y", tags=("tag30",)))
    sidebar.refresh()
    QApplication.processEvents()
    assert bar.value() == 400
    assert sidebar.current_choice() == view_choice(View.INBOX)


# What a drag carries


@given(st.lists(st.uuids(), max_size=20))
def test_what_a_drag_carries_is_read_as_it_was_written(task_ids: list[UUID]) -> None:
    assert tasks_from_mime(tasks_to_mime(task_ids)) == task_ids


@pytest.mark.parametrize("nonsense", [b"", b"{", b"[1]", b'["x"]', b'{"a": 1}', b"[null]", b"\xff", b"[[]]"])
def test_nonsense_under_our_name_carries_nothing(nonsense: bytes) -> None:
    carried = QMimeData()
    carried.setData(TASKS_MIME, nonsense)
    assert tasks_from_mime(carried) == []


def test_foreign_data_carries_nothing() -> None:
    carried = QMimeData()
    carried.setText(str(UUID(int=1)))
    assert tasks_from_mime(carried) == []


def test_the_tooltip_of_the_plus_says_what_it_does(make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    sidebar = make()
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, text, *rest: told.append(text))
    plus = sidebar.rows.plus_rect()
    assert plus is not None
    event = QHelpEvent(QEvent.Type.ToolTip, plus.center(), QPoint(0, 0))
    QApplication.sendEvent(sidebar.rows.viewport(), event)
    assert told == ["<p>New list</p>"]
