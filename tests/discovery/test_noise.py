"""How often noise is taken for themes, and themes for noise."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.discovery.material import PASSAGES, UNRELATED, dealt_out, random_vectors, random_words
from workbench.discovery.noise import alike, has_themes, structure, threshold
from workbench.discovery.progress import silent
from workbench.discovery.recipes import Recipe


def _says_themes(vectors, recipe: Recipe) -> bool:
    return has_themes(vectors, recipe.noise, seed=recipe.seed, progress=silent)


def test_the_threshold_lies_between_the_calibrated_sizes(recipe) -> None:
    spec = replace(recipe.noise, sizes=(20, 80), thresholds=(-0.1, 0.1))
    assert threshold(spec, 40) == pytest.approx(0.0)
    assert threshold(spec, 5) == pytest.approx(-0.1)
    assert threshold(spec, 5_000) == pytest.approx(0.1)


def test_themes_show_more_structure_than_the_same_words_dealt_out(recipe, encoder, vectors) -> None:
    assert _says_themes(vectors, recipe)
    meant = structure(vectors, recipe.noise, seed=1, progress=silent)
    dealt = encoder.encode(dealt_out(PASSAGES, 1))
    assert structure(dealt, recipe.noise, seed=1, progress=silent) < meant - 0.03


def test_the_same_seed_gives_the_same_figure(recipe, vectors) -> None:
    figures = {structure(vectors, recipe.noise, seed=5, progress=silent) for _ in range(2)}
    assert len(figures) == 1


def test_many_passages_are_judged_by_samples(recipe, vectors) -> None:
    spec = replace(recipe.noise, max_sample=30)
    steps: list[float] = []
    structure(vectors, spec, seed=1, progress=lambda _stage, part: steps.append(part))
    assert len(steps) == 2 * spec.n_surrogates
    assert steps[-1] == pytest.approx(1.0)


def test_alike_is_the_mean_cosine_of_pairs() -> None:
    vectors = np.array([[1, 0], [1, 0], [0, 1]], dtype=np.float32)
    assert alike(vectors) == pytest.approx(1 / 3)


@pytest.mark.slow
@pytest.mark.parametrize("count", [20, 40, 120])
def test_random_directions_are_never_themes(recipe, count: int) -> None:
    wrong = [
        seed for seed in range(50) if _says_themes(random_vectors(recipe, count, seed), recipe)
    ]
    assert wrong == []


@pytest.mark.slow
def test_random_words_are_hardly_ever_themes(recipe, encoder) -> None:
    vectors = encoder.encode(random_words(50 * 30, 3))
    wrong = [i for i in range(50) if _says_themes(vectors[30 * i : 30 * i + 30], recipe)]
    assert len(wrong) <= 2


@pytest.mark.slow
@pytest.mark.parametrize("count", [20, 25, 30])
def test_unrelated_sentences_are_never_themes(recipe, encoder, count: int) -> None:
    vectors = encoder.encode(UNRELATED)
    draws = [np.random.default_rng(seed).permutation(len(UNRELATED))[:count] for seed in range(50)]
    assert [seed for seed, rows in enumerate(draws) if _says_themes(vectors[rows], recipe)] == []


@pytest.mark.slow
def test_a_workshops_words_dealt_out_are_seldom_themes(recipe, encoder) -> None:
    wrong = [
        seed
        for seed in range(50)
        if _says_themes(encoder.encode(dealt_out(PASSAGES, seed)), recipe)
    ]
    assert len(wrong) <= 5


@pytest.mark.slow
@pytest.mark.corpora
@pytest.mark.parametrize(
    ("path", "least"),
    [("ofsted-areas-for-improvement/areas.csv", 10), ("nhs-fft-phase1/comments.csv", 9)],
)
@pytest.mark.parametrize("count", [60, 120])
def test_real_material_has_themes(recipe, encoder, path: str, least: int, count: int) -> None:
    root = os.environ.get("WORKBENCH_CORPORA")
    if not root or not (Path(root) / path).is_file():
        pytest.skip(f"{path} is not below WORKBENCH_CORPORA")
    with (Path(root) / path).open(encoding="utf-8", newline="") as lines:
        texts = [row["text"] for row in csv.DictReader(lines) if len(row["text"]) > 25]
    right = 0
    for seed in range(10):
        rows = np.random.default_rng(seed).permutation(len(texts))[:count]
        right += _says_themes(encoder.encode([texts[row] for row in rows]), recipe)
    assert right >= least
