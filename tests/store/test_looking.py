"""Looking for longer, and reading very much: one moment, one count, and nothing left switched off."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest

from tests.store.test_project import AT, _fill
from workbench.errors import ProjectUnreadable
from workbench.store.bulk import many_objects
from workbench.store.database import Project, create_project, open_project
from workbench.store.log import latest_seq
from workbench.store.material import count_material, material


@pytest.fixture
def project(where: str) -> Iterator[Project]:
    with create_project(where, name="An evening", at=AT) as made:
        _fill(made)
        yield made


def _elsewhere(act: object) -> None:
    """Do something on another thread, as another tab would."""
    worker = threading.Thread(target=act)  # type: ignore[arg-type] # what is called takes nothing
    worker.start()
    worker.join()


def test_within_one_look_nothing_moves_and_afterwards_all_is_seen(
    project: Project, where: str
) -> None:
    with open_project(where) as other:
        with project.one_look():
            before = latest_seq(project), len(material(project).passages)
            _fill(other, start=10)
            with project.one_look():
                assert (latest_seq(project), len(material(project).passages)) == before
            assert len(material(project).passages) == before[1]
        assert len(material(project).passages) == before[1] + 4


def test_another_thread_sees_its_own_moment(project: Project, where: str) -> None:
    seen: list[int] = []
    with open_project(where) as other, project.one_look():
        assert len(material(project).passages) == 4
        _fill(other, start=10)
        _elsewhere(lambda: seen.append(_counted(project)[1]))
    assert seen == [8]


def test_a_look_that_fails_is_over(project: Project) -> None:
    with pytest.raises(ProjectUnreadable), project.one_look():
        raise ProjectUnreadable("here", "of a test")
    _fill(project, start=10)
    assert _counted(project) == (8, 8)


def test_the_last_position_tells_how_many_came(project: Project) -> None:
    texts = material(project)
    assert _counted(project) == (len(texts.sources), len(texts.passages))


def test_an_empty_project_has_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    with create_project(tmp_path_factory.mktemp("empty") / "empty.workbench", at=AT) as empty:
        assert _counted(empty) == (0, 0)


@pytest.mark.parametrize("was_on", [True, False])
def test_the_search_for_unused_circles_is_as_it_was(was_on: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if was_on else gc.disable)()
        with pytest.raises(ValueError, match="of a test"):
            _broken_off()
        assert gc.isenabled() is was_on
    finally:
        (gc.enable if before else gc.disable)()


def _broken_off() -> None:
    with many_objects():
        assert not gc.isenabled()
        raise ValueError("of a test")


def _counted(project: Project) -> tuple[int, int]:
    with project.reading() as connection:
        return count_material(connection)
