"""Cutting a group: the same cut every time, every row in one part, words for each."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.discovery.cutting import central, cut, name_parts, words_against
from workbench.discovery.partitions import Vectors


def _rows(count: int, seed: int) -> Vectors:
    rows: Vectors = np.random.default_rng(seed).normal(size=(count, 5)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows


@settings(max_examples=40, deadline=None)
@given(st.integers(6, 60), st.integers(0, 1_000), st.sampled_from([2, 3]))
def test_a_cut_is_the_same_every_time_and_leaves_nothing_out(
    count: int, seed: int, parts: int
) -> None:
    rows = _rows(count, seed)
    labels = cut(rows, parts)
    assert np.array_equal(labels, cut(rows, parts))
    sizes = np.bincount(labels, minlength=parts)
    assert sizes.sum() == count
    assert sizes.all()
    assert sorted(sizes.tolist(), reverse=True) == sizes.tolist()


def test_two_lumps_are_told_apart() -> None:
    rows = np.repeat(np.eye(2, 4, dtype=np.float32), [7, 5], axis=0)
    rows += np.random.default_rng(1).normal(scale=0.05, size=rows.shape).astype(np.float32)
    assert cut(rows, 2).tolist() == [0] * 7 + [1] * 5


def test_a_part_lists_the_nearest_to_its_middle_first() -> None:
    rows = np.array([[1, 0], [0.9, 0.4], [0.9, -0.4], [0, 1], [0.1, 1]], dtype=np.float32)
    labels = np.array([0, 0, 0, 1, 1])
    assert central(rows, labels, 0)[0] == 0
    assert sorted(central(rows, labels, 1)) == [3, 4]


def test_parts_are_named_by_what_tells_them_apart() -> None:
    texts = ["the voucher waits for a signature"] * 4 + ["the laptop lost its password"] * 4
    labels = np.repeat([0, 1], 4)
    one, other = name_parts(texts, np.eye(2, dtype=np.float32)[labels], labels)
    assert one.title != other.title
    assert {"voucher", "signature"} & set(" ".join(one.keywords).split())
    assert {"laptop", "password"} & set(" ".join(other.keywords).split())


def test_what_may_be_somebodys_name_is_no_word() -> None:
    texts = ["we rang Precious about the voucher", "the voucher was late", "no voucher again"]
    assert "precious" not in " ".join(words_against(texts, ["a quiet day"] * 5)).lower()


def test_nothing_has_no_words() -> None:
    assert words_against([], ["a"]) == words_against(["a"], []) == ()
