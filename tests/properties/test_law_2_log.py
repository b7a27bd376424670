"""Law 2: the log is the project; undo takes back exactly one decision, or refuses."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.properties.acts import AT, DICE, coder, grain, human_act, ledgers, run, take
from tests.properties.lawful import assert_lawful, reverted
from workbench.domain.board import Board
from workbench.domain.decisions import Redo, Step, Undo
from workbench.domain.ledger import Ledger, replay
from workbench.errors import DecisionError


class Evening(RuleBasedStateMachine):
    """Several people, the machine, and undo and redo in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger = Ledger()

    def _try(self, step: Step, who: str) -> None:
        board, done = self.ledger.board, list(self.ledger.done)
        things = dict(board.things())
        if not take(self.ledger, step, who):
            assert self.ledger.board is board
            assert self.ledger.done == done
        assert dict(board.things()) == things, "a board is a value"

    @rule(dice=DICE)
    def decide(self, dice: Random) -> None:
        self._try(human_act(self.ledger, dice), coder(dice))

    @rule(dice=DICE)
    def propose(self, dice: Random) -> None:
        self._try(run(self.ledger, dice), "workbench")

    @rule(dice=DICE)
    def choose(self, dice: Random) -> None:
        self._try(grain(self.ledger, dice), coder(dice))

    @rule(dice=DICE)
    def undo(self, dice: Random) -> None:
        self._try(Undo(), coder(dice))

    @rule(dice=DICE)
    def undo_anything(self, dice: Random) -> None:
        if self.ledger.done:
            self._try(Undo(decision=dice.choice(self.ledger.done)), coder(dice))

    @rule(dice=DICE)
    def redo(self, dice: Random) -> None:
        self._try(Redo(), coder(dice))

    @rule(dice=DICE)
    def redo_anything(self, dice: Random) -> None:
        if self.ledger.undone:
            self._try(Redo(decision=dice.choice(self.ledger.undone)), coder(dice))

    @invariant()
    def stands(self) -> None:
        assert_lawful(self.ledger.board)

    def teardown(self) -> None:
        again = replay(self.ledger.decisions)
        assert again.board == self.ledger.board
        assert (again.done, again.undone) == (self.ledger.done, self.ledger.undone)
        assert [each.changes for each in again.decisions] == [
            each.changes for each in self.ledger.decisions
        ]


Evening.TestCase.settings = settings(max_examples=120, stateful_step_count=30, deadline=None)
test_any_evening_folds_to_its_board = Evening.TestCase


@given(ledgers(), DICE)
def test_n_decisions_and_n_undos_give_the_board_before_and_redo_the_board_after(
    ledger: Ledger, dice: Random
) -> None:
    before = ledger.board
    done = sum(
        take(ledger, human_act(ledger, dice), coder(dice)) for _ in range(dice.randint(1, 10))
    )
    after = ledger.board
    assert all(take(ledger, Undo(), "Bea") for _ in range(done))
    assert ledger.board == before
    assert all(take(ledger, Redo(), "Bea") for _ in range(done))
    assert ledger.board == after


@settings(max_examples=150)
@given(ledgers(), DICE)
def test_undo_at_any_depth_takes_back_exactly_that_decision_or_nothing(
    ledger: Ledger, dice: Random
) -> None:
    if not ledger.done:
        return
    target = dice.choice(ledger.done)
    changes = ledger.decision(target).changes
    before, length = ledger.board, ledger.seq
    if not take(ledger, Undo(decision=target)):
        assert (ledger.board, ledger.seq) == (before, length)
        return
    assert dict(ledger.board.things()) == reverted(before, changes)
    assert target not in ledger.done
    assert take(ledger, Redo(decision=target))
    assert ledger.board == before


@given(ledgers(), DICE)
def test_deciding_alone_changes_nothing(ledger: Ledger, dice: Random) -> None:
    before, length, names = ledger.board, ledger.seq, dict(ledger.names)
    try:
        decision = ledger.decide(human_act(ledger, dice), coder="Anna", at=AT)
    except DecisionError:
        decision = None
    assert (ledger.board, ledger.seq, ledger.names) == (before, length, names)
    assert decision is None or decision.seq == length + 1


@given(ledgers(), DICE)
def test_a_copy_goes_its_own_way(ledger: Ledger, dice: Random) -> None:
    before, length, done = ledger.board, ledger.seq, list(ledger.done)
    other = ledger.copy()
    for _ in range(3):
        take(other, human_act(other, dice))
    take(other, Undo())
    assert (ledger.board, ledger.seq, ledger.done) == (before, length, done)


@given(ledgers(), DICE)
def test_changes_turned_round_give_the_board_before(ledger: Ledger, dice: Random) -> None:
    board: Board = ledger.board
    if not take(ledger, human_act(ledger, dice)):
        return
    changes = ledger.decisions[-1].changes
    assert ledger.board == board.changed(changes)
    assert ledger.board.changed(each.turned_round() for each in changes) == board
