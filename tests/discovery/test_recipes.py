"""Recipes are read strictly."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workbench.discovery.recipes import (
    DEFAULT_RECIPE,
    ConsensusSpec,
    DensitySpec,
    EncoderKind,
    list_recipes,
    load_recipe,
    models_folder,
)
from workbench.errors import InvalidRecipe, UnknownRecipe


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(models_folder() / DEFAULT_RECIPE, tmp_path / DEFAULT_RECIPE)
    return tmp_path


def _change(folder: Path, old: str, new: str) -> None:
    path = folder / DEFAULT_RECIPE / "recipe.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_recipes_load_and_the_default_is_consensus() -> None:
    ids = [recipe.id for recipe in list_recipes()]
    assert ids == [
        "local-consensus-v1",
        "minilm-consensus-v2",
        "minilm-umap-hdbscan-v2",
        "static-consensus-v1",
        "tfidf-consensus-v2",
    ]
    default = load_recipe()
    assert default.id == DEFAULT_RECIPE
    assert isinstance(default.clusterer, ConsensusSpec)
    assert default.encoder.kind is EncoderKind.MINILM
    assert isinstance(load_recipe("minilm-umap-hdbscan-v2").clusterer, DensitySpec)


@pytest.mark.parametrize("recipe", list_recipes(), ids=lambda recipe: recipe.id)
def test_every_recipe_has_a_model_card(recipe) -> None:
    card = (models_folder() / recipe.id / "CARD.md").read_text(encoding="utf-8")
    for heading in ("Details", "Intended use", "Factors", "Metrics", "Evaluation data", "Ethics"):
        assert f"## {heading}" in card


def test_the_environment_chooses_the_folder(folder: Path, monkeypatch) -> None:
    monkeypatch.setenv("WORKBENCH_MODELS", str(folder))
    assert models_folder() == folder
    assert [recipe.id for recipe in list_recipes()] == [DEFAULT_RECIPE]


def test_an_unknown_recipe_names_the_known_ones(folder: Path) -> None:
    with pytest.raises(UnknownRecipe, match=f"no recipe “best”; choose one of {DEFAULT_RECIPE}"):
        load_recipe("best", folder)


@pytest.mark.parametrize("name", ["../minilm-consensus-v2", "/etc", "."])
def test_a_recipe_id_is_no_path(folder: Path, name: str) -> None:
    with pytest.raises(UnknownRecipe):
        load_recipe(name, folder)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("seed = 20240229", "seed = ", "cannot be read"),
        ("seed = 20240229", 'seed = "many"', "not of type int"),
        ("seed = 20240229", "seed = true", "not of type int"),
        ("seed = 20240229", "", "lacks"),
        ("seed = 20240229", "seed = -1", "negative"),
        ("seed = 20240229", "seed = 1\nsead = 2", "unknown key “sead”"),
        ('id = "minilm-consensus-v2"', 'id = "other"', "not the name of its folder"),
        ('kind = "minilm"', 'kind = "oracle"', "none of minilm, tfidf"),
        ("n_runs = 12", "n_runs = 0", "out of range"),
        ("pull = 0.7", "pull = 1.5", "out of range"),
        ("[consensus]", "[density]", "unknown key"),
        ("min_score = 0.3", "min_score = 7", "within 0 and 1"),
        ("sizes = [20,", "sizes = [400,", "must rise"),
        ("sizes = [20, 30,", "sizes = [30,", "one threshold each"),
        ("[encoder.weights]", "[encoder.wights]", "unknown key"),
    ],
)
def test_an_impossible_recipe_is_refused_with_the_reason(
    folder: Path, old: str, new: str, says: str
) -> None:
    _change(folder, old, new)
    with pytest.raises(InvalidRecipe, match=says):
        load_recipe(folder=folder)


def test_a_recipe_without_a_clusterer_is_refused(folder: Path) -> None:
    path = folder / DEFAULT_RECIPE / "recipe.toml"
    before, rest = path.read_text(encoding="utf-8").split("[consensus]")
    path.write_text(before + rest[rest.index("[keywords]") :], encoding="utf-8")
    with pytest.raises(InvalidRecipe, match="exactly one of consensus and density"):
        load_recipe(folder=folder)


def test_bytes_that_are_no_text_are_refused(folder: Path) -> None:
    (folder / DEFAULT_RECIPE / "recipe.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidRecipe, match="cannot be read"):
        load_recipe(folder=folder)
