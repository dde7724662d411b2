"""A process that is killed while it writes loses nothing that it said was saved, and leaves nothing half done."""

import sys
from pathlib import Path

import pytest

from tests.campaigns.kill import campaign


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_fifty_kills_lose_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tally = campaign(tmp_path, kills=50, seed=20261123)
    with capsys.disabled():
        sys.stdout.write(f"\n{tally} ")
    assert tally.found == []
    assert tally.kills == 50
    assert tally.acknowledged > 50, "the kills came before anything was written"
    assert sum(count for kind, count in tally.in_flight.items() if kind != "between two steps") > 10
