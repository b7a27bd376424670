"""Exports say what the board holds: the columns as promised, the rows as shown."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from tests.app.boards import make_board
from tests.exchange.test_summary import assert_self_contained, read_page
from tests.properties.acts import coder, human_act
from tests.services.pieces import read_table
from workbench.domain.candidates import CandidateId, Run, RunId
from workbench.domain.codebook import Facet
from workbench.domain.coding import Polarity
from workbench.domain.decisions import Add, Confirm, CreateCode, Dismiss, Move, Park
from workbench.domain.sources import PassageId
from workbench.errors import CannotWrite, DecisionError, UnknownFormat
from workbench.exchange.spreadsheets import unescape_cell
from workbench.services.decide import decide, undo
from workbench.services.export_project import FORMATS, export_bytes, export_file
from workbench.services.view.board import view_board
from workbench.store.database import Project, open_project
from workbench.store.log import ledger
from workbench.store.material import material
from workbench.store.runs import Unplaced, add_run

SENTENCE = "One visit is typed into three systems, so families wait."
CANDIDATES = (
    "passage_id source_id external_id start end quote candidate_id candidate keywords score "
    "unassigned nearest_id nearest"
)
CODINGS = "source_id external_id start end quote code coder round origin polarity created_at"


def _confirm(project: Project, name: str = "Typing it twice") -> None:
    act = Confirm(
        candidate=CandidateId("c0"), name=name, statement=SENTENCE, facets=(Facet.PROCESS,)
    )
    decide(project, act, coder="Ann")


def test_the_columns_are_those_that_scripts_count_on(board: Project) -> None:
    _confirm(board)
    for fmt, columns in {"candidates-csv": CANDIDATES, "codings-csv": CODINGS}.items():
        head = export_bytes(board, fmt).decode().split("\r\n")[0]
        assert head.split(",") == columns.split()


def test_candidates_come_with_the_place_of_every_passage(board: Project) -> None:
    rows = read_table(export_bytes(board, "candidates-csv"))
    assert [row["passage_id"] for row in rows] == [f"p{number}" for number in range(14)]
    held = material(board)
    for row in rows:
        text = held.sources[held.passages[PassageId(row["passage_id"])].source_id].text
        assert text[int(row["start"]) : int(row["end"])] == unescape_cell(row["quote"])
    assert rows[0]["candidate_id"] == "c0"
    assert rows[0]["candidate"] == "Typing it twice"
    assert rows[0]["keywords"] == "typing; visit; system"
    assert (rows[0]["score"], rows[1]["score"]) == ("1.000000", "0.875000")
    assert [row["unassigned"] for row in rows] == ["0"] * 12 + ["1"] * 2
    assert [row["candidate"] for row in rows[12:]] == ["", ""]


def test_what_is_unassigned_names_what_is_nearest(board: Project) -> None:
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
    near = Unplaced(passage_id=PassageId("p12"), nearest="c0", score=0.4)
    with board.writing() as connection:
        add_run(connection, run, [near])
    rows = {row["passage_id"]: row for row in read_table(export_bytes(board, "candidates-csv"))}
    assert (rows["p12"]["nearest_id"], rows["p12"]["nearest"]) == ("c0", "Typing it twice")
    assert {rows[name]["nearest"] for name in ("p0", "p13")} == {""}
    _confirm(board, "Twice")
    rows = {row["passage_id"]: row for row in read_table(export_bytes(board, "candidates-csv"))}
    assert (rows["p12"]["nearest"], rows["p12"]["unassigned"]) == ("Twice", "1")


def test_a_confirmed_candidate_holds_what_its_code_holds(board: Project) -> None:
    _confirm(board)
    decide(board, Move(passages=(PassageId("p0"),), origin="c0", to="c1"), coder="Ann")
    decide(board, Add(passages=(PassageId("p12"),), to="c0"), coder="Ann")
    homes = [
        (row["passage_id"], row["candidate_id"])
        for row in read_table(export_bytes(board, "candidates-csv"))
    ]
    assert {passage for passage, home in homes if home == "c0"} == {"p1", "p2", "p3", "p12"}
    assert ("p0", "c1") in homes


def test_what_is_put_away_is_unassigned_and_what_is_coded_is_not(board: Project) -> None:
    decide(board, Dismiss(theme="c0"), coder="Ann")
    decide(board, CreateCode(name="By hand", passages=(PassageId("p0"),)), coder="Ann")
    rows = {row["passage_id"]: row for row in read_table(export_bytes(board, "candidates-csv"))}
    assert (rows["p0"]["unassigned"], rows["p0"]["candidate"]) == ("0", "")
    assert rows["p1"]["unassigned"] == "1"


def test_codings_say_who_when_and_how(board: Project) -> None:
    _confirm(board)
    against = Add(passages=(PassageId("p12"),), to="c0", polarity=Polarity.CONTRADICTS)
    decision = decide(board, against, coder="Bea")
    rows = read_table(export_bytes(board, "codings-csv"))
    assert len(rows) == 5
    assert {row["code"] for row in rows} == {"Typing it twice"}
    assert rows[0]["origin"] == "accepted suggestion"
    last = rows[-1]
    assert (last["external_id"], last["coder"], last["round"]) == ("H012", "Bea", "1")
    assert (last["origin"], last["polarity"]) == ("by hand", "contradicts")
    assert last["created_at"] == decision.at


def test_the_codebook_has_a_line_for_each_code(board: Project) -> None:
    _confirm(board)
    decide(board, CreateCode(name="By hand"), coder="Ann")
    first, second = read_table(export_bytes(board, "codebook-csv"))
    assert (first["name"], first["kind"], first["statement"]) == (
        "Typing it twice",
        "barrier",
        SENTENCE,
    )
    assert (first["facets"], first["passages"]) == ("process", "4")
    assert (second["name"], second["kind"], second["passages"]) == ("By hand", "code", "0")


def test_the_page_holds_barriers_with_every_quote_and_no_candidate(board: Project) -> None:
    _confirm(board)
    page = export_bytes(board, "html")
    assert_self_contained(page)
    said = "".join(read_page(page).texts)
    for number in range(4):
        assert material(board).passages[PassageId(f"p{number}")].quote in said
    assert "4 passages from 2 people; process" in said
    assert "Waiting for a signature" not in said


def test_what_people_wrote_is_escaped_everywhere(tmp_path: Path) -> None:
    payload = "=HYPERLINK(1)<script>alert(1)</script>"
    with make_board(tmp_path / "hostile", words=(payload,), name=payload) as board:
        _confirm(board, name=payload)
        page = export_bytes(board, "html")
        assert_self_contained(page)
        assert payload in "".join(read_page(page).texts)
        for fmt in ("codings-csv", "codebook-csv", "candidates-csv"):
            for row in read_table(export_bytes(board, fmt)):
                assert not [each for each in row.values() if each.startswith("=")]
        [code] = read_table(export_bytes(board, "codebook-csv"))
        assert unescape_cell(code["name"]) == payload


@pytest.mark.parametrize("seed", range(12))
def test_exports_equal_what_the_board_shows(tmp_path: Path, seed: int) -> None:
    dice = Random(seed)
    with make_board(tmp_path / "random", themes=3, each=3, aside=1) as board:
        for _ in range(30):
            with suppress(DecisionError):
                if dice.random() < 0.2:
                    undo(board, coder=coder(dice))
                decide(board, human_act(ledger(board), dice), coder=coder(dice))
        _assert_as_shown(board)
        # An assessment tells of the releases before it, and so of this one.
        formats = [fmt for fmt in FORMATS if not fmt.startswith("dpia")]
        exports = {fmt: export_bytes(board, fmt) for fmt in formats}
        with open_project(str(board.path)) as again:
            assert {fmt: export_bytes(again, fmt) for fmt in formats} == exports


def _assert_as_shown(project: Project) -> None:
    view = view_board(project)
    rows = read_table(export_bytes(project, "candidates-csv"))
    shown = {row.id: row for row in view.themes}
    assert len({row["passage_id"] for row in rows if row["unassigned"] == "1"}) == view.n_set_aside
    assert {row["passage_id"] for row in rows} == set(material(project).passages)
    held = Counter(row["candidate_id"] for row in rows if row["candidate_id"])
    wanted = {
        row.id: row.n_passages
        for row in view.themes
        if row.status in {"open", "parked"} and row.n_passages
    }
    for candidate in ledger(project).board.candidates.values():
        if candidate.code_id and shown[candidate.code_id].n_passages:
            wanted[candidate.id] = shown[candidate.code_id].n_passages
    assert held == wanted
    codings = read_table(export_bytes(project, "codings-csv"))
    coded = Counter(code for code, _ in {(row["code"], row["external_id"]) for row in codings})
    codes = [row for row in view.themes if row.kind != "candidate"]
    assert {unescape_cell(name): count for name, count in coded.items()} == {
        row.title: row.n_passages for row in codes if row.n_passages
    }
    codebook = read_table(export_bytes(project, "codebook-csv"))
    assert {(row["id"], row["kind"], row["passages"]) for row in codebook} == {
        (row.id, row.kind, str(row.n_passages)) for row in codes
    }


@pytest.mark.parametrize("fmt", FORMATS)
def test_an_empty_project_can_be_exported(project: Project, fmt: str) -> None:
    assert export_bytes(project, fmt)


def test_an_unknown_format_is_told(board: Project, tmp_path: Path) -> None:
    with pytest.raises(
        UnknownFormat,
        match="candidates-csv, codings-csv, codebook-csv, memos-csv, html, xlsx, dpia",
    ):
        export_file(board, "pdf", tmp_path / "board.pdf")
    assert not (tmp_path / "board.pdf").exists()


def test_a_file_is_written_and_its_size_told(board: Project, tmp_path: Path) -> None:
    output = tmp_path / "out.csv"
    told = export_file(board, "candidates-csv", output)
    assert told.release.size == output.stat().st_size
    assert output.read_bytes() == export_bytes(board, "candidates-csv")
    decide(board, Park(theme="c0"), coder="Ann")
    with pytest.raises(CannotWrite):
        export_file(board, "candidates-csv", tmp_path / "none" / "out.csv")
    assert output.exists()
