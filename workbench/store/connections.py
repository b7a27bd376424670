"""Connections: SQLite files and PostgreSQL databases, each told how transactions begin."""

from __future__ import annotations

import sqlite3

import sqlalchemy as sa
from sqlalchemy import event

from workbench.errors import ProjectUnreadable


def engine_of(url: sa.URL, *, busy: float) -> sa.Engine:
    """Return what gives connections to a database.

    Parameters
    ----------
    busy
        How many seconds a write to a file waits for another process's write.

    Raises
    ------
    ProjectUnreadable
        When the driver of a server's database is not installed.
    """
    if url.get_backend_name() != "sqlite":
        try:
            return sa.create_engine(url, pool_pre_ping=True)
        except ImportError as error:
            shown = url.render_as_string(hide_password=True)
            raise ProjectUnreadable(shown, "install the extra “postgres” first") from error
    engine = sa.create_engine(url, connect_args={"timeout": busy, "check_same_thread": False})
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_connection(connection: sqlite3.Connection, _: object) -> None:
    # SQLAlchemy begins and ends transactions; the driver must not do so by itself.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    writing = connection.get_execution_options().get("workbench_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
