"""Bytes of a file as text, without guessing."""

import codecs
from pathlib import Path

from desktop_app.domain.errors import FileProblem, FileRefused


def decoded(data: bytes, path: Path) -> str:
    """The text of a file in UTF-8, or in UTF-16 if it begins with that encoding's mark.

    Raises FileRefused for anything else: a wrong guess would turn names into other names.
    """
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = None if utf16 else data.count(b"\n", 0, error.start) + 1
        raise FileRefused(FileProblem.NOT_TEXT, path, detail=error.reason, line=line) from error
    if (at := text.find("\0")) >= 0:
        raise FileRefused(FileProblem.NOT_TEXT, path, detail="NUL", line=text.count("\n", 0, at) + 1)
    return text
