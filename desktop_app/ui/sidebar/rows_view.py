"""The list inside the sidebar: mouse, keys and drops become wishes, which others fulfil."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyleOptionViewItem, QToolTip, QWidget

from desktop_app.ui.drag import TASKS_MIME, tasks_from_mime
from desktop_app.ui.messages import say
from desktop_app.ui.sidebar.drag import takes_tasks
from desktop_app.ui.sidebar.sidebar_delegate import SidebarDelegate
from desktop_app.ui.sidebar.sidebar_model import Index, Kind, SidebarModel, SidebarRow
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.labels import tooltip

_FLAGS = QItemSelectionModel.SelectionFlag
_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class SidebarList(QListView):
    """Exactly one row is chosen at any time; it is the current one."""

    chosen_again = Signal()
    """The chosen row was clicked once more."""
    content_wanted = Signal()
    new_wanted = Signal()
    rename_wanted = Signal(object)
    """With the `SidebarRow` that was current."""
    delete_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)
    """With a `SidebarRow` or None, and a place on the screen."""
    tasks_dropped = Signal(object, object)
    """With a `Choice` and a list of task ids."""

    def __init__(self, theme: Theme, model: SidebarModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self.plus_is_hovered = False
        self.drop_row = -1
        self.ring_is_shown = False
        self._theme = theme
        self._sidebar_model = model
        self._delegate = SidebarDelegate(theme, self, self)
        self.setObjectName("sidebar")
        self.setAccessibleName(say("Views, lists and tags"))
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self._dress()
        theme.changed.connect(self.restyle)
        self.restyle()

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setDropIndicatorShown(False)

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, self._theme.colour("panel"))
        # Under a style sheet a palette does not reach the viewport of a view that had another one before.
        for widget in (self, self.viewport()):
            widget.setPalette(palette)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def plus_is_shown(self) -> bool:
        """While the mouse is on the heading, and as long as there is no list yet."""
        hovered = self._sidebar_model.shown(self.hovered_row)
        on_heading = hovered is not None and hovered.kind is Kind.LISTS_HEADING
        return on_heading or not self._sidebar_model.has_lists

    def select_row(self, row: int) -> None:
        """Makes that row the chosen one."""
        self.selectionModel().setCurrentIndex(self._sidebar_model.index(row), _FLAGS.ClearAndSelect)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        # Whatever is held down with it: one row is chosen, never none.
        return _FLAGS.ClearAndSelect if index.isValid() else _FLAGS.NoUpdate

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        self._show_ring(True)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Right if plain:
                self.content_wanted.emit()
            case Qt.Key.Key_F2 if plain:
                self.rename_wanted.emit(self._row_at(self.currentIndex()))
            case Qt.Key.Key_Delete if plain:
                self.delete_wanted.emit(self._row_at(self.currentIndex()))
            case Qt.Key.Key_Insert if plain:
                self.new_wanted.emit()
            case Qt.Key.Key_Left | Qt.Key.Key_Space if plain:
                event.accept()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_ring(event.reason() in _BY_TAB)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_ring(False)

    def _show_ring(self, shown: bool) -> None:
        """The ring marks the chosen row for those who use the keyboard, and only for them."""
        self.ring_is_shown = shown
        self.viewport().update()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._show_ring(False)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if event.button() != Qt.MouseButton.LeftButton:
            # The other buttons choose nothing: a menu may be about a row that is not shown.
            return
        if self._is_on_plus(place):
            self.new_wanted.emit()
        elif index.flags() & Qt.ItemFlag.ItemIsEnabled:
            again = index == self.currentIndex()
            super().mousePressEvent(event)
            if again:
                self.chosen_again.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        # Dragging over the rows must not run through them: only the hover follows.
        self._hover(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def _hover(self, place: QPoint | None) -> None:
        row = -1 if place is None else self.indexAt(place).row()
        on_plus = place is not None and self._is_on_plus(place)
        if (row, on_plus) != (self.hovered_row, self.plus_is_hovered):
            self.hovered_row, self.plus_is_hovered = row, on_plus
            self.viewport().update()

    def plus_rect(self) -> QRect | None:
        """Where the button for a new list is, in the viewport."""
        row = self._sidebar_model.row_of_kind(Kind.LISTS_HEADING)
        if row is None:
            return None
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(self._sidebar_model.index(row))
        return self._delegate.plus_rect(option)

    def _is_on_plus(self, place: QPoint) -> bool:
        rect = self.plus_rect()
        return rect is not None and rect.contains(place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        place = self.visualRect(index).center() if by_key else event.pos()
        self.menu_wanted.emit(self._row_at(index), self.viewport().mapToGlobal(place))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._is_on_plus(event.pos()):
            QToolTip.showText(event.globalPos(), tooltip(say("New list")), self)
            return True
        return super().viewportEvent(event)

    # Drops

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Accepted as a whole, so that the moves over the rows are told; each row then answers for itself.
        event.setAccepted(event.mimeData().hasFormat(TASKS_MIME))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        place = event.position().toPoint()
        self._aim(self._target(event, place))
        if self.drop_row >= 0:
            _take(event)
        else:
            event.ignore()
        margin = self.autoScrollMargin()
        if not self.viewport().rect().adjusted(0, margin, 0, -margin).contains(place):
            self.startAutoScroll()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._aim(-1)
        self.stopAutoScroll()

    def dropEvent(self, event: QDropEvent) -> None:
        row = self._sidebar_model.shown(self._target(event, event.position().toPoint()))
        self._aim(-1)
        self.stopAutoScroll()
        if row is None:
            event.ignore()
            return
        _take(event)
        self.tasks_dropped.emit(row.choice, tasks_from_mime(event.mimeData()))

    def _target(self, event: QDropEvent, place: QPoint) -> int:
        """The row that would take what is dragged, or -1."""
        row = self._row_at(self.indexAt(place))
        fits = row is not None and takes_tasks(row.choice) and event.mimeData().hasFormat(TASKS_MIME)
        return self.indexAt(place).row() if fits else -1

    def _aim(self, row: int) -> None:
        if row != self.drop_row:
            self.drop_row = row
            self.viewport().update()

    def _row_at(self, index: QModelIndex) -> SidebarRow | None:
        return self._sidebar_model.shown(index.row())


def _take(event: QDropEvent) -> None:
    # A move would have the source take its rows away; where they are shown next is for the core to say.
    if event.possibleActions() & Qt.DropAction.CopyAction:
        event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
