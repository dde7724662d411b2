"""The colours that a list can have, and how a colour from elsewhere is made to be seen.

A list keeps one colour for both schemes, so these are neither light nor dark.
"""

from PySide6.QtGui import QColor

LIST_COLOURS = {
    "#de4c45": "Red",
    "#d06011": "Orange",
    "#a57909": "Yellow",
    "#309151": "Green",
    "#1f8f93": "Teal",
    "#3f7ee4": "Blue",
    "#9a64d8": "Purple",
    "#d54d91": "Pink",
}
"""What is stored, and the name that people choose it by."""
LEAST_CONTRAST = 3.0
"""What a mark needs against the surface it stands on to be told from it."""
_STEPS = 20


def contrast(one: QColor, other: QColor) -> float:
    """How clearly two colours differ, from 1 (not at all) to 21, as WCAG 2 reckons it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def visible_on(colour: QColor, surface: QColor) -> QColor:
    """The colour, made as much lighter or darker as it takes to stand out from the surface."""
    target = QColor("black") if _luminance(surface) > 0.18 else QColor("white")
    for step in range(_STEPS + 1):
        mixed = _mixed(colour, target, step / _STEPS)
        if contrast(mixed, surface) >= LEAST_CONTRAST:
            return mixed
    return target


def _mixed(colour: QColor, target: QColor, share: float) -> QColor:
    parts = zip(_parts(colour), _parts(target), strict=True)
    return QColor.fromRgbF(*(a + (b - a) * share for a, b in parts))


def _luminance(colour: QColor) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()
