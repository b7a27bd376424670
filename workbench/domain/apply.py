"""What each act does to a board.

`apply` is a pure function: the same board and act give the same changes, so that the whole log can
be folded again from nothing (law 2). It refuses, with the reason, whatever would break a law.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import assert_never

from workbench.domain.board import Board, Change
from workbench.domain.candidates import Candidate, CandidateId, CandidateStatus
from workbench.domain.codebook import Code, CodeId
from workbench.domain.coding import Origin, Polarity
from workbench.domain.decisions import (
    Act,
    Add,
    Confirm,
    CreateCode,
    Describe,
    Dismiss,
    Drop,
    Merge,
    Move,
    Park,
    Part,
    Propose,
    Rename,
    Reopen,
    Split,
)
from workbench.domain.draft import Draft
from workbench.errors import BarrierWithoutWords, NothingToDo, ThemeClosed


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
    if not changes and not isinstance(act, Propose):
        raise NothingToDo(act.verb)
    return changes


def _write(draft: Draft, act: Act) -> None:  # noqa: C901, PLR0912 - one line for each verb
    match act:
        case Confirm():
            _confirm(draft, act)
        case Rename():
            _rename(draft, act)
        case Describe():
            _describe(draft, act)
        case Merge():
            _merge(draft, act)
        case Split():
            _split(draft, act)
        case Move():
            _move(draft, act)
        case Add():
            _add(draft, act)
        case Drop():
            _drop(draft, act)
        case CreateCode():
            _create(draft, act)
        case Dismiss():
            _dismiss(draft, act)
        case Park():
            _park(draft, act)
        case Reopen():
            _reopen(draft, act)
        case Propose():
            _propose(draft, act)
        case _:
            assert_never(act)


def _confirm(draft: Draft, act: Confirm) -> None:
    candidate = draft.workable(act.candidate, "confirm")
    draft.refuse_name(_named(act.name))
    code = Code(
        id=act.code_id,
        name=act.name.strip(),
        kind=act.kind,
        statement=act.statement.strip(),
        facets=act.facets,
    )
    draft.put_code(code)
    for passage, member in draft.board.members.get(candidate.id, {}).items():
        draft.put_coding(code.id, passage, origin=member.origin, polarity=Polarity.SUPPORTS)
    status = CandidateStatus.CONFIRMED
    draft.put_candidate(replace(candidate, status=status, edited=True, code_id=code.id))
    draft.refuse_bare([code.id])


def _rename(draft: Draft, act: Rename) -> None:
    theme, name = draft.standing(act.theme, "rename"), _named(act.name)
    if isinstance(theme, Candidate):
        if theme.title != name:
            draft.put_candidate(replace(theme, title=name, edited=True))
        return
    draft.refuse_name(name, but=theme.id)
    draft.put_code(replace(theme, name=name))


def _describe(draft: Draft, act: Describe) -> None:
    theme = draft.board.theme(act.theme)
    if isinstance(theme, Candidate):
        raise ThemeClosed(theme.title, "still a candidate", "describe")
    given = {each.name: getattr(act, each.name) for each in fields(act) if each.name != "theme"}
    draft.put_code(
        replace(theme, **{name: value for name, value in given.items() if value is not None})
    )
    draft.refuse_bare([theme.id])


def _merge(draft: Draft, act: Merge) -> None:
    into = draft.standing(act.into, "merge into")
    sources = [draft.standing(theme, "merge") for theme in dict.fromkeys(act.themes)]
    sources = [source for source in sources if source.id != into.id]
    if not sources:
        raise NothingToDo("merge")
    for source in sources:
        if isinstance(source, Code) and isinstance(into, Candidate):
            raise ThemeClosed(source.name, f"a {source.kind.value}", "merge it into a candidate")
        draft.bring(into, draft.take(source, draft.board.passages_of(source.id)))
        _close_into(draft, source, into)
    if isinstance(into, Candidate):
        draft.put_candidate(replace(into, edited=True))


def _close_into(draft: Draft, source: Candidate | Code, into: Candidate | Code) -> None:
    """Leave a sign where a merged theme was, so that old links still lead somewhere."""
    if isinstance(source, Candidate):
        draft.put_candidate(_merged(source, into.id))
        return
    draft.remove_code(source.id)
    for candidate in draft.board.candidates.values():
        if candidate.code_id == source.id:
            draft.put_candidate(_merged(candidate, into.id))
    for child in draft.now().codes.values():
        if child.parent == source.id:
            adopted = source.parent if child.id == into.id else CodeId(into.id)
            draft.put_code(replace(child, parent=adopted))


def _merged(candidate: Candidate, into: str) -> Candidate:
    return replace(
        candidate, status=CandidateStatus.MERGED, edited=True, code_id=None, merged_into=into
    )


def _split(draft: Draft, act: Split) -> None:
    theme = draft.standing(act.theme, "split")
    if not act.parts or not all(part.passages for part in act.parts):
        raise NothingToDo("split off")
    _refuse_overlap(act.parts)
    for part in act.parts:
        taken = draft.take(theme, part.passages)
        fresh = _carved(draft, theme, part)
        draft.bring(fresh, taken)
    if isinstance(theme, Candidate):
        draft.put_candidate(replace(theme, edited=True))
    draft.refuse_bare([theme.id])


def _refuse_overlap(parts: tuple[Part, ...]) -> None:
    named = [passage for part in parts for passage in dict.fromkeys(part.passages)]
    if len(named) != len(set(named)):
        raise NothingToDo("split: one passage stands in two parts, so there is no clear cut")


def _carved(draft: Draft, theme: Candidate | Code, part: Part) -> Candidate | Code:
    """Start the new theme for a part; a code's sentence goes along as a draft to be changed."""
    name = _named(part.name)
    if isinstance(theme, Candidate):
        # A new id on purpose: a candidate made by a person belongs to no run.
        carved = Candidate(id=CandidateId(part.id), title=name, edited=True)
        draft.put_candidate(carved)
        return carved
    draft.refuse_name(name)
    code = replace(theme, id=type(theme.id)(part.id), name=name)
    draft.put_code(code)
    return code


def _move(draft: Draft, act: Move) -> None:
    origin, to = draft.standing(act.origin, "move from"), draft.standing(act.to, "move into")
    if origin.id == to.id or not act.passages:
        raise NothingToDo("move")
    draft.take(origin, act.passages)
    draft.place(to, act.passages)
    draft.refuse_bare([origin.id])


def _add(draft: Draft, act: Add) -> None:
    draft.place(draft.standing(act.to, "add to"), act.passages, polarity=act.polarity)


def _drop(draft: Draft, act: Drop) -> None:
    origin = draft.standing(act.origin, "take out of")
    draft.take(origin, act.passages)
    draft.refuse_bare([origin.id])


def _create(draft: Draft, act: CreateCode) -> None:
    draft.refuse_name(_named(act.name))
    code = Code(
        id=act.code_id,
        name=act.name.strip(),
        kind=act.kind,
        statement=act.statement.strip(),
        facets=act.facets,
    )
    draft.put_code(code)
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
    draft.remove_code(theme.id)
    for child in draft.board.codes.values():
        if child.parent == theme.id:
            draft.put_code(replace(child, parent=theme.parent))
    for candidate in draft.board.candidates.values():
        if candidate.code_id == theme.id:
            status = CandidateStatus.DISMISSED
            draft.put_candidate(replace(candidate, status=status, code_id=None))


def _park(draft: Draft, act: Park) -> None:
    candidate = draft.workable(act.theme, "park")
    draft.put_candidate(replace(candidate, status=CandidateStatus.PARKED, edited=True))


def _reopen(draft: Draft, act: Reopen) -> None:
    theme = draft.board.theme(act.theme)
    if isinstance(theme, Code):
        _reopen_code(draft, theme)
        return
    if theme.status not in {CandidateStatus.PARKED, CandidateStatus.DISMISSED}:
        raise ThemeClosed(theme.title, theme.status.value, "reopen")
    draft.put_candidate(replace(theme, status=CandidateStatus.OPEN, edited=True))


def _reopen_code(draft: Draft, code: Code) -> None:
    """Turn a code back into the candidate it came from, with the passages that it has today."""
    mine = [each for each in draft.board.candidates.values() if each.code_id == code.id]
    if not mine:
        raise ThemeClosed(code.name, f"a {code.kind.value} that was made by hand", "reopen")
    candidate = mine[0]
    taken = draft.take(code, draft.board.passages_of(code.id))
    draft.remove_code(code.id)
    members = draft.board.members.get(candidate.id, {})
    stale = [passage for passage in members if passage not in taken]
    draft.take(candidate, stale)
    draft.bring(candidate, taken)
    draft.put_candidate(replace(candidate, status=CandidateStatus.OPEN, edited=True, code_id=None))


def _propose(draft: Draft, act: Propose) -> None:
    for candidate in draft.board.candidates.values():
        if candidate.status is CandidateStatus.OPEN and not is_judged(draft.board, candidate):
            draft.put_candidate(replace(candidate, status=CandidateStatus.SUPERSEDED))
    for proposal in act.proposals:
        candidate = Candidate(
            id=proposal.id,
            title=proposal.title,
            run_id=act.run_id,
            keywords=proposal.keywords,
            stability=proposal.stability,
        )
        draft.put_candidate(candidate)
        draft.put_members(candidate.id, proposal.members)


def is_judged(board: Board, candidate: Candidate) -> bool:
    """Return whether a person has done anything to a candidate, so that runs leave it alone."""
    members = board.members.get(candidate.id, {}).values()
    return candidate.edited or any(member.origin is Origin.BY_HAND for member in members)


def _named(name: str) -> str:
    if not name.strip():
        raise BarrierWithoutWords("(no name)", "a name")
    return name.strip()
