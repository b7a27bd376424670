"""Moving a boundary: what a theme held of one passage, it holds of another cut of the same words."""

from __future__ import annotations

import pytest

from workbench.domain.codebook import CodeId, CodeKind
from workbench.domain.coding import Origin, Polarity
from workbench.domain.decisions import Accept, Add, Adjust, CreateCode, Refuse
from workbench.domain.ledger import Ledger, replay
from workbench.domain.sources import PassageId
from workbench.domain.telling import tell
from workbench.errors import NothingToDo, StaleDecision, UnknownPassage

AT = "2026-01-01T09:00:00.000+00:00"
CODE, ONE, TWO = CodeId("code"), PassageId("p1"), PassageId("p2")


def _decide(ledger: Ledger, act: object, coder: str = "Ruth", seen: int | None = None) -> None:
    ledger.record(ledger.decide(act, coder=coder, at=AT, seen=seen))  # type: ignore[arg-type]


@pytest.fixture
def ledger() -> Ledger:
    made = Ledger()
    statement = "Forms come twice, so families wait."
    create = CreateCode(
        name="Forms", statement=statement, kind=CodeKind.BARRIER, passages=(ONE,), code_id=CODE
    )
    _decide(made, create)
    return made


def test_whose_judgement_it_was_and_what_it_says_stay(ledger: Ledger) -> None:
    _decide(ledger, Add(passages=(ONE,), to=CODE, polarity=Polarity.CONTRADICTS), "Amir")
    _decide(ledger, Adjust(theme=CODE, passage=ONE, to=TWO), "Ann")
    codings = ledger.board.codings[CODE].values()
    assert {(each.coder, each.passage_id, each.polarity) for each in codings} == {
        ("Ruth", TWO, Polarity.SUPPORTS),
        ("Amir", TWO, Polarity.CONTRADICTS),
    }
    assert tell(ledger.decisions[-1], ledger) == "moved the boundary of a passage in “Forms”"
    assert replay(ledger.decisions).board == ledger.board


def test_an_accepted_suggestion_stays_one(ledger: Ledger) -> None:
    _decide(ledger, Accept(to=CODE, passages=(TWO,)))
    _decide(ledger, Adjust(theme=CODE, passage=TWO, to=PassageId("p3")))
    [moved] = [each for each in ledger.board.codings[CODE].values() if each.passage_id == "p3"]
    assert moved.origin is Origin.SUGGESTED


def test_what_was_coded_there_already_stays_as_it_was(ledger: Ledger) -> None:
    _decide(ledger, Add(passages=(TWO,), to=CODE, polarity=Polarity.CONTRADICTS))
    _decide(ledger, Adjust(theme=CODE, passage=ONE, to=TWO))
    [left] = ledger.board.codings[CODE].values()
    assert (left.passage_id, left.polarity) == (TWO, Polarity.CONTRADICTS)


def test_a_refusal_of_the_new_cut_is_lifted(ledger: Ledger) -> None:
    _decide(ledger, Refuse(theme=CODE, passages=(TWO,)))
    _decide(ledger, Adjust(theme=CODE, passage=ONE, to=TWO))
    assert ledger.board.refusals == {}


def test_the_last_passage_of_a_barrier_may_be_adjusted_and_back(ledger: Ledger) -> None:
    before = ledger.board
    _decide(ledger, Adjust(theme=CODE, passage=ONE, to=TWO))
    ledger.record(ledger.undo(coder="Ruth", at=AT))
    assert ledger.board == before


def test_what_makes_no_sense_is_refused(ledger: Ledger) -> None:
    with pytest.raises(NothingToDo):
        _decide(ledger, Adjust(theme=CODE, passage=ONE, to=ONE))
    with pytest.raises(UnknownPassage):
        _decide(ledger, Adjust(theme=CODE, passage=TWO, to=ONE))
    seen = ledger.seq
    _decide(ledger, Add(passages=(ONE,), to=CODE), "Amir")
    with pytest.raises(StaleDecision):
        _decide(ledger, Adjust(theme=CODE, passage=ONE, to=TWO), seen=seen)
