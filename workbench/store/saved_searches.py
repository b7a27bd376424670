"""Searches that people kept: one fact of the project, written whole in one transaction.

They decide nothing, so they stand outside the log of decisions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from workbench.domain.searches import Condition, SavedSearch, Search
from workbench.domain.wire import to_plain
from workbench.store.database import Project
from workbench.store.tables import FactRow

_NAME = "saved searches"


def saved_searches(project: Project) -> tuple[SavedSearch, ...]:
    """Return what was kept, in the order of the names."""
    with project.reading() as connection:
        return _read(connection)


def keep_search(project: Project, saved: SavedSearch) -> None:
    """Keep a search; one of the same id, or of the same name, makes way for it."""
    with project.writing() as connection:
        others = [each for each in _read(connection) if not _same(each, saved)]
        _write(connection, [*others, saved])


def drop_search(project: Project, saved_id: str) -> None:
    """Forget a search; one that is gone already is no failure."""
    with project.writing() as connection:
        _write(connection, [each for each in _read(connection) if each.id != saved_id])


def _same(one: SavedSearch, other: SavedSearch) -> bool:
    return one.id == other.id or one.name.casefold() == other.name.casefold()


def _read(connection: sa.Connection) -> tuple[SavedSearch, ...]:
    found = connection.scalar(sa.select(FactRow.value).where(FactRow.name == _NAME))
    saved = (_saved(each) for each in json.loads(found or "[]"))
    return tuple(sorted(saved, key=lambda each: each.name.casefold()))


def _write(connection: sa.Connection, saved: Iterable[SavedSearch]) -> None:
    value = json.dumps([to_plain(each) for each in saved], ensure_ascii=False)
    connection.execute(sa.delete(FactRow).where(FactRow.name == _NAME))
    connection.execute(sa.insert(FactRow), [{"name": _NAME, "value": value}])


def _saved(plain: dict[str, Any]) -> SavedSearch:
    search = plain["search"]
    where = tuple(Condition(*each) for each in search["where"])
    return SavedSearch(**{**plain, "search": Search(**{**search, "where": where})})
