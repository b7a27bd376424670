"""Undo an import: all of it and nothing else, or a refusal that says why."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.app.boards import propose
from tests.services.pieces import bring_in, write_table
from workbench.domain.candidates import CandidateId
from workbench.domain.codebook import CodeKind
from workbench.domain.decisions import Act, CreateCode, Dismiss, Proposal
from workbench.domain.sources import PassageId, text_hash
from workbench.domain.viewers import LOCAL, Role
from workbench.errors import ImportStays
from workbench.services.check_project import check_project
from workbench.services.decide import decide, undo
from workbench.services.propose_candidates import propose_candidates
from workbench.services.undo_import import undo_import
from workbench.store.database import Project, open_project
from workbench.store.material import material
from workbench.store.search import search_passages
from workbench.store.vectors import VectorCache

SECRET = "Zanzibar"
AS_GIVEN = LOCAL.acting_as(Role.RESEARCHER)


def _note(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _state(project: Project) -> tuple[object, ...]:
    held = material(project)
    return (held.sources, held.passages, held.of_source, check_project(project))


def test_the_latest_import_goes_as_a_whole(project: Project, tmp_path: Path) -> None:
    bring_in(project, _note(tmp_path, "first.txt", "We waited for a form. Nobody rang."))
    before = _state(project)
    table = write_table(
        tmp_path / "second.csv",
        [("a", f"Too many forms in {SECRET}.", "North", "Ann"), ("b", "No cars.", "South", "Bob")],
        "id", "text", "team", "author",
    )  # fmt: skip
    report = bring_in(project, table, _note(tmp_path, "third.txt", "A good day."))
    assert search_passages(project.seen_by(AS_GIVEN), SECRET)
    undone = undo_import(project)
    assert (undone.files, undone.sources, undone.passages, undone.done) == (
        ("second.csv", "third.txt"), 3, report.passages, True,
    )  # fmt: skip
    assert _state(project) == before
    assert search_passages(project, SECRET) == ()
    assert search_passages(project, "form")


def test_imports_go_one_after_the_other_and_come_again(project: Project, tmp_path: Path) -> None:
    files = [_note(tmp_path, f"n{number}.txt", f"Note {number} of us.") for number in range(3)]
    states = [_state(project)]
    for file in files:
        bring_in(project, file)
        states.append(_state(project))
    for number in (2, 1, 0):
        undo_import(project)
        assert _state(project) == states[number]
    with pytest.raises(ImportStays, match="nothing was imported yet"):
        undo_import(project)
    for file in files:
        bring_in(project, file)
    assert _state(project) == states[3]


def test_a_dry_run_takes_nothing_back(project: Project, tmp_path: Path) -> None:
    bring_in(project, _note(tmp_path, "n.txt", "We tried."))
    before = _state(project)
    told = undo_import(project, dry_run=True)
    assert (told.sources, told.done) == (1, False)
    assert _state(project) == before


def test_an_import_that_brought_nothing_new_is_none(project: Project, tmp_path: Path) -> None:
    first = _note(tmp_path, "n.txt", "We tried.")
    bring_in(project, first)
    bring_in(project, first)
    assert undo_import(project).sources == 1
    assert material(project).sources == {}


def test_another_process_sees_what_came_instead(project: Project, tmp_path: Path) -> None:
    bring_in(project, _note(tmp_path, "wrong.txt", "The wrong words."))
    with open_project(str(project.path)) as other:
        assert len(material(other).sources) == 1
        undo_import(project)
        bring_in(project, _note(tmp_path, "right.txt", "The right words."))
        assert [each.text for each in material(other).sources.values()] == ["The right words."]
        assert material(other).passages == material(project).passages


def _first(project: Project) -> PassageId:
    return next(reversed(material(project).passages))


def _coded(project: Project) -> Act:
    return CreateCode(name="Waiting", kind=CodeKind.CODE, passages=(_first(project),))


def test_a_coded_import_stays_and_says_who_coded(project: Project, tmp_path: Path) -> None:
    bring_in(project, _note(tmp_path, "n.txt", "We waited for a form."))
    decide(project, _coded(project), coder="Ruth")
    before = _state(project)
    with pytest.raises(ImportStays, match=r"n\.txt is in use, as 1 decision .* by Ruth \(create"):
        undo_import(project)
    assert _state(project) == before


def test_a_decision_that_was_taken_back_counts_as_it_can_come_again(
    project: Project, tmp_path: Path
) -> None:
    bring_in(project, _note(tmp_path, "n.txt", "We waited for a form."))
    decide(project, _coded(project), coder="Ruth")
    undo(project, coder="Ruth")
    with pytest.raises(ImportStays, match="2 decisions stand on it"):
        undo_import(project)


def test_what_was_judged_before_does_not_keep_a_later_import(
    project: Project, tmp_path: Path
) -> None:
    bring_in(project, _note(tmp_path, "n.txt", "We waited for a form."))
    decide(project, _coded(project), coder="Ruth")
    before = _state(project)
    bring_in(project, _note(tmp_path, "later.txt", "A good day."))
    assert undo_import(project).files == ("later.txt",)
    assert _state(project) == before


@pytest.mark.parametrize("judged", [False, True])
def test_candidates_made_of_an_import_keep_it(
    project: Project, tmp_path: Path, judged: bool
) -> None:
    bring_in(project, _note(tmp_path, "n.txt", "We waited for a form."))
    proposal = Proposal(
        id=CandidateId("c"), title="Waiting", keywords=(), stability=None,
        members=((_first(project), 1.0),),
    )  # fmt: skip
    propose(project, (proposal,))
    if judged:
        decide(project, Dismiss(theme="c"), coder="Ruth")
    with pytest.raises(ImportStays, match=r"candidates were proposed from it|1 decision stands"):
        undo_import(project)


def test_a_run_that_placed_nothing_keeps_no_import(project: Project, tmp_path: Path) -> None:
    bring_in(project, _note(tmp_path, "n.txt", "We waited for a form."))
    propose_candidates(project)
    undo_import(project)
    assert material(project).sources == {}
    assert check_project(project).faults == ()


def test_vectors_go_with_the_words_that_nobody_else_said(project: Project, tmp_path: Path) -> None:
    bring_in(project, _note(tmp_path, "a.txt", "No cars."))
    bring_in(
        project,
        write_table(tmp_path / "b.csv", [("1", "No cars."), ("2", "A secret.")], "id", "text"),
    )
    cache = VectorCache(project, "any")
    names = [text_hash("No cars."), text_hash("A secret.")]
    cache.add(names, np.ones((2, 3), np.float32))
    undo_import(project)
    found = cache.read_into(
        np.zeros((2, 3), np.float32), {name: at for at, name in enumerate(names)}
    )
    assert found.tolist() == [True, False]


_KILLED = """
import os, sys
from workbench.store.database import open_project
from workbench.store.imports import latest_import, remove_import
with open_project(sys.argv[1]) as project, project.writing() as connection:
    remove_import(connection, latest_import(connection))
    os._exit(9)
"""


def test_a_kill_before_the_commit_leaves_the_import_whole(project: Project, tmp_path: Path) -> None:
    bring_in(project, _note(tmp_path, "n.txt", "We tried. Then we stopped."))
    before = _state(project)
    done = subprocess.run([sys.executable, "-c", _KILLED, str(project.path)], check=False)
    assert done.returncode == 9
    with open_project(str(project.path)) as again:
        assert _state(again) == before
