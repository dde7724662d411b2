"""Small editors that open in a cell: text for titles and due words, a choice for priorities."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop_app.domain.task import Priority
from desktop_app.ui.messages import say
from desktop_app.ui.models.task_table_model import Column
from desktop_app.ui.models.windowed import Index
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.combo_box import ComboBox

_EDIT = int(Qt.ItemDataRole.EditRole)
_CHOICES = ((Priority.HIGH, "High"), (Priority.MEDIUM, "Medium"), (Priority.LOW, "Low"), (Priority.NONE, "None"))


def open_editor(theme: Theme, parent: QWidget, index: Index) -> QWidget:
    """The editor of that cell, which is one of the editable columns."""
    if index.column() == Column.PRIORITY:
        return _priority_editor(theme, parent)
    return _text_editor(parent, index.column())


def fill_editor(editor: QWidget, index: Index) -> None:
    """Shows in the editor what the cell holds."""
    value = index.data(_EDIT)
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(editor.findData(value))
    elif isinstance(editor, QLineEdit):
        editor.setText(str(value))
        editor.selectAll()


def take_from_editor(editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
    """Hands what the editor holds to the model, which stores it or explains why not."""
    if isinstance(editor, QComboBox):
        model.setData(index, Priority(editor.currentData()), _EDIT)
    elif isinstance(editor, QLineEdit):
        model.setData(index, editor.text(), _EDIT)


def _text_editor(parent: QWidget, column: int) -> QLineEdit:
    editor = QLineEdit(parent)
    editor.setObjectName("cellEditor")
    is_title = column == Column.TITLE
    editor.setAccessibleName(say("Title") if is_title else say("Due"))
    editor.setPlaceholderText("" if is_title else say("tomorrow, fri 9am, 27 nov …"))
    return editor


def _priority_editor(theme: Theme, parent: QWidget) -> ComboBox:
    editor = ComboBox(theme, parent)
    editor.setObjectName("cellEditor")
    editor.setAccessibleName(say("Priority"))
    for priority, word in _CHOICES:
        editor.addItem(say(word), priority)
    return editor
