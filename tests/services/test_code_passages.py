"""Coding a stretch of a source: what is stored, what undo leaves, and who is refused."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa

from tests.app.texts import AWKWARD, INTERVIEW, make_texts, span_of
from workbench.domain.codebook import CodeId
from workbench.domain.decisions import Adjust, Drop, Rename
from workbench.domain.sources import PassageId, SourceId, Span, canonical_text
from workbench.errors import (
    DuplicateCode,
    InvalidDecision,
    NothingToDo,
    SpanOutsideSource,
    StaleDecision,
    UnknownPassage,
)
from workbench.services.check_project import check_project
from workbench.services.code_passages import adjust_span, code_span
from workbench.services.decide import decide, redo, undo, undo_steps
from workbench.services.view.board import view_board
from workbench.services.view.passages import find_passages, open_tray
from workbench.store.database import Project, open_project
from workbench.store.log import ledger
from workbench.store.material import material

S0 = SourceId("s0")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_texts(tmp_path / "texts.workbench", [INTERVIEW, AWKWARD])


def _words(words: str) -> Span:
    return span_of(INTERVIEW, words)


def _state(project: Project) -> object:
    """Everything that a person can see of a project, but for its history."""
    texts, view = material(project), view_board(project)
    return (
        list(texts.passages.items()),
        {name: list(found) for name, found in texts.of_source.items()},
        dict(ledger(project).board.things()),
        (view.n_passages, view.n_set_aside, view.themes),
        open_tray(project),
        find_passages(project, "three systems"),
    )


def test_a_new_name_makes_a_code_with_this_passage(project: Project) -> None:
    done = code_span(project, S0, _words("three systems"), "Typing it twice", coder="Ruth")
    assert done.passage.quote == "three systems"
    board = ledger(project).board
    [coding] = board.codings[done.code].values()
    assert (coding.coder, coding.passage_id) == ("Ruth", done.passage.id)
    assert board.codes[done.code].name == "Typing it twice"
    assert check_project(project).faults == ()


def test_a_name_that_is_known_adds_to_its_code_whatever_its_capitals(project: Project) -> None:
    first = code_span(project, S0, _words("three systems"), "Typing it twice", coder="Ruth")
    named = code_span(project, S0, _words("four days"), " typing  IT twice", coder="Ruth")
    by_id = code_span(project, S0, _words("a signature"), first.code, coder="Ruth")
    assert named.code == by_id.code == first.code
    assert len(ledger(project).board.passages_of(first.code)) == 3


def test_the_span_of_a_unit_is_the_units_own_passage(project: Project) -> None:
    unit = next(iter(material(project).passages.values()))
    done = code_span(project, S0, unit.span, "Question", coder="Ruth")
    assert done.passage.id == unit.id
    assert material(project).by_hand == {}


def test_two_people_and_two_codes_share_one_passage(project: Project) -> None:
    one = code_span(project, S0, _words("four days"), "Waiting", coder="Ruth")
    two = code_span(project, S0, _words("four days"), "Waiting", coder="Amir")
    other = code_span(project, S0, _words("four days"), "Time", coder="Amir")
    assert one.passage.id == two.passage.id == other.passage.id
    assert len(ledger(project).board.codings[one.code]) == 2


@pytest.mark.parametrize("seed", range(6))
def test_n_decisions_and_n_undos_give_the_identical_project(tmp_path: Path, seed: int) -> None:
    project, dice = make_texts(tmp_path / "texts.workbench", [INTERVIEW, AWKWARD]), Random(seed)
    before, made = _state(project), 0
    for _ in range(25):
        made += _something(project, dice)
    assert check_project(project).faults == ()
    undo_steps(project, made, coder="Ruth")
    assert _state(project) == before
    # Another process sees the same as this one, and redo finds its passages.
    with open_project(tmp_path / "texts.workbench") as elsewhere:
        assert _state(elsewhere) == before
        for _ in range(made):
            redo(elsewhere, coder="Ruth")
        assert _state(project) == _state(elsewhere)
    assert check_project(project).faults == ()


def _something(project: Project, dice: Random) -> int:
    """Code, adjust or take out at random; return whether anything was decided."""
    board, texts = ledger(project).board, material(project)
    source = dice.choice(list(texts.sources.values()))
    start = dice.randrange(len(source.text) - 1)
    span = Span(start, dice.randint(start + 1, len(source.text)))
    codes = [code for code in board.codes if board.passages_of(code)]
    try:
        match dice.choice(["code", "code", "adjust", "drop"]):
            case "code":
                code_span(
                    project,
                    source.id,
                    span,
                    dice.choice("ABC"),
                    coder=dice.choice(["Ruth", "Amir"]),
                )
            case "adjust" if codes:
                code = dice.choice(codes)
                passage = dice.choice(board.passages_of(code))
                end = len(texts.source_of(passage).text)
                adjust_span(project, passage, Span(min(start, end - 1), end), code, coder="Ruth")
            case "drop" if codes:
                code = dice.choice(codes)
                drop = Drop(passages=(dice.choice(board.passages_of(code)),), origin=code)
                decide(project, drop, coder="Ruth")
            case _:
                return 0
    except NothingToDo:
        return 0
    return 1


def test_a_boundary_moves_with_everybodys_codings(project: Project) -> None:
    code = code_span(project, S0, _words("four days"), "Waiting", coder="Ruth")
    code_span(project, S0, _words("four days"), "Waiting", coder="Amir")
    wider = adjust_span(
        project, code.passage.id, _words("waited four days"), code.code, coder="Ann"
    )
    codings = ledger(project).board.codings[code.code].values()
    assert {(each.coder, each.passage_id) for each in codings} == {
        ("Ruth", wider.passage.id),
        ("Amir", wider.passage.id),
    }
    assert code.passage.id not in material(project).passages
    undo(project, coder="Ann")
    assert code.passage.id in material(project).passages


def test_what_cannot_be_coded_is_refused_and_leaves_nothing(project: Project) -> None:
    code = code_span(project, S0, _words("four days"), "Waiting", coder="Ruth")
    before = _state(project)
    with pytest.raises(NothingToDo):
        code_span(project, S0, _words("four days"), "Waiting", coder="Ruth")
    with pytest.raises(NothingToDo):
        adjust_span(project, code.passage.id, code.passage.span, code.code, coder="Ruth")
    with pytest.raises(SpanOutsideSource):
        code_span(project, S0, Span(5, len(INTERVIEW) + 1), "Too long", coder="Ruth")
    with pytest.raises(InvalidDecision, match="there is no source"):
        code_span(project, SourceId("nowhere"), Span(0, 1), "Lost", coder="Ruth")
    with pytest.raises(UnknownPassage):
        adjust_span(project, PassageId("gone"), Span(0, 1), code.code, coder="Ruth")
    act = Adjust(theme=code.code, passage=code.passage.id, to=PassageId("gone"))
    with pytest.raises(UnknownPassage):
        decide(project, act, coder="Ruth")
    assert _state(project) == before
    assert check_project(project).faults == ()


def test_a_killed_transaction_leaves_neither_passage_nor_coding(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.store import log

    before = _state(project)
    monkeypatch.setattr(log, "_project", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        code_span(project, S0, _words("four days"), "Waiting", coder="Ruth")
    monkeypatch.undo()
    assert _state(project) == before
    with project.reading() as connection:
        by_hand = connection.scalar(sa.text("SELECT count(*) FROM passage WHERE position < 0"))
    assert by_hand == 0


def test_whoever_saw_an_older_state_is_told(project: Project) -> None:
    code = code_span(project, S0, _words("four days"), "Waiting", coder="Ruth")
    adjust_span(project, code.passage.id, _words("waited four days"), code.code, coder="Amir")
    with pytest.raises((StaleDecision, UnknownPassage)):
        adjust_span(
            project,
            code.passage.id,
            _words("days"),
            code.code,
            coder="Ruth",
            seen=code.decision.seq,
        )
    code_span(project, S0, _words("days"), "Other", coder="Ruth")
    with pytest.raises(DuplicateCode):
        decide(project, Rename(theme=code.code, name="Other"), coder="Ruth")


def test_law_1_holds_for_every_script_and_sign(project: Project) -> None:
    text = canonical_text(AWKWARD)
    for start in range(len(text)):
        span = Span(start, min(len(text), start + 3))
        done = code_span(project, SourceId("s1"), span, "Any", coder="Ruth")
        assert done.passage.quote == text[span.start : span.end]
    assert check_project(project).faults == ()


def test_an_import_can_be_taken_back_though_somebody_coded_elsewhere(tmp_path: Path) -> None:
    from tests.services.pieces import bring_in, write_table
    from workbench.services.undo_import import undo_import
    from workbench.store.database import create_project

    texts = [("a", "We typed it twice. Then we waited."), ("b", "Nobody knew who decides.")]
    later = [("c", "The car was late again. We walked."), ("d", "A taxi would have helped.")]
    with create_project(tmp_path / "two.workbench", name="Two") as project:
        bring_in(project, write_table(tmp_path / "one.csv", texts, "id", "text"))
        first = next(iter(material(project).sources))
        bring_in(project, write_table(tmp_path / "two.csv", later, "id", "text"))
        done = code_span(project, first, Span(3, 8), "Typing", coder="Ruth")
        undo_import(project)
        assert done.passage.id in material(project).passages
        assert len(material(project).sources) == 2
        bring_in(project, write_table(tmp_path / "three.csv", later, "id", "text"))
        assert list(material(project).passages)[-1] == done.passage.id
        assert check_project(project).faults == ()
        with open_project(tmp_path / "two.workbench") as elsewhere:
            assert list(material(elsewhere).passages) == list(material(project).passages)


def test_the_machine_sees_a_cut_only_while_it_is_coded(project: Project) -> None:
    n_units = view_board(project).n_set_aside
    code = code_span(project, S0, _words("four days"), "Waiting", coder="Ruth")
    assert view_board(project).n_set_aside == n_units
    assert code.passage.id in {row.id for row in find_passages(project, "four days")[0]}
    undo(project, coder="Ruth")
    assert code.passage.id not in {row.id for row in find_passages(project, "four days")[0]}
    assert CodeId(code.code) not in ledger(project).board.codes


@pytest.mark.slow
def test_what_a_coding_takes_in_a_large_source(tmp_path: Path) -> None:
    text = "\n\n".join(f"{INTERVIEW} ({number})" for number in range(1_350))
    project, dice = make_texts(tmp_path / "large.workbench", [text]), Random(1)
    took = []
    for number in range(120):
        start = dice.randrange(len(text) - 200)
        began = time.perf_counter()
        code_span(
            project,
            S0,
            Span(start, start + dice.randint(10, 200)),
            f"Code {number % 40}",
            coder="Ruth",
        )
        took.append(time.perf_counter() - began)
    # A figure to read, not a bound: other work on the machine only ever adds.
    print(
        f"{len(text):,} characters: a coding {sorted(took)[60] * 1000:.0f} ms, at most {max(took) * 1000:.0f} ms"
    )
