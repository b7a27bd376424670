"""One passage as a screen shows it: its words, where they are from, and what holds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workbench.domain.board import Board
from workbench.domain.candidates import WORKABLE
from workbench.domain.coding import Origin
from workbench.domain.sources import PassageId
from workbench.services.view.rows import PassageRow
from workbench.store.material import Material

HeldBy = Mapping[PassageId, tuple[tuple[str, str], ...]]


def holders(
    board: Board, passages: Iterable[PassageId]
) -> dict[PassageId, tuple[tuple[str, str], ...]]:
    """Return by passage the (id, title) of every code and workable candidate that holds it."""
    found: dict[PassageId, dict[str, str]] = {passage: {} for passage in passages}
    for code in board.codes.values():
        for coding in board.codings.get(code.id, {}).values():
            if coding.passage_id in found:
                found[coding.passage_id][code.id] = code.name
    for candidate in board.candidates.values():
        if candidate.status in WORKABLE:
            for passage in board.members.get(candidate.id, {}).keys() & found.keys():
                found[passage][candidate.id] = candidate.title
    return {passage: tuple(names.items()) for passage, names in found.items()}


def passage_row(
    texts: Material,
    passage_id: PassageId,
    held_by: HeldBy,
    *,
    score: float | None = None,
    origin: Origin | None = None,
    nearest: tuple[str, str] | None = None,
) -> PassageRow:
    """Return a passage's row; `held_by` is what `holders` says."""
    passage, source = texts.passages[passage_id], texts.source_of(passage_id)
    return PassageRow(
        id=passage_id,
        quote=passage.quote,
        source_id=source.id,
        source_title=source.title,
        external_id=source.external_id,
        kind=source.kind.value,
        case=source.case,
        attributes=source.attributes,
        score=score,
        origin=origin,
        themes=held_by.get(passage_id, ()),
        nearest=nearest,
    )


def passage_rows(
    board: Board, texts: Material, passages: Iterable[PassageId]
) -> tuple[PassageRow, ...]:
    """Return the rows of passages that are still among the texts, in the given order."""
    there = [passage for passage in passages if passage in texts.passages]
    held_by = holders(board, there)
    return tuple(passage_row(texts, passage, held_by) for passage in there)
