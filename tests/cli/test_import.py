"""`workbench import` and `undo-import`: what they print, and what they leave."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.services.pieces import LONG, write_table
from workbench.ingest.limits import Limits, variable_of
from workbench.services.keep_consent import view_consent
from workbench.store.database import open_project
from workbench.store.material import material


@pytest.fixture
def where(run: Run, tmp_path: Path) -> Path:
    place = tmp_path / "evening.workbench"
    run("init", place)
    return place


def _sources(where: Path) -> int:
    with open_project(where) as project:
        return len(material(project).sources)


def test_counts_and_reasons_are_the_same_in_a_dry_run(
    run: Run, where: Path, tmp_path: Path
) -> None:
    rows = [("1", LONG, "E"), ("2", "", "W"), ("3", LONG.replace("eleven", "ten"), "W")]
    table = write_table(tmp_path / "s.csv", rows, "id", "text", "team")
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4\nnothing")
    words = ("import", where, table, scan, "--never", "team", "--json")
    dry = run(*words, "--dry-run")
    assert _sources(where) == 0
    done = run(*words)
    assert (dry.code, done.code) == (1, 1)
    assert {**done.result, "stored": False, "dry_run": True} == dry.result
    assert (done.result["new"], done.result["known"], done.result["failed"]) == (2, 0, 1)
    assert done.result["with_warnings"] == 1
    assert [each["file"] for each in done.result["left_out"]] == ["s.csv", "scan.pdf"]
    assert done.result["left_out"][0]["reason"] == "row 3: no text"
    file = done.result["files"][0]
    assert file["characters_read"] == file["characters_stored"] > 0
    assert file["near_duplicates"][0]["like"] == "s.csv row 2"
    assert "never imported: team" in file["warnings"]


def test_in_words_every_reason_is_said(run: Run, where: Path, tmp_path: Path) -> None:
    table = write_table(tmp_path / "s.csv", [("", "x")] * 30 + [(LONG, "y")], "text", "team")
    note = tmp_path / "note.txt"
    note.write_text(LONG.replace("eleven", "ten"))
    said = run("import", where, table, note).out
    assert "rows and files left out: 30." in said
    assert "s.csv: and 10 more of this kind (--json lists all)" in said
    assert "% the same as s.csv row 32" in said


def test_the_help_shows_every_limit(run: Run) -> None:
    said = " ".join(run("import", "--help").out.split())
    for each in fields(Limits):
        assert variable_of(each.name) in said
        assert f"{each.default:,}" in said


def test_a_wrong_limit_is_told(
    run: Run, where: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "note.txt"
    note.write_text("We tried.")
    monkeypatch.setenv("WORKBENCH_IMPORT_SECONDS", "soon")
    said = run("import", where, note)
    assert said.code == 1
    assert said.err.strip() == (
        "WORKBENCH_IMPORT_SECONDS is “soon”, which is no limit; "
        "set it to a whole number above zero."
    )


def test_an_import_is_taken_back(run: Run, where: Path, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("We tried.")
    run("import", where, note)
    dry = run("undo-import", where, "--dry-run", "--json").result
    assert (dry["files"], dry["sources"], dry["done"]) == (["note.txt"], 1, False)
    assert _sources(where) == 1
    done = run("undo-import", where)
    assert (done.code, done.out.startswith("Taken back: 1 sources")) == (0, True)
    assert _sources(where) == 0
    again = run("undo-import", where, "--json")
    assert (again.code, again.out) == (1, "")
    assert "No import was taken back: nothing was imported yet." in again.err


def test_a_corrected_text_takes_the_place_of_the_earlier_one_when_asked(
    run: Run, where: Path, tmp_path: Path
) -> None:
    note = tmp_path / "note.txt"
    note.write_text(LONG)
    run("import", where, note)
    note.write_text(f"A title. {LONG}")
    dry = run("import", where, note, "--dry-run", "--json").result
    assert (dry["new"], dry["corrected"]) == (1, 1)
    assert "both are kept" in dry["files"][0]["changed"][0]
    kept = run("import", where, note, "--corrections", "keep", "--json").result
    assert (kept["new"], kept["corrected"]) == (0, 1)
    done = run("import", where, note, "--corrections", "replace", "--coder", "Ann")
    assert "which it takes the place of" in done.out
    assert _sources(where) == 1
    assert "Ann" in run("history", where).out
    back = run("undo-import", where, "--json").result
    assert (back["sources"], back["corrections"]) == (1, 1)
    assert _sources(where) == 1
    assert run("doctor", where).code == 0
    assert run("import", where, note, "--corrections", "merge").code == 2


def test_columns_that_are_remembered_are_used_and_told(
    run: Run, where: Path, tmp_path: Path
) -> None:
    columns = ("Nr", "Says", "Place")
    table = write_table(tmp_path / "a.csv", [("1", LONG, "North")], *columns)
    mapped = ("--text", "Says", "--id", "Nr", "--attribute", "where=Place")
    run("import", where, table, *mapped, "--remember")
    later = write_table(tmp_path / "b.csv", [("2", "Nobody rang us.", "South")], *columns)
    said = run("import", where, later, "--dry-run").out
    assert "b.csv: its columns were read as they were mapped before" in said
    file = run("import", where, later, "--json").result["files"][0]
    assert (file["remembered"], file["id"], file["attributes"]) == (True, "Nr", {"where": "Place"})


def test_consent_comes_from_a_column_that_is_named(run: Run, where: Path, tmp_path: Path) -> None:
    columns = ("Nr", "Participant", "Says", "May we quote you?")
    rows = [
        ("1", "P1", f"{LONG} One", "Yes"),
        ("2", "P2", f"{LONG} Two", "If asked"),
        ("3", "P3", LONG, ""),
    ]
    table = write_table(tmp_path / "a.csv", rows, *columns)
    assert (
        "looks as if people were asked for consent" in run("import", where, table, "--dry-run").out
    )
    asked = ("--text", "Says", "--consent", "may we quote you?")
    dry = run("import", where, table, *asked, "--dry-run").out
    assert "1  Yes: yes to quoting the words as said" in dry
    assert "1  If asked: not understood, no yes" in dry
    assert "1  no answer: no yes" in dry
    assert "What 1 person agreed to: to be written down." in dry
    told = ("--answer", "If asked=no:verbatim,paraphrase", "--answer", "Yes=verbatim,leaders")
    assert run("import", where, table, *asked, *told, "--json").result["answers"] == 2
    with open_project(where) as project:
        people = {each.name: each.stances for each in view_consent(project)}
    assert people == {
        "P1": {"verbatim": "given", "leaders": "given"},
        "P2": {"verbatim": "withdrawn", "paraphrase": "given"},
        "P3": {},
    }
    assert "with it what 2 people agreed to" in run("undo-import", where).out
    wrong = run("import", where, table, *asked, "--answer", "Yes=quoting")
    assert (wrong.code, "--answer takes WORDS=USE" in wrong.err) == (2, True)
    assert run("import", where, table, "--consent", "Agreed").code == 1
