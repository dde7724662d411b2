"""One-line fields: with a button at their end, and with a state for tasks that differ."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.ui.form.buttons import IconButton
from desktop_app.ui.messages import say
from desktop_app.ui.theme import Theme

_BUTTON_ROOM = 28


class LineField(QLineEdit):
    """A QLineEdit that can stand for several values until something is put in."""

    def __init__(self, placeholder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._placeholder = placeholder
        self._is_several = False
        self.several_words = say("several")
        self.is_composing = False
        """Whether an input method is putting a word together that is not text yet."""
        self.setPlaceholderText(placeholder)
        self.textChanged.connect(lambda: self._set_several(False))

    @property
    def value(self) -> str | None:
        """The text, trimmed; None while it stands for several values."""
        return None if self._is_several else self.text().strip()

    def set_value(self, value: str | None) -> None:
        """Shows the text, or that there are several."""
        place = self.cursorPosition()
        if value is None or value != self.text():
            self.setText(value or "")
            self.setCursorPosition(min(place, len(self.text())))
        self._set_several(value is None)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def _set_several(self, several: bool) -> None:
        self._is_several = several
        self.setPlaceholderText(self.several_words if several else self._placeholder)


class ButtonField(LineField):
    """A line field with an icon at its end that opens something to choose from; Alt+Down does too."""

    opened = Signal()

    def __init__(self, theme: Theme, placeholder: str, icon: str, words: str, parent: QWidget) -> None:
        super().__init__(placeholder, parent)
        self._theme = theme
        self.button = IconButton(theme, icon, words, self)
        self.button.setToolTip(say("{words} (Alt+Down)").format(words=words))
        # The keys for it belong to the field, so Tab goes on to the next one.
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.opened)
        self.setTextMargins(0, 0, theme.px(_BUTTON_ROOM - 6), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        button = self.button
        button.move(self.width() - button.width() - self._theme.px(3), (self.height() - button.height()) // 2)
