"""Killed while erasing: everything is there, or all of it is gone; and no byte of it stays for long."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.app.boards import make_board
from workbench.domain.candidates import CandidateId
from workbench.domain.decisions import Confirm
from workbench.services.check_project import check_project
from workbench.services.decide import decide
from workbench.store.database import open_project
from workbench.store.material import material

_BEFORE_COMMIT = """
import os, sys
from workbench.services import erase_case
from workbench.services.erase_case import erase_case as erase
from workbench.store.database import open_project
def die(*_, **__):
    os._exit(9)
setattr(erase_case, sys.argv[2], die)
with open_project(sys.argv[1]) as project:
    erase(project, cases=["P0"], coder="Ruth")
"""


@pytest.fixture
def where(tmp_path: Path) -> Path:
    """Give a project in which one person said something that nobody else did."""
    place = tmp_path / "project" / "evening.workbench"
    place.parent.mkdir()
    words = ("I typed the visit twice.", "We waited.", *["We waited again."] * 3)
    with make_board(place, themes=4, each=40, aside=0, words=words) as project:
        with project.writing() as connection:
            for table, column in (("source", "text"), ("passage", "quote")):
                # As long as what was there, so that every passage still quotes its source.
                connection.exec_driver_sql(
                    f"UPDATE {table} SET {column} = replace({column}, 'typed the ', 'zibbledwn ')"
                    f" WHERE id IN ('s0', 'p0')"
                )
            connection.exec_driver_sql(
                "INSERT INTO passage_search(passage_search) VALUES ('rebuild')"
            )
        said = "The zibbledwn gets in the way."
        act = Confirm(candidate=CandidateId("c0"), name="Typing", statement=said)
        decide(project, act, coder="Ruth")
        assert check_project(project).faults == ()
    return place


def _is_left(folder: Path) -> bool:
    return any(b"zibbledwn" in each.read_bytes() for each in folder.iterdir() if each.is_file())


@pytest.mark.parametrize(
    ("moment", "sources"),
    [("erase_sources", 160), ("backups", 160), ("finish", 158)],
)
def test_a_kill_leaves_before_or_after(where: Path, moment: str, sources: int) -> None:
    command = [sys.executable, "-c", _BEFORE_COMMIT, str(where), moment]
    assert subprocess.run(command, check=False).returncode == 9
    with open_project(where) as project:
        report = check_project(project)
        assert (report.sources, report.faults) == (sources, ())
    gone = sources < 160
    assert _is_left(where.parent) is not gone
    assert (where.parent / "evening.workbench.erased").exists() is gone


@pytest.mark.slow
def test_a_kill_at_any_moment(where: Path, tmp_path: Path) -> None:
    model = tmp_path / "model"
    shutil.copytree(where.parent, model)
    command = [sys.executable, "-m", "workbench", "erase", str(where), "--case", "P0", "--yes"]
    start = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    whole, dice, found = time.monotonic() - start, random.Random(6), set()
    for _ in range(8):
        shutil.rmtree(where.parent)
        shutil.copytree(model, where.parent)
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as victim:
            time.sleep(dice.uniform(0.6, 1.15) * whole)
            victim.kill()
        with open_project(where) as project:
            report = check_project(project)
            cases = {each.case for each in material(project).sources.values()}
        assert report.faults == ()
        assert report.sources == (160 if "P0" in cases else 158)
        assert ("P0" in cases) is _is_left(where.parent)
        found.add("P0" in cases)
    assert found
