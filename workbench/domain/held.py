"""What a code holds among some texts, and who speaks for it: of people once, whatever they said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.domain.board import Board
from workbench.domain.codebook import Code
from workbench.domain.coding import Coding, Polarity
from workbench.domain.heard import Facts, Heard
from workbench.domain.sources import Passage, PassageId


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a code holds that is among the texts: passages for it and against it, and their facts.

    `people` are those who speak for it.
    """

    supports: tuple[PassageId, ...]
    contradicts: tuple[PassageId, ...]
    facts: tuple[Facts, ...]
    facts_against: tuple[Facts, ...]
    people: frozenset[str]


def held_by(board: Board, code: Code, passages: Mapping[PassageId, Passage], there: Heard) -> Held:
    """Return the passages of a code, each once a side; coders may see one passage differently.

    Counted anew only when a coding of this code is another one, or a passage came or went.
    """
    codings = board.codings.get(code.id, {})
    kept: dict[str, tuple[object, object, Held]] = there.kept.setdefault("held", {})
    known = kept.get(code.id)
    if known is None or known[0] is not codings or known[1] is not passages:
        known = (codings, passages, _held(codings.values(), passages, there))
        kept[code.id] = known
    return known[2]


def _held(codings: Iterable[Coding], passages: Mapping[PassageId, Passage], there: Heard) -> Held:
    supports: dict[PassageId, Facts] = {}
    against: dict[PassageId, Facts] = {}
    for coding in codings:
        passage = passages.get(coding.passage_id)
        facts = there.of.get(passage.source_id) if passage else None
        if facts is not None:
            side = against if coding.polarity is Polarity.CONTRADICTS else supports
            side[coding.passage_id] = facts
    return Held(
        supports=tuple(supports),
        contradicts=tuple(against),
        facts=tuple(supports.values()),
        facts_against=tuple(against.values()),
        people=frozenset({each.person for each in supports.values()}),
    )
