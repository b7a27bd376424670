"""Law 3 on real projects: whatever people decide, new texts and a re-proposal change none of it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.properties.lawful import assert_lawful, judged_candidates
from tests.services.pieces import bring_in, four_themes
from workbench.domain.board import Board
from workbench.domain.candidates import WORKABLE, CandidateId
from workbench.domain.codebook import CodeId, CodeKind
from workbench.domain.decisions import (
    Accept,
    Add,
    Confirm,
    CreateCode,
    Dismiss,
    Drop,
    HumanAct,
    Merge,
    Move,
    Park,
    Part,
    Refuse,
    Rename,
    Split,
)
from workbench.domain.judgement import judgement_of, pinned
from workbench.domain.ledger import replay
from workbench.domain.sources import PassageId
from workbench.errors import DecisionError
from workbench.services.check_project import check_project
from workbench.services.choose_grain import choose_grain
from workbench.services.decide import decide, undo
from workbench.services.propose_candidates import propose_candidates
from workbench.services.suggest import suggest
from workbench.services.view.difference import view_difference
from workbench.services.view.offers import view_offers
from workbench.store.database import Project, create_project
from workbench.store.log import ledger
from workbench.store.material import material

SENTENCE = "Small payments need a senior signature, so families wait."
#: Quick to read with, and a recipe like any other.
RECIPE = "tfidf-consensus-v2"


def _act(board: Board, names: list[PassageId], dice: Random, number: int) -> HumanAct:
    """Return any act on the board as it stands; some of them are refused."""
    workable = [each.id for each in board.candidates.values() if each.status in WORKABLE]
    themes: list[str] = [*workable, *board.codes, *board.codes]
    if not themes:
        return CreateCode(name=f"Hand {number}", passages=_some(names, dice))
    one, other = dice.choice(themes), dice.choice(themes)
    held = list(board.passages_of(one)) or names
    acts: list[HumanAct] = [
        Confirm(candidate=CandidateId(one), name=f"Code {number}", statement=SENTENCE),
        Confirm(candidate=CandidateId(one), name=f"Plain {number}", kind=CodeKind.CODE),
        Accept(to=one, passages=_some(names, dice), struck=_some(names, dice)),
        Refuse(theme=one, passages=_some(names, dice)),
        Add(passages=_some(names, dice), to=one),
        Drop(passages=_some(held, dice), origin=one),
        Move(passages=_some(held, dice), origin=one, to=other),
        Merge(themes=(one,), into=other),
        Split(theme=one, parts=(Part(name=f"Part {number}", passages=_some(held, dice)),)),
        CreateCode(name=f"Hand {number}", passages=_some(names, dice)),
        Rename(theme=one, name=f"Name {number}"),
        Park(theme=one),
        Dismiss(theme=one),
    ]
    return dice.choice(acts)


def _some(names: list[PassageId], dice: Random) -> tuple[PassageId, ...]:
    return tuple(dice.sample(names, min(len(names), dice.randint(1, 3))))


def _judge(project: Project, dice: Random, steps: int) -> None:
    names = list(material(project).passages)
    for number in range(steps):
        try:
            if dice.random() < 0.1:
                undo(project, coder="Bea")
            else:
                act = _act(ledger(project).board, names, dice, number)
                decide(project, act, coder=dice.choice(["Ann", "Bea"]))
        except DecisionError:
            continue


def _decided(board: Board, judged: set[CandidateId]) -> tuple[object, ...]:
    """Return all that people decided: codes, codings, refusals, and the judged candidates."""
    kept = {name: (board.candidates[name], board.members.get(name)) for name in judged}
    return board.codes, board.codings, board.refusals, kept


def _check_offers(project: Project) -> None:
    """Nothing is offered where it was refused or taken out, or what somebody has judged."""
    said, held = judgement_of(ledger(project)), pinned(ledger(project).board)
    for batch in view_offers(project):
        for each in batch.offers:
            assert CodeId(batch.code) not in said.refused.get(each.passage.id, ())
            assert each.passage.id not in held


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_new_texts_and_a_re_proposal_change_no_decision(seed: int, tmp_path: Path) -> None:
    dice = Random(seed)
    with create_project(tmp_path / "evening") as project:
        bring_in(project, four_themes(tmp_path / "first.csv", each=8, seed=seed))
        propose_candidates(project, recipe=RECIPE)
        _judge(project, dice, steps=dice.randint(3, 15))
        suggest(project)
        _check_offers(project)
        _judge(project, dice, steps=dice.randint(0, 6))
        before, length = ledger(project).board, ledger(project).seq
        held, judged = pinned(before), judged_candidates(ledger(project))
        bring_in(project, four_themes(tmp_path / "more.csv", each=8, seed=seed + 100))
        report = propose_candidates(project, recipe=RECIPE)
        after = ledger(project).board
        assert _decided(after, judged) == _decided(before, judged)
        assert [each.by_machine for each in ledger(project).decisions[length:]] == [True]
        assert report.n_pinned == len(held)
        fresh = (each for each in after.candidates.values() if each.run_id == report.run.id)
        assert not {name for each in fresh for name in after.members[each.id]} & held
        assert_lawful(after)
        _check_offers(project)
        _check_difference(project, before, after)
        _check_grains(project, judged)
        assert replay(ledger(project).decisions).board == ledger(project).board
        assert check_project(project).faults == ()


def _check_difference(project: Project, before: Board, after: Board) -> None:
    told = view_difference(project)
    kinds = (told.offered, told.new, told.moved, told.gone, told.unchanged)
    assert all(shift.why.endswith(".") for kind in kinds for shift in kind)
    fresh = {each.theme for each in (*told.new, *told.moved)}
    assert fresh <= after.candidates.keys() - before.candidates.keys()
    assert set(after.codes) <= {each.theme for each in told.unchanged}


def _check_grains(project: Project, judged: set[CandidateId]) -> None:
    before = ledger(project).board
    for grain in range(3):
        try:
            choose_grain(project, grain, coder="Ann")
        except DecisionError:
            continue
        assert _decided(ledger(project).board, judged) == _decided(before, judged)
        assert_lawful(ledger(project).board)
