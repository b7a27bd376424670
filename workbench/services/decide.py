"""Decide: one person's act on the board, undo and redo, each one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from workbench.domain.decisions import (
    Act,
    Add,
    CreateCode,
    Decision,
    DecisionId,
    Move,
    Redo,
    Step,
    Undo,
)
from workbench.errors import UnknownPassage
from workbench.store.database import Project
from workbench.store.log import Desk, deciding
from workbench.store.material import material


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
    _refuse_unknown(project, [act])
    with deciding(project) as desk:
        return desk.record(
            desk.ledger.decide(act, coder=coder, at=_now(), reason=reason, seen=seen)
        )


def decide_all(project: Project, steps: Iterable[Step], *, coder: str) -> tuple[Decision, ...]:
    """Do several acts, undos and redos in one transaction: all of them, or none.

    Raises
    ------
    DecisionError
        For the first one that cannot be done; nothing is changed then.
    """
    steps = tuple(steps)
    _refuse_unknown(project, steps)
    with deciding(project) as desk:
        return tuple(_do(desk, step, coder) for step in steps)


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
        return desk.record(desk.ledger.undo(decision_id, coder=coder, at=_now(), reason=reason))


def redo(project: Project, decision_id: DecisionId | None = None, *, coder: str) -> Decision:
    """Do again what was taken back last, or the decision named.

    Raises
    ------
    NothingToUndo, StaleDecision
        When there is nothing, or the board has moved on.
    """
    with deciding(project) as desk:
        return desk.record(desk.ledger.redo(decision_id, coder=coder, at=_now()))


def undo_steps(project: Project, steps: int, *, coder: str) -> tuple[Decision, ...]:
    """Take back the latest decisions, as many as asked for: all of them, or none.

    Raises
    ------
    NothingToUndo, StaleDecision
        When there are not so many.
    """
    with deciding(project) as desk:
        return tuple(desk.record(desk.ledger.undo(coder=coder, at=_now())) for _ in range(steps))


def _do(desk: Desk, step: Step, coder: str) -> Decision:
    match step:
        case Undo(decision=target):
            decision = desk.ledger.undo(target or None, coder=coder, at=_now())
        case Redo(decision=target):
            decision = desk.ledger.redo(target or None, coder=coder, at=_now())
        case act:
            decision = desk.ledger.decide(act, coder=coder, at=_now())
    return desk.record(decision)


def _refuse_unknown(project: Project, steps: Iterable[Step]) -> None:
    """Refuse passages that the project does not have; the domain knows only their names."""
    wanted = {
        passage
        for step in steps
        if isinstance(step, (Add, Move, CreateCode))
        for passage in step.passages
    }
    for passage in sorted(wanted - material(project).passages.keys()):
        raise UnknownPassage(passage, "this project")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
