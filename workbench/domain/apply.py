"""What each act does to a board.

`apply` is a pure function: the same board and act give the same changes, so that the whole log can
be folded again from nothing (law 2). It refuses, with the reason, whatever would break a law.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import assert_never

from workbench.domain.board import Board, Change
from workbench.domain.candidates import (
    Candidate,
    CandidateStatus,
)
from workbench.domain.codebook import Code
from workbench.domain.coding import Coding, Origin, Polarity
from workbench.domain.correcting import correct
from workbench.domain.corrections import Correct
from workbench.domain.decisions import (
    Accept,
    Act,
    Add,
    Adjust,
    ChooseGrain,
    Confirm,
    CreateCode,
    Describe,
    Dismiss,
    Drop,
    Merge,
    Move,
    Park,
    Propose,
    Refuse,
    Rename,
    Reopen,
    Split,
)
from workbench.domain.draft import Draft, Held, closed, named
from workbench.domain.memos import ChangeMemo, Note, RemoveMemo
from workbench.domain.notes import carry_memos, change_memo, hand_memos, note, remove_memo
from workbench.domain.proposing import choose_grain, propose
from workbench.domain.refusals import forget_refusals, hand_refusals, refuse
from workbench.domain.regroup import merge, redirect, split
from workbench.domain.tree import Nest, let_go_of_children, nest
from workbench.errors import InvalidDecision, NothingToDo, ThemeClosed


def apply(board: Board, act: Act, *, coder: str, at: str) -> tuple[Change, ...]:
    """Return what an act changes.

    Parameters
    ----------
    coder
        Who acts; codings that the act makes are theirs.
    at
        When, in UTC and ISO 8601.

    Raises
    ------
    DecisionError
        When the board as it stands does not allow the act, or it would change nothing.
    """
    draft = Draft(board, coder=coder, at=at)
    _write(draft, act)
    changes = draft.changes()
    if not changes and not isinstance(act, (Propose, Correct)):
        raise NothingToDo(act.verb)
    return changes


def _write(draft: Draft, act: Act) -> None:  # noqa: C901, PLR0912, PLR0915 - one line for each verb
    match act:
        case Confirm():
            _confirm(draft, act)
        case Rename():
            _rename(draft, act)
        case Describe():
            _describe(draft, act)
        case Merge():
            merge(draft, act)
        case Split():
            split(draft, act)
        case Move():
            _move(draft, act)
        case Add():
            _add(draft, act)
        case Drop():
            _drop(draft, act)
        case Adjust():
            _adjust(draft, act)
        case Accept():
            _accept(draft, act)
        case Refuse():
            _refuse(draft, act)
        case CreateCode():
            _create(draft, act)
        case Dismiss():
            _dismiss(draft, act)
        case Park():
            _park(draft, act)
        case Reopen():
            _reopen(draft, act)
        case Nest():
            nest(draft, act)
        case Note():
            note(draft, act)
        case ChangeMemo():
            change_memo(draft, act)
        case RemoveMemo():
            remove_memo(draft, act)
        case Propose():
            propose(draft, act)
        case ChooseGrain():
            choose_grain(draft, act)
        case Correct():
            correct(draft, act)
        case _:
            assert_never(act)


def _confirm(draft: Draft, act: Confirm) -> None:
    candidate = draft.workable(act.candidate, "confirm")
    code = _start_code(draft, act)
    for passage, member in draft.board.members.get(candidate.id, {}).items():
        draft.put_coding(code.id, passage, origin=member.origin, polarity=Polarity.SUPPORTS)
    status = CandidateStatus.CONFIRMED
    draft.put_candidate(replace(candidate, status=status, edited=True, code_id=code.id))
    hand_refusals(draft, candidate, code)
    hand_memos(draft, candidate.id, code)
    draft.refuse_bare([code.id])


def _start_code(draft: Draft, act: Confirm | CreateCode) -> Code:
    code = Code(
        id=act.code_id,
        name=named(act.name),
        kind=act.kind,
        statement=act.statement.strip(),
        facets=act.facets,
    )
    draft.start_code(code)
    return code


def _rename(draft: Draft, act: Rename) -> None:
    theme, name = draft.standing(act.theme, "rename"), named(act.name)
    if isinstance(theme, Candidate):
        if theme.title != name:
            draft.put_candidate(replace(theme, title=name, edited=True))
        return
    draft.refuse_name(name, but=theme.id)
    draft.put_code(replace(theme, name=name))


def _describe(draft: Draft, act: Describe) -> None:
    theme = draft.board.theme(act.theme)
    if isinstance(theme, Candidate):
        raise ThemeClosed(theme.title, "still a candidate", "describe", "confirm it first")
    given = {each.name: getattr(act, each.name) for each in fields(act) if each.name != "theme"}
    draft.put_code(
        replace(theme, **{name: value for name, value in given.items() if value is not None})
    )
    draft.refuse_bare([theme.id])


def _move(draft: Draft, act: Move) -> None:
    origin, to = draft.standing(act.origin, "move from"), draft.standing(act.to, "move into")
    if origin.id == to.id or not act.passages:
        raise NothingToDo("move")
    taken = draft.take(origin, act.passages)
    for polarity in Polarity:
        alike = [passage for passage, held in taken.items() if _polarity(held) is polarity]
        draft.place(to, alike, polarity=polarity)
    draft.refuse_bare([origin.id])


def _polarity(held: Iterable[Held]) -> Polarity:
    """Return what a passage said where it was: words against a code do not become words for one."""
    codings = [thing for thing in held if isinstance(thing, Coding)]
    against = bool(codings) and all(each.polarity is Polarity.CONTRADICTS for each in codings)
    return Polarity.CONTRADICTS if against else Polarity.SUPPORTS


def _add(draft: Draft, act: Add) -> None:
    draft.place(draft.standing(act.to, "add to"), act.passages, polarity=act.polarity)


def _drop(draft: Draft, act: Drop) -> None:
    origin = draft.standing(act.origin, "take out of")
    draft.take(origin, act.passages)
    draft.refuse_bare([origin.id])


def _adjust(draft: Draft, act: Adjust) -> None:
    if act.passage == act.to:
        raise NothingToDo("adjust")
    draft.carry(draft.standing(act.theme, "adjust anything in"), act.passage, act.to)
    carry_memos(draft, act.passage, act.to)


def _accept(draft: Draft, act: Accept) -> None:
    if set(act.passages) & set(act.struck):
        raise InvalidDecision("This act", "one passage is both accepted and struck out")
    theme = draft.standing(act.to, "accept anything for")
    refuse(draft, theme, act.struck)
    draft.place(theme, act.passages, origin=Origin.SUGGESTED)


def _refuse(draft: Draft, act: Refuse) -> None:
    refuse(draft, draft.standing(act.theme, "refuse anything for"), act.passages)


def _create(draft: Draft, act: CreateCode) -> None:
    code = _start_code(draft, act)
    if act.origin:
        origin = draft.standing(act.origin, "take out of")
        draft.take(origin, act.passages)
        draft.place(code, act.passages)
        draft.refuse_bare([code.id, origin.id])
    else:
        draft.place(code, act.passages)
        draft.refuse_bare([code.id])


def _dismiss(draft: Draft, act: Dismiss) -> None:
    theme = draft.standing(act.theme, "dismiss")
    if isinstance(theme, Candidate):
        status = CandidateStatus.DISMISSED
        draft.put_candidate(replace(theme, status=status, edited=True))
        return
    draft.take(theme, draft.board.passages_of(theme.id))
    forget_refusals(draft, theme)
    let_go_of_children(draft, theme.id)
    draft.remove_code(theme.id)
    for candidate in draft.board.candidates.values():
        if candidate.code_id == theme.id:
            status = CandidateStatus.DISMISSED
            draft.put_candidate(replace(candidate, status=status, code_id=None))
            hand_memos(draft, theme.id, candidate)
            redirect(draft, theme.id, candidate.id)


def _park(draft: Draft, act: Park) -> None:
    candidate = draft.workable(act.theme, "park")
    draft.put_candidate(replace(candidate, status=CandidateStatus.PARKED, edited=True))


def _reopen(draft: Draft, act: Reopen) -> None:
    theme = draft.board.theme(act.theme)
    if isinstance(theme, Code):
        _reopen_code(draft, theme)
        return
    if theme.status not in {CandidateStatus.PARKED, CandidateStatus.DISMISSED}:
        raise closed(theme, "reopen")
    draft.put_candidate(replace(theme, status=CandidateStatus.OPEN, edited=True))


def _reopen_code(draft: Draft, code: Code) -> None:
    """Turn a code back into the candidate it came from, with the passages that it has today."""
    mine = [each for each in draft.board.candidates.values() if each.code_id == code.id]
    if not mine:
        state = f"{code.kind.called} that was made by hand"
        raise ThemeClosed(code.name, state, "reopen", "dismiss it, or describe it anew")
    candidate = mine[0]
    taken = draft.take(code, draft.board.passages_of(code.id))
    let_go_of_children(draft, code.id)
    draft.remove_code(code.id)
    members = draft.board.members.get(candidate.id, {})
    stale = [passage for passage in members if passage not in taken]
    draft.take(candidate, stale)
    draft.bring(candidate, taken)
    hand_refusals(draft, code, candidate)
    hand_memos(draft, code.id, candidate)
    draft.put_candidate(replace(candidate, status=CandidateStatus.OPEN, edited=True, code_id=None))
    redirect(draft, code.id, candidate.id)
