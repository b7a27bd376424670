"""Passages by their ids, also those that nothing on the board holds any more."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from workbench.domain.sources import Passage, PassageId, SourceId, Span
from workbench.store.database import Project
from workbench.store.leftovers import in_parts
from workbench.store.material import as_seen
from workbench.store.tables import PassageRow


def passages_named(project: Project, names: Iterable[PassageId]) -> dict[PassageId, Passage]:
    """Return the passages of these ids as the viewer may see them, also those that were given up."""
    found: dict[PassageId, Passage] = {}
    with project.reading() as connection:
        for part in in_parts(tuple(dict.fromkeys(names))):
            query = sa.select(PassageRow.__table__).where(PassageRow.id.in_(part))
            for row in connection.execute(query):
                name, span = PassageId(row.id), Span(row.start, row.end)
                source = SourceId(row.source_id)
                found[name] = Passage(id=name, source_id=source, span=span, quote=row.quote)
    return {name: as_seen(project, passage) for name, passage in found.items()}
