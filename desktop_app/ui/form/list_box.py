"""The list that a task is in: chosen from those that exist, or typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QWidget

from desktop_app.ui.form.buttons import icon_for_buttons
from desktop_app.ui.form.style import popup_style
from desktop_app.ui.form.values import INBOX
from desktop_app.ui.messages import say
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.combo_box import ComboBox


class ListBox(ComboBox):
    """An editable combo box behind a # sign. Words that are typed are never completed by themselves."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._is_several = False
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        completer = QCompleter(self.model(), self)
        # In the line itself, "Home" would become "Homework" as soon as there is such a list.
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._popup = QListView(self)
        completer.setPopup(self._popup)
        self.setCompleter(completer)
        self._sign = QAction(self)
        self._line().addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self.editTextChanged.connect(self._edited)
        theme.changed.connect(self.restyle)
        self.restyle()

    @property
    def value(self) -> str | None:
        """The list's name; None while the tasks are in several."""
        return None if self._is_several else self.currentText().strip() or INBOX

    def set_value(self, name: str | None) -> None:
        """Shows a list's name, or that there are several."""
        if name is None or name != self.currentText():
            self.setCurrentIndex(self.findText(name or "", Qt.MatchFlag.MatchExactly))
            self.setCurrentText(name or "")
            self._line().setCursorPosition(0)
        self._set_several(name is None)

    def set_lists(self, names: Sequence[str]) -> None:
        """What there is to choose from."""
        self.clear()
        self.addItems([INBOX, *names])

    def is_new(self) -> bool:
        """Whether a list of that name would be made."""
        name = self.value
        return name is not None and self.findText(name, Qt.MatchFlag.MatchFixedString) < 0

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        self._popup.setFont(self._theme.font())
        self._popup.setStyleSheet(popup_style(self._theme))
        name = "inbox" if self.value == INBOX else "hash"
        self._sign.setIcon(icon_for_buttons(self._theme, name))

    def _edited(self) -> None:
        self._set_several(False)

    def _set_several(self, several: bool) -> None:
        self._is_several = several
        self._line().setPlaceholderText(say("several") if several else INBOX)
        self.restyle()

    def _line(self) -> QLineEdit:
        line = self.lineEdit()
        assert line is not None  # noqa: S101  # an editable combo box has one
        return line
