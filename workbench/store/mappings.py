"""What people said about the columns of tables: one fact of the project, written whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from workbench.store.tables import FactRow

_NAME = "columns of tables"


def kept_mappings(connection: sa.Connection) -> dict[str, dict[str, Any]]:
    """Return plain mappings by the signature of the columns that they are for."""
    found = connection.scalar(sa.select(FactRow.value).where(FactRow.name == _NAME))
    kept: dict[str, dict[str, Any]] = json.loads(found or "{}")
    return kept


def keep_mappings(connection: sa.Connection, fresh: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep mappings; those of the same columns make way for them."""
    if not fresh:
        return
    value = json.dumps({**kept_mappings(connection), **fresh}, ensure_ascii=False)
    connection.execute(sa.delete(FactRow).where(FactRow.name == _NAME))
    connection.execute(sa.insert(FactRow), [{"name": _NAME, "value": value}])
