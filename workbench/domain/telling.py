"""Decisions in words: what the history, the undo button and a conflict say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from workbench.domain.candidates import Candidate
from workbench.domain.codebook import Code
from workbench.domain.corrections import Correct
from workbench.domain.decisions import (
    Accept,
    Add,
    Adjust,
    ChooseGrain,
    Confirm,
    CreateCode,
    Decision,
    Describe,
    Dismiss,
    Drop,
    Erase,
    Merge,
    Move,
    Park,
    Propose,
    Redo,
    Refuse,
    Rename,
    Reopen,
    Split,
    Undo,
)
from workbench.domain.draft import title_of
from workbench.domain.ledger import Ledger
from workbench.domain.memos import AboutKind, ChangeMemo, Memo, Note, RemoveMemo
from workbench.domain.tree import Nest


def tell(decision: Decision, ledger: Ledger) -> str:
    """Return what a decision did, as the end of a sentence: "merged “a” into “b”"."""
    match decision.step:
        case Undo(decision=target):
            return f"undid: {tell(ledger.decision(target), ledger)}"
        case Redo(decision=target):
            return f"did again: {tell(ledger.decision(target), ledger)}"
        case _:
            return _tell_act(decision, _Names(ledger.names))


class _Names:
    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def __getitem__(self, theme: str) -> str:
        return f"“{self._names.get(theme, 'a theme that is gone')}”"


def _tell_act(decision: Decision, names: _Names) -> str:  # noqa: C901, PLR0911, PLR0912 - one line a verb
    match decision.step:
        case Confirm(name=name, kind=kind):
            return f"confirmed “{name}” as {kind.called}"
        case Rename(name=name):
            return f"renamed a theme to “{name}”"
        case Describe(theme=theme):
            return f"described {names[theme]}"
        case Merge(themes=themes, into=into):
            sources = " and ".join(names[theme] for theme in themes if theme != into)
            return f"merged {sources} into {_as_renamed(decision) or names[into]}"
        case Split(theme=theme, parts=parts):
            carved = " and ".join(f"“{part.name}”" for part in parts)
            return f"split {carved} off {names[theme]}"
        case Move(passages=passages, origin=origin, to=to):
            return f"moved {_count(passages)} from {names[origin]} to {names[to]}"
        case Add(passages=passages, to=to):
            return f"added {_count(passages)} to {names[to]}"
        case Drop(passages=passages, origin=origin):
            return f"took {_count(passages)} out of {names[origin]}"
        case Adjust(theme=theme):
            return f"moved the boundary of a passage in {names[theme]}"
        case Accept(to=to, passages=passages, struck=struck):
            return _tell_accepted(passages, struck, names[to])
        case Refuse(theme=theme, passages=passages):
            return f"refused {_count(passages)} for {names[theme]}"
        case CreateCode(name=name, kind=kind):
            return f"made {kind.called} “{name}”"
        case Dismiss(theme=theme):
            return f"dismissed {names[theme]}"
        case Park(theme=theme):
            return f"parked {names[theme]}"
        case Reopen(theme=theme):
            return f"reopened {names[theme]}"
        case Nest(code=code, parent=parent):
            return f"put {names[code]} {f'under {names[parent]}' if parent else 'at the top'}"
        case Note():
            return f"wrote a memo{_on(decision, names)}"
        case ChangeMemo():
            return f"changed a memo{_on(decision, names)}"
        case RemoveMemo():
            return f"took away a memo{_on(decision, names)}"
        case Correct(sources=sources, moves=moves):
            texts = "1 corrected text" if len(sources) == 1 else f"{len(sources)} corrected texts"
            return f"put {texts} in place of earlier words, with {_count(moves)}"
        case Propose(proposals=proposals):
            return f"proposed {_candidates(proposals)}"
        case ChooseGrain(proposals=proposals):
            return f"chose another grain: {_candidates(proposals)}"
        case Erase(tombstones=sources):
            return f"erased {len(sources)} source{'' if len(sources) == 1 else 's'}"
        case Undo() | Redo():
            return decision.step.verb
        case _:
            assert_never(decision.step)


def _tell_accepted(passages: tuple[object, ...], struck: tuple[object, ...], theme: str) -> str:
    if not passages:
        return f"refused {_count(struck)} for {theme}"
    told = f"accepted {_count(passages)} for {theme}"
    return f"{told} and struck out {len(struck)}" if struck else told


def _on(decision: Decision, names: _Names) -> str:
    """Return what the memo is about that a decision wrote or changed; of an erased one, nothing."""
    memos = [thing for each in decision.changes for thing in (each.after, each.before)]
    for memo in memos:
        if isinstance(memo, Memo) and memo.about_kind in {AboutKind.CODE, AboutKind.CANDIDATE}:
            return f" on {names[memo.about]}"
        if isinstance(memo, Memo):
            article = "the" if memo.about_kind is AboutKind.PROJECT else "a"
            return f" on {article} {memo.about_kind}"
    return ""


def _as_renamed(decision: Decision) -> str:
    """Return the names that a theme had and has, when a decision changed them; else nothing."""
    for change in decision.changes:
        before, after = change.before, change.after
        if isinstance(before, (Candidate, Code)) and isinstance(after, (Candidate, Code)):
            old, new = title_of(before), title_of(after)
            if old != new:
                return f"“{old}”, called “{new}” from now on"
    return ""


def _candidates(proposals: tuple[object, ...]) -> str:
    return f"{len(proposals)} candidate{'' if len(proposals) == 1 else 's'}"


def _count(passages: tuple[object, ...]) -> str:
    return "1 passage" if len(passages) == 1 else f"{len(passages)} passages"
