"""What a screen is shown: counts, pages, the tray, titles and the history."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.boards import make_board, propose
from tests.services.pieces import bring_in
from workbench.domain.candidates import CandidateId, Run, RunId
from workbench.domain.codebook import CodeKind
from workbench.domain.coding import Origin
from workbench.domain.decisions import (
    Add,
    Confirm,
    CreateCode,
    Dismiss,
    Drop,
    Merge,
    Move,
    Park,
    Part,
    Proposal,
    Rename,
    Split,
)
from workbench.domain.sources import PassageId, SourceId
from workbench.errors import AmbiguousTheme, UnknownTheme
from workbench.services.decide import decide, redo, undo
from workbench.services.view.board import (
    find_theme,
    history,
    latest,
    view_board,
)
from workbench.services.view.passages import find_passages, open_source, open_theme, open_tray
from workbench.store.database import Project, open_project
from workbench.store.log import ledger
from workbench.store.runs import Unplaced, add_run

SENTENCE = "One visit is typed into three systems, so families wait."
C0, C1 = CandidateId("c0"), CandidateId("c1")
CONFIRM = Confirm(candidate=C0, name="Typing it twice", statement=SENTENCE)


def _passages(*numbers: int) -> tuple[PassageId, ...]:
    return tuple(PassageId(f"p{number}") for number in numbers)


def _left_over(project: Project, scores: dict[str, tuple[CandidateId | None, float]]) -> None:
    run = Run(
        id=RunId("left over"),
        number=1,
        recipe="none",
        seed=1,
        verdict="themes",
        message="Three candidates.",
        n_passages=14,
        created_at="2026-01-01T00:00:00+00:00",
    )
    rows = [
        Unplaced(passage_id=PassageId(name), nearest=near, score=score)
        for name, (near, score) in scores.items()
    ]
    with project.writing() as connection:
        add_run(connection, run, rows)


def test_the_list_counts_passages_sources_people_and_spread(board: Project) -> None:
    view = view_board(board)
    assert (view.name, view.n_sources, view.n_passages, view.n_set_aside) == (
        "An evening",
        14,
        14,
        2,
    )
    assert (view.seq, view.n_candidates, view.n_decided) == (1, 3, 0)
    first = next(row for row in view.themes if row.id == "c0")
    # p0 to p3: four sources of the people P0 and P1, in two authorities and three teams.
    assert (first.n_passages, first.n_sources, first.n_people) == (4, 4, 2)
    assert first.spread == {"authority": 2, "date": 4, "role": 2, "team": 3}
    assert (first.kind, first.status, first.title) == ("candidate", "open", "Typing it twice")


def test_the_list_follows_every_act_and_what_others_do(board: Project) -> None:
    view_board(board)
    with open_project(str(board.path)) as other:
        decide(other, Move(passages=_passages(0, 1), origin="c0", to="c1"), coder="Bea")
        decide(other, Drop(passages=_passages(2), origin="c0"), coder="Bea")
    rows = {row.id: row.n_passages for row in view_board(board).themes}
    assert rows == {"c0": 1, "c1": 6, "c2": 4}
    assert view_board(board).n_set_aside == 3
    decide(board, Confirm(candidate=C1, name="Cars", statement=SENTENCE), coder="A")
    view = view_board(board)
    assert next((row.kind, row.n_passages) for row in view.themes) == ("barrier", 6)
    assert (view.n_candidates, view.n_decided) == (3, 1)
    decide(board, Dismiss(theme="c2"), coder="Ann")
    assert view_board(board).n_decided == 2
    assert view_board(board).n_set_aside == 3 + 4


def test_barriers_stand_before_enablers_codes_and_candidates(board: Project) -> None:
    decide(board, CreateCode(name="Plain"), coder="Ann")
    enabler = CreateCode(
        name="Helps", statement="It helps.", kind=CodeKind.ENABLER, passages=_passages(12)
    )
    decide(board, enabler, coder="Ann")
    decide(board, CONFIRM, coder="Ann")
    decide(board, Park(theme="c1"), coder="Ann")
    shown = [(row.kind, row.status) for row in view_board(board).themes]
    assert shown == [
        ("barrier", "confirmed"),
        ("enabler", "confirmed"),
        ("code", "confirmed"),
        ("candidate", "open"),
        ("candidate", "parked"),
    ]


def test_undo_and_redo_say_what_they_would_do_and_whose_it_was(board: Project) -> None:
    assert (view_board(board).undo, view_board(board).redo) == ("", "")
    decide(board, Park(theme="c1"), coder="Ann")
    view = view_board(board)
    assert (view.undo, view.undo_coder) == ("parked “Waiting for a signature”", "Ann")
    undo(board, coder="Bea")
    view = view_board(board)
    assert (view.undo, view.redo) == ("", "parked “Waiting for a signature”")
    assert view.redo_coder == "Ann"


def test_how_far_a_project_has_come(board: Project, tmp_path: Path) -> None:
    assert latest(board) == (1, 14, 14, 1)
    note = tmp_path / "note.txt"
    note.write_text("One more voice.")
    with open_project(str(board.path)) as other:
        decide(other, Park(theme="c1"), coder="Ann")
        bring_in(other, note)
    assert latest(board) == (2, 15, 15, 2)


def test_an_open_theme_comes_in_stretches(tmp_path: Path) -> None:
    with make_board(tmp_path / "big", themes=1, each=25, aside=0) as board:
        pages = [open_theme(board, "c0", start=start, most=10) for start in (0, 10, 20, 30)]
        assert [len(page.passages) for page in pages] == [10, 10, 5, 0]
        assert {page.total for page in pages} == {25}
        shown = [row for page in pages for row in page.passages]
        assert len({row.id for row in shown}) == 25
        scores = [row.score for row in shown]
        assert scores == sorted(scores, key=lambda score: -(score or 0))
        assert all(row.themes == (("c0", "Typing it twice"),) for row in shown)


def test_what_people_put_there_comes_first_and_has_no_score(board: Project) -> None:
    decide(board, Add(passages=_passages(13), to="c0"), coder="Ann")
    first, second, *_ = open_theme(board, "c0").passages
    assert (first.id, first.score, first.origin) == ("p13", None, Origin.BY_HAND)
    assert (second.id, second.score, second.origin) == ("p0", 1.0, Origin.SUGGESTED)


def test_a_confirmed_theme_keeps_its_scores_and_its_way_back(board: Project) -> None:
    decide(board, CONFIRM, coder="Ann")
    decide(board, Merge(themes=("c1",), into="c0"), coder="Ann")
    page = open_theme(board, "c0")
    assert page.code is not None
    assert (page.code.statement, page.total) == (SENTENCE, 8)
    assert page.candidate is not None
    assert page.candidate.id == "c0"
    assert open_theme(board, page.code.id).passages == page.passages
    gone = open_theme(board, "c1")
    assert gone.merged_into == (page.code.id, "Typing it twice")


def test_people_are_counted_once_by_attribute_and_value(board: Project) -> None:
    people = open_theme(board, "c0").people
    assert people["authority"] == {"Calderwick": 2, "Eastmarsh": 2}
    assert people["team"] == {"Team 0": 2, "Team 1": 1, "Team 2": 1}


def test_an_unknown_theme_is_told(board: Project) -> None:
    with pytest.raises(UnknownTheme, match="nobody"):
        open_theme(board, "nobody")


def test_the_tray_shows_the_nearest_first(board: Project) -> None:
    _left_over(board, {"p12": (C1, 0.2), "p13": (C0, 0.7), "p0": (C1, 0.9)})
    rows, total = open_tray(board)
    assert total == 2
    assert [(row.id, row.nearest) for row in rows] == [
        ("p13", ("c0", "Typing it twice")),
        ("p12", ("c1", "Waiting for a signature")),
    ]
    decide(board, Drop(passages=_passages(3), origin="c0"), coder="Ann")
    rows, total = open_tray(board, start=2, most=5)
    assert ([row.id for row in rows], [row.nearest for row in rows], total) == (["p3"], [None], 3)


def test_the_tray_says_why_a_passage_says_nothing(tmp_path: Path) -> None:
    words = ("Thank you all so much!", "Nothing to add.", "The voucher waited four days.")
    with make_board(tmp_path / "words", themes=0, aside=0) as board:
        note = tmp_path / "notes.csv"
        note.write_text("id,text\n" + "\n".join(f'{n},"{text}"' for n, text in enumerate(words)))
        bring_in(board, note)
        rows, total = open_tray(board)
    assert total == 3
    assert [row.aside for row in rows] == [
        "",
        "thanks or praise without content",
        "nothing to add",
    ]


def test_nearest_follows_where_a_candidate_went(board: Project) -> None:
    _left_over(board, {"p12": (C0, 0.7), "p13": (None, 0.0)})
    decide(board, Merge(themes=("c0",), into="c1"), coder="Ann")
    decide(board, Confirm(candidate=C1, name="Waiting", statement=SENTENCE), coder="Ann")
    [code] = ledger(board).board.codes
    rows, _ = open_tray(board)
    assert [row.nearest for row in rows] == [(code, "Waiting"), None]
    members = ((PassageId("p12"), 1.0),)
    propose(board, (Proposal(id=CandidateId("n0"), title="New", members=members),), "two")
    assert "p12" not in {row.id for row in open_tray(board)[0]}


def test_passages_are_found_by_their_words(board: Project) -> None:
    rows, total = find_passages(board, "voucher sign")
    assert total == 4
    assert {row.id for row in rows} == {"p1", "p5", "p9", "p13"}
    assert {row.themes for row in rows if row.id == "p1"} == {(("c0", "Typing it twice"),)}
    assert {row.themes for row in rows if row.id == "p13"} == {()}
    assert [row.id for row in find_passages(board, "voucher", start=1, most=2)[0]] == [
        row.id for row in rows[1:3]
    ]
    assert find_passages(board, "zebra") == ((), 0)


def test_a_theme_is_found_by_id_or_title(board: Project) -> None:
    assert find_theme(ledger(board).board, "c1") == "c1"
    assert find_theme(ledger(board).board, "waiting for  a SIGNATURE") == "c1"
    assert find_theme(ledger(board).board, "Waiting for a") == "Waiting for a"
    decide(board, CONFIRM, coder="Ann")
    [code] = ledger(board).board.codes
    assert find_theme(ledger(board).board, "Typing it twice") == code


def test_a_title_of_several_themes_is_not_guessed(board: Project) -> None:
    decide(board, Rename(theme="c2", name="Typing it twice"), coder="Ann")
    with pytest.raises(AmbiguousTheme, match="c0, c2"):
        find_theme(ledger(board).board, "Typing it twice")
    decide(board, Dismiss(theme="c0"), coder="Ann")
    assert find_theme(ledger(board).board, "Typing it twice") == "c2"
    decide(board, Rename(theme="c2", name="Something else"), coder="Ann")
    assert find_theme(ledger(board).board, "Typing it twice") == "c0"


def test_the_history_tells_who_did_what(board: Project) -> None:
    decide(board, CONFIRM, coder="Ann", reason="Nine people say so.")
    part = Part(name="Rooms", passages=_passages(4, 5))
    decide(board, Split(theme="c1", parts=(part,)), coder="Bea")
    undo(board, coder="Bea")
    lines = history(board)
    assert [(line.seq, line.words, line.coder, line.undoable) for line in lines] == [
        (4, "undid: split “Rooms” off “Waiting for a signature”", "Bea", False),
        (3, "split “Rooms” off “Waiting for a signature”", "Bea", False),
        (2, "confirmed “Typing it twice” as a barrier", "Ann", True),
        (1, "proposed 3 candidates", "workbench", False),
    ]
    assert lines[2].reason == "Nine people say so."
    assert [line.seq for line in history(board, most=2)] == [4, 3]
    redo(board, coder="Bea")
    assert history(board)[0].words.startswith("did again: ")


def test_a_source_opens_whole(board: Project) -> None:
    decide(board, CONFIRM, coder="Ann")
    page = open_source(board, SourceId("s0"))
    assert page is not None
    [(start, end, row)] = page.passages
    assert page.source.text[start:end] == row.quote
    assert row.themes == ((next(iter(ledger(board).board.codes)), "Typing it twice"),)
    assert open_source(board, SourceId("nobody")) is None


def test_a_board_without_anything_is_shown_too(project: Project) -> None:
    view = view_board(project)
    assert (view.themes, view.n_set_aside, view.seq, view.run_message) == ((), 0, 0, "")
    assert open_tray(project) == ((), 0)
    assert history(project) == ()
    assert find_passages(project, "anything") == ((), 0)
