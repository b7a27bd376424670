"""Consent is kept by person and use, with its history; releases are registered, and told of."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.services.pieces import read_table
from workbench.domain.candidates import CandidateId
from workbench.domain.consent import Audience, Stance, Use
from workbench.domain.decisions import Confirm
from workbench.domain.viewers import LOCAL, Role
from workbench.errors import CannotKeep, CannotWrite, NotAllowed, NotForAudience, ProjectError
from workbench.services.decide import decide
from workbench.services.erase_case import erase_case, receipt_words
from workbench.services.export_project import FORMATS, export_bytes, export_file
from workbench.services.keep_consent import (
    consent_history,
    keep_consent,
    keep_consent_from,
    sources_of,
    undo_consent,
    view_consent,
)
from workbench.services.view_releases import view_releases
from workbench.store.database import Project

YES, NO, UNKNOWN = Stance.GIVEN, Stance.WITHDRAWN, Stance.UNKNOWN
SENTENCE = "One visit is typed into three systems, so families wait."


def _said(project: Project, person: str) -> dict[Use, Stance]:
    [found] = [each for each in view_consent(project) if each.id == person]
    return dict(found.stances)


def test_nothing_is_known_at_first(board: Project) -> None:
    people = view_consent(board)
    assert [each.name for each in people] == [f"P{n}" for n in range(7)]
    assert {each.sources for each in people} == {2}
    assert not any(each.stances or each.stopped or each.releases for each in people)


def test_answers_are_kept_with_version_when_and_by_whom(board: Project) -> None:
    uses = [Use.VERBATIM, Use.LEADERS]
    kept = keep_consent(board, ["P0", "P1"], uses, YES, coder="Ann", form="sheet 2")
    assert kept.people == 2
    keep_consent(board, ["P0"], [Use.VERBATIM], NO, coder="Ben")
    assert _said(board, "P0") == {Use.VERBATIM: NO, Use.LEADERS: YES}
    told = [
        (each.use, each.version, each.before, each.stance, each.by, each.form)
        for each in consent_history(board, "P0")
    ]
    assert told == [
        (Use.VERBATIM, 1, UNKNOWN, YES, "Ann", "sheet 2"),
        (Use.LEADERS, 1, UNKNOWN, YES, "Ann", "sheet 2"),
        (Use.VERBATIM, 2, YES, NO, "Ben", ""),
    ]
    assert len(consent_history(board)) == 5


def test_what_was_said_before_is_not_written_twice(board: Project) -> None:
    keep_consent(board, None, [Use.LEADERS], YES, coder="Ann")
    assert keep_consent(board, ["P3"], [Use.LEADERS], YES, coder="Ann").people == 0
    assert len(consent_history(board)) == 7


def test_answers_are_taken_back_one_act_after_the_other(board: Project) -> None:
    keep_consent(board, None, [Use.LEADERS], YES, coder="Ann")
    keep_consent(board, ["P0"], [Use.LEADERS], NO, coder="Ann")
    undo_consent(board, coder="Ben")
    assert _said(board, "P0") == {Use.LEADERS: YES}
    assert undo_consent(board, coder="Ben").people == 7
    assert _said(board, "P0") == {Use.LEADERS: UNKNOWN}
    with pytest.raises(CannotKeep, match="no answer to take back"):
        undo_consent(board, coder="Ben")
    keep_consent(board, ["P0"], [Use.LEADERS], NO, coder="Ann")
    undo_consent(board, coder="Ben")
    assert [each.version for each in consent_history(board, "P0")] == [1, 2, 3, 4, 5, 6]


def test_of_two_who_note_at_once_each_takes_back_their_own(board: Project) -> None:
    mine = keep_consent(board, ["P0"], [Use.LEADERS], YES, coder="Ann")
    keep_consent(board, ["P1"], [Use.LEADERS], YES, coder="Ben")
    undo_consent(board, coder="Ann", act=mine.act)
    assert _said(board, "P0") == {Use.LEADERS: UNKNOWN}
    assert _said(board, "P1") == {Use.LEADERS: YES}
    mine = keep_consent(board, ["P1"], [Use.LEADERS], NO, coder="Ann")
    keep_consent(board, ["P1"], [Use.LEADERS], YES, coder="Ben")
    with pytest.raises(CannotKeep, match="given anew since"):
        undo_consent(board, coder="Ann", act=mine.act)


@pytest.mark.parametrize(
    ("cases", "uses", "told"),
    [
        (["Nobody"], [Use.ANY], "nobody called “Nobody”"),
        (["P0"], [], "no use was named"),
        (["P0", "Nobody"], [Use.ANY], "nobody called “Nobody”"),
    ],
)
def test_what_makes_no_sense_notes_nothing(
    board: Project, cases: list[str], uses: list[Use], told: str
) -> None:
    with pytest.raises(CannotKeep, match=told):
        keep_consent(board, cases, uses, NO, coder="Ann")
    assert consent_history(board) == ()


def test_a_table_of_answers(board: Project, tmp_path: Path) -> None:
    file = tmp_path / "consents.csv"
    file.write_text(
        "Case,verbatim,leaders\nP0,yes,no\nP1,,Yes\nZed,yes,yes\n", encoding="utf-8-sig"
    )
    kept = keep_consent_from(board, file, coder="Ann")
    assert (kept.people, kept.unknown) == (2, ("line 4: nobody called “Zed”",))
    assert _said(board, "P0") == {Use.VERBATIM: YES, Use.LEADERS: NO}
    assert _said(board, "P1") == {Use.LEADERS: YES}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("name,verbatim\nP0,yes\n", "needs a column “case”"),
        ("case,colour\nP0,blue\n", "at least one of any, verbatim"),
        ("case,verbatim\nP0,perhaps\n", "line 2: “perhaps” is neither yes nor no"),
    ],
)
def test_a_table_that_says_nothing_is_told(
    board: Project, tmp_path: Path, said: str, told: str
) -> None:
    file = tmp_path / "consents.csv"
    file.write_text(said, encoding="utf-8")
    with pytest.raises(CannotKeep, match=told):
        keep_consent_from(board, file, coder="Ann")
    with pytest.raises(CannotKeep, match="cannot be read"):
        keep_consent_from(board, tmp_path / "none.csv", coder="Ann")
    assert consent_history(board) == ()


def test_who_stops_is_in_nothing_from_then_on_and_told_who_has_it(board: Project) -> None:
    act = Confirm(candidate=CandidateId("c0"), name="Typing it twice", statement=SENTENCE)
    decide(board, act, coder="Ann")
    before = {fmt: export_bytes(board, fmt, coder="Ann") for fmt in FORMATS}
    assert b"H000" in before["candidates-csv"]
    kept = keep_consent(board, ["P0"], [Use.ANY], NO, coder="Ann")
    kinds = [each.kind for each in kept.has_it_already]
    assert kinds == ["candidates-csv", "codings-csv", "codebook-csv", "html", "xlsx"]
    rows = read_table(export_bytes(board, "candidates-csv"))
    assert {"H000", "H001"}.isdisjoint({row["external_id"] for row in rows})
    assert len(rows) == 12
    assert len(read_table(export_bytes(board, "codings-csv"))) == 2
    [code] = read_table(export_bytes(board, "codebook-csv"))
    assert code["passages"] == "2"
    assert b"2 passages from 1 person" in export_bytes(board, "html")
    undo_consent(board, coder="Ann")
    assert b"H000" in export_bytes(board, "candidates-csv")


def test_every_export_is_registered(board: Project, tmp_path: Path) -> None:
    output = tmp_path / "folder" / "out.csv"
    output.parent.mkdir()
    told = export_file(board, "candidates-csv", output, coder="Ann")
    data = export_bytes(board, "html", coder="Ben")
    first, second = view_releases(board)
    assert first == told.release
    assert (first.number, first.file, first.by, first.passages, first.sources) == (
        1,
        "out.csv",
        "Ann",
        14,
        14,
    )
    assert (second.number, second.kind, second.file, second.size) == (2, "html", "", len(data))
    assert str(tmp_path) not in repr(view_releases(board))


def test_what_could_not_be_written_is_not_registered(board: Project, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        export_file(board, "candidates-csv", tmp_path / "none" / "out.csv")
    assert view_releases(board) == ()


def test_without_a_register_nothing_goes_out(board: Project, tmp_path: Path) -> None:
    with board.writing() as connection:
        connection.execute(sa.text("DROP TABLE release_source"))
    with pytest.raises(ProjectError):
        export_file(board, "candidates-csv", tmp_path / "out.csv")
    assert list(tmp_path.glob("*out*")) == []
    assert list(tmp_path.glob(".*part")) == []


def test_an_erasure_lists_the_releases_and_leaves_a_count(board: Project, tmp_path: Path) -> None:
    export_file(board, "candidates-csv", tmp_path / "all about P0.csv", coder="Ann")
    export_bytes(board, "codings-csv")
    keep_consent(board, ["P0", "P1"], [Use.LEADERS], YES, coder="Ann")
    dry = erase_case(board, cases=["P0"], coder="Ruth", dry_run=True)
    receipt = erase_case(board, cases=["P0"], coder="Ruth")
    assert [(each.number, each.erased) for each in receipt.releases] == [(1, 0)]
    assert dry.releases == receipt.releases
    assert "Release 1: candidates-csv" in receipt_words(receipt)
    assert "P0" not in receipt_words(receipt)
    assert [each.erased for each in view_releases(board)] == [1, 0]
    assert "P0" not in repr(view_releases(board))
    assert {each.person for each in consent_history(board)} == {"P1"}
    erase_case(board, cases=["P1"], coder="Ruth")
    assert [each.erased for each in view_releases(board)] == [2, 0]


def test_a_person_is_found_by_case_and_by_text(board: Project) -> None:
    assert sources_of(board, "P1") == sources_of(board, "s2") == ("s2", "s3")


def test_formats_of_single_texts_are_not_for_leaders(board: Project) -> None:
    for fmt in ("candidates-csv", "codings-csv", "memos-csv"):
        with pytest.raises(
            NotForAudience,
            match="for facilitators alone; for leaders choose codebook-csv, html, xlsx",
        ):
            export_bytes(board, fmt, audience=Audience.LEADERS)
    assert view_releases(board) == ()


@pytest.mark.parametrize("role", [Role.LEADER, Role.CONTRIBUTOR, Role.AUDITOR])
def test_who_may_not_see_words_notes_and_exports_nothing(board: Project, role: Role) -> None:
    seen = board.seen_by(LOCAL.acting_as(role))
    for act in (
        lambda: view_consent(seen),
        lambda: keep_consent(seen, None, [Use.ANY], YES, coder="Ann"),
        lambda: export_bytes(seen, "html"),
    ):
        with pytest.raises(NotAllowed):
            act()
