"""Open, make and close projects; read and write transactions.

A project is one SQLite file or one PostgreSQL database. Every write is one transaction that takes
the write lock at its start, so that a killed process leaves the state before or after an act.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from copy import copy
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError

from workbench.domain.ledger import Ledger
from workbench.domain.viewers import LOCAL, Viewer
from workbench.errors import (
    ProjectBusy,
    ProjectChanged,
    ProjectError,
    ProjectExists,
    ProjectNotFound,
    ProjectUnreadable,
)
from workbench.store import schema
from workbench.store.connections import engine_of
from workbench.store.files import put_in_place
from workbench.store.tables import FactRow

#: How long a write waits for another process's write, in seconds.
BUSY_SECONDS = 15.0

#: The name of the fact that stands while an erased text may still be in a file's unused bytes.
UNFINISHED = "erasure unfinished"


class _Look(threading.local):
    """The view that a thread has open, if it looks at one moment for longer."""

    connection: sa.Connection | None = None


class Project:
    """An open project.

    Parameters
    ----------
    where
        What the person typed: a path or a database URL (without its password).
    viewer
        Who looks; every act and view asks what they may do.
    ledger
        This process's copy of the log; `workbench.store.log` keeps it in step with the database.
    """

    def __init__(self, engine: sa.Engine, where: str, viewer: Viewer = LOCAL) -> None:
        self.engine, self.where, self.viewer = engine, where, viewer
        self.lock = threading.RLock()
        self.cache: dict[str, Any] = {}
        self._held = {"ledger": Ledger()}
        self._look = _Look()

    @property
    def ledger(self) -> Ledger:
        """The process's copy of the log, one for all who look."""
        return self._held["ledger"]

    @ledger.setter
    def ledger(self, fresh: Ledger) -> None:
        self._held["ledger"] = fresh

    def seen_by(self, viewer: Viewer) -> Project:
        """Return the same open project as somebody else sees it."""
        other = copy(self)
        other.viewer = viewer
        return other

    @property
    def path(self) -> Path | None:
        """The file of a SQLite project; None for a server's database."""
        name = self.engine.url.database
        return Path(name) if self.engine.dialect.name == "sqlite" and name else None

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give a consistent view of the project: the one of `one_look`, within it."""
        if self._look.connection is not None:
            yield self._look.connection
            return
        with told(self.where), self.engine.connect() as connection:
            if self.engine.dialect.name == "postgresql":
                # Otherwise each statement would see what was committed just before it.
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def one_look(self) -> Iterator[None]:
        """Let everything that this thread reads within see one moment, in one transaction.

        What is made of many small questions takes half as long so. Nothing may be written within.
        """
        before = self._look.connection
        with self.reading() as connection:
            self._look.connection = connection
            try:
                yield
            finally:
                self._look.connection = before

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Give the one writing transaction; everything in it happens, or nothing does."""
        with told(self.where), self.lock, self.engine.connect() as plain:
            connection = plain.execution_options(workbench_writing=True)
            with connection.begin():
                if self.engine.dialect.name == "postgresql":
                    wait = f"SET LOCAL lock_timeout = {round(BUSY_SECONDS * 1000)}"
                    connection.execute(sa.text(wait))
                    connection.execute(sa.text("SELECT pg_advisory_xact_lock(7226)"))
                yield connection

    def fact(self, name: str) -> str:
        """Return a fact about the project: ``id``, ``name`` or ``created_at``."""
        with self.reading() as connection:
            found = connection.scalar(sa.select(FactRow.value).where(FactRow.name == name))
        return found or ""

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def create_project(where: str | Path, *, name: str = "", at: str = "") -> Project:
    """Make an empty project and open it.

    Parameters
    ----------
    where
        A path (``.workbench`` is added when it has no ending) or a database URL.

    Raises
    ------
    ProjectExists
        When something is there already.
    ProjectUnreadable
        When the place cannot be written.
    """
    if is_url(where):
        return _create_in_database(str(where), name=name, at=at)
    path = project_path(where)
    if _is_there(path):
        raise ProjectExists(str(path))
    # Made beside and then renamed: a kill while the tables are made leaves no half project.
    fresh = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.touch(mode=0o600)
        with (
            told(str(path)),
            Project(engine_of(_file_url(fresh), busy=BUSY_SECONDS), str(path)) as project,
        ):
            _fill(project, name or path.stem, at)
        put_in_place(fresh, path)
    except OSError as error:
        raise ProjectUnreadable(str(path), error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return open_project(path)


def open_project(where: str | Path) -> Project:
    """Open a project; bring an older one up to date, after a backup.

    Raises
    ------
    ProjectNotFound, ProjectUnreadable, NewerProject
        When there is none, it is not one, or it is of a newer workbench.
    """
    if is_url(where):
        engine = engine_of(_database_url(str(where)), busy=BUSY_SECONDS)
        shown = engine.url.render_as_string(hide_password=True)
    else:
        path = project_path(where)
        if not _is_there(path):
            raise ProjectNotFound(str(path))
        _refuse_other_files(path)
        engine, shown = engine_of(_file_url(path), busy=BUSY_SECONDS), str(path)
    try:
        with told(shown):
            schema.bring_up_to_date(engine, shown)
    except ProjectError:
        engine.dispose()
        raise
    project = Project(engine, shown)
    _finish_erasure(project)
    return project


def _finish_erasure(project: Project) -> None:
    """Do what a killed process left undone after an erasure; what cannot be now is next time."""
    if project.fact(UNFINISHED):
        from workbench.store.finishing import finish  # it opens no project, but it needs the class

        finish(project)


def is_url(where: str | Path) -> bool:
    """Return whether a project is named by a database URL and not by a path."""
    return isinstance(where, str) and "://" in where


def project_path(where: str | Path) -> Path:
    """Return the file that a person means: ``evening`` is ``evening.workbench``."""
    path = Path(where).expanduser()
    if path.suffix or (_is_there(path) and path.is_file()):
        return path
    return path.with_suffix(".workbench")


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn the database's errors into ours."""
    try:
        yield
    except OperationalError as error:
        if "locked" in str(error.orig) or "lock timeout" in str(error.orig):
            raise ProjectBusy(where, BUSY_SECONDS) from error
        raise ProjectUnreadable(where, _first_line(error)) from error
    except IntegrityError as error:
        # Only rows of texts are ever referred to by what was read before a transaction began.
        raise ProjectChanged(where) from error
    except SQLAlchemyError as error:
        raise ProjectUnreadable(where, _first_line(error)) from error


def _first_line(error: SQLAlchemyError) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return str(cause).strip().split("\n")[0]


def _is_there(path: Path) -> bool:
    """Return whether anything has this name, saying so when that cannot be known."""
    try:
        return path.exists()
    except OSError as error:
        raise ProjectUnreadable(str(path), error.strerror or str(error)) from error


def _create_in_database(where: str, *, name: str, at: str) -> Project:
    engine = engine_of(_database_url(where), busy=BUSY_SECONDS)
    project = Project(engine, engine.url.render_as_string(hide_password=True))
    try:
        _fill(project, name or engine.url.database or "project", at)
    except ProjectError:
        engine.dispose()
        raise
    return project


def _fill(project: Project, name: str, at: str) -> None:
    facts = {"id": str(uuid4()), "name": name, "created_at": at}
    with project.writing() as connection:
        if sa.inspect(connection).has_table(FactRow.__tablename__):
            raise ProjectExists(project.where)
        schema.create(connection)
        rows = [{"name": each, "value": value} for each, value in facts.items()]
        connection.execute(sa.insert(FactRow), rows)
    if project.path:
        with project.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _refuse_other_files(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise ProjectUnreadable(str(path), error.strerror or str(error)) from error
    if head != b"SQLite format 3\x00" or not _holds_facts(path):
        raise ProjectUnreadable(str(path), "it is not a workbench file")


def _holds_facts(path: Path) -> bool:
    """Look inside without changing anything, as the file may belong to another program."""
    query = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'fact'"
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            return bool(file.execute(query).fetchone()[0])
    except sqlite3.Error as error:
        raise ProjectUnreadable(str(path), str(error)) from error


def _file_url(path: Path) -> sa.URL:
    return sa.URL.create("sqlite", database=str(path))


def _database_url(where: str) -> sa.URL:
    try:
        url = sa.make_url(where)
    except (SQLAlchemyError, ValueError) as error:
        shown = re.sub("//.*@", "//***@", where)
        raise ProjectUnreadable(shown, "it is not a database address") from error
    if url.drivername in {"postgresql", "postgres"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername != "postgresql+psycopg":
        shown = url.render_as_string(hide_password=True)
        raise ProjectUnreadable(shown, "only files and PostgreSQL databases can be projects")
    return url
