"""The sheet of shortcuts: every action that has a key, menu by menu, made from the actions themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.actions import ALL_MENUS, Actions, ActionSpec
from desktop_app.ui.messages import say
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.labels import PlainLabel, set_ink

Index = QModelIndex | QPersistentModelIndex
SIZE = (520, 640)
_OF_SCREEN = 0.9
_ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_CHORD = ", "
"""What Qt writes between the keys of a chord."""
_CAPS = {"Return": "Enter"}
"""What stands on a key, where Qt calls it something else. A Mac's keys bear signs."""

_MARGIN = 16
_INK = 12
_ROW = 32
_HEADING = 40
_CAP_PADDING = 6
_GAP = 6


@dataclass(frozen=True, slots=True)
class SheetRow:
    """An action's words and its keys, each as the caps pressed one after the other; a heading has no keys."""

    words: str
    keys: tuple[tuple[str, ...], ...] = ()

    @property
    def is_heading(self) -> bool:
        return not self.keys

    @property
    def keys_words(self) -> str:
        """The keys as a line of text: "Ctrl+D or Space", "Ctrl+T then N"."""
        return f" {say('or')} ".join(f" {say('then')} ".join(caps) for caps in self.keys)

    def matches(self, search: str) -> bool:
        """Whether the words or one of the keys hold what is looked for."""
        return any(search in told.casefold() for told in (self.words, self.keys_words))


def sheet_rows(actions: Actions) -> list[SheetRow]:
    """The whole sheet. Actions that nothing is connected to, and menus without keys, are left out."""
    rows: list[SheetRow] = []
    for menu in ALL_MENUS:
        told = [_row(actions, spec) for spec in menu.actions() if actions.is_connected(spec.name)]
        with_keys = [row for row in told if row.keys]
        if with_keys:
            rows += [SheetRow(menu.words), *with_keys]
    return rows


def narrowed(rows: Sequence[SheetRow], search: str) -> list[SheetRow]:
    """The rows that match, under those headings that still have some; a heading that matches keeps all of its own."""
    wanted = search.strip().casefold()
    kept: list[SheetRow] = []
    heading: SheetRow | None = None
    for row in rows:
        if row.is_heading:
            heading = row
        elif row.matches(wanted) or (heading is not None and wanted in heading.words.casefold()):
            if heading is not None and heading not in kept:
                kept.append(heading)
            kept.append(row)
    return kept


def as_text(rows: Sequence[SheetRow]) -> str:
    """The sheet as plain text, its keys in one column."""
    widest = max((len(row.words) for row in rows if not row.is_heading), default=0)
    lines = []
    for row in rows:
        if row.is_heading:
            lines += ["", row.words]
        else:
            lines.append(f"  {row.words:<{widest}}   {row.keys_words}")
    return "\n".join(lines).strip("\n") + "\n"


def _row(actions: Actions, spec: ActionSpec) -> SheetRow:
    native = QKeySequence.SequenceFormat.NativeText
    chords = (key.toString(native).split(_CHORD) for key in actions.keys(spec))
    return SheetRow(spec.words, tuple(tuple(_CAPS.get(cap, cap) for cap in chord) for chord in chords))


class SheetModel(QAbstractListModel):
    """The rows of the sheet that are shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[SheetRow] = []

    def show_rows(self, rows: list[SheetRow]) -> None:
        """Shows these rows instead."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.words
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.words if row.is_heading else f"{row.words}: {row.keys_words}"
            case value if value == _ROW_ROLE:
                return row
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class SheetDelegate(QStyledItemDelegate):
    """Paints headings, words and keycaps."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_HEADING if index.data(_ROW_ROLE).is_heading else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, row = self._theme, index.data(_ROW_ROLE)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.is_heading:
            painter.setFont(theme.font(12, 600))
            painter.setPen(theme.colour("muted"))
            lower = rect.adjusted(theme.px(_INK), 0, 0, -theme.px(8))
            painter.drawText(lower, Qt.AlignmentFlag.AlignBottom, row.words)
        else:
            self._back(painter, option, rect)
            left = self._keys(painter, rect.adjusted(0, 0, -theme.px(_INK), 0), row.keys)
            painter.setFont(theme.font())
            painter.setPen(theme.colour("text"))
            room = QRect(QPoint(rect.left() + theme.px(_INK), rect.top()), QPoint(left - theme.px(12), rect.bottom()))
            words = painter.fontMetrics().elidedText(row.words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)
        painter.restore()

    def _back(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            view: QWidget = option.widget
            has_focus = view.hasFocus() and view.isActiveWindow()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("selection" if has_focus else "selection_idle"))
            painter.drawRoundedRect(QRectF(rect), self._theme.px(6), self._theme.px(6))

    def _keys(self, painter: QPainter, rect: QRect, keys: tuple[tuple[str, ...], ...]) -> int:
        """Paints the keys from the right; returns where they begin."""
        right = rect.right()
        for number, caps in enumerate(reversed(keys)):
            if number:
                right = self._word(painter, rect, right, say("or"))
            for place, cap in enumerate(reversed(caps)):
                if place:
                    right = self._word(painter, rect, right, say("then"))
                right = self._cap(painter, rect, right, cap)
        return right

    def _word(self, painter: QPainter, rect: QRect, right: int, word: str) -> int:
        theme = self._theme
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("muted"))
        gap, width = theme.px(_GAP), painter.fontMetrics().horizontalAdvance(word)
        room = QRect(right - gap - width, rect.top(), width, rect.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, word)
        return room.left() - gap

    def _cap(self, painter: QPainter, rect: QRect, right: int, text: str) -> int:
        theme = self._theme
        painter.setFont(theme.font(12, 500))
        metrics = painter.fontMetrics()
        height = metrics.height() + theme.px(4)
        width = max(metrics.horizontalAdvance(text) + 2 * theme.px(_CAP_PADDING), height)
        cap = QRectF(right - width + 0.5, rect.top() + (rect.height() - height) // 2 + 0.5, width - 1, height - 1)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(cap, theme.px(4), theme.px(4))
        painter.setPen(theme.colour("muted"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)
        return right - width


class ShortcutSheet(QDialog):
    """Lists the keys and finds them by word or key. It can stay open beside the window."""

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = sheet_rows(actions)
        self.setObjectName("shortcutSheet")
        self.setWindowTitle(say("Keyboard shortcuts"))
        self.search = QLineEdit(self)
        self.search.setObjectName("shortcutSearch")
        self.search.setPlaceholderText(say("Search for a word or a key"))
        self.search.setAccessibleName(say("Search shortcuts"))
        self.search.setClearButtonEnabled(True)
        self._model = SheetModel(self)
        self.view = _SheetView(self._model, SheetDelegate(theme, self), self)
        self._nothing = PlainLabel("", self)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._hint = PlainLabel(say("Letters, digits and signs work in the list."), self)
        self._hint.setWordWrap(True)
        self.copy_button = QPushButton(say("Copy as text"), self)
        self.copy_button.setObjectName("copyShortcutsButton")
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(lambda: _copy(self._model.rows))
        self._lay_out()
        self.search.textChanged.connect(self._search)
        theme.changed.connect(self.restyle)
        self.restyle()
        self._search("")

    def as_text(self) -> str:
        """What is shown, as plain text."""
        return as_text(self._model.rows)

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        theme = self._theme
        self._nothing.setFont(theme.font(16, 600))
        self._hint.setFont(theme.font(12))
        set_ink(self._hint, "muted")
        self.view.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.view.take_focus()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        px = self._theme.px
        foot = QHBoxLayout()
        foot.setSpacing(px(12))
        foot.addWidget(self._hint, 1)
        foot.addWidget(self.copy_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(px(_MARGIN),) * 4)
        column.setSpacing(px(12))
        column.addWidget(self.search)
        column.addWidget(self.view, 1)
        column.addWidget(self._nothing, 1)
        column.addLayout(foot)
        wanted = QSize(*map(px, SIZE))
        self.resize(wanted.boundedTo(self.screen().availableSize() * _OF_SCREEN))

    def _search(self, words: str) -> None:
        rows = narrowed(self._rows, words)
        self._model.show_rows(rows)
        self.view.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._nothing.setText(say("No shortcut matches “{search}”").format(search=words.strip()))
        self.copy_button.setEnabled(bool(rows))


class _SheetView(QListView):
    """The list of the sheet. Its Copy key copies what is selected."""

    def __init__(self, model: SheetModel, delegate: SheetDelegate, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = model
        self.setObjectName("shortcutList")
        self.setAccessibleName(say("Keyboard shortcuts"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setModel(model)
        self.setItemDelegate(delegate)

    def take_focus(self) -> None:
        """Takes the focus and begins with the first shortcut."""
        self.setFocus()
        first = next((row for row, shown in enumerate(self._rows.rows) if not shown.is_heading), None)
        if first is not None:
            self.setCurrentIndex(self._rows.index(first))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            selected = sorted(index.row() for index in self.selectedIndexes())
            _copy([self._rows.rows[row] for row in selected] or self._rows.rows)
        else:
            super().keyPressEvent(event)


def _copy(rows: Sequence[SheetRow]) -> None:
    QGuiApplication.clipboard().setText(as_text(rows))
