"""Tables are aligned, fit the terminal, and are harmless to it."""

import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.cli.tables import Cell, Column, table
from desktop_app.cli.terminal import Colour, Terminal, cut, padded, terminal, width
from tests.cli.conftest import Tickbox, added

COLUMNS = (Column("ID"), Column("Title", least=16), Column("List", least=6, can_go=True))


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("漢字", 4), ("e\u0301", 1), ("🎉", 2), ("a\u200db", 2), ("", 0)]
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@given(st.text(max_size=40), st.integers(min_value=1, max_value=40))
def test_a_cut_text_fits(text: str, columns: int) -> None:
    assert width(cut(text, columns)) <= columns


def test_cutting_and_padding_count_columns_not_letters() -> None:
    assert cut("漢字漢字", 5) == "漢字…"
    assert padded("漢字", 6) == "漢字  "


@given(
    st.lists(st.tuples(st.text(min_size=1, max_size=60), st.text(max_size=30)), min_size=1, max_size=5),
    st.integers(min_value=9, max_value=120),
)
def test_no_line_is_wider_than_the_terminal_and_none_breaks(rows: list[tuple[str, str]], room: int) -> None:
    cells = [[Cell("a1b"), Cell(title), Cell(name)] for title, name in rows]
    lines = list(table(COLUMNS, cells, Terminal(room, has_colours=False)))
    assert len(lines) == len(rows) + 1
    for line in lines:
        assert width(line) <= room
        assert "\x1b" not in line
        assert len(line.splitlines()) <= 1


def test_the_title_is_cut_last() -> None:
    cells = [[Cell("a1b"), Cell("A title of some length"), Cell("A long name of a list")]]
    lines = [list(table(COLUMNS, cells, Terminal(room, has_colours=False)))[1] for room in (40, 30, 25, 12)]
    assert lines == [
        "a1b  A title of some length  A long nam…",
        "a1b  A title of some…   A lon…",
        "a1b  A title of some len…",
        "a1b  A titl…",
    ]


def test_columns_in_which_nothing_stands_are_left_out() -> None:
    lines = list(table(COLUMNS, [[Cell("a1b"), Cell("Title"), Cell("")]], Terminal(None, has_colours=False)))
    assert lines == ["ID   Title", "a1b  Title"]


def test_colours_do_not_move_columns() -> None:
    cells = [[Cell("a", Colour.RED), Cell("T"), Cell("L")], [Cell("abc"), Cell("T"), Cell("L")]]
    plain = list(table(COLUMNS, cells, Terminal(None, has_colours=False)))
    painted = list(table(COLUMNS, cells, Terminal(None, has_colours=True)))
    assert painted[1].startswith("\x1b[31ma\x1b[0m  ")
    assert [line.replace("\x1b[31m", "").replace("\x1b[2m", "").replace("\x1b[0m", "") for line in painted] == plain


@pytest.mark.parametrize(
    ("environment", "has_colours"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colours_only_where_they_are_wanted(environment: dict[str, str], has_colours: bool) -> None:
    assert terminal(_Screen(), environment).has_colours is has_colours


def test_output_to_a_pipe_is_plain_and_whole() -> None:
    assert terminal(io.StringIO(), {}) == Terminal(None, has_colours=False)


def test_the_list_fits_a_narrow_terminal(tickbox: Tickbox, monkeypatch: pytest.MonkeyPatch) -> None:
    added(tickbox, "A title that is certainly longer than all of this terminal is wide tomorrow #Household @errands")
    monkeypatch.setenv("COLUMNS", "50")
    lines = tickbox("list").lines
    assert max(map(width, lines)) <= 50
    assert "…" in lines[1]
    assert "Tomorrow" in lines[1]


def test_foreign_text_cannot_command_the_terminal(tickbox: Tickbox, folder: Path) -> None:
    task_id = added(tickbox, "Innocent // words")
    evil = "\x1b[2J\x9b31m\u202eevil"
    with closing(sqlite3.connect(folder / "tickbox.db")) as connection:
        connection.create_function("fold", 1, str.lower)
        connection.create_function("name_key", 1, str.lower)
        connection.execute("UPDATE task SET title = ?, description = ?", (evil, f"{evil}\n{evil}"))
        connection.commit()
    outputs = [tickbox("list"), tickbox("show", task_id), tickbox("list", "--json"), tickbox("done", task_id)]
    outputs += [tickbox("history"), tickbox("undo")]
    for outcome in outputs:
        assert outcome.code == 0
        assert not set("\x1b\x9b\u202e\x07") & set(outcome.out + outcome.err)
    assert "\\x1b[2J\\x9b31m\\u202eevil" in outputs[0].out
