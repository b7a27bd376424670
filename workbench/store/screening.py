"""Screening in the database: what was not looked through yet, and what a finder says of it.

What finds and names is handed in: the store knows no finder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import sqlalchemy as sa

from workbench.domain.decisions import utc_now
from workbench.domain.identifiers import Mark
from workbench.domain.sources import Source, SourceId
from workbench.store.database import Project
from workbench.store.identifiers import (
    add_screening,
    count_unscreened,
    labels_in_use,
    unscreened,
)
from workbench.store.tables_identifiers import ScreenedValueRow, ScreeningRow
from workbench.store.value_marks import unscreened_values

#: So many sources are screened before what was found is saved: what is broken off goes on there.
_BATCH = 250

Progress = Callable[[str, float], None]


class Finds(Protocol):
    """What finds identifiers in sources, and has a stand-in for each."""

    def find(self, sources: Sequence[Source]) -> Iterator[tuple[SourceId, Any]]:
        """Yield what is found in each source and in each of their values; it needs no lock."""
        ...

    def find_values(self, values: Sequence[Source]) -> Iterator[tuple[SourceId, Any]]:
        """Yield what is found in values of attributes, each a text of its own."""
        ...

    def named(
        self, found: Mapping[SourceId, Any], taken: Iterable[str]
    ) -> dict[SourceId, tuple[Mark, ...]]:
        """Return marks with stand-ins; called while the write lock is held."""
        ...


def find_told(finds: Finds, sources: Sequence[Source], tell: Progress) -> dict[SourceId, Any]:
    """Return what is found in sources, telling how far it is."""
    found: dict[SourceId, Any] = {}
    for number, (source, each) in enumerate(finds.find(sources)):
        done = min(number, len(sources))  # values come behind
        tell(f"Looking for names: {done:,} of {len(sources):,}", done / len(sources))
        found[source] = each
    return found


def add_found(
    connection: sa.Connection, finds: Finds, found: Mapping[SourceId, Any], finder: str
) -> None:
    """Write what was found in sources and values that nobody has screened meanwhile."""
    waiting = {each.id for each in unscreened(connection)}
    # Only where values were looked through, as it reads all of them.
    values = found.keys() - waiting and {each.id for each in unscreened_values(connection)}
    fresh = {name: each for name, each in found.items() if name in waiting or name in values}
    marks = finds.named(fresh, labels_in_use(connection)) if fresh else {}
    add_screening(
        connection,
        {name: each for name, each in marks.items() if name in waiting},
        values={name: each for name, each in marks.items() if name in values},
        finder=finder,
        at=utc_now(),
    )


def screen_missing(project: Project, finds: Finds, finder: str, tell: Progress) -> int:
    """Screen what was not screened yet, and return how many sources that were.

    Imports screen what they bring; this is for projects that are older than that.
    """
    with project.reading() as connection:
        waiting = unscreened(connection) if count_unscreened(connection) else ()
    for first in range(0, len(waiting), _BATCH):
        tell(f"Looking for names: {first:,} of {len(waiting):,}", first / len(waiting))
        found = dict(finds.find(waiting[first : first + _BATCH]))
        with project.writing() as connection:
            add_found(connection, finds, found, finder)
    _screen_values(project, finds, finder)
    return len(waiting)


def screened_earlier(connection: sa.Connection, finder: str) -> Mapping[SourceId, str]:
    """Return the sources and values that another version screened last, each with that version."""
    found: dict[SourceId, str] = {}
    for key in (ScreeningRow.source_id, ScreenedValueRow.id):
        version = key.class_.finder
        rows = connection.execute(sa.select(key, version).where(version != finder)).all()
        found |= {SourceId(name): was for name, was in rows}
    return found


def _screen_values(project: Project, finds: Finds, finder: str) -> None:
    with project.reading() as connection:
        waiting = unscreened_values(connection)
    if waiting:
        found = dict(finds.find_values(waiting))
        with project.writing() as connection:
            add_found(connection, finds, found, finder)
