"""Offers: refused ones never come, reasons are coded words, several codes are possible."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.discovery.learning.material import GOLD, NOBODY, judged_of, unit, workshop
from workbench.discovery.learning.offers import Offer, chances, fits, offer, offers_of

numbers = st.frozensets(st.integers(0, 3), max_size=3)


@st.composite
def situations(draw):
    """Return judged passages, passages not coded, and what each was refused for."""
    rows = draw(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=12))
    refused = tuple(draw(st.lists(numbers, min_size=1, max_size=8)))
    random = np.random.default_rng(draw(st.integers(0, 10_000)))
    judged = judged_of(
        unit(random, len(rows)),
        [codes for codes, _ in rows],
        n_codes=4,
        refused=[struck - codes for codes, struck in rows],
    )
    return judged, unit(random, len(refused)), refused


@settings(max_examples=80, deadline=None)
@given(situations())
def test_laws_of_offers(situation) -> None:
    judged, vectors, refused = situation
    made = offer(judged, vectors, refused, seed=3)
    used = {code for row in judged.codes for code in row}
    for one in made:
        assert one.code in used
        assert one.code not in refused[one.index]
        assert 0.0 < one.probability <= 1.0
        assert 1 <= len(one.reasons) <= 3
        assert all(one.code in judged.codes[row] for row in one.reasons)
    assert list(made) == sorted(made, key=lambda one: (one.index, -one.probability))
    assert all(sum(one.index == row for one in made) <= 3 for row in range(len(vectors)))
    assert made == offer(judged, vectors, refused, seed=3)


def test_a_refused_code_gives_way_to_the_next(vectors: NDArray[np.float32]) -> None:
    judged, rest = workshop(vectors, 4)
    free = offer(judged, vectors[rest], (NOBODY,) * len(rest), seed=0)
    first = next(one for one in free if one.index == 0)
    struck = (frozenset({first.code}), *((NOBODY,) * (len(rest) - 1)))
    after = offer(judged, vectors[rest], struck, seed=0)
    assert first.code not in {one.code for one in after if one.index == 0}
    assert [one for one in after if one.index > 0] == [one for one in free if one.index > 0]


def test_the_first_reason_is_the_nearest_passage_of_the_code(
    vectors: NDArray[np.float32],
) -> None:
    judged, rest = workshop(vectors, 4)
    for one in offer(judged, vectors[rest], (NOBODY,) * len(rest), seed=0):
        cosines = judged.vectors @ vectors[rest[one.index]]
        inside = [row for row in range(len(judged)) if one.code in judged.codes[row]]
        assert one.reasons[0] == max(inside, key=lambda row: cosines[row])


def test_a_passage_of_two_codes_is_offered_to_both(vectors: NDArray[np.float32]) -> None:
    judged, _ = workshop(vectors, 6)
    between = vectors[[0, 16]].mean(axis=0, keepdims=True)
    between /= np.linalg.norm(between)
    made = offer(judged, between.astype(np.float32), (NOBODY,), seed=0)
    assert {one.code for one in made[:2]} == {GOLD[0], GOLD[16]}


def test_who_always_gives_two_codes_is_offered_two(vectors: NDArray[np.float32]) -> None:
    rows = [row for row in range(48) if row % 8 < 5]
    twice = [frozenset({GOLD[row], 6 + GOLD[row] % 2}) for row in rows]
    rest = [row for row in range(48) if row % 8 >= 5]
    likely = chances(judged_of(vectors[rows], twice), vectors[rest], [NOBODY] * len(rest), seed=0)
    halves = likely[:, 6:].argmax(axis=1)
    assert np.mean(halves == [GOLD[row] % 2 for row in rest]) > 0.6
    assert (likely >= 0.5).sum(axis=1).mean() > 1.2


@pytest.mark.parametrize(("probability", "sure"), [(0.71, True), (0.5, False)])
def test_only_a_likely_offer_fits(probability: float, sure) -> None:
    assert fits(Offer(index=0, code=0, probability=probability)) is sure


def test_more_than_four_thousand_coded_passages_are_sampled_and_no_code_is_lost() -> None:
    random = np.random.default_rng(6)
    points = unit(random, 4_400, 24)
    codes = [frozenset({0 if row >= 3 else 1}) for row in range(4_400)]
    judged = judged_of(points, codes)
    first, again = (chances(judged, points[:3], [NOBODY] * 3, seed=seed)[:, 1] for seed in (1, 1))
    assert np.array_equal(first, again)
    assert (first > 0).all()


def test_nothing_coded_or_nothing_left_gives_no_offers() -> None:
    random = np.random.default_rng(7)
    points = unit(random, 3)
    only_refused = judged_of(points, [NOBODY] * 3, n_codes=2, refused=[frozenset({1})] * 3)
    assert offer(only_refused, points, (NOBODY,) * 3, seed=0) == ()
    coded = judged_of(points, [frozenset({0})] * 3)
    assert offer(coded, points[:0], (), seed=0) == ()
    assert offers_of(np.zeros((0, 2))) == ()


def test_refusals_of_another_length_are_told() -> None:
    random = np.random.default_rng(8)
    judged = judged_of(unit(random, 2), [frozenset({0})] * 2)
    with pytest.raises(ValueError, match="3 vectors, but 1 rows"):
        offer(judged, unit(random, 3), (NOBODY,), seed=0)
