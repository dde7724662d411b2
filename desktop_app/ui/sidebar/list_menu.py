"""The menu of a row of the sidebar: what can be done with a list, and a new one anywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.ui.messages import say
from desktop_app.ui.sidebar.list_colours import LIST_COLOURS, visible_on
from desktop_app.ui.sidebar.sidebar_model import SidebarRow
from desktop_app.ui.theme import Theme

_DOT = 0.6
"""Of the icon's side."""
_STROKE = 1.5


@dataclass(frozen=True, slots=True)
class ListActs:
    """What the menu's entries do."""

    create: Callable[[], object]
    rename: Callable[[UUID], object]
    recolour: Callable[[UUID, str | None], object]
    delete: Callable[[UUID], object]


def list_menu(theme: Theme, row: SidebarRow | None, acts: ListActs, parent: QWidget) -> QMenu:
    """The menu for that row. The keys stand behind a tab: they are shown here and pressed in the list."""
    menu = QMenu(parent)
    menu.setObjectName("listMenu")
    list_id = None if row is None or row.choice is None else row.choice.list_id
    if row is not None and list_id is not None:
        menu.addAction(say("Rename") + "\tF2", lambda: acts.rename(list_id))
        menu.addMenu(_colour_menu(theme, row.colour, lambda colour: acts.recolour(list_id, colour), menu))
        menu.addAction(say("Delete") + "\tDel", lambda: acts.delete(list_id))
        menu.addSeparator()
    menu.addAction(say("New list…") + "\tIns", acts.create)
    return menu


def _colour_menu(theme: Theme, current: str | None, choose: Callable[[str | None], object], parent: QMenu) -> QMenu:
    menu = QMenu(say("Colour"), parent)
    menu.setObjectName("listColourMenu")
    words: dict[str | None, str] = {None: say("No colour")}
    words |= {colour: say(name) for colour, name in LIST_COLOURS.items()}
    for colour, name in words.items():
        action = menu.addAction(_dot(theme, colour, is_current=colour == current), name)
        action.setData(colour)
        action.setCheckable(True)
        action.setChecked(colour == current)
        action.triggered.connect(lambda _checked=False, colour=colour: choose(colour))
    return menu


def _dot(theme: Theme, colour: str | None, *, is_current: bool) -> QIcon:
    """A dot of that colour, hollow for none; the one that the list has stands in a ring."""
    made = QIcon()
    side = theme.px(16)
    square = QRectF(0, 0, side, side)
    width = theme.scale * _STROKE
    ink = theme.colour("control") if colour is None else visible_on(QColor(colour), theme.colour("raised"))
    for ratio in (1.0, 2.0):
        image = QPixmap(round(side * ratio), round(side * ratio))
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, width))
        painter.setBrush(Qt.BrushStyle.NoBrush if colour is None else ink)
        painter.drawEllipse(_inner(square, side * (1 - _DOT) / 2 + width / 2))
        if is_current:
            painter.setPen(QPen(theme.colour("text"), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(_inner(square, width / 2))
        painter.end()
        made.addPixmap(image)
    return made


def _inner(square: QRectF, inset: float) -> QRectF:
    return square.adjusted(inset, inset, -inset, -inset)
