"""The file that keeps unsaved words."""

import os
import sys
from pathlib import Path

import pytest

from desktop_app.system.drafts import LARGEST, DraftFile


@pytest.fixture
def file(tmp_path: Path) -> DraftFile:
    return DraftFile(tmp_path, "form")


@pytest.mark.parametrize("words", ["plain", "Straße 😀\u00a0\n\r\t", "half of an emoji: \ud83d", "\0"])
def test_words_come_back_as_they_were(file: DraftFile, words: str) -> None:
    assert file.write({"words": words})
    assert file.read() == {"words": words}


def test_without_a_file_there_is_no_draft_and_removing_is_fine(file: DraftFile) -> None:
    assert file.read() is None
    file.remove()
    file.write({"a": 1})
    file.remove()
    assert file.read() is None


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000, b" " * (LARGEST + 1)])
def test_what_cannot_be_read_is_no_draft(file: DraftFile, content: bytes) -> None:
    file.path.parent.mkdir()
    file.path.write_bytes(content)
    assert file.read() is None


def test_a_write_that_fails_leaves_the_old_draft_and_no_rubbish(
    file: DraftFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write({"a": "old"})

    def fail(_: int) -> None:
        raise OSError(28, "disk full")

    monkeypatch.setattr(os, "fsync", fail)
    assert not file.write({"a": "new"})
    assert file.read() == {"a": "old"}
    assert [path.name for path in file.path.parent.iterdir()] == ["form.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its permissions elsewhere")
def test_the_file_and_its_folder_are_their_owners_alone_whatever_was_left_behind(file: DraftFile) -> None:
    file.path.parent.mkdir(mode=0o700)
    left = file.path.with_suffix(".new")
    left.write_text("left by a crash")
    left.chmod(0o644)
    file.write({"a": 1})
    assert file.path.stat().st_mode & 0o777 == 0o600
    assert not left.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_a_link_in_the_way_is_replaced_and_not_followed(file: DraftFile, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("keep")
    file.path.parent.mkdir()
    file.path.with_suffix(".new").symlink_to(precious)
    file.path.symlink_to(precious)
    assert file.write({"a": 1})
    assert precious.read_text() == "keep"
    assert file.read() == {"a": 1}
