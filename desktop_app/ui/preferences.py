"""What the user has chosen, followed: colours, density, the first weekday, the view of a start, closing."""

from dataclasses import replace

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import StorageFailure
from desktop_app.system.settings import Density, Settings, SettingsStore, ThemeChoice
from desktop_app.ui.core_port import Core
from desktop_app.ui.error_handler import ErrorHandler
from desktop_app.ui.messages import settings_words
from desktop_app.ui.theme import Scheme, Theme


class Preferences(QObject):
    """The settings of one data folder. Every change counts at once and is kept at once."""

    changed = Signal()

    def __init__(self, core: Core, theme: Theme, errors: ErrorHandler, window: QWidget) -> None:
        super().__init__(window)
        self._store = SettingsStore(core.data_dir, core.clock)
        self._theme = theme
        self._errors = errors
        self._window = window
        self._keeps = True
        loaded = self._store.load()
        self.settings = loaded.settings
        self._warnings = loaded.warnings

    def follow(self) -> None:
        """Takes the settings over, and says what in their file could not be followed."""
        self._theme.set_look(self.scheme, compact=self.settings.density is Density.COMPACT)
        for warning in self._warnings:
            self._errors.tell(settings_words(warning))
        self._warnings = ()
        self.changed.emit()

    @property
    def scheme(self) -> Scheme:
        return Scheme(self.settings.theme.value)

    @property
    def first_weekday(self) -> Qt.DayOfWeek:
        """The day on which weeks begin."""
        return Qt.DayOfWeek(self.settings.first_weekday.number(QLocale().firstDayOfWeek().value))

    def choose_scheme(self, scheme: Scheme) -> None:
        """Uses other colours from now on."""
        self._choose(replace(self.settings, theme=ThemeChoice(scheme.value)))

    def pose(self, scheme: Scheme) -> None:
        """Uses other colours for a picture, without keeping anything."""
        self._keeps = False
        self.choose_scheme(scheme)

    def open_dialog(self) -> None:
        """Lets the user choose."""
        # Loaded when it is asked for: the start of the window does not wait for it.
        from desktop_app.ui.dialogs.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._theme, self.settings, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(self._choose)
        dialog.open()

    def _choose(self, settings: Settings) -> None:
        self.settings = settings
        if self._keeps:
            try:
                self._store.save(settings)
            except StorageFailure as failure:
                self._errors.explain(failure)
        self.follow()


def session_is_ending() -> bool:
    """Whether the user is logging off, which no window may hold up."""
    application = QGuiApplication.instance()
    return isinstance(application, QGuiApplication) and application.isSavingSession()
