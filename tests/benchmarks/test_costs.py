"""Small runs of the cost curves: the promises that hold on any machine, and the table itself."""

from __future__ import annotations

import pytest

from tests.benchmarks.costs import DEFAULT, FAST, PLAIN, Run, exponent, head, line, run_one
from tests.benchmarks.material import passages

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]


@pytest.fixture(scope="module")
def runs() -> dict[tuple[str, int], Run]:
    return {
        (recipe, count): run_one(recipe, count)
        for recipe, counts in {DEFAULT: (300,), FAST: (1_200, 5_000), PLAIN: (300,)}.items()
        for count in counts
    }


def test_passages_differ_and_are_the_same_every_time() -> None:
    texts = passages(20_000)
    assert len(set(texts)) == 20_000
    assert texts[:300] == passages(20_000)[:300]


def test_the_default_recipe_loads_nothing_that_starts_slowly(
    runs: dict[tuple[str, int], Run],
) -> None:
    assert not {"bertopic", "umap", "numba", "hdbscan", "torch"} & set(runs[DEFAULT, 300]["heavy"])


def test_a_second_reading_costs_next_to_nothing(runs: dict[tuple[str, int], Run]) -> None:
    run = runs[DEFAULT, 300]
    assert run["read again"] < run["encode"] / 5


def test_memory_and_time_stay_in_bounds(runs: dict[tuple[str, int], Run]) -> None:
    small, large = runs[FAST, 1_200], runs[FAST, 5_000]
    assert large["megabytes"] < 1_500
    grown = exponent(small, large)
    assert grown is not None
    assert grown < 1.5


def test_the_table_is_printed(runs: dict[tuple[str, int], Run]) -> None:
    print(f"\n{head()}")
    for run in runs.values():
        shown = line({**run, "exponent": None})
        print(shown)
        assert shown.count("|") == head().split("\n")[0].count("|")
