"""What the window remembers between starts: its place, its columns, its sort order."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QWidget

FILE = "window.ini"


class WindowState:
    """Reads and writes one small file in the data folder; a file that says nonsense is as good as none."""

    def __init__(self, data_dir: Path) -> None:
        self._settings = QSettings(str(data_dir / FILE), QSettings.Format.IniFormat)
        self._is_frozen = False

    def freeze(self) -> None:
        """From now on nothing is kept: what is shown is for a picture, not for the user."""
        self._is_frozen = True

    def restore_geometry(self, window: QWidget) -> bool:
        """Puts the window where it was; False if that is not known."""
        geometry = self._settings.value("geometry")
        return isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)

    def save_geometry(self, window: QWidget) -> None:
        self._keep("geometry", window.saveGeometry())

    def sorting(self) -> tuple[int, Qt.SortOrder] | None:
        """The sorted column and its order."""
        column, order = self._settings.value("sort_column"), self._settings.value("sort_descending")
        if not str(column).isdigit():
            return None
        descending = str(order) == "true"
        return int(str(column)), Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder

    def save_sorting(self, column: int, order: Qt.SortOrder) -> None:
        self._keep("sort_column", column)
        self._keep("sort_descending", order == Qt.SortOrder.DescendingOrder)

    def sidebar_width(self) -> int:
        """In pixels; 0 if that is not known."""
        width = str(self._settings.value("sidebar_width") or "")
        return int(width) if width.isdecimal() else 0

    def save_sidebar_width(self, width: int) -> None:
        self._keep("sidebar_width", width)

    def columns(self) -> str:
        """What `ColumnLayout.state` gave; empty if that is not known."""
        return str(self._settings.value("columns") or "")

    def save_columns(self, state: str) -> None:
        self._keep("columns", state)

    def _keep(self, key: str, value: object) -> None:
        if not self._is_frozen:
            self._settings.setValue(key, value)
