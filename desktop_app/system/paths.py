"""Where the program keeps things: one folder for everything, chosen once per start."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

VARIABLE = "TICKBOX_DATA_DIR"
LOG_FOLDER = "logs"
LOG_FILE = "tickbox.log"


def data_dir(chosen: str | None, environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of everything: the one that was chosen, else $TICKBOX_DATA_DIR, else the system's own place."""
    named = chosen or environment.get(VARIABLE)
    if named:
        return named_path(named).absolute()
    import platformdirs  # only where neither was given

    return Path(platformdirs.user_data_dir("tickbox", appauthor=False))


def named_path(text: str) -> Path:
    """The path that a person typed; a ~ that stands for nobody's home stays a letter."""
    with suppress(RuntimeError):
        return Path(text).expanduser()
    return Path(text)
