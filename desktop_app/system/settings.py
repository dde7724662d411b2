"""What the user has chosen for the window, in a small file that people can read and write as well.

A wrong value costs only itself, a key that this version does not know is kept, and a file that is not
TOML is moved aside before a new one is written.
"""

import errno
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

from desktop_app.domain.clock import Clock
from desktop_app.domain.errors import StorageFailure, StorageProblem
from desktop_app.domain.views import View
from desktop_app.system.clock import SystemClock

FILE = "settings.toml"


class ThemeChoice(Enum):
    """Which colours are used."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Density(Enum):
    """How high the rows of a list are."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class FirstWeekday(Enum):
    """The day on which a week begins."""

    SYSTEM = "system"
    MONDAY = "monday"
    SUNDAY = "sunday"
    SATURDAY = "saturday"

    def number(self, of_system: int) -> int:
        """The day's number, Monday being 1 and Sunday 7; `of_system` is the one that the system names."""
        return {FirstWeekday.MONDAY: 1, FirstWeekday.SATURDAY: 6, FirstWeekday.SUNDAY: 7}.get(self, of_system)


class OnClose(Enum):
    """What closing the window does."""

    QUIT = "quit"
    MINIMISE = "minimise"


START_VIEWS = (View.INBOX, View.TODAY, View.UPCOMING, View.OVERDUE, View.ALL)
"""The views that a start can show. Nobody begins the day in the Trash."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One choice for each key of the file; the defaults are what a new user gets."""

    theme: ThemeChoice = ThemeChoice.SYSTEM
    density: Density = Density.COMFORTABLE
    first_weekday: FirstWeekday = FirstWeekday.SYSTEM
    start_view: View = View.ALL
    on_close: OnClose = OnClose.QUIT


class SettingsFault(Enum):
    """What was wrong with the file."""

    WRONG_VALUE = "wrong value"
    NOT_TOML = "not TOML"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class SettingsWarning:
    """Something in the file that could not be followed; the defaults stand in for it.

    `path` is the file, or the place that it was moved to if it is not TOML. A wrong value has a `key`,
    a `value` and what is `allowed` instead; `line` is given where it is known.
    """

    fault: SettingsFault
    path: Path
    line: int | None = None
    key: str = ""
    value: str = ""
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """The settings to follow, and what in the file could not be followed."""

    settings: Settings
    warnings: tuple[SettingsWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class _Key:
    """A key of the file: which choices it has and what stands above it."""

    name: str
    choices: tuple[Enum, ...]
    comment: str


_KEYS = (
    _Key("theme", tuple(ThemeChoice), "The colours"),
    _Key("density", tuple(Density), "The height of the rows"),
    _Key("first_weekday", tuple(FirstWeekday), "The day on which a week begins"),
    _Key("start_view", START_VIEWS, "What is shown when Tickbox starts"),
    _Key("on_close", tuple(OnClose), "What closing the window does"),
)
_HEAD = """\
# The settings of Tickbox, one key to a line. They can be changed in the window as well,
# which then writes this file anew: keys it does not know are kept, comments are not.
"""
_FOREIGN_HEAD = "# Keys that this version of Tickbox does not know."
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_LINE_IN_MESSAGE = re.compile(r"at line (\d+)")
_NEEDS_ESCAPE = re.compile(r'["\\\x00-\x1f\x7f]')
_DISK_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class _NotTomlError(Exception):
    """The file's bytes say nothing; carries the line if the parser named one."""

    def __init__(self, line: int | None) -> None:
        super().__init__(line)
        self.line = line


class SettingsStore:
    """The settings file of one data folder."""

    def __init__(self, data_dir: Path, clock: Clock | None = None) -> None:
        self.path = data_dir / FILE
        self._clock: Clock = clock or SystemClock()

    def load(self) -> LoadedSettings:
        """Reads the file. Without one, everything has its default; nothing is written."""
        try:
            text, data = self._read()
        except _NotTomlError as error:
            return self._load_without(error.line)
        except OSError:
            return LoadedSettings(Settings(), (SettingsWarning(SettingsFault.UNREADABLE, self.path),))
        chosen: dict[str, Any] = {}
        warnings = []
        for key in _KEYS:
            if key.name not in data:
                continue
            choice = _choice(key, data[key.name])
            if choice is None:
                warnings.append(self._wrong(key, data[key.name], text))
            else:
                chosen[key.name] = choice
        return LoadedSettings(replace(Settings(), **chosen), tuple(warnings))

    def save(self, settings: Settings) -> None:
        """Writes the file in one move, readable by its owner only. Raises StorageFailure."""
        try:
            try:
                _, data = self._read()
            except _NotTomlError:
                self._move_aside()
                data = {}
            known = {key.name for key in _KEYS}
            foreign = {name: value for name, value in data.items() if name not in known}
            # A file that was linked here from elsewhere stays where it is.
            _write(Path(os.path.realpath(self.path)), _text(settings, foreign))
        except OSError as error:
            raise StorageFailure(_problem(error), self.path) from error

    def _read(self) -> tuple[str, dict[str, Any]]:
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return "", {}
        import tomllib  # no start should wait for it that has nothing to read

        try:
            text = content.decode("utf-8-sig")
            return text, tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found = _LINE_IN_MESSAGE.search(str(error))
            raise _NotTomlError(int(found[1]) if found else None) from error
        except (UnicodeDecodeError, RecursionError) as error:
            raise _NotTomlError(None) from error

    def _load_without(self, line: int | None) -> LoadedSettings:
        try:
            warning = SettingsWarning(SettingsFault.NOT_TOML, self._move_aside(), line)
        except OSError:
            warning = SettingsWarning(SettingsFault.UNREADABLE, self.path, line)
        return LoadedSettings(Settings(), (warning,))

    def _move_aside(self) -> Path:
        """Gives the file a name of its own, which no other file has."""
        stem = f"{FILE}.bad-{self._clock.now():%Y%m%dT%H%M%SZ}"
        aside, number = self.path.with_name(stem), 1
        while os.path.lexists(aside):
            number += 1
            aside = self.path.with_name(f"{stem}-{number}")
        self.path.rename(aside)
        return aside

    def _wrong(self, key: _Key, value: object, text: str) -> SettingsWarning:
        allowed = tuple(str(choice.value) for choice in key.choices)
        return SettingsWarning(
            SettingsFault.WRONG_VALUE, self.path, _line_of(key.name, text), key.name, _plain(value), allowed
        )


def _choice(key: _Key, value: object) -> Enum | None:
    return next((choice for choice in key.choices if choice.value == value), None)


def _plain(value: object) -> str:
    return value if isinstance(value, str) else _toml(value)


def _line_of(key: str, text: str) -> int | None:
    found = re.search(rf"""^[ \t]*\[?[ \t]*["']?{key}["']?[ \t]*[=.\]]""", text, re.MULTILINE)
    return None if found is None else text.count("\n", 0, found.start()) + 1


def _text(settings: Settings, foreign: Mapping[str, Any]) -> str:
    parts = [_HEAD]
    for key in _KEYS:
        *others, last = (f'"{choice.value}"' for choice in key.choices)
        chosen: Enum = getattr(settings, key.name)
        parts.append(f"# {key.comment}: {', '.join(others)} or {last}.\n{key.name} = {_toml(chosen.value)}\n")
    if foreign:
        parts.append("\n".join([_FOREIGN_HEAD, *_foreign_lines(foreign)]) + "\n")
    return "\n".join(parts)


def _foreign_lines(foreign: Mapping[str, Any]) -> Iterator[str]:
    """Plain values first: whatever follows a table's heading belongs to the table."""
    for name, value in foreign.items():
        if not isinstance(value, dict):
            yield f"{_key(name)} = {_toml(value)}"
    for name, value in foreign.items():
        if isinstance(value, dict):
            yield ""
            yield f"[{_key(name)}]"
            yield from (f"{_key(inner)} = {_toml(one)}" for inner, one in value.items())


def _toml(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _quoted(value)
        case int() | float():
            return repr(value)
        case list():
            return f"[{', '.join(_toml(one) for one in value)}]"
        case dict():
            return "{" + ", ".join(f"{_key(name)} = {_toml(one)}" for name, one in value.items()) + "}"
        case _:  # dates and times are all that is left in TOML
            return str(value.isoformat())


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _quoted(name)


def _quoted(text: str) -> str:
    return '"' + _NEEDS_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04X}", text) + '"'


def _write(path: Path, text: str) -> None:
    import tempfile  # only where something is written

    descriptor, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".tmp", dir=path.parent)
    written = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        written.replace(path)
    except BaseException:
        with suppress(OSError):
            written.unlink()
        raise


def _problem(error: OSError) -> StorageProblem:
    if error.errno in _DISK_FULL:
        return StorageProblem.DISK_FULL
    return StorageProblem.READ_ONLY if error.errno in _FORBIDDEN else StorageProblem.INPUT_OUTPUT
