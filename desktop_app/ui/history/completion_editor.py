"""Correcting when a task was completed: a field over its time that takes words and says what it understood."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from desktop_app.domain.errors import InvalidField
from desktop_app.ui.history.history_table import HistoryTable
from desktop_app.ui.messages import refusal_words, say
from desktop_app.ui.models.history_table_model import HistoryColumn, ShownCompletion
from desktop_app.ui.models.windowed import ROW_ROLE
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.labels import PlainLabel, set_ink
from desktop_app.ui.views.states import set_state
from desktop_app.wording.dates import date_words, time_words

WIDTH = 300
Reader = Callable[[str, ShownCompletion], dt.datetime]
"""The local time that words mean for that task. Raises InvalidField."""
Writer = Callable[[UUID, dt.datetime], bool]
"""Stores the local time; False if that was refused."""
_ELSEWHERE = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})


class _Line(QLineEdit):
    """Enter, Esc and leaving the field are told apart here."""

    entered = Signal()
    escaped = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case Qt.Key.Key_Escape:
                self.escaped.emit()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _ELSEWHERE:
            self.left.emit()


class CompletionEditor(QFrame):
    """Opens over one row of the table, follows it, and goes when it is saved, left or given up."""

    def __init__(self, theme: Theme, table: HistoryTable, read: Reader, write: Writer) -> None:
        super().__init__(table.viewport())
        self._theme = theme
        self._table = table
        self._read = read
        self._write = write
        self._shown: ShownCompletion | None = None
        self._begun = ""
        self.line = _Line(self)
        self.line.setObjectName("completionEdit")
        self.line.setAccessibleName(say("Time of completion"))
        self.line.setPlaceholderText(say("yesterday 18:00"))
        self.meaning = PlainLabel(parent=self)
        self.meaning.setWordWrap(True)
        # What stands on a list would be painted in the list's own role.
        self.meaning.setForegroundRole(QPalette.ColorRole.WindowText)
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.meaning)
        self.line.textEdited.connect(self._explain)
        self.line.entered.connect(self._save)
        self.line.escaped.connect(self._give_up)
        self.line.left.connect(self._leave)
        table.time_wanted.connect(self.open_at)
        table.verticalScrollBar().valueChanged.connect(self._follow)
        table.history().reordered.connect(self._follow)
        theme.changed.connect(self.restyle)
        self.hide()
        self.restyle()

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        px = self._theme.px
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(px(8), px(8), px(8), px(8))
            layout.setSpacing(px(6))
        self.meaning.setFont(self._theme.font(12))
        self.setFixedWidth(px(WIDTH))
        self._follow()

    def open_at(self, index: QModelIndex) -> None:
        """Begins to edit the time of that row."""
        shown = index.data(ROW_ROLE)
        if not isinstance(shown, ShownCompletion):
            return
        self._table.setCurrentIndex(index.siblingAtColumn(HistoryColumn.TITLE))
        self._table.scrollTo(self._table.currentIndex())
        self._shown = shown
        self._begun = "" if shown.at is None else _words(shown.at)
        self.line.setText(self._begun)
        self.show()
        self._explain(self._begun)
        self.raise_()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def _explain(self, words: str) -> None:
        """Says what the words mean; that they mean nothing yet is no error before Enter."""
        set_state(self.line, "wrong", False)
        at = None if words == self._begun else self._understood(words)
        hint = say("Such as “9:15”, “yesterday 18:00” or “fri 8pm”")
        self._tell(hint if at is None else _words(at), "muted")

    def _understood(self, words: str) -> dt.datetime | None:
        try:
            return None if self._shown is None else self._read(words, self._shown)
        except InvalidField:
            return None

    def _tell(self, words: str, colour: str) -> None:
        set_ink(self.meaning, colour)
        self.meaning.setText(words)
        self._follow()

    def _save(self) -> None:
        if self._shown is None:
            return
        if self.line.text() == self._begun:
            self._give_up()
            return
        try:
            at = self._read(self.line.text(), self._shown)
        except InvalidField as refusal:
            set_state(self.line, "wrong", True)
            self._tell(refusal_words(refusal), "overdue")
            return
        if self._write(self._shown.row.id, at):
            self._give_up()

    def _leave(self) -> None:
        """Whoever goes elsewhere keeps what was understood; what was not is given up."""
        shown, at = self._shown, self._understood(self.line.text())
        self._close()
        if shown is not None and at is not None and self.line.text() != self._begun:
            self._write(shown.row.id, at)

    def _give_up(self) -> None:
        self._close()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._shown = None
        self.hide()

    def _follow(self) -> None:
        """Stays over its row, which may move; goes with it when it goes."""
        if self._shown is None:
            return
        row = self._table.history().row_of(self._shown.row.handle)
        if row is None:
            self._give_up()
            return
        self.setFixedHeight(self.sizeHint().height())
        cell = self._table.visualRect(self._table.history().index(row, HistoryColumn.TIME))
        room = self._table.viewport().rect()
        top = cell.top() - self._theme.px(6)
        if top + self.height() > room.bottom() >= cell.bottom():
            top = room.bottom() - self.height()
        self.move(QPoint(cell.right() + 1 - self.width(), top))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.colour("window"))
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.setBrush(self._theme.colour("panel"))
        radius = self._theme.px(8)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()


def _words(at: dt.datetime) -> str:
    return f"{date_words(at.date(), None, say)} {time_words(at.time())}"
