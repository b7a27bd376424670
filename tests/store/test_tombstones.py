"""Tombstones: added to what is there, read past damage, and found by the project they belong to."""

from __future__ import annotations

from pathlib import Path

from tests.app.boards import make_board
from workbench.domain.sources import SourceId
from workbench.store.tombstones import (
    Tombstone,
    backups,
    hash_of,
    note_backup,
    read_beside,
    still_there,
    write_beside,
)

ONE = Tombstone(erasure="one", at="2026-03-01", sources=("a", "b"))
TWO = Tombstone(erasure="two", at="2026-03-02", sources=("c",))


def test_what_is_written_is_read_and_added_to(tmp_path: Path) -> None:
    place = tmp_path / "evening.workbench"
    assert read_beside(place) == ()
    write_beside(place, [ONE])
    write_beside(place, [ONE, TWO])
    write_beside(tmp_path / "other.workbench", [TWO])
    assert set(read_beside(tmp_path / "anything")) == {ONE, TWO}
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "evening.workbench.erased",
        "other.workbench.erased",
    ]


def test_damaged_lines_are_passed_over(tmp_path: Path) -> None:
    place = tmp_path / "evening.workbench"
    write_beside(place, [ONE])
    file = tmp_path / "evening.workbench.erased"
    file.write_text("half a li\n[]\n{}\n7\n" + file.read_text())
    (tmp_path / "binary.erased").write_bytes(b"\xff\xfe\x00")
    assert read_beside(place) == (ONE,)


def test_a_folder_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert read_beside(tmp_path / "nothing" / "evening.workbench") == ()


def test_only_the_project_itself_knows_whose_they_are(tmp_path: Path) -> None:
    with make_board(tmp_path / "one") as one, make_board(tmp_path / "other") as other:
        with one.reading() as connection:
            hashed = hash_of(connection, SourceId("s3"))
            stone = Tombstone(erasure="e", at="now", sources=(hashed, "of nobody"))
            assert still_there(connection, [stone, ONE]) == {stone: ("s3",)}
        with other.reading() as connection:
            assert hash_of(connection, SourceId("s3")) != hashed
            assert still_there(connection, [stone]) == {}


def test_backups_are_noted_in_order(tmp_path: Path) -> None:
    with make_board(tmp_path / "one") as project:
        with project.writing() as connection:
            note_backup(connection, tmp_path / "é.workbench", "1")
            note_backup(connection, tmp_path / "b.workbench", "2")
        with project.reading() as connection:
            found = backups(connection)
    assert found == ((str(tmp_path / "é.workbench"), "1"), (str(tmp_path / "b.workbench"), "2"))
