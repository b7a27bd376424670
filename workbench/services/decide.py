"""Decide: one person's act on the board, undo and redo, each one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workbench.domain.board import Board
from workbench.domain.corrections import Correct
from workbench.domain.decisions import (
    Accept,
    Act,
    Add,
    Adjust,
    CreateCode,
    Decision,
    DecisionId,
    Move,
    Redo,
    Refuse,
    Step,
    Undo,
    utc_now,
)
from workbench.domain.memos import AboutKind, Note
from workbench.domain.sources import PassageId, SourceId
from workbench.domain.viewers import Right, needs
from workbench.errors import DecisionError, InvalidDecision, UnknownPassage
from workbench.store.database import Project
from workbench.store.log import Desk, deciding
from workbench.store.material import material


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptLine:
    """A line of a script; it is read against the board that the lines before it leave.

    `where` is noted on the error when the line cannot be done.
    """

    read: Callable[[Board], Step]
    reason: str = ""
    where: str = ""


@needs(Right.JUDGE)
def decide(
    project: Project, act: Act, *, coder: str, reason: str = "", seen: int | None = None
) -> Decision:
    """Do one act and return its line in the log; when this returns, it is saved.

    Parameters
    ----------
    seen
        The number of the latest decision on the person's screen; None when that does not matter.

    Raises
    ------
    DecisionError
        When the board does not allow the act; nothing is changed then.
    StaleDecision
        When somebody changed the same thing after `seen`.
    """
    with deciding(project) as desk:
        _refuse_unknown(project, act)
        return desk.record(
            desk.ledger.decide(act, coder=coder, at=utc_now(), reason=reason, seen=seen)
        )


@needs(Right.JUDGE)
def decide_all(
    project: Project, steps: Iterable[Step | ScriptLine], *, coder: str
) -> tuple[Decision, ...]:
    """Do several acts, undos and redos in one transaction: all of them, or none.

    Raises
    ------
    DecisionError
        For the first one that cannot be done; nothing is changed then.
    """
    with deciding(project) as desk:
        return tuple(_do_line(project, desk, step, coder) for step in steps)


@needs(Right.JUDGE)
def undo(
    project: Project, decision_id: DecisionId | None = None, *, coder: str, reason: str = ""
) -> Decision:
    """Take back the latest decision, or the one named.

    Raises
    ------
    NothingToUndo, StaleDecision
        When there is none, or a later decision stands on it.
    """
    with deciding(project) as desk:
        return desk.record(desk.ledger.undo(decision_id, coder=coder, at=utc_now(), reason=reason))


@needs(Right.JUDGE)
def redo(project: Project, decision_id: DecisionId | None = None, *, coder: str) -> Decision:
    """Do again what was taken back last, or the decision named.

    Raises
    ------
    NothingToUndo, StaleDecision
        When there is nothing, or the board has moved on.
    """
    with deciding(project) as desk:
        return desk.record(_redone(project, desk, decision_id, coder))


@needs(Right.JUDGE)
def undo_steps(project: Project, steps: int, *, coder: str) -> tuple[Decision, ...]:
    """Take back the latest decisions, as many as asked for: all of them, or none.

    Raises
    ------
    NothingToUndo, StaleDecision
        When there are not so many.
    """
    with deciding(project) as desk:
        return tuple(desk.record(desk.ledger.undo(coder=coder, at=utc_now())) for _ in range(steps))


def _do_line(project: Project, desk: Desk, given: Step | ScriptLine, coder: str) -> Decision:
    try:
        return _do(project, desk, given, coder)
    except DecisionError as error:
        if isinstance(given, ScriptLine) and given.where and not isinstance(error, InvalidDecision):
            error.add_note(given.where)
        raise


def _do(project: Project, desk: Desk, given: Step | ScriptLine, coder: str) -> Decision:
    decided, at = desk.ledger, utc_now()
    reason = given.reason if isinstance(given, ScriptLine) else ""
    match given.read(decided.board) if isinstance(given, ScriptLine) else given:
        case Undo(decision=target):
            decision = decided.undo(target or None, coder=coder, at=at, reason=reason)
        case Redo(decision=target):
            decision = _redone(project, desk, target or None, coder)
        case act:
            _refuse_unknown(project, act)
            decision = decided.decide(act, coder=coder, at=at, reason=reason)
    return desk.record(decision)


def _redone(project: Project, desk: Desk, target: DecisionId | None, coder: str) -> Decision:
    """Return the decision that does one again, unless it needs an import that was taken back."""
    line = desk.ledger.redo(target, coder=coder, at=utc_now())
    step = desk.ledger.decision(line.step.decision).step if isinstance(line.step, Redo) else None
    for _, corrected in step.sources if isinstance(step, Correct) else ():
        if corrected not in material(project).sources:
            raise InvalidDecision("This act", "the import that it was a part of was taken back")
    return line


def _refuse_unknown(project: Project, act: Act) -> None:
    """Refuse passages and sources that the project has not; the domain knows only their names."""
    named = _passages_in(act)
    known = material(project).passages if named else {}
    for passage in named:
        if passage not in known:
            raise UnknownPassage(passage, "this project")
    on_source = isinstance(act, Note) and act.about_kind is AboutKind.SOURCE and act.about
    if on_source and SourceId(on_source) not in material(project).sources:
        raise InvalidDecision("This act", f"there is no source “{on_source}”")


def _passages_in(act: Act) -> tuple[PassageId, ...]:
    """Return the passages that an act takes anywhere."""
    match act:
        case Add(passages=passages) | Move(passages=passages) | CreateCode(passages=passages):
            return passages
        case Accept(passages=passages, struck=struck):
            return (*passages, *struck)
        case Refuse(passages=passages):
            return passages
        case Adjust(to=passage):
            return (passage,)
        case Note(about_kind=AboutKind.PASSAGE, about=about) if about:
            return (PassageId(about),)
    return ()
