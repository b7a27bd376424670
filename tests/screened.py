"""Texts put into a project as an import does it when nothing in them points at anybody."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from workbench.domain.sources import Passage, Source
from workbench.store import material
from workbench.store.identifiers import add_screening


def add_material(
    connection: sa.Connection, sources: Sequence[Source], passages: Sequence[Passage], *, at: str
) -> None:
    """Write sources and passages, and that nothing was found in them."""
    material.add_material(connection, sources, passages, at=at)
    add_screening(connection, {each.id: () for each in sources}, finder="none", at=at)
