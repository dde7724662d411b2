"""The schema: migrations lead to what tables.py says, all of it or nothing, and touch no file that is not ours."""

import datetime as dt
import re
import shutil
import sqlite3
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlalchemy.schema import CreateIndex

from desktop_app.domain.backup import Reason
from desktop_app.domain.changes import TaskDraft
from desktop_app.domain.errors import StorageFailure, StorageProblem
from desktop_app.storage import migrate
from desktop_app.storage.database import HEAD_REVISION, connect, stored_revision
from desktop_app.storage.tables import metadata
from tests.storage.files import contents, opened

SEARCH_TABLES = re.compile(r"task_search(_\w+)?")


@pytest.fixture
def made(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = connect(tmp_path / "made.db")
    migrate.upgrade(connection)
    yield connection
    connection.close()


def ours(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    return not (kind == "table" and SEARCH_TABLES.fullmatch(name or ""))


def test_the_migrations_lead_to_the_tables(made: sqlite3.Connection) -> None:
    engine = create_engine("sqlite://", creator=lambda: made, poolclass=StaticPool)
    options = {"include_object": ours, "compare_type": True, "compare_server_default": True}
    with engine.connect() as connection, warnings.catch_warnings():
        # The next test compares such indexes as text.
        warnings.filterwarnings("ignore", ".*expression-based index")
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, metadata)
    assert differences == []


def test_indexes_are_the_same_in_name_and_text(made: sqlite3.Connection) -> None:
    stored = dict(
        made.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    )
    described = {
        str(index.name): str(CreateIndex(index).compile(create_engine("sqlite://")))
        for table in metadata.tables.values()
        for index in table.indexes
    }
    assert {name: plain(sql) for name, sql in stored.items()} == {name: plain(sql) for name, sql in described.items()}


def plain(sql: str) -> str:
    return re.sub(r"\s+", " ", sql.replace('"', "")).strip()


def test_tables_without_rowid_and_with_numbers_never_used_again_are_as_described(made: sqlite3.Connection) -> None:
    stored = dict(made.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall())
    for name, table in metadata.tables.items():
        options = table.dialect_options["sqlite"]
        assert ("WITHOUT ROWID" in stored[name]) == (options["with_rowid"] is False), name
        assert ("AUTOINCREMENT" in stored[name]) == options["autoincrement"], name
        columns = {row[1] for row in made.execute(f"PRAGMA table_xinfo ({name})")}
        assert columns == set(table.columns.keys()), name


def test_the_program_knows_the_newest_migration_without_reading_them() -> None:
    heads = ScriptDirectory.from_config(migrate._config()).get_heads()
    assert heads == [HEAD_REVISION]
    assert migrate.known_revisions() >= {HEAD_REVISION}


# --- files that are not at the newest migration --------------------------------------------------------------------

NEXT = """
from alembic import op

revision = "next"
down_revision = "{down}"


def upgrade():
    op.execute("CREATE TABLE half_made (id INTEGER PRIMARY KEY)")
    op.execute("UPDATE task SET title = 'half done'")
    {last}
"""


@pytest.fixture
def next_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Makes this program the next version of itself; the file returned is its new migration."""
    scripts = tmp_path / "migrations"
    shutil.copytree(migrate._SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrate, "_SCRIPTS", scripts)
    for module in ("database", "opening", "doctor"):
        monkeypatch.setattr(f"desktop_app.storage.{module}.HEAD_REVISION", "next")
    return scripts / "versions" / "next.py"


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    with opened(folder) as core:
        core.tasks.add(TaskDraft(title="Milk"))
    return folder


def dump(path: Path) -> list[Any]:
    with sqlite3.connect(path) as connection:
        rows = [*connection.iterdump()]
    connection.close()
    return rows


def test_an_older_file_is_copied_and_then_migrated(old_file: Path, next_program: Path) -> None:
    next_program.write_text(NEXT.format(down=HEAD_REVISION, last=""))
    with opened(old_file) as core:
        assert stored_revision(core.database.connection) == "next"
        (copy,) = core.backup.list()
        assert copy.reason is Reason.MIGRATION
        core.tasks.add(TaskDraft(title="written after the migration"))
    with sqlite3.connect(copy.path) as connection:
        assert connection.execute("SELECT title FROM task").fetchall() == [("Milk",)]
        assert stored_revision(connection) == HEAD_REVISION
    connection.close()


def test_a_migration_that_fails_leaves_nothing_behind(old_file: Path, next_program: Path) -> None:
    before = dump(old_file / "tickbox.db")
    next_program.write_text(NEXT.format(down=HEAD_REVISION, last="raise RuntimeError('broken')"))
    for _ in range(2):
        with pytest.raises(RuntimeError, match="broken"), opened(old_file):
            pass
    assert dump(old_file / "tickbox.db") == before
    next_program.write_text(NEXT.format(down=HEAD_REVISION, last=""))
    with opened(old_file) as core:
        assert stored_revision(core.database.connection) == "next"


def test_a_copy_that_cannot_be_made_stops_the_migration(
    old_file: Path, next_program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_program.write_text(NEXT.format(down=HEAD_REVISION, last=""))
    before = dump(old_file / "tickbox.db")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("desktop_app.storage.backups._copy", full)
    with pytest.raises(StorageFailure) as failure, opened(old_file):
        pass
    assert failure.value.problem is StorageProblem.DISK_FULL
    assert dump(old_file / "tickbox.db") == before


def test_a_file_of_a_newer_program_is_refused_and_not_touched(old_file: Path) -> None:
    path = old_file / "tickbox.db"
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StorageFailure) as failure, opened(old_file):
        pass
    assert failure.value.problem is StorageProblem.TOO_NEW
    assert path.read_bytes() == before
    assert [found.name for found in old_file.iterdir()] == ["tickbox.db"]


def test_a_file_of_another_program_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "tickbox.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (id INTEGER)")
        connection.execute("INSERT INTO theirs VALUES (1)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StorageFailure) as failure, opened(tmp_path):
        pass
    assert failure.value.problem is StorageProblem.DAMAGED
    assert path.read_bytes() == before


def test_a_schema_that_moves_during_a_session_stops_writing(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        task = core.tasks.add(TaskDraft(title="Milk")).task
        before = contents(core)
        with sqlite3.connect(tmp_path / "tickbox.db") as newer:
            newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.close()
        for write in (lambda: core.tasks.complete([task.id]), lambda: core.undo.undo()):
            with pytest.raises(StorageFailure) as failure:
                write()
            assert failure.value.problem is StorageProblem.SCHEMA_MOVED
        assert not core.database.connection.in_transaction
        assert contents(core) == before


def test_dates_of_the_first_and_the_last_year_are_stored(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        done = core.tasks.add(TaskDraft(title="Milk")).task
        core.tasks.complete([done.id])
        assert core.history.by_day(dt.date.min, dt.date.max) == {dt.date(2026, 11, 23): 1}
