"""Terms that tell a group from its neighbours."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.discovery.contrast import Terms, centres, contrast
from workbench.discovery.encoders import unit_rows

TEXTS = tuple(
    f"{word} {'late' if number < 9 else odd}"
    for word, odd in (("bus", "early"), ("form", "long"), ("court", "early"))
    for number in range(10)
)
LABELS = np.repeat(np.arange(3, dtype=np.int64), 10)
VECTORS = unit_rows(np.repeat(np.asarray([[3, 1, 0], [1, 3, 0], [0, 0, 1]]), 10, axis=0))


@pytest.fixture
def terms() -> Terms:
    return contrast(TEXTS, VECTORS, LABELS, str.split)


def test_counts_are_of_passages(terms: Terms) -> None:
    assert terms.names == ("bus", "court", "early", "form", "late", "long")
    assert terms.spread(0) == {"bus": 10, "early": 1, "late": 9}
    assert terms.totals.tolist() == [10, 10, 2, 10, 27, 1]
    assert terms.single == {"long"}


def test_the_strongest_term_is_the_group_s_own(terms: Terms) -> None:
    assert [terms.ranked(group, 1)[0][0] for group in range(3)] == ["bus", "form", "court"]
    assert terms.of(1)["form"] == 1.0


def test_what_all_say_has_no_weight(terms: Terms) -> None:
    assert all("late" not in terms.of(group) for group in range(3))


def test_a_talkative_passage_counts_once() -> None:
    texts = ("bus bus bus bus tram", "tram here", "form", "form")
    weighed = contrast(texts, VECTORS[[0, 0, 10, 10]], LABELS[[0, 0, 10, 10]], str.split)
    assert weighed.ranked(0, 1)[0][0] == "tram"


def test_a_term_around_the_centre_counts_more() -> None:
    texts = ("near far", "near", "far", "other", "other")
    vectors = unit_rows(np.asarray([[1, 0], [1, 0.1], [1, 2], [0, 1], [0, 1]]))
    labels = np.asarray([0, 0, 0, 1, 1])
    weights = contrast(texts, vectors, labels, str.split).of(0)
    assert weights["near"] > weights["far"]


def test_passages_without_terms_have_none() -> None:
    empty = contrast(("?", "!"), VECTORS[[0, 10]], LABELS[[0, 10]], lambda _: [])
    assert empty.names == ()
    assert empty.ranked(0, 5) == ()
    assert empty.of(1) == {}


def test_centres_are_unit_means_of_the_placed() -> None:
    labels = np.where(LABELS == 2, 1, np.where(LABELS == 1, -1, LABELS))
    found = centres(VECTORS, labels)
    assert found.shape == (2, 3)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(found[1], [0, 0, 1], atol=1e-6)
