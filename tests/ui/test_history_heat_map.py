"""The heat map: which square is which day, how strong, and how keys and mouse reach it."""

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from desktop_app.ui.history.heat_days import WEEKS, HeatDays, steps
from desktop_app.ui.history.heat_map import LEFT, HeatMap
from desktop_app.ui.theme import Scheme, Theme

TODAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)
COUNTS = {TODAY: 2, TODAY - DAY: 1, dt.date(2026, 9, 16): 5, dt.date(2025, 11, 24): 3, dt.date(2025, 11, 23): 9}


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme()
    theme.set_scheme(Scheme.LIGHT)
    return theme


@pytest.fixture
def heat_map(theme: Theme, qtbot: QtBot) -> HeatMap:
    return shown(theme, qtbot, COUNTS)


def shown(
    theme: Theme, qtbot: QtBot, counts: Mapping[dt.date, int], width: int = 1000, first_weekday: int = 0
) -> HeatMap:
    heat_map = HeatMap(theme)
    qtbot.addWidget(heat_map)
    heat_map.resize(width, heat_map.sizeHint().height())
    heat_map.set_days(counts, TODAY, first_weekday)
    heat_map.show()
    qtbot.waitExposed(heat_map)
    heat_map.setFocus()
    return heat_map


def middle(heat_map: HeatMap, day: dt.date) -> QPoint:
    cell = heat_map.cell(day)
    assert cell is not None
    return cell.center()


# Days


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 6), st.integers(1, WEEKS))
def test_every_day_has_its_place_and_every_place_its_day(today: dt.date, first_weekday: int, weeks: int) -> None:
    days = HeatDays({}, today, first_weekday, weeks)
    everything = list(days.all())
    assert everything[-1][0] == today
    assert everything[-1][1] == weeks - 1
    for number, (day, week, row) in enumerate(everything):
        assert day == days.first + number * DAY
        assert (day.weekday() - first_weekday) % 7 == row
        assert days.day_at(week, row) == day
        assert days.place_of(day) == (week, row)
    assert days.place_of(days.first - DAY) is None
    assert days.place_of(today + DAY) is None


@given(st.lists(st.integers(-2, 40), max_size=60))
def test_levels_rise_with_the_count_and_nothing_is_level_0(counts: list[int]) -> None:
    days = HeatDays({TODAY - number * DAY: count for number, count in enumerate(counts)}, TODAY)
    levels = sorted((count, days.level(TODAY - number * DAY)) for number, count in enumerate(counts))
    assert [level for _, level in levels] == sorted(level for _, level in levels)
    assert all((level == 0) == (count <= 0) and 0 <= level <= 4 for count, level in levels)
    assert all(
        level == levels[at - 1][1] for at, (count, level) in enumerate(levels) if at and count == levels[at - 1][0]
    )


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], ()),
        ([1, 1, 1], (1,)),
        ([1, 2, 3, 4], (1, 2, 3)),
        ([1] * 60 + [2] * 30 + [3, 4, 5, 9], (1, 2, 4)),
        ([7], (7,)),
    ],
)
def test_levels_are_quarters_of_the_own_busy_days(counts: list[int], expected: tuple[int, ...]) -> None:
    assert steps(counts) == expected


def test_each_quarter_has_its_level() -> None:
    days = HeatDays({TODAY - number * DAY: number for number in range(5)}, TODAY)
    assert [days.level(TODAY - number * DAY) for number in range(5)] == [0, 1, 2, 3, 4]


def test_months_stand_over_the_first_week_that_begins_in_them() -> None:
    months = HeatDays({}, TODAY).months()
    assert months[:3] == [(1, "Dec"), (6, "Jan"), (10, "Feb")]
    assert months[-1] == (49, "Nov")


# The widget


def test_the_foot_says_how_much_and_since_when(heat_map: HeatMap) -> None:
    assert heat_map.foot_words() == "11 completed since 24 Nov 2025"


def test_squares_are_painted_in_the_colour_of_their_level(heat_map: HeatMap, theme: Theme) -> None:
    image = heat_map.grab().toImage()
    for day in (dt.date(2026, 9, 16), TODAY - DAY, TODAY - 2 * DAY, dt.date(2025, 11, 24)):
        level = heat_map.days.level(day)
        assert image.pixelColor(middle(heat_map, day)) == QColor(theme.colour(f"heat{level}")), day


@pytest.mark.parametrize(
    ("key", "days"), [(Qt.Key.Key_Left, -7), (Qt.Key.Key_Right, 0), (Qt.Key.Key_Up, -1), (Qt.Key.Key_PageUp, -28)]
)
def test_arrow_keys_move_by_day_and_week_and_stay_within(heat_map: HeatMap, key: Qt.Key, days: int) -> None:
    QTest.keyClick(heat_map, key)
    assert heat_map.cursor_day == TODAY + days * DAY
    QTest.keyClick(heat_map, Qt.Key.Key_End)
    QTest.keyClick(heat_map, Qt.Key.Key_Down)
    assert heat_map.cursor_day == TODAY
    QTest.keyClick(heat_map, Qt.Key.Key_Home)
    QTest.keyClick(heat_map, Qt.Key.Key_Left)
    assert heat_map.cursor_day == dt.date(2025, 11, 24)


def test_enter_chooses_and_escape_lets_go(heat_map: HeatMap, qtbot: QtBot) -> None:
    QTest.keyClick(heat_map, Qt.Key.Key_Up)
    with qtbot.waitSignal(heat_map.day_chosen) as chosen:
        QTest.keyClick(heat_map, Qt.Key.Key_Return)
    assert chosen.args == [TODAY - DAY]
    with qtbot.waitSignal(heat_map.day_chosen) as chosen:
        QTest.keyClick(heat_map, Qt.Key.Key_Escape)
    assert chosen.args == [None]
    with qtbot.assertNotEmitted(heat_map.day_chosen):
        QTest.keyClick(heat_map, Qt.Key.Key_Escape)


def test_a_click_chooses_and_a_second_lets_go(heat_map: HeatMap, qtbot: QtBot) -> None:
    day = dt.date(2026, 9, 16)
    for expected in (day, None):
        with qtbot.waitSignal(heat_map.day_chosen) as chosen:
            QTest.mouseClick(heat_map, Qt.MouseButton.LeftButton, pos=middle(heat_map, day))
        assert chosen.args == [expected]
    with qtbot.assertNotEmitted(heat_map.day_chosen):
        QTest.mouseClick(heat_map, Qt.MouseButton.LeftButton, pos=middle(heat_map, TODAY) + QPoint(0, 16))
        QTest.mouseClick(heat_map, Qt.MouseButton.LeftButton, pos=QPoint(LEFT - 10, 60))


def test_the_tooltip_says_the_number_and_the_day(heat_map: HeatMap) -> None:
    place = middle(heat_map, dt.date(2026, 9, 16))
    heat_map.event(QHelpEvent(QEvent.Type.ToolTip, place, heat_map.mapToGlobal(place)))
    assert QToolTip.text() == "5 completed · Wed 16 Sep 2026"
    QToolTip.hideText()


def test_a_screen_reader_hears_the_square_that_the_keyboard_is_at(heat_map: HeatMap) -> None:
    QTest.keyClick(heat_map, Qt.Key.Key_Up)
    assert heat_map.accessibleName() == "Completed by day: 1 completed · Sun 22 Nov 2026"
    QTest.keyClick(heat_map, Qt.Key.Key_Space)
    assert heat_map.accessibleName().endswith(", chosen")


def test_today_is_ringed_in_the_colour_of_text_and_the_chosen_day_in_the_accent(
    heat_map: HeatMap, theme: Theme
) -> None:
    heat_map.set_chosen(dt.date(2026, 9, 16))
    image = heat_map.grab().toImage()
    for day, colour in ((TODAY, "text"), (dt.date(2026, 9, 16), "accent")):
        cell = heat_map.cell(day)
        assert cell is not None
        around = [image.pixelColor(cell.center().x(), cell.top() - step) for step in (1, 2)]
        wanted = theme.colour(colour)
        assert any(abs(found.red() - wanted.red()) + abs(found.blue() - wanted.blue()) < 60 for found in around), day


def test_fewer_weeks_when_narrow_and_the_newest_stay(theme: Theme, qtbot: QtBot) -> None:
    heat_map = shown(theme, qtbot, COUNTS, width=LEFT + 20 * 16)
    assert heat_map.days.weeks == 20
    assert heat_map.cell(TODAY) is not None
    assert heat_map.cell(dt.date(2025, 11, 24)) is None
    assert heat_map.days.level(TODAY) == HeatDays(COUNTS, TODAY).level(TODAY)


def test_a_week_can_begin_on_sunday(theme: Theme, qtbot: QtBot) -> None:
    heat_map = shown(theme, qtbot, COUNTS, first_weekday=6)
    assert heat_map.days.place_of(TODAY) == (WEEKS - 1, 1)
