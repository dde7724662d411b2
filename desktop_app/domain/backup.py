"""What a copy of the user's file is."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Reason(Enum):
    """Why a copy was made. Seven of each are kept, so that imports do not push out the daily ones."""

    DAILY = "daily"
    IMPORT = "import"
    MIGRATION = "migration"
    ASKED = "asked"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified copy of the file."""

    path: Path
    at: dt.datetime
    """UTC."""
    reason: Reason
    tasks: int | None
    """Tasks in it, those in the Trash included; None where the copy was only listed, not opened."""
