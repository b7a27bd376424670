"""What is asked first: stable candidates, unstable ones, then what an answer is worth."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.discovery.learning.material import NOBODY, unit, workshop
from workbench.discovery.learning.offers import Offer, offer
from workbench.discovery.learning.queue import Policy, Question, QuestionKind, Waiting, queue

RANDOM = np.random.default_rng(9)
POINTS = unit(RANDOM, 12)
NONE = POINTS[:0]


def to(index: int, code: int, probability: float) -> Offer:
    return Offer(index=index, code=code, probability=probability)


def test_a_stable_candidate_comes_first_by_its_most_typical_passages() -> None:
    waiting = [
        Waiting(theme=7, indexes=(0, 1, 2, 3, 4, 5), stability=0.3),
        Waiting(theme=8, indexes=(11, 10, 9, 8, 7, 6), stability=0.9),
    ]
    asked = queue([], POINTS, waiting, seen=NONE, most=20, policy=Policy(core=4))
    assert asked[0].kind is QuestionKind.CANDIDATE
    assert (asked[0].theme, asked[0].indexes) == (8, (11, 10, 9, 8))
    assert [one.kind for one in asked[2:]] == [QuestionKind.PASSAGE] * 4


def test_an_unstable_candidate_comes_after_stable_ones_however_large_it_is() -> None:
    waiting = [
        Waiting(theme=1, indexes=(0, 1, 2, 3, 4, 5, 6), stability=0.49),
        Waiting(theme=2, indexes=(7, 8), stability=0.5),
    ]
    asked = queue([to(9, 0, 0.2)], POINTS, waiting, seen=NONE)
    assert [one.theme for one in asked[:2]] == [2, 1]
    assert {one.kind for one in asked[2:]} == {QuestionKind.PASSAGE}


def test_a_candidate_whose_passages_fit_a_code_is_not_asked_about() -> None:
    waiting = [Waiting(theme=7, indexes=(0, 1, 2))]
    offers = [to(row, 3, 0.95) for row in range(3)]
    asked = queue(offers, POINTS, waiting, seen=NONE)
    assert all(one.theme is None for one in asked)
    assert any(set(one.indexes) & {0, 1, 2} and one.code == 3 for one in asked)


def test_the_worth_of_a_batch_is_what_it_puts_right_for_each_act() -> None:
    offers = [to(row, 2, 0.5) for row in range(4)]
    policy = Policy(reading=0.1)
    batch = next(
        one
        for one in queue(offers, POINTS[:4], [], seen=NONE, policy=policy)
        if one.kind is QuestionKind.BATCH
    )
    # Two of four are wrong: 2 - 4 x 0.1 put right for 1 + 2 acts.
    assert batch == Question(
        kind=QuestionKind.BATCH, theme=None, code=2, indexes=(0, 1, 2, 3), worth=0.533333
    )


def test_a_batch_holds_the_least_certain_offers_of_one_code() -> None:
    sure = [to(row, 1, 0.98) for row in range(6)]
    unsure = [to(row, 1, 0.4) for row in range(6, 12)]
    asked = queue(sure + unsure, POINTS, [], seen=NONE)
    assert set(asked[0].indexes) == set(range(6, 12))
    assert (asked[0].kind, asked[0].code) == (QuestionKind.BATCH, 1)


def test_of_single_passages_the_one_with_the_smallest_lead_comes_first() -> None:
    offers = [to(0, 0, 0.5), to(0, 1, 0.48), to(1, 2, 0.5), to(1, 3, 0.1)]
    asked = queue(offers, POINTS[:2], [], seen=NONE)
    assert [(one.kind, one.indexes) for one in asked] == [
        (QuestionKind.PASSAGE, (0,)),
        (QuestionKind.PASSAGE, (1,)),
    ]


def test_without_offers_the_least_known_passage_comes_first(vectors: NDArray[np.float32]) -> None:
    seen = vectors[:8]
    first = queue([], vectors[8:], [], seen=seen, most=1)[0]
    near = (vectors[8:] @ seen.T).max(axis=1)
    assert near[first.indexes[0]] < np.median(near)


def test_nothing_left_is_nothing_to_ask() -> None:
    assert queue([], NONE, [], seen=POINTS) == ()
    assert queue([], POINTS, [], seen=NONE, most=0) == ()


made_offers = st.lists(
    st.builds(
        to, st.integers(0, 11), st.integers(0, 3), st.floats(0.05, 1.0).map(lambda p: round(p, 6))
    ),
    max_size=30,
    unique_by=lambda one: (one.index, one.code),
)
made_waiting = st.lists(
    st.builds(
        Waiting,
        theme=st.integers(0, 50),
        indexes=st.lists(st.integers(0, 11), max_size=8, unique=True).map(tuple),
        stability=st.floats(0, 1),
    ),
    max_size=4,
)


@settings(max_examples=80, deadline=None)
@given(made_offers, made_waiting, st.integers(1, 30))
def test_laws_of_the_queue(offers, waiting, most) -> None:
    asked = queue(offers, POINTS, waiting, seen=NONE, most=most)
    assert 1 <= len(asked) <= most
    rows = [row for one in asked for row in one.indexes]
    assert len(rows) == len(set(rows))
    for one in asked:
        assert one.indexes
        assert (one.theme is not None) == (one.kind is QuestionKind.CANDIDATE)
        assert one.code is None or any(o.code == one.code for o in offers)
        assert (len(one.indexes) == 1) or one.kind is not QuestionKind.PASSAGE
    assert asked == queue(offers, POINTS, waiting, seen=NONE, most=most)
    middle = [one.worth for one in asked if one.kind is not QuestionKind.CANDIDATE]
    assert middle == sorted(middle, reverse=True)


def test_asked_long_enough_every_passage_is_asked_about(vectors: NDArray[np.float32]) -> None:
    judged, rest = workshop(vectors, 2)
    offers = offer(judged, vectors[rest], (NOBODY,) * len(rest), seed=0)
    asked = queue(offers, vectors[rest], [], seen=judged.vectors, most=1_000)
    assert {row for one in asked for row in one.indexes} == set(range(len(rest)))
