"""The settings file: what it promises to those who edit it by hand, and to those who never do."""

import datetime as dt
import os
import stat
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import StorageFailure, StorageProblem
from desktop_app.domain.views import View
from desktop_app.system import settings as module
from desktop_app.system.settings import (
    Density,
    FirstWeekday,
    OnClose,
    Settings,
    SettingsFault,
    SettingsStore,
    ThemeChoice,
)
from tests.fakes.clock import FakeClock

KNOWN = {"theme", "density", "first_weekday", "start_view", "on_close"}
CHOSEN = Settings(ThemeChoice.DARK, Density.COMPACT, FirstWeekday.SUNDAY, View.TODAY, OnClose.MINIMISE)


@pytest.fixture
def store(tmp_path: Path, clock: FakeClock) -> SettingsStore:
    return SettingsStore(tmp_path, clock)


def write(store: SettingsStore, text: str) -> None:
    store.path.write_text(text, encoding="utf-8")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_without_a_file_everything_has_its_default_and_nothing_is_written(store: SettingsStore) -> None:
    loaded = store.load()
    assert loaded.settings == Settings()
    assert loaded.warnings == ()
    assert names(store.path.parent) == []


def test_what_was_saved_is_loaded_again(store: SettingsStore) -> None:
    store.save(CHOSEN)
    assert store.load().settings == CHOSEN
    assert store.load().warnings == ()


def test_each_key_stands_under_a_comment_that_names_all_its_choices(store: SettingsStore) -> None:
    store.save(Settings())
    lines = store.path.read_text(encoding="utf-8").splitlines()
    comments = {line.split(" = ")[0]: lines[number - 1] for number, line in enumerate(lines) if " = " in line}
    assert comments == {
        "theme": '# The colours: "system", "light" or "dark".',
        "density": '# The height of the rows: "comfortable" or "compact".',
        "first_weekday": '# The day on which a week begins: "system", "monday", "sunday" or "saturday".',
        "start_view": '# What is shown when Tickbox starts: "inbox", "today", "upcoming", "overdue" or "all".',
        "on_close": '# What closing the window does: "quit" or "minimise".',
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_the_owner_can_read_the_file(store: SettingsStore) -> None:
    store.save(CHOSEN)
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_a_wrong_value_costs_only_itself_and_is_reported_with_its_line(store: SettingsStore) -> None:
    write(store, '# mine\ntheme = "pink"\ndensity = "compact"\n')
    loaded = store.load()
    assert loaded.settings == Settings(density=Density.COMPACT)
    (warning,) = loaded.warnings
    assert (warning.fault, warning.key, warning.value, warning.line) == (SettingsFault.WRONG_VALUE, "theme", "pink", 2)
    assert warning.allowed == ("system", "light", "dark")


@pytest.mark.parametrize("value", ["1", "true", "[]", "{}", "2026-11-23", '"Dark"', '"trash"', "nan"])
@pytest.mark.parametrize("key", ["theme", "density", "first_weekday", "start_view", "on_close"])
def test_no_value_of_another_kind_is_taken_for_a_choice(store: SettingsStore, key: str, value: str) -> None:
    write(store, f"{key} = {value}\n")
    loaded = store.load()
    assert loaded.settings == Settings()
    assert [warning.key for warning in loaded.warnings] == [key]
    assert loaded.warnings[0].line == 1


def test_keys_of_a_newer_version_are_kept_when_the_file_is_written(store: SettingsStore) -> None:
    write(
        store,
        'theme = "light"\nsound = true\n"odd key" = [1, 2.5, "a\\"b\\u007f"]\n[sync]\nserver = "here"\n'
        "since = 2026-11-23T09:00:00Z\nproxy = { host = 'x', port = 1 }\n[[rules]]\nat = 09:00:00\n",
    )
    before = tomllib.loads(store.path.read_text(encoding="utf-8"))
    store.save(CHOSEN)
    after = tomllib.loads(store.path.read_text(encoding="utf-8"))
    assert {key: after[key] for key in after if key not in KNOWN} == {
        key: before[key] for key in before if key not in KNOWN
    }
    assert store.load().settings == CHOSEN


_words = st.text(st.characters(codec="utf-8"), max_size=8)
_plain = st.one_of(
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    _words,
    st.dates(),
    st.times(),
    st.datetimes(timezones=st.sampled_from([None, dt.UTC, dt.timezone(dt.timedelta(hours=-3, minutes=-30))])),
)
_values = st.recursive(_plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_words, inner, max_size=3))


@given(st.dictionaries(_words, _values, max_size=5))
def test_whatever_toml_can_say_comes_back_from_the_writer(foreign: dict[str, Any]) -> None:
    foreign = {key: value for key, value in foreign.items() if key not in KNOWN}
    data = tomllib.loads(module._text(Settings(), foreign))
    assert {key: data[key] for key in foreign} == foreign


@pytest.mark.parametrize(
    ("content", "line"),
    [(b'theme = "light"\ndensity = \n', 2), (b"\xff\xfe\x00", None), (b"a = " + b"[" * 100_000, None)],
    ids=["half a line", "not text", "nested without end"],
)
def test_a_file_that_is_not_toml_is_moved_aside_and_never_overwritten(
    store: SettingsStore, content: bytes, line: int | None
) -> None:
    store.path.write_bytes(content)
    loaded = store.load()
    assert loaded.settings == Settings()
    (warning,) = loaded.warnings
    assert (warning.fault, warning.line) == (SettingsFault.NOT_TOML, line)
    assert warning.path.name.startswith("settings.toml.bad-2026")
    assert warning.path.read_bytes() == content
    store.save(CHOSEN)
    assert warning.path.read_bytes() == content
    assert store.load().settings == CHOSEN


def test_two_bad_files_of_one_second_do_not_take_each_others_place(store: SettingsStore) -> None:
    for content in ("first =", "second ="):
        write(store, content)
        store.load()
    kept = [path.read_text() for path in sorted(store.path.parent.iterdir())]
    assert kept == ["first =", "second ="]


def test_a_file_spoilt_while_the_window_is_open_is_moved_aside_by_saving(store: SettingsStore) -> None:
    write(store, "theme =")
    store.save(CHOSEN)
    assert store.load().settings == CHOSEN
    assert len(names(store.path.parent)) == 2


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_is_read(store: SettingsStore) -> None:
    store.path.write_bytes(b'\xef\xbb\xbftheme = "dark"\r\ndensity = "compact"\r\n')
    assert store.load().settings == Settings(ThemeChoice.DARK, Density.COMPACT)


def test_a_write_that_fails_leaves_the_old_file_and_no_litter(
    store: SettingsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(CHOSEN)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFailure) as caught:
        store.save(Settings())
    assert caught.value.problem is StorageProblem.DISK_FULL
    assert store.load().settings == CHOSEN
    assert names(store.path.parent) == ["settings.toml"]


def test_a_file_that_may_not_be_read_is_reported_and_not_replaced(
    store: SettingsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(CHOSEN)

    def forbidden(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", forbidden)
        (warning,) = store.load().warnings
        assert warning.fault is SettingsFault.UNREADABLE
        with pytest.raises(StorageFailure) as caught:
            store.save(Settings())
    assert caught.value.problem is StorageProblem.READ_ONLY
    assert store.load().settings == CHOSEN


def test_a_folder_of_that_name_is_reported_and_left_alone(store: SettingsStore) -> None:
    store.path.mkdir()
    assert [warning.fault for warning in store.load().warnings] == [SettingsFault.UNREADABLE]
    with pytest.raises(StorageFailure):
        store.save(CHOSEN)
    assert store.path.is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_linked_file_is_written_where_it_lies(store: SettingsStore, tmp_path: Path) -> None:
    elsewhere = tmp_path / "dotfiles"
    elsewhere.mkdir()
    (elsewhere / "tickbox.toml").write_text("")
    store.path.symlink_to(elsewhere / "tickbox.toml")
    store.save(CHOSEN)
    assert store.path.is_symlink()
    assert store.load().settings == CHOSEN


def test_the_first_weekday_is_the_systems_unless_one_was_chosen() -> None:
    assert [day.number(6) for day in FirstWeekday] == [6, 1, 7, 6]
    assert FirstWeekday.SYSTEM.number(1) == 1
