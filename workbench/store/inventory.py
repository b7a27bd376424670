"""What a project keeps, and where: tables with their rows, files with their bytes. It reads no text."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from workbench.store.database import Project
from workbench.store.finishing import side_files
from workbench.store.material import masked
from workbench.store.tombstones import ENDING, backups, erasures_in


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that belongs to a project, and whether others on this machine may read it."""

    path: str
    size: int
    open_to_others: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """What is kept, and where.

    Parameters
    ----------
    backups
        Where copies were written to, and when.
    """

    tables: Mapping[str, int]
    files: tuple[File, ...]
    backups: tuple[tuple[str, str], ...]
    erasures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """How far a project's texts were looked through for names and other identifiers."""

    found: Mapping[str, int]
    masked: int
    kept: int
    open: int
    screened: int
    cleared: int


def inventory(project: Project) -> Inventory:
    """Return what a project keeps, and where."""
    with project.reading() as connection:
        return Inventory(
            tables=dict(_tables(connection)),
            files=tuple(_files(project)),
            backups=backups(connection),
            erasures=len(erasures_in(connection)),
        )


def screened(project: Project) -> Screened:
    """Return how many identifiers were found, and what people decided of them."""
    view = masked(project)
    masks, texts = view.masks, {**view.whole.earlier, **view.whole.sources}
    marks = [mark for each in masks.marks.values() for mark in each]
    waiting = {name for name, each in texts.items() if view.n_open(each)}
    cleared = {name for name, (_, at) in masks.cleared.items() if at} - waiting
    return Screened(
        found=Counter(mark.kind for mark in marks),
        masked=sum(mark.is_masked for mark in marks),
        kept=sum(not mark.is_masked for mark in marks),
        open=sum(mark.is_open for mark in marks),
        screened=len(masks.cleared),
        cleared=len(cleared),
    )


def _tables(connection: sa.Connection) -> Iterator[tuple[str, int]]:
    looked = sa.inspect(connection)
    for name in sorted(looked.get_table_names()):
        if not name.startswith(("passage_search_", "alembic", "sqlite_")):
            quoted = connection.dialect.identifier_preparer.quote(name)
            yield name, int(connection.scalar(sa.text(f"SELECT count(*) FROM {quoted}")) or 0)  # noqa: S608 - the name is the database's own


def _files(project: Project) -> Iterator[File]:
    if project.path is None:
        return
    path = project.path.absolute()
    names = [path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", ENDING))]
    for each in (*names, *side_files(project)):
        with suppress(OSError):
            yield _file(each)


def _file(path: Path) -> File:
    told = path.stat()
    open_to_others = bool(told.st_mode & (stat.S_IRGRP | stat.S_IROTH))
    return File(path=str(path), size=told.st_size, open_to_others=open_to_others)
