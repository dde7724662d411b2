"""Labels for words of any kind and length: never read as markup, never cut in the middle of a letter."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class PlainLabel(QLabel):
    """Shows its text as it is, whatever it looks like, in the font that it was given.

    A style sheet that has a rule for a label takes that font away when it is applied, also on the first showing.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._font: QFont | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setFont(self, font: QFont | str | Sequence[str]) -> None:
        self._font = QFont(font)
        super().setFont(font)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Polish, QEvent.Type.StyleChange):
            self.keep_font()
        return done

    def keep_font(self) -> None:
        """Takes the font that it was given once more."""
        if self._font is not None:
            super().setFont(self._font)


class ElidedLabel(PlainLabel):
    """One line that gives way to what stands beside it: what does not fit ends in an ellipsis."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect().adjusted(max(0, self.indent()), 0, 0, 0)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, self.alignment() | Qt.TextFlag.TextSingleLine, shown)
        painter.end()


def set_ink(label: QLabel, colour: str) -> None:
    """Writes the label in the theme's colour of that name: see `INKS` in the style sheet.

    A palette of its own would be lost when the style sheet is applied, or keep the other scheme's colour.
    """
    if label.property("ink") != colour:
        label.setProperty("ink", colour)
        label.style().unpolish(label)
        label.style().polish(label)
        if isinstance(label, PlainLabel):
            label.keep_font()


def tooltip(text: str) -> str:
    """The text for `setToolTip`, which would take what looks like markup for markup."""
    return f"<p>{escape(text)}</p>" if text else ""


def menu_text(text: str) -> str:
    """The text for an action: a single & would underline the letter behind it."""
    return text.replace("&", "&&").replace("\t", " ")
