"""View memos: what people noted, about what, in the order they wrote it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from workbench.domain.board import Board
from workbench.domain.draft import title_of
from workbench.domain.ledger import Ledger
from workbench.domain.memos import AboutKind, Memo
from workbench.domain.sources import Passage, PassageId, SourceId
from workbench.domain.viewers import Right, needs
from workbench.errors import InvalidDecision, UnknownPassage
from workbench.services.view.board import find_theme
from workbench.services.view.sources import find_source
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import Material, material
from workbench.store.passages import passages_named

_THEMES = frozenset({AboutKind.CODE, AboutKind.CANDIDATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoRow:
    """A memo with what it is about in words.

    Parameters
    ----------
    name
        The name of a code or candidate, a passage's words, a source's title; of the project, nothing.
    stands
        Whether what it is about is still there: a code may have been dropped.
    passage
        Where the words stand, for a memo on a passage.
    source
        The source that the memo is on, or that its passage is of.
    """

    memo: Memo
    name: str
    stands: bool
    passage: Passage | None = None
    source: SourceId | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What memos are about: the kind of thing, and its id; empty for the project."""

    kind: AboutKind
    id: str = ""


@needs(Right.SEE_WORDS)
def view_memos(project: Project, about: About | None = None) -> tuple[MemoRow, ...]:
    """Return the project's memos, or those about one thing, the first written first."""
    memos = ledger(project).board.memos.values()
    return _rows(project, [each for each in memos if about is None or _on(each) == about])


@needs(Right.SEE_WORDS)
def memos_beside(project: Project, source: SourceId) -> tuple[MemoRow, ...]:
    """Return what somebody who codes a source has to see: memos on it, its passages, codes, the project."""
    texts, memos = material(project), ledger(project).board.memos.values()
    rows = _rows(project, [each for each in memos if _may_be_beside(each, texts, source)])
    return tuple(row for row in rows if row.source is None or row.source == source)


@needs(Right.SEE_WORDS)
def memos_near(project: Project, theme: str, passages: Container[PassageId]) -> tuple[MemoRow, ...]:
    """Return what somebody who judges a theme has to see: memos on it, on passages beside it, the project."""
    memos = ledger(project).board.memos.values()
    return _rows(project, [each for each in memos if _is_near(each, theme, passages)])


@needs(Right.SEE_WORDS)
def find_about(project: Project, words: str) -> About:
    """Return what ``code:NAME``, ``passage:ID``, ``source:ID``, ``candidate:ID`` or ``project`` says.

    Codes, candidates and sources are known by their ids, titles and own numbers.

    Raises
    ------
    InvalidDecision
        When it says nothing of the kind.
    DecisionError
        When there is no such thing, or there are several.
    """
    word, _, name = words.partition(":")
    whole = word == AboutKind.PROJECT.value
    if word not in set(AboutKind) or whole is bool(name):
        known = "code:ID, candidate:ID, passage:ID, source:ID or project"
        raise InvalidDecision("the command", f"“{words}” is not {known}")
    match kind := AboutKind(word):
        case AboutKind.CODE | AboutKind.CANDIDATE:
            return _theme(ledger(project).board, name)
        case AboutKind.SOURCE:
            return About(kind, find_source(project, name))
        case AboutKind.PASSAGE if PassageId(name) not in passages_named(project, [PassageId(name)]):
            raise UnknownPassage(name, "this project")
    return About(kind, name)


def _is_near(memo: Memo, theme: str, passages: Container[PassageId]) -> bool:
    if memo.about_kind in _THEMES:
        return memo.about == theme
    if memo.about_kind is AboutKind.PASSAGE:
        return PassageId(memo.about) in passages
    return memo.about_kind is AboutKind.PROJECT


def _may_be_beside(memo: Memo, texts: Material, source: SourceId) -> bool:
    """Return whether a memo may belong beside a source; of words nothing holds, it is found out later."""
    match memo.about_kind:
        case AboutKind.CANDIDATE:
            return False
        case AboutKind.SOURCE:
            return memo.about == source
        case AboutKind.PASSAGE:
            passage = texts.passages.get(PassageId(memo.about))
            return passage is None or passage.source_id == source
    return True


def _theme(board: Board, named: str) -> About:
    theme = board.theme(find_theme(board, named))
    is_code = theme.id in board.codes
    return About(AboutKind.CODE if is_code else AboutKind.CANDIDATE, theme.id)


def _on(memo: Memo) -> About:
    return About(memo.about_kind, memo.about)


def _rows(project: Project, memos: Iterable[Memo]) -> tuple[MemoRow, ...]:
    if not (memos := sorted(memos, key=lambda each: (each.created_at, each.id))):
        return ()
    decided, texts = ledger(project), material(project)
    on = [PassageId(each.about) for each in memos if each.about_kind is AboutKind.PASSAGE]
    # Only words that nothing holds any more have to be looked for in the database.
    others = passages_named(project, [name for name in on if name not in texts.passages])
    return tuple(_row(each, decided, texts, others) for each in memos)


def _row(
    memo: Memo, decided: Ledger, texts: Material, others: Mapping[PassageId, Passage]
) -> MemoRow:
    if memo.about_kind in _THEMES:
        return _on_theme(memo, decided)
    if memo.about_kind is AboutKind.SOURCE:
        source = texts.sources.get(SourceId(memo.about))
        if source is None:
            return MemoRow(memo=memo, name=memo.about, stands=False)
        title = source.external_id or source.title
        return MemoRow(memo=memo, name=title, stands=True, source=source.id)
    name = PassageId(memo.about)
    if memo.about_kind is AboutKind.PROJECT or not (
        passage := texts.passages.get(name) or others.get(name)
    ):
        return MemoRow(memo=memo, name="", stands=memo.about_kind is AboutKind.PROJECT)
    return MemoRow(
        memo=memo, name=passage.quote, stands=True, passage=passage, source=passage.source_id
    )


def _on_theme(memo: Memo, decided: Ledger) -> MemoRow:
    board = decided.board
    stands = memo.about in board.codes or memo.about in board.candidates
    name = title_of(board.theme(memo.about)) if stands else decided.names.get(memo.about, "")
    return MemoRow(memo=memo, name=name, stands=stands)
