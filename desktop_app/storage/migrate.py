"""Bringing a file to the newest schema, with Alembic. Imported only when there is something to do.

Alembic on SQLite is not atomic by itself: Python's driver commits before statements that change
the schema. Here the driver is kept in autocommit and BEGIN IMMEDIATE is said by hand, so that all
steps are one transaction and a step that fails leaves the file as it was.
"""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

_SCRIPTS = Path(__file__).parent / "migrations"


def upgrade(connection: sqlite3.Connection, revision: str = "head") -> None:
    """Runs all migrations up to `revision` on the open connection, in one transaction."""
    try:
        with _engine(connection).begin() as transaction:
            config = _config()
            config.attributes["connection"] = transaction
            command.upgrade(config, revision)
    except DBAPIError as error:
        # SQLite's own error, as everywhere else in this package.
        raise (error.orig or error) from error


def known_revisions() -> frozenset[str]:
    """Every revision this program knows; a file at another one comes from a newer program."""
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config


def _engine(connection: sqlite3.Connection) -> Engine:
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin_immediate(transaction: Connection) -> None:
        transaction.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
