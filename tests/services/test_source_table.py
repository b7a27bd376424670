"""The table of sources: filtered, in stretches, with what may need a look; also when there are many."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.services.pieces import LONG, bring_in, write_table
from workbench.domain.sources import Source, SourceId, SourceKind, Span, cut, passage_id
from workbench.domain.viewers import Role, Viewer
from workbench.services.code_passages import code_span
from workbench.services.import_sources import Corrections, FileToImport, import_sources
from workbench.services.undo_import import undo_import
from workbench.services.view.source_table import TableFilter, view_source_table
from workbench.store.database import Project
from workbench.store.material import add_material

ALL = TableFilter()


@pytest.fixture(autouse=True)
def _sees_the_words_as_given(project: Project) -> None:
    project.viewer = Viewer(roles=frozenset({*Role}), acting=Role.RESEARCHER)


def _note(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def _titles(project: Project, **how: str) -> list[str]:
    return [each.title for each in view_source_table(project, TableFilter(**how)).rows]


def test_an_empty_project_has_an_empty_table(project: Project) -> None:
    table = view_source_table(project, ALL)
    assert (table.rows, table.total, table.whole, table.imports) == ((), 0, 0, ())


def test_rows_say_where_a_source_is_from(project: Project, tmp_path: Path) -> None:
    rows = [("a", LONG, "North"), ("b", LONG.replace("eleven", "twelve"), "South")]
    bring_in(project, write_table(tmp_path / "s.csv", rows, "id", "text", "team"))
    bring_in(project, _note(tmp_path, "workshop.txt", "Nobody rang."))
    table = view_source_table(project, ALL)
    assert [each.external_id for each in table.rows] == ["workshop.txt", "a", "b"]
    assert [(each.sources, each.origins) for each in table.imports] == [
        (1, ("workshop.txt",)), (2, ("s.csv",)),
    ]  # fmt: skip
    assert table.rows[1].attributes == {"team": "North"}
    assert table.rows[1].origin == "s.csv"
    assert table.rows[1].at == table.imports[1].at
    assert table.kinds == {"workshop note": 1, "reflection": 2}
    assert table.rows[2].warnings[0].endswith("% the same as a")

    assert _titles(project, words="north s.csv") == ["s.csv row 2"]
    assert _titles(project, kind="workshop note") == ["workshop.txt"]
    assert _titles(project, at=table.imports[0].at) == ["workshop.txt"]
    assert _titles(project, looked_for="warnings") == ["s.csv row 3"]
    code_span(project, table.rows[0].id, Span(0, 12), "Calls", coder="Ann")
    assert _titles(project, looked_for="uncoded") == ["s.csv row 2", "s.csv row 3"]
    assert view_source_table(project, ALL).rows[0].n_codings == 1


def test_earlier_words_are_shown_where_they_are_asked_for(project: Project, tmp_path: Path) -> None:
    bring_in(project, _note(tmp_path, "note.txt", "We tried it."))
    again = FileToImport(path=_note(tmp_path, "note.txt", "We tried it again."))
    import_sources(project, [again], corrections=Corrections.REPLACE)
    [row] = view_source_table(project, ALL).rows
    assert row.warnings == ("corrected: it took the place of earlier words",)
    [earlier] = view_source_table(project, TableFilter(looked_for="earlier")).rows
    assert earlier.warnings == ("earlier words: a corrected text took their place",)
    undo_import(project)
    [row] = view_source_table(project, ALL).rows
    assert row.warnings == ()


@pytest.mark.slow
def test_a_hundred_thousand_sources_are_shown_in_stretches(project: Project) -> None:
    sources = [
        Source(
            id=SourceId(f"s{n}"), title=f"row {n}", text=f"We waited {n} days.",
            kind=SourceKind.SURVEY_COMMENT, external_id=f"r{n}", origin="s.csv",
            attributes={"team": f"Team {n % 7}"},
        )
        for n in range(100_000)
    ]  # fmt: skip
    passages = [cut(each, Span(0, 9), passage_id(each.id, Span(0, 9))) for each in sources]
    with project.writing() as connection:
        add_material(connection, sources, passages, at="2026-01-01T00:00:00+00:00")
    view_source_table(project, ALL)
    began = time.monotonic()
    table = view_source_table(project, ALL, first=99_900)
    assert [table.rows[0].place, len(table.rows), table.total] == [99_900, 100, 100_000]
    found = view_source_table(project, TableFilter(words="team 3 r99998"))
    assert [each.external_id for each in found.rows] == ["r99998"]
    assert time.monotonic() - began < 5
