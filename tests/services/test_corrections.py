"""A corrected text comes again: what is held moves along, what has no place stays, and all of it can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.pieces import bring_in, write_table
from workbench.domain.codebook import CodeId, CodeKind
from workbench.domain.corrections import Correct
from workbench.domain.decisions import Confirm, CreateCode, Refuse
from workbench.domain.sources import PassageId, SourceId, Span
from workbench.domain.viewers import LOCAL, Role, Viewer
from workbench.errors import ImportStays, InvalidDecision
from workbench.services.check_project import check_project
from workbench.services.code_passages import code_span
from workbench.services.decide import decide, redo, undo
from workbench.services.erase_case import erase_case
from workbench.services.import_sources import (
    Corrections,
    FileToImport,
    ImportReport,
    import_sources,
    plan_import,
    preview_import,
)
from workbench.services.propose_candidates import free_passages
from workbench.services.undo_import import undo_import
from workbench.services.view.coding import view_text
from workbench.store.database import Project, open_project
from workbench.store.log import ledger
from workbench.store.material import given, material

FIRST = (
    "On Monday I typed teh visit into three systems before lunch. Nobody reads the second one. "
    "The voucher waited four days for a signature, and the family waited with it."
)
BETTER = (
    "A heading was missing. On Monday I typed the visit into three systems before lunch. "
    "The voucher waited four days for a signature, and the family waited with it."
)


@pytest.fixture(autouse=True)
def _sees_the_words_as_given(project: Project) -> None:
    project.viewer = Viewer(roles=frozenset({*Role}), acting=Role.RESEARCHER)


def _sound(project: Project) -> bool:
    return not check_project(project).faults


def _note(folder: Path, text: str, name: str = "note.txt") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def _replace(project: Project, path: Path) -> ImportReport:
    return import_sources(
        project, [FileToImport(path=path)], coder="Ruth", corrections=Corrections.REPLACE
    )


def _quotes(project: Project, code: str) -> list[str]:
    texts, board = material(project), ledger(project).board
    return sorted(texts.passages[each].quote for each in board.passages_of(code))


@pytest.fixture
def coded(project: Project, tmp_path: Path) -> SourceId:
    """Two stretches coded by Ann: one with a slip of the pen, and one that will be gone."""
    bring_in(project, _note(tmp_path, FIRST))
    [source] = material(project).sources
    for words in ("typed teh visit into three systems", "Nobody reads the second one."):
        start = FIRST.index(words)
        code_span(project, source, Span(start, start + len(words)), "Typing", coder="Ann")
    return source


def _code(project: Project) -> CodeId:
    [code] = ledger(project).board.codes
    return code


def test_codings_move_along_and_what_has_no_place_stays(
    project: Project, coded: SourceId, tmp_path: Path
) -> None:
    path = _note(tmp_path, BETTER)
    planned = plan_import(project, [FileToImport(path=path)])
    report = _replace(project, path)
    [told] = report.files[0].corrected
    assert planned.files[0].corrected == (told,)
    assert (told.held, told.placed, told.unplaced) == (2, 1, ("Nobody reads the second one.",))
    assert "1 of 2 passages that are held move along" in report.files[0].changed[0]
    texts, code = material(project), _code(project)
    assert _quotes(project, code) == [
        "Nobody reads the second one.", "typed the visit into three systems",
    ]  # fmt: skip
    assert {each.coder for each in ledger(project).board.codings[code].values()} == {"Ann"}
    # The earlier text is there for what is still coded in it, and nothing else of it.
    assert texts.corrected == {coded: next(reversed(texts.sources))}
    assert [texts.passages[each].quote for each in texts.of_source[coded]] == [
        "Nobody reads the second one."
    ]
    free = free_passages(project, ledger(project).board)
    assert coded not in {each.source_id for each in free}
    assert _sound(project)


def test_the_whole_of_it_can_be_undone(project: Project, coded: SourceId, tmp_path: Path) -> None:
    before = (
        material(project).sources,
        material(project).passages,
        _quotes(project, _code(project)),
    )
    _replace(project, _note(tmp_path, BETTER))
    assert undo_import(project, dry_run=True).corrections == 1
    assert "typed the visit into three systems" in _quotes(project, _code(project))
    undone = undo_import(project, coder="Ruth")
    assert (undone.sources, undone.corrections, undone.done) == (1, 1, True)
    after = (
        material(project).sources,
        material(project).passages,
        _quotes(project, _code(project)),
    )
    assert after == before
    assert _sound(project)
    with pytest.raises(InvalidDecision, match="was taken back"):
        redo(project, coder="Ruth")
    where = project.where
    project.close()
    with open_project(where) as again:
        assert _sound(again)
        assert (given(again).sources, given(again).passages) == before[:2]


def test_the_carrying_alone_can_be_undone_and_done_again(
    project: Project, coded: SourceId, tmp_path: Path
) -> None:
    _replace(project, _note(tmp_path, BETTER))
    moved = _quotes(project, _code(project))
    undo(project, coder="Ruth")
    assert "typed teh visit into three systems" in _quotes(project, _code(project))
    assert material(project).corrected == {}
    redo(project, coder="Ruth")
    assert _quotes(project, _code(project)) == moved
    assert coded in material(project).earlier
    assert _sound(project)


def test_what_was_judged_since_stands_in_the_way_of_undoing_the_import(
    project: Project, coded: SourceId, tmp_path: Path
) -> None:
    _replace(project, _note(tmp_path, BETTER))
    corrected = material(project).corrected[coded]
    code_span(project, corrected, Span(0, 9), "Headings", coder="Ann")
    with pytest.raises(ImportStays, match="1 decision stands on it, the first by Ann"):
        undo_import(project)
    assert _sound(project)


def test_a_text_that_nobody_had_coded_is_simply_replaced(project: Project, tmp_path: Path) -> None:
    bring_in(project, _note(tmp_path, FIRST))
    [earlier] = material(project).sources
    _replace(project, _note(tmp_path, BETTER))
    texts = material(project)
    assert [each.text for each in texts.sources.values()] == [BETTER]
    assert {each.source_id for each in texts.passages.values()} == {next(iter(texts.sources))}
    view = view_text(project, earlier)
    assert view is not None
    assert view.source.text == FIRST
    # The earlier file again is known; a third form takes the place of the second.
    assert import_sources(project, [FileToImport(path=_note(tmp_path, FIRST))]).known == 1
    _replace(project, _note(tmp_path, BETTER + " Again."))
    assert [each.text for each in material(project).sources.values()] == [BETTER + " Again."]
    assert _sound(project)


def test_barriers_keep_their_words_and_refusals_move_along(
    project: Project, tmp_path: Path
) -> None:
    bring_in(project, _note(tmp_path, FIRST))
    first, *_, last = material(project).passages
    barrier = CreateCode(
        name="Signatures", statement="Signatures keep families waiting.", kind=CodeKind.BARRIER,
        passages=(last,), code_id=CodeId("k"),
    )  # fmt: skip
    decide(project, barrier, coder="Ann")
    decide(project, Refuse(theme="k", passages=(first,)), coder="Ann")
    _replace(project, _note(tmp_path, "Well. " + FIRST))
    board, texts = ledger(project).board, material(project)
    assert _quotes(project, "k") == [FIRST[-len(_quotes(project, "k")[0]) :]]
    [refused] = board.refusals["k"]
    assert texts.source_of(refused).text == "Well. " + FIRST
    assert _sound(project)


def test_rows_without_ids_are_known_again_by_file_and_words(
    project: Project, tmp_path: Path
) -> None:
    rows = [
        (FIRST,),
        (
            "The second row says something else altogether, and it is long enough to be known by its words.",
        ),
    ]
    bring_in(project, write_table(tmp_path / "s.csv", rows, "comment"))
    # A row put in before them is new; the second row is as it was; the first one was corrected.
    again = [
        ("A row that nobody had seen before this evening came in.",),
        (FIRST + " So.",),
        rows[1],
    ]
    report = _replace(project, write_table(tmp_path / "s.csv", again, "comment"))
    assert (report.new, report.known, report.corrected) == (2, 1, 1)
    assert sorted(each.text for each in material(project).sources.values()) == sorted(
        row[0] for row in again
    )


def test_the_earlier_words_can_be_kept_or_both(
    project: Project, coded: SourceId, tmp_path: Path
) -> None:
    file = FileToImport(path=_note(tmp_path, BETTER))
    kept = import_sources(project, [file], corrections=Corrections.KEEP)
    assert (kept.new, kept.corrected) == (0, 1)
    assert "the new words do not come in" in kept.files[0].changed[0]
    assert preview_import(project, [file]).new == 1
    both = import_sources(project, [file])
    assert both.new == 1
    assert len(material(project).sources) == 2
    assert "2 codings stay with the earlier words" in both.files[0].changed[0]
    assert not any(isinstance(each.step, Correct) for each in ledger(project).decisions)


def test_erasing_a_corrected_text_erases_the_earlier_one(
    project: Project, coded: SourceId, tmp_path: Path
) -> None:
    _replace(project, _note(tmp_path, BETTER))
    bring_in(project, _note(tmp_path, "Somebody else had a good day.", "other.txt"))
    corrected = material(project).corrected[coded]
    project.viewer = LOCAL
    receipt = erase_case(project, sources=[corrected], coder="Ruth")
    assert receipt.counts["sources"] == 2
    assert [each.title for each in given(project).sources.values()] == ["other.txt"]
    assert _sound(project)
    where = project.where
    project.close()
    assert b"three systems" not in Path(where).read_bytes()
    with open_project(where) as again:
        assert _sound(again)


def test_an_open_candidate_is_not_judged_by_a_correction(project: Project, tmp_path: Path) -> None:
    from tests.app.boards import propose
    from workbench.domain.candidates import CandidateId
    from workbench.domain.decisions import Proposal
    from workbench.domain.proposing import is_judged

    bring_in(project, _note(tmp_path, FIRST))
    members = tuple((each, 0.5) for each in material(project).passages)
    propose(project, (Proposal(id=CandidateId("c"), title="Typing", members=members),))
    _replace(project, _note(tmp_path, BETTER))
    board = ledger(project).board
    assert not is_judged(board, board.candidates[CandidateId("c")])
    decide(project, Confirm(candidate=CandidateId("c"), name="T", statement="So."), coder="Ann")
    assert _sound(project)
    held = {PassageId(each) for each in ledger(project).board.passages_of("c")}
    assert len(held) == len(members)
