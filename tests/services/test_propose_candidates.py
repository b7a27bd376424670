"""Propose: the machine's candidates come onto the board and touch nothing that people judged."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.pieces import SAMPLE, bring_in, four_themes, read_table, write_table
from workbench.domain.board import Board
from workbench.domain.candidates import CandidateId, CandidateStatus
from workbench.domain.decisions import Confirm, Dismiss, Drop, Park, Rename
from workbench.errors import UnknownRecipe
from workbench.services.check_project import check_project
from workbench.services.decide import decide
from workbench.services.export_project import export_bytes
from workbench.services.import_sources import FileToImport, import_sources
from workbench.services.propose_candidates import (
    ProposeReport,
    free_passages,
    propose_candidates,
)
from workbench.services.view.board import view_board
from workbench.services.view.passages import open_tray
from workbench.store.database import Project, create_project, open_project
from workbench.store.log import ledger
from workbench.store.material import material
from workbench.store.runs import runs, unplaced

SENTENCE = "Small payments need a senior signature, so families wait for food."


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ProposeReport]:
    """Propose once on a small text; the tests work on copies of that project."""
    folder = tmp_path_factory.mktemp("small")
    with create_project(folder / "small", name="Small") as project:
        bring_in(project, four_themes(folder / "small.csv"))
        report = propose_candidates(project, coder="Ann")
    return folder / "small.workbench", report


@pytest.fixture
def proposed(first_run: tuple[Path, ProposeReport], tmp_path: Path) -> Iterator[Project]:
    """Give a project with candidates out of four plain themes of ten passages."""
    copy = tmp_path / "small.workbench"
    shutil.copyfile(first_run[0], copy)
    with open_project(copy) as project:
        yield project


def _open(project: Project) -> list[CandidateId]:
    return [CandidateId(row.id) for row in view_board(project).themes if row.status == "open"]


def test_a_run_is_stored_with_what_it_used(
    proposed: Project, first_run: tuple[Path, ProposeReport]
) -> None:
    [run], told = runs(proposed), first_run[1]
    assert run == told.run
    assert (run.number, run.verdict, run.n_passages, run.coder) == (1, "themes", 40, "Ann")
    assert run.recipe == "minilm-consensus-v2"
    assert {"numpy", "onnxruntime", "encoder", "python"} <= run.versions.keys()
    assert 4 <= told.n_candidates == len(_open(proposed)) <= 8
    assert told.n_placed + told.n_unplaced == 40
    assert (told.n_pinned, told.n_new_vectors) == (0, 40)
    assert len(unplaced(proposed, run.id)) == told.n_unplaced
    assert check_project(proposed).faults == ()


def test_every_candidate_holds_words_on_one_thing(proposed: Project) -> None:
    board = ledger(proposed).board
    for candidate in board.candidates.values():
        assert candidate.status is CandidateStatus.OPEN
        assert candidate.keywords
        assert candidate.stability is not None
        assert 0 <= candidate.stability <= 1
        numbers = {
            int(material(proposed).source_of(passage).external_id[1:]) // 10
            for passage in board.passages_of(candidate.id)
        }
        assert len(numbers) == 1, candidate


@pytest.mark.slow
def test_a_second_run_reads_no_vector_anew_and_gives_the_same(proposed: Project) -> None:
    before, shown = _open(proposed), export_bytes(proposed, "candidates-csv")
    told: list[tuple[float, str]] = []
    again = propose_candidates(proposed, progress=lambda stage, done: told.append((done, stage)))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert (told[0][0], told[-1]) == (0.0, (1.0, "Saved"))
    assert again.n_new_vectors == 0
    assert again.run.number == 2
    board = ledger(proposed).board
    assert {board.candidates[each].status for each in before} == {CandidateStatus.SUPERSEDED}
    assert len(_open(proposed)) == len(before)
    assert not set(before) & set(_open(proposed))
    assert _without_ids(export_bytes(proposed, "candidates-csv")) == _without_ids(shown)
    assert view_board(proposed).n_candidates == len(before)


def _without_ids(table: bytes) -> list[dict[str, str]]:
    return [{**row, "candidate_id": "", "nearest_id": ""} for row in read_table(table)]


def test_what_people_judged_is_pinned(proposed: Project) -> None:
    one, two, three, *rest = _open(proposed)
    held = {each: set(ledger(proposed).board.passages_of(each)) for each in _open(proposed)}
    aside = {row.id for row in open_tray(proposed)[0]}
    free = aside.union(*(held[each] for each in rest))
    decide(proposed, Confirm(candidate=one, name="Signatures", statement=SENTENCE), coder="Ann")
    decide(proposed, Dismiss(theme=two), coder="Ann")
    taken = min(held[three])
    decide(proposed, Drop(passages=(taken,), origin=three), coder="Ann")
    judged = held[one] | held[two] | (held[three] - {taken})
    before = _judged(ledger(proposed).board, (one, two, three))
    assert {each.id for each in free_passages(proposed, ledger(proposed).board)} == (free | {taken})
    report = propose_candidates(proposed)
    assert report.n_pinned == len(judged)
    assert _judged(ledger(proposed).board, (one, two, three)) == before
    for each in rest:
        assert ledger(proposed).board.candidates[each].status is CandidateStatus.SUPERSEDED
    fresh = set(_open(proposed)) - {three}
    assert free | {taken} >= {
        name for each in fresh for name in ledger(proposed).board.passages_of(each)
    }


def _judged(board: Board, themes: tuple[CandidateId, ...]) -> list[object]:
    return [(board.candidates[each], board.passages_of(each)) for each in themes]


@pytest.mark.slow
def test_new_material_becomes_candidates_beside_what_was_judged(
    proposed: Project, tmp_path: Path
) -> None:
    named = _open(proposed)[:2]
    for number, each in enumerate(named):
        decide(proposed, Rename(theme=each, name=f"Mine {number}"), coder="Ann")
    before = _judged(ledger(proposed).board, tuple(named))
    bring_in(proposed, four_themes(tmp_path / "more.csv", seed=2))
    report = propose_candidates(proposed)
    assert report.n_candidates >= 4
    known, fresh = _quotes(proposed, 0, 40), _quotes(proposed, 40, 80)
    assert report.n_new_vectors == len(fresh - known)
    assert _judged(ledger(proposed).board, tuple(named)) == before
    assert len(_open(proposed)) == 2 + report.n_candidates


def _quotes(project: Project, start: int, end: int) -> set[str]:
    return {each.quote for each in list(material(project).passages.values())[start:end]}


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["Saving", "Getting ready to read"])
def test_what_is_judged_while_the_machine_works_stands(proposed: Project, stage: str) -> None:
    one, two, *_ = _open(proposed)
    held = ledger(proposed).board.passages_of(one)

    def judge(told: str, _: float) -> None:
        if told == stage:
            with open_project(str(proposed.path)) as other:
                confirm = Confirm(candidate=one, name="Signatures", statement=SENTENCE)
                decide(other, confirm, coder="Bea")
                decide(other, Park(theme=two), coder="Bea")

    report = propose_candidates(proposed, progress=judge)
    board = ledger(proposed).board
    [code] = board.codes.values()
    assert board.passages_of(code.id) == held
    assert board.candidates[two].status is CandidateStatus.PARKED
    open_now = [each for each in _open(proposed) if each != two]
    again = {passage for each in open_now for passage in board.passages_of(each)}
    assert not again & (set(held) | set(board.passages_of(two)))
    assert report.n_candidates == len(open_now)
    assert report.n_placed == len(again)
    assert check_project(proposed).faults == ()


@pytest.mark.slow
def test_two_runs_at_once_are_both_kept(proposed: Project) -> None:
    def run_too(told: str, _: float) -> None:
        if told == "Saving" and len(runs(proposed)) == 1:
            with open_project(str(proposed.path)) as other:
                propose_candidates(other)

    report = propose_candidates(proposed, progress=run_too)
    assert [each.number for each in runs(proposed)] == [1, 2, 3]
    assert report.run.number == 3
    assert len(_open(proposed)) == report.n_candidates
    assert check_project(proposed).faults == ()


@pytest.mark.slow
def test_an_import_while_the_machine_works_is_left_for_the_next_run(
    proposed: Project, tmp_path: Path
) -> None:
    more = write_table(tmp_path / "more.csv", [("m1", "A late voucher panel.")], "id", "text")

    def import_too(told: str, _: float) -> None:
        if told == "Saving":
            with open_project(str(proposed.path)) as other:
                bring_in(other, more)

    report = propose_candidates(proposed, progress=import_too)
    assert (report.n_pinned, report.n_placed + report.n_unplaced) == (0, 40)
    assert len(material(proposed).passages) == 41
    assert view_board(proposed).n_set_aside == report.n_unplaced + 1


def test_too_few_is_an_answer(project: Project, tmp_path: Path) -> None:
    path = write_table(tmp_path / "few.csv", [("1", "No cars."), ("2", "Forms.")], "id", "text")
    bring_in(project, path)
    report = propose_candidates(project)
    assert (report.n_candidates, report.n_placed, report.n_unplaced) == (0, 0, 2)
    assert report.run.verdict == "too few"
    assert "by hand" in report.run.message
    assert view_board(project).run_message == report.run.message
    assert view_board(project).themes == ()


def test_nothing_at_all_is_an_answer_too(project: Project) -> None:
    report = propose_candidates(project)
    assert (report.n_candidates, report.run.n_passages) == (0, 0)
    assert report.run.message


def test_an_unknown_recipe_is_told_and_nothing_is_stored(proposed: Project) -> None:
    with pytest.raises(UnknownRecipe, match="nonsense"):
        propose_candidates(proposed, recipe="nonsense")
    assert len(runs(proposed)) == 1


def test_a_seed_replaces_the_recipes_own(project: Project, tmp_path: Path) -> None:
    path = write_table(tmp_path / "few.csv", [("1", "No cars."), ("2", "Forms.")], "id", "text")
    bring_in(project, path)
    own = propose_candidates(project).run.seed
    assert own != 7
    assert propose_candidates(project, seed=7).run.seed == 7


@pytest.mark.slow
def test_vectors_that_depend_on_each_other_are_not_cached(project: Project, tmp_path: Path) -> None:
    """The TF-IDF recipe weighs words by all texts: more texts, other vectors."""
    bring_in(project, four_themes(tmp_path / "one.csv"))
    first = propose_candidates(project, recipe="tfidf-consensus-v2")
    again = propose_candidates(project, recipe="tfidf-consensus-v2")
    assert first.n_new_vectors == again.n_new_vectors == 40


@pytest.mark.slow
def test_the_sample_gives_the_same_bytes_in_two_projects(tmp_path: Path) -> None:
    one, other = (_sample_table(tmp_path / name) for name in ("one", "other"))
    assert one == other


def _sample_table(where: Path) -> bytes:
    attributes = {"case": "author", "team": "team"}
    with create_project(where) as project:
        import_sources(
            project, [FileToImport(path=SAMPLE / "reflections.csv", attributes=attributes)]
        )
        bring_in(project, *sorted(SAMPLE.glob("*-workshop-note.md")))
        report = propose_candidates(project)
        assert report.run.verdict == "themes"
        assert report.n_candidates >= 5
        assert check_project(project).faults == ()
        table = export_bytes(project, "candidates-csv")
        assert len(read_table(table)) == report.n_placed + report.n_unplaced
        return table
