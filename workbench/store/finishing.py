"""After an erasure: tombstones beside the project and its backups, and no byte of the words left.

The erasure itself is one transaction. What is here can be done any number of times; a fact in the
project says that it is due, so that a process that was killed in between leaves it to the next one
that opens the project.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path

import sqlalchemy as sa

from workbench.errors import ProjectError
from workbench.store.database import BUSY_SECONDS, UNFINISHED, Project, told
from workbench.store.tables import FactRow, Row
from workbench.store.tombstones import backups, erasures_in, write_beside

_BUSY = "another program is reading the file"


def finish(project: Project) -> str:
    """Do what is due after an erasure, and return why it could not be done; empty when it could."""
    acts = (_bury, _remove_copies, compact)
    failed = [why for why in (_tried(act, project) for act in acts) if why]
    return "; ".join(failed) or _tried(note_finished, project)


def _tried(act: Callable[[Project], None], project: Project) -> str:
    try:
        act(project)
    except (OSError, sqlite3.Error, ProjectError) as error:
        return str(error) or type(error).__name__
    return ""


def note_finished(project: Project) -> None:
    """Note that nothing is due any more."""
    with project.writing() as connection:
        connection.execute(sa.delete(FactRow).where(FactRow.name == UNFINISHED))


def compact(project: Project) -> None:
    """Leave no byte of what was deleted in the database's files.

    Raises
    ------
    sqlite3.Error, ProjectError
        When there is no room for it, or somebody else is at the file for too long.
    """
    if project.path is None:
        _compact_server(project)
        return
    # A connection of its own: SQLAlchemy would begin a transaction, in which nothing is compacted.
    with closing(sqlite3.connect(project.path, timeout=BUSY_SECONDS)) as connection:
        connection.isolation_level = None
        connection.execute("PRAGMA secure_delete=ON")
        _empty_journal(connection)
        connection.execute("VACUUM")
        _empty_journal(connection)


def side_files(project: Project) -> tuple[Path, ...]:
    """Return what the workbench itself put beside a project: copies before upgrades, work's words."""
    if project.path is None:
        return ()
    folder, name = project.path.absolute().parent, project.path.name
    with suppress(OSError):
        return tuple(
            sorted(
                each
                for each in folder.iterdir()
                if each.name.startswith((f"{name}.before-", f"{name}-work"))
                and not each.name.endswith(".lock")
            )
        )
    return ()


def _bury(project: Project) -> None:
    if project.path is None:
        return
    with project.reading() as connection:
        tombstones, made = erasures_in(connection), backups(connection)
    write_beside(project.path, tombstones)
    for place in _standing(place for place, _ in made):
        with suppress(OSError):  # it may lie on a stick that was taken out; the receipt names it
            write_beside(place, tombstones)


def _standing(places: Iterable[str]) -> Iterable[Path]:
    return (place for place in map(Path, places) if place.is_file())


def _remove_copies(project: Project) -> None:
    for each in side_files(project):
        each.unlink(missing_ok=True)


def _empty_journal(connection: sqlite3.Connection) -> None:
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise sqlite3.OperationalError(_BUSY)


def _compact_server(project: Project) -> None:
    """Write the server's tables anew; its own logs and dumps are its administrator's."""
    with told(project.where):
        engine = project.engine.execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sa.text(f"SET lock_timeout = {round(BUSY_SECONDS * 1000)}"))
            quoted = connection.dialect.identifier_preparer.format_table
            try:
                for table in Row.metadata.sorted_tables:
                    connection.execute(sa.text(f"VACUUM FULL {quoted(table)}"))
            finally:
                connection.execute(sa.text("RESET lock_timeout"))
