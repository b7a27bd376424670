"""An import in a process of its own: its report is left, its files go, and it can be cancelled."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.services.pieces import LONG, write_table
from workbench.ingest.kept import KeptMapping, signature
from workbench.ingest.known import Corrections
from workbench.ingest.staged import read_batch, read_report, write_batch
from workbench.services.check_project import check_project
from workbench.services.run_in_background import Job, State, Work, cancel, forget, look, start
from workbench.store.database import Project
from workbench.store.material import given

pytestmark = pytest.mark.timeout(120)


@pytest.fixture(autouse=True)
def _ended(project: Project) -> Iterator[None]:
    yield
    cancel(project)


def _stage(folder: Path, *files: Path, **how: KeptMapping) -> list[Path]:
    write_batch(folder, files, corrections=Corrections.ADD, mappings=how)
    return list(files)


def _until(project: Project, holds: Callable[[Job], bool]) -> Job:
    end = time.monotonic() + 90
    while not holds(job := look(project)):
        assert time.monotonic() < end, job
        time.sleep(0.05)
    return job


def test_what_lies_ready_comes_in_and_the_files_go(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "batch"
    (folder / "1").mkdir(parents=True)
    (folder / "2").mkdir()
    table = write_table(folder / "1" / "t.csv", [("1", LONG, "North")], "Nr", "Says", "Place")
    (folder / "2" / "scan.pdf").write_bytes(b"%PDF-1.4\nnothing")
    kept = KeptMapping(text=("Says",), id="Nr")
    _stage(folder, table, folder / "2" / "scan.pdf", **{signature(("Nr", "Says", "Place")): kept})
    assert [each.path.name for each in read_batch(folder).files] == ["t.csv", "scan.pdf"]
    assert read_report(folder) is None

    begun = start(project, Work.IMPORT, coder="Ruth", folder=folder)
    assert begun.state is State.RUNNING
    job = _until(project, lambda job: job.state is not State.RUNNING)
    assert (job.state, job.message) == (State.DONE, "1 source came in; 1 file could not be read.")
    report = read_report(folder)
    assert report is not None
    assert (report["new"], report["failed"]) == (1, 1)
    assert "scan.pdf could not be read" in report["left_out"][0]["reason"]
    [source] = given(project).sources.values()
    assert (source.external_id, dict(source.attributes)) == ("1", {})
    assert not table.exists()
    assert not check_project(project).faults
    forget(project)
    assert look(project).state is State.NONE


@pytest.mark.slow
def test_a_cancelled_import_leaves_nothing_half_in(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "batch"
    folder.mkdir()
    rows = [(str(n), f"{LONG} That was in week {n}, and again.") for n in range(4_000)]
    table = write_table(folder / "t.csv", rows, "id", "text")
    _stage(folder, table)
    start(project, Work.IMPORT, coder="Ruth", folder=folder)
    _until(project, lambda job: job.state is not State.RUNNING or job.fraction > 0)
    began = time.monotonic()
    job = cancel(project)
    assert time.monotonic() - began < 4
    assert job.state is State.CANCELLED
    assert given(project).sources == {}
    # What was to come in is still there, to be tried again.
    assert table.exists()
    assert read_report(folder) is None
    assert not check_project(project).faults
