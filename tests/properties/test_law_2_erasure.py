"""Law 2 and an erasure: nothing of it is left, everything else is where it was, the log still folds."""

from __future__ import annotations

from random import Random

from hypothesis import given

from tests.properties.acts import AT, DICE, PASSAGES, any_act, coder, ledgers, take
from tests.properties.lawful import assert_lawful
from workbench.domain.board import Board, Key, Noun, Thing
from workbench.domain.candidates import Candidate
from workbench.domain.codebook import Code, CodeKind
from workbench.domain.coding import Coding
from workbench.domain.decisions import Erase, Redo, Undo
from workbench.domain.erasure import Eraser, difference, names_in, set_right
from workbench.domain.ledger import Ledger, replay
from workbench.domain.memos import Memo
from workbench.domain.proposing import is_judged
from workbench.domain.redaction import Theirs
from workbench.domain.sources import PassageId, SourceId

_NOTHING = Theirs([], quotes=[], facts=[], others=[], ordinary=lambda _: True)


def erased(ledger: Ledger, gone: frozenset[PassageId]) -> Ledger:
    """Return a log after an erasure."""
    eraser = Eraser(
        gone,
        _NOTHING,
        machine={},
        names=names_in(ledger.decisions),
        sources=frozenset(map(SourceId, gone)),
    )
    after = eraser.rewritten(ledger).ledger
    changes = set_right(ledger.board, after.board)
    after.record(after.erasure(Erase(), changes, coder="Ruth", at=AT, reason=""))
    return after


def some(dice: Random) -> frozenset[PassageId]:
    return frozenset(dice.sample(PASSAGES, dice.randint(1, 6)))


def assert_nowhere(ledger: Ledger, gone: frozenset[PassageId]) -> None:
    said = repr((ledger.board, ledger.decisions, ledger.names))
    assert not [each for each in gone if f"'{each}'" in said]


def memos_on(ledger: Ledger, gone: frozenset[PassageId]) -> set[str]:
    """Return the memos that are or were on an erased passage, or on an erased source."""
    changes = [change for each in ledger.decisions for change in each.changes]
    things = [thing for each in changes for thing in (each.before, each.after)]
    return {thing.id for thing in things if isinstance(thing, Memo) and thing.about in gone}


def without(board: Board, gone: frozenset[PassageId], memos: set[str]) -> dict[Key, Thing | None]:
    """Return what is on a board but for passages, with what an erasure may set right blanked out."""
    kept: dict[Key, Thing | None] = {}
    for key, thing in board.things():
        passage = thing.passage_id if isinstance(thing, Coding) else key.item
        if passage not in gone and not (isinstance(thing, Memo) and thing.id in memos):
            kept[key] = None if isinstance(thing, (Candidate, Code)) else thing
    return kept


@given(ledgers(most=40), DICE)
def test_what_is_erased_is_nowhere_and_the_rest_where_it_was(ledger: Ledger, dice: Random) -> None:
    gone, before = some(dice), ledger.board
    after = erased(ledger, gone)
    assert_nowhere(after, gone)
    assert_lawful(after.board)
    memos = memos_on(ledger, gone)
    assert without(after.board, gone, memos) == without(before, gone, memos)
    assert ledger.board is before
    for code in before.codes.values():
        bare = code.kind is not CodeKind.CODE and not after.board.codings.get(code.id)
        assert (after.board.codes[code.id].kind is not code.kind) is bare
    for candidate in before.candidates.values():
        now = after.board.candidates[candidate.id]
        if now.status is candidate.status and is_judged(before, candidate):
            assert is_judged(after.board, now) or now.status.value == "superseded"


@given(ledgers(most=30), DICE)
def test_the_log_folds_to_the_board_also_after_more_of_everything(
    ledger: Ledger, dice: Random
) -> None:
    for _ in range(2):
        ledger = erased(ledger, some(dice))
        for _ in range(dice.randint(0, 12)):
            step = dice.choice([Undo(), Redo(), None, None, None])
            take(ledger, step or any_act(ledger, dice), coder(dice))
            assert_lawful(ledger.board)
    again = replay(ledger.decisions)
    assert again.board == ledger.board
    assert (again.done, again.undone, again.names) == (ledger.done, ledger.undone, ledger.names)


@given(ledgers(most=30), DICE)
def test_undo_brings_nothing_back_and_no_decision_is_left_that_does_nothing(
    ledger: Ledger, dice: Random
) -> None:
    gone = some(dice)
    after = erased(ledger, gone)
    assert all(after.decision(each).changes for each in (*after.done, *after.undone))
    for _ in range(60):
        target = dice.choice(after.done) if after.done and dice.random() < 0.5 else None
        if not after.done or not (
            take(after, Undo(decision=target) if target else Undo()) or target
        ):
            break
        assert_nowhere(after, gone)
        assert_lawful(after.board)


@given(ledgers(), DICE)
def test_erasing_nothing_changes_nothing(ledger: Ledger, dice: Random) -> None:
    after = erased(ledger, frozenset({PassageId("of nobody")}))
    assert after.board == ledger.board
    assert after.decisions[:-1] == ledger.decisions
    assert difference(ledger.board, after.board) == ()
    assert [each for each in ledger.done if ledger.decision(each).changes] == after.done


def test_nouns_of_a_board_are_all_thought_of() -> None:
    assert set(Noun) == {
        Noun.CANDIDATE,
        Noun.MEMBER,
        Noun.CODE,
        Noun.CODING,
        Noun.REFUSAL,
        Noun.MEMO,
    }
