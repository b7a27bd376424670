"""The command that finds identifiers and stores nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    where = tmp_path / "reflections.csv"
    where.write_bytes(
        "ref,words\r\nA1,I saw Zoë’s nan 😢 and Amira.\r\nA2,nothing to add\r\nA3,It was sent by the Larder.\r\n".encode()
    )
    return where


def test_as_json_each_source_has_its_spans(run: Run, sheet: Path) -> None:
    said = run("screen", sheet, "--text", "words", "--id", "ref", "--json")
    assert said.code == 0
    result = said.result
    assert [each["external_id"] for each in result["sources"]] == ["A1", "A2", "A3"]
    text = "I saw Zoë’s nan 😢 and Amira."
    spans = result["sources"][0]["spans"]
    assert [each["quote"] for each in spans] == ["Zoë", "Amira"]
    for span in spans:
        assert text[span["start"] : span["end"]] == span["quote"]
        assert (span["type"], span["status"]) == ("person", "mask")
    assert result["sources"][1]["spans"] == []
    assert [(each["quote"], each["status"]) for each in result["sources"][2]["spans"]] == [
        ("the Larder", "review")
    ]
    assert (result["masks"], result["reviews"], result["failed"]) == (2, 1, 0)


def test_columns_are_guessed_where_none_is_named(run: Run, tmp_path: Path) -> None:
    where = tmp_path / "given.csv"
    where.write_text("id,text\nA1,Amira rang me on the bus.\n", encoding="utf-8")
    result = run("screen", where, "--json").result
    assert [each["external_id"] for each in result["sources"]] == ["A1"]


def test_offsets_are_those_of_the_canonical_text(run: Run, tmp_path: Path) -> None:
    where = tmp_path / "note.txt"
    where.write_bytes(b"\xef\xbb\xbfOne line.\r\nI saw Amira.\r\n")
    span = run("screen", where, "--json").result["sources"][0]["spans"][0]
    assert "One line.\nI saw Amira.\n"[span["start"] : span["end"]] == "Amira"


def test_in_words_it_says_what_why_and_that_nothing_was_stored(run: Run, sheet: Path) -> None:
    said = run("screen", sheet, "--text", "words", "--id", "ref")
    assert said.code == 0
    assert "Nothing was stored." in said.out
    assert "A1 (reflections.csv)" in said.out
    assert "mask    person         Amira" in said.out
    assert sorted(each.name for each in sheet.parent.iterdir()) == ["reflections.csv"]


def test_a_broken_file_loses_none_of_the_others(run: Run, sheet: Path) -> None:
    broken = sheet.with_name("broken.docx")
    broken.write_bytes(b"no document")
    said = run("screen", broken, sheet, "--text", "words", "--json")
    assert said.code == 1
    assert len(said.result["sources"]) == 3
    assert said.result["failed"] == 1
    assert "broken.docx could not be read" in said.result["files"][0]["error"]


def test_a_column_that_is_not_there_is_told(run: Run, sheet: Path) -> None:
    said = run("screen", sheet, "--text", "wrods")
    assert said.code == 1
    assert "has no column “wrods”" in said.out


def test_no_file_is_wrong_usage(run: Run) -> None:
    assert run("screen").code == 2
