"""Until when things are kept: dates of the project, of imports and of cases."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from workbench.domain.retention import Holding, Kept
from workbench.domain.sources import SourceId
from workbench.store.tables import CaseRow, SourceRow
from workbench.store.tables_consent import RetentionRow


def kept(connection: sa.Connection) -> tuple[Kept, ...]:
    """Return everything that has a date, with the sources that go with it."""
    found = [_kept(connection, row) for row in connection.execute(_ALL).all()]
    return tuple(sorted(found, key=lambda each: (each.until, each.holding, each.target)))


def keep_until(connection: sa.Connection, holding: Holding, target: str, day: Kept | None) -> None:
    """Set a date, or take it away with None."""
    mine = (RetentionRow.holding == holding.value) & (RetentionRow.target == target)
    connection.execute(sa.delete(RetentionRow).where(mine))
    if day is not None:
        row = {
            "holding": holding.value,
            "target": target,
            "until": day.until.isoformat(),
            "coder": day.by,
            "at": day.at,
        }
        connection.execute(sa.insert(RetentionRow), [row])


def find_case(connection: sa.Connection, name: str) -> str | None:
    """Return the name of a case that is named by its name or id, or by a text of it."""
    of = sa.select(SourceRow.case_id).where(SourceRow.id == name)
    named = sa.or_(CaseRow.id == name, CaseRow.name == name, CaseRow.id.in_(of))
    return connection.scalar(sa.select(CaseRow.name).where(named))


def imports(connection: sa.Connection) -> dict[str, int]:
    """Return when imports were made, with how many sources of each are there."""
    query = (
        sa.select(SourceRow.imported_at, sa.func.count())
        .group_by(SourceRow.imported_at)
        .order_by(SourceRow.imported_at)
    )
    return {at: int(count) for at, count in connection.execute(query)}


def forget_dates(connection: sa.Connection) -> None:
    """Take away the dates of cases and imports of which nothing is there any more."""
    known = {
        Holding.CASE: set(connection.scalars(sa.select(CaseRow.name))),
        Holding.IMPORT: set(connection.scalars(sa.select(SourceRow.imported_at).distinct())),
    }
    for row in connection.execute(_ALL).all():
        holding = Holding(row.holding)
        if holding in known and row.target not in known[holding]:
            keep_until(connection, holding, row.target, None)


_ALL = sa.select(RetentionRow.__table__)


def _kept(connection: sa.Connection, row: sa.Row[tuple[object, ...]]) -> Kept:
    plain = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented way to a row's columns
    holding = Holding(plain["holding"])
    query = sa.select(SourceRow.id).order_by(SourceRow.position)
    if holding is Holding.CASE:
        query = query.join(CaseRow).where(CaseRow.name == plain["target"])
    elif holding is Holding.IMPORT:
        query = query.where(SourceRow.imported_at == plain["target"])
    target = str(plain["target"])
    return Kept(
        holding=holding,
        target=target,
        name=target,
        until=date.fromisoformat(str(plain["until"])),
        by=str(plain["coder"]),
        at=str(plain["at"]),
        sources=tuple(map(SourceId, connection.scalars(query))),
    )
