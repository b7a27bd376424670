"""The project's lists: masked everywhere, kept apart and encrypted, destroyed for good."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.named import REAL, copy_named, make_named, seen_whole
from tests.services.pieces import bring_in, write_table
from workbench.domain.identifiers import Verdict
from workbench.errors import NamesUnreadable, NothingToDo, UnknownIdentifier
from workbench.privacy.vault import read_names
from workbench.services.back_up import back_up
from workbench.services.check_project import check_project
from workbench.services.name_lists import (
    add_name,
    destroy_key,
    list_names,
    place_of_key,
    remove_name,
)
from workbench.services.review_identifiers import judge, redo_name, undo_name
from workbench.services.view.identifiers import view_identifiers
from workbench.store.database import Project, open_project


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_named(tmp_path_factory.mktemp("named") / "made")


@pytest.fixture
def named(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    with open_project(copy_named(made, tmp_path, monkeypatch)) as project:
        yield project
        assert check_project(project).faults == ()


def kept_files(project: Project) -> list[Path]:
    folder = Path(place_of_key(project)).parent
    return [each for each in folder.rglob("*") if each.is_file()]


def test_a_listed_name_is_masked_everywhere_and_in_what_comes_later(
    named: Project, tmp_path: Path
) -> None:
    done = add_name(named, "  three   systems ", kind="place", coder="Ruth")
    assert done.places == 1
    assert "three systems" not in " ".join(seen_whole(named))
    later = write_table(tmp_path / "later.csv", [("z", "All three systems failed.")], "id", "text")
    bring_in(named, later)
    assert seen_whole(named)[-1] == "All [place A] failed."
    with pytest.raises(NothingToDo):
        add_name(named, "Three Systems", kind="place", coder="Ruth")


def test_a_listed_name_wins_over_what_was_kept(named: Project) -> None:
    mine = next(e.mark.id for e in view_identifiers(named) if e.quote == "Tahmina")
    judge(named, [mine], Verdict.KEEP, coder="Ruth")
    add_name(named, "Tahmina", coder="Ruth")
    assert "Tahmina" not in " ".join(seen_whole(named))


def test_allowed_words_are_shown_and_a_line_that_goes_hides_them_again(named: Project) -> None:
    before = seen_whole(named)
    add_name(named, "Hope", kind="allowed", coder="Ruth")
    assert sum("Hope" in each for each in seen_whole(named)) == 2
    remove_name(named, "hope", coder="Ruth")
    assert seen_whole(named) == before
    assert list_names(named) == ()
    undo_name(named, coder="Ruth")
    assert [each.words for each in list_names(named)] == ["Hope"]
    assert sum("Hope" in each for each in seen_whole(named)) == 2
    undo_name(named, coder="Ruth")
    redo_name(named, coder="Ruth")
    assert [each.words for each in list_names(named)] == ["Hope"]


def test_what_makes_no_sense_is_told(named: Project) -> None:
    for words in ("", " - "):
        with pytest.raises(NothingToDo):
            add_name(named, words, coder="Ruth")
    with pytest.raises(UnknownIdentifier, match="villain"):
        add_name(named, "Ann", kind="villain", coder="Ruth")
    with pytest.raises(UnknownIdentifier):
        remove_name(named, "Ann", coder="Ruth")


def test_the_key_is_encrypted_apart_and_for_its_owner_alone(named: Project, tmp_path: Path) -> None:
    add_name(named, "Karolina Nowak", coder="Ruth")
    files = kept_files(named)
    assert len(files) == 2
    for each in files:
        assert stat.S_IMODE(each.stat().st_mode) == 0o600
        assert not [name for name in REAL if name.encode() in each.read_bytes()]
        assert not [name for name in REAL if name.lower().encode() in each.read_bytes()]
    backup = tmp_path / "backup.workbench"
    back_up(named, backup)
    key = next(each for each in files if each.suffix == ".key").read_bytes()
    for each in (Path(named.where), backup):
        assert key not in each.read_bytes()


def test_a_destroyed_key_leaves_masks_and_gives_new_stand_ins(
    named: Project, tmp_path: Path
) -> None:
    add_name(named, "Karolina Nowak", coder="Ruth")
    before, labels = seen_whole(named), {e.mark.label for e in view_identifiers(named)}
    assert destroy_key(named, coder="Ruth")
    assert kept_files(named) == []
    assert seen_whole(named) == before
    assert list_names(named) == ()
    later = [("z", "Rang Karolina Nowak again about the voucher.")]
    bring_in(named, write_table(tmp_path / "later.csv", later, "id", "text"))
    fresh = {e.mark.label for e in view_identifiers(named) if e.source == "z"}
    assert fresh
    assert fresh.isdisjoint(labels)
    assert destroy_key(named, coder="Ruth")
    assert not destroy_key(named, coder="Ruth")


def test_a_wrong_key_is_told_and_destroys_nothing(named: Project) -> None:
    from cryptography.fernet import Fernet

    key = next(each for each in kept_files(named) if each.suffix == ".key")
    key.write_bytes(Fernet.generate_key())
    with pytest.raises(NamesUnreadable, match="does not open"):
        list_names(named)
    assert len(kept_files(named)) == 2
    assert destroy_key(named, coder="Ruth")


def test_without_its_key_nothing_is_known(named: Project) -> None:
    for each in kept_files(named):
        if each.suffix == ".key":
            each.unlink()
    assert read_names(named.fact("id")).book.labels == {}
