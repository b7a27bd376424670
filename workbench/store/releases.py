"""The register of what left the project. What is erased leaves a count here, and no trace of who."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from hashlib import sha256
from secrets import token_hex

import sqlalchemy as sa

from workbench.domain.consent import Audience
from workbench.domain.earlier import Table, renamed_rows
from workbench.domain.releases import Release
from workbench.domain.sources import SourceId
from workbench.store.database import Project
from workbench.store.leftovers import in_parts
from workbench.store.tables import CaseRow, FactRow, SourceRow
from workbench.store.tables_consent import ReleasedRow, ReleaseRow

_OTHERS = ReleaseRow.audience != Audience.FACILITATORS.value


def opaque_names(project_id: str) -> Callable[[str], str]:
    """Return what makes the names under which people are counted in the numbers that went out."""
    return lambda who: sha256(f"{project_id}\0{who}".encode()).hexdigest()[:20]


def register(project: Project, release: Release, sources: Iterable[SourceId]) -> int:
    """Write a release down with the sources that are in it, and return its number."""
    with project.writing() as connection:
        last = connection.scalar(sa.select(sa.func.max(ReleaseRow.number))) or 0
        number = int(last) + 1
        connection.execute(sa.insert(ReleaseRow), [_row(release) | {"number": number}])
        rows = [{"number": number, "source_id": name} for name in dict.fromkeys(sources)]
        if rows:
            connection.execute(sa.insert(ReleasedRow), rows)
    return number


def strike(project: Project, number: int) -> None:
    """Take the latest line out again, as its file was never there."""
    with project.writing() as connection:
        connection.execute(sa.delete(ReleasedRow).where(ReleasedRow.number == number))
        connection.execute(sa.delete(ReleaseRow).where(ReleaseRow.number == number))


def releases(project: Project) -> tuple[Release, ...]:
    """Return what left the project, the first one first."""
    with project.reading() as connection:
        return _read(connection, sa.select(ReleaseRow.__table__))


def state_of_told(connection: sa.Connection) -> tuple[tuple[int, int], ...]:
    """Return what is another one whenever somebody below facilitators was told more, or of fewer."""
    query = sa.select(ReleaseRow.number, ReleaseRow.erased).order_by(ReleaseRow.number)
    return tuple((number, erased) for number, erased in connection.execute(query.where(_OTHERS)))


def told_to_others(connection: sa.Connection) -> tuple[Table, ...]:
    """Return the numbers that went out to anybody below facilitators, each table once."""
    found = _read(connection, sa.select(ReleaseRow.__table__).where(_OTHERS))
    return tuple(dict.fromkeys(Table.from_plain(each.counts) for each in found))


def releases_with(connection: sa.Connection, sources: Sequence[SourceId]) -> tuple[Release, ...]:
    """Return the releases that at least one of the sources is in."""
    numbers = {
        number
        for part in in_parts(sources)
        for number in connection.scalars(
            sa.select(ReleasedRow.number).where(ReleasedRow.source_id.in_(part))
        )
    }
    return releases_numbered(connection, tuple(numbers))


def releases_numbered(connection: sa.Connection, numbers: Sequence[int]) -> tuple[Release, ...]:
    """Return the releases of these numbers; who was counted in them stays inside."""
    found = _read(connection, sa.select(ReleaseRow.__table__))
    return tuple(replace(each, counts=()) for each in found if each.number in set(numbers))


def forget_in_releases(
    connection: sa.Connection, sources: Sequence[SourceId], cleaned: Callable[[str], str]
) -> int:
    """Cut the links to sources that are erased now, and return in how many releases they were.

    Each keeps how many people of it were erased; a person may have spoken in several sources. In the
    numbers that went out each keeps a place under a name that leads to nobody. Names of files are
    people's words: `cleaned` takes what is erased out of them.
    """
    people = _people(connection, sources)
    touched = releases_with(connection, sources)
    for release in touched:
        held = connection.scalars(
            sa.select(ReleasedRow.source_id).where(ReleasedRow.number == release.number)
        )
        gone = {people[SourceId(name)] for name in held if SourceId(name) in people}
        mine = ReleaseRow.number == release.number
        values = {"erased": release.erased + len(gone)}
        connection.execute(sa.update(ReleaseRow).where(mine).values(values))
    for part in in_parts(sources):
        connection.execute(sa.delete(ReleasedRow).where(ReleasedRow.source_id.in_(part)))
    renamed = _renamed(connection, sources)
    for release in _read(connection, sa.select(ReleaseRow.__table__)):
        counts = renamed_rows(release.counts, lambda who: renamed.get(who, who))
        told = {"file": cleaned(release.file), "counts": json.dumps(counts, ensure_ascii=False)}
        mine = ReleaseRow.number == release.number
        connection.execute(sa.update(ReleaseRow).where(mine).values(told))
    return len(touched)


def _renamed(connection: sa.Connection, sources: Sequence[SourceId]) -> dict[str, str]:
    """Return for whoever is erased whole the name in numbers, and another that leads to nobody."""
    query = sa.select(SourceRow.id, CaseRow.name).outerjoin(CaseRow)
    chosen = frozenset(sources)
    gone: set[str] = set()
    left: set[str] = set()
    for name, case in connection.execute(query):
        (gone if name in chosen else left).add(case or name)
    fact = sa.select(FactRow.value).where(FactRow.name == "id")
    opaque = opaque_names(connection.scalar(fact) or "")
    return {opaque(who): token_hex(10) for who in gone - left}


def _people(connection: sa.Connection, sources: Sequence[SourceId]) -> dict[SourceId, str]:
    query = sa.select(SourceRow.id, SourceRow.case_id)
    return {
        SourceId(name): case or name
        for part in in_parts(sources)
        for name, case in connection.execute(query.where(SourceRow.id.in_(part)))
    }


def _row(release: Release) -> dict[str, object]:
    row = asdict(release)
    row["coder"] = row.pop("by")
    row["audience"] = release.audience.value
    return row | {name: json.dumps(row[name], ensure_ascii=False) for name in ("counts", "held")}


def _read(connection: sa.Connection, query: sa.Select[tuple[object, ...]]) -> tuple[Release, ...]:
    found = []
    for row in connection.execute(query.order_by(ReleaseRow.number)):
        plain = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented way to a row's columns
        plain["by"] = plain.pop("coder")
        plain["audience"] = Audience(plain["audience"])
        plain |= {"counts": tuple(json.loads(plain["counts"])), "held": json.loads(plain["held"])}
        found.append(Release(**plain))
    return tuple(found)
