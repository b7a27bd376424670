"""The tables' version: making them, and bringing an older project up to date.

Alembic holds the steps in ``migrations``; the search index is made here, as it differs between
SQLite (FTS5) and PostgreSQL (tsvector).
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from workbench.errors import NewerProject, ProjectUnreadable
from workbench.store.files import copy_file

_MIGRATIONS = Path(__file__).with_name("migrations")


def create(connection: sa.Connection) -> None:
    """Make every table of the newest version, or those that are missing, in one transaction."""
    command.upgrade(_config(connection), "head")


def bring_up_to_date(engine: sa.Engine, where: str) -> None:
    """Run the steps that an older project lacks; a file is copied first.

    Raises
    ------
    ProjectUnreadable
        When the database is not a project.
    NewerProject
        When it is of a version that this workbench does not know.
    """
    version = current_version(engine)
    scripts = ScriptDirectory(str(_MIGRATIONS))
    if version is None:
        raise ProjectUnreadable(where, "it holds no workbench project")
    if version not in {each.revision for each in scripts.walk_revisions()}:
        raise NewerProject(where, version)
    if version != scripts.get_current_head():
        _copy_before(engine, version)
        with engine.begin() as connection:
            create(connection)


def current_version(engine: sa.Engine) -> str | None:
    """Return the version of the tables, or None when there are none."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _copy_before(engine: sa.Engine, version: str) -> None:
    if engine.dialect.name == "sqlite" and engine.url.database:
        path = Path(engine.url.database)
        copy_file(path, path.with_name(f"{path.name}.before-{version}"))


def _config(connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    return config
