"""Naming lists inside the sidebar: a new one, or one that gets another name."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import QListView

from desktop_app.ui.sidebar.list_commands import ListCommands
from desktop_app.ui.sidebar.name_editor import NameEditor
from desktop_app.ui.sidebar.sidebar_model import ROW_ROLE, Kind, SidebarModel, SidebarRow


class ListNaming(QObject):
    """Opens a line in the row and closes it when the core has taken the name."""

    def __init__(
        self, view: QListView, model: SidebarModel, commands: ListCommands, created: Callable[[UUID], None]
    ) -> None:
        """`created` is told of a list that was made with Enter: the user is there now."""
        super().__init__(view)
        self._view = view
        self._model = model
        self._commands = commands
        self._created = created
        self._place = QPersistentModelIndex()
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.timeout.connect(self._leave)

    @property
    def editor(self) -> NameEditor | None:
        """The line, while there is one."""
        found = self._view.indexWidget(self._index()) if self._place.isValid() else None
        return found if isinstance(found, NameEditor) else None

    def begin_new(self) -> None:
        """Opens the line for a list that does not exist yet."""
        self.cancel()
        self._open(self._model.begin_draft())

    def begin_rename(self, list_id: UUID) -> None:
        """Opens the line over a list's name."""
        self.cancel()
        row = self._model.row_of_list(list_id)
        if row is not None:
            self._open(self._model.index(row))

    def cancel(self) -> None:
        """Closes the line and forgets what was typed."""
        place, had_focus = self._index(), self._has_focus()
        self._place = QPersistentModelIndex()
        if place.isValid():
            self._view.closePersistentEditor(place)
        self._model.end_draft()
        if had_focus:
            self._view.setFocus(Qt.FocusReason.TabFocusReason)

    def _open(self, index: QModelIndex) -> None:
        self._place = QPersistentModelIndex(index)
        self._view.scrollTo(index)
        self._view.openPersistentEditor(index)
        editor = self.editor
        if editor is not None:
            editor.entered.connect(lambda: self._submit(by_enter=True))
            # Rows must not move between a press of the mouse and what it is meant for.
            editor.left.connect(lambda: self._leaving.start(0))
            editor.cancelled.connect(self.cancel)
            editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        editor = self.editor
        if editor is None or editor.hasFocus() or not self._view.isVisible():
            return
        if not editor.text().strip():
            self.cancel()
        else:
            self._submit(by_enter=False)

    def _submit(self, *, by_enter: bool) -> None:
        editor, row = self.editor, self._index().data(ROW_ROLE)
        if editor is None or not isinstance(row, SidebarRow):
            return
        if row.kind is Kind.DRAFT:
            self._create(editor, by_enter)
        elif row.choice is not None and row.choice.list_id is not None:
            self._rename(editor, row, row.choice.list_id)

    def _create(self, editor: NameEditor, by_enter: bool) -> None:
        made = self._commands.create(editor.text())
        if made is None:
            editor.set_wrong(True)
            return
        self.cancel()
        if by_enter:
            self._created(made)

    def _rename(self, editor: NameEditor, row: SidebarRow, list_id: UUID) -> None:
        if editor.text() == row.name or self._commands.rename(list_id, editor.text()):
            self.cancel()
        else:
            editor.set_wrong(True)

    def _has_focus(self) -> bool:
        editor = self.editor
        return editor is not None and editor.hasFocus()

    def _index(self) -> QModelIndex:
        return self._model.index(self._place.row()) if self._place.isValid() else QModelIndex()
