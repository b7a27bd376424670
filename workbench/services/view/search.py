"""View what a search finds: by words, by meaning, by what is coded, narrowed down by who spoke.

What several ways find comes first; each way counts by its rank alone (reciprocal rank fusion,
Cormack, Clarke and Büttcher 2009), as a word search's scores and cosines cannot be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbench.domain.board import Board
from workbench.domain.codebook import CodeId
from workbench.domain.coding import Polarity
from workbench.domain.heard import Heard, wanted_values
from workbench.domain.searches import UNCODED, Search
from workbench.domain.sources import PassageId
from workbench.domain.viewers import Right, needs
from workbench.services.view.heard import heard
from workbench.services.view.meaning import Near, near_in_meaning
from workbench.services.view.passage_rows import passage_rows
from workbench.services.view.rows import PassageRow
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import Material, material
from workbench.store.search import search_passages

#: So many passages are looked at by words; beyond that nobody reads, and filters still count.
_LOOKED_AT = 200_000
#: The constant of reciprocal rank fusion.
_K = 60
#: Of so many hits, the first ones, it is said which codes hold them.
_TELLING = 50
#: What found passages, by its name, the best first.
_Ways = Mapping[str, Mapping[PassageId, None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage and what found it: ``words``, ``meaning``, ``code``; `similarity` is a cosine."""

    passage: PassageRow
    by: tuple[str, ...]
    similarity: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldHits:
    """A code that holds some of the best hits, and how many; `near` when its own words are near."""

    id: str
    name: str
    kind: str
    hits: int
    near: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A stretch of what was found, best first.

    `everything` names all of it, so that an act can take the whole result; `people` counts who
    spoke it. `codes` hold most of the best hits; `message` says what could not be searched.
    """

    hits: tuple[Hit, ...]
    everything: tuple[PassageId, ...]
    people: int
    codes: tuple[HeldHits, ...]
    message: str = ""


@needs(Right.SEE_WORDS)
def search(project: Project, wanted: Search, *, most: int = 100) -> Found:
    """Return the passages that a search finds."""
    by_words = search_passages(project, wanted.words, most=_LOOKED_AT) if wanted.words else ()
    near = near_in_meaning(project, wanted.words) if wanted.meaning and wanted.words else Near()
    # Looked up after: what another process imports meanwhile is then among the texts, too.
    board, texts, everybody = ledger(project).board, material(project), heard(project)
    ways: _Ways = {
        "words": dict.fromkeys(by_words),
        "meaning": dict.fromkeys(near.similar),
        "code": dict.fromkeys(_coded(board, near.codes)),
    }
    ranked = _joined(ways.values()) if wanted.words else tuple(texts.passages)
    allowed = _allowed(wanted, board, texts, everybody)
    everything = tuple(each for each in ranked if each in texts.passages and allowed(each))
    return Found(
        hits=tuple(_hit(row, ways, near) for row in passage_rows(board, texts, everything[:most])),
        everything=everything,
        people=len({_person(each, texts, everybody) for each in everything}),
        codes=_held_hits(board, everything[:_TELLING], near) if wanted.words else (),
        message=near.message,
    )


def _coded(board: Board, codes: Iterable[CodeId]) -> Iterator[PassageId]:
    """Yield what codes hold, the nearest code first, what speaks against them left out."""
    for code in codes:
        for coding in board.codings.get(code, {}).values():
            if coding.polarity is Polarity.SUPPORTS:
                yield coding.passage_id


def _joined(ways: Iterable[Iterable[PassageId]]) -> tuple[PassageId, ...]:
    """Return several results as one, by the ranks that a passage has in them."""
    found = [each for each in map(tuple, ways) if each]
    if len(found) == 1:
        return found[0]
    worth: dict[PassageId, float] = {}
    for ranked in found:
        for place, each in enumerate(ranked):
            worth[each] = worth.get(each, 0.0) + 1 / (_K + place)
    return tuple(sorted(worth, key=lambda each: -worth[each]))


def _allowed(
    wanted: Search, board: Board, texts: Material, everybody: Heard
) -> Callable[[PassageId], bool]:
    """Return what tells whether the conditions of a search let a passage through."""
    values, held = wanted_values(wanted.where), _held(board, wanted.within)
    without = wanted.within == UNCODED
    if not values and not wanted.within:
        return lambda passage: texts.passages[passage].source_id in everybody.of

    def allows(passage: PassageId) -> bool:
        if wanted.within and (passage in held) is without:
            return False
        facts = everybody.of.get(texts.passages[passage].source_id)
        return facts is not None and facts.meets(values)

    return allows


def _held(board: Board, within: str) -> frozenset[PassageId]:
    """Return the passages that a code holds; those that any code holds for `UNCODED`."""
    if not within:
        return frozenset()
    tables = (rows.values() for name, rows in board.codings.items() if within in {UNCODED, name})
    return frozenset(coding.passage_id for rows in tables for coding in rows)


def _hit(row: PassageRow, ways: _Ways, near: Near) -> Hit:
    by = tuple(name for name, found in ways.items() if row.id in found)
    return Hit(passage=row, by=by, similarity=near.similar.get(row.id))


def _person(passage: PassageId, texts: Material, everybody: Heard) -> str:
    return everybody.of[texts.passages[passage].source_id].person


def _held_hits(board: Board, best: Iterable[PassageId], near: Near) -> tuple[HeldHits, ...]:
    """Return the codes that are near, then those that hold most of the best hits."""
    wanted, found = frozenset(best), []
    for code in board.codes.values():
        there = {each.passage_id for each in board.codings.get(code.id, {}).values()} & wanted
        is_near = code.id in near.codes
        if there or is_near:
            kind = code.kind.value
            found.append(
                HeldHits(id=code.id, name=code.name, kind=kind, hits=len(there), near=is_near)
            )
    order = list(near.codes)
    rank = {name: place for place, name in enumerate(order)}
    found.sort(key=lambda each: (rank.get(CodeId(each.id), len(order)), -each.hits, each.name))
    return tuple(found)
