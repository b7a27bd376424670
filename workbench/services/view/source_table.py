"""The table of sources: what there is, where it came from, and what may need a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workbench.domain.sources import Source, SourceId
from workbench.domain.viewers import Right, needs
from workbench.services.view.board import latest
from workbench.services.view.sources import count_codings
from workbench.store.database import Project
from workbench.store.imports import Brought, imports, times_of_import
from workbench.store.log import ledger
from workbench.store.material import Material, material

#: Of more sources than this, those that say nearly the same are not looked for.
_COMPARED = 3_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One source: `at` is when it came in, `place` where it stands among those shown, from 0."""

    place: int
    id: SourceId
    title: str
    external_id: str
    kind: str
    at: str
    origin: str
    attributes: Mapping[str, str]
    n_passages: int
    n_codings: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFilter:
    """Which sources are shown; what is empty filters nothing.

    Parameters
    ----------
    words
        In a source's name, number, file or attributes.
    at
        When they came in, as imports are told apart.
    looked_for
        ``warnings``, ``uncoded`` or ``earlier`` (texts that corrected ones took the place of).
    """

    words: str = ""
    kind: str = ""
    at: str = ""
    looked_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTable:
    """A stretch of the sources that a filter leaves.

    Parameters
    ----------
    total, whole
        How many the filter leaves, and how many there are in all.
    kinds, imports
        What can be filtered by, with how many there are.
    """

    rows: tuple[TableRow, ...]
    total: int
    whole: int
    n_passages: int
    kinds: Mapping[str, int]
    imports: tuple[Brought, ...]
    n_warnings: int
    n_earlier: int


@dataclass(slots=True)
class _Known:
    """Everything that is known of the sources in one state of the project."""

    texts: Material
    at: Mapping[SourceId, str]
    imports: tuple[Brought, ...]
    codings: Counter[SourceId]
    sources: list[Source] = field(default_factory=list)
    warnings: dict[SourceId, tuple[str, ...]] = field(default_factory=dict)


@needs(Right.SEE_WORDS)
def view_source_table(
    project: Project, only: TableFilter, *, first: int = 0, most: int = 200
) -> SourceTable:
    """Return the sources from a place on, the latest import first, those that a filter leaves."""
    known = _known(project)
    kept = list(_kept(known, only))
    first = max(0, min(first, len(kept) - 1))
    return SourceTable(
        rows=tuple(
            _row(known, each, first + place)
            for place, each in enumerate(kept[first : first + most])
        ),
        total=len(kept),
        whole=len(known.sources),
        n_passages=len(known.texts.passages),
        kinds=Counter(each.kind.value for each in known.sources),
        imports=known.imports,
        n_warnings=len(known.warnings),
        n_earlier=len(known.texts.earlier),
    )


def _known(project: Project) -> _Known:
    texts, now = material(project), latest(project)
    kept = project.cache.get("source table")
    if kept is None or kept[0] is not texts or kept[1] != now:
        kept = project.cache["source table"] = (texts, now, _look(project, texts))
    found: _Known = kept[2]
    return found


def _look(project: Project, texts: Material) -> _Known:
    with project.reading() as connection:
        at, brought = times_of_import(connection), imports(connection)
    known = _Known(texts, at, brought, count_codings(ledger(project).board, texts))
    every = {**texts.earlier, **texts.sources}
    # Within one import in the order of the file, the latest import first.
    known.sources = sorted(every.values(), key=lambda each: at.get(each.id, ""), reverse=True)
    known.warnings = {name: told for name, told in _warnings(known) if told}
    return known


def _warnings(known: _Known) -> Iterator[tuple[SourceId, tuple[str, ...]]]:
    texts = known.texts
    alike = _alike(list(texts.sources.values()))
    came_after = {new: old for old, new in texts.corrected.items()}
    for source in known.sources:
        told = []
        if source.id in texts.corrected:
            stay = known.codings[source.id]
            held = (
                f"; {stay} {'coding stays' if stay == 1 else 'codings stay'} with it"
                if stay
                else ""
            )
            told.append(f"earlier words: a corrected text took their place{held}")
        elif not texts.of_source.get(source.id):
            told.append("no passages")
        if source.id in came_after:
            told.append("corrected: it took the place of earlier words")
        if source.id in alike:
            told.append(alike[source.id])
        yield source.id, tuple(told)


def _alike(sources: list[Source]) -> dict[SourceId, str]:
    by_hash: dict[str, Source] = {}
    found = {}
    for each in sources:
        other = by_hash.setdefault(each.text_hash, each)
        if other is not each:
            found[each.id] = f"the very words of {other.external_id or other.title}"
    if len(sources) <= _COMPARED:
        from workbench.ingest.duplicates import find_alike  # numpy, which a wide table does without

        for place, like, share in find_alike([each.text for each in sources]):
            other = sources[like]
            told = f"{share:.0%} the same as {other.external_id or other.title}"
            found.setdefault(sources[place].id, told)
    return found


def _kept(known: _Known, only: TableFilter) -> Iterator[Source]:
    words = only.words.casefold().split()
    for each in known.sources:
        if only.kind and each.kind.value != only.kind:
            continue
        if only.at and known.at.get(each.id) != only.at:
            continue
        if not _is_looked_for(known, each, only.looked_for):
            continue
        if words and not _has(each, words):
            continue
        yield each


def _is_looked_for(known: _Known, source: Source, what: str) -> bool:
    if what == "earlier":
        return source.id in known.texts.earlier
    if source.id in known.texts.earlier and not known.texts.of_source.get(source.id):
        return False
    if what == "warnings":
        return source.id in known.warnings
    return what != "uncoded" or not known.codings[source.id]


def _has(source: Source, words: list[str]) -> bool:
    parts = (source.title, source.external_id, source.origin, *source.attributes.values())
    said = "\n".join(parts).casefold()
    return all(word in said for word in words)


def _row(known: _Known, source: Source, place: int) -> TableRow:
    return TableRow(
        place=place,
        id=source.id,
        title=source.title,
        external_id=source.external_id,
        kind=source.kind.value,
        at=known.at.get(source.id, ""),
        origin=source.origin,
        attributes=source.attributes,
        n_passages=len(known.texts.of_source.get(source.id, ())),
        n_codings=known.codings[source.id],
        warnings=known.warnings.get(source.id, ()),
    )
