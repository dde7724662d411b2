"""Colours and sizes: readable in both schemes, in one place, and those of the user's choice."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app import ui
from desktop_app.ui import icons
from desktop_app.ui.colours import DARK, LIGHT, Colours
from desktop_app.ui.theme import BODY_PIXELS, Scheme, Theme
from tests.ui.conftest import Opener

SCHEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]
ROWS = ("window", "hover", "selection", "selection_idle")
"""What the words of a row may stand on."""
CHROME = ("window", "panel", "raised", "hover", "fill")
READ = {
    "text": (*ROWS, *CHROME, "segment_on", "tint", "tag_selected"),
    "muted": (*ROWS, *CHROME, "tag"),
    "overdue": (*ROWS, "panel", "raised"),
    "today": (*ROWS, "panel"),
    "high": (*ROWS, "red_tint"),
    "medium": ROWS,
    "low": ROWS,
    "accent": ("window", "panel", "raised", "tint", "selection"),
    "on_accent": ("accent", "accent_hover"),
    "toast_text": ("toast",),
    "toast_link": ("toast",),
}
"""Every colour that words are written in, and what is behind them."""
SEEN = {
    "control": ROWS,
    "high_mark": (*ROWS, "red_tint"),
    "medium_mark": ROWS,
    "low_mark": ROWS,
    "accent": (*ROWS, "panel", "raised"),
    "overdue": ("panel", "raised"),
    "done_tick": ("done_box",),
}
"""Boxes, bars, ticks, rings and borders that say something."""
TEXT_CONTRAST = 4.5
MARK_CONTRAST = 3.0


def luminance(colour: str) -> float:
    def linear(part: int) -> float:
        value = part / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """A theme; afterwards the application looks as before."""
    font = QFont(qapp.font())
    theme = Theme()
    yield theme
    qapp.setFont(font)
    theme.set_scheme(Scheme.SYSTEM)
    theme.apply()


# Contrast


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("colours", SCHEMES)
@pytest.mark.parametrize(
    ("ink", "surface"), [pytest.param(ink, on, id=f"{ink} on {on}") for ink in READ for on in dict.fromkeys(READ[ink])]
)
def test_words_can_be_read(colours: Colours, ink: str, surface: str) -> None:
    values = asdict(colours)
    assert contrast(values[ink], values[surface]) >= TEXT_CONTRAST


@pytest.mark.parametrize("colours", SCHEMES)
@pytest.mark.parametrize(
    ("mark", "surface"), [pytest.param(mark, on, id=f"{mark} on {on}") for mark in SEEN for on in SEEN[mark]]
)
def test_marks_can_be_seen(colours: Colours, mark: str, surface: str) -> None:
    values = asdict(colours)
    assert contrast(values[mark], values[surface]) >= MARK_CONTRAST


@pytest.mark.parametrize("colours", SCHEMES)
def test_every_colour_is_written_the_same_way(colours: Colours) -> None:
    wrong = {name: value for name, value in asdict(colours).items() if not re.fullmatch("#[0-9A-F]{6}", str(value))}
    assert {name: value for name, value in wrong.items() if isinstance(value, str)} == {}


def test_no_colour_stands_anywhere_else() -> None:
    package = Path(ui.__file__).parent
    written = re.compile(r"""["'#\s]#[0-9a-fA-F]{6}\b|["']#[0-9a-fA-F]{3}\b|\brgba?\(|GlobalColor\.(?!transparent)""")
    found = {
        f"{path.relative_to(package)}:{number}"
        for path in package.rglob("*.py")
        if path.name not in ("colours.py", "list_colours.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if written.search(line)
    }
    assert found == set()


# What Qt paints by itself


@pytest.mark.parametrize(("scheme", "colours"), [(Scheme.LIGHT, LIGHT), (Scheme.DARK, DARK)])
def test_the_palette_is_whole(theme: Theme, scheme: Scheme, colours: Colours) -> None:
    theme.set_scheme(scheme)
    palette = QApplication.palette()
    group, role = QPalette.ColorGroup, QPalette.ColorRole
    for ink, behind in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase),
        (role.PlaceholderText, role.Base),
        (role.PlaceholderText, role.Button),
        (role.Link, role.Base),
        (role.Text, role.AlternateBase),
    ):
        for state in (group.Active, group.Inactive):
            pair = palette.color(state, ink).name(), palette.color(state, behind).name()
            assert contrast(*pair) >= TEXT_CONTRAST, (ink, behind, state)
    assert palette.color(group.Disabled, role.Text).name() == colours.disabled.lower()
    assert palette.color(group.Active, role.Window).name() == colours.window.lower()


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_icons_take_the_colour_and_the_size_that_is_asked_for(theme: Theme, scheme: Scheme) -> None:
    theme.set_scheme(scheme)
    image = theme.icon("search", "muted", 16, 2.0).toImage()
    assert image.size().width() == theme.px(16) * 2
    inks = {
        QColor(image.pixel(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inks == {theme.colour("muted").name()}


def test_every_icon_of_the_program_can_be_drawn(qapp: QApplication) -> None:
    for path in icons.FOLDER.glob("*.svg"):
        image = icons.pixmap(path.stem, "#000000", 16, 1.0).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), path.name


# Whose choice


def test_the_scheme_follows_the_system_unless_it_is_fixed(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    class Hints:
        scheme = Qt.ColorScheme.Dark

        def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802
            return self.scheme

    hints = Hints()
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: hints)
    theme.set_scheme(Scheme.SYSTEM)
    assert theme.is_dark
    assert theme.colour("window").name() == DARK.window.lower()
    hints.scheme = Qt.ColorScheme.Light
    theme.apply()
    assert not theme.is_dark
    theme.set_scheme(Scheme.DARK)
    assert theme.is_dark
    hints.scheme = Qt.ColorScheme.Unknown
    theme.set_scheme(Scheme.SYSTEM)
    assert not theme.is_dark, "who says nothing gets the light one"


def test_the_system_can_change_its_mind_while_the_window_is_open(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)


def test_a_fixed_scheme_is_remembered(open_app: Opener) -> None:
    app = open_app()
    app.window.actions_by_name.schemes[Scheme.DARK].trigger()
    assert QApplication.palette().color(QPalette.ColorRole.Window).name() == DARK.window.lower()
    app.close()
    app = open_app()
    assert QApplication.palette().color(QPalette.ColorRole.Window).name() == DARK.window.lower()
    assert app.window.actions_by_name.schemes[Scheme.DARK].isChecked()
    app.window.actions_by_name.schemes[Scheme.SYSTEM].trigger()
    assert QApplication.palette().color(QPalette.ColorRole.Window).name() == LIGHT.window.lower()


# Sizes


def test_sizes_grow_with_the_users_font_and_never_shrink(theme: Theme, qapp: QApplication) -> None:
    for pixels, scale in ((BODY_PIXELS, 1.0), (26, 2.0), (9, 1.0)):
        font = QFont(qapp.font())
        font.setPixelSize(pixels)
        qapp.setFont(font)
        assert theme.scale == pytest.approx(scale)
        assert theme.px(36) == round(36 * scale)
        assert theme.font(14).pixelSize() == round(14 * scale)
