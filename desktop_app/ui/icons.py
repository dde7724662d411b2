"""The program's own icons, in the colour and size in which they are needed.

No icon theme is asked: a bare system has none.
"""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"
_DESIGNED_SIZE = 24
"""The side of the square that the icons are drawn on."""
STROKE = 1.5
"""The width of their lines on the screen, whatever the icon's size, in pixels at 100 %."""


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, size: int, ratio: float, stroke: float = STROKE) -> QPixmap:
    """The icon `name` in one colour (#rrggbb), `size` logical pixels square, for a screen of that ratio."""
    source = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    source = source.replace("currentColor", colour)
    source = source.replace('stroke-width="2"', f'stroke-width="{stroke * _DESIGNED_SIZE / size:.3f}"')
    image = QPixmap(QSize(size, size) * ratio)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def icon(name: str, colour: QColor, size: int) -> QIcon:
    """The same as a QIcon, for buttons and menus."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, colour.name(), size, ratio))
    return made


def application_icon() -> QIcon:
    """The program's own mark."""
    return QIcon(str(FOLDER / "tickbox.svg"))
