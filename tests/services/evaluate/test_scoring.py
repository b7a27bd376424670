"""Scores on groups small enough to count by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from workbench.services.evaluate.intervals import figure, half_width
from workbench.services.evaluate.scoring import agreement, resampled_agreement, title_accuracy

Labels = NDArray[np.int64]


def codes(*names: str) -> list[frozenset[str]]:
    return [frozenset(name.split("+")) for name in names]


def labels(*groups: int) -> Labels:
    return np.asarray(groups, dtype=np.int64)


def test_the_same_groups_under_other_names_agree_wholly() -> None:
    assert agreement(codes("a", "a", "b", "b"), labels(1, 1, 0, 0)) == pytest.approx(1.0)


def test_groups_that_know_nothing_of_codes_agree_by_chance() -> None:
    random = np.random.default_rng(1)
    named = [frozenset({str(code)}) for code in random.integers(5, size=2_000)]
    assert abs(agreement(named, random.integers(5, size=2_000))) < 0.01
    assert agreement(named, np.zeros(2_000, dtype=np.int64)) == pytest.approx(0.0)


def test_a_text_with_two_codes_counts_once_for_each() -> None:
    twice = agreement(codes("a", "a+b", "b"), labels(0, 0, 1))
    assert twice == pytest.approx(agreement(codes("a", "a", "b", "b"), labels(0, 0, 0, 1)))
    assert twice < 1.0


def test_what_comes_back_wholly_is_1_and_what_is_dealt_anew_is_nothing() -> None:
    rows = list(range(100, 200))
    same = np.arange(100) // 10
    again = resampled_agreement(
        rows, same, lambda some: np.asarray(some) // 10, n_resamples=3, seed=2
    )
    assert again == pytest.approx(1.0)
    random = np.random.default_rng(3)
    dealt = resampled_agreement(
        rows, same, lambda some: random.integers(10, size=len(some)), n_resamples=5, seed=2
    )
    assert abs(dealt) < 0.1


def test_resamples_are_the_same_every_time_and_hold_each_row_once() -> None:
    seen: list[list[int]] = []

    def group(some: Sequence[int]) -> Labels:
        seen.append(list(some))
        return np.zeros(len(some), dtype=np.int64)

    for _ in range(2):
        resampled_agreement(range(50), np.zeros(50, dtype=np.int64), group, n_resamples=2, seed=9)
    assert seen[:2] == seen[2:]
    assert seen[0] != seen[1]
    assert all(len(set(some)) == len(some) < 50 for some in seen)


def test_a_title_is_right_when_the_meaning_finds_the_group_that_holds_the_code() -> None:
    named = codes("a", "a", "a", "b", "b", "b", "c")
    held = labels(0, 0, 1, 1, 1, 1, 0)
    titles = np.eye(2, dtype=np.float32)
    meant = {"a": [1.0, 0.0], "b": [1.0, 0.0], "c": [0.0, 1.0]}

    def meanings(asked: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray([meant[code] for code in asked], dtype=np.float32)

    # a finds group 0, which holds most of it; b finds 0 and should find 1; c is too small to ask.
    assert title_accuracy(named, held, titles, meanings) == 0.5


def test_a_code_that_no_group_holds_is_not_asked_about() -> None:
    two = np.eye(2, dtype=np.float32)
    found = title_accuracy(codes("a", "a", "a"), labels(-1, -1, -1), two, lambda _: two)
    assert found is None


def test_intervals_are_students() -> None:
    # Mean 2, standard error 1/sqrt(3), t of two degrees of freedom 4.3027.
    assert half_width([1.0, 2.0, 3.0]) == pytest.approx(4.3027 / np.sqrt(3), abs=1e-3)
    assert half_width([1.0]) is None
    found = figure([1.0, None, 3.0])
    assert found is not None
    assert found.mean == 2.0
    assert figure([None]) is None
    one = figure([4.0])
    assert one is not None
    assert (one.mean, one.low, one.high) == (4.0, None, None)
