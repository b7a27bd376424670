"""A model of this machine: an ONNX export needs nothing else, and nothing is fetched."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.discovery.material import PASSAGES
from workbench.discovery.encoders import Encoder, load_encoder, load_encoder_or_plain, pinned_path
from workbench.discovery.recipes import PLAIN_RECIPE, Recipe, load_recipe
from workbench.errors import BrokenModel, MissingExtra, NoLocalModel


@pytest.fixture
def own() -> Recipe:
    return load_recipe("local-consensus-v1")


@pytest.fixture
def folder(recipe: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder as sentence-transformers writes it, holding the pinned model."""
    place = tmp_path / "model"
    (place / "1_Pooling").mkdir(parents=True)
    (place / "onnx").mkdir()
    assert recipe.encoder.weights is not None
    assert recipe.encoder.tokenizer is not None
    shutil.copyfile(pinned_path(recipe.encoder.weights), place / "onnx" / "model.onnx")
    shutil.copyfile(pinned_path(recipe.encoder.tokenizer), place / "tokenizer.json")
    _pool(place, {"word_embedding_dimension": 384, "pooling_mode_mean_tokens": True})
    (place / "sentence_bert_config.json").write_text(json.dumps({"max_seq_length": 256}))
    monkeypatch.setenv("WORKBENCH_MODEL_FOLDER", str(place))
    return place


def _pool(place: Path, said: dict[str, object]) -> None:
    (place / "1_Pooling" / "config.json").write_text(json.dumps(said))


def test_the_same_model_gives_the_same_vectors(own: Recipe, folder: Path, encoder: Encoder) -> None:
    mine, recipe, told = load_encoder_or_plain(own)
    assert (recipe.encoder.n_dimensions, told) == (384, None)
    assert mine.encode(PASSAGES[:8]).tobytes() == encoder.encode(PASSAGES[:8]).tobytes()
    assert mine.id.startswith("local-")
    assert mine.cacheable


def test_a_folder_can_stand_in_the_recipe(
    own: Recipe, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WORKBENCH_MODEL_FOLDER")
    named = replace(own, encoder=replace(own.encoder, folder=str(folder)))
    assert load_encoder(named).n_dimensions == 384


@pytest.mark.parametrize(
    "said",
    [
        {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False},
        {"pooling_mode": "max"},
    ],
)
def test_another_pooling_is_another_encoder(
    own: Recipe, folder: Path, said: dict[str, object]
) -> None:
    mean = load_encoder(own)
    _pool(folder, said)
    other = load_encoder(own)
    assert other.id != mean.id
    assert abs(float(other.encode(["bus"])[0] @ mean.encode(["bus"])[0])) < 0.99


def test_a_shorter_limit_is_kept(own: Recipe, folder: Path) -> None:
    (folder / "sentence_bert_config.json").write_text(json.dumps({"max_seq_length": 8}))
    cut = load_encoder(own)
    long, short = cut.encode(["bus " * 40, "bus " * 6])
    np.testing.assert_array_equal(long, short)


def test_what_is_not_there_is_told(
    own: Recipe, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "tokenizer.json").unlink()
    with pytest.raises(NoLocalModel, match=r"tokenizer\.json"):
        load_encoder(own)
    (folder / "onnx" / "model.onnx").unlink()
    with pytest.raises(NoLocalModel, match=r"neither model\.onnx nor"):
        load_encoder(own)
    monkeypatch.setenv("WORKBENCH_MODEL_FOLDER", str(tmp_path / "nowhere"))
    with pytest.raises(NoLocalModel, match="no such folder"):
        load_encoder_or_plain(own)
    monkeypatch.delenv("WORKBENCH_MODEL_FOLDER")
    with pytest.raises(NoLocalModel, match="is not set"):
        load_encoder(own)


def test_a_model_without_an_export_needs_the_extra(own: Recipe, folder: Path) -> None:
    (folder / "onnx" / "model.onnx").rename(folder / "model.safetensors")
    with pytest.raises(MissingExtra, match=r"sensemaking-workbench\[transformers\]"):
        load_encoder(own)


@pytest.mark.parametrize(
    "said", [{"pooling_mode": "weightedmean"}, {"pooling_mode_lasttoken": True}]
)
def test_a_pooling_that_is_not_known_is_told(
    own: Recipe, folder: Path, said: dict[str, object]
) -> None:
    _pool(folder, said)
    with pytest.raises(BrokenModel, match="no pooling"):
        load_encoder(own)


def test_a_layer_after_the_pooling_is_told(own: Recipe, folder: Path) -> None:
    layers = [{"type": f"sentence_transformers.models.{each}"} for each in ("Pooling", "Normalize")]
    (folder / "modules.json").write_text(json.dumps(layers))
    assert load_encoder(own).n_dimensions == 384
    layers.append({"type": "sentence_transformers.models.Dense"})
    (folder / "modules.json").write_text(json.dumps(layers))
    with pytest.raises(NoLocalModel, match="Dense"):
        load_encoder(own)


def test_settings_that_cannot_be_read_are_told(own: Recipe, folder: Path) -> None:
    (folder / "sentence_bert_config.json").write_text("{")
    with pytest.raises(BrokenModel, match="cannot be read"):
        load_encoder(own)


def test_half_a_file_falls_back_to_the_plain_recipe(own: Recipe, folder: Path) -> None:
    weights = folder / "onnx" / "model.onnx"
    weights.write_bytes(weights.read_bytes()[:1_000_000])
    plain, recipe, told = load_encoder_or_plain(own)
    assert recipe.id == PLAIN_RECIPE
    assert plain.n_dimensions == recipe.encoder.n_dimensions
    assert told is not None
    assert "model.onnx" in told
    assert PLAIN_RECIPE in told


def test_another_file_than_the_pinned_one_falls_back(recipe: Recipe) -> None:
    assert recipe.encoder.weights is not None
    weights = replace(recipe.encoder.weights, sha256="0" * 64)
    other = replace(recipe, encoder=replace(recipe.encoder, weights=weights), seed=7)
    _, plain, told = load_encoder_or_plain(other)
    assert (plain.id, plain.seed) == (PLAIN_RECIPE, 7)
    assert "SHA-256" in str(told)
    assert load_encoder_or_plain(recipe)[1:] == (recipe, None)
