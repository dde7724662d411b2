"""What was typed and not yet saved, kept in a file so that a crash does not take it.

A draft is a small JSON object whose keys only its writer knows. The files hold what people type:
they are readable by their owner alone, and nothing of them is ever logged.
"""

import json
import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

log = logging.getLogger("tickbox")

FOLDER = "drafts"
LARGEST = 4_000_000
"""Bytes; a larger file was not written by us."""


class DraftFile:
    """One draft in the data folder. What cannot be written or read is no draft; that stops nobody."""

    def __init__(self, data_dir: Path, name: str) -> None:
        self.path = data_dir / FOLDER / f"{name}.json"

    def write(self, draft: Mapping[str, Any]) -> bool:
        """Replaces the file as a whole, so that there is always an old or a new one; whether that worked."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Half of an emoji can be typed, but not be written as UTF-8; JSON's escapes hold it.
            self._replace(json.dumps(draft, ensure_ascii=True).encode("ascii"))
        except OSError as error:
            log.info("a draft could not be written: %s", error.errno)
            return False
        return True

    def read(self) -> dict[str, Any] | None:
        """The draft, or None if there is none that can be read."""
        try:
            with self.path.open("rb") as file:
                text = file.read(LARGEST + 1)
        except OSError:
            return None
        if len(text) > LARGEST:
            return None
        try:
            draft = json.loads(text)
        except (ValueError, RecursionError):
            return None
        return draft if isinstance(draft, dict) else None

    def remove(self) -> None:
        """Forgets the draft."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)

    def _replace(self, content: bytes) -> None:
        fresh = self.path.with_suffix(".new")
        # One that a crash left behind may be anybody's; O_EXCL makes sure of our own.
        fresh.unlink(missing_ok=True)
        try:
            with open(fresh, "xb", opener=_private) as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.path)
        except OSError:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
