"""Texts put into a project as an import does it when nothing in them points at anybody."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from workbench.domain.sources import Passage, Source
from workbench.privacy.gate import FINDER
from workbench.store import material
from workbench.store.identifiers import add_screening
from workbench.store.value_marks import unscreened_values


def add_material(
    connection: sa.Connection, sources: Sequence[Source], passages: Sequence[Passage], *, at: str
) -> None:
    """Write sources and passages, and that nothing was found in them."""
    material.add_material(connection, sources, passages, at=at)
    values = {each.id: () for each in unscreened_values(connection)}
    add_screening(
        connection, {each.id: () for each in sources}, values=values, finder=FINDER, at=at
    )
