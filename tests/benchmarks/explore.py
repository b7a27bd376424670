"""What the views of Explore take: ``python -m tests.benchmarks.explore [--passages 100000]``.

With ``--project FILE`` a copy of a project that was imported and proposed is measured instead, whose
meaning can be searched, too. The first figure is of a process that has read nothing yet, the second
the median of five looks afterwards; seconds of the processor,
so that other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.board_material import make_large
from workbench.domain.candidates import CandidateStatus
from workbench.domain.decisions import Confirm
from workbench.domain.heard import By
from workbench.domain.searches import Condition, Search
from workbench.domain.viewers import LOCAL, Role
from workbench.privacy.gate import FINDER
from workbench.services.decide import decide
from workbench.services.view.authorities import compare_authorities
from workbench.services.view.barrier_story import view_story
from workbench.services.view.barriers import view_barriers
from workbench.services.view.general_matrix import view_general_matrix
from workbench.services.view.general_story import view_general_story
from workbench.services.view.general_wall import view_general_wall
from workbench.services.view.matrix import view_matrix
from workbench.services.view.over_time import view_over_time
from workbench.services.view.search import search
from workbench.store.database import Project, open_project
from workbench.store.identifiers import add_screening, unscreened
from workbench.store.log import ledger

_BARRIERS = 30


def main() -> None:
    """Print the seconds of every view, one JSON object a line."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--passages", type=int, default=100_000)
    ask.add_argument("--project", type=Path)
    how = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "large.workbench"
        if how.project:
            shutil.copy(how.project, where)
        else:
            make_large(where, how.passages).close()
        with open_project(where) as project:
            _prepare(project)
        for name, act in _acts(where):
            print(json.dumps({name: _measured(where, act)}), flush=True)


def _prepare(project: Project) -> None:
    """Confirm the first candidates, and let all sources be reviewed."""
    with project.writing() as connection:
        names = [each.id for each in unscreened(connection)]
        add_screening(connection, dict.fromkeys(names, ()), finder=FINDER, at="2026-01-01")
    from workbench.services.review_identifiers import clear

    clear(project, coder="Ruth")
    waiting = [
        each.id
        for each in ledger(project).board.candidates.values()
        if each.status is CandidateStatus.OPEN
    ]
    for number, name in enumerate(waiting[:_BARRIERS]):
        decide(
            project,
            Confirm(candidate=name, name=f"Barrier {number}", statement="It stops work."),
            coder="Ruth",
        )


def _acts(where: Path) -> list[tuple[str, Callable[[Project], object]]]:
    with open_project(where) as project:
        code = next(iter(ledger(project).board.codes))
    there = (Condition("role", "social worker"),)
    leader = LOCAL.acting_as(Role.LEADER)
    return [
        ("wall", view_barriers),
        ("wall where", lambda project: view_barriers(project, where=there)),
        ("story", lambda project: view_story(project, code, most=50)),
        ("matrix by role", lambda project: view_matrix(project, By.ROLE)),
        ("matrix by team", lambda project: view_matrix(project, By.TEAM)),
        ("over time", view_over_time),
        ("authorities", lambda project: compare_authorities(project, code)),
        ("search by words", lambda project: search(project, Search(words="family visit"))),
        ("search by one common word", lambda project: search(project, Search(words="the"))),
        (
            "search by meaning",
            lambda project: search(project, Search(words="frightened to decide", meaning=True)),
        ),
        ("leader wall", lambda project: view_general_wall(project.seen_by(leader))),
        (
            "leader wall where",
            lambda project: view_general_wall(project.seen_by(leader), where=there),
        ),
        ("leader matrix", lambda project: view_general_matrix(project.seen_by(leader), By.TEAM)),
        ("leader time", lambda project: view_general_matrix(project.seen_by(leader), By.MONTH)),
        ("leader story", lambda project: view_general_story(project.seen_by(leader), code)),
    ]


def _measured(where: Path, act: Callable[[Project], object]) -> dict[str, float]:
    with open_project(where) as project:
        seconds = []
        for _ in range(6):
            begun = time.process_time()
            act(project)
            seconds.append(time.process_time() - begun)
    first, *after = seconds
    return {"first": round(first, 3), "after": round(statistics.median(after), 4)}


if __name__ == "__main__":
    main()
