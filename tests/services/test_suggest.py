"""Suggest: the machine learns from what was decided, and offers what nobody has judged."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.pieces import bring_in, four_themes, write_table
from workbench.domain.codebook import CodeId
from workbench.domain.decisions import Accept, Add, CreateCode, Drop, Refuse
from workbench.domain.sources import PassageId
from workbench.services.check_project import check_project
from workbench.services.decide import decide, undo
from workbench.services.suggest import suggest
from workbench.services.view.neighbours import view_neighbours
from workbench.services.view.offers import view_offers
from workbench.services.view.queue import view_queue
from workbench.store.database import Project, create_project, open_project
from workbench.store.log import ledger
from workbench.store.material import material

pytest.importorskip("workbench.discovery.learning.offers")

MONEY, COURT = CodeId("money"), CodeId("court")


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Code ten of forty passages by hand and suggest once; the tests work on copies of that."""
    folder = tmp_path_factory.mktemp("coded")
    with create_project(folder / "coded", name="Coded") as project:
        bring_in(project, four_themes(folder / "coded.csv"))
        names = _names(project)
        for code, first in ((MONEY, 0), (COURT, 20)):
            act = CreateCode(name=code, code_id=code, passages=names[first : first + 5])
            decide(project, act, coder="Ann")
        suggest(project)
    return folder / "coded.workbench"


@pytest.fixture
def coded(read_once: Path, tmp_path: Path) -> Iterator[Project]:
    copy = tmp_path / "coded.workbench"
    shutil.copyfile(read_once, copy)
    with open_project(copy) as project:
        yield project


def _names(project: Project) -> tuple[PassageId, ...]:
    return tuple(material(project).passages)


def _offered(project: Project) -> dict[str, list[PassageId]]:
    return {
        batch.code: [each.passage.id for each in batch.offers] for batch in view_offers(project)
    }


def test_what_reads_like_a_code_is_offered_to_it_with_reasons(coded: Project) -> None:
    names = _names(coded)
    before = ledger(coded).board
    report = suggest(coded, coder="Ann")
    assert (report.n_codes, report.n_new_vectors, report.coder) == (2, 0, "Ann")
    assert "likely fit 2 codes; " in report.message
    assert ledger(coded).board is before
    for code, first in ((MONEY, 0), (COURT, 20)):
        best = _offered(coded)[code][:3]
        assert set(best) <= set(names[first + 5 : first + 10])
    for batch in view_offers(coded):
        for each in batch.offers:
            assert 0 < each.probability <= 1
            assert 0 < len(each.reasons) <= 3
            assert {why.id for why in each.reasons} <= set(
                ledger(coded).board.passages_of(batch.code)
            )
    assert check_project(coded).faults == ()


def test_the_same_decisions_give_the_same_offers(coded: Project) -> None:
    first = view_offers(coded)
    suggest(coded)
    assert view_offers(coded) == first


def test_what_was_refused_or_taken_out_is_not_offered_again(coded: Project) -> None:
    offered = _offered(coded)[MONEY]
    struck, taken, refused = offered[0], offered[1], offered[2]
    decide(coded, Accept(to=MONEY, passages=(taken,), struck=(struck,)), coder="Ann")
    decide(coded, Drop(passages=(taken,), origin=MONEY), coder="Ann")
    decide(coded, Refuse(theme=MONEY, passages=(refused,)), coder="Bea")
    suggest(coded)
    assert not {struck, taken, refused} & set(_offered(coded)[MONEY])
    undo(coded, coder="Bea")
    suggest(coded)
    assert refused in _offered(coded)[MONEY]
    assert not {struck, taken} & set(_offered(coded)[MONEY])


def test_what_is_coded_is_not_offered_and_new_material_is(coded: Project, tmp_path: Path) -> None:
    words = "The voucher for the payment waits for a signature of the panel and the manager."
    bring_in(coded, write_table(tmp_path / "more.csv", [("m1", words)], "id", "text"))
    fresh = _names(coded)[-1]
    decide(coded, Add(passages=tuple(_offered(coded)[COURT]), to=COURT), coder="Ann")
    report = suggest(coded)
    assert report.n_new_vectors == 1
    assert fresh in _offered(coded)[MONEY]
    coded_now = set(ledger(coded).board.passages_of(COURT))
    assert not coded_now & {each for held in _offered(coded).values() for each in held}


def test_below_twenty_passages_there_is_help_by_hand(project: Project, tmp_path: Path) -> None:
    rows = [
        ("1", "The voucher needs a signature."),
        ("2", "A signature for every voucher takes days."),
        ("3", "The bus to the estate takes an hour."),
        ("4", "No parking at the estate, so we take the bus."),
    ]
    bring_in(project, write_table(tmp_path / "few.csv", rows, "id", "text"))
    names = _names(project)
    decide(project, CreateCode(name="Money", code_id=MONEY, passages=names[:1]), coder="Ann")
    decide(project, CreateCode(name="Bus", code_id=COURT, passages=names[2:3]), coder="Ann")
    report = suggest(project)
    assert report.n_new_vectors == 4
    assert view_neighbours(project, names[0], most=1)[0].passage.id == names[1]
    assert view_neighbours(project, names[2], most=1)[0].passage.id == names[3]
    assert view_queue(project)


def test_nothing_to_offer_is_an_answer(project: Project, tmp_path: Path) -> None:
    bring_in(project, write_table(tmp_path / "few.csv", [("1", "No cars.")], "id", "text"))
    assert "confirm a candidate or code by hand" in suggest(project).message
    [name] = _names(project)
    decide(project, CreateCode(name="Cars", passages=(name,)), coder="Ann")
    report = suggest(project)
    assert (report.n_offers, report.n_new_vectors) == (0, 0)
    assert report.message.startswith("No passage that nobody has judged")
