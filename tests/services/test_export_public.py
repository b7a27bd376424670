"""What goes to leaders and to everyone: cleared texts, people who agreed, and no small number."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.app.boards import make_board
from tests.exchange.test_summary import assert_self_contained, read_page
from tests.services.pieces import bring_in, read_table, write_table
from workbench.domain.candidates import CandidateId
from workbench.domain.codebook import CodeId
from workbench.domain.consent import Audience, Stance, Use
from workbench.domain.decisions import Confirm, CreateCode, Describe, Drop
from workbench.domain.sources import PassageId
from workbench.domain.viewers import LOCAL, Role
from workbench.exchange.board_public import NOT_TOLD
from workbench.exchange.spreadsheets import unescape_cell
from workbench.services.decide import decide
from workbench.services.erase_case import erase_case
from workbench.services.export_project import export_bytes, export_file
from workbench.services.keep_consent import keep_consent
from workbench.services.review_identifiers import clear
from workbench.services.view.general_wall import view_general_wall
from workbench.services.view_releases import view_releases
from workbench.store.database import Project, create_project
from workbench.store.general import told_to
from workbench.store.identifiers import cleared
from workbench.store.material import given
from workbench.store.releases import opaque_names, releases

LEADERS, EVERYONE = Audience.LEADERS, Audience.EVERYONE
KNOWN = {"authority": "Calderwick", "team": "Team 1", "role": "team manager", "date": "2026-03-02"}
SENTENCE = "One visit is typed into three systems, so families wait."


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Project]:
    """Give 34 people with two texts each; 12 of them stand behind a barrier, 2 behind a code."""
    path, known = tmp_path / "wide.workbench", KNOWN
    with make_board(path, themes=2, each=24, aside=20, attributes=known) as project:
        act = Confirm(candidate=CandidateId("c0"), name="Typing it twice", statement=SENTENCE,
                      code_id=CodeId("typing"))  # fmt: skip
        decide(project, act, coder="Ann")
        few = tuple(PassageId(f"p{n}") for n in range(48, 52))
        decide(
            project,
            CreateCode(name="Quiet rooms", code_id=CodeId("quiet"), passages=few),
            coder="Ann",
        )
        decide(project, Describe(theme="typing", example="I typed it, said H003."), coder="Ann")
        yield project


def _agreed(project: Project, *uses: Use) -> None:
    asked = uses or (Use.VERBATIM, Use.PARAPHRASE, Use.LEADERS, Use.OTHERS)
    keep_consent(project, None, asked, Stance.GIVEN, coder="Ann")


def _people(project: Project, audience: Audience = LEADERS) -> dict[str, str]:
    rows = read_table(export_bytes(project, "codebook-csv", audience=audience))
    return {row["name"]: row["people"] for row in rows}


def test_nothing_of_what_nobody_cleared(board: Project, tmp_path: Path) -> None:
    _agreed(board)
    assert _people(board) == {}
    told = export_file(board, "html", tmp_path / "page.html", audience=LEADERS)
    assert told.held_back == (
        "68 texts: not reviewed for names and other identifiers yet.",
        "2 of the codes: fewer than three people are behind them whose words may count.",
    )
    assert told.release.sources == told.release.passages == 0


def test_without_consent_people_are_counted_and_not_quoted(board: Project, tmp_path: Path) -> None:
    clear(board, coder="Ann")
    # Two people stand behind the other code: it is not there, as it is not there on screen.
    assert _people(board) == {"Typing it twice": "12"}
    page = export_bytes(board, "html", audience=LEADERS)
    assert_self_contained(page)
    assert b"<blockquote" not in page
    assert b"12 people" in page
    assert page.count(b"Quotes are held back") == 1
    told = export_file(board, "html", tmp_path / "page.html", audience=LEADERS)
    assert told.held_back[0].startswith("68 texts: not known to have agreed to being quoted")
    assert told.release.held == {told.held_back[0].split(": ")[1][:-1]: 68}


def test_who_agreed_is_quoted_without_anything_that_points_at_them(board: Project) -> None:
    clear(board, coder="Ann")
    _agreed(board)
    page = export_bytes(board, "html", audience=LEADERS)
    said = "".join(read_page(page).texts)
    quotes = [given(board).passages[PassageId(f"p{n}")].quote for n in range(24)]
    # One passage of each of the twelve.
    assert sum(each in said for each in quotes) == said.count("That was that") == 12
    assert all(sum(each in said for each in quotes[n : n + 2]) == 1 for n in range(0, 24, 2))
    for hidden in ("H003", "P1", "Calderwick", "team manager", "Team 1", "reflection 3", "2026-03"):
        assert hidden not in said
    assert said != "".join(read_page(export_bytes(board, "html", audience=LEADERS)).texts)


def test_what_two_people_speak_of_is_not_there(board: Project) -> None:
    clear(board, coder="Ann")
    _agreed(board)
    said = "".join(read_page(export_bytes(board, "html", audience=LEADERS)).texts)
    assert given(board).passages[PassageId("p48")].quote not in said
    assert "Quiet rooms" not in said


def test_everyone_is_told_less_than_leaders(board: Project) -> None:
    clear(board, coder="Ann")
    _agreed(board, Use.VERBATIM, Use.LEADERS)
    assert b"<blockquote" in export_bytes(board, "html", audience=LEADERS)
    assert b"<blockquote" not in export_bytes(board, "html", audience=EVERYONE)
    assert _people(board, EVERYONE) == {"Typing it twice": "12"}
    decide(
        board,
        Drop(passages=tuple(PassageId(f"p{n}") for n in range(18)), origin="typing"),
        coder="Ann",
    )
    # Three are left of twelve: for everyone that is fewer than ten who ceased.
    assert _people(board, EVERYONE)["Typing it twice"] == NOT_TOLD
    assert _people(board, LEADERS)["Typing it twice"] == "<5"


def test_who_said_no_to_leaders_is_not_counted(board: Project) -> None:
    clear(board, coder="Ann")
    keep_consent(board, [f"P{n}" for n in range(6)], [Use.LEADERS], Stance.WITHDRAWN, coder="Ann")
    assert _people(board)["Typing it twice"] == "6"


def test_one_who_leaves_is_not_told_by_the_difference(board: Project, tmp_path: Path) -> None:
    clear(board, coder="Ann")
    assert _people(board)["Typing it twice"] == "12"
    assert _people(board)["Typing it twice"] == "12"
    hers = opaque_names(board.fact("id"))("P0")
    assert all(hers in repr(each.counts) for each in releases(board))
    assert not any(each.counts for each in view_releases(board))
    erase_case(board, cases=["P0"], coder="Ruth")
    assert not any(hers in repr(each.counts) for each in releases(board))
    told = export_file(board, "html", tmp_path / "page.html", audience=LEADERS)
    assert b"How many people is not told" in (tmp_path / "page.html").read_bytes()
    assert any("beside what went out earlier" in each for each in told.held_back)
    # Explore answers from the same numbers, so it does not tell the difference either.
    assert [each.people.words for each in view_general_wall(board).cards] == ["not told apart"]
    # With eight who left, of whom six spoke, nobody is pointed at.
    leavers = [*(f"P{n}" for n in range(1, 6)), "P20", "P21"]
    keep_consent(board, leavers, [Use.ANY], Stance.WITHDRAWN, coder="Ann")
    assert _people(board)["Typing it twice"] == "6"
    assert [each.people.words for each in view_general_wall(board).cards] == ["6"]


def test_everyone_is_told_nothing_that_points_at_few_beside_what_leaders_see(
    board: Project,
) -> None:
    clear(board, coder="Ann")
    keep_consent(board, ["P0"], [Use.OTHERS], Stance.WITHDRAWN, coder="Ann")
    assert _people(board, EVERYONE)["Typing it twice"] == NOT_TOLD
    assert _people(board, LEADERS)["Typing it twice"] == "12"
    more = [*(f"P{n}" for n in range(1, 5)), *(f"P{n}" for n in range(20, 25))]
    keep_consent(board, more, [Use.OTHERS], Stance.WITHDRAWN, coder="Ann")
    # Ten said no to it, five of whom speak: the seven who are left are fewer than ten.
    assert _people(board, EVERYONE)["Typing it twice"] == "<10"


def test_who_asked_not_to_be_told_of_is_found_under_a_masked_name_too(tmp_path: Path) -> None:
    rows = [(f"r{n}", f"We waited {n} days for a signature.", f"Karolina Novak{n}")
            for n in range(8)]  # fmt: skip
    with create_project(tmp_path / "named.workbench") as project:
        bring_in(project, write_table(tmp_path / "named.csv", rows, "id", "text", "author"))
        clear(project, coder="Ann")
        people = {each.case for each in given(project).sources.values()}
        keep_consent(project, sorted(people)[:2], [Use.LEADERS], Stance.WITHDRAWN, coder="Ann")
        with project.reading() as connection:
            clear_now = len(cleared(connection))
        assert clear_now > 2
        assert len(told_to(project, LEADERS).circle.people) == clear_now - 2


def test_the_public_codebook_has_no_ids_and_no_examples(board: Project) -> None:
    clear(board, coder="Ann")
    _agreed(board)
    [row] = [each for each in read_table(export_bytes(board, "codebook-csv", audience=LEADERS))
             if each["kind"] == "barrier"]  # fmt: skip
    assert {"id", "example", "near_miss", "passages"}.isdisjoint(row)
    book = load_workbook(io.BytesIO(export_bytes(board, "xlsx", audience=LEADERS)))
    assert book.sheetnames == ["codebook", "about"]
    assert "H003" not in repr([*book["codebook"].values])


def test_facilitators_get_stand_ins_at_places_in_the_text_as_given(tmp_path: Path) -> None:
    text = "I met Karolina at home. Karolina made tea for everybody, and we waited for the voucher."
    rows = [("r1", text), *((f"r{n}", f"We waited {n} days for a signature.") for n in range(2, 9))]
    with create_project(tmp_path / "named.workbench") as project:
        bring_in(project, write_table(tmp_path / "named.csv", rows, "id", "text"))
        table = read_table(export_bytes(project, "candidates-csv"))
        whole = given(project)
        for row in table:
            passage = whole.passages[PassageId(row["passage_id"])]
            source = whole.sources[passage.source_id]
            assert source.text[int(row["start"]) : int(row["end"])] == passage.quote
        said = " ".join(row["quote"] for row in table)
        assert "Karolina" not in said
        assert "[" in said
        seen = project.seen_by(LOCAL.acting_as(Role.RESEARCHER))
        for row in read_table(export_bytes(seen, "candidates-csv")):
            passage = whole.passages[PassageId(row["passage_id"])]
            assert unescape_cell(row["quote"]) == passage.quote
        book = load_workbook(io.BytesIO(export_bytes(project, "xlsx")))
        assert book.sheetnames == ["candidates", "codings", "codebook", "about"]
