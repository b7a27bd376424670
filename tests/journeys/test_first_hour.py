"""A facilitator's first hour: a folder is dropped, looked through, imported, proposed, taken back."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.app.test_inert import NAUGHTY, _elements
from tests.conftest import OpenTab, Serve
from tests.services.pieces import four_themes, write_table
from workbench.domain.consent import Stance, Use
from workbench.domain.sources import Span
from workbench.services.check_project import check_project
from workbench.services.code_passages import code_span
from workbench.services.keep_consent import view_consent
from workbench.store.database import create_project, open_project
from workbench.store.log import ledger
from workbench.store.mappings import kept_mappings
from workbench.store.material import given

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")


@pytest.fixture
def where(tmp_path: Path) -> Path:
    path = tmp_path / "evening.workbench"
    create_project(path, name="First hour").close()
    return path


def _forty(folder: Path) -> list[Path]:
    """Thirty-eight files that can be read, a broken one and a locked one."""
    table = four_themes(folder / "survey.csv", each=15)
    texts = [row["text"] for row in csv.DictReader(table.read_text().splitlines())]
    notes = []
    for number in range(36):
        note = folder / f"note {number:02}.txt"
        note.write_text(f"{texts[number]} That was in week {number}.", encoding="utf-8")
        notes.append(note)
    document = docx.Document()
    document.add_paragraph(f"{texts[50]} It came up in the workshop, too.")
    document.save(str(folder / "workshop.docx"))
    whole = (folder / "workshop.docx").read_bytes()
    (folder / "broken.docx").write_bytes(whole[: len(whole) // 2])
    (folder / "locked.xlsx").write_bytes(_LOCKED)
    more = [folder / name for name in ("workshop.docx", "broken.docx", "locked.xlsx")]
    return [table, *notes, *more]


def _drop(tab: Any, *paths: Path) -> None:
    tab.locator(".drop input[type=file]").first.set_input_files([str(each) for each in paths])


def _looked(tab: Any) -> Any:
    tab.locator(".plan[aria-busy=false] .tiles").wait_for(timeout=60_000)
    return tab.locator(".plan")


def _imported(tab: Any, words: str) -> Any:
    found = tab.locator(".done h2", has_text=words)
    found.wait_for(timeout=90_000)
    return tab.locator(".done")


def _n_sources(where: Path) -> int:
    with open_project(where) as project:
        return len(given(project).sources)


@pytest.mark.slow
def test_forty_files_come_in_but_two_and_candidates_are_on_the_board(
    where: Path, tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    folder = tmp_path / "dropped"
    folder.mkdir()
    tab = open_tab(serve(where))
    # The board of an empty project leads here.
    tab.get_by_role("link", name="Bring files in").click()
    tab.wait_for_selector("[data-ready=yes]")
    tab.get_by_role("heading", name="How it goes").wait_for()
    _drop(tab, *_forty(folder))

    # Before anything is stored: counts, what was recognised, and why two cannot come in.
    plan = _looked(tab)
    tiles = " ".join(plan.locator(".tiles").inner_text().split())
    assert "97 new sources" in tiles
    assert "2 files cannot come in" in tiles
    said = plan.inner_text()
    assert "broken.docx could not be read: it is damaged or was not saved completely" in said
    assert "locked.xlsx could not be read: it is password-protected" in said
    assert "Word document" in said
    assert _n_sources(where) == 0
    plan.get_by_label("What “id” holds").select_option("id")

    # A reload looks through the same files again.
    tab.reload()
    tab.wait_for_selector("[data-ready=yes]")
    _looked(tab)
    tab.keyboard.press("Control+Enter")
    done = _imported(tab, "97 sources came in; 2 files could not be read.")
    assert "locked.xlsx could not be read" in done.inner_text()
    assert _n_sources(where) == 97

    # The next step, from here; the work is seen, and leads to the board.
    tab.keyboard.press("p")
    tab.locator(".work", has_text="Looking for candidates").wait_for()
    tab.get_by_role("link", name="on the board").click(timeout=90_000)
    tab.wait_for_selector("[data-ready=yes]")
    tab.locator(".row-title").first.wait_for()
    with open_project(where) as project:
        assert ledger(project).board.candidates
        assert not check_project(project).faults

    # What was proposed from stays, and the reason is said.
    tab.get_by_role("link", name="Sources", exact=True).click()
    tab.wait_for_selector("[data-ready=yes]")
    tab.keyboard.press("u")
    tab.locator(".alert", has_text="candidates were proposed from it").wait_for()


def test_columns_are_said_once_and_an_import_is_taken_back(
    where: Path, tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    columns = ("Nr", "Says", "Place", "Email")
    rows = [
        (f"a{n}", f"Too many forms were on the desk, number {n}.", "North", "a@b.example")
        for n in range(5)
    ]
    first = write_table(tmp_path / "first.csv", rows, *columns)
    later = write_table(
        tmp_path / "later.csv",
        [("b1", "Nobody rang us back that week.", "South", "c@d.example")],
        *columns,
    )
    tab = open_tab(serve(where) + "sources")
    _drop(tab, first)
    plan = _looked(tab)
    assert "a@b.example" not in plan.inner_text()
    plan.get_by_label("What “Place” holds").select_option("never")
    tab.get_by_text("As you said.").wait_for()
    _looked(tab).get_by_label("What “Nr” holds").select_option("id")
    _looked(tab)
    tab.get_by_role("button", name="Import 5 sources").click()
    _imported(tab, "5 sources came in.")
    with open_project(where) as project, project.reading() as connection:
        sources = given(project).sources.values()
        assert [each.external_id for each in sources] == [f"a{n}" for n in range(5)]
        assert [dict(each.attributes) for each in sources] == [{}] * 5
        [kept] = kept_mappings(connection).values()
        assert (kept["text"], kept["id"], kept["attributes"]) == (["Says"], "Nr", {})

    _drop(tab, later)
    assert "Read as you said before." in _looked(tab).inner_text()
    tab.keyboard.press("Escape")
    tab.locator(".plan").wait_for(state="hidden")

    # What would go is said first.
    tab.keyboard.press("u")
    tab.get_by_role("heading", name="Take back 5 sources with 5 passages?").wait_for()
    tab.keyboard.press("Escape")
    tab.locator(".undo-import").wait_for(state="hidden")
    assert _n_sources(where) == 5
    tab.keyboard.press("u")
    tab.get_by_role("button", name="Take the import back").click()
    tab.get_by_text("Nothing is here yet.").wait_for()
    assert _n_sources(where) == 0


def test_a_corrected_text_asks_what_becomes_of_the_earlier_one(
    where: Path, tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    note = tmp_path / "note.txt"
    words = "We typed teh visit into three systems. The family waited for a signature all week."
    note.write_text(words)
    tab = open_tab(serve(where) + "sources")
    _drop(tab, note)
    _looked(tab)
    tab.keyboard.press("Control+Enter")
    _imported(tab, "1 source came in.")
    with open_project(where) as project:
        [source] = given(project).sources
        code_span(project, source, Span(3, 23), "Typing", coder="Ann")
    note.write_text("A title. " + words.replace("teh", "the"))
    _drop(tab, note)
    plan = _looked(tab)
    assert "note.txt was here before with other words" in plan.inner_text()
    assert "1 of 1 passage that are coded" in plan.inner_text()
    tab.keyboard.press("Control+Enter")
    tab.get_by_text("Say first what becomes of the texts").wait_for()
    tab.get_by_text("Put the corrected words in place").click()
    tab.keyboard.press("Control+Enter")
    _imported(tab, "1 source came in.")
    with open_project(where) as project:
        texts, board = given(project), ledger(project).board
        [code] = board.codes
        assert [texts.passages[each].quote for each in board.passages_of(code)] == [
            "typed the visit into"
        ]
        assert not check_project(project).faults
    tab.get_by_label("Show").select_option("earlier")
    tab.get_by_text("a corrected text took their place").wait_for()
    tab.locator(".source-link").click()
    tab.wait_for_selector("[data-ready=yes]")
    tab.get_by_text("We typed teh visit").wait_for()


@pytest.mark.parametrize("bad", [NAUGHTY[0], NAUGHTY[5], NAUGHTY[7]])
def test_text_stays_text_in_names_and_in_every_column(
    where: Path, tmp_path: Path, serve: Serve, open_tab: OpenTab, bad: str
) -> None:
    name = bad.replace("/", "∕")
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["id", "text", bad])
    writer.writerows([[f"{bad} {n}", f"{bad} We waited for number {n}.", bad] for n in range(4)])
    files = [
        {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": out.getvalue().encode()},
        {"name": f"{name}.docx", "mimeType": "x/y", "buffer": b"PK\x03\x04 broken"},
    ]
    tab = open_tab(serve(where, coder=bad) + "sources")
    tab.locator(".drop input[type=file]").first.set_input_files(files)
    plan = _looked(tab)
    plan.get_by_label(f"What “{bad}” holds", exact=True).select_option("attribute")
    _looked(tab)
    assert bad in plan.inner_text()
    assert _elements(tab) == 0
    tab.keyboard.press("Control+Enter")
    _imported(tab, "4 sources came in; 1 file could not be read.")
    tab.locator(".table-row").nth(3).wait_for()
    tab.keyboard.press("u")
    tab.get_by_role("heading", name="Take back 4 sources").wait_for()
    assert _elements(tab) == 0
    assert tab.title() != "owned"


def test_what_is_too_large_is_refused_before_it_travels(
    where: Path, tmp_path: Path, serve: Serve, open_tab: OpenTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_IMPORT_FILE_MB", "25")
    large, small = tmp_path / "large.txt", tmp_path / "small.txt"
    large.write_bytes(b"We waited. " * (26 * 1024 * 1024 // 11))
    small.write_text("We waited for a signature.")
    tab = open_tab(serve(where) + "sources")
    assert "up to 25 MB each" in tab.locator(".drop").inner_text()
    tab.get_by_text("Limits, and how to change them").click()
    tab.get_by_text("25 megabytes of one file (WORKBENCH_IMPORT_FILE_MB)").wait_for()
    _drop(tab, large, small)
    plan = _looked(tab)
    assert "it is larger than 25 MB; split it" in plan.inner_text()
    assert "1 file cannot come in" in " ".join(plan.inner_text().split())
    tab.keyboard.press("Control+Enter")
    _imported(tab, "1 source came in.")


def test_answers_about_consent_are_looked_through_and_come_in(
    where: Path, tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    asks, text = "May we quote you? (required)", "Nobody knows which of the two forms it is: "
    answers = ("Yes", "Yes", "No", "If you ask me", NAUGHTY[0], "")
    rows = [(f"{n}", f"P{n}", f"{text}{n}.", answer) for n, answer in enumerate(answers)]
    sheet = write_table(tmp_path / "evening.csv", rows, "ID", "Participant", "What happened?", asks)
    tab = open_tab(serve(where) + "sources")
    _drop(tab, sheet)
    plan = _looked(tab)
    plan.locator(".looks-like", has_text="Looks like a question of consent").wait_for()
    plan.get_by_label(f"What “{asks}” holds").select_option("consent")
    table = plan.locator(".consent-table")
    table.wait_for()
    assert table.locator(".unclear-mark").count() == 2
    assert table.get_by_label("Quoted as said, for the answer “Yes”").input_value() == "given"
    assert "3 people whose consent is new" in " ".join(plan.locator(".tiles").inner_text().split())
    assert "1 text has no answer" in plan.locator(".consent-answers").inner_text()
    assert _elements(tab) == 0
    # What an answer means is said by keys, and the others keep what they meant.
    tab.get_by_label("To leaders, for the answer “If you ask me”").focus()
    tab.keyboard.press("y")
    plan.locator(".tiles", has_text="4").get_by_text("people whose consent is new").wait_for()
    table.locator(".unclear-mark").nth(1).wait_for(state="detached")
    tab.keyboard.press("Control+Enter")
    done = _imported(tab, "6 sources came in; what 4 people agreed to was written down.")
    with open_project(where) as project:
        people = {each.name: dict(each.stances) for each in view_consent(project)}
        assert check_project(project).faults == ()
    assert people == {
        "P0": {Use.VERBATIM: Stance.GIVEN}, "P1": {Use.VERBATIM: Stance.GIVEN},
        "P2": {Use.VERBATIM: Stance.WITHDRAWN}, "P3": {Use.LEADERS: Stance.GIVEN}, "P4": {}, "P5": {},
    }  # fmt: skip
    done.get_by_role("button", name="Close").click()
    tab.get_by_role("button", name="Undo the latest import").click()
    tab.get_by_text("What 4 people agreed to in them is taken back, too.").wait_for()
    tab.get_by_role("button", name="Take the import back").click()
    tab.get_by_text("Nothing is here yet.").wait_for()
    # The columns and the answers are remembered.
    _drop(tab, sheet)
    _looked(tab)
    assert tab.get_by_label("To leaders, for the answer “If you ask me”").input_value() == "given"
