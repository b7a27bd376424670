"""Writing memos, and where they go when what they are about becomes something else.

A memo follows its theme: from a candidate to the code it is confirmed as, from what is merged to what
it is merged into. It follows the words whose boundary is moved. When nothing takes the place of what
it was about, it stays as it is, so that a researcher's thoughts outlive a code that was dropped.
"""

from __future__ import annotations

from dataclasses import replace

from workbench.domain.board import Board, Key, Noun
from workbench.domain.candidates import Candidate
from workbench.domain.codebook import Code
from workbench.domain.draft import Draft
from workbench.domain.memos import AboutKind, ChangeMemo, Memo, Note, RemoveMemo
from workbench.domain.sources import PassageId
from workbench.errors import InvalidDecision, UnknownMemo, WordlessMemo

_THEMES = frozenset({AboutKind.CODE, AboutKind.CANDIDATE})


def note(draft: Draft, act: Note) -> None:
    """Write a memo.

    Raises
    ------
    UnknownTheme
        When it is about a candidate or code that is not there.
    WordlessMemo
        When it says nothing.
    InvalidDecision
        When it does not say what it is about, or its id is taken.
    """
    key = Key(Noun.MEMO, act.memo_id)
    if not act.memo_id or draft.board.get(key) is not None:
        raise InvalidDecision("This act", f"the id “{act.memo_id}” cannot be given to a new memo")
    kind, about = _about(draft.board, act)
    memo = Memo(
        id=act.memo_id,
        about_kind=kind,
        about=about,
        kind=act.kind,
        text=_worded(act.text),
        coder=draft.coder,
        created_at=draft.at,
    )
    draft.put(key, memo)


def change_memo(draft: Draft, act: ChangeMemo) -> None:
    """Change what a memo says, or its kind; who wrote it first stays."""
    memo = _memo(draft.board, act.memo)
    text = memo.text if act.text is None else _worded(act.text)
    fresh = replace(memo, text=text, kind=act.kind or memo.kind)
    if fresh != memo:
        fresh = replace(fresh, changed_by=draft.coder, changed_at=draft.at)
    draft.put(Key(Noun.MEMO, memo.id), fresh)


def remove_memo(draft: Draft, act: RemoveMemo) -> None:
    """Take a memo away."""
    draft.put(Key(Noun.MEMO, _memo(draft.board, act.memo).id), None)


def hand_memos(draft: Draft, theme: str, to: Candidate | Code) -> None:
    """Let memos on a theme be on the one that it becomes."""
    kind = AboutKind.CODE if isinstance(to, Code) else AboutKind.CANDIDATE
    for memo in draft.board.memos.values():
        if memo.about_kind in _THEMES and memo.about == theme:
            draft.put(Key(Noun.MEMO, memo.id), replace(memo, about_kind=kind, about=to.id))


def carry_memos(draft: Draft, passage: PassageId, to: PassageId) -> None:
    """Let memos on a passage follow to another cut of its words, unless something still holds it."""
    mine = [
        memo
        for memo in draft.board.memos.values()
        if memo.about_kind is AboutKind.PASSAGE and memo.about == passage
    ]
    if not mine or passage in draft.now().placed():
        return
    for memo in mine:
        draft.put(Key(Noun.MEMO, memo.id), replace(memo, about=to))


def _about(board: Board, act: Note) -> tuple[AboutKind, str]:
    """Return what a memo is about as it stands: a confirmed candidate is a code."""
    if act.about_kind is AboutKind.PROJECT:
        return act.about_kind, ""
    if not act.about:
        raise InvalidDecision("This act", f"it does not say which {act.about_kind} the memo is on")
    if act.about_kind not in _THEMES:
        return act.about_kind, act.about
    theme = board.theme(act.about)
    return AboutKind.CODE if isinstance(theme, Code) else AboutKind.CANDIDATE, theme.id


def _memo(board: Board, name: str) -> Memo:
    found = board.get(Key(Noun.MEMO, name))
    if not isinstance(found, Memo):
        raise UnknownMemo(name)
    return found


def _worded(text: str) -> str:
    """Return a memo's words without the space around them."""
    if not text.strip():
        raise WordlessMemo(text)
    return text.strip()
