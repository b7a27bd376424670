"""The demo's project: opened where it is, made where it is not, and never lost by starting anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.app.boards import make_board
from tests.cli.conftest import Run
from workbench.cli import sample
from workbench.domain.decisions import Park
from workbench.errors import CannotWrite
from workbench.services.check_project import check_project
from workbench.services.decide import decide
from workbench.store.database import open_project
from workbench.store.log import ledger


def _silent(stage: str, fraction: float) -> None:
    """Tell nobody."""


def _left_by_a_kill(tmp_path: Path, where: Path) -> None:
    """Put a project in its place as a killed process leaves it: the last act in its journal."""
    with make_board(tmp_path / "work" / "board.workbench") as project:
        decide(project, Park(theme="c0"), coder="Ann")
        for ending in ("", "-wal"):
            path = Path(f"{project.path}{ending}")
            shutil.copyfile(path, where.with_name(where.name + ending))
    assert where.with_name(where.name + "-wal").stat().st_size > 0


def test_what_is_there_is_opened_as_it_is(run: Run, tmp_path: Path) -> None:
    where = tmp_path / "sample.workbench"
    make_board(where).close()
    said = run("demo", "--no-serve", "--project", where, "--json")
    assert said.code == 0
    assert said.result == {
        "project": str(where),
        "sources": 14,
        "passages": 14,
        "candidates": 3,
        "set_aside": 2,
        "message": "",
    }


def test_the_old_project_is_put_aside_with_its_last_act(tmp_path: Path) -> None:
    where = tmp_path / "sample.workbench"
    _left_by_a_kill(tmp_path, where)
    sample._put_aside(where)
    assert not list(tmp_path.glob("sample.workbench*"))
    [aside] = tmp_path.glob("sample-until-*.workbench")
    with open_project(aside) as project:
        assert ledger(project).seq == 2
        assert check_project(project).faults == ()


def test_what_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotWrite, match="choose another place"):
        sample.prepare(progress=_silent, where=tmp_path / "file" / "sample.workbench")


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_fresh_start_takes_nothing_over_and_loses_nothing(run: Run, tmp_path: Path) -> None:
    where = tmp_path / "sample.workbench"
    _left_by_a_kill(tmp_path, where)
    said = run("demo", "--no-serve", "--fresh", "--project", where, "--json")
    assert said.code == 0
    assert (said.result["sources"], said.result["candidates"] >= 6) == (254, True)
    assert "100%" in said.err
    assert sorted(each.name for each in tmp_path.iterdir() if "until" not in each.name) == [
        "sample.workbench",
        "work",
    ]
    with open_project(where) as project:
        assert check_project(project).faults == ()
        assert ledger(project).seq == 1
        assert set(ledger(project).board.candidates) != {"c0", "c1", "c2"}
    [aside] = tmp_path.glob("sample-until-*.workbench")
    with open_project(aside) as project:
        assert ledger(project).seq == 2
    again = run("demo", "--no-serve", "--project", where, "--json")
    assert again.result == said.result


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_an_orphaned_journal_is_not_taken_for_the_new_projects(run: Run, tmp_path: Path) -> None:
    where = tmp_path / "sample.workbench"
    _left_by_a_kill(tmp_path, where)
    where.unlink()
    assert run("demo", "--no-serve", "--project", where, "--json").result["sources"] == 254
    with open_project(where) as project:
        assert check_project(project).faults == ()
