"""A second run: what fits a code is offered to it, the rest is proposed, and the change is told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.services.pieces import bring_in, four_themes
from workbench.domain.candidates import CandidateId
from workbench.domain.decisions import Accept, Confirm
from workbench.domain.sources import PassageId
from workbench.services.check_project import check_project
from workbench.services.choose_grain import choose_grain
from workbench.services.decide import decide, undo
from workbench.services.propose_candidates import propose_candidates
from workbench.services.view.board import view_board
from workbench.services.view.difference import view_difference
from workbench.services.view.offers import view_offers
from workbench.services.view.passages import open_theme, open_tray
from workbench.store.database import Project, create_project, open_project
from workbench.store.levels import count_levels, read_level
from workbench.store.log import ledger
from workbench.store.material import material
from workbench.store.runs import latest_run, unplaced

pytest.importorskip("workbench.discovery.learning.offers")
pytestmark = pytest.mark.slow

SENTENCE = "Small payments need a senior signature, so families wait."


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Propose once and confirm two of the candidates; the tests work on copies."""
    folder = tmp_path_factory.mktemp("again")
    with create_project(folder / "again", name="Again") as project:
        bring_in(project, four_themes(folder / "first.csv"))
        propose_candidates(project, coder="Ann")
        for number, theme in enumerate(_open(project)[:2]):
            act = Confirm(candidate=theme, name=f"Code {number}", statement=SENTENCE)
            decide(project, act, coder="Ann")
    return folder / "again.workbench"


@pytest.fixture
def confirmed(first_run: Path, tmp_path: Path) -> Iterator[Project]:
    copy = tmp_path / "again.workbench"
    shutil.copyfile(first_run, copy)
    with open_project(copy) as project:
        yield project


def _open(project: Project) -> list[CandidateId]:
    return [CandidateId(row.id) for row in view_board(project).themes if row.status == "open"]


def _theme_of(project: Project, passage: PassageId) -> int:
    """Return which of the four themes a passage was written about."""
    return int(material(project).source_of(passage).external_id.lstrip("rm")) // 10


def test_every_level_of_a_run_is_kept_and_lies_in_the_wider_one(confirmed: Project) -> None:
    run = latest_run(confirmed)
    assert run is not None
    counts = count_levels(confirmed, run.id)
    assert list(counts) == sorted(counts)
    assert counts[run.grain] == len(_open(confirmed)) + 2
    with confirmed.reading() as connection:
        levels = [read_level(connection, run.id, level) for level in range(len(counts))]
    held = [sorted(name for each in level for name, _ in each.members) for level in levels]
    assert all(each == held[0] for each in held)
    for wide, fine in pairwise(levels):
        groups = [{name for name, _ in each.members} for each in wide]
        for each in fine:
            assert sum({name for name, _ in each.members} <= group for group in groups) == 1


def test_a_candidate_comes_with_evidence_of_its_own_words(confirmed: Project) -> None:
    for theme in _open(confirmed):
        page = open_theme(confirmed, theme)
        assert page.evidence is not None
        held = {each.id for each in page.passages}
        assert 1 <= len(page.evidence.central) <= 3
        assert {each.id for each in (*page.evidence.central, *page.evidence.edge)} <= held
        assert page.row.steadiness in {"steady", "fairly steady", "unstable"}


def test_new_material_is_offered_to_codes_and_the_rest_is_proposed(
    confirmed: Project, tmp_path: Path
) -> None:
    before = ledger(confirmed).board
    known = set(material(confirmed).passages)
    bring_in(confirmed, four_themes(tmp_path / "more.csv", seed=2))
    report = propose_candidates(confirmed, coder="Ann")
    board = ledger(confirmed).board
    assert (board.codes, board.codings) == (before.codes, before.codings)
    assert 0 < report.n_held_out <= report.n_offers
    assert report.n_placed + report.n_unplaced == report.run.n_passages == 80 - report.n_pinned
    assert "of your codes: look at the offers. " in report.run.message
    batches = {batch.code: batch for batch in view_offers(confirmed)}
    assert set(batches) == set(board.codes)
    for code, batch in batches.items():
        mine = {_theme_of(confirmed, each) for each in board.passages_of(code)}
        best = [_theme_of(confirmed, each.passage.id) for each in batch.offers[:8]]
        assert sum(each in mine for each in best) >= 7
    in_candidates = {each for theme in _open(confirmed) for each in board.passages_of(theme)}
    run = latest_run(confirmed)
    assert run is not None
    held_out = {
        name for name, each in unplaced(confirmed, run.id).items() if each.nearest in board.codes
    }
    assert len(held_out) == report.n_held_out
    assert not held_out & in_candidates
    assert held_out - known
    rows, _ = open_tray(confirmed)
    assert {row.nearest[1] for row in rows if row.id in held_out and row.nearest} <= {
        "Code 0", "Code 1",
    }  # fmt: skip
    told = view_difference(confirmed)
    assert {each.theme for each in told.offered} <= set(board.codes)
    assert {each for shift in told.offered for each in shift.passages} == held_out
    assert {each.theme for each in told.unchanged} >= set(board.codes)
    assert {each.theme for each in (*told.new, *told.moved)} <= set(_open(confirmed))
    assert check_project(confirmed).faults == ()


def test_what_was_struck_out_is_not_offered_by_the_next_run(
    confirmed: Project, tmp_path: Path
) -> None:
    bring_in(confirmed, four_themes(tmp_path / "more.csv", seed=2))
    propose_candidates(confirmed)
    batch = view_offers(confirmed)[0]
    taken, struck = batch.offers[1:4], batch.offers[:1]
    act = Accept(
        to=batch.code,
        passages=tuple(each.passage.id for each in taken),
        struck=tuple(each.passage.id for each in struck),
    )
    decide(confirmed, act, coder="Ann")
    propose_candidates(confirmed)
    offered = {
        (each.passage.id, batch.code) for batch in view_offers(confirmed) for each in batch.offers
    }
    for each in (*taken, *struck):
        assert (each.passage.id, batch.code) not in offered
    assert set(act.passages) <= set(ledger(confirmed).board.passages_of(batch.code))


def test_a_run_without_anything_new_changes_nothing_and_says_so(
    confirmed: Project,
) -> None:
    undo(confirmed, coder="Ann")
    undo(confirmed, coder="Ann")
    propose_candidates(confirmed)
    told = view_difference(confirmed)
    assert (told.offered, told.new, told.moved, told.gone) == ((), (), (), ())
    assert {each.theme for each in told.unchanged} == set(_open(confirmed))


def test_another_grain_of_a_real_run_leaves_the_codes(confirmed: Project) -> None:
    run = latest_run(confirmed)
    assert run is not None
    before = ledger(confirmed).board
    for grain in range(len(count_levels(confirmed, run.id))):
        if view_board(confirmed).grain != grain:
            choose_grain(confirmed, grain, coder="Bea")
        board = ledger(confirmed).board
        assert (board.codes, board.codings) == (before.codes, before.codings)
        assert not {each for theme in _open(confirmed) for each in board.passages_of(theme)} & {
            coding.passage_id for rows in board.codings.values() for coding in rows.values()
        }
    assert check_project(confirmed).faults == ()
