"""Tombstones: which sources were erased, by keyed hashes alone, so that older copies can be cleared.

A project's own id is the key. It is in the project and in every copy of it, but not beside them: who
has only the file of tombstones learns nothing from it, not even whether a guessed name is right.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa

from workbench.domain.decisions import Erase
from workbench.domain.sources import SourceId
from workbench.store.log import read_decisions
from workbench.store.tables import DecisionRow, FactRow, SourceRow

#: What the file of tombstones is called, after the project or backup that it lies beside.
ENDING = ".erased"
_BACKUPS = "backups"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """One erasure: the id of its line in the log, when it was, and the hashes of its sources."""

    erasure: str
    at: str
    sources: tuple[str, ...]


def hash_of(connection: sa.Connection, source: SourceId) -> str:
    """Return the keyed hash of a source's id in this project."""
    return _hash(_key(connection), source)


def erasures_in(connection: sa.Connection) -> tuple[Tombstone, ...]:
    """Return the erasures that a project's own log tells of."""
    query = sa.select(DecisionRow.seq).where(DecisionRow.verb == Erase.verb)
    seqs = set(connection.scalars(query))
    lines = read_decisions(connection, min(seqs) - 1) if seqs else iter(())
    return tuple(
        Tombstone(erasure=each.id, at=each.at, sources=each.step.tombstones)
        for each in lines
        if isinstance(each.step, Erase)
    )


def still_there(
    connection: sa.Connection, tombstones: Iterable[Tombstone]
) -> dict[Tombstone, tuple[SourceId, ...]]:
    """Return the sources that were erased elsewhere and are in this copy, by erasure.

    An erasure that the copy knows of is left out: what came in after it was brought back on purpose.
    """
    key, known = _key(connection), {each.erasure for each in erasures_in(connection)}
    hashes = {_hash(key, name): SourceId(name) for name in connection.scalars(_SOURCES)}
    found = {
        each: tuple(hashes[name] for name in each.sources if name in hashes)
        for each in tombstones
        if each.erasure not in known
    }
    return {each: sources for each, sources in found.items() if sources}


def read_beside(place: Path) -> tuple[Tombstone, ...]:
    """Return every tombstone in the folder of a project or backup; damaged lines are passed over."""
    found: dict[str, Tombstone] = {}
    with suppress(OSError):
        for file in sorted(place.absolute().parent.glob(f"*{ENDING}")):
            found |= {each.erasure: each for each in _read(file)}
    return tuple(found.values())


def write_beside(place: Path, tombstones: Iterable[Tombstone]) -> None:
    """Add tombstones to the file beside a project or backup: all of them, or none.

    Raises
    ------
    OSError
        When the folder cannot be written.
    """
    file = place.with_name(place.name + ENDING)
    known = {each.erasure: each for each in _read(file)}
    both = known | {each.erasure: each for each in tombstones}
    if both == known:
        return
    fresh = file.with_name(f".{file.name}.{uuid4().hex}")
    try:
        with open(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w") as out:  # noqa: PTH123 - for its owner's eyes only
            out.writelines(json.dumps(asdict(each)) + "\n" for each in both.values())
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)


def note_backup(connection: sa.Connection, place: Path, at: str) -> None:
    """Note that a backup was made, so that an erasure can say where one is."""
    noted = [*backups(connection), [str(place.absolute()), at]]
    connection.execute(sa.delete(FactRow).where(FactRow.name == _BACKUPS))
    row = {"name": _BACKUPS, "value": json.dumps(noted, ensure_ascii=False)}
    connection.execute(sa.insert(FactRow), [row])


def backups(connection: sa.Connection) -> tuple[tuple[str, str], ...]:
    """Return where backups were made, and when, the first one first."""
    found = connection.scalar(sa.select(FactRow.value).where(FactRow.name == _BACKUPS))
    return tuple((place, at) for place, at in json.loads(found or "[]"))


_SOURCES = sa.select(SourceRow.id)


def _read(file: Path) -> Iterator[Tombstone]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return
    for line in lines:
        with suppress(ValueError, TypeError, KeyError):
            plain = json.loads(line)
            yield Tombstone(
                erasure=str(plain["erasure"]),
                at=str(plain["at"]),
                sources=tuple(map(str, plain["sources"])),
            )


def _key(connection: sa.Connection) -> bytes:
    found = connection.scalar(sa.select(FactRow.value).where(FactRow.name == "id"))
    return (found or "").encode()


def _hash(key: bytes, source: str) -> str:
    return hmac.new(key, source.encode(), hashlib.sha256).hexdigest()
