"""Tags as chips in a field, with a line behind them that makes more."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QCompleter, QFrame, QLineEdit, QListView, QWidget

from desktop_app.domain.errors import InvalidField
from desktop_app.domain.task import valid_tags
from desktop_app.ui.form.style import popup_style
from desktop_app.ui.form.values import refusal, same_tag, split_tags
from desktop_app.ui.messages import say
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.labels import tooltip
from desktop_app.ui.views.states import set_state

_HEIGHT = 32
_CHIP = 20
_EDGE = 6
_SPACE = 5
_LINE_WIDTH = 72
_MAKERS = {",", ";", " ", "\t"}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TagChip(QAbstractButton):
    """One tag; pressing it takes the tag away."""

    left = Signal(int)
    """An arrow key wants to go that far along the chips."""

    def __init__(self, theme: Theme, tag: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.tag = tag
        self._theme = theme
        self.setText(f"@{tag}")
        self.setAccessibleName(say("Remove tag {tag}").format(tag=tag))
        self.setToolTip(tooltip(self.accessibleName()))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def sizeHint(self) -> QSize:
        ink = QFontMetrics(self._theme.font(12, 500)).horizontalAdvance(self.text())
        return QSize(ink + self._theme.px(6 + 4 + 12 + 5), self._theme.px(_CHIP))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self.left.emit(-1)
            case Qt.Key.Key_Right:
                self.left.emit(1)
            case Qt.Key.Key_Backspace | Qt.Key.Key_Delete | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("fill" if self.underMouse() else "tag"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 0, -1, 0), px(5), px(5))
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font(12, 500))
        cross = px(12)
        room = QRect(px(6), 0, self.width() - px(6 + 4 + 5) - cross, self.height())
        words = QFontMetrics(painter.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width() + 1)
        # A pixel more than the words take: some fonts lean out of their own width.
        painter.drawText(room.adjusted(0, 0, 2, 0), Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)
        image = theme.icon("x", "muted", 12, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(self.width() - cross - px(5), (self.height() - cross) // 2), image)
        painter.end()


class TagLine(QLineEdit):
    """The line behind the chips. It knows keys; what they mean for the chips is the field's."""

    committed = Signal()
    backed = Signal()
    """Backspace, with nothing left to take away here."""
    went_left = Signal()
    submitted = Signal()
    focused = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.popup_is_choosing = False
        """Whether the popup of the completer holds a choice that Enter would take."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at_start = self.cursorPosition() == 0 and not self.hasSelectedText()
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
        elif event.key() in _ENTER and not self._chooses():
            self.committed.emit()
        elif event.key() == Qt.Key.Key_Backspace and at_start and not self.text() and not event.isAutoRepeat():
            self.backed.emit()
        elif event.key() == Qt.Key.Key_Left and at_start:
            self.went_left.emit()
        elif event.text() in _MAKERS and event.text() and event.key() != Qt.Key.Key_Tab:
            self.committed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.committed.emit()
        self.focused.emit(False)

    def _chooses(self) -> bool:
        return self.popup_is_choosing


class TagsField(QFrame):
    """Chips, and the line `tagsEdit` that takes the input: comma, blank and Enter make a chip of a word."""

    changed = Signal()
    refused = Signal(object)
    """The `InvalidField` of a word that cannot be a tag; it stays in the line."""
    submitted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tagsField")
        self._theme = theme
        self._known: tuple[str, ...] = ()
        self._chips: list[TagChip] = []
        self._is_several = False
        self.line = TagLine(self)
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._popup = QListView(self)
        self._completer.setPopup(self._popup)
        self._completer.setWidget(self.line)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._connect()
        self._show_placeholder()
        self.restyle()
        theme.changed.connect(self.restyle)

    # What it holds

    @property
    def value(self) -> tuple[str, ...]:
        """The tags of the chips and of what stands in the line, in a settled order."""
        pending = [word for word in split_tags(self.line.text()) if not self._has(word)]
        return tuple(sorted((*self.chips, *pending), key=str.casefold))

    @property
    def chips(self) -> list[str]:
        """The tags that are chips, from left to right."""
        return [chip.tag for chip in self._chips]

    def set_value(self, tags: Iterable[str], *, several: bool = False) -> None:
        """Shows those chips. With `several`, the tasks carry others besides."""
        while self._chips:
            self._drop(self._chips[-1])
        self._is_several = several
        self.line.clear()
        for tag in tags:
            self._append(tag)
        self._after_change()

    def setText(self, words: str) -> None:
        """Chips of a line such as `@home calls`; what cannot be a tag stays in the line."""
        self.set_value(())
        self.line.setText(words)
        self.commit()

    def set_known(self, tags: Sequence[str]) -> None:
        """The tags that are offered while one is typed."""
        self._known = tuple(tags)

    def commit(self) -> bool:
        """Makes chips of what stands in the line; False if something there cannot be a tag."""
        left: list[str] = []
        error: InvalidField | None = None
        words = split_tags(self.line.text())
        for word in words:
            wrong = refusal(partial(valid_tags, (word,)))
            if wrong is None:
                self._append(self._spelled(word))
            else:
                left.append(word)
                error = error or wrong
        self._popup.hide()
        self.line.setText(" ".join(left))
        if words:
            self._after_change()
        if error is not None:
            self.refused.emit(error)
        return error is None

    # Look

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        self.line.setFont(self._theme.font())
        self._popup.setFont(self._theme.font())
        self._popup.setStyleSheet(popup_style(self._theme))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._place()

    # Inside

    def _connect(self) -> None:
        line = self.line
        line.committed.connect(self.commit)
        line.backed.connect(self._drop_last)
        line.went_left.connect(lambda: self._focus_chip(len(self._chips) - 1))
        line.submitted.connect(self.submitted)
        line.focused.connect(self._show_focus)
        line.textEdited.connect(self._edited)
        line.textChanged.connect(lambda: self.changed.emit())
        self._completer.activated.connect(self._take)
        self._completer.highlighted.connect(lambda word: setattr(line, "popup_is_choosing", bool(word)))

    def _show_focus(self, focused: bool) -> None:
        set_state(self, "focused", focused)

    def _edited(self, text: str) -> None:
        if any(maker in text for maker in _MAKERS):
            self.commit()
            return
        self.line.popup_is_choosing = False
        word = text.removeprefix("@")
        self._names.setStringList([tag for tag in self._known if not self._has(tag)])
        self._completer.setCompletionPrefix(word)
        if word and self._completer.completionCount():
            self._completer.complete(QRect(0, 0, self._theme.px(200), self.line.height()))
        else:
            self._popup.hide()

    def _take(self, word: str) -> None:
        self.line.setText(word)
        self.commit()

    def _spelled(self, word: str) -> str:
        """The word as it is spelled elsewhere in the file."""
        (stored,) = valid_tags((word,))
        return next((tag for tag in self._known if same_tag(tag, stored)), stored)

    def _has(self, tag: str) -> bool:
        return any(same_tag(chip.tag, tag) for chip in self._chips)

    def _append(self, tag: str) -> None:
        if self._has(tag):
            return
        chip = TagChip(self._theme, tag, self)
        chip.clicked.connect(lambda: self._remove(chip))
        chip.left.connect(lambda by: self._go(chip, by))
        chip.show()
        self._chips.append(chip)

    def _drop(self, chip: TagChip) -> None:
        self._chips.remove(chip)
        chip.hide()
        chip.deleteLater()

    def _remove(self, chip: TagChip) -> None:
        self._drop(chip)
        self.line.setFocus()
        self._after_change()

    def _drop_last(self) -> None:
        if self._chips:
            self._drop(self._chips[-1])
            self._after_change()

    def _go(self, chip: TagChip, by: int) -> None:
        self._focus_chip(self._chips.index(chip) + by)

    def _focus_chip(self, index: int) -> None:
        if index >= len(self._chips):
            self.line.setFocus()
        elif self._chips:
            self._chips[max(index, 0)].setFocus()

    def _after_change(self) -> None:
        self._show_placeholder()
        self._place()
        self.changed.emit()

    def _show_placeholder(self) -> None:
        several = self._is_several
        self.line.setPlaceholderText(say("several") if several and not self._chips else say("Add a tag"))

    def _place(self) -> None:
        """Lines of chips from left to right, the line of text behind the last one."""
        px = self._theme.px
        edge, space, row, chip_height = px(_EDGE), px(_SPACE), px(_HEIGHT - 6), px(_CHIP)
        left, top, right = edge, (px(_HEIGHT) - chip_height) // 2, self.width() - edge
        for chip in self._chips:
            width = min(chip.sizeHint().width(), right - edge)
            if left > edge and left + width > right:
                left, top = edge, top + row
            chip.setGeometry(left, top, width, chip_height)
            left += width + space
        if left > edge and left + px(_LINE_WIDTH) > right:
            left, top = edge, top + row
        inset = px(3) if left > edge else px(9) - edge
        self.line.setGeometry(left + inset, top - px(2), right - left - inset, chip_height + px(4))
        self.setFixedHeight(top + chip_height + (px(_HEIGHT) - chip_height) // 2)
