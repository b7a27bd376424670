"""Erased with their texts: marks, decisions about them, stand-ins, lines of the key and of the lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.named import copy_named, make_named, marks_of
from tests.services.pieces import bring_in, write_table
from workbench.domain.identifiers import Verdict
from workbench.errors import UnknownIdentifier
from workbench.privacy.vault import read_names
from workbench.services.back_up import back_up, restore
from workbench.services.check_project import check_project
from workbench.services.erase_case import erase_case
from workbench.services.name_lists import add_name, list_names
from workbench.services.review_identifiers import Scope, clear, judge, undo_name
from workbench.services.undo_import import undo_import
from workbench.services.view.identifiers import view_identifiers
from workbench.store.database import Project, open_project
from workbench.store.identifiers import cleared, name_decisions
from workbench.store.material import given


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_named(tmp_path_factory.mktemp("named") / "made")


@pytest.fixture
def named(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    with open_project(copy_named(made, tmp_path, monkeypatch)) as project:
        yield project
        assert check_project(project).faults == ()


def decided(project: Project) -> None:
    """Decide on everything that is Karolina's, and on Hope, which stands in two texts."""
    for quote in ("Karolina", "Hope"):
        mine = next(e.mark.id for e in view_identifiers(project) if e.quote.startswith(quote))
        judge(project, [mine], Verdict.KEEP, scope=Scope.EVERYWHERE, coder="Ruth")
    add_name(project, "Karolina Nowak", coder="Ruth")
    add_name(project, "interpreter", coder="Ruth")
    clear(project, coder="Ruth")


def everything(project: Project) -> str:
    """Return all that is known of names, in the project and in its key."""
    with project.reading() as connection:
        log = name_decisions(connection)
    return repr((log, marks_of(project), read_names(project.fact("id"))))


def test_nothing_about_an_erased_text_is_left(named: Project) -> None:
    decided(named)
    source = next(each.id for each in given(named).sources.values() if each.external_id == "c")
    mine = [each for each in marks_of(named) if each.source == source]
    label = next(each.label for each in mine if each.kind == "person")
    before = everything(named)
    assert source in before
    assert "karolina nowak" in before
    rehearsed = erase_case(named, sources=["c"], coder="Ruth", dry_run=True)
    assert everything(named) == before
    receipt = erase_case(named, sources=["c"], coder="Ruth")
    assert receipt.counts["names and other identifiers"] == len(mine)
    assert rehearsed.counts == receipt.counts
    after = everything(named)
    for gone in (source, "karolina", "Karolina", label, *(each.id for each in mine)):
        assert gone not in after
    assert [each.words for each in list_names(named)] == ["interpreter"]
    folder = Path(named.where).parent
    files = [each for each in folder.rglob("*") if each.is_file() and each.suffix != ".csv"]
    data = b"".join(each.read_bytes() for each in files)
    assert b"Karolina" not in data
    assert source.encode() not in data
    with named.reading() as connection:
        assert source not in cleared(connection)


def test_what_is_left_of_a_decision_can_still_be_undone(named: Project) -> None:
    decided(named)
    erase_case(named, sources=["c", "d"], coder="Ruth")
    for _ in range(4):
        undo_name(named, coder="Ruth")
    assert not [each for each in marks_of(named) if each.verdict is Verdict.KEEP]


def test_a_backup_has_the_marks_and_no_key(named: Project, tmp_path: Path) -> None:
    decided(named)
    backup, again = tmp_path / "backup.workbench", tmp_path / "again.workbench"
    back_up(named, backup)
    assert list(tmp_path.glob("*.names")) == []
    assert restore(backup, again).faults == ()
    with open_project(again) as other:
        assert marks_of(other) == marks_of(named)


def test_an_import_that_is_taken_back_takes_its_names_along(named: Project, tmp_path: Path) -> None:
    before = everything(named)
    later = write_table(tmp_path / "later.csv", [("z", "Rang Oluwaseun Adeyemi.")], "id", "text")
    bring_in(named, later)
    assert "adeyemi" in everything(named)
    undo_import(named)
    assert everything(named) == before
    with pytest.raises(UnknownIdentifier):
        judge(named, ["none"], Verdict.MASK, coder="Ruth")
