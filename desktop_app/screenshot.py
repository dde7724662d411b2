"""`tickbox --screenshot FILE.png`: the real window, drawn without a display, with the data at hand.

The pictures of the documentation are made with it.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.system.paths import data_dir

OPTION = "--screenshot"
VIEWS = ("inbox", "today", "upcoming", "overdue", "all", "trash", "history", "form")
_LARGEST_SIDE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is to be drawn, and where to."""

    file: Path
    view: str = "all"
    dark: bool = False
    width: int = 1200
    height: int = 800
    """In logical pixels; the file has `scale` times as many."""


def run(argv: Sequence[str]) -> int:
    """Draws the picture that the arguments ask for; returns the exit code."""
    options = _parser().parse_args(argv)
    width, height = options.size
    picture = Picture(
        file=Path(options.screenshot), view=options.view, dark=options.theme == "dark", width=width, height=height
    )
    # Qt reads both once, when it is loaded.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(options.scale)
    from desktop_app.main import draw

    if draw(data_dir(options.data_dir), picture):
        return 0
    sys.stderr.write(f"The picture could not be written to {picture.file}. Choose another place.\n")
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tickbox", description="Draw the window into a PNG file.", allow_abbrev=False)
    parser.add_argument(OPTION, metavar="FILE.png", required=True)
    parser.add_argument("--view", choices=VIEWS, default="all")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--size", type=_size, default=(1200, 800), metavar="WIDTHxHEIGHT")
    parser.add_argument("--scale", type=float, choices=(1.0, 1.5, 2.0, 3.0), default=1.0)
    parser.add_argument("--data-dir", metavar="DIR")
    return parser


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal() and 0 < int(width) <= _LARGEST_SIDE >= int(height) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is no size; write 1200x800")
    return int(width), int(height)
