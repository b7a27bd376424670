"""View sources: which there are, how far each is coded, and where words are found in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.domain.board import Board
from workbench.domain.sources import Source, SourceId
from workbench.domain.viewers import Right, needs
from workbench.errors import InvalidDecision
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import Material, material
from workbench.store.search import search_passages

#: More passages that hold the words are not looked for.
_HITS = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One source in a list: how many codings it has, and how many hits of what was searched for."""

    id: SourceId
    title: str
    external_id: str
    kind: str
    attributes: Mapping[str, str]
    n_codings: int
    n_hits: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceList:
    """A stretch of the sources that a filter leaves, around the open one.

    Parameters
    ----------
    rows
        The stretch; `first` is how many stand before it, `total` how many there are in all.
    before, after
        The sources beside the open one; empty at the ends. When the filter leaves the open one
        out, they are its neighbours all the same.
    place
        Where the open one stands among them, from 1; None when it is left out.
    """

    rows: tuple[SourceRow, ...]
    first: int
    total: int
    before: SourceId | None
    after: SourceId | None
    place: int | None
    n_uncoded: int


@needs(Right.SEE_WORDS)
def view_sources(
    project: Project,
    *,
    here: str = "",
    uncoded: bool = False,
    words: str = "",
    most: int = 200,
) -> SourceList:
    """Return the sources in the order they came, those that a filter leaves.

    Parameters
    ----------
    here
        The open one.
    uncoded
        Only those without a coding.
    words
        Only those in which these are found, as on the board.
    """
    hits = search_passages(project, words, most=_HITS) if words.strip() else ()
    board, texts = ledger(project).board, material(project)
    coded = count_codings(board, texts)
    found = Counter(texts.passages[each].source_id for each in hits if each in texts.passages)
    kept = [
        name
        for name in texts.sources
        if not (uncoded and coded[name]) and (not words.strip() or found[name])
    ]
    places = {name: number for number, name in enumerate(kept)}
    before, after = _beside(texts.sources, places, kept, SourceId(here))
    place = places.get(SourceId(here))
    first = max(0, min((place or 0) - most // 2, len(kept) - most))
    return SourceList(
        rows=tuple(
            _row(texts.sources[name], coded[name], found[name])
            for name in kept[first : first + most]
        ),
        first=first,
        total=len(kept),
        before=before,
        after=after,
        place=None if place is None else place + 1,
        n_uncoded=sum(not coded[name] for name in texts.sources),
    )


def count_codings(board: Board, texts: Material) -> Counter[SourceId]:
    """Return how many codings each source has."""
    return Counter(
        texts.passages[coding.passage_id].source_id
        for rows in board.codings.values()
        for coding in rows.values()
        if coding.passage_id in texts.passages
    )


@needs(Right.SEE_WORDS)
def find_source(project: Project, named: str) -> SourceId:
    """Return the one source of this id, number of its own, or title.

    Raises
    ------
    InvalidDecision
        When there is none, or there are several.
    """
    sources = material(project).sources
    if SourceId(named) in sources:
        return SourceId(named)
    found = [each.id for each in sources.values() if named in {each.external_id, each.title}]
    if len(found) != 1:
        reason = "there is no source" if not found else f"{len(found)} sources are called"
        raise InvalidDecision("The command", f"{reason} “{named}”; give the source's id")
    return found[0]


def _beside(
    order: Iterable[SourceId],
    places: Mapping[SourceId, int],
    kept: list[SourceId],
    here: SourceId,
) -> tuple[SourceId | None, SourceId | None]:
    if here in places:
        at = places[here]
        return (kept[at - 1] if at else None, kept[at + 1] if at + 1 < len(kept) else None)
    before: SourceId | None = None
    passed = False
    for name in order:
        passed = passed or name == here
        if passed and name in places:
            return before, name
        before = name if name in places else before
    return (before, None) if passed else (None, kept[0] if kept else None)


def _row(source: Source, n_codings: int, n_hits: int) -> SourceRow:
    return SourceRow(
        id=source.id,
        title=source.title,
        external_id=source.external_id,
        kind=source.kind.value,
        attributes=source.attributes,
        n_codings=n_codings,
        n_hits=n_hits,
    )
