"""The log keeps faults and no secrets, and never gets in the way."""

import logging
import re
import stat
import sys
from pathlib import Path

import pytest

from desktop_app.system import log
from desktop_app.system.log import LOGGER, open_log

LOG = logging.getLogger(LOGGER)


def test_lines_carry_a_time_in_utc(tmp_path: Path) -> None:
    with open_log(tmp_path / "logs"):
        LOG.info("opened %d tasks", 5)
    text = (tmp_path / "logs" / "tickbox.log").read_text()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ INFO \d+ opened 5 tasks\n", text)


def test_a_trace_says_where_and_which_kind_and_quotes_no_value(tmp_path: Path) -> None:
    with open_log(tmp_path):
        try:
            try:
                dict[str, int]()["a private title"]
            except KeyError as error:
                raise OSError(28, "a private path") from error
        except OSError as error:
            LOG.error("failed", exc_info=error)
    text = (tmp_path / "tickbox.log").read_text()
    assert "test_log.py" in text
    assert "builtins.OSError (28)" in text
    assert "builtins.KeyError" in text
    assert not re.search(r"^\S*(KeyError|OSError).*private", text, re.MULTILINE)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_the_owner_can_read_it_also_after_it_was_turned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_BYTES", 200)
    with open_log(tmp_path / "logs"):
        for number in range(50):
            LOG.info("line %d", number)
    files = sorted((tmp_path / "logs").iterdir())
    assert [file.name for file in files] == ["tickbox.log", "tickbox.log.1", "tickbox.log.2"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_log_that_cannot_be_made_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "logs").write_text("in the way")
    with open_log(tmp_path / "logs"):
        LOG.error("lost")
    assert capsys.readouterr() == ("", "")


def test_a_log_that_cannot_be_written_any_more_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_log(tmp_path):
        LOG.handlers[-1].stream.close()  # type: ignore[attr-defined]  # as good as a full disk
        LOG.error("lost")
    assert capsys.readouterr() == ("", "")


def test_opening_twice_writes_once_and_closing_ends_it(tmp_path: Path) -> None:
    outer = open_log(tmp_path)
    with open_log(tmp_path):
        LOG.info("once")
    LOG.info("still open")
    outer.close()
    LOG.info("gone")
    assert len((tmp_path / "tickbox.log").read_text().splitlines()) == 2
