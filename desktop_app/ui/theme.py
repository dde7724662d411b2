"""The look of the window: colours by name, sizes and fonts, for light and dark.

Views, delegates and painted widgets ask the theme for colours by name.
"""

from dataclasses import fields
from enum import Enum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from desktop_app.ui import icons
from desktop_app.ui.colours import DARK, LIGHT, Colours
from desktop_app.ui.style_sheet import style_sheet

BODY_PIXELS = 13
"""The size of body text at 100 %; every other size is a factor of it."""


class Scheme(Enum):
    """Which colours are used; SYSTEM follows what the desktop says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The colours and sizes in use. `changed` tells painters to ask again."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scheme = Scheme.SYSTEM
        self._is_applied = False
        self._is_compact = False
        self._colours = _by_name(LIGHT)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.apply)

    @property
    def scheme(self) -> Scheme:
        return self._scheme

    @property
    def is_dark(self) -> bool:
        if self._scheme is Scheme.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._scheme is Scheme.DARK

    @property
    def scale(self) -> float:
        """How much larger than designed the user's font is; sizes are multiplied by it."""
        return max(1.0, QFontInfo(QApplication.font()).pixelSize() / BODY_PIXELS)

    def px(self, size: float) -> int:
        """A designed size in pixels of this screen's scale."""
        return round(size * self.scale)

    @property
    def row_padding(self) -> int:
        """The room above and below what stands in a row, together; in pixels of the screen."""
        return 8 if self._is_compact else 16

    def set_scheme(self, scheme: Scheme) -> None:
        """Uses other colours."""
        self.set_look(scheme, compact=self._is_compact)

    def set_look(self, scheme: Scheme, *, compact: bool) -> None:
        """Uses other colours and rows; `compact` ones are less high. What is in use already is not applied again."""
        if self._is_applied and (scheme, compact) == (self._scheme, self._is_compact):
            return
        self._scheme = scheme
        self._is_compact = compact
        self.apply()

    def apply(self) -> None:
        """Gives the application palette and style sheet, and tells everyone who paints."""
        self._is_applied = True
        colours = DARK if self.is_dark else LIGHT
        self._colours = _by_name(colours)
        QApplication.setPalette(_palette(self._colours))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setStyleSheet(style_sheet(colours, self.px))
        self.changed.emit()

    def colour(self, name: str) -> QColor:
        """The colour of that name in the scheme in use."""
        return self._colours[name]

    def icon(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        """An icon of a designed size in the colour of that name; its lines grow with the text."""
        return icons.pixmap(name, self._colours[colour].name(), self.px(size), ratio, icons.STROKE * self.scale)

    def font(self, size: float = BODY_PIXELS, weight: int = 400, *, tabular: bool = False) -> QFont:
        """The system's font at a designed size; `tabular` gives all digits one width, for columns."""
        font = QFont(QApplication.font())
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(weight))
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font


def application_font() -> QFont:
    """The system's font at the body size, larger where the user asked for larger."""
    font = QFont(QApplication.font())
    font.setPixelSize(max(BODY_PIXELS, QFontInfo(font).pixelSize()))
    return font


def _by_name(colours: Colours) -> dict[str, QColor]:
    return {field.name: QColor(getattr(colours, field.name)) for field in fields(colours)}


def _palette(colours: dict[str, QColor]) -> QPalette:
    role = QPalette.ColorRole
    roles = {
        role.Window: "window",
        role.WindowText: "text",
        role.Base: "window",
        role.AlternateBase: "hover",
        role.Text: "text",
        role.Button: "raised",
        role.ButtonText: "text",
        role.BrightText: "text",
        role.ToolTipBase: "raised",
        role.ToolTipText: "text",
        role.PlaceholderText: "muted",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.Accent: "accent",
        role.Light: "raised",
        role.Midlight: "hover",
        role.Mid: "line",
        role.Dark: "control",
        role.Shadow: "line",
    }
    palette = QPalette()
    for palette_role, name in roles.items():
        palette.setColor(palette_role, colours[name])
    for palette_role in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, palette_role, colours["disabled"])
    return palette
