"""Back up a project while it is in use, and put a backup back."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from workbench.errors import CannotWrite, ProjectExists
from workbench.store.checks import find_faults
from workbench.store.database import Project, open_project, project_path
from workbench.store.files import copy_file, put_in_place


def back_up(project: Project, to: Path) -> int:
    """Copy a project file as it stands, also while others write, and return its size in bytes.

    Raises
    ------
    CannotWrite
        When there is something at the place already, it cannot be written, or the project lives
        in a database server.
    """
    if project.path is None:
        raise CannotWrite(str(to), "a PostgreSQL project is backed up with pg_dump")
    fresh = to.absolute().with_name(f".{uuid4().hex}.part")
    try:
        if to.exists():
            raise CannotWrite(str(to), "there is something already")
        copy_file(project.path, fresh)
        size = fresh.stat().st_size
        put_in_place(fresh, to)
    except ProjectExists as error:
        raise CannotWrite(str(to), "there is something already") from error
    except (OSError, sqlite3.Error) as error:
        raise CannotWrite(str(to), _said(error)) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return size


def _said(error: OSError | sqlite3.Error) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def restore(backup: Path, where: Path) -> tuple[str, ...]:
    """Put a backup in a new place and return what `find_faults` says of it.

    Raises
    ------
    ProjectExists
        When there is something at the place already.
    ProjectNotFound, ProjectUnreadable
        When the backup is not a project.
    """
    target = project_path(where)
    if target.exists():
        raise ProjectExists(str(target))
    with open_project(backup) as project:
        back_up(project, target)
    with open_project(target) as project:
        return tuple(find_faults(project))
