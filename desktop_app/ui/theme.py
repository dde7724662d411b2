"""The look of the window: colours by name, for light and dark, as palette and style sheet.

Views, delegates and painted widgets ask for colours by name; no other module holds a colour. The
style sheet dresses fields, buttons and menus only: item views are painted by their delegates, and
a style sheet there would compete with them.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import Enum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

BODY_PIXELS = 13
"""The size of body text at 100 %; every other size is a factor of it."""


class Scheme(Enum):
    """Which colours are used; SYSTEM follows what the desktop says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """One value for every name, as #rrggbb."""

    window: str
    panel: str
    raised: str
    hover: str
    fill: str
    segment_on: str
    tag: str
    selection: str
    selection_idle: str
    tag_selected: str
    tint: str
    red_tint: str
    done_box: str
    done_tick: str
    scroll_handle: str
    text: str
    muted: str
    disabled: str
    control: str
    line: str
    hairline: str
    accent: str
    accent_hover: str
    on_accent: str
    overdue: str
    today: str
    high: str
    medium: str
    low: str
    high_mark: str
    medium_mark: str
    low_mark: str
    bar_off: str


LIGHT = Colours(
    window="#FFFFFF",
    panel="#F6F7F9",
    raised="#FFFFFF",
    hover="#F4F6F9",
    fill="#E8EBEF",
    segment_on="#FFFFFF",
    tag="#EEF1F5",
    selection="#DCE8FD",
    selection_idle="#E8EBEF",
    tag_selected="#C9DBFA",
    tint="#E9F0FD",
    red_tint="#FCEDEB",
    done_box="#E3E7EC",
    done_tick="#5F6A76",
    scroll_handle="#C3CAD2",
    text="#1B1F24",
    muted="#505963",
    disabled="#8A929C",
    control="#76818D",
    line="#D8DEE4",
    hairline="#ECEFF3",
    accent="#2A64C8",
    accent_hover="#2257B3",
    on_accent="#FFFFFF",
    overdue="#B3261E",
    today="#0C6A35",
    high="#B3261E",
    medium="#805300",
    low="#3A6484",
    high_mark="#D03B32",
    medium_mark="#B87300",
    low_mark="#4B82AA",
    bar_off="#D3D9E0",
)

DARK = Colours(
    window="#1A1D22",
    panel="#121418",
    raised="#22262D",
    hover="#20242A",
    fill="#2B3039",
    segment_on="#3C434E",
    tag="#2B3039",
    selection="#26385C",
    selection_idle="#2B3039",
    tag_selected="#34497A",
    tint="#1F2B45",
    red_tint="#3A2324",
    done_box="#2B3039",
    done_tick="#9AA4B2",
    scroll_handle="#444B57",
    text="#E8EAED",
    muted="#9AA4B2",
    disabled="#6B7480",
    control="#7F8A99",
    line="#333842",
    hairline="#262A31",
    accent="#7AA7FF",
    accent_hover="#93B8FF",
    on_accent="#0E1A30",
    overdue="#FF8A80",
    today="#6FD39A",
    high="#FF8A80",
    medium="#F2C26B",
    low="#8FC1E3",
    high_mark="#F27A70",
    medium_mark="#D9A94F",
    low_mark="#74A9CC",
    bar_off="#3C434E",
)


class Theme(QObject):
    """The colours and sizes in use. `changed` tells painters to ask again."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scheme = Scheme.SYSTEM
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

    def set_scheme(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self.apply()

    def apply(self) -> None:
        """Gives the application palette and style sheet, and tells everyone who paints."""
        colours = DARK if self.is_dark else LIGHT
        self._colours = _by_name(colours)
        QApplication.setPalette(_palette(self._colours))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setStyleSheet(_style_sheet(colours, self.px))
        self.changed.emit()

    def colour(self, name: str) -> QColor:
        """The colour of that name in the scheme in use."""
        return self._colours[name]

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


def _style_sheet(c: Colours, px: Callable[[float], int]) -> str:
    field = f"background: {c.raised}; border: 1px solid {c.line}; border-radius: {px(6)}px;"
    return f"""
    QLineEdit, QComboBox {{ {field} padding: 0 {px(9)}px; min-height: {px(30)}px; }}
    QPlainTextEdit {{ {field} padding: {px(5)}px {px(6)}px; }}
    QLineEdit:focus, QComboBox:focus {{ border: 2px solid {c.accent}; padding: 0 {px(8)}px; min-height: {px(28)}px; }}
    QPlainTextEdit:focus {{ border: 2px solid {c.accent}; padding: {px(4)}px {px(5)}px; }}
    QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border-color: {c.overdue}; }}
    QLineEdit {{ placeholder-text-color: {c.muted}; selection-background-color: {c.accent}; }}
    QLineEdit#titleEdit {{ min-height: {px(38)}px; }}
    QLineEdit#titleEdit:focus {{ min-height: {px(36)}px; }}
    QComboBox::drop-down {{ border: none; width: {px(24)}px; }}
    QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: none; padding: 0; min-height: 0; background: transparent; }}
    QComboBox QAbstractItemView {{ background: {c.raised}; border: 1px solid {c.line}; outline: none;
        selection-background-color: {c.fill}; selection-color: {c.text}; }}
    QPushButton {{ background: {c.raised}; border: 1px solid {c.line}; border-radius: {px(6)}px;
        padding: 0 {px(14)}px; min-height: {px(30)}px; }}
    QPushButton:hover {{ background: {c.hover}; }}
    QPushButton:focus {{ border: 2px solid {c.accent}; padding: 0 {px(13)}px; min-height: {px(28)}px; }}
    QPushButton:disabled {{ color: {c.disabled}; }}
    QPushButton[primary="true"] {{ background: {c.accent}; border-color: {c.accent}; color: {c.on_accent}; font-weight: 600; }}
    QPushButton[primary="true"]:hover {{ background: {c.accent_hover}; border-color: {c.accent_hover}; }}
    QPushButton[primary="true"]:focus {{ border-color: {c.text}; }}
    QTabBar {{ background: {c.fill}; border-radius: {px(7)}px; qproperty-drawBase: 0; }}
    QTabBar::tab {{ background: transparent; color: {c.muted}; border: 1px solid transparent; border-radius: {px(5)}px;
        margin: {px(2)}px; padding: 0 {px(14)}px; min-height: {px(26)}px; }}
    QTabBar::tab:selected {{ background: {c.segment_on}; color: {c.text}; }}
    QTabBar::tab:focus {{ border: 1px solid {c.accent}; }}
    QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {px(12)}px; margin: 0; }}
    QScrollBar::handle {{ background: {c.scroll_handle}; border-radius: {px(3)}px; margin: {px(3)}px; }}
    QScrollBar::handle:vertical {{ min-height: {px(32)}px; }}
    QScrollBar::handle:hover {{ background: {c.control}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QMenu {{ background: {c.raised}; border: 1px solid {c.line}; padding: {px(4)}px; }}
    QMenu::item {{ padding: {px(6)}px {px(24)}px; border-radius: {px(5)}px; }}
    QMenu::item:selected {{ background: {c.fill}; color: {c.text}; }}
    QMenu::item:disabled {{ color: {c.disabled}; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: {px(4)}px; }}
    QMenuBar {{ background: {c.panel}; border-bottom: 1px solid {c.line}; }}
    QMenuBar::item {{ padding: {px(5)}px {px(10)}px; background: transparent; }}
    QMenuBar::item:selected {{ background: {c.fill}; border-radius: {px(5)}px; }}
    QToolTip {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.line}; padding: {px(4)}px; }}
    QFrame#quickAddBar {{ background: {c.panel}; border: 1px solid {c.line}; border-radius: {px(8)}px; margin: 1px; }}
    QFrame#quickAddBar[focused="true"] {{ border: 2px solid {c.accent}; background: {c.raised}; margin: 0; }}
    QPlainTextEdit#quickAdd, QPlainTextEdit#quickAdd:focus {{ border: none; background: transparent; padding: 0; }}
    QFrame#taskForm {{ background: {c.panel}; border-left: 1px solid {c.line}; }}
    QFrame#taskForm QScrollArea, QFrame#taskForm QScrollArea > QWidget > QWidget {{ background: {c.panel}; }}
    QFrame#statusBar {{ background: {c.panel}; border-top: 1px solid {c.line}; }}
    QWidget#content {{ background: {c.window}; }}
    QSplitter::handle {{ background: {c.line}; }}
    """
