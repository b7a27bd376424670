"""The log of decisions and the board it leads to; undo, redo, and two people at once.

Laws: folding the log from empty gives the board (`replay`); undo takes back exactly what one
decision changed, at any depth, or refuses and says who stands in the way; a decision that was
made on an outdated screen is told so (`seen`). Writing to disk is the store's business.

An erasure is the one exception to a log that is only appended to: the lines before it are kept
without what was erased and cannot be done anew, so they are folded by what they say they changed
(see ``erasure``). Of them only what is left can be undone; those with nothing left leave the stacks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workbench.domain import laws
from workbench.domain.apply import apply
from workbench.domain.board import Board, Change, Key, Noun
from workbench.domain.candidates import Candidate
from workbench.domain.codebook import Code
from workbench.domain.decisions import (
    Act,
    Decision,
    DecisionId,
    Erase,
    Line,
    Propose,
    Redo,
    Undo,
    new_id,
)
from workbench.domain.draft import title_of
from workbench.domain.encounters import named_things, touched_things
from workbench.domain.wire import refuse_unstorable
from workbench.errors import InvalidDecision, NothingToUndo, StaleDecision


class Ledger:
    """Decisions in order, the board after them, and what can be undone and redone.

    `done` and `undone` are stacks of decision ids, the latest last; `names` holds the last known
    name of every theme, also of those that are gone.
    """

    def __init__(self) -> None:
        self.board = Board()
        self.decisions: list[Decision] = []
        self.done: list[DecisionId] = []
        self.undone: list[DecisionId] = []
        self.names: dict[str, str] = {}
        self._by_id: dict[DecisionId, Decision] = {}
        self._touched: dict[Key, int] = {}

    @property
    def seq(self) -> int:
        """The number of the latest decision; 0 when there is none."""
        return len(self.decisions)

    def copy(self) -> Ledger:
        """Return a ledger that can go on from here without changing this one."""
        other = Ledger()
        other.board = self.board
        other.decisions = self.decisions.copy()
        other.done, other.undone = self.done.copy(), self.undone.copy()
        other.names = self.names.copy()
        other._by_id, other._touched = self._by_id.copy(), self._touched.copy()
        return other

    def decision(self, decision_id: DecisionId) -> Decision:
        """Return a decision of the log.

        Raises
        ------
        NothingToUndo
            When there is none of this id.
        """
        if decision_id not in self._by_id:
            raise NothingToUndo("find under that id")
        return self._by_id[decision_id]

    def decide(
        self, act: Act, *, coder: str, at: str, reason: str = "", seen: int | None = None
    ) -> Decision:
        """Return the decision that an act would be, without recording it.

        Parameters
        ----------
        seen
            The number of the latest decision that the person's screen showed; None for scripts,
            which see everything.

        Raises
        ------
        StaleDecision
            When somebody changed the same thing after `seen`.
        DecisionError
            When the board does not allow the act.
        """
        refuse_unstorable((act, coder, reason), "This act")
        self._refuse_stale(named_things(act, self.board), seen)
        changes = apply(self.board, act, coder=coder, at=at)
        self._refuse_stale((change.key for change in changes), seen)
        return self._line(act, changes, coder=coder, at=at, reason=reason)

    def undo(
        self, decision_id: DecisionId | None = None, *, coder: str, at: str, reason: str = ""
    ) -> Decision:
        """Return the decision that takes one back: the latest, or the one named.

        Raises
        ------
        NothingToUndo
            When there is none, or it is already taken back.
        StaleDecision
            When a later decision stands on it.
        BarrierWithoutWords, DuplicateCode
            When a barrier would be left bare, or two codes of one name.
        """
        target = _pick(self.done, decision_id, "undo")
        changes = tuple(each.turned_round() for each in reversed(self._by_id[target].changes))
        self._refuse_moved(changes)
        self._refuse_unlawful(changes)
        return self._line(Undo(decision=target), changes, coder=coder, at=at, reason=reason)

    def redo(
        self, decision_id: DecisionId | None = None, *, coder: str, at: str, reason: str = ""
    ) -> Decision:
        """Return the decision that does again what was taken back last, or the one named.

        Raises
        ------
        NothingToUndo
            When nothing was taken back, or something else was decided since.
        StaleDecision
            When the board has moved on.
        BarrierWithoutWords, DuplicateCode
            As `undo`.
        """
        target = _pick(self.undone, decision_id, "redo")
        changes = self._by_id[target].changes
        self._refuse_moved(changes)
        self._refuse_unlawful(changes)
        return self._line(Redo(decision=target), changes, coder=coder, at=at, reason=reason)

    def record(self, decision: Decision) -> None:
        """Append a decision and change the board by it."""
        self.board = self.board.changed(decision.changes)
        self.decisions.append(decision)
        self._by_id[decision.id] = decision
        self._touch(decision)
        self._stack(decision)

    def erasure(
        self, step: Erase, changes: tuple[Change, ...], *, coder: str, at: str, reason: str
    ) -> Decision:
        """Return the line that closes an erasure; this log has been rewritten already."""
        return self._line(step, changes, coder=coder, at=at, reason=reason)

    def _line(
        self, step: Line, changes: tuple[Change, ...], *, coder: str, at: str, reason: str
    ) -> Decision:
        fresh = DecisionId(new_id())
        return Decision(
            seq=self.seq + 1,
            id=fresh,
            step=step,
            coder=coder,
            at=at,
            reason=reason,
            changes=changes,
        )

    def _touch(self, decision: Decision) -> None:
        for change in decision.changes:
            if isinstance(change.after, (Candidate, Code)):
                self.names[change.key.owner] = title_of(change.after)
            # A run's members are new things that no screen can have seen before.
            if not (decision.by_machine and change.key.noun is Noun.MEMBER):
                for each in touched_things(change):
                    self._touched[each] = decision.seq

    def _stack(self, decision: Decision) -> None:
        match decision.step:
            case Undo(decision=target):
                _pass_on(target, self.done, self.undone)
            case Redo(decision=target):
                _pass_on(target, self.undone, self.done)
            case Propose():
                pass
            case Erase():
                self.done = [each for each in self.done if self._by_id[each].changes]
                self.undone = [each for each in self.undone if self._by_id[each].changes]
            case _:
                self.done.append(decision.id)
                self.undone.clear()

    def _refuse_stale(self, keys: Iterable[Key], seen: int | None) -> None:
        if seen is None:
            return
        latest = max((self._touched.get(key, 0) for key in keys), default=0)
        if latest > seen:
            raise self._stale(latest)

    def _refuse_moved(self, changes: Iterable[Change]) -> None:
        """Refuse to change what is not as it was left: that would be partial or overwrite."""
        for change in changes:
            if self.board.get(change.key) != change.before:
                raise self._stale(self._touched.get(change.key, self.seq))

    def _refuse_unlawful(self, changes: tuple[Change, ...]) -> None:
        """Refuse to take away the ground under what was decided later."""
        after = self.board.changed(changes)
        for key in laws.loose_ends(after, changes):
            raise self._stale(self._touched.get(key, self.seq))
        laws.refuse_bare(after, {change.key.owner for change in changes})
        for change in changes:
            if isinstance(change.after, Code):
                laws.refuse_name(after.codes.values(), change.after.name, but=change.after.id)

    def _stale(self, seq: int) -> StaleDecision:
        other = self.decisions[seq - 1]
        return StaleDecision(self._subject(other), other.coder or "Somebody", other.step.verb)

    def _subject(self, decision: Decision) -> str:
        for change in decision.changes:
            if change.key.noun in {Noun.CANDIDATE, Noun.CODE}:
                return f"“{self.names[change.key.owner]}”"
        return "the memo" if _is_on_memos(decision) else "the same passages"


def _is_on_memos(decision: Decision) -> bool:
    return any(change.key.noun is Noun.MEMO for change in decision.changes)


def _pick(stack: list[DecisionId], wanted: DecisionId | None, act: str) -> DecisionId:
    if wanted is None and stack:
        return stack[-1]
    if wanted is None or wanted not in stack:
        raise NothingToUndo(act)
    return wanted


def _pass_on(decision: DecisionId, stack: list[DecisionId], other: list[DecisionId]) -> None:
    """Move a decision between the stacks; one that an erasure left empty is in neither."""
    if decision in stack:
        stack.remove(decision)
        other.append(decision)


def last_erasure(decisions: Iterable[Decision]) -> int:
    """Return the number of the latest erasure of a log; 0 when there was none."""
    return max((each.seq for each in decisions if isinstance(each.step, Erase)), default=0)


def replay(decisions: Iterable[Decision]) -> Ledger:
    """Fold a log from empty, doing every act anew; what the log says it changed is not read.

    Up to the latest erasure it is read, as those acts cannot be done anew.

    Raises
    ------
    DecisionError
        When the log holds an act that its own board does not allow, or a change of something that
        was not so.
    """
    lines, ledger = tuple(decisions), Ledger()
    sealed = last_erasure(lines)
    for each in lines:
        changes = _as_told(ledger, each) if each.seq <= sealed else _done_anew(ledger, each)
        ledger.record(replace(each, changes=changes))
    return ledger


def _as_told(ledger: Ledger, decision: Decision) -> tuple[Change, ...]:
    for change in decision.changes:
        if ledger.board.get(change.key) != change.before:
            where = f"Line {decision.seq} of the log"
            raise InvalidDecision(where, "it changes something that was not so")
    return decision.changes


def _done_anew(ledger: Ledger, each: Decision) -> tuple[Change, ...]:
    match each.step:
        case Undo(decision=target):
            return ledger.undo(target, coder=each.coder, at=each.at, reason=each.reason).changes
        case Redo(decision=target):
            return ledger.redo(target, coder=each.coder, at=each.at, reason=each.reason).changes
        case Erase():
            return each.changes
        case act:
            return ledger.decide(act, coder=each.coder, at=each.at, reason=each.reason).changes
