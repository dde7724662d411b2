"""States of widgets that the style sheet can see."""

from PySide6.QtWidgets import QWidget


def set_state(widget: QWidget, name: str, value: bool) -> None:
    """Sets a dynamic property and has the style sheet look again."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
