"""How two people's acts meet: what an act names, and what a change touches.

An act that was decided on an outdated screen is refused when somebody has touched what it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from workbench.domain.board import Board, Change, Key, Noun
from workbench.domain.candidates import CandidateId
from workbench.domain.coding import Coding
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
from workbench.domain.memos import ChangeMemo, Note, RemoveMemo
from workbench.domain.tree import Nest


def named_things(act: Act, board: Board) -> tuple[Key, ...]:
    """Return the things an act names, whose change by somebody else would make it outdated.

    Acts on passages name those passages in their themes, so that two people moving different
    passages of one theme do not stop each other.
    """
    return tuple(dict.fromkeys(_with_codes(_named(act), board)))


def touched_things(change: Change) -> tuple[Key, ...]:
    """Return the names under which a change is looked for.

    A coding and a refusal also stand under their passage in the theme: who acts on that passage
    there has to know of both.
    """
    if change.key.noun is Noun.REFUSAL:
        return (change.key, Key(Noun.MEMBER, change.key.owner, change.key.item))
    coding = change.before or change.after
    if isinstance(coding, Coding):
        return (change.key, Key(Noun.MEMBER, coding.code_id, coding.passage_id))
    return (change.key,)


def _with_codes(keys: Iterable[Key], board: Board) -> Iterator[Key]:
    """Yield the keys, and for confirmed candidates also those of the code they lead to."""
    for key in keys:
        yield key
        candidate = board.candidates.get(CandidateId(key.owner))
        if candidate and candidate.code_id:
            noun = Noun.CODE if key.noun is Noun.CANDIDATE else key.noun
            yield Key(noun, candidate.code_id, key.item)


def _named(act: Act) -> Iterator[Key]:  # noqa: C901, PLR0912 - one line for each verb
    match act:
        case (
            Confirm(candidate=theme)
            | Rename(theme=theme)
            | Describe(theme=theme)
            | Dismiss(theme=theme)
            | Park(theme=theme)
            | Reopen(theme=theme)
            | Nest(code=theme)
        ):
            yield from _whole(theme)
        case Split(theme=theme, parts=parts):
            yield from _whole(theme)
            yield from _held(theme, (passage for part in parts for passage in part.passages))
        case Merge(themes=themes, into=into):
            for theme in (*themes, into):
                yield from _whole(theme)
        case Move(passages=passages, origin=origin, to=to):
            yield from (*_held(origin, passages), *_held(to, passages))
        case Drop(passages=passages, origin=theme) | CreateCode(passages=passages, origin=theme):
            yield from _held(theme, passages)
        case Add(passages=passages, to=theme):
            yield from _held(theme, passages)
        case Adjust(theme=theme, passage=passage, to=to):
            yield from _held(theme, (passage, to))
        case Accept(to=theme, passages=passages, struck=struck):
            yield from _held(theme, (*passages, *struck))
        case Refuse(theme=theme, passages=passages):
            yield from _held(theme, passages)
        case ChangeMemo(memo=memo) | RemoveMemo(memo=memo):
            yield Key(Noun.MEMO, memo)
        case Propose() | ChooseGrain() | Correct() | Note():
            return
        case _:
            assert_never(act)


def _whole(theme: str) -> tuple[Key, ...]:
    return (Key(Noun.CANDIDATE, theme), Key(Noun.CODE, theme))


def _held(theme: str, passages: Iterable[str]) -> tuple[Key, ...]:
    return tuple(Key(Noun.MEMBER, theme, passage) for passage in passages)
