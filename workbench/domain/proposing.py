"""The machine's candidates on the board: a run's, or another level of a run.

They take the place only of candidates that nobody has judged (law 3).
"""

from __future__ import annotations

from dataclasses import replace

from workbench.domain.board import Board
from workbench.domain.candidates import Candidate, CandidateStatus, RunId, digest_passages
from workbench.domain.coding import Origin
from workbench.domain.decisions import ChooseGrain, Proposal, Propose
from workbench.domain.draft import Draft

#: The states in which the machine's own candidates can be, as long as nobody judges them.
_UNJUDGED = {CandidateStatus.OPEN, CandidateStatus.SUPERSEDED}


def propose(draft: Draft, act: Propose) -> None:
    """Put a run's candidates in place of those that nobody has judged."""
    _supersede(draft)
    for proposal in act.proposals:
        draft.start_candidate(_candidate(proposal, act.run_id))
        draft.put_members(proposal.id, proposal.members)


def choose_grain(draft: Draft, act: ChooseGrain) -> None:
    """Put one level's candidates in place of another's; a level that was shown before comes back.

    What somebody judged is left: it is neither superseded nor proposed again.
    """
    _supersede(draft)
    for proposal in act.proposals:
        known = draft.board.candidates.get(proposal.id)
        if known is None:
            draft.start_candidate(_candidate(proposal, act.run_id))
        elif is_judged(draft.board, known) or known.status not in _UNJUDGED:
            continue
        else:
            draft.put_candidate(_candidate(proposal, act.run_id))
            wanted = {passage for passage, _ in proposal.members}
            held = draft.board.members.get(known.id, {})
            draft.take(known, [passage for passage in held if passage not in wanted])
        draft.put_members(proposal.id, proposal.members)


def _supersede(draft: Draft) -> None:
    for candidate in draft.board.candidates.values():
        if candidate.status is CandidateStatus.OPEN and not is_judged(draft.board, candidate):
            draft.put_candidate(replace(candidate, status=CandidateStatus.SUPERSEDED))


def _candidate(proposal: Proposal, run_id: RunId) -> Candidate:
    return Candidate(
        id=proposal.id,
        title=proposal.title,
        run_id=run_id,
        keywords=proposal.keywords,
        stability=proposal.stability,
        proposed=digest_passages(passage for passage, _ in proposal.members),
    )


def is_judged(board: Board, candidate: Candidate) -> bool:
    """Return whether a person has done anything to a candidate, so that runs leave it alone.

    Acts on passages leave the candidate itself as it is, so that people who move different
    passages do not collide; they show in that its members are not those that were proposed.
    """
    if candidate.edited or candidate.id in board.refusals:
        return True
    members = board.members.get(candidate.id, {})
    by_hand = any(member.origin is Origin.BY_HAND for member in members.values())
    return by_hand or digest_passages(members) != candidate.proposed
