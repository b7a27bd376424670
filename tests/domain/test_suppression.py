"""Held-back numbers of tables: an attacker with a solver of integer programs works on all the rest."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from workbench.domain.small_numbers import Rule
from workbench.domain.suppression import TOTAL, Counts, Place, hold_back, range_of, told

#: So far the solver looks.
_FAR = 10_000
_TABLES = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 14), min_size=width, max_size=width), min_size=1, max_size=4
    )
)


def _attacked(counts: Counts, held: frozenset[Place], place: Place) -> tuple[float, float]:
    """Return the least and the most that a number can be, with all numbers told as they are."""
    names = list(counts.numbers)
    index = {each: at for at, each in enumerate(names)}
    n_rows, n_columns = len(counts.rows), len(counts.rows[0])
    sums = [
        *(([(row, c) for c in range(n_columns)], (row, TOTAL)) for row in range(n_rows)),
        *(([(r, column) for r in range(n_rows)], (TOTAL, column)) for column in range(n_columns)),
        ([(r, TOTAL) for r in range(n_rows)], (TOTAL, TOTAL)),
    ]
    matrix = np.zeros((len(sums), len(names)))
    for at, (parts, total) in enumerate(sums):
        for each in parts:
            matrix[at, index[each]] = 1
        matrix[at, index[total]] -= 1
    low = [0 if each in held else counts.numbers[each] for each in names]
    high = [_FAR if each in held else counts.numbers[each] for each in names]
    ends = []
    for sign in (1, -1):
        goal = np.zeros(len(names))
        goal[index[place]] = sign
        found = milp(
            goal,
            constraints=LinearConstraint(matrix, 0, 0),
            bounds=Bounds(low, high),
            integrality=np.ones(len(names)),
        )
        assert found.success
        ends.append(sign * found.fun)
    return round(ends[0]), round(ends[1])


@settings(max_examples=150, deadline=None)
@given(_TABLES, st.integers(3, 6))
def test_an_attacker_with_a_solver_learns_of_no_small_number(rows: list[list[int]], k: int) -> None:
    counts, rule = Counts(tuple(map(tuple, rows))), Rule(k)
    held = hold_back(counts, rule)
    for place, number in counts.numbers.items():
        if number < k:
            least, most = _attacked(counts, held, place)
            assert least < k <= most
            assert most > least


@settings(max_examples=150, deadline=None)
@given(_TABLES, st.data())
def test_the_range_is_the_one_that_the_solver_finds(
    rows: list[list[int]], data: st.DataObject
) -> None:
    counts = Counts(tuple(map(tuple, rows)))
    held = frozenset(data.draw(st.sets(st.sampled_from(sorted(counts.numbers)))))
    for place in held:
        least, most = _attacked(counts, held, place)
        found = range_of(counts, held, place)
        assert found.least == least
        assert found.most == most if most < _FAR / 2 else found.most > _FAR / 2


def test_without_the_second_step_a_subtraction_gives_it_away() -> None:
    counts, rule = Counts.of_one_way((8, 3)), Rule()
    only_small = frozenset({(1, 0), (1, TOTAL)})
    assert _attacked(counts, only_small, (1, 0)) == (3, 3)
    assert _attacked(counts, hold_back(counts, rule), (1, 0)) != (3, 3)


def test_what_is_large_enough_everywhere_is_told() -> None:
    counts = Counts(((8, 9), (7, 6)))
    assert hold_back(counts, Rule()) == frozenset()
    assert told(counts, Rule())[TOTAL, TOTAL] == "30"


def test_the_cheapest_numbers_are_held_back_too() -> None:
    counts = Counts(((2, 30, 40), (20, 6, 50), (60, 70, 80)))
    held = hold_back(counts, Rule())
    assert held == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert told(counts, Rule())[0, 0] == "<5 or held back"


@pytest.mark.parametrize("rows", [((1,),), ((0, 0), (0, 0)), ((1, 1), (1, 1))])
def test_a_table_of_too_few_people_tells_nothing_small(rows: tuple[tuple[int, ...], ...]) -> None:
    counts = Counts(rows)
    held = hold_back(counts, Rule())
    assert all(number >= 5 or place in held for place, number in counts.numbers.items())
