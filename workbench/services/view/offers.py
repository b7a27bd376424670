"""View offers: what the machine would put into each code, with the words that speak for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.domain.board import Board
from workbench.domain.evidence import LIKELY, Suggestion
from workbench.domain.sources import PassageId
from workbench.domain.viewers import Right, needs
from workbench.services.view.passage_rows import passage_rows
from workbench.services.view.rows import PassageRow
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import Material, material
from workbench.store.offers import count_by_code, standing_offers

#: From this probability on an offer is called so.
_VERY_LIKELY = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRow:
    """A passage that is offered to a code.

    `probability` is calibrated, `likely` says it in words; `reasons` are the coded passages that it
    is nearest to.
    """

    passage: PassageRow
    probability: float
    likely: str
    reasons: tuple[PassageRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferBatch:
    """What one code is offered, the likeliest first; `total` counts all, `offers` holds a stretch."""

    code: str
    title: str
    kind: str
    total: int
    offers: tuple[OfferRow, ...]


@needs(Right.SEE_WORDS)
def view_offers(project: Project, *, code: str = "", most: int = 100) -> tuple[OfferBatch, ...]:
    """Return the offers that stand, by code, the largest batch first.

    Parameters
    ----------
    code
        Only this one, when given.
    most
        How many offers of each code.
    """
    # Read first: what another process decides in between is then on the board, too.
    totals = count_by_code(project, code)
    found = {name: standing_offers(project, name, most=most) for name in totals}
    board, texts = ledger(project).board, material(project)
    rows = _rows(board, texts, found.values())
    batches = [
        OfferBatch(
            code=name,
            title=board.codes[name].name,
            kind=board.codes[name].kind.value,
            total=totals[name],
            offers=tuple(_offer_row(each, rows) for each in offers),
        )
        for name, offers in found.items()
        if name in board.codes
    ]
    return tuple(sorted(batches, key=lambda each: (-each.total, each.title, each.code)))


def in_words(probability: float) -> str:
    """Return how likely an offer is right, as a person would say it."""
    if probability >= _VERY_LIKELY:
        return "very likely"
    return "likely" if probability >= LIKELY else "perhaps"


def _rows(
    board: Board, texts: Material, shown: Iterable[Iterable[Suggestion]]
) -> dict[PassageId, PassageRow]:
    """Return the rows of everything that offers name, looked up on the board once."""
    named = {
        name for offers in shown for each in offers for name in (each.passage_id, *each.reasons)
    }
    return {row.id: row for row in passage_rows(board, texts, named)}


def _offer_row(offer: Suggestion, rows: Mapping[PassageId, PassageRow]) -> OfferRow:
    return OfferRow(
        passage=rows[offer.passage_id],
        probability=offer.probability,
        likely=in_words(offer.probability),
        reasons=tuple(rows[each] for each in offer.reasons if each in rows),
    )
