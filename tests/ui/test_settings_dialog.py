"""The settings dialog: what a choice does, with mouse and keys, and what a screen reader hears of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.views import View
from desktop_app.system.settings import (
    Density,
    FirstWeekday,
    OnClose,
    Settings,
    SettingsFault,
    SettingsStore,
    SettingsWarning,
    ThemeChoice,
)
from desktop_app.ui.dialogs.settings_dialog import SettingsDialog
from desktop_app.ui.messages import say_count, settings_words
from desktop_app.ui.theme import BODY_PIXELS, Scheme, Theme

INPUTS = ("themeSetting", "densitySetting", "first_weekdaySetting", "start_viewSetting", "on_closeSetting")


@pytest.fixture
def dialog(qtbot: QtBot) -> SettingsDialog:
    return shown(qtbot, Settings())


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[None]:
    before = qapp.font()
    larger = qapp.font()
    larger.setPixelSize(2 * BODY_PIXELS)
    qapp.setFont(larger)
    yield
    qapp.setFont(before)


def shown(qtbot: QtBot, settings: Settings) -> SettingsDialog:
    made = SettingsDialog(Theme(), settings)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def button(dialog: SettingsDialog, name: str) -> QAbstractButton:
    found = dialog.findChild(QAbstractButton, name)
    assert found is not None
    return found


def combo(dialog: SettingsDialog, name: str) -> QComboBox:
    found = dialog.findChild(QComboBox, name)
    assert found is not None
    return found


def test_the_dialog_shows_the_settings_it_is_given(qtbot: QtBot) -> None:
    given = Settings(ThemeChoice.DARK, Density.COMPACT, FirstWeekday.SUNDAY, View.OVERDUE, OnClose.MINIMISE)
    dialog = shown(qtbot, given)
    assert button(dialog, "themeSetting_dark").isChecked()
    assert button(dialog, "densitySetting_compact").isChecked()
    assert combo(dialog, "first_weekdaySetting").currentText() == "Sunday"
    assert combo(dialog, "start_viewSetting").currentText() == "Overdue"
    assert button(dialog, "on_closeSetting_minimise").isChecked()


def test_a_choice_is_told_at_once_and_leaves_the_others_alone(qtbot: QtBot, dialog: SettingsDialog) -> None:
    told: list[Settings] = []
    dialog.changed.connect(told.append)
    QTest.mouseClick(button(dialog, "themeSetting_dark"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(button(dialog, "on_closeSetting_minimise"), Qt.MouseButton.LeftButton)
    assert told == [
        Settings(theme=ThemeChoice.DARK),
        Settings(theme=ThemeChoice.DARK, on_close=OnClose.MINIMISE),
    ]


def test_choosing_what_is_chosen_already_tells_nothing(dialog: SettingsDialog) -> None:
    told: list[Settings] = []
    dialog.changed.connect(told.append)
    QTest.mouseClick(button(dialog, "themeSetting_system"), Qt.MouseButton.LeftButton)
    assert told == []


def test_all_of_it_can_be_done_with_the_keyboard(dialog: SettingsDialog) -> None:
    def press(key: Qt.Key) -> None:
        focused = dialog.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)

    assert dialog.focusWidget() is button(dialog, "themeSetting_system")
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    assert dialog.settings.theme is ThemeChoice.DARK
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Right)
    assert dialog.settings.density is Density.COMPACT
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Down)
    assert dialog.settings.first_weekday is FirstWeekday.MONDAY
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Up)
    assert dialog.settings.start_view is View.OVERDUE
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Right)
    assert dialog.settings.on_close is OnClose.MINIMISE
    press(Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.reset_button
    press(Qt.Key.Key_Return)
    assert dialog.settings == Settings()
    assert dialog.isVisible()


def test_esc_and_the_button_close_the_dialog_and_keep_what_was_chosen(dialog: SettingsDialog) -> None:
    button(dialog, "densitySetting_compact").click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dialog.show()
    dialog.close_button.click()
    assert not dialog.isVisible()
    assert dialog.settings.density is Density.COMPACT


def test_resetting_is_offered_only_while_something_differs(dialog: SettingsDialog) -> None:
    assert not dialog.reset_button.isEnabled()
    button(dialog, "densitySetting_compact").click()
    assert dialog.reset_button.isEnabled()
    dialog.reset_button.click()
    assert dialog.settings == Settings()
    assert button(dialog, "densitySetting_comfortable").isChecked()


def test_what_was_changed_elsewhere_is_shown_without_being_told_back(dialog: SettingsDialog) -> None:
    told: list[Settings] = []
    dialog.changed.connect(told.append)
    dialog.show_settings(Settings(theme=ThemeChoice.LIGHT, start_view=View.TODAY))
    assert button(dialog, "themeSetting_light").isChecked()
    assert combo(dialog, "start_viewSetting").currentText() == "Today"
    assert told == []


def test_the_wheel_changes_no_setting_it_passes_over(dialog: SettingsDialog) -> None:
    box = combo(dialog, "start_viewSetting")
    none = Qt.KeyboardModifier.NoModifier
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, none,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, turn)
    assert dialog.settings == Settings()
    assert box.currentText() == "All tasks"


def test_every_input_says_what_it_is_for(dialog: SettingsDialog) -> None:
    for name in INPUTS:
        field = dialog.findChild(QWidget, name)
        assert field is not None
        assert field.accessibleName(), name
    assert button(dialog, "themeSetting_dark").accessibleName() == "Colours: Dark"


@pytest.mark.usefixtures("large_text")
def test_at_twice_the_text_size_the_dialog_fits_the_screen_and_cuts_nothing(qtbot: QtBot) -> None:
    dialog = shown(qtbot, Settings())
    screen = dialog.screen().availableSize()
    assert dialog.width() <= screen.width()
    assert dialog.height() <= screen.height()
    for name in INPUTS:
        field = dialog.findChild(QWidget, name)
        assert field is not None
        assert field.width() >= field.sizeHint().width(), name
        assert field.mapTo(dialog, QPoint(field.width(), 0)).x() <= dialog.width(), name


def test_the_dialog_paints_in_both_themes(dialog: SettingsDialog) -> None:
    images = []
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        dialog._theme.set_scheme(scheme)
        images.append(dialog.grab().toImage())
    assert images[0] != images[1]


def test_a_wrong_value_is_said_in_one_sentence_with_its_line(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path)
    store.path.write_text('\ntheme = "pink"\n')
    assert [settings_words(warning) for warning in store.load().warnings] == [
        "Line 2 of settings.toml: “pink” is not a choice for theme, so its default is used. "
        "The choices are system, light, dark."
    ]


def test_every_fault_of_the_file_has_a_sentence_that_is_filled_in(tmp_path: Path) -> None:
    for fault in SettingsFault:
        for line in (3, None):
            words = settings_words(SettingsWarning(fault, tmp_path / "settings.toml.bad", line, "theme", "x", ("a",)))
            assert words.endswith(".")
            assert not {"{", "}", "None"} & set(words.split())
            assert "None" not in words


def test_numbers_of_things_have_the_form_that_fits() -> None:
    assert [say_count("{count} task", "{count} tasks", count) for count in (0, 1, 2)] == [
        "0 tasks",
        "1 task",
        "2 tasks",
    ]
