"""What belongs to no known code is not offered to the codes that happen to be known."""

from __future__ import annotations

import numpy as np

from workbench.discovery.encoders import unit_rows
from workbench.discovery.learning.judged import Judged
from workbench.discovery.learning.offers import fits, offer
from workbench.discovery.learning.strangers import strange_weights

N_CODES, EACH = 12, 40


def subjects() -> tuple[np.ndarray, np.ndarray]:
    """Return passages on twelve subjects, spread as widely as real comments are."""
    random = np.random.default_rng(8)
    centres = random.standard_normal((N_CODES, 384)) + 1.2 * random.standard_normal(384)
    codes = np.repeat(np.arange(N_CODES), EACH)
    return unit_rows(centres[codes] + 1.5 * random.standard_normal((len(codes), 384))), codes


def first_codes(n_known: int, each: int = 8) -> tuple[Judged, np.ndarray, np.ndarray]:
    """Return what is judged when some codes have a few passages, the rest, and what is right."""
    vectors, codes = subjects()
    rows = [int(row) for code in range(n_known) for row in np.flatnonzero(codes == code)[:each]]
    rest = np.setdiff1d(np.arange(len(codes)), rows)
    judged = Judged(
        vectors=vectors[rows],
        codes=tuple(frozenset({int(codes[row])}) for row in rows),
        refused=(frozenset(),) * len(rows),
        n_codes=n_known,
    )
    return judged, vectors[rest], codes[rest]


def test_the_first_code_does_not_claim_everything() -> None:
    judged, rest, codes = first_codes(1)
    sure = [each for each in offer(judged, rest, (frozenset(),) * len(rest), seed=0) if fits(each)]
    assert len(sure) <= (codes == 0).sum() * 1.25
    assert all(codes[each.index] == each.code for each in sure)


def test_with_a_few_of_many_codes_what_is_sure_is_mostly_right() -> None:
    judged, rest, codes = first_codes(4)
    sure = [each for each in offer(judged, rest, (frozenset(),) * len(rest), seed=0) if fits(each)]
    assert len(sure) > 20
    assert np.mean([codes[each.index] == each.code for each in sure]) > 0.8


def test_when_all_codes_are_known_nothing_is_strange() -> None:
    random = np.random.default_rng(3)
    members = np.eye(5, dtype=np.bool_)[np.arange(100) % 5]
    own = random.normal(0.6, 0.1, size=100)
    alike = np.where(members, own[:, None], 0.0)
    assert not strange_weights(alike, members, own + 0.02).any()


def test_what_is_farther_than_a_quarter_of_the_coded_ones_weighs_as_strange() -> None:
    members = np.ones((8, 1), dtype=np.bool_)
    alike = np.linspace(0.5, 0.85, 8)[:, None]
    weights = strange_weights(alike, members, np.array([0.1, 0.2, 0.3, 0.8]))
    assert weights[3] == 0
    # Three in four are far where one would be expected: two thirds of them are strange.
    assert np.allclose(weights[:3], (0.75 - 0.25) / 0.75 / 0.75)


def test_single_passages_of_codes_tell_nothing_about_distance() -> None:
    members = np.eye(3, dtype=np.bool_)
    assert not strange_weights(np.zeros((3, 3)), members, np.array([0.1, 0.2])).any()
