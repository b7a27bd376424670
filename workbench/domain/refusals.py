"""Refusing: what people say does not belong to a theme, and where that goes when the theme goes.

Whatever puts a passage into a theme lifts its refusal there; see ``draft``.
"""

from __future__ import annotations

from collections.abc import Iterable

from workbench.domain.board import Key, Noun
from workbench.domain.candidates import Candidate
from workbench.domain.codebook import Code
from workbench.domain.coding import Refusal
from workbench.domain.draft import Draft, held_by, title_of
from workbench.domain.sources import PassageId
from workbench.errors import AlreadyHeld

Theme = Candidate | Code


def refuse(draft: Draft, theme: Theme, passages: Iterable[PassageId]) -> None:
    """Note that passages do not belong to a theme; what was refused first stays as it was.

    Raises
    ------
    AlreadyHeld
        When the theme holds one of them.
    """
    held = held_by(draft.board, theme)
    for passage in dict.fromkeys(passages):
        if passage in held:
            raise AlreadyHeld(passage, title_of(theme))
        refusal = Refusal(coder=draft.coder, at=draft.at)
        draft.put_new(Key(Noun.REFUSAL, theme.id, passage), refusal)


def copy_refusals(draft: Draft, theme: Theme, to: Theme) -> None:
    """Let what was refused for a theme be refused for another one, too, unless it holds it."""
    refused = draft.board.refusals.get(theme.id, {})
    held = held_by(draft.now(), to) if refused else {}
    for passage, refusal in refused.items():
        if passage not in held:
            draft.put_new(Key(Noun.REFUSAL, to.id, passage), refusal)


def hand_refusals(draft: Draft, theme: Theme, to: Theme) -> None:
    """Let what was refused for a theme be refused for the one that it becomes."""
    copy_refusals(draft, theme, to)
    forget_refusals(draft, theme)


def forget_refusals(draft: Draft, theme: Theme) -> None:
    """Take away what was refused for a theme that goes."""
    for passage in draft.board.refusals.get(theme.id, {}):
        draft.put(Key(Noun.REFUSAL, theme.id, passage), None)
