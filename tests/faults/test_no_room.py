"""No room, or no leave to write: a sentence, and everything as it was."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.boards import make_board
from tests.services.pieces import write_table
from workbench.services.check_project import check_project
from workbench.store.database import create_project, open_project


def _cramped(limit: int, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the program where no file may grow over `limit` bytes."""
    command = [sys.executable, "-m", "workbench", *map(str, words)]
    return subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )


def _assert_told(done: subprocess.CompletedProcess[str]) -> None:
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


@pytest.mark.slow
def test_an_import_without_room_leaves_the_project_as_it_was(tmp_path: Path) -> None:
    rows = [(f"r{number}", f"Visit {number} was late. " * 20) for number in range(400)]
    table = write_table(tmp_path / "big.csv", rows, "id", "text")
    where = tmp_path / "evening.workbench"
    create_project(where).close()
    _assert_told(_cramped(where.stat().st_size + 40_000, "import", where, table))
    with open_project(where) as project:
        report = check_project(project)
    assert (report.sources, report.faults) == (0, ())
    again = _cramped(2**30, "import", where, table, "--json")
    assert again.returncode == 0
    with open_project(where) as project:
        assert check_project(project).sources == 400


@pytest.mark.parametrize("name", ["out.html", "copy.workbench"])
def test_an_export_or_backup_without_room_leaves_no_half_file(tmp_path: Path, name: str) -> None:
    where, output = tmp_path / "evening.workbench", tmp_path / "out" / name
    output.parent.mkdir()
    make_board(where, themes=3, each=200).close()
    words: tuple[str | Path, ...] = ("backup", where, output)
    if name == "out.html":
        words = ("export", where, "--format", "candidates-csv", "--output", output)
    _assert_told(_cramped(60_000, *words))
    assert list(output.parent.iterdir()) == []


@pytest.mark.slow
def test_a_decision_without_room_is_told_and_not_kept(tmp_path: Path) -> None:
    where = tmp_path / "evening.workbench"
    make_board(where, themes=3, each=400).close()
    words = ("decide", where, "merge", "--theme", "c0", "--theme", "c1", "--to", "c2")
    _assert_told(_cramped(100_000, *words))
    with open_project(where) as project:
        assert check_project(project).faults == ()
        assert check_project(project).decisions == 0


@pytest.mark.slow
def test_a_project_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    done = _cramped(2**30, "init", "/proc/evening.workbench")
    _assert_told(done)
    assert "/proc/evening.workbench" in done.stderr
    (tmp_path / "file").write_text("in the way")
    _assert_told(_cramped(2**30, "init", tmp_path / "file" / "evening.workbench"))
    demo = ("demo", "--no-serve", "--project", tmp_path / "file" / "sample.workbench")
    told = _cramped(2**30, *demo)
    assert (told.returncode, told.stdout) == (1, "")
    assert "Traceback" not in told.stderr
