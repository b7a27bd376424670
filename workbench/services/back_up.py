"""Back up a project while it is in use, and put a backup back.

What was erased since a backup was made is erased from it before it opens: tombstones lie beside the
project and beside every backup that it knows of (see ``store.tombstones``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from workbench.domain.decisions import MACHINE, DecisionId, utc_now
from workbench.domain.viewers import Right, needs
from workbench.errors import CannotWrite, ProjectExists
from workbench.privacy.lexicon import fold, known
from workbench.store.checks import find_faults
from workbench.store.database import Project, open_project, project_path
from workbench.store.erasing import erase_sources
from workbench.store.files import copy_file, put_in_place
from workbench.store.finishing import compact, note_finished
from workbench.store.log import deciding
from workbench.store.tombstones import (
    Tombstone,
    note_backup,
    read_beside,
    still_there,
    write_beside,
)

#: What no backup can know, for whoever puts one back.
_SINCE = (
    "Decisions, answers about consent and releases that were written down after this backup was made "
    "are not in it: note again who asked that their words are not used."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redone:
    """An erasure that was done again in a copy: when it was done first, and how many texts went."""

    at: str
    sources: int

    @property
    def words(self) -> str:
        """The same as a sentence."""
        texts = "text" if self.sources == 1 else "texts"
        return f"Erased again, as on {self.at}: {self.sources:,} {texts}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a backup came back as.

    Parameters
    ----------
    faults
        What `find_faults` says of it; nothing when it is sound.
    redone
        Erasures since the backup was made, which were done again before it was there.
    """

    faults: tuple[str, ...]
    redone: tuple[Redone, ...]
    since: str = _SINCE


@needs(Right.KEEP)
def back_up(project: Project, to: Path) -> int:
    """Copy a project file as it stands, also while others write, and return its size in bytes.

    The project notes where it went, so that an erasure can reach or name it.

    Raises
    ------
    CannotWrite
        When there is something at the place already, it cannot be written, or the project lives
        in a database server.
    """

    def note(_: Path) -> None:
        with project.writing() as connection:
            note_backup(connection, to, utc_now())

    return _copy(project, to, note)


def _copy(project: Project, to: Path, before: Callable[[Path], object]) -> int:
    """Copy a project file; before the copy gets its name, something is done with it."""
    if project.path is None:
        raise CannotWrite(str(to), "a PostgreSQL project is backed up with pg_dump")
    fresh = to.absolute().with_name(f".{uuid4().hex}.part")
    try:
        if to.exists():
            raise CannotWrite(str(to), "there is something already")
        copy_file(project.path, fresh)
        before(fresh)
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


def restore(backup: Path, where: Path) -> Restored:
    """Put a backup in a new place and check it.

    Tombstones in the backup's folder and in the new one are replayed before it is there.

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
    tombstones = (*read_beside(backup), *read_beside(target))
    replayed: dict[Tombstone, int] = {}
    with open_project(backup) as project:
        _copy(project, target, lambda fresh: replayed.update(_replay(fresh, tombstones)))
    with suppress(OSError):
        write_beside(target, replayed)
    redone = tuple(Redone(at=each.at, sources=count) for each, count in replayed.items())
    with open_project(target) as project:
        return Restored(faults=tuple(find_faults(project)), redone=redone)


def _replay(copy: Path, tombstones: Sequence[Tombstone]) -> dict[Tombstone, int]:
    """Erase from a copy what was erased since it was made: which erasures, of how many sources."""
    if not tombstones:
        return {}
    with open_project(copy) as project:
        with deciding(project) as desk:
            found = still_there(desk.connection, tombstones)
            for each, sources in found.items():
                erase_sources(
                    desk,
                    sources,
                    coder=MACHINE,
                    at=utc_now(),
                    ordinary=_is_ordinary,
                    reason=f"Erased on {each.at}; done again when this backup was restored.",
                    erasure=DecisionId(each.erasure),
                )
        if found:
            compact(project)
            note_finished(project)
    return {each: len(sources) for each, sources in found.items()}


def _is_ordinary(word: str) -> bool:
    return known(fold(word)).is_ordinary
