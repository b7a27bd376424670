"""Backups: taken while others write, put back whole, and never over something."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.domain.decisions import Park
from workbench.errors import CannotWrite, ProjectExists, ProjectNotFound, ProjectUnreadable
from workbench.services.back_up import back_up, restore
from workbench.services.check_project import check_project
from workbench.services.decide import decide
from workbench.store.database import Project, open_project
from workbench.store.log import ledger
from workbench.store.material import material

_RENAME = """
import sys
from workbench.domain.decisions import Rename
from workbench.services.decide import decide
from workbench.store.database import open_project
with open_project(sys.argv[1]) as project:
    number = 0
    print("writing", flush=True)
    while True:
        number += 1
        decide(project, Rename(theme="c0", name=f"Name {number}"), coder="Bea")
"""


def test_a_backup_is_the_project_as_it_stands(board: Project, tmp_path: Path) -> None:
    decide(board, Park(theme="c0"), coder="Ann")
    copy = tmp_path / "copy.workbench"
    assert back_up(board, copy) == copy.stat().st_size
    decide(board, Park(theme="c1"), coder="Ann")
    with open_project(copy) as again:
        assert ledger(again).seq == 2
        assert material(again).sources == material(board).sources
        assert check_project(again).faults == ()
    assert ledger(board).seq == 3


def test_a_backup_while_another_process_writes_is_whole(board: Project, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _RENAME, str(board.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "writing\n"
        lengths = []
        for number in range(5):
            copy = tmp_path / f"copy{number}.workbench"
            back_up(board, copy)
            with open_project(copy) as again:
                lengths.append(ledger(again).seq)
                assert check_project(again).faults == ()
        writer.kill()
    assert lengths == sorted(lengths)
    assert lengths[0] < lengths[-1]
    assert check_project(board).faults == ()


def test_a_backup_goes_over_nothing(board: Project, tmp_path: Path) -> None:
    there = tmp_path / "there.txt"
    there.write_text("mine")
    with pytest.raises(CannotWrite, match="something already"):
        back_up(board, there)
    assert there.read_text() == "mine"


@pytest.mark.parametrize("name", ["none/copy.workbench", "x" * 300])
def test_a_place_that_cannot_be_written_is_told(board: Project, tmp_path: Path, name: str) -> None:
    before = sorted(each.name for each in tmp_path.iterdir())
    with pytest.raises(CannotWrite, match="choose another place"):
        back_up(board, tmp_path / name)
    assert sorted(each.name for each in tmp_path.iterdir()) == before


def test_a_backup_is_put_back_in_a_new_place(board: Project, tmp_path: Path) -> None:
    copy, new = tmp_path / "copy.backup", tmp_path / "new"
    back_up(board, copy)
    assert restore(copy, new).faults == ()
    with open_project(new) as again:
        assert ledger(again).board == ledger(board).board
        decide(again, Park(theme="c0"), coder="Ann")
    assert restore(copy, tmp_path / "another").faults == ()


def test_a_restore_goes_over_nothing(board: Project, tmp_path: Path) -> None:
    copy = tmp_path / "copy.workbench"
    back_up(board, copy)
    with pytest.raises(ProjectExists):
        restore(copy, tmp_path / "board.workbench")
    assert ledger(board).seq == 1


def test_what_is_no_backup_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProjectNotFound):
        restore(tmp_path / "nothing.workbench", tmp_path / "new")
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(ProjectUnreadable):
        restore(tmp_path / "letter.txt", tmp_path / "new")
    assert not (tmp_path / "new.workbench").exists()


def test_half_a_backup_is_told(board: Project, tmp_path: Path) -> None:
    copy = tmp_path / "copy.workbench"
    size = back_up(board, copy)
    shutil.copyfile(copy, tmp_path / "half.workbench")
    with (tmp_path / "half.workbench").open("r+b") as file:
        file.truncate(size // 2)
    try:
        faults = restore(tmp_path / "half.workbench", tmp_path / "new").faults
    except (ProjectUnreadable, CannotWrite) as error:
        faults = (str(error),)
    assert faults
