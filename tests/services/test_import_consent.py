"""Consent that comes with a sheet: in the import's transaction, and taken back with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.services.pieces import write_table
from workbench.domain.asking import Said
from workbench.domain.consent import Stance, Use
from workbench.ingest.bringing import FileToImport
from workbench.ingest.kept import KeptMapping, signature
from workbench.ingest.reports import ConsentRead
from workbench.services.check_project import check_project
from workbench.services.import_sources import import_sources, plan_import
from workbench.services.keep_consent import (
    consent_history,
    keep_consent,
    undo_consent,
    view_consent,
)
from workbench.services.undo_import import undo_import
from workbench.store.database import Project, create_project

YES, NO = Stance.GIVEN, Stance.WITHDRAWN
#: As a form asks it: long, with a line break and a mark that it has to be answered.
ASKS = "May we quote you?\nWe never use your name. (required)"
#: As it is called once it is read.
ASKED = " ".join(ASKS.split())
COLUMNS = ("ID", "What got in the way?", "Participant", ASKS)
TEXT = "The form comes twice, and nobody knows which of the two is the one that counts: "
ROWS = [
    ("1", f"{TEXT}one", "P1", "Yes"),
    ("2", f"{TEXT}two", "P2", "No"),
    ("3", f"{TEXT}three", "P3", "Only in other words"),
    ("4", f"{TEXT}four", "P4", "Yes, but ask me first"),
    ("5", f"{TEXT}five", "P5", ""),
    ("6", f"{TEXT}six", "P1", "Perhaps"),
    ("7", f"{TEXT}seven", "P6", "yes!"),
]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return create_project(tmp_path / "study.workbench")


def _sheet(where: Path, rows: Sequence[Sequence[str]] = ROWS, name: str = "evening.csv") -> Path:
    return write_table(where / name, rows, *COLUMNS)


def _file(path: Path, told: Mapping[str, Said] | None = None) -> FileToImport:
    return FileToImport(
        path=path, consent={"may we QUOTE you? We never use your name. (required)": told or {}}
    )


def _said(project: Project) -> dict[str, dict[Use, Stance]]:
    return {each.id: dict(each.stances) for each in view_consent(project)}


def test_answers_come_in_with_the_sheet_and_what_is_no_yes_is_none(
    project: Project, tmp_path: Path
) -> None:
    report = import_sources(project, [_file(_sheet(tmp_path))], coder="Ruth")
    assert _said(project) == {
        "P1": {}, "P2": {Use.VERBATIM: NO}, "P3": {Use.VERBATIM: NO, Use.PARAPHRASE: YES},
        "P4": {}, "P5": {}, "P6": {Use.VERBATIM: YES},
    }  # fmt: skip
    assert (report.new, report.answers) == (7, 3)
    assert report.message.endswith("what 3 people agreed to was written down.")
    assert {(each.by, each.form) for each in consent_history(project)} == {("Ruth", ASKED)}
    [file] = report.files
    # The answers are no attribute, and nobody is found by them.
    assert file.attributes == {}
    [read] = file.consent
    assert (read.column, read.unclear, read.silent) == (ASKED, 2, 1)
    said = {each.answer: each.said for each in read.answers}
    assert (said["No"], said["Perhaps"]) == ({"verbatim": "withdrawn"}, None)
    assert any("2 texts have an answer" in words for words in file.warnings)
    assert check_project(project).faults == ()


def test_a_look_counts_and_stores_nothing(project: Project, tmp_path: Path) -> None:
    sheet = _sheet(tmp_path)
    guessed = plan_import(project, [FileToImport(path=sheet)])
    [file] = guessed.files
    assert (file.asks_consent, file.consent, guessed.answers) == ((ASKED,), (), 0)
    assert any("looks as if people were asked for consent" in words for words in file.warnings)
    told = {"Yes, but ask me first": {Use.VERBATIM: NO, Use.LEADERS: YES}, "Perhaps": {}}
    planned = plan_import(project, [_file(sheet, told)])
    # Who said “Perhaps”, told to mean nothing, said yes elsewhere.
    assert (planned.answers, planned.files[0].consent[0].unclear) == (5, 0)
    assert view_consent(project) == ()


def test_it_is_taken_back_with_the_import_and_comes_again(project: Project, tmp_path: Path) -> None:
    early = [("0", f"{TEXT}nought", "P2", "Yes")]
    import_sources(project, [_file(_sheet(tmp_path, early, "early.csv"))], coder="Ruth")
    import_sources(project, [_file(_sheet(tmp_path))], coder="Ruth")
    keep_consent(project, ["P6"], [Use.VERBATIM], NO, coder="P6")
    assert _said(project)["P2"] == {Use.VERBATIM: NO}
    rehearsed = undo_import(project, dry_run=True)
    assert _said(project)["P2"] == {Use.VERBATIM: NO}
    # What somebody has said since stays said.
    assert (rehearsed.answers, undo_import(project, coder="Sam").answers) == (2, 2)
    assert _said(project) == {"P2": {Use.VERBATIM: YES}}
    import_sources(project, [_file(_sheet(tmp_path))], coder="Ruth")
    assert _said(project)["P3"] == {Use.VERBATIM: NO, Use.PARAPHRASE: YES}
    assert _said(project)["P2"] == {Use.VERBATIM: NO}
    assert check_project(project).faults == ()


def test_answers_of_texts_that_are_here_are_new_all_the_same(
    project: Project, tmp_path: Path
) -> None:
    sheet = _sheet(tmp_path)
    import_sources(project, [FileToImport(path=sheet)], coder="Ruth")
    assert not any(_said(project).values())
    again = import_sources(project, [_file(sheet)], coder="Ruth")
    assert (again.new, again.answers, plan_import(project, [_file(sheet)]).answers) == (0, 3, 0)
    # No text came with them, so they are taken back as consent is.
    assert undo_consent(project, coder="Sam").people == 3
    assert undo_import(project, coder="Sam").answers == 0


def test_what_answers_mean_is_remembered_with_the_columns(project: Project, tmp_path: Path) -> None:
    told = {"Perhaps": {Use.VERBATIM: NO}, "Yes": {Use.VERBATIM: YES, Use.LEADERS: YES}}
    kept = KeptMapping(text=(COLUMNS[1],), id="ID", case="Participant", consent={ASKED: told})
    mappings = {signature([*COLUMNS[:3], ASKED]): kept}
    import_sources(project, [FileToImport(path=_sheet(tmp_path))], coder="Ruth", mappings=mappings)
    assert _said(project)["P1"] == {Use.VERBATIM: NO, Use.LEADERS: YES}
    # Answers that nobody has told of are to all that was told of.
    assert _said(project)["P6"] == {Use.VERBATIM: YES, Use.LEADERS: YES}
    later = [("8", f"{TEXT}eight", "P7", " perhaps "), ("9", f"{TEXT}nine", "P8", "YES")]
    report = import_sources(
        project, [FileToImport(path=_sheet(tmp_path, later, "later.csv"))], coder="Ruth"
    )
    assert report.files[0].remembered
    assert _said(project)["P7"] == {Use.VERBATIM: NO}
    assert _said(project)["P8"] == {Use.VERBATIM: YES, Use.LEADERS: YES}


def test_without_a_case_each_text_answers_for_itself(project: Project, tmp_path: Path) -> None:
    rows = [(number, text, answer) for number, text, _, answer in ROWS]
    sheet = write_table(tmp_path / "plain.csv", rows, COLUMNS[0], COLUMNS[1], "Consent")
    report = import_sources(
        project, [FileToImport(path=sheet, consent={"consent": {}})], coder="Ruth"
    )
    given = [each for each in view_consent(project) if each.stances.get(Use.VERBATIM) is YES]
    assert (report.answers, len(given), len(view_consent(project))) == (4, 2, 7)


def test_many_answers_are_counted_and_the_longest_not_shown(
    project: Project, tmp_path: Path
) -> None:
    rows = [(str(n), f"{TEXT}{n}", f"P{n}", f"answer {n} " + "x" * 10 * n) for n in range(40)]
    [file] = plan_import(project, [_file(_sheet(tmp_path, rows))]).files
    [read] = file.consent
    assert isinstance(read, ConsentRead)
    assert (len(read.answers), read.unclear) == (20, 40)
