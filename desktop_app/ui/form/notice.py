"""A tinted bar above the title: what changed elsewhere, or where unsaved words come from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QWidget

from desktop_app.ui.form.buttons import LinkButton
from desktop_app.ui.form.labels import InkLabel
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.labels import ElidedLabel


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One line: what it is about, the value before and after, and an act that is offered."""

    name: str = ""
    old: str = ""
    new: str = ""
    link: str = ""
    act: Callable[[], object] | None = None

    @property
    def words(self) -> str:
        """The line as a screen reader says it."""
        return f"{self.name} {self.old} → {self.new}" if self.old or self.new else self.name


class Notice(QFrame):
    """A heading and lines beneath it; hidden while it has nothing to say."""

    shown = Signal(bool)
    """Whether it says something now."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("part", name)
        self._theme = theme
        self._rows: QWidget | None = None
        self._frame = QHBoxLayout(self)
        self._frame.setContentsMargins(theme.px(10), theme.px(6), theme.px(8), theme.px(6))
        self.words = ""
        """All that it says."""
        self.hide()

    def say(self, heading: str, lines: Sequence[NoticeLine]) -> None:
        """Shows the heading and the lines; no lines hide the bar."""
        if self._rows is not None:
            self._rows.hide()
            self._rows.deleteLater()
            self._rows = None
        self.words = " ".join([f"{heading}:", "; ".join(line.words for line in lines)]) if lines else ""
        if len(lines) == 1 and not lines[0].words:
            self.words = heading
        self.setAccessibleName(self.words)
        if lines:
            self._rows = self._made(heading, lines)
            self._frame.addWidget(self._rows)
        self.setVisible(bool(lines))
        self.shown.emit(bool(lines))

    def links(self) -> list[LinkButton]:
        """What can be pressed, from top to bottom."""
        return [] if self._rows is None else self._rows.findChildren(LinkButton)

    def _made(self, heading: str, lines: Sequence[NoticeLine]) -> QWidget:
        rows = QWidget(self)
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.px(8))
        grid.setVerticalSpacing(self._theme.px(2))
        grid.setColumnStretch(0, 1)
        title = InkLabel(self._theme, heading, rows, ink="text", weight=600)
        title.setWordWrap(True)
        # A single line without values shares the heading's line.
        alone = len(lines) == 1 and not lines[0].words
        grid.addWidget(title, 0, 0, 1, 1 if alone else 2)
        for number, line in enumerate(lines):
            row = 0 if alone else number + 1
            if not alone:
                grid.addWidget(self._values(line, rows), row, 0)
            if line.link:
                grid.addWidget(self._link(line, rows), row, 1, Qt.AlignmentFlag.AlignRight)
        return rows

    def _values(self, line: NoticeLine, parent: QWidget) -> QWidget:
        theme = self._theme
        row = QWidget(parent)
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.px(5))
        beside.addWidget(InkLabel(theme, line.name, row, ink="text"))
        if line.old or line.new:
            if line.old:
                beside.addWidget(self._value(line.old, row, "muted", 400, struck=True))
            arrow = QLabel(row)
            arrow.setPixmap(theme.icon("arrow-right", "muted", 12, self.devicePixelRatioF()))
            beside.addWidget(arrow)
            beside.addWidget(self._value(line.new, row, "text", 500))
        beside.addStretch(1)
        return row

    def _value(self, words: str, parent: QWidget, ink: str, weight: int, *, struck: bool = False) -> ElidedLabel:
        label = ElidedLabel(words, parent)
        font = self._theme.font(13, weight)
        font.setStrikeOut(struck)
        label.setFont(font)
        label.setProperty("ink", ink)
        return label

    def _link(self, line: NoticeLine, parent: QWidget) -> LinkButton:
        button = LinkButton(line.link, parent)
        act = line.act
        if act is not None:
            button.clicked.connect(lambda: act())
        return button
