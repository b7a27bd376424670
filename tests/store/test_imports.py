"""Imports as wholes, alike in a file and in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import sqlalchemy as sa

from tests.screened import add_material
from workbench.domain.candidates import Run, RunId
from workbench.domain.sources import Passage, PassageId, Source, SourceId, Span, cut, text_hash
from workbench.store.checks import find_faults
from workbench.store.database import Project, create_project
from workbench.store.imports import is_placed, latest_import, remove_import
from workbench.store.material import material, times_undone
from workbench.store.runs import Unplaced, add_run, unplaced
from workbench.store.search import search_passages
from workbench.store.tables import AttributeRow, CaseRow
from workbench.store.vectors import VectorCache


def _made(name: str, text: str) -> tuple[Source, Passage]:
    source = Source(
        id=SourceId(name), title=name, text=text, origin=f"{name}.txt", case=f"case of {name}",
        attributes={"team": name},
    )  # fmt: skip
    return source, cut(source, Span(0, len(text)), PassageId(f"p-{name}"))


@pytest.fixture
def project(where: str) -> Iterator[Project]:
    """Give a project with three imports; the last one brought two sources."""
    with create_project(where) as made:
        for at, names in (("1", "a"), ("2", "b"), ("3", "cd")):
            both = [_made(name, f"Words of {name}.") for name in names]
            with made.writing() as connection:
                add_material(connection, [s for s, _ in both], [p for _, p in both], at=at)
        yield made


def test_the_latest_import_is_told_and_goes(project: Project) -> None:
    assert len(material(project).sources) == 4
    with project.writing() as connection:
        found = latest_import(connection)
        assert found is not None
        assert (found.at, found.origins, found.sources) == ("3", ("c.txt", "d.txt"), 2)
        assert (found.first_source, found.first_passage) == (2, 2)
        assert found.passages == {"p-c", "p-d"}
        assert not is_placed(connection, found)
        remove_import(connection, found)
        assert times_undone(connection) == 1
    assert list(material(project).sources) == ["a", "b"]
    assert search_passages(project, "words") == ("p-a", "p-b")
    assert list(find_faults(project)) == []
    with project.reading() as connection:
        cases = set(connection.scalars(sa.select(CaseRow.name)))
        teams = set(connection.scalars(sa.select(AttributeRow.value)))
    assert (cases, teams) == ({"case of a", "case of b"}, {"a", "b"})


def test_all_imports_go_until_none_is_left(project: Project) -> None:
    for at in ("3", "2", "1"):
        with project.writing() as connection:
            found = latest_import(connection)
            assert found is not None
            assert found.at == at
            remove_import(connection, found)
    with project.reading() as connection:
        assert latest_import(connection) is None
        assert times_undone(connection) == 3
    assert material(project).passages == {}


def test_a_clock_that_went_back_mixes_no_imports(project: Project) -> None:
    source, passage = _made("e", "Words of e.")
    with project.writing() as connection:
        add_material(connection, [source], [passage], at="1")
        found = latest_import(connection)
    assert found is not None
    assert (found.origins, found.sources) == (("e.txt",), 1)


def test_what_the_machine_kept_of_it_alone_goes_too(project: Project) -> None:
    run = Run(
        id=RunId("r"), number=1, recipe="x", seed=1, verdict="too few", message="", n_passages=4,
        created_at="4",
    )  # fmt: skip
    names = [text_hash("Words of a."), text_hash("Words of c.")]
    VectorCache(project, "any").add(names, np.ones((2, 3), np.float32))
    with project.writing() as connection:
        left = [Unplaced(passage_id=PassageId(f"p-{n}"), nearest=None, score=0) for n in "abcd"]
        add_run(connection, run, left)
    with project.writing() as connection:
        found = latest_import(connection)
        assert found is not None
        remove_import(connection, found)
    assert set(unplaced(project, run.id)) == {"p-a", "p-b"}
    places = {name: place for place, name in enumerate(names)}
    kept = VectorCache(project, "any").read_into(np.zeros((2, 3), np.float32), places)
    assert kept.tolist() == [True, False]
