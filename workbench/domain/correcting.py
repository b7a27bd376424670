"""Carry codings, memberships and refusals over to corrected texts; what has no place there stays.

Whose judgement it was, how it came and what it says for or against stay as they are. A candidate
that nobody had judged is not judged by this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workbench.domain.board import Key, Noun
from workbench.domain.candidates import WORKABLE, Candidate, CandidateId, digest_passages
from workbench.domain.codebook import Code
from workbench.domain.corrections import Correct
from workbench.domain.draft import Draft, held_by
from workbench.domain.notes import carry_memos
from workbench.domain.proposing import is_judged
from workbench.domain.sources import PassageId
from workbench.errors import InvalidDecision


def correct(draft: Draft, act: Correct) -> None:
    """Carry everything that is held of earlier passages over to those of the corrected texts."""
    moves = dict(act.moves)
    if len(moves) < len(act.moves) or len(set(moves.values())) < len(moves):
        raise InvalidDecision("This act", "two passages would become one")
    board = draft.board
    for candidate in filter(_is_worked_on, board.candidates.values()):
        _carry(draft, candidate, moves)
        if candidate.id in board.members and not is_judged(board, candidate):
            fresh = (moves.get(passage, passage) for passage in board.members[candidate.id])
            draft.put_candidate(replace(candidate, proposed=digest_passages(fresh)))
    for code in board.codes.values():
        _carry(draft, code, moves)
    for passage, to in moves.items():
        carry_memos(draft, passage, to)
    _carry_refusals(draft, moves)


def _is_worked_on(candidate: Candidate) -> bool:
    """Whether a candidate can be changed; what another one holds comes back when it is reopened."""
    return candidate.status in WORKABLE


def _carry(draft: Draft, theme: Candidate | Code, moves: Mapping[PassageId, PassageId]) -> None:
    held = held_by(draft.board, theme)
    for passage in held:
        to = moves.get(passage)
        # Where somebody judged the corrected words already, both judgements stand.
        if to is not None and to not in held:
            draft.carry(theme, passage, to)


def _carry_refusals(draft: Draft, moves: Mapping[PassageId, PassageId]) -> None:
    for theme, refused in draft.board.refusals.items():
        candidate = draft.board.candidates.get(CandidateId(theme))
        if candidate is not None and not _is_worked_on(candidate):
            continue
        held = held_by(draft.now(), draft.board.theme(theme))
        for passage, refusal in refused.items():
            to = moves.get(passage)
            if to is not None and to not in held:
                draft.put(Key(Noun.REFUSAL, theme, passage), None)
                draft.put_new(Key(Noun.REFUSAL, theme, to), refusal)
