"""Merging and splitting: the acts that regroup whole themes."""

from __future__ import annotations

from dataclasses import replace

from workbench.domain.candidates import Candidate, CandidateId, CandidateStatus
from workbench.domain.codebook import Code, CodeId
from workbench.domain.decisions import Merge, Part, Split
from workbench.domain.draft import Draft, named
from workbench.domain.notes import hand_memos
from workbench.domain.refusals import copy_refusals, hand_refusals
from workbench.domain.tree import let_go_of_children
from workbench.errors import InvalidDecision, NothingToDo, ThemeClosed


def merge(draft: Draft, act: Merge) -> None:
    """Put themes into another one, with whose judgement each passage was, perhaps under another name."""
    into = draft.standing(act.into, "merge anything into")
    sources = {found.id: found for found in (draft.standing(each, "merge") for each in act.themes)}
    sources.pop(into.id, None)
    if not sources:
        raise NothingToDo("merge")
    for source in sources.values():
        if isinstance(source, Code) and isinstance(into, Candidate):
            raise ThemeClosed(
                into.title, "still a candidate", "merge codes into", "confirm it first"
            )
        draft.bring(into, draft.take(source, draft.board.passages_of(source.id)))
        hand_refusals(draft, source, into)
        hand_memos(draft, source.id, into)
        _close_into(draft, source, into)
    _keep_or_call(draft, into, act.name)


def _keep_or_call(draft: Draft, into: Candidate | Code, name: str) -> None:
    """Let what was merged into keep its name or have a new one; the names that went are free."""
    if isinstance(into, Candidate):
        title = named(name) if name else into.title
        draft.put_candidate(replace(into, title=title, edited=True))
    elif name:
        draft.refuse_name(named(name), but=into.id)
        # It may hang elsewhere by now, under what its parent went into.
        draft.put_code(replace(draft.now().codes[into.id], name=named(name)))


def _close_into(draft: Draft, source: Candidate | Code, into: Candidate | Code) -> None:
    """Leave a sign where a merged theme was, so that old links still lead somewhere."""
    if isinstance(source, Candidate):
        draft.put_candidate(_merged(source, into.id))
        return
    for candidate in draft.board.candidates.values():
        if candidate.code_id == source.id:
            draft.put_candidate(_merged(candidate, into.id))
    redirect(draft, source.id, into.id)
    let_go_of_children(draft, source.id, CodeId(into.id))
    draft.remove_code(source.id)


def _merged(candidate: Candidate, into: str) -> Candidate:
    return replace(
        candidate, status=CandidateStatus.MERGED, edited=True, code_id=None, merged_into=into
    )


def redirect(draft: Draft, gone: str, to: str) -> None:
    """Let what was merged into a code that goes lead to where its passages are now."""
    for candidate in draft.board.candidates.values():
        if candidate.merged_into == gone:
            draft.put_candidate(replace(candidate, merged_into=to))


def split(draft: Draft, act: Split) -> None:
    """Carve parts out of a theme; what no part takes stays."""
    theme = draft.standing(act.theme, "split")
    if not act.parts or not all(part.passages for part in act.parts):
        raise NothingToDo("split off")
    _refuse_overlap(act.parts)
    for part in act.parts:
        taken = draft.take(theme, part.passages)
        carved = _carved(draft, theme, part)
        draft.bring(carved, taken)
        copy_refusals(draft, theme, carved)
    if isinstance(theme, Candidate):
        draft.put_candidate(replace(theme, edited=True))
    draft.refuse_bare([theme.id])


def _refuse_overlap(parts: tuple[Part, ...]) -> None:
    passages = [passage for part in parts for passage in dict.fromkeys(part.passages)]
    if len(passages) != len(set(passages)):
        raise InvalidDecision("This split", "one passage stands in two of its parts")


def _carved(draft: Draft, theme: Candidate | Code, part: Part) -> Candidate | Code:
    """Start the new theme for a part; a code's sentence goes along as a draft to be changed."""
    name = named(part.name)
    if isinstance(theme, Candidate):
        # A new id on purpose: a candidate made by a person belongs to no run.
        carved = Candidate(id=CandidateId(part.id), title=name, edited=True)
        draft.start_candidate(carved)
        return carved
    code = replace(theme, id=CodeId(part.id), name=name)
    draft.start_code(code)
    return code
