"""The settings: each applied as soon as it is chosen, so there is nothing to confirm."""

from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.views import View
from desktop_app.system.settings import Density, FirstWeekday, OnClose, Settings, ThemeChoice
from desktop_app.ui.messages import say
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.combo_box import ComboBox
from desktop_app.ui.views.labels import PlainLabel, set_ink

_THEMES = {ThemeChoice.SYSTEM: "As the system", ThemeChoice.LIGHT: "Light", ThemeChoice.DARK: "Dark"}
_DENSITIES = {Density.COMFORTABLE: "Comfortable", Density.COMPACT: "Compact"}
_WEEKDAYS = {
    FirstWeekday.SYSTEM: "As the system",
    FirstWeekday.MONDAY: "Monday",
    FirstWeekday.SUNDAY: "Sunday",
    FirstWeekday.SATURDAY: "Saturday",
}
_VIEWS = {
    View.INBOX: "Inbox",
    View.TODAY: "Today",
    View.UPCOMING: "Upcoming",
    View.OVERDUE: "Overdue",
    View.ALL: "All tasks",
}
_CLOSINGS = {OnClose.QUIT: "Quits Tickbox", OnClose.MINIMISE: "Minimises it"}

_MARGIN = 24
_LABEL_GAP = 20
_ROW_GAP = 12
_SEGMENT_HEIGHT = 28
_SEGMENT_PADDING = 14
_SCROLL_BAR = 12
_OF_SCREEN = 0.95
"""How much of the screen the dialog may fill."""


class Segment(QRadioButton):
    """One choice of a few that stand side by side; arrow keys go from one to the next."""

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px, words = self._theme.px, self.fontMetrics().boundingRect(self.text())
        return QSize(words.width() + 2 * px(_SEGMENT_PADDING), max(px(_SEGMENT_HEIGHT), words.height() + px(8)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: Any) -> bool:
        return bool(self.rect().contains(pos))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.px(5)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("segment_on"))
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.setPen(theme.colour("text" if self.isChecked() or self.underMouse() else "muted"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, self.text())
        painter.end()


class Segments(QFrame):
    """A row of segments, one of which is chosen."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, label: str, choices: dict[Any, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._group = QButtonGroup(self)
        self._buttons: dict[Enum, Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.px(2),) * 4)
        row.setSpacing(theme.px(2))
        for choice, words in choices.items():
            button = Segment(theme, say(words), self)
            button.setObjectName(f"{name}_{choice.value}")
            button.setAccessibleName(f"{label}: {say(words)}")
            button.clicked.connect(partial(self._choose, choice))
            self._group.addButton(button)
            self._buttons[choice] = button
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_choice(self, choice: Enum) -> None:
        """Shows what is chosen, without telling anyone."""
        self._buttons[choice].setChecked(True)
        self.setFocusProxy(self._buttons[choice])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("fill"))
        painter.drawRoundedRect(QRectF(self.rect()), self._theme.px(7), self._theme.px(7))
        painter.end()

    def _choose(self, choice: Enum, _checked: bool = False) -> None:
        self.chosen.emit(choice)


class Choices(ComboBox):
    """A list that drops down, for choices that are too many to stand side by side."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, label: str, choices: dict[Any, str], parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        for choice, words in choices.items():
            self.addItem(say(words), choice)
        self.activated.connect(lambda index: self.chosen.emit(self.itemData(index)))
        self.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls what is around; a wheel that happens to pass over a setting does not change it."""
        event.ignore()

    def show_choice(self, choice: Enum) -> None:
        """Shows what is chosen, without telling anyone."""
        self.setCurrentIndex(self.findData(choice))


class SettingsDialog(QDialog):
    """Shows settings and tells of each that is changed; storing and following them is for others."""

    changed = Signal(object)
    """The new `Settings`, after every choice."""

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = settings
        self.setObjectName("settingsDialog")
        self.setWindowTitle(say("Settings"))
        self._outer = QVBoxLayout(self)
        self._inside = QWidget(self)
        self._column = QVBoxLayout(self._inside)
        self._scrolled = _Scrolled(self._inside, self)
        self._fields: dict[str, Segments | Choices] = {}
        self._labels: list[QLabel] = []
        self._rows: list[QBoxLayout] = []
        self._add("theme", say("Colours"), Segments, _THEMES)
        self._add("density", say("Rows"), Segments, _DENSITIES)
        self._add("first_weekday", say("Week begins on"), Choices, _WEEKDAYS)
        self._add("start_view", say("Start shows"), Choices, _VIEWS)
        self._add("on_close", say("Closing the window"), Segments, _CLOSINGS)
        self._note = PlainLabel(say("What you choose here counts at once."), self)
        self._note.setWordWrap(True)
        self.reset_button = QPushButton(say("Reset to defaults"), self)
        self.reset_button.setObjectName("resetSettingsButton")
        self.reset_button.clicked.connect(lambda: self._choose(Settings()))
        self.close_button = QPushButton(say("Close"), self)
        self.close_button.setObjectName("closeSettingsButton")
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        self._lay_out()
        theme.changed.connect(self.restyle)
        self.restyle()
        self.show_settings(settings)
        self._fit()
        self._fields["theme"].setFocus()

    @property
    def settings(self) -> Settings:
        return self._settings

    def show_settings(self, settings: Settings) -> None:
        """Shows settings that were changed elsewhere, without telling anyone."""
        self._settings = settings
        for key, field in self._fields.items():
            field.show_choice(getattr(settings, key))
        self.reset_button.setEnabled(settings != Settings())

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        theme = self._theme
        self._note.setFont(theme.font(12))
        for label in (*self._labels, self._note):
            set_ink(label, "muted")
        self.update()

    def _add(self, key: str, label: str, kind: Callable[..., Any], choices: dict[Any, str]) -> None:
        field: Segments | Choices = kind(self._theme, f"{key}Setting", label, choices, self._inside)
        field.chosen.connect(partial(self._choose_one, key))
        told = PlainLabel(label, self._inside)
        told.setBuddy(field)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.addWidget(told)
        row.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addLayout(row)
        self._rows.append(row)
        self._fields[key] = field
        self._labels.append(told)

    def _lay_out(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(_ROW_GAP))
        self._column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.reset_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        self._outer.setContentsMargins(*(px(_MARGIN),) * 4)
        self._outer.setSpacing(px(20))
        self._outer.addWidget(self._scrolled, 1)
        self._outer.addWidget(self._note)
        self._outer.addLayout(buttons)

    def _fit(self) -> None:
        """Puts the labels above their fields where the screen is too narrow for both, and scrolls what is too high."""
        room = self.screen().availableSize() * _OF_SCREEN
        self._arrange(stacked=False)
        if self.sizeHint().width() > room.width():
            self._arrange(stacked=True)
        wanted = self.sizeHint()
        if wanted.height() > room.height():
            wanted.setWidth(wanted.width() + self._theme.px(_SCROLL_BAR))
        self.resize(wanted.boundedTo(room))

    def _arrange(self, *, stacked: bool) -> None:
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        width = 0 if stacked else max(label.sizeHint().width() for label in self._labels)
        for row, label in zip(self._rows, self._labels, strict=True):
            row.setDirection(direction)
            row.setSpacing(self._theme.px(4 if stacked else _LABEL_GAP))
            row.setStretch(1, 0 if stacked else 1)
            label.setMinimumWidth(width)
        self._column.invalidate()
        self._scrolled.updateGeometry()

    def _choose_one(self, key: str, choice: Enum) -> None:
        changes: dict[str, Any] = {key: choice}
        self._choose(replace(self._settings, **changes))

    def _choose(self, settings: Settings) -> None:
        if settings != self._settings:
            self.show_settings(settings)
            self.changed.emit(settings)


class _Scrolled(QScrollArea):
    """As large as what is inside while there is room; what is too high is scrolled, nothing is cut at the side."""

    def __init__(self, inside: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._inside = inside
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._inside.minimumSizeHint().width(), self.fontMetrics().height() * 3)
