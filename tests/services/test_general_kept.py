"""What leaders are told is kept in step with a project: the same as if all were counted anew."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.pieces import bring_in, write_table
from tests.services.reviewed import TYPING, review
from workbench.domain.consent import Audience, Stance, Use
from workbench.domain.decisions import Add
from workbench.domain.general import General, generalised, release_table
from workbench.domain.heard import By
from workbench.domain.searches import Condition
from workbench.domain.sources import Span
from workbench.errors import WorkbenchError
from workbench.services.code_passages import code_span
from workbench.services.decide import decide, undo
from workbench.services.export_project import export_bytes
from workbench.services.keep_consent import keep_consent, undo_consent
from workbench.services.review_identifiers import clear, undo_name
from workbench.services.settings import change_settings
from workbench.services.view.barriers import WALL
from workbench.services.view.general_matrix import general_matrix_of
from workbench.services.view.general_wall import general_wall_of
from workbench.services.view.scopes import to_choose
from workbench.store.database import Project, create_project, open_project
from workbench.store.general import told_to, told_to_leaders
from workbench.store.log import ledger
from workbench.store.material import material


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reviewed")
    with create_project(folder / "team.workbench", name="Cald and East") as project:
        review(project, folder)
    return folder / "team.workbench"


def _code(project: Project, number: int) -> None:
    held = frozenset(ledger(project).board.passages_of(TYPING))
    free = [each for each in material(project).passages if each not in held]
    decide(project, Add(passages=(free[number % len(free)],), to=TYPING), coder="Ruth")


def _cut(project: Project, number: int) -> None:
    sources = list(material(project).sources.values())
    source = sources[number % len(sources)]
    code_span(project, source.id, Span(0, 2 + number % 3), TYPING, coder="Ruth")


def _back(project: Project, _: int) -> None:
    if ledger(project).done[1:]:
        undo(project, coder="Ruth")


def _say(project: Project, number: int) -> None:
    people = sorted({each.case for each in material(project).sources.values()} - {""})
    stance = (Stance.WITHDRAWN, Stance.GIVEN)[number % 2]
    keep_consent(project, [people[number % len(people)]], [Use.LEADERS], stance, coder="Ruth")


def _unsay(project: Project, _: int) -> None:
    undo_consent(project, coder="Ruth")


def _bring(project: Project, number: int) -> None:
    rows = [
        (f"n{number}-{place}", f"We typed it {number} times.", f"New {place}", "North", "social worker")
        for place in range(3)
    ]  # fmt: skip
    with TemporaryDirectory() as folder:
        names = ("id", "text", "author", "team", "role")
        bring_in(project, write_table(Path(folder) / f"{number}.csv", rows, *names))


def _clear(project: Project, _: int) -> None:
    clear(project, coder="Ruth")


def _unclear(project: Project, _: int) -> None:
    undo_name(project, coder="Ruth")


def _release(project: Project, _: int) -> None:
    export_bytes(project, "codebook-csv", audience=Audience.LEADERS, coder="Ruth")


def _rule(project: Project, number: int) -> None:
    change_settings(project, smallest=3 + number % 4)


_ACTS: tuple[Callable[[Project, int], None], ...] = (
    _code, _cut, _back, _say, _unsay, _bring, _clear, _unclear, _release, _rule,
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(_ACTS), st.integers(0, 99)), min_size=1, max_size=6))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_happens_it_is_as_if_counted_anew(
    reviewed: Path, acts: list[tuple[Callable[[Project, int], None], int]]
) -> None:
    with TemporaryDirectory() as folder:
        where = shutil.copy(reviewed, folder)
        with open_project(where) as project:
            told_to_leaders(project)
            for act, number in acts:
                _tried(act, project, number)
                with open_project(where) as fresh:
                    assert _told(told_to_leaders(project)) == _told(told_to_leaders(fresh))
                    everyone = Audience.EVERYONE
                    assert _told(told_to(project, everyone)) == _told(told_to(fresh, everyone))


def _tried(act: Callable[[Project, int], None], project: Project, number: int) -> None:
    """Do an act; one that cannot be done now changes nothing."""
    with suppress(WorkbenchError):
        act(project, number)


def _told(found: General) -> object:
    where = (Condition("team", "North"),)
    walls = [general_wall_of(found, each) for each in ((), where)]
    matrices = [general_matrix_of(found, by, (), WALL) for by in By]
    return walls, matrices, to_choose(found), release_table(found), sorted(found.quoted)


def test_decisions_and_what_is_cut_by_hand_leave_who_was_heard_as_it_was(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = told_to_leaders(review(project, tmp_path))
    monkeypatch.setattr("workbench.store.general.generalised", pytest.fail)
    assert told_to_leaders(project) is before
    for act in (_code, _cut, _back):
        act(project, 7)
        found = told_to_leaders(project)
        assert found is not before
        assert (found.circle, found.heard) == (before.circle, before.heard)


def test_acts_go_on_while_it_is_counted_and_it_is_counted_once(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    review(project, tmp_path)
    counting, go_on = threading.Event(), threading.Event()
    times: list[int] = []

    def slowly(*given: object) -> General:
        times.append(1)
        counting.set()
        assert go_on.wait(20)
        return generalised(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("workbench.store.general.generalised", slowly)
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(told_to_leaders, project) for _ in range(2)]
        assert counting.wait(20)
        with ThreadPoolExecutor(1) as act:
            act.submit(_code, project, 3).result(timeout=10)
        go_on.set()
        found = [each.result(timeout=20) for each in asked]
    assert len(times) == 1
    assert found[1].board is ledger(project).board
    assert release_table(found[1]) == release_table(told_to_leaders(project))
