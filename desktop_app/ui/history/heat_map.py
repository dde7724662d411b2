"""The year as squares, one a day: how much was done, and the way to a single day."""

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_app.ui.history.heat_days import LEVELS, WEEKS, HeatDays
from desktop_app.ui.messages import say
from desktop_app.ui.theme import Theme
from desktop_app.wording.dates import MONTHS, WEEKDAYS, date_words

SQUARE, GAP, RADIUS = 12, 4, 3
LEFT = 44
"""Where the squares begin; with the frame before it that is the edge of all titles."""
LABEL_LEFT = 12
TOP = 24
FOOT = 28
_PITCH = SQUARE + GAP
_HEIGHT = TOP + 7 * _PITCH + FOOT
_MARKED_WEEKDAYS = frozenset({0, 2, 4})
_FEWEST_WEEKS = 4
_DAY = dt.timedelta(days=1)
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -7,
    Qt.Key.Key_Right: 7,
    Qt.Key.Key_PageUp: -28,
    Qt.Key.Key_PageDown: 28,
}


class HeatMap(QWidget):
    """Shows the days that end with today. A click or Enter chooses a day, a second one lets go of it."""

    day_chosen = Signal(object)
    """A `date`, or None for none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._days = HeatDays({}, dt.date(1970, 1, 1))
        self._chosen: dt.date | None = None
        self._hovered: dt.date | None = None
        self._cursor: dt.date | None = None
        self._ring_is_shown = False
        self.setObjectName("heatMap")
        self.setAccessibleDescription(say("Arrow keys move by day and week, Enter chooses a day, Esc shows all days."))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.restyle)
        self._name()

    @property
    def days(self) -> HeatDays:
        return self._days

    @property
    def chosen(self) -> dt.date | None:
        return self._chosen

    @property
    def cursor_day(self) -> dt.date:
        """The day that the keyboard is at."""
        return self._cursor or self._chosen or self._days.today

    def set_days(self, counts: Mapping[dt.date, int], today: dt.date, first_weekday: int = 0) -> None:
        """Shows those counts; `first_weekday` 0 is Monday."""
        if self._cursor == self._days.today:
            self._cursor = today
        self._days = HeatDays(counts, today, first_weekday, self._fitting_weeks())
        self._name()
        self.update()

    def set_chosen(self, day: dt.date | None) -> None:
        """Marks a day as chosen without telling anybody."""
        self._chosen = day
        self._name()
        self.update()

    def words(self, day: dt.date) -> str:
        """A day as its tooltip and a screen reader say it."""
        count = self._days.counts.get(day, 0)
        return say("{count} completed · {day}").format(count=count, day=date_words(day, None, say))

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(LEFT + WEEKS * _PITCH), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(LEFT + _FEWEST_WEEKS * _PITCH), self._theme.px(_HEIGHT))

    def cell(self, day: dt.date) -> QRect | None:
        """Where a day's square is, or None if it is not shown."""
        place = self._days.place_of(day)
        return None if place is None else self._square(*place)

    def day_under(self, point: QPoint) -> dt.date | None:
        """The day under a point; the gap behind a square belongs to it."""
        pitch = self._theme.px(_PITCH)
        across, down = point.x() - self._theme.px(LEFT), point.y() - self._theme.px(TOP)
        return self._days.day_at(across // pitch, down // pitch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many weeks as there is room for, the newest ones."""
        days = self._days
        self._days = HeatDays(days.counts, days.today, days.first_weekday, self._fitting_weeks())
        if self._cursor is not None:
            self._cursor = max(self._cursor, self._days.first)
        self.update()

    def _fitting_weeks(self) -> int:
        room = self.width() - self._theme.px(LEFT) + self._theme.px(GAP)
        return max(_FEWEST_WEEKS, min(WEEKS, room // self._theme.px(_PITCH)))

    def _square(self, week: int, row: int) -> QRect:
        px = self._theme.px
        return QRect(px(LEFT) + week * px(_PITCH), px(TOP) + row * px(_PITCH), px(SQUARE), px(SQUARE))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_labels(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        for day, week, row in self._days.all():
            self._paint_square(painter, self._square(week, row), self._days.level(day))
        self._paint_rings(painter)
        self._paint_foot(painter)
        painter.end()

    def _paint_square(self, painter: QPainter, square: QRect, level: int) -> None:
        radius = self._theme.px(RADIUS)
        painter.setBrush(self._theme.colour(f"heat{level}"))
        painter.drawRoundedRect(QRectF(square), radius, radius)

    def _paint_rings(self, painter: QPainter) -> None:
        """Today in the colour of text; what is pointed at or chosen in the accent, over it."""
        marked = {self._days.today: "text"}
        pointed = (self._chosen, self._hovered, self.cursor_day if self._ring_is_shown else None)
        marked |= {day: "accent" for day in pointed if day is not None}
        width, space = 1.5 * self._theme.scale, 1.5 * self._theme.scale
        for day, colour in marked.items():
            square = self.cell(day)
            if square is not None:
                ring = QRectF(square).adjusted(-space, -space, space, space)
                radius = self._theme.px(RADIUS) + space
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self._theme.colour(colour), width))
                painter.drawRoundedRect(ring, radius, radius)

    def _paint_labels(self, painter: QPainter) -> None:
        px = self._theme.px
        painter.setFont(self._theme.font(12))
        painter.setPen(self._theme.colour("muted"))
        for week, month in self._days.months():
            left = self._square(week, 0).left()
            place = QRect(left, 0, px(3 * _PITCH), px(TOP - 4))
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, say(month))
        for row in range(7):
            weekday = (self._days.first_weekday + row) % 7
            if weekday in _MARKED_WEEKDAYS:
                square = self._square(0, row)
                place = QRect(px(LABEL_LEFT), square.top() - px(4), px(LEFT - LABEL_LEFT), square.height() + px(8))
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, say(WEEKDAYS[weekday]))

    def _paint_foot(self, painter: QPainter) -> None:
        px = self._theme.px
        font = self._theme.font(12)
        painter.setFont(font)
        top = px(TOP + 7 * _PITCH + 4)
        right = self._square(self._days.weeks - 1, 0).right() + 1
        right = max(right, self.width() if self._days.weeks < WEEKS else right)
        words, metrics = self.foot_words(), QFontMetrics(font)
        more, less = say("More"), say("Less")
        legend = metrics.horizontalAdvance(more + less) + px(LEVELS * _PITCH + 12)
        space = right - px(LEFT) - legend - px(16)
        painter.setPen(self._theme.colour("muted"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, space)
        painter.drawText(QRect(px(LEFT), top, space, px(20)), flags, shown)
        place = QRect(right - legend, top, legend, px(20))
        painter.drawText(place, flags | Qt.AlignmentFlag.AlignLeft, less)
        painter.drawText(place, flags | Qt.AlignmentFlag.AlignRight, more)
        painter.setPen(Qt.PenStyle.NoPen)
        left = place.left() + metrics.horizontalAdvance(less) + px(8)
        for level in range(LEVELS):
            square = QRect(left + level * px(_PITCH), top + (px(20) - px(SQUARE)) // 2, px(SQUARE), px(SQUARE))
            self._paint_square(painter, square, level)

    def foot_words(self) -> str:
        """How much is shown, and since when."""
        first = self._days.first
        since = say("{day} {month} {year}").format(day=first.day, month=say(MONTHS[first.month - 1]), year=first.year)
        return say("{count} completed since {day}").format(count=f"{self._days.total:,}", day=since)

    # Pointing and choosing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
            return
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._move_to(self.cursor_day + _STEPS[key] * _DAY)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move_to(self._days.first if key == Qt.Key.Key_Home else self._days.today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.cursor_day)
        elif key == Qt.Key.Key_Escape and self._chosen is not None:
            self._choose(None)
        else:
            super().keyPressEvent(event)

    def _move_to(self, day: dt.date) -> None:
        self._ring_is_shown = True
        if self._days.place_of(day) is not None:
            self._cursor = day
            self._name()
        self.update()

    def _choose(self, day: dt.date | None) -> None:
        self.set_chosen(None if day == self._chosen else day)
        self.day_chosen.emit(self._chosen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_under(event.position().toPoint())
        self._ring_is_shown = False
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self._cursor = day
            self._choose(day)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.day_under(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def _hover(self, day: dt.date | None) -> None:
        if day != self._hovered:
            self._hovered = day
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring_is_shown = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._name()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring_is_shown = False
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self.day_under(event.pos())
            if day is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self.words(day), self, self.cell(day) or QRect())
            return True
        return super().event(event)

    def _name(self) -> None:
        """Tells screen readers what the keyboard is at: a widget that paints has no parts they could find."""
        chosen = say(", chosen") if self.cursor_day == self._chosen else ""
        self.setAccessibleName(say("Completed by day: {words}").format(words=self.words(self.cursor_day)) + chosen)
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
