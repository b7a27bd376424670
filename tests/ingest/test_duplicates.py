from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.ingest.duplicates import ALIKE, SHORTEST, find_alike

WORDS = [
    f"{start}{end}" for start in ("visi", "form", "wait", "fami", "lapt") for end in range(300)
]


def _texts(count: int, seed: int = 1) -> list[str]:
    dice = random.Random(seed)
    return [" ".join(dice.choices(WORDS, k=60)) for _ in range(count)]


def test_an_edited_text_is_like_its_model() -> None:
    texts = _texts(50)
    words = texts[7].split()
    words[3], words[40] = "changed", "Twice"
    (found,) = find_alike([*texts, " ".join(words)], first_new=50)
    assert (found.place, found.like) == (50, 7)
    assert ALIKE <= found.share < 1


def test_case_white_space_and_stops_make_no_difference() -> None:
    (text,) = _texts(1)
    (found,) = find_alike([text, text.upper().replace(" ", ",\n ")])
    assert found == (1, 0, 1.0)


def test_other_texts_and_short_ones_are_like_none() -> None:
    assert find_alike(["Nothing to add."] * 5) == []
    assert find_alike(_texts(200)) == []
    assert find_alike([]) == []


def test_only_new_texts_are_asked_about() -> None:
    texts = _texts(3) * 2
    assert [found.place for found in find_alike(texts, first_new=5)] == [5]
    assert find_alike(texts, first_new=6) == []


@given(st.lists(st.text(max_size=200), max_size=6), st.integers(0, 6))
def test_a_text_is_like_an_earlier_one_and_shares_what_is_said(texts: list[str], new: int) -> None:
    for found in find_alike(texts, first_new=new):
        assert found.like < found.place
        assert found.place >= new
        assert ALIKE <= found.share <= 1


@given(st.text(min_size=SHORTEST * 3))
def test_a_copy_is_found_when_it_is_long_enough(text: str) -> None:
    enough = sum(map(str.isalnum, text.casefold())) >= SHORTEST
    assert bool(find_alike([text, text])) is enough


@pytest.mark.slow
def test_ten_thousand_texts_take_seconds() -> None:
    texts = _texts(10_000)
    start = time.monotonic()
    found = find_alike([*texts, *texts[:100]], first_new=10_000)
    assert len(found) == 100
    assert time.monotonic() - start < 20


@pytest.mark.slow
def test_a_crowd_of_the_same_text_takes_seconds() -> None:
    start = time.monotonic()
    assert len(find_alike(_texts(1) * 10_000)) == 9_999
    assert time.monotonic() - start < 20
