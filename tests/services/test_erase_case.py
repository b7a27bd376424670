"""A person is erased from a project that went through everything: no byte is left, the rest stands."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

import pytest
import sqlalchemy as sa

from tests.services.pieces import bring_in, four_themes, write_table
from workbench.domain.codebook import CodeId, CodeKind
from workbench.domain.decisions import Confirm, Describe, Drop, Refuse, Rename
from workbench.domain.masking import as_read
from workbench.domain.searches import SavedSearch, Search
from workbench.domain.sources import Span
from workbench.errors import CannotErase, DecisionError
from workbench.services.back_up import back_up, restore
from workbench.services.check_project import check_project
from workbench.services.code_passages import code_span
from workbench.services.decide import decide, redo, undo
from workbench.services.erase_case import erase_case, receipt_words
from workbench.services.export_project import export_file
from workbench.services.propose_candidates import propose_candidates
from workbench.services.suggest import suggest
from workbench.services.view.board import history, latest, view_board
from workbench.store.database import Project, open_project
from workbench.store.files import copy_file
from workbench.store.log import ledger
from workbench.store.material import given, material
from workbench.store.saved_searches import keep_search
from workbench.store.tables import VectorRow

PERSON = "Marigold Quillfeather"
#: Said by nobody else.
WORDS = ("Marigold", "Quillfeather", "zibbledown", "plumbago", "wexcombe", "P-0417")
_SAID = (
    "Voucher signature manager approval zibbledown panel.",
    "Zibbledown payment voucher panel plumbago approval.",
    "Laptop login password signal plumbago wexcombe.",
    "My snorkelling was refused by panel and manager at once.",
    "Court hearing judge solicitor bundle wexcombe snorkelling.",
)


class Lived(NamedTuple):
    """A project that went through everything, and what was of the person in it."""

    project: Project
    folder: Path
    backup: Path
    ids: tuple[str, ...]
    vectors: tuple[bytes, ...]


def _live(folder: Path, away: Path) -> Project:
    """Import, propose, decide, suggest, search, export, back up."""
    from workbench.store.database import create_project

    project = create_project(folder / "evening.workbench", name="An evening", at="2026-01-01")
    bring_in(project, four_themes(away / "others.csv"))
    rows = [(f"P-0417-{number}", said, PERSON, "Wexcombe") for number, said in enumerate(_SAID)]
    bring_in(project, write_table(away / "more.csv", rows, "id", "text", "person", "team"))
    propose_candidates(project, coder="Ruth")
    _decide(project)
    suggest(project, coder="Ruth")
    propose_candidates(project, coder="Ruth")
    keep_search(project, SavedSearch(id="1", name="Zibbledown", search=Search(words="zibbledown")))
    for form in ("candidates-csv", "codings-csv", "html"):
        export_file(project, form, away / f"out-{form}")
    assert project.path is not None
    copy_file(project.path, folder / "evening.workbench.before-0001")
    (folder / "evening.workbench-work").write_text('{"state": "done", "message": "Zibbledown."}')
    return project


def _decide(project: Project) -> None:
    board, texts = ledger(project).board, given(project)
    mine = {name for name in texts.passages if texts.source_of(name).case == PERSON}
    first, second, *_ = sorted(
        board.members, key=lambda each: -len(mine & board.members[each].keys())
    )
    for act in (
        Drop(passages=(next(iter(board.members[second])),), origin=second),
        Confirm(
            candidate=first, name="Zibbledown signatures", code_id=CodeId("k"),
            statement="Zibbledown panels: “My snorkelling was refused by panel and manager.”",
        ),
        Describe(theme="k", example=_SAID[0], definition="Any panel, as Marigold said."),
        Refuse(theme="k", passages=tuple(sorted(mine - set(board.members[first])))),
        Rename(theme=second, name="What Ms Quillfeather says"),
    ):  # fmt: skip
        decide(project, act, coder="Ruth", reason="Because P-0417-2 of Wexcombe said so.")
    [source] = [s.id for s in texts.sources.values() if s.text == _SAID[3]]
    code_span(project, source, Span(3, 14), "Wexcombe alone", coder="Ruth")
    code_span(project, source, Span(3, 14), "Snorkelling refused", coder="Ruth")
    decide(project, Describe(theme="k", kind=CodeKind.ENABLER), coder="Ben")
    undo(project, coder="Ben")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Give the folders of such a project and of what was written elsewhere."""
    folder, away = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("away")
    _live(folder, away).close()
    return folder, away


@pytest.fixture
def lived(whole: tuple[Path, Path], tmp_path: Path) -> Iterator[Lived]:
    folder = tmp_path / "project"
    shutil.copytree(whole[0], folder)
    with open_project(folder / "evening.workbench") as project:
        backup = tmp_path / "backups" / "monday.workbench"
        backup.parent.mkdir()
        back_up(project, backup)
        texts = given(project)
        sources = [each.id for each in texts.sources.values() if each.case == PERSON]
        passages = [name for each in sources for name in texts.of_source[each]]
        yield Lived(project, folder, backup, (*sources, *passages), _vectors(project, passages))


def _vectors(project: Project, passages: Sequence[str]) -> tuple[bytes, ...]:
    from workbench.domain.sources import PassageId, text_hash

    texts = material(project).passages
    hashes = [text_hash(as_read(texts[PassageId(each)].quote)) for each in passages]
    with project.reading() as connection:
        query = sa.select(VectorRow.data).where(VectorRow.text_hash.in_(hashes))
        return tuple(connection.scalars(query))


def left_in(folder: Path, lived: Lived) -> list[str]:
    """Return the words, ids and vectors that any file of a folder still holds."""
    data = b"\n".join(each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file())
    small = data.lower()
    said = [
        word
        for word in (*WORDS, *_SAID, *lived.ids)
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
        if word.lower().encode(encoding) in small
    ]
    return said + [
        f"vector {place}" for place, each in enumerate(lived.vectors) if each[:64] in data
    ]


def test_no_byte_of_a_person_is_left_in_any_file(lived: Lived) -> None:
    assert len(lived.vectors) == len(_SAID) + 1  # and of the words that somebody selected
    found = left_in(lived.folder, lived)
    assert {*WORDS, *_SAID[:3], lived.ids[0], "vector 0"} <= set(found)
    receipt = erase_case(lived.project, cases=[PERSON], coder="Ruth")
    assert (receipt.unfinished, receipt.done) == ("", True)
    assert left_in(lived.folder, lived) == []
    names = {each.name for each in lived.folder.iterdir()}
    assert names <= {
        "evening.workbench", "evening.workbench-wal", "evening.workbench-shm",
        "evening.workbench.erased", "evening.workbench-work.lock",
    }  # fmt: skip
    lived.project.close()
    assert left_in(lived.folder, lived) == []


def test_the_project_is_sound_and_goes_on(lived: Lived, tmp_path: Path) -> None:
    before = view_board(lived.project)
    receipt = erase_case(lived.project, cases=[PERSON], coder="Ruth")
    project = lived.project
    report = check_project(project)
    assert report.faults == ()
    assert receipt.counts["sources"] == len(_SAID)
    assert report.sources == before.n_sources - len(_SAID)
    board = ledger(project).board
    code = board.codes[CodeId("k")]
    assert code.statement == "[erased] panels: “[erased].”"
    assert (code.example, code.definition) == ("[erased].", "Any panel, as [erased] said.")
    # An everyday word in a person's own text stays, and that person is told to read it again.
    [own] = [each.id for each in board.codes.values() if each.name == "Snorkelling refused"]
    assert receipt.to_read == (own,)
    assert "[erased] signatures" in {each.name for each in board.codes.values()}
    assert "erased 5 sources" in history(project)[0].words
    assert "Because [erased] of [erased] said so." in {each.reason for each in history(project)}
    suggest(project, coder="Ruth")
    propose_candidates(project, coder="Ruth")
    view_board(project)
    export_file(project, "html", tmp_path / "after.html")
    assert check_project(project).faults == ()
    assert left_in(lived.folder, lived) == []


def test_everything_can_be_undone_as_far_as_it_is_there(lived: Lived) -> None:
    erase_case(lived.project, cases=[PERSON], coder="Ruth")
    project, undone = lived.project, 0
    for decision in reversed(ledger(project).done):
        with suppress(DecisionError):  # refused, with the reason
            undo(project, decision, coder="Ruth")
            undone += 1
    assert undone > 2
    redo(project, coder="Ruth")
    assert check_project(project).faults == ()
    assert left_in(lived.folder, lived) == []


def test_a_rehearsal_counts_the_same_and_changes_nothing(lived: Lived) -> None:
    before = ledger(lived.project).decisions
    told = erase_case(lived.project, cases=[PERSON], coder="Ruth", dry_run=True)
    assert (told.done, told.number, told.erasure) == (False, 0, "")
    assert ledger(lived.project).decisions == before
    assert check_project(lived.project).faults == ()
    assert (lived.folder / "evening.workbench-work").exists()
    done = erase_case(lived.project, cases=[PERSON], coder="Ruth")
    assert dict(done.counts) == dict(told.counts)


def test_the_receipt_has_no_word_and_no_name(lived: Lived) -> None:
    receipt = erase_case(lived.project, cases=[PERSON], coder="Ruth")
    for said in (repr(asdict(receipt)), receipt_words(receipt)):
        assert not [word for word in (*WORDS, *lived.ids) if word.lower() in said.lower()]
    said = receipt_words(receipt)
    assert str(lived.backup) in said
    assert "exported" in said
    assert "evening.workbench.erased" in said


def test_another_process_that_has_it_open_notices(lived: Lived) -> None:
    with open_project(lived.folder / "evening.workbench") as other:
        view_board(other)
        before = latest(other)
        erase_case(lived.project, cases=[PERSON], coder="Ruth")
        assert latest(other) != before
        board = view_board(other)
        assert (board.seq, board.n_sources) == (latest(other).seq, latest(other).n_sources)
        assert "quillfeather" not in repr((board, ledger(other).decisions, other.cache)).lower()
        decide(other, Rename(theme="k", name="Signatures"), coder="Ben")
    assert check_project(lived.project).faults == ()


def test_an_older_backup_comes_back_without_the_person(lived: Lived, tmp_path: Path) -> None:
    receipt = erase_case(lived.project, cases=[PERSON], coder="Ruth")
    again = tmp_path / "again" / "evening.workbench"
    again.parent.mkdir()
    assert restore(lived.backup, again).faults == ()
    assert left_in(again.parent, lived) == []
    with open_project(again) as project:
        line = ledger(project).decisions[-1]
        assert (line.id, line.coder) == (receipt.erasure, "workbench")
        assert receipt.at in line.reason
        assert ledger(project).board == ledger(lived.project).board
        back_up(project, tmp_path / "again" / "tuesday.workbench")
    # What was erased already is not erased twice.
    assert (
        restore(tmp_path / "again" / "tuesday.workbench", tmp_path / "again" / "third").faults == ()
    )
    with open_project(tmp_path / "again" / "third.workbench") as third:
        assert ledger(third).seq == line.seq


def test_tombstones_say_nothing_but_hashes(lived: Lived) -> None:
    erase_case(lived.project, cases=[PERSON], coder="Ruth")
    for file in (
        lived.folder / "evening.workbench.erased",
        lived.backup.with_name("monday.workbench.erased"),
    ):
        said = file.read_text()
        assert lived.project.fact("id") not in said
        assert "Ruth" not in said
        assert not [each for each in (*WORDS, *lived.ids) if each.lower() in said.lower()]
        assert file.stat().st_mode & 0o077 == 0


def test_tombstones_of_another_project_erase_nothing(lived: Lived, tmp_path: Path) -> None:
    erase_case(lived.project, cases=[PERSON], coder="Ruth")
    with open_project(lived.backup) as project, project.writing() as connection:
        connection.execute(sa.text("UPDATE fact SET value = 'another' WHERE name = 'id'"))
    assert restore(lived.backup, tmp_path / "again").faults == ()
    with open_project(tmp_path / "again.workbench") as project:
        assert PERSON in {each.case for each in given(project).sources.values()}


def test_a_single_source_goes_by_either_id(lived: Lived) -> None:
    erase_case(lived.project, sources=["P-0417-2", lived.ids[0]], coder="Ruth")
    left = [s.external_id for s in given(lived.project).sources.values() if s.case == PERSON]
    assert left == ["P-0417-1", "P-0417-3", "P-0417-4"]
    assert check_project(lived.project).faults == ()


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ({"cases": ["Nobody"]}, "there is no case “Nobody”"),
        ({"sources": ["none"]}, "there is no source “none”"),
        ({"cases": [PERSON], "sources": ["none"]}, "there is no source “none”"),
        ({}, "no case and no source was named"),
    ],
)
def test_what_is_not_there_erases_nothing(
    lived: Lived, named: dict[str, list[str]], told: str
) -> None:
    before = ledger(lived.project).seq
    with pytest.raises(CannotErase, match=told):
        erase_case(lived.project, coder="Ruth", **named)  # type: ignore[arg-type]
    assert ledger(lived.project).seq == before


_HOLD = """
import fcntl, sys
with open(sys.argv[1], "ab+") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    print("held", flush=True)
    sys.stdin.read()
"""


def test_running_work_keeps_an_erasure_off(lived: Lived) -> None:
    lock = lived.folder / "evening.workbench-work.lock"
    command = [sys.executable, "-c", _HOLD, str(lock)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(CannotErase, match="work is running"):
            erase_case(lived.project, cases=[PERSON], coder="Ruth")
        holder.stdin.close()
    assert erase_case(lived.project, cases=[PERSON], coder="Ruth").done


def test_a_reader_in_the_way_is_told_and_the_next_opening_finishes(
    lived: Lived, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.store.finishing.BUSY_SECONDS", 0.1)
    with open_project(lived.folder / "evening.workbench") as other, other.reading() as reader:
        reader.execute(sa.text("SELECT count(*) FROM source")).scalar()
        receipt = erase_case(lived.project, cases=[PERSON], coder="Ruth")
        assert "another program" in receipt.unfinished or "locked" in receipt.unfinished
        assert "Not finished" in receipt_words(receipt)
    lived.project.close()
    open_project(lived.folder / "evening.workbench").close()
    assert left_in(lived.folder, lived) == []
