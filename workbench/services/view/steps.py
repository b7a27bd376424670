"""View the steps: every decision in words, where it can be seen now, and what stands of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from workbench.domain.board import Change, Noun
from workbench.domain.candidates import Candidate
from workbench.domain.decisions import Decision, DecisionId, Redo, Undo
from workbench.domain.ledger import Ledger
from workbench.domain.memos import AboutKind, Memo
from workbench.domain.standing import standing_theme
from workbench.domain.viewers import Right, needs
from workbench.errors import NothingToUndo
from workbench.services.view.board import history_line
from workbench.services.view.rows import HistoryLine
from workbench.store.database import Project
from workbench.store.log import ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A decision, the (id, title) of where it can be seen now, and what stands of it.

    `state` is ``stands``, ``taken back``, ``step`` (itself an undo or redo) or ``machine``; `back`
    is how many steps lead back to before it, 0 where none do.
    """

    line: HistoryLine
    theme: tuple[str, str] | None
    state: str
    back: int = 0


@needs(Right.SEE_LOG)
def view_steps(project: Project, *, words: str = "", most: int = 100) -> tuple[StepRow, ...]:
    """Return the latest decisions in which all the words stand, in what was done, by whom or why."""
    decided = ledger(project)
    place = {each: at for at, each in enumerate(decided.done)}
    wanted = words.casefold().split()
    found = (each for each in _rows(decided, place) if _has(each, wanted))
    return tuple(islice(found, most))


@needs(Right.SEE_WORDS)
def steps_back(project: Project, to: DecisionId) -> tuple[Undo, ...]:
    """Return the undos that lead to the board as it was before a decision, the latest first.

    Raises
    ------
    NothingToUndo
        When that decision does not stand.
    """
    done = ledger(project).done
    if to not in done:
        raise NothingToUndo("undo")
    return tuple(Undo(decision=each) for each in reversed(done[done.index(to) :]))


def where_to_look(decision: Decision) -> str:
    """Return the theme in which a decision is best seen; empty when it left none.

    A memo is seen at the theme that it is, or was, about.
    """
    best = max(decision.changes, key=_telling, default=None)
    if best is None:
        return ""
    memo = best.after or best.before
    if isinstance(memo, Memo):
        return memo.about if memo.about_kind in {AboutKind.CODE, AboutKind.CANDIDATE} else ""
    return best.key.owner if best.after is not None else ""


def _rows(decided: Ledger, place: dict[DecisionId, int]) -> Iterator[StepRow]:
    for each in reversed(decided.decisions):
        back = len(place) - place[each.id] if each.id in place else 0
        yield StepRow(
            line=history_line(each, decided, place),
            theme=standing_theme(decided.board, where_to_look(each) or None),
            state=_state(each, stands=place),
            back=back,
        )


def _state(decision: Decision, *, stands: dict[DecisionId, int]) -> str:
    if decision.id in stands:
        return "stands"
    if isinstance(decision.step, (Undo, Redo)):
        return "step"
    return "machine" if decision.by_machine else "taken back"


def _has(row: StepRow, words: list[str]) -> bool:
    line = row.line
    said = f"{line.words} {line.coder} {line.reason}".casefold()
    return all(word in said for word in words)


def _telling(change: Change) -> int:
    """Return how much a change says: a new state or code most, a thing that went nothing."""
    before, after = change.before, change.after
    if after is None or change.key.noun is Noun.MEMO:
        return 0
    if change.key.noun not in {Noun.CANDIDATE, Noun.CODE}:
        return 1
    if isinstance(before, Candidate) and isinstance(after, Candidate):
        return 3 if before.status is not after.status else 2
    return 4 if change.key.noun is Noun.CODE and before is None else 2
