"""Killed while exporting: no file is there that the register does not know."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.app.boards import make_board
from workbench.services.check_project import check_project
from workbench.services.view_releases import view_releases
from workbench.store.database import open_project

_AT = """
import os, sys
from workbench.services import export_project
from workbench.store.database import open_project
from pathlib import Path
def die(*_, **__):
    os._exit(9)
setattr(export_project, sys.argv[2], die)
with open_project(sys.argv[1]) as project:
    export_project.export_file(project, "candidates-csv", Path(sys.argv[3]))
"""
_EXPORT = """
import itertools, sys
from pathlib import Path
from workbench.services.export_project import export_file
from workbench.store.database import open_project
with open_project(sys.argv[1]) as project:
    for number in itertools.count():
        export_file(project, "xlsx", Path(sys.argv[2]) / f"{sys.argv[3]}.{number}.xlsx")
        print(number, flush=True)
"""


@pytest.mark.parametrize(("moment", "known"), [("register", 0), ("write_whole", 1)])
def test_a_kill_before_the_file_leaves_no_file(tmp_path: Path, moment: str, known: int) -> None:
    where, output = tmp_path / "board.workbench", tmp_path / "out.csv"
    make_board(where).close()
    command = [sys.executable, "-c", _AT, str(where), moment, str(output)]
    assert subprocess.run(command, check=False).returncode == 9
    with open_project(where) as project:
        assert len(view_releases(project)) == known
        assert check_project(project).faults == ()
    assert not output.exists()


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_nothing_unrecorded(tmp_path: Path) -> None:
    where, out = tmp_path / "board.workbench", tmp_path / "out"
    out.mkdir()
    make_board(where).close()
    dice = random.Random(7)
    for round_ in range(6):
        command = [sys.executable, "-c", _EXPORT, str(where), str(out), str(round_)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as victim:
            assert victim.stdout is not None
            victim.stdout.readline()
            time.sleep(dice.uniform(0, 0.3))
            victim.kill()
    with open_project(where) as project:
        known = {each.file: each.sha256 for each in view_releases(project)}
        assert check_project(project).faults == ()
    files = list(out.glob("*.xlsx"))
    assert files
    for each in files:
        assert known[each.name] == hashlib.sha256(each.read_bytes()).hexdigest()
