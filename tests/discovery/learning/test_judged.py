"""What people said, in numbers, is checked and can be cut down."""

from __future__ import annotations

import numpy as np
import pytest

from tests.discovery.learning.material import NOBODY, judged_of, unit

RANDOM = np.random.default_rng(1)


def test_members_and_strangers_say_who_is_in_and_who_was_refused() -> None:
    judged = judged_of(
        unit(RANDOM, 3),
        [frozenset({0, 2}), NOBODY, frozenset({1})],
        refused=[frozenset({1}), frozenset({2}), frozenset({1})],
    )
    assert judged.members.tolist() == [[True, False, True], [False] * 3, [False, True, False]]
    # Row 2 has code 1 after all: a refusal that was lifted is none.
    assert judged.strangers.tolist() == [[False, True, False], [False, False, True], [False] * 3]


def test_fewer_rows_keep_their_pairs_in_the_new_numbering() -> None:
    judged = judged_of(
        unit(RANDOM, 4),
        [frozenset({row}) for row in range(4)],
        together=[(0, 3), (1, 2)],
        apart=[(3, 2)],
    )
    fewer = judged.only(np.array([0, 2, 3]))
    assert fewer.codes == (frozenset({0}), frozenset({2}), frozenset({3}))
    assert fewer.together == ((0, 2),)
    assert fewer.apart == ((2, 1),)
    assert np.array_equal(fewer.vectors, judged.vectors[[0, 2, 3]])


@pytest.mark.parametrize(
    ("codes", "refused", "pairs", "said"),
    [
        ([frozenset({5})], [NOBODY], [], "no code 5"),
        ([NOBODY], [frozenset({-1})], [], "no code -1"),
        ([NOBODY], [NOBODY], [(0, 1)], "no row 1"),
        ([NOBODY], [NOBODY, NOBODY], [], "differ in length"),
    ],
)
def test_what_is_not_there_is_told(codes, refused, pairs, said) -> None:
    with pytest.raises(ValueError, match=said):
        judged_of(unit(RANDOM, 1), codes, n_codes=2, refused=refused, together=pairs)
