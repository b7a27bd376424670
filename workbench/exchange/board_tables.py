"""The board as tables for facilitators: candidates, codings, codebook and memos."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.domain.board import Board
from workbench.domain.candidates import WORKABLE, Candidate, CandidateId, CandidateStatus
from workbench.domain.codebook import Code
from workbench.domain.draft import title_of
from workbench.domain.memos import AboutKind, Memo
from workbench.domain.sources import Passage, PassageId, SourceId
from workbench.domain.standing import standing_theme
from workbench.exchange.holdings import Holdings

_Row = tuple[object, ...]


def candidate_rows(held: Holdings) -> Iterator[_Row]:
    """Yield a row for each passage in a candidate as it stands, and for each that is in none.

    What is assigned to nothing names the candidate or code that the latest run found nearest.
    """
    homes, placed = _homes(held.board), held.board.placed()
    for name in held.passages:
        found = homes.get(name, [])
        for candidate, score in found:
            said = (candidate.id, candidate.title, "; ".join(candidate.keywords), score, 0)
            yield (*_place(held, name), *said, "", "")
        if not found and name in placed:
            yield (*_place(held, name), "", "", "", "", 0, "", "")
        elif not found:
            nearest = standing_theme(held.board, held.nearest.get(name)) or ("", "")
            yield (*_place(held, name), "", "", "", "", 1, *nearest)


def _place(held: Holdings, name: PassageId) -> _Row:
    source, passage = held.of(name)
    span = held.span(name)
    return name, source.id, source.external_id, span.start, span.end, passage.quote


def _homes(board: Board) -> dict[PassageId, list[tuple[Candidate, float]]]:
    """Return the candidates that hold each passage today; a confirmed one holds its code's."""
    found: dict[PassageId, list[tuple[Candidate, float]]] = {}
    for candidate in board.candidates.values():
        if candidate.status in WORKABLE or candidate.status is CandidateStatus.CONFIRMED:
            members = board.members.get(CandidateId(candidate.id), {})
            for passage in board.passages_of(candidate.id):
                score = members[passage].score if passage in members else 1.0
                found.setdefault(passage, []).append((candidate, score))
    return found


def coding_rows(held: Holdings) -> Iterator[_Row]:
    """Yield a row for each coding, in the order of the texts."""
    position = {name: index for index, name in enumerate(held.passages)}
    codings = [
        (position[coding.passage_id], held.board.codes[code].name, coding)
        for code, rows in held.board.codings.items()
        for coding in rows.values()
        if coding.passage_id in position
    ]
    for _, code, coding in sorted(codings, key=lambda each: (each[0], each[1], each[2].coder)):
        how = (coding.coder, coding.round, coding.origin.value, coding.polarity.value)
        yield (*_place(held, coding.passage_id)[1:], code, *how, coding.created_at)


def code_rows(held: Holdings) -> Iterator[_Row]:
    """Yield a row for each code."""
    for code in held.codes():
        yield (*described(held, code), len(held.passages_of(code.id)))


def described(held: Holdings, code: Code) -> _Row:
    """Return what a code says, without how much it holds."""
    return (
        code.id,
        code.name,
        code.kind.value,
        code.statement,
        "; ".join(facet.value for facet in code.facets),
        code.locus.value,
        code.level.value,
        code.definition,
        code.use_when,
        code.not_when,
        code.example,
        code.near_miss,
        held.board.codes[code.parent].name if code.parent else "",
    )


def memo_rows(held: Holdings) -> Iterator[_Row]:
    """Yield a row for each memo, with what it is about by name where it has one."""
    for memo in held.memos():
        passage = held.passage_of(memo)
        named, stands = _about(held, memo, passage)
        on_source = memo.about_kind is AboutKind.SOURCE
        source = memo.about if on_source else passage.source_id if passage else ""
        span = held.spans.get(passage.id, passage.span) if passage else None
        place = (source, span.start if span else "", span.end if span else "")
        about = (memo.about_kind.value, memo.about, named, int(stands))
        said = (memo.kind.value, memo.text, memo.coder, memo.created_at)
        yield (memo.id, *about, *place, *said, memo.changed_by, memo.changed_at)


def _about(held: Holdings, memo: Memo, passage: Passage | None) -> tuple[str, bool]:
    """Return what a memo is about in words, and whether it is still there."""
    if memo.about_kind is AboutKind.PROJECT:
        return "", True
    if memo.about_kind is AboutKind.SOURCE:
        source = held.sources[SourceId(memo.about)]
        return source.external_id or source.title, True
    if memo.about_kind is AboutKind.PASSAGE:
        return (passage.quote, True) if passage else ("", False)
    board, stands = held.board, memo.about in {*held.board.codes, *held.board.candidates}
    return title_of(board.theme(memo.about)) if stands else held.names.get(memo.about, ""), stands
