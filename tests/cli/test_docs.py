"""The examples in docs/command-line.md are what the program prints, to the letter."""

import re
import shlex
from functools import partial
from pathlib import Path
from random import Random

import pytest

from desktop_app.cli import arguments, session
from desktop_app.core import build_core
from tests.cli.conftest import Tickbox

PAGE = Path(__file__).parents[2] / "docs" / "command-line.md"
FOLDER_ON_THE_PAGE = "/home/ada/.local/share/tickbox"


def _examples(page: str) -> list[tuple[str, str]]:
    """Each command with what the page says it prints, in order."""
    blocks = re.findall(r"```console\n(.*?)```", page, re.DOTALL)
    pieces = [piece for block in blocks for piece in re.split(r"^\$ ", block, flags=re.MULTILINE) if piece]
    return [(command, printed) for command, _, printed in (piece.partition("\n") for piece in pieces)]


def test_every_example_prints_what_the_page_says(
    tickbox: Tickbox, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The ids on the page come from this seed, so they can be typed into the next command.
    monkeypatch.setattr(session, "build_core", partial(build_core, random_bits=Random(7).getrandbits))
    monkeypatch.chdir(tmp_path)
    examples = _examples(PAGE.read_text(encoding="utf-8"))
    assert len(examples) > 15
    for command, expected in examples:
        outcome = tickbox(*shlex.split(command)[1:])
        printed = (outcome.out + outcome.err).replace(str(folder), FOLDER_ON_THE_PAGE)
        assert printed == expected, command


def test_every_verb_stands_on_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        arguments.parsed(["--help"])
    verbs = re.findall(r"^    (\w+) {3,}", capsys.readouterr().out, re.MULTILINE)
    assert len(verbs) == 17
    page = PAGE.read_text(encoding="utf-8")
    assert [verb for verb in verbs if f"tickbox {verb}" not in page and f"`{verb}" not in page] == []
