"""The concept matrix, barriers over time, and authorities beside each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.crowds import make_crowd
from tests.services.explored import BLAME, TYPING, YES, explore
from workbench.domain.codebook import CodeKind
from workbench.domain.crowd import wilson
from workbench.domain.heard import By
from workbench.domain.searches import Condition
from workbench.errors import UnknownTheme
from workbench.services.view.authorities import compare_authorities
from workbench.services.view.barriers import SeenBy
from workbench.services.view.matrix import Matrix, Normalise, matrix_of, view_matrix
from workbench.services.view.over_time import view_over_time
from workbench.store.database import Project


@pytest.fixture
def explored(project: Project, tmp_path: Path) -> Project:
    return explore(project, tmp_path)


def _people(found: Matrix, code: str) -> dict[str, int]:
    row = next(each for each in found.rows if each.id == code)
    return {
        column.value: cell.people for column, cell in zip(found.columns, row.cells, strict=True)
    }


def test_people_are_counted_once_a_cell(explored: Project) -> None:
    found = view_matrix(explored, By.TEAM)
    assert [(each.value, each.people) for each in found.columns] == [
        ("East", 1), ("North", 3), ("South", 4), ("West", 2),
    ]  # fmt: skip
    assert _people(found, TYPING) == {"East": 0, "North": 1, "South": 3, "West": 1}
    row = found.rows[0]
    assert (row.id, row.people, row.cells[1].quotes) == (TYPING, 5, 2)


def test_spellings_of_one_value_are_one_column(explored: Project) -> None:
    columns = [each.value for each in view_matrix(explored, By.ROLE).columns]
    assert columns == ["business support", "senior leader", "social worker", "team manager"]


def test_shares_are_of_the_row_or_of_the_column(explored: Project) -> None:
    by_row = view_matrix(explored, By.TEAM, normalise=Normalise.ROW)
    assert [cell.share for cell in by_row.rows[0].cells] == [0, 0.2, 0.6, 0.2]
    by_column = view_matrix(explored, By.TEAM, normalise=Normalise.COLUMN)
    assert [cell.share for cell in by_column.rows[0].cells] == [
        0, pytest.approx(1 / 3, abs=1e-6), 0.75, 0.5,
    ]  # fmt: skip
    plain = view_matrix(explored, By.TEAM)
    assert [cell.share for cell in plain.rows[0].cells] == [0, 0.1, 0.3, 0.1]


def test_months_without_anybody_are_columns_and_silence_is_told_apart(explored: Project) -> None:
    found = view_matrix(explored, By.MONTH)
    assert [(each.value, each.people) for each in found.columns] == [
        ("2026-01", 1), ("2026-02", 0), ("2026-03", 3), ("2026-04", 4), ("2026-05", 3),
    ]  # fmt: skip
    assert _people(found, TYPING)["2026-02"] == 0
    # Eve's words have no date.
    assert found.unknown == 1
    blame = next(each for each in found.rows if each.id == BLAME)
    assert blame.unknown == 1


def test_other_kinds_of_code_have_a_matrix_too(explored: Project) -> None:
    found = view_matrix(explored, By.CHANGE, kinds=(CodeKind.ENABLER,))
    assert [each.id for each in found.rows] == [YES]
    assert _people(found, YES) == {"Buses": 1, "Notes": 0}


def test_conditions_hold_for_a_matrix(explored: Project) -> None:
    found = view_matrix(explored, By.TEAM, where=(Condition("small change", "notes"),))
    assert found.people == 2
    assert _people(found, TYPING) == {"North": 1, "South": 1}


def test_without_barriers_or_columns_there_is_no_table(project: Project, explored: Project) -> None:
    none = view_matrix(project, By.TEAM, kinds=(CodeKind.CODE,))
    assert none.rows == ()


@given(
    st.integers(0, 60), st.integers(1, 12), st.sampled_from(By), st.sampled_from(Normalise),
    st.integers(0, 99),
)  # fmt: skip
def test_laws_of_the_matrix(
    sources: int, people: int, by: By, normalise: Normalise, seed: int
) -> None:
    board, texts, there = make_crowd(sources=sources, people=people, codes=5, seed=seed)
    kinds = tuple(CodeKind)
    found = matrix_of(board, texts, there, by, normalise=normalise, kinds=kinds)
    for row in found.rows:
        assert len(row.cells) == len(found.columns)
        for cell, column in zip(row.cells, found.columns, strict=True):
            assert cell.people <= min(column.people, row.people, cell.quotes)
            assert 0 <= cell.share <= 1
            assert (cell.share > 0) == (cell.people > 0)
        in_columns = sum(cell.people for cell in row.cells)
        # A person has one role, team and authority here, and may speak in several months.
        assert in_columns + row.unknown >= row.people
        if by in {By.ROLE, By.TEAM, By.AUTHORITY}:
            assert in_columns + row.unknown == row.people
    assert found.unknown <= found.people


def test_over_time_is_a_share_of_who_was_heard_that_month(explored: Project) -> None:
    found = view_over_time(explored)
    typing = next(each for each in found.lines if each.id == TYPING)
    assert [(each.people, each.of) for each in typing.shares] == [
        (1, 1), (0, 0), (3, 3), (0, 4), (2, 3),
    ]  # fmt: skip
    assert typing.shares[4] == wilson(2, 3)
    assert found.undated == 1


def test_small_changes_are_marked_where_they_were_first_written_of(explored: Project) -> None:
    marked = {each.month: each.changes for each in view_over_time(explored).months}
    assert marked == {
        "2026-01": ("Notes",), "2026-02": (), "2026-03": (), "2026-04": ("Buses",), "2026-05": (),
    }  # fmt: skip


def test_authorities_stand_in_the_order_of_the_alphabet_with_their_silence(
    explored: Project,
) -> None:
    found = compare_authorities(explored, TYPING)
    assert [each.authority for each in found.places] == ["Cald", "East", "Thorn"]
    cald, east, thorn = found.places
    assert (cald.share, east.share, thorn.share) == (wilson(4, 5), wilson(1, 4), wilson(0, 1))
    assert (cald.total, cald.teams, cald.changes) == (5, 3, ("Notes",))
    assert cald.seen_by is SeenBy.PRACTITIONERS
    assert (thorn.quotes, thorn.words) == ((), ())


def test_quotes_of_a_place_are_of_different_people(explored: Project) -> None:
    cald = compare_authorities(explored, TYPING).places[0]
    assert len({each.case for each in cald.quotes}) == len(cald.quotes) == 3


def test_words_of_a_place_are_not_those_of_everywhere(explored: Project) -> None:
    cald, east, _ = compare_authorities(explored, TYPING).places
    assert "evening" in east.words
    assert not set(cald.words) & set(east.words)


def test_comparing_what_is_no_code_is_told(explored: Project) -> None:
    with pytest.raises(UnknownTheme):
        compare_authorities(explored, "nothing")
