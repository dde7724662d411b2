"""Buttons of the form: an icon alone, words like a link, and a button with its key beside it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QToolButton, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.views.labels import menu_text, tooltip

SIDE = 28
ICON = 16


def icon_for_buttons(theme: Theme, name: str) -> QIcon:
    """A muted icon of the size that buttons have."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(theme.icon(name, "muted", ICON, ratio))
    return made


class IconButton(QToolButton):
    """A quiet button that is an icon; its words are its tooltip and its accessible name."""

    def __init__(self, theme: Theme, icon: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self.setProperty("quiet", True)
        self.setAccessibleName(words)
        self.setToolTip(tooltip(words))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.restyle()
        theme.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        px = self._theme.px
        self.setFixedSize(px(SIDE), px(SIDE))
        self.setIconSize(QSize(px(ICON), px(ICON)))
        self.setIcon(icon_for_buttons(self._theme, self._icon))


class LinkButton(QToolButton):
    """Words that act."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("link", True)
        self.setText(menu_text(words))
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class KeyButton(QPushButton):
    """A push button that names its key behind its words."""

    def __init__(self, theme: Theme, words: str, key: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self._theme = theme
        self._key = key

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        width = self._words_width() + self._key_width() + self._theme.px(8 + 2 * 15)
        return QSize(width, size.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        gap = self._theme.px(8)
        left = (self.width() - self._words_width() - gap - self._key_width()) // 2
        painter.setPen(self._theme.colour("on_accent"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(self._theme.font(13, 600))
        painter.drawText(QRect(left, 0, self._words_width() + gap, self.height()), middle, self.text())
        painter.setFont(self._theme.font(12))
        painter.drawText(
            QRect(left + self._words_width() + gap, 0, self._key_width() + gap, self.height()), middle, self._key
        )
        painter.end()

    def _words_width(self) -> int:
        return QFontMetrics(self._theme.font(13, 600)).horizontalAdvance(self.text())

    def _key_width(self) -> int:
        return QFontMetrics(self._theme.font(12)).horizontalAdvance(self._key)
