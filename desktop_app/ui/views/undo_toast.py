"""What has just been done, with a way back: a note above the list that goes by itself.

It stays eight seconds, as long as the pointer or the keyboard is on it, and never takes the focus.
Steps of the same kind that follow each other while it stands are told, and undone, together.
"""

from dataclasses import replace

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_app.domain.journal import Direction, Step, Verb
from desktop_app.ui import icons, messages
from desktop_app.ui.theme import Theme
from desktop_app.ui.views.labels import PlainLabel

STAYS_MS = 8_000
RISES_MS = 160
RISE = 8
EDGE = 16
"""How far from the left and the bottom of the list it stands."""
SHADOW = 10
_RADIUS = 8
_TOLD = frozenset(
    {
        Verb.COMPLETE,
        Verb.REOPEN,
        Verb.DELETE,
        Verb.RESTORE,
        Verb.DELETE_FOREVER,
        Verb.DELETE_LIST,
        Verb.RENAME_LIST,
        Verb.IMPORT,
    }
)


class UndoToast(QFrame):
    """Stands on `anchor` (the list), at its lower left."""

    undo_wanted = Signal(int)
    """How many steps the user wants back."""

    def __init__(self, theme: Theme, anchor: QWidget) -> None:
        super().__init__(anchor)
        self.setObjectName("undoToast")
        self.setAccessibleName(messages.say("What was just done"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        self._anchor = anchor
        self._steps: list[Step] = []
        self._icon = QLabel(self)
        self._text = PlainLabel(parent=self)
        self._undo = QPushButton(messages.say("Undo"), self)
        self._undo.setObjectName("toastUndo")
        self._key = PlainLabel("Ctrl+Z", self)
        self._key.setObjectName("toastKey")
        self._close = QPushButton(self)
        self._close.setObjectName("toastClose")
        self._close.setAccessibleName(messages.say("Close"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._rise = QPropertyAnimation(self, b"pos", self)
        self._lay_out()
        self._undo.clicked.connect(self._take_back)
        self._close.clicked.connect(self.dismiss)
        self._timer.timeout.connect(self.dismiss)
        theme.changed.connect(self.restyle)
        anchor.installEventFilter(self)
        self.restyle()
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def tell(self, step: Step) -> None:
        """Shows a step whose undo may be wanted; any other ends the note."""
        if not is_worth_telling(step):
            self.dismiss()
            return
        continues = self.isVisible() and self._steps and self._steps[-1].verb is step.verb
        self._steps = [*self._steps, step] if continues else [step]
        words = messages.done_words(self._together())
        self._text.setText(words)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self._appear(rising=not continues)

    def dismiss(self) -> None:
        """Takes the note away."""
        self._timer.stop()
        self._steps = []
        self.hide()

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        theme = self._theme
        self._text.setFont(theme.font())
        self._undo.setFont(theme.font(weight=600))
        self._key.setFont(theme.font(12))
        ink = theme.colour("toast_text")
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap("circle-check", ink.name(), theme.px(16), ratio))
        self._close.setIcon(icons.icon("x", ink, theme.px(14)))
        self._place()

    def _together(self) -> Step:
        """The steps as one: the count of all, and a title only if there is one."""
        first = self._steps[0]
        if len(self._steps) == 1:
            return first
        return replace(first, count=sum(step.count for step in self._steps), title="")

    def _take_back(self) -> None:
        count = len(self._steps)
        self.dismiss()
        self.undo_wanted.emit(count)

    def _appear(self, *, rising: bool) -> None:
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start(STAYS_MS)
        if rising and motion_is_welcome():
            place = self.pos()
            self._rise.setDuration(RISES_MS)
            self._rise.setEasingCurve(QEasingCurve.Type.OutCubic)
            self._rise.setStartValue(place + QPoint(0, self._theme.px(RISE)))
            self._rise.setEndValue(place)
            self._rise.start()

    def _place(self) -> None:
        edge = self._theme.px(EDGE) - SHADOW
        room = self._anchor.width() - 2 * edge
        self.setMaximumWidth(max(room, 1))
        self.adjustSize()
        self.move(edge, self._anchor.height() - self.height() - edge)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._anchor and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._timer.start(STAYS_MS)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        body = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        radius = self._theme.px(_RADIUS)
        for spread in range(SHADOW, 0, -1):
            painter.setBrush(QColor(0, 0, 0, 5))
            painter.drawRoundedRect(body.adjusted(-spread, -spread, spread, spread), radius + spread, radius + spread)
        painter.setBrush(self._theme.colour("toast"))
        painter.setPen(self._theme.colour("toast_border"))
        painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()

    def _lay_out(self) -> None:
        px = self._theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(SHADOW + px(14), SHADOW + px(9), SHADOW + px(8), SHADOW + px(9))
        row.setSpacing(px(10))
        for widget in (self._icon, self._text, self._undo, self._key, self._close):
            row.addWidget(widget)
        for button in (self._undo, self._close):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)


def is_worth_telling(step: Step) -> bool:
    """Whether a step takes something out of sight, so that a way back should be at hand."""
    return step.direction is Direction.DO and (step.verb in _TOLD or step.count > 1)


def motion_is_welcome() -> bool:
    """Whether the desktop lets things move; Qt tells by whether menus and tooltips may be animated."""
    from PySide6.QtWidgets import QApplication

    return QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
