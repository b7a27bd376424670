"""The map of many passages is laid out in a process of its own: real ones, really stopped and killed."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.benchmarks.board_material import make_large
from workbench.domain.decisions import Park
from workbench.errors import CannotErase
from workbench.services.decide import decide
from workbench.services.erase_case import erase_case
from workbench.services.run_in_background import (
    Job,
    State,
    cancel_map,
    look,
    look_at_map,
    start_map,
)
from workbench.services.view.map_layout import kept_map, laid_out, lay_out_map
from workbench.store.checks import find_faults
from workbench.store.database import Project, open_project
from workbench.store.vectors import PLACES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(180),
    pytest.mark.skipif(sys.platform == "win32", reason="the tests kill as POSIX does"),
]
_SECONDS = 90.0
_PASSAGES = 6_000


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_large(tmp_path / "large.workbench", _PASSAGES, candidates=12) as made:
        yield made
        cancel_map(made)


def _until(project: Project, fits: Callable[[Job], bool]) -> Job:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        if fits(found := look_at_map(project)):
            return found
        time.sleep(0.02)
    pytest.fail(f"still {look_at_map(project)}")


def _held(project: Project) -> Job:
    """Return it when it is under way, and hold it there: it would be done before long."""
    found = _until(project, lambda job: job.state is State.RUNNING and job.fraction > 0)
    os.kill(found.pid, signal.SIGSTOP)
    assert look_at_map(project).state is State.RUNNING
    return found


def _n_places(project: Project) -> int:
    with project.reading() as connection:
        query = "select count(*) from vector where encoder_id = ?"
        return int(connection.exec_driver_sql(query, (PLACES,)).scalar_one())


def test_every_process_has_what_one_laid_out(project: Project, tmp_path: Path) -> None:
    assert kept_map(project) is None
    assert start_map(project).state is State.RUNNING
    told = [_held(project)]
    os.kill(told[0].pid, signal.SIGCONT)
    told.append(_until(project, lambda job: job.state is not State.RUNNING))
    assert (told[0].stage != "", told[1].state, told[1].fraction) == (True, State.DONE, 1.0)
    found = kept_map(project)
    assert found is not None
    assert (len(found.names), found.message) == (_PASSAGES, "")
    with open_project(project.where) as elsewhere:
        again = kept_map(elsewhere)
        assert again is not None
        assert again.stamp == found.stamp
        assert not list(find_faults(elsewhere))
    # Laid out at once, as the command line does, it is the same one.
    with make_large(tmp_path / "other.workbench", _PASSAGES, candidates=12) as other:
        assert lay_out_map(other).places.tobytes() == found.places.tobytes()


def test_a_stopped_one_leaves_nothing_and_can_be_begun_again(project: Project) -> None:
    start_map(project)
    running = _held(project)
    ended = cancel_map(project)
    assert (ended.state, "nothing of it is kept" in ended.message) == (State.CANCELLED, True)
    assert look_at_map(project) == ended
    with pytest.raises(ProcessLookupError):
        os.kill(running.pid, 0)
    assert (_n_places(project), kept_map(project), laid_out(project)) == (0, None, None)
    assert not list(find_faults(project))
    assert start_map(project).state is State.RUNNING


def test_a_killed_one_is_told_of_and_leaves_nothing(project: Project) -> None:
    start_map(project)
    os.kill(_held(project).pid, signal.SIGKILL)
    broken = _until(project, lambda job: job.state is not State.RUNNING)
    assert (broken.state, "Lay it out again" in broken.message) == (State.BROKEN, True)
    assert (_n_places(project), kept_map(project)) == (0, None)


def test_two_who_begin_it_at_once_wait_for_one(project: Project) -> None:
    with ThreadPoolExecutor(2) as pool:
        begun = list(pool.map(lambda _: start_map(project), range(2)))
    assert {each.state for each in begun} == {State.RUNNING}
    running = _held(project)
    with open_project(project.where) as elsewhere:
        assert look_at_map(elsewhere).pid == start_map(elsewhere).pid == running.pid
    # Whoever came second tries for a second, and would take over what is cancelled meanwhile.
    time.sleep(2)
    assert cancel_map(project).pid == running.pid


def test_everything_else_goes_on_meanwhile_but_an_erasure(project: Project) -> None:
    start_map(project)
    _held(project)
    assert look(project).state is State.NONE
    decide(project, Park(theme="c1"), coder="Ruth")
    with pytest.raises(CannotErase, match="work is running"):
        erase_case(project, cases=["person 1"], coder="Ruth")
    assert look_at_map(project).state is State.RUNNING
