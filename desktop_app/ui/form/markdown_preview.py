"""A description as Markdown: text, lists and links, and nothing that reaches out.

Raw HTML is shown as text, images are their alternative texts, no resource is loaded, and only web
and mail addresses can be opened. Check items can be ticked; which one it was is told by a mark that
is put into the copy that is shown, so that the source can be changed at exactly that place.
"""

import re
from collections.abc import Iterator

from PySide6.QtCore import QByteArray, QPointF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QKeyEvent,
    QMouseEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from desktop_app.domain.check_items import CheckItem, check_items
from desktop_app.ui.messages import say
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.labels import tooltip

OPENED_SCHEMES = frozenset({"http", "https", "mailto"})
_FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
_PRIVATE = range(0xE000, 0xF8FF)
_MARKER = QTextBlockFormat.MarkerType


class InertDocument(QTextDocument):
    """A document that loads nothing. Qt's own would read files, whatever its view refuses."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return QByteArray()


class MarkdownPreview(QTextBrowser):
    """Shows Markdown. Space ticks the current check item, Up and Down go through them."""

    item_toggled = Signal(int)
    """The number of the check item, counted from the top of the source."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._source = ""
        self._blocks: dict[int, int] = {}
        """The number of the check item that each block shows."""
        self._current: int | None = None
        self._shown: InertDocument | None = None
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.anchorClicked.connect(open_link)
        self.highlighted.connect(lambda url: self.setToolTip(tooltip(url.toDisplayString())))
        theme.changed.connect(self._show_again)

    def show_markdown(self, source: str) -> None:
        """Shows the text, from the top unless it is the same text with another tick."""
        scroll = self.verticalScrollBar().value()
        self._source = source
        self._current = None if len(check_items(source)) <= (self._current or 0) else self._current
        self._show_again()
        self.verticalScrollBar().setValue(scroll)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing is ever loaded."""
        return QByteArray()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position() + QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        block = self.document().documentLayout().blockWithMarkerAt(place)
        number = self._blocks.get(block.blockNumber()) if block.isValid() else None
        if number is not None and event.button() == Qt.MouseButton.LeftButton:
            self._toggle(number)
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        items = sorted(self._blocks.values())
        if plain and items and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(items, 1 if event.key() == Qt.Key.Key_Down else -1)
        elif plain and self._current in items and event.key() == Qt.Key.Key_Space and self._current is not None:
            self._toggle(self._current)
        else:
            super().keyPressEvent(event)

    def _toggle(self, number: int) -> None:
        self._current = number
        self.item_toggled.emit(number)

    def _step(self, items: list[int], by: int) -> None:
        if self._current not in items:
            self._current = items[0]
        else:
            place = items.index(self._current) + by
            self._current = items[min(max(place, 0), len(items) - 1)]
        self._show_current()

    def _show_again(self) -> None:
        # Filled before it is shown, as showing a document asks for its images.
        document = InertDocument(self)
        document.setDefaultFont(self._theme.font())
        marked, sign = with_marks(self._source)
        document.setMarkdown(marked, _FEATURES)
        _calm_headings(document)
        _replace_images(document, self._image_format())
        _disarm_links(document)
        self._blocks = _take_marks(document, sign)
        self.setDocument(document)
        if self._shown is not None:
            self._shown.deleteLater()
        self._shown = document
        self._show_current()

    def _image_format(self) -> QTextCharFormat:
        muted = QTextCharFormat()
        muted.setForeground(self._theme.colour("muted"))
        muted.setFontItalic(True)
        return muted

    def _show_current(self) -> None:
        """A background behind the item that the keys are at."""
        selections = []
        for block_number, item in self._blocks.items():
            if item == self._current:
                cursor = QTextCursor(self.document().findBlockByNumber(block_number))
                shown = QTextEdit.ExtraSelection()
                shown.cursor = cursor
                background = QTextCharFormat()
                background.setBackground(self._theme.colour("selection"))
                background.setProperty(QTextFormat.Property.FullWidthSelection, True)
                shown.format = background
                selections.append(shown)
                self.setTextCursor(cursor)
        self.setExtraSelections(selections)


def open_link(url: QUrl) -> bool:
    """Opens a web or mail address outside the program; everything else does nothing."""
    return url.scheme().lower() in OPENED_SCHEMES and QDesktopServices.openUrl(url)


def with_marks(source: str) -> tuple[str, str]:
    """The source with the number of each check item at the end of its line, and the sign around the numbers."""
    sign = next(chr(code) for code in _PRIVATE if chr(code) not in source)
    parts: list[str] = []
    start = 0
    for number, item in enumerate(check_items(source)):
        line = source[start : item.end].rstrip(" \t")
        parts += [line, f" {sign}{number}{sign}", source[start + len(line) : item.end]]
        start = item.end
    return "".join([*parts, source[start:]]), sign


def check_item(source: str, number: int) -> CheckItem | None:
    """The item of that number."""
    items = check_items(source)
    return items[number] if number < len(items) else None


def _take_marks(document: QTextDocument, sign: str) -> dict[int, int]:
    """Takes the marks out again and says which block showed which item.

    Qt lets paragraphs behind an item inherit its box; without a mark they lose it.
    """
    found: dict[int, int] = {}
    mark = re.compile(f" ?{sign}([0-9]+){sign}")
    for block in _blocks(document):
        has_box = block.blockFormat().marker() != _MARKER.NoMarker
        marks = list(mark.finditer(block.text()))
        if has_box and marks and block.textList() is not None:
            found[block.blockNumber()] = int(marks[0][1])
        elif has_box:
            plain = QTextBlockFormat()
            plain.setMarker(_MARKER.NoMarker)
            QTextCursor(block).mergeBlockFormat(plain)
        for one in reversed(marks):
            _replace(block, _utf16(block.text()[: one.start()]), _utf16(one[0]), "", None)
    return found


def _calm_headings(document: QTextDocument) -> None:
    """The title of the task is the loudest thing in the form: a heading is strong, but hardly larger."""
    for block in _blocks(document):
        level = block.blockFormat().headingLevel()
        if level:
            cursor = QTextCursor(block)
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            size = QTextCharFormat()
            size.setProperty(QTextFormat.Property.FontSizeAdjustment, 1 if level == 1 else 0)
            cursor.mergeCharFormat(size)


def _replace_images(document: QTextDocument, shown: QTextCharFormat) -> None:
    for block in _blocks(document):
        images = [one for one in _fragments(block) if one.charFormat().isImageFormat()]
        for fragment in reversed(images):
            words = fragment.charFormat().property(QTextFormat.Property.ImageAltText) or say("image")
            place = fragment.position() - block.position()
            _replace(block, place, fragment.length(), f"[{words}]" if len(images) == 1 else str(words), shown)


def _disarm_links(document: QTextDocument) -> None:
    """Links that would not be opened are plain text, so that nobody clicks in vain."""
    for block in _blocks(document):
        for fragment in _fragments(block):
            href = fragment.charFormat().anchorHref()
            if href and QUrl(href).scheme().lower() not in OPENED_SCHEMES:
                cursor = QTextCursor(document)
                cursor.setPosition(fragment.position())
                cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(QTextCharFormat())


def _replace(block: QTextBlock, start: int, length: int, words: str, shown: QTextCharFormat | None) -> None:
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + start)
    cursor.setPosition(block.position() + start + length, QTextCursor.MoveMode.KeepAnchor)
    if shown is None:
        cursor.insertText(words)
    else:
        cursor.insertText(words, shown)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _fragments(block: QTextBlock) -> list[QTextFragment]:
    found: list[QTextFragment] = []
    place = block.begin()
    while not place.atEnd():
        found.append(place.fragment())
        place += 1
    return found


def _utf16(text: str) -> int:
    """Qt counts in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
