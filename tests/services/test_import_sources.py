"""Import: what comes in, what is known already, and that nothing is lost or half."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.services.pieces import LONG, SAMPLE, bring_in, write_table
from workbench.domain.sources import SourceKind, canonical_text
from workbench.services.check_project import check_project
from workbench.services.import_sources import FileToImport, import_sources, preview_import
from workbench.store.database import Project, create_project, open_project
from workbench.store.material import Material
from workbench.store.material import given as given_texts

HARD = {
    "emoji": "A good day 👩🏽‍👧. Then the laptop died 💻 and I went home.",
    "combining": "Cafe\u0301 visit with A\u030asa. It went well.",
    "right-to-left": "She said \u200fשלום\u200f to us. أهلا وسهلا بكم في البيت.",
    "carriage returns": "First line.\r\nSecond line.\rThird line.",
    "zero-width": "We\u200bwaited\u2060 for\ufeff a signature.",
    "white space": "  \t\n Two spaces first.  And two inside.\u00a0 \n\n",
    "marks": "“Quoted”, ‘single’, dash — and … dots; <b>bold</b> & =1+1.",
}


def _texts(project: Project) -> list[str]:
    return [source.text for source in given_texts(project).sources.values()]


def _assert_law_1(held: Material) -> None:
    assert held.passages
    for passage in held.passages.values():
        text = held.sources[passage.source_id].text
        assert text[passage.span.start : passage.span.end] == passage.quote
        assert passage.quote.strip() == passage.quote != ""


def test_several_files_at_once(project: Project, tmp_path: Path) -> None:
    table = write_table(
        tmp_path / "survey.csv", [("a", "Too many forms."), ("b", LONG)], "id", "text"
    )
    note = tmp_path / "note.txt"
    note.write_text("One worker stayed late.\n\nAnother went home.")
    report = bring_in(project, table, note)
    assert (report.new, report.known, report.failed, report.stored) == (3, 0, 0, True)
    assert [each.new for each in report.files] == [2, 1]
    held = given_texts(project)
    assert report.passages == len(held.passages)
    assert [each.origin for each in held.sources.values()] == [
        "survey.csv",
        "survey.csv",
        "note.txt",
    ]
    assert [each.external_id for each in held.sources.values()] == ["a", "b", "note.txt"]


def test_a_broken_file_loses_none_of_the_other_thirty_nine(
    project: Project, tmp_path: Path
) -> None:
    paths = [tmp_path / f"note{number:02}.txt" for number in range(40)]
    for number, path in enumerate(paths):
        path.write_text(f"Reflection {number} of the team.")
    paths[17].write_bytes(b"PK\x03\x04 no archive at all")
    report = bring_in(project, *paths)
    assert (report.new, report.failed) == (39, 1)
    assert len(given_texts(project).sources) == 39
    broken = report.files[17]
    assert broken.file == "note17.txt"
    assert "note17.txt" in broken.error
    assert broken.new == broken.passages == 0


@pytest.mark.parametrize("name", ["missing.csv", "folder", "picture.png", "blank.txt", "head.csv"])
def test_what_cannot_be_read_is_told_with_its_name(
    project: Project, tmp_path: Path, name: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "blank.txt").write_text(" \n")
    (tmp_path / "head.csv").write_text("id,text\n")
    report = bring_in(project, tmp_path / name)
    assert (report.new, report.failed) == (0, 1)
    assert name in report.files[0].error
    assert not given_texts(project).sources


def test_a_dry_run_says_the_same_and_stores_nothing(project: Project) -> None:
    files = [FileToImport(path=SAMPLE / "reflections.csv")]
    told = preview_import(project, files)
    assert not told.stored
    assert given_texts(project).sources == {}
    assert check_project(project).sources == 0
    done = import_sources(project, files)
    assert done.stored
    assert done.files == told.files
    assert done.new == 252


def test_the_same_file_again_brings_nothing(project: Project, tmp_path: Path) -> None:
    rows = [("Nothing.",), ("Nothing.",), (LONG,), ("Parking.",)]
    path = write_table(tmp_path / "survey.csv", rows, "text")
    assert bring_in(project, path).new == 4
    again = bring_in(project, path)
    assert (again.new, again.known, again.passages) == (0, 4, 0)
    assert len(given_texts(project).sources) == 4


def test_a_renamed_copy_brings_nothing(project: Project, tmp_path: Path) -> None:
    rows = [("Nothing.",), ("Nothing.",), (LONG,)]
    path = write_table(tmp_path / "survey.csv", rows, "text")
    bring_in(project, path)
    copy = tmp_path / "survey (2).csv"
    copy.write_bytes(path.read_bytes())
    again = bring_in(project, copy)
    assert (again.new, again.known) == (0, 3)


@pytest.mark.parametrize("place", [0, 1, 3])
def test_an_edited_table_brings_its_new_row_only(
    project: Project, tmp_path: Path, place: int
) -> None:
    rows = [("a", "Nothing."), ("b", "Nothing."), ("c", LONG)]
    path = write_table(tmp_path / "survey.csv", rows, "id", "text")
    bring_in(project, path)
    rows.insert(place, ("d", "Nothing."))
    write_table(path, rows, "id", "text")
    again = bring_in(project, path)
    assert (again.new, again.known) == (1, 3)


def test_a_table_without_ids_brings_the_row_put_at_its_end(
    project: Project, tmp_path: Path
) -> None:
    rows = [("Nothing.",), ("Too many forms.",), (LONG,)]
    path = write_table(tmp_path / "survey.csv", rows, "text")
    bring_in(project, path)
    write_table(path, [*rows, ("Nothing.",)], "text")
    again = bring_in(project, path)
    assert (again.new, again.known) == (1, 3)


def test_two_people_may_both_write_nothing(project: Project, tmp_path: Path) -> None:
    rows = [("a", "Nothing."), ("b", "Nothing."), ("c", LONG), ("d", LONG)]
    path = write_table(tmp_path / "survey.csv", rows, "id", "text")
    assert bring_in(project, path).new == 4
    assert len({source.id for source in given_texts(project).sources.values()}) == 4
    assert len(set(given_texts(project).passages)) == 4


def test_a_long_text_is_known_by_its_words_and_a_short_one_is_not(
    project: Project, tmp_path: Path
) -> None:
    for name, words in {"one.txt": LONG, "two.txt": LONG + "\n", "three.txt": LONG}.items():
        (tmp_path / name).write_text(words)
    (tmp_path / "four.txt").write_text("Nothing.")
    (tmp_path / "five.txt").write_text("Nothing.")
    names = ("one.txt", "three.txt", "four.txt", "five.txt")
    report = bring_in(project, *(tmp_path / name for name in names))
    assert [each.new for each in report.files] == [1, 0, 1, 1]
    assert [each.known for each in report.files] == [0, 1, 0, 0]


def test_common_and_own_attributes_and_the_case(project: Project, tmp_path: Path) -> None:
    rows = [("1", "Too many forms.", "North", "Ann"), ("2", "No cars.", "", "Ann")]
    path = write_table(tmp_path / "survey.csv", rows, "id", "text", "team", "author")
    file = FileToImport(path=path, common={"team": "unknown", "authority": "Calderwick"})
    import_sources(project, [file])
    first, second = given_texts(project).sources.values()
    assert first.attributes == {"team": "North", "authority": "Calderwick"}
    assert second.attributes == {"team": "unknown", "authority": "Calderwick"}
    assert first.case == second.case == "Ann"


def test_columns_may_be_named(project: Project, tmp_path: Path) -> None:
    rows = [("7", "yes", "Too many forms.", "North")]
    path = write_table(tmp_path / "survey.csv", rows, "nr", "ok", "said", "where")
    file = FileToImport(
        path=path, text=("said",), id="nr", attributes={"team": "where"}, kind=SourceKind.VOICE_NOTE
    )
    report = import_sources(project, [file]).files[0]
    [source] = given_texts(project).sources.values()
    assert (source.text, source.external_id, source.attributes) == (
        "Too many forms.",
        "7",
        {"team": "North"},
    )
    assert source.kind is SourceKind.VOICE_NOTE
    assert (report.text, report.id, report.kind) == (("said",), "nr", "voice note")


def test_a_column_that_is_not_there_is_told(project: Project, tmp_path: Path) -> None:
    path = write_table(tmp_path / "survey.csv", [("1", "Too many forms.")], "id", "text")
    report = import_sources(project, [FileToImport(path=path, text=("said",))])
    assert "“said”" in report.files[0].error
    assert not given_texts(project).sources


def test_the_origin_is_the_files_bytes(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(b"\xef\xbb\xbfOne.\r\nTwo.")
    bring_in(project, path)
    [source] = given_texts(project).sources.values()
    assert source.origin_hash == hashlib.sha256(path.read_bytes()).hexdigest()
    assert source.text == "One.\nTwo."


def _as_csv(path: Path, words: str) -> None:
    path.write_bytes(b"\xef\xbb\xbf")
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write('id,text\r\n1,"' + words.replace('"', '""') + '"\r\n')


def _as_xlsx(path: Path, words: str) -> None:
    book = Workbook()
    book.active.append(["id", "text"])
    book.active.append(["1", words])
    book.save(path)


def _as_text(path: Path, words: str) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + words.encode())


def _as_docx(path: Path, words: str) -> None:
    document = Document()
    for line in canonical_text(words).split("\n"):
        document.add_paragraph(line)
    document.save(str(path))


WRITERS = {".csv": _as_csv, ".xlsx": _as_xlsx, ".txt": _as_text, ".md": _as_text, ".docx": _as_docx}


@pytest.mark.parametrize("ending", WRITERS)
def test_every_letter_comes_in_as_given(project: Project, tmp_path: Path, ending: str) -> None:
    paths = []
    for name, words in HARD.items():
        paths.append(tmp_path / f"{name}{ending}")
        WRITERS[ending](paths[-1], words)
    report = bring_in(project, *paths)
    assert [each.error for each in report.files] == [""] * len(HARD)
    _assert_law_1(given_texts(project))
    if ending in {".csv", ".txt", ".md"}:
        assert _texts(project) == [canonical_text(words) for words in HARD.values()]
    for words, text in zip(HARD.values(), _texts(project), strict=True):
        assert text.split() == canonical_text(words).split()
    with open_project(str(project.path)) as again:
        _assert_law_1(given_texts(again))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_text_is_kept_to_the_letter(project: Project, tmp_path: Path, words: str) -> None:
    path = tmp_path / "any.txt"
    path.write_bytes(words.encode())
    held = given_texts(project)
    before = len(held.sources)
    report = bring_in(project, path)
    held = given_texts(project)
    if report.new:
        [*_, source] = held.sources.values()
        assert source.text == canonical_text(words)
        for name in held.of_source[source.id]:
            span = held.passages[name].span
            assert source.text[span.start : span.end] == held.passages[name].quote
    else:
        assert len(held.sources) == before
        assert report.known or report.files[0].error


def test_ids_are_the_same_in_every_project(project: Project, tmp_path: Path) -> None:
    files = [SAMPLE / f"{name}-workshop-note.md" for name in ("calderwick", "eastmarsh")]
    bring_in(project, *files)
    with create_project(tmp_path / "other") as other:
        bring_in(other, files[1])
        bring_in(other, files[0])
        assert given_texts(other).passages == given_texts(project).passages
        assert given_texts(other).sources == given_texts(project).sources


def test_progress_goes_one_way_from_nothing_to_all(project: Project) -> None:
    told: list[float] = []
    names = ("reflections.csv", "eastmarsh-workshop-note.md", "calderwick-workshop-note.md")
    files = [FileToImport(path=SAMPLE / name) for name in names]
    import_sources(project, files, progress=lambda _, fraction: told.append(fraction))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def test_saved_is_said_only_when_another_process_can_see_it(
    project: Project, tmp_path: Path
) -> None:
    path = write_table(tmp_path / "survey.csv", [("1", "Too many forms.")], "id", "text")
    seen: dict[str, int] = {}

    def look(stage: str, _: float) -> None:
        with open_project(str(project.path)) as other:
            seen[stage] = len(given_texts(other).sources)

    import_sources(project, [FileToImport(path=path)], progress=look)
    assert seen["Saved"] == 1
    assert seen["Saving"] == 0


_IMPORT = """
import sys
from pathlib import Path
from workbench.services.import_sources import FileToImport, import_sources
from workbench.store.database import open_project
with open_project(sys.argv[1]) as project:
    sys.stdin.readline()
    print(import_sources(project, [FileToImport(path=Path(sys.argv[2]))]).new)
"""


def test_two_processes_that_import_one_file_give_each_source_once(
    project: Project, tmp_path: Path
) -> None:
    rows = [(str(number), f"Reflection {number}: too many forms.") for number in range(200)]
    path = write_table(tmp_path / "survey.csv", rows, "id", "text")
    command = [sys.executable, "-c", _IMPORT, str(project.path), str(path)]
    both = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [each.communicate("go\n", timeout=60)[0] for each in both]
    assert sum(map(int, told)) == 200
    assert len(given_texts(project).sources) == 200
    assert check_project(project).faults == ()
