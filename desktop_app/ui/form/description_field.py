"""The description: written as Markdown, or shown as what it means."""

import re

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QInputMethodEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QRadioButton, QStackedWidget, QWidget

from desktop_app.ui.form.markdown_preview import MarkdownPreview, check_item
from desktop_app.ui.messages import say
from desktop_app.ui.theme import Theme

LEAST_HEIGHT = 104
MOST_HEIGHT = 240
_LONGEST_LINE = 2_048
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]+)\1")
_HEADING = re.compile(r"#{1,6}[ \t]")


class StrongHighlighter(QSyntaxHighlighter):
    """Shows strong words and headings strong while they are written."""

    def highlightBlock(self, text: str) -> None:
        if len(text) > _LONGEST_LINE:
            return
        strong = QTextCharFormat()
        strong.setFontWeight(QFont.Weight.DemiBold)
        if _HEADING.match(text):
            self.setFormat(0, len(text.encode("utf-16-le", "surrogatepass")) // 2, strong)
            return
        for found in _STRONG.finditer(text):
            start = len(text[: found.start()].encode("utf-16-le", "surrogatepass")) // 2
            self.setFormat(start, len(found[0].encode("utf-16-le", "surrogatepass")) // 2, strong)


class DescriptionEdit(QPlainTextEdit):
    """The Markdown source. Tab leaves it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_several = False
        self.is_composing = False
        """Whether an input method is putting a word together that is not text yet."""
        self.setTabChangesFocus(True)
        self._highlighter = StrongHighlighter(self.document())
        self.textChanged.connect(lambda: self._set_several(False))
        self._set_several(False)

    @property
    def value(self) -> str | None:
        """The source, character by character; None while the tasks differ in it."""
        # toPlainText() would make common blanks of those that do not break.
        raw = self.document().toRawText()
        return None if self._is_several else raw.replace("\u2029", "\n").replace("\u2028", "\n")

    def set_value(self, source: str | None) -> None:
        """Shows the source, or that there are several."""
        if source is None or source != self.value:
            place = self.textCursor().position()
            self.setPlainText(source or "")
            cursor = self.textCursor()
            cursor.setPosition(min(place, self.document().characterCount() - 1))
            self.setTextCursor(cursor)
        self._set_several(source is None)

    def toggle(self, number: int) -> None:
        """Ticks a check item, or takes its tick away: one character, which Ctrl+Z brings back."""
        source = self.value or ""
        item = check_item(source, number)
        if item is None:
            return
        place = len(source[: item.mark].encode("utf-16-le", "surrogatepass")) // 2
        cursor = QTextCursor(self.document())
        cursor.setPosition(place)
        cursor.setPosition(place + 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(" " if item.is_done else "x")

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def _set_several(self, several: bool) -> None:
        self._is_several = several
        self.setPlaceholderText(say("several") if several else say("Notes, links, steps"))


class DescriptionField(QStackedWidget):
    """The source and its preview, one of them shown; as high as the text needs, within bounds."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.edit = DescriptionEdit(self)
        self.preview = MarkdownPreview(theme, self)
        self.preview.setObjectName("descriptionPreview")
        self.preview.setAccessibleName(say("Description, preview"))
        self.addWidget(self.edit)
        self.addWidget(self.preview)
        self.edit.textChanged.connect(self._edited)
        self.preview.item_toggled.connect(self._toggle)
        theme.changed.connect(self.fit)
        self.fit()

    @property
    def is_preview(self) -> bool:
        return self.currentWidget() is self.preview

    def show_preview(self, preview: bool) -> None:
        """Shows what the source means, or the source."""
        if preview:
            self.preview.show_markdown(self.edit.value or "")
        had_focus = self.edit.hasFocus() or self.preview.hasFocus()
        shown: QWidget = self.preview if preview else self.edit
        self.setCurrentWidget(shown)
        if had_focus:
            shown.setFocus()
        self.fit()

    def fit(self) -> None:
        """As high as what is shown."""
        px = self._theme.px
        if self.is_preview:
            needed = round(self.preview.document().size().height())
        else:
            # This document measures its height in lines.
            needed = round(self.edit.document().size().height()) * self.edit.fontMetrics().lineSpacing() + px(10)
        self.setFixedHeight(min(max(needed + px(14), px(LEAST_HEIGHT)), px(MOST_HEIGHT)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def _edited(self) -> None:
        if self.is_preview:
            self.preview.show_markdown(self.edit.value or "")
        self.fit()
        self.changed.emit()

    def _toggle(self, number: int) -> None:
        self.edit.toggle(number)


class ModeSwitch(QWidget):
    """Write or Preview."""

    preview_chosen = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        self.write = ModeButton(theme, say("Write"), self)
        self.preview = ModeButton(theme, say("Preview"), self)
        self.write.setObjectName("writeButton")
        self.preview.setObjectName("previewButton")
        for button in (self.write, self.preview):
            row.addWidget(button)
        self.write.setChecked(True)
        self.preview.toggled.connect(self.preview_chosen)


class ModeButton(QRadioButton):
    """Words, underlined while they are the choice. Arrow keys go to the other, as with any radio button."""

    def __init__(self, theme: Theme, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self._theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font(12, 500))
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height() + self._theme.px(6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, chosen = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setFont(theme.font(12, 500))
        painter.setPen(theme.colour("accent" if chosen else "text" if self.underMouse() else "muted"))
        words = QRect(0, 0, self.width(), self.height() - theme.px(4))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if chosen:
            line = theme.px(2)
            painter.fillRect(QRect(0, self.height() - line, self.width(), line), theme.colour("accent"))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 1.5))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), theme.px(4), theme.px(4))
        painter.end()
