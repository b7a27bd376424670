"""Code passages: a stretch of a source that somebody selected gets a code, in one transaction.

The passage of exactly that span is found or made in the same transaction as the decision, so a
killed process leaves both or neither. Undo is the log's: it takes the coding back, and with its last
coding a passage that was made here is gone from every screen, count and export (see
``store.material``; the row stays, as the log speaks of it and a redo needs it).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workbench.domain.board import Board
from workbench.domain.codebook import CodeId, CodeKind, same_name
from workbench.domain.decisions import Act, Add, Adjust, CreateCode, Decision, utc_now
from workbench.domain.sources import Passage, PassageId, SourceId, Span, cut, passage_id
from workbench.domain.viewers import Right, needs
from workbench.errors import InvalidDecision, UnknownPassage
from workbench.store.database import Project
from workbench.store.log import Desk, deciding
from workbench.store.material import (
    Material,
    add_passage_by_hand,
    as_seen,
    canonical_span,
    find_passage,
    given,
    material,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """What was decided, about which passage, and the code it has now."""

    decision: Decision
    passage: Passage
    code: CodeId


@needs(Right.JUDGE)
def code_span(  # noqa: PLR0913 - which words, which code, and who says so
    project: Project,
    source: SourceId,
    span: Span,
    code: str,
    *,
    coder: str,
    reason: str = "",
    seen: int | None = None,
) -> Coded:
    """Give a code to a span of a source; a code of that name is made where there is none.

    Parameters
    ----------
    span
        In code points of the source's text as the viewer sees it.
    code
        A code's id, or a name.
    seen
        The number of the latest decision on the person's screen; None when that does not matter.

    Raises
    ------
    SpanOutsideSource
        When the text does not reach so far.
    DecisionError
        When there is no such source, the board does not allow it, or this coder gave this code to this span before.
    """

    def act(board: Board, passage: PassageId) -> Add | CreateCode:
        known = find_code(board, code)
        if known is not None:
            return Add(passages=(passage,), to=known)
        return CreateCode(name=code, kind=CodeKind.CODE, passages=(passage,))

    decision, passage = _decide(project, source, span, act, (coder, reason, seen))
    step = decision.step
    assert isinstance(step, (Add, CreateCode))  # noqa: S101 - the two that `act` returns
    given = CodeId(step.to) if isinstance(step, Add) else step.code_id
    return Coded(decision=decision, passage=passage, code=given)


@needs(Right.JUDGE)
def adjust_span(  # noqa: PLR0913 - which words, which code, and who says so
    project: Project,
    passage: PassageId,
    span: Span,
    code: CodeId,
    *,
    coder: str,
    reason: str = "",
    seen: int | None = None,
) -> Coded:
    """Move the boundary of what a code holds: from one passage to another span of its source.

    Raises
    ------
    SpanOutsideSource
        When the span reaches outside the passage's source.
    DecisionError
        When the code does not hold the passage any more, or the span is the same.
    """
    known = material(project).passages.get(passage)
    if known is None:
        raise UnknownPassage(passage, "this project")

    def act(_: Board, to: PassageId) -> Adjust:
        return Adjust(theme=code, passage=passage, to=to)

    decision, made = _decide(project, known.source_id, span, act, (coder, reason, seen))
    return Coded(decision=decision, passage=made, code=code)


def find_code(board: Board, named: str) -> CodeId | None:
    """Return the code of this id or name, or None."""
    if CodeId(named) in board.codes:
        return CodeId(named)
    return next((code.id for code in board.codes.values() if same_name(code.name, named)), None)


def _decide(
    project: Project,
    source: SourceId,
    span: Span,
    act: Callable[[Board, PassageId], Act],
    who: tuple[str, str, int | None],
) -> tuple[Decision, Passage]:
    """Find or make the passage, and record the act about it."""
    coder, reason, seen = who
    with deciding(project) as desk:
        # What somebody selected lies in the words that they see: this is the one place that turns it.
        passage = _passage(desk, given(project), source, canonical_span(project, source, span))
        step = act(desk.ledger.board, passage.id)
        at = utc_now()
        decision = desk.ledger.decide(step, coder=coder, at=at, reason=reason, seen=seen)
        decision = desk.record(decision)
    return decision, as_seen(project, passage)


def _passage(desk: Desk, texts: Material, source: SourceId, span: Span) -> Passage:
    whole = texts.sources.get(source)
    if whole is None:
        raise InvalidDecision("This act", f"there is no source “{source}”")
    known = find_passage(desk.connection, source, span)
    passage = cut(whole, span, known or passage_id(source, span))
    if known is None:
        add_passage_by_hand(desk.connection, passage)
    return passage
