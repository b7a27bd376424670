"""View coding: one source with everything that is coded and offered in it, and the codebook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.domain.board import Board
from workbench.domain.codebook import Code, CodeId, CodeKind, Colour
from workbench.domain.coding import Coding
from workbench.domain.evidence import Suggestion
from workbench.domain.sources import Passage, PassageId, Source, SourceId, SourceKind, Span
from workbench.domain.viewers import Right, needs
from workbench.services.view.offers import in_words
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import Material, material
from workbench.store.offers import standing_offers

_KINDS = tuple(CodeKind)
_COLOURS = tuple(each for each in Colour if each)
#: "Name: words" at the beginning of a line.
_LABEL = re.compile(r"([^\W\d_][^:]{0,39}): (?=\S)")
#: How many of the coded words that speak for an offer are shown.
_REASONS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedSpan:
    """One coding where it stands in the text."""

    coding: Coding
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedSpan:
    """A passage that is offered to a code, with the coded words that it reads like."""

    passage: PassageId
    code: CodeId
    span: Span
    likely: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnLabel:
    """The name before somebody's words; the span is that of the name with its colon."""

    span: Span
    speaker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A whole source as it never changes; all offsets are code points.

    `units` are the meaning units that the import cut, in order, for moving about by keys.
    """

    source: Source
    turns: tuple[TurnLabel, ...]
    units: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingView:
    """What is coded and offered in a source as it stands."""

    codings: tuple[CodedSpan, ...]
    offers: tuple[OfferedSpan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookRow:
    """A code with how many passages it has, in all and in the open source.

    `hue` numbers the codes in the order they were made, so that a colour stays with its code, but
    for those that somebody gave a colour: theirs is that of the palette.
    """

    code: Code
    n_passages: int
    n_here: int
    hue: int


@needs(Right.SEE_WORDS)
def view_text(project: Project, source_id: SourceId) -> TextView | None:
    """Return a source to be read; None when there is none of this id."""
    texts = material(project)
    source = texts.sources.get(source_id) or texts.earlier.get(source_id)
    if source is None:
        return None
    cut = (name for name in texts.of_source.get(source_id, ()) if name not in texts.by_hand)
    units = tuple(sorted(texts.passages[name].span for name in cut))
    return TextView(source=source, turns=turns_of(source), units=units)


@needs(Right.SEE_WORDS)
def words_of(project: Project, source_id: SourceId) -> str:
    """Return how a source reads at the moment; nothing when there is none of this id."""
    texts = material(project)
    source = texts.sources.get(source_id) or texts.earlier.get(source_id)
    return source.text if source else ""


@needs(Right.SEE_WORDS)
def view_coding(
    project: Project, source_id: SourceId, *, offered: Sequence[Suggestion] = ()
) -> CodingView:
    """Return a source's codings in reading order, and its offers; none when it is not there.

    Parameters
    ----------
    offered
        What `offers_in` said when the source was opened; what was judged since is left out.
    """
    board, texts = ledger(project).board, material(project)
    here = {name: texts.passages[name] for name in texts.of_source.get(source_id, ())}
    return CodingView(
        codings=tuple(sorted(_coded(board, here), key=_reading_order)),
        offers=tuple(_offers(board, texts, offered)),
    )


@needs(Right.SEE_WORDS)
def offers_in(project: Project, source_id: SourceId) -> tuple[Suggestion, ...]:
    """Return what codes are offered of one source, in reading order."""
    offered = standing_offers(project)
    passages = material(project).passages
    found = [
        each
        for each in offered
        if each.passage_id in passages and passages[each.passage_id].source_id == source_id
    ]
    return tuple(sorted(found, key=lambda each: passages[each.passage_id].span))


@needs(Right.SEE_WORDS)
def view_codebook(project: Project, here: str = "") -> tuple[CodebookRow, ...]:
    """Return the codebook by kind and name, with counts."""
    board, texts = ledger(project).board, material(project)
    mine = set(texts.of_source.get(SourceId(here), ()))
    held = {code: board.passages_of(code) for code in board.codes}
    rows = (
        CodebookRow(
            code=code,
            n_passages=len(held[code.id]),
            n_here=len(mine.intersection(held[code.id])),
            hue=_COLOURS.index(code.colour) if code.colour else number,
        )
        for number, code in enumerate(board.codes.values())
    )
    return tuple(
        sorted(rows, key=lambda row: (_KINDS.index(row.code.kind), row.code.name.casefold()))
    )


@needs(Right.SEE_WORDS)
def passage_beside(
    project: Project, code: str, source: str, start: int, *, by: int
) -> Passage | None:
    """Return a code's next (``by=1``) or previous (``by=-1``) passage from a place, going round.

    Sources follow each other in the order they came.
    """
    board, texts = ledger(project).board, material(project)
    if CodeId(code) not in board.codes:
        return None
    place = {name: number for number, name in enumerate(texts.sources)}
    held = [texts.passages[each] for each in board.passages_of(code) if each in texts.passages]
    held.sort(key=lambda each: (place[each.source_id], each.span))
    here = (place.get(SourceId(source), 0), start)
    if by > 0:
        beyond = [each for each in held if (place[each.source_id], each.span.start) > here]
        return next(iter(beyond or held), None)
    beyond = [each for each in held if (place[each.source_id], each.span.start) < here]
    return next(reversed(beyond or held), None)


def turns_of(source: Source) -> tuple[TurnLabel, ...]:
    """Return who speaks where: every name in a transcript, elsewhere names that come back."""
    found = list(_labels(source.text))
    if source.kind is SourceKind.TRANSCRIPT:
        return tuple(found)
    times = Counter(each.speaker for each in found)
    return tuple(each for each in found if times[each.speaker] > 1)


def _labels(text: str) -> Iterable[TurnLabel]:
    start = 0
    for line in text.split("\n"):
        label = _LABEL.match(line)
        if label:
            yield TurnLabel(span=Span(start, start + label.end()), speaker=label.group(1))
        start += len(line) + 1


def _coded(board: Board, here: dict[PassageId, Passage]) -> Iterable[CodedSpan]:
    for rows in board.codings.values():
        for coding in rows.values():
            if coding.passage_id in here:
                yield CodedSpan(coding=coding, span=here[coding.passage_id].span)


def _reading_order(each: CodedSpan) -> tuple[int, int, str]:
    """Outer spans come before those inside them."""
    return each.span.start, -each.span.end, each.coding.id


def _offers(board: Board, texts: Material, offered: Iterable[Suggestion]) -> Iterable[OfferedSpan]:
    for each in offered:
        passage = texts.passages.get(each.passage_id)
        if passage is None or not _stands(board, each):
            continue
        reasons = [texts.passages[name].quote for name in each.reasons if name in texts.passages]
        yield OfferedSpan(
            passage=each.passage_id,
            code=each.code,
            span=passage.span,
            likely=in_words(each.probability),
            reasons=tuple(reasons[:_REASONS]),
        )


def _stands(board: Board, offer: Suggestion) -> bool:
    """Return whether nobody has judged an offer since it was made."""
    coded = board.codings.get(offer.code, {}).values()
    return (
        offer.code in board.codes
        and offer.passage_id not in board.refusals.get(offer.code, {})
        and all(each.passage_id != offer.passage_id for each in coded)
    )
