"""Which format a file is in."""

from pathlib import Path

import pytest

from desktop_app.domain.errors import FileProblem, FileRefused
from desktop_app.interchange.registry import FORMATS, format_for


@pytest.mark.parametrize(("name", "format_name"), [("a.csv", "CSV"), ("A.CSV", "CSV"), ("b.old.json", "JSON")])
def test_the_ending_tells_the_format(name: str, format_name: str) -> None:
    assert format_for(Path(name)).name == format_name


@pytest.mark.parametrize("name", ["tasks", "tasks.xlsx", "csv", ".csv.gz"])
def test_an_unknown_ending_is_refused(name: str) -> None:
    with pytest.raises(FileRefused) as caught:
        format_for(Path(name))
    assert caught.value.problem is FileProblem.UNKNOWN_FORMAT


def test_no_two_formats_claim_one_ending() -> None:
    endings = [suffix for found in FORMATS for suffix in found.suffixes]
    assert len(endings) == len(set(endings))
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in endings)
