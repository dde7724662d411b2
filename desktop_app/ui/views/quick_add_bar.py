"""The line that adds a task: type, see what was understood, press Enter."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.domain.quick_add import QuickAdd, TokenKind
from desktop_app.domain.task import Priority
from desktop_app.ui.messages import say
from desktop_app.ui.models.task_table_model import PRIORITY_WORDS
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.labels import ElidedLabel
from desktop_app.ui.views.states import set_state
from desktop_app.wording.dates import full_due_words

Parse = Callable[[str], QuickAdd]
LONGEST_LINE = 4_096
"""Characters of a line that are looked at while it is typed."""


class TokenHighlighter(QSyntaxHighlighter):
    """Tints the words that were recognised."""

    def __init__(self, document: QTextDocument, parse: Parse, theme: Theme) -> None:
        super().__init__(document)
        self._parse = parse
        self._theme = theme

    def highlightBlock(self, text: str) -> None:
        if len(text) > LONGEST_LINE:
            return
        for token in self._parse(text).tokens:
            # Qt counts in UTF-16 units, the parser in code points.
            start, length = _utf16(text[: token.start]), _utf16(text[token.start : token.end])
            self.setFormat(start, length, self._format(token.kind, token.value))

    def _format(self, kind: TokenKind, value: object) -> QTextCharFormat:
        tinted = QTextCharFormat()
        if kind is TokenKind.LITERAL or kind is TokenKind.DESCRIPTION:
            tinted.setForeground(self._theme.colour("muted"))
            return tinted
        is_high = value is Priority.HIGH
        tinted.setBackground(self._theme.colour("red_tint" if is_high else "tint"))
        tinted.setForeground(self._theme.colour("high" if is_high else "accent"))
        return tinted


class QuickAddLine(QPlainTextEdit):
    """One line of text. A text field of Qt's would flatten several pasted lines into one."""

    submitted = Signal(str)
    lines_pasted = Signal(list)
    left = Signal()
    focus_changed = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("quickAdd")
        self.setAccessibleName(say("Add a task"))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)

    def event(self, event: QEvent) -> bool:
        """A text field takes Ctrl+Z for itself; with no typing to take back, it takes back the last step."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_spent(event):
            event.ignore()
            return False
        return super().event(event)

    def _is_spent(self, event: QKeyEvent) -> bool:
        undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
        document = self.document()
        return (event.matches(undo) and not document.isUndoAvailable()) or (
            event.matches(redo) and not document.isRedoAvailable()
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.submitted.emit(self.toPlainText())
            case Qt.Key.Key_Escape:
                self.clear()
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        lines = [line for line in source.text().splitlines() if line.strip()]
        if len(lines) > 1:
            self.lines_pasted.emit(lines)
        elif lines:
            self.insertPlainText(lines[0].strip() if not self.toPlainText() else lines[0])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit(False)


class QuickAddBar(QFrame):
    """The line in its frame, and beneath it what the line means."""

    def __init__(self, theme: Theme, parse: Parse, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quickAddBar")
        self._theme = theme
        self._parse = parse
        self._plus = QLabel(self)
        self.line = QuickAddLine(self)
        self.line.setPlaceholderText(say("Add a task    Try “Pay rent tomorrow p1 @home”"))
        self.meaning = ElidedLabel(parent=self)
        self.meaning.setObjectName("quickAddMeaning")
        self.meaning.hide()
        self._highlighter = TokenHighlighter(self.line.document(), parse, theme)
        self._lay_out()
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._say_meaning)
        self.line.focus_changed.connect(self._show_focus)
        theme.changed.connect(self.restyle)
        self.restyle()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(14))
        row.addWidget(self._plus)
        row.addWidget(self.line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(self._theme.px(11), self._theme.px(7), self._theme.px(11), self._theme.px(7))
        column.setSpacing(self._theme.px(4))
        column.addLayout(row)
        column.addWidget(self.meaning)

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        theme = self._theme
        self.line.setFont(theme.font(14))
        self.line.setFixedHeight(self.line.fontMetrics().height() + theme.px(2))
        self.meaning.setFont(theme.font(12))
        self.meaning.setIndent(theme.px(30))
        self._plus.setPixmap(theme.icon("plus", "muted", 16, self.devicePixelRatioF()))
        self._highlighter.rehighlight()

    def _show_focus(self, focused: bool) -> None:
        set_state(self, "focused", focused)

    def _say_meaning(self) -> None:
        text = self.line.toPlainText()
        words = meaning_words(self._parse(text)) if len(text) <= LONGEST_LINE else ""
        self.meaning.setText(words)
        self.meaning.setVisible(bool(words))


def meaning_words(entry: QuickAdd) -> str:
    """What was recognised besides the title: `Tue 24 Nov 2026 · High · #Home · @bills`."""
    parts = [
        full_due_words(entry.due, say) if entry.due else "",
        say(PRIORITY_WORDS[entry.priority]) if entry.priority else "",
        f"#{entry.list_name}" if entry.list_name else "",
        *(f"@{tag}" for tag in entry.tags),
        say("with a description") if entry.description else "",
    ]
    return "  ·  ".join(part for part in parts if part)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
