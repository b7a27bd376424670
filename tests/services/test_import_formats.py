"""Import of every kind of file: what comes in, what is told, and what is kept of the speakers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.making import docx, odt, paragraphs, pdf
from tests.services.pieces import LONG, bring_in, write_table
from workbench.domain.codebook import CodeKind
from workbench.domain.decisions import CreateCode
from workbench.domain.sources import SourceKind
from workbench.services.check_project import check_project
from workbench.services.decide import decide
from workbench.services.import_sources import FileToImport, import_sources, preview_import
from workbench.store.database import Project
from workbench.store.material import given

GOLDEN = Path(__file__).parents[1] / "ingest" / "golden"
GOOD = ["answers.xls", "interview.srt", "letter.rtf", "page.html", "reflection.pdf", "teams.vtt"]


def _put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_every_kind_of_file_comes_in_at_once(project: Project, tmp_path: Path) -> None:
    paths = [GOLDEN / name for name in GOOD]
    paths += [
        _put(tmp_path, "a.odt", odt("<text:p>An open document.</text:p>")),
        _put(tmp_path, "b.docx", docx(paragraphs("A Word document."))),
        _put(tmp_path, "c.pdf", pdf(["A page."])),
    ]
    report = bring_in(project, *paths)
    assert [each.error for each in report.files] == [""] * len(paths)
    assert report.new == 11
    assert all(each.characters_read == each.characters_stored > 0 for each in report.files)
    assert check_project(project).faults == ()


def test_hostile_files_among_good_ones_cost_none(project: Project, tmp_path: Path) -> None:
    bad = [
        _put(tmp_path, "scan.pdf", pdf([], [])),
        GOLDEN / "locked.pdf",
        _put(tmp_path, "dtd.odt", odt("", **{"content.xml": "<!DOCTYPE a><a/>"})),
        _put(tmp_path, "bomb.docx", docx(paragraphs("a" * 40_000_000))),
        _put(tmp_path, "path.docx", docx("", **{"../../x": "x"})),
    ]
    report = bring_in(project, *bad, *(GOLDEN / name for name in GOOD))
    assert report.failed == len(bad)
    assert all(path.name in each.error for path, each in zip(bad, report.files, strict=False))
    assert report.new == 8
    assert [file for file, _ in report.left_out] == [path.name for path in bad]


def test_passages_of_a_transcript_are_what_was_said(project: Project) -> None:
    bring_in(project, GOLDEN / "teams.vtt")
    held = given(project)
    [source] = held.sources.values()
    assert source.kind is SourceKind.TRANSCRIPT
    assert "Ann Bell: We tried the voice notes & it worked." in source.text
    quotes = " | ".join(each.quote for each in held.passages.values())
    assert "Ann Bell" not in quotes
    assert "Łucja" not in quotes
    assert "Somebody spoke" in quotes
    assert check_project(project).faults == ()


def test_what_is_missing_is_told_in_characters(project: Project, tmp_path: Path) -> None:
    path = _put(tmp_path, "n.csv", "id,text\n1,We tried.\n2,be\0fore\n" + "3,more\n" * 30)
    [file] = bring_in(project, path).files
    assert (file.characters_read, file.characters_stored) == (9 + 7 + 120, 9 + 120)
    assert "7 of its 136 characters are in rows that were left out" in file.warnings
    assert file.skipped[0].startswith("row 3:")


def test_a_table_of_nothing_but_bad_rows_is_told(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_IMPORT_CHARACTERS", "5")
    report = bring_in(project, _put(tmp_path, "n.csv", "id,text\n1,We tried it.\n"))
    assert report.failed == 1
    assert "n.csv gave no text: row 2: its text has 12 characters" in report.files[0].error


def test_near_duplicates_are_flagged_and_come_in(project: Project, tmp_path: Path) -> None:
    bring_in(project, _put(tmp_path, "one.txt", LONG))
    edited = LONG.replace("eleven", "twelve")
    report = bring_in(project, _put(tmp_path, "two.txt", edited), _put(tmp_path, "c.txt", "Other."))
    assert report.new == 2
    [found] = report.files[0].near_duplicates
    assert (found.source, found.like) == ("two.txt", "one.txt")
    assert 0.7 <= found.share < 1
    assert report.files[1].near_duplicates == ()
    assert report.with_warnings == 1


def test_a_corrected_text_is_kept_beside_the_coded_one_and_told(
    project: Project, tmp_path: Path
) -> None:
    path = write_table(tmp_path / "s.csv", [("a", "We waitd."), ("b", "No cars.")], "id", "text")
    bring_in(project, path)
    first = next(iter(given(project).passages))
    decide(project, CreateCode(name="Wait", kind=CodeKind.CODE, passages=(first,)), coder="Ruth")
    write_table(path, [("a", "We waited."), ("b", "No cars.")], "id", "text")
    files = [FileToImport(path=path)]
    told = preview_import(project, files).files[0].changed
    report = import_sources(project, files)
    assert (report.new, report.known) == (1, 1)
    assert report.files[0].changed == told
    assert told == (
        "“a” was here before with other words, and both are kept; "
        "1 coding stays with the earlier words",
    )


def test_rows_without_ids_are_not_taken_for_corrected(project: Project, tmp_path: Path) -> None:
    path = write_table(tmp_path / "s.csv", [("No forms.",), ("No cars.",)], "text")
    bring_in(project, path)
    write_table(path, [("New.",), ("No forms.",), ("No cars.",)], "text")
    assert bring_in(project, path).files[0].changed == ()


def test_columns_that_must_never_come_in(project: Project, tmp_path: Path) -> None:
    path = write_table(tmp_path / "s.csv", [("a", "No cars.", "East")] * 3, "id", "text", "team")
    report = import_sources(project, [FileToImport(path=path, never=("Team",))])
    assert report.files[0].columns == ("id", "text")
    assert all(each.attributes == {} for each in given(project).sources.values())


@pytest.mark.slow
def test_a_very_long_document_comes_in(project: Project, tmp_path: Path) -> None:
    texts = [f"Paragraph {number} of us." for number in range(100_000)]
    report = bring_in(project, _put(tmp_path, "long.docx", docx(paragraphs(*texts))))
    assert (report.new, report.passages) == (1, 100_000)
    assert report.files[0].characters_read == report.files[0].characters_stored
