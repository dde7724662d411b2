"""The Trash: what was deleted in the last 30 days, to bring back or to remove for good."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.journal import ChangeNotice
from desktop_app.ui.commands import Commands
from desktop_app.ui.core_port import Core
from desktop_app.ui.messages import say
from desktop_app.ui.models.trash_table_model import TrashTableModel
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.column_layout import SCROLL_LANE
from desktop_app.ui.views.labels import PlainLabel, set_ink
from desktop_app.ui.views.tables import trash_table


class TrashPage(QWidget):
    """Shows deleted tasks, the newest on top."""

    rows_changed = Signal()
    """The table shows other rows than before."""

    def __init__(self, core: Core, theme: Theme, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._commands = commands
        self.model = TrashTableModel(core.reader, core.clock, self._restore, self)
        self.table = trash_table(theme, self.model, self)
        self._note = PlainLabel(say("Deleted tasks stay here for 30 days."), parent=self)
        self._nothing = PlainLabel(say("The Trash is empty"), parent=self)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty_button = QPushButton(say("Empty Trash"), self)
        self.empty_button.setObjectName("emptyTrashButton")
        self.empty_button.clicked.connect(self._empty)
        self._lay_out()
        theme.changed.connect(self.restyle)
        self.restyle()
        self._show_emptiness()

    @property
    def title(self) -> str:
        return say("Trash")

    @property
    def count(self) -> int:
        """How many tasks are shown."""
        return self.model.rowCount()

    def search(self, words: str) -> None:
        self._commands.explained(lambda: self.model.search(words))
        self._show_emptiness()

    def refresh(self) -> None:
        """Asks storage again and shows what came, went or moved."""
        self._commands.explained(self.model.refresh)
        self._show_emptiness()

    def committed(self, notice: ChangeNotice) -> None:
        """Follows what was committed anywhere."""
        self.model.repaint_handles(notice.tasks)
        self.refresh()

    def selected_ids(self) -> list[UUID]:
        """The selected tasks; without a selection the current one."""
        return self.model.ids(self.table.selected_rows())

    def focus(self) -> None:
        """Puts the keyboard where something can be done with it."""
        self.table.setFocus()

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        self._nothing.setFont(self._theme.font(16, 600))
        set_ink(self._note, "muted")

    def _lay_out(self) -> None:
        px = self._theme.px
        row = QHBoxLayout()
        row.setContentsMargins(px(12), 0, px(SCROLL_LANE), 0)
        row.addWidget(self._note)
        row.addStretch(1)
        row.addWidget(self.empty_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self._nothing, 1)

    def _show_emptiness(self) -> None:
        is_empty = self.model.rowCount() == 0
        self._nothing.setVisible(is_empty)
        self.table.setVisible(not is_empty)
        self.empty_button.setVisible(not is_empty)
        self.rows_changed.emit()

    def _restore(self, task_id: UUID) -> None:
        self._commands.restore([task_id])

    def _empty(self) -> None:
        self._commands.delete_forever(self.model.ids(range(self.model.rowCount())))
