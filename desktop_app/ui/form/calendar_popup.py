"""A month to pick a day from, in the program's look."""

import datetime as dt

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPen, QTextCharFormat, QTransform
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QTableView, QToolButton, QVBoxLayout, QWidget

from desktop_app.ui.form.buttons import LinkButton
from desktop_app.ui.messages import say
from desktop_app.ui.theme import Theme

_CELL = 34
_TURNED = {"qt_calendar_prevmonth": 90, "qt_calendar_nextmonth": -90}


class Month(QCalendarWidget):
    """Qt's calendar, its days painted by us: today ringed, the chosen day filled."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.today = QDate.currentDate()
        self.setAccessibleName(say("Calendar"))
        # The program's other dates are English whatever the machine speaks.
        self.setLocale(QLocale(QLocale.Language.English))
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.setGridVisible(False)
        self.restyle()
        theme.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Takes over the theme's sizes and colours."""
        theme = self._theme
        self.setFont(theme.font())
        weekday = QTextCharFormat()
        weekday.setForeground(theme.colour("muted"))
        weekday.setBackground(theme.colour("raised"))
        self.setHeaderTextFormat(weekday)
        for day in Qt.DayOfWeek:
            self.setWeekdayTextFormat(day, weekday)
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, theme.colour("raised"))
        palette.setColor(palette.ColorRole.Highlight, theme.colour("raised"))
        self.setPalette(palette)
        for name, angle in _TURNED.items():
            self._turn(name, angle)
        view = self.findChild(QTableView)
        if view is not None:
            view.setFrameShape(QFrame.Shape.NoFrame)
        # Six weeks under their heading, and the month's name above.
        self.setMinimumSize(7 * theme.px(_CELL), 8 * theme.px(_CELL - 2))

    def paintCell(self, painter: QPainter, rect: QRect, date: QDate | dt.date) -> None:
        day = date if isinstance(date, QDate) else QDate(date.year, date.month, date.day)
        theme = self._theme
        chosen, other_month = day == self.selectedDate(), day.month() != self.monthShown()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, theme.colour("raised"))
        if chosen or day == self.today:
            painter.setPen(Qt.PenStyle.NoPen if chosen else QPen(theme.colour("accent"), 1.5))
            painter.setBrush(theme.colour("accent") if chosen else theme.colour("raised"))
            side = min(rect.width(), rect.height()) - 4
            disc = QRectF(0, 0, side, side)
            disc.moveCenter(QRectF(rect).center())
            painter.drawRoundedRect(disc, theme.px(6), theme.px(6))
        painter.setFont(theme.font(13, 600 if chosen or day == self.today else 400, tabular=True))
        painter.setPen(theme.colour("on_accent" if chosen else "disabled" if other_month else "text"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(day.day()))
        painter.restore()

    def _turn(self, name: str, angle: int) -> None:
        button = self.findChild(QToolButton, name)
        if button is None:
            return
        made = QIcon()
        for ratio in (1.0, 2.0):
            down = self._theme.icon("chevron-down", "muted", 16, ratio)
            made.addPixmap(down.transformed(QTransform().rotate(angle)))
        button.setIcon(made)
        button.setAccessibleName(say("Earlier month") if angle > 0 else say("Later month"))


class CalendarPopup(QFrame):
    """Opens under a field; Esc and a click elsewhere close it."""

    picked = Signal(object)
    """A `datetime.date`, or None for no date."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("calendarPopup")
        self.month = Month(theme, self)
        self.today_button = LinkButton(say("Today"), self)
        self.none_button = LinkButton(say("No date"), self)
        foot = QHBoxLayout()
        foot.addWidget(self.today_button)
        foot.addStretch(1)
        foot.addWidget(self.none_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8))
        column.addWidget(self.month)
        column.addLayout(foot)
        self.month.clicked.connect(self._pick)
        self.month.activated.connect(self._pick)
        self.today_button.clicked.connect(lambda: self._pick(self.month.today))
        self.none_button.clicked.connect(lambda: self._close_with(None))

    def open_at(self, place: QPoint, day: dt.date | None, today: dt.date) -> None:
        """Shows the month of that day, or this month, with its left upper corner at a place on the screen."""
        month = self.month
        month.today = QDate(today.year, today.month, today.day)
        month.setSelectedDate(month.today if day is None else QDate(day.year, day.month, day.day))
        month.showSelectedDate()
        self.adjustSize()
        screen = self.screen().availableGeometry()
        left = min(place.x(), screen.right() - self.width())
        top = min(place.y(), screen.bottom() - self.height())
        self.move(max(left, screen.left()), max(top, screen.top()))
        self.show()
        month.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _pick(self, date: QDate) -> None:
        self._close_with(dt.date(date.year(), date.month(), date.day()))

    def _close_with(self, date: dt.date | None) -> None:
        self.close()
        self.picked.emit(date)
