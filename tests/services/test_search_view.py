"""Search: by words, by meaning with a real encoder, by what is coded, by where; and what is kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.explored import BLAME, TYPING, explore, named
from workbench.discovery.recipes import DEFAULT_RECIPE
from workbench.domain.searches import (
    UNCODED,
    Condition,
    SavedSearch,
    Search,
    plain_name,
    read_condition,
)
from workbench.domain.sources import text_hash
from workbench.errors import BrokenModel
from workbench.services.keep_search import forget, keep, kept
from workbench.services.view import meaning
from workbench.services.view.search import Found, search
from workbench.store.database import Project, open_project
from workbench.store.material import material
from workbench.store.vectors import VectorCache


@pytest.fixture
def explored(project: Project, tmp_path: Path) -> Project:
    return explore(project, tmp_path)


class Axes:
    """An encoder of two words: how much of typing, and how much of fear, is in a text."""

    id, n_dimensions, cacheable = "axes", 2, True

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        rows = [
            ("typ" in each.lower(), any(w in each.lower() for w in ("blam", "scared", "afraid")))
            for each in texts
        ]
        found = np.asarray(rows, np.float32).reshape(len(texts), 2)
        return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1))


def _read(project: Project, encoder: object, *, but: str = "") -> None:
    """Let the encoder have read every passage but some."""
    project.cache["encoders"] = {DEFAULT_RECIPE: encoder}
    left_out = set(named(project, but))
    texts = [
        each.quote for name, each in material(project).passages.items() if name not in left_out
    ]
    vectors = encoder.encode(texts)  # type: ignore[attr-defined]
    VectorCache(project, encoder.id).add(list(map(text_hash, texts)), vectors)  # type: ignore[attr-defined]


def _numbers(found: Found) -> list[str]:
    return [each.passage.external_id for each in found.hits]


def test_words_find_passages_and_who_said_them(explored: Project) -> None:
    found = search(explored, Search(words="type"))
    assert sorted(_numbers(found), key=int) == ["1", "2", "3", "11", "12", "13"]
    # Ann said it twice.
    assert (len(found.everything), found.people) == (6, 5)
    assert {each.by for each in found.hits} == {("words",)}
    assert [(each.id, each.hits) for each in found.codes] == [(TYPING, 5)]


def test_conditions_and_codes_narrow_a_search(explored: Project) -> None:
    cald = (Condition("authority", "CALD"),)
    assert sorted(_numbers(search(explored, Search(words="typed", where=cald)))) == [
        "12",
        "13",
        "3",
    ]
    within = search(explored, Search(words="typed", within=TYPING))
    assert "11" not in _numbers(within)
    assert _numbers(search(explored, Search(words="typed", within=UNCODED))) == ["11"]
    nowhere = Search(words="typed", where=(Condition("authority", "Elsewhere"),))
    assert search(explored, nowhere).everything == ()


def test_without_words_everything_that_the_conditions_leave_is_found(explored: Project) -> None:
    found = search(explored, Search(where=(Condition("role", "team manager"),)))
    assert _numbers(found) == ["8", "11"]
    assert found.codes == ()


def test_meaning_finds_other_words_and_says_how(explored: Project) -> None:
    _read(explored, Axes())
    found = search(explored, Search(words="afraid", meaning=True))
    by = {each.passage.external_id: each.by for each in found.hits}
    assert by["9"] == ("words", "meaning", "code")
    assert by["6"] == ("meaning", "code")
    # Its words say nothing of fear; that people coded it so leads to it.
    assert by["7"] == ("code",)
    assert _numbers(found)[0] == "9"
    assert (found.codes[0].id, found.codes[0].near) == (BLAME, True)
    assert found.message == ""


def test_what_was_not_read_is_found_by_words_and_told(explored: Project) -> None:
    _read(explored, Axes(), but="12 13")
    found = search(explored, Search(words="typed", meaning=True))
    assert "12" in _numbers(found)
    assert found.message.startswith("2 passages were not read yet")
    VectorCache(explored, "axes").add(
        [text_hash(material(explored).passages[each].quote) for each in named(explored, "12")],
        np.asarray([[1, 0]], np.float32),
    )
    found = search(explored, Search(words="typed", meaning=True))
    assert found.message == "1 passage was not read yet, and is found by its words only."
    VectorCache(explored, "axes").add(
        [text_hash(material(explored).passages[each].quote) for each in named(explored, "13")],
        np.asarray([[1, 0]], np.float32),
    )
    assert search(explored, Search(words="typed", meaning=True)).message == ""


def test_before_anything_was_read_the_next_step_is_told(explored: Project) -> None:
    explored.cache["encoders"] = {DEFAULT_RECIPE: Axes()}
    found = search(explored, Search(words="afraid", meaning=True))
    assert "look for candidates once" in found.message
    # Codes are read all the same, and lead to what they hold.
    assert _numbers(found) == ["9", "6", "7", "8"]


def test_a_broken_model_leaves_the_words(
    explored: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Project) -> None:
        raise BrokenModel("model.onnx", "the file is missing")

    monkeypatch.setattr(meaning, "_encoder", broken)
    found = search(explored, Search(words="afraid", meaning=True))
    assert found.message.startswith("Meaning cannot be searched: ")
    assert _numbers(found) == ["9"]


def test_an_encoder_of_words_alone_says_so(explored: Project) -> None:
    encoder = Axes()
    encoder.cacheable = False
    explored.cache["encoders"] = {DEFAULT_RECIPE: encoder}
    found = search(explored, Search(words="afraid", meaning=True))
    assert "by its words only" in found.message


def test_people_frightened_to_decide_finds_blame(explored: Project) -> None:
    from workbench.discovery.encoders import load_encoder
    from workbench.discovery.recipes import load_recipe

    _read(explored, load_encoder(load_recipe(None)))
    found = search(explored, Search(words="people frightened to decide", meaning=True))
    assert found.codes[0].id == BLAME
    assert set(_numbers(found)[:3]) <= {"6", "7", "8", "9"}
    assert search(explored, Search(words="people frightened to decide")).everything == ()


@given(st.text(max_size=40))
def test_whatever_is_typed_is_words(typed: str) -> None:
    assert plain_name(typed) == plain_name(plain_name(typed))
    condition = read_condition(typed)
    assert condition is None or (condition.name and condition.value)


def test_conditions_are_read_from_what_is_written() -> None:
    assert read_condition("small change = a=b ") == Condition("small change", "a=b")
    assert read_condition("role") is read_condition("=x") is read_condition("role= ") is None


def test_a_search_is_kept_and_forgotten(explored: Project) -> None:
    wanted = Search(words="typed", meaning=True, where=(Condition("role", "x"),), within=TYPING)
    saved = keep(explored, "  Typing   at Cald ", wanted, coder="Ann")
    assert saved is not None
    assert (saved.name, saved.coder, saved.search) == ("Typing at Cald", "Ann", wanted)
    with open_project(explored.where) as again:
        assert kept(again) == (saved,)
    forget(explored, saved.id)
    forget(explored, saved.id)
    assert kept(explored) == ()


def test_one_of_the_same_name_makes_way(explored: Project) -> None:
    keep(explored, "Mine", Search(words="one"), coder="Ann")
    keep(explored, "mine", Search(words="two"), coder="Amir")
    keep(explored, "Another", Search(words="three"), coder="Amir")
    assert [(each.name, each.search.words) for each in kept(explored)] == [
        ("Another", "three"), ("mine", "two"),
    ]  # fmt: skip


def test_what_looks_for_nothing_is_not_kept(explored: Project) -> None:
    assert keep(explored, "Nothing", Search(words="  "), coder="Ann") is None
    unnamed = keep(explored, " ", Search(words="two  words"), coder="Ann")
    assert isinstance(unnamed, SavedSearch)
    assert unnamed.name == "two words"


def test_of_very_many_that_mean_the_same_the_nearest_are_shown(
    explored: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    _read(explored, Axes())
    monkeypatch.setattr(meaning, "_NEAREST", 2)
    found = search(explored, Search(words="keying", meaning=True))
    assert len([each for each in found.hits if "meaning" in each.by]) <= 2
    found = search(explored, Search(words="typical", meaning=True))
    assert found.message == "Of 8 that may mean the same, the 2 nearest are here."
