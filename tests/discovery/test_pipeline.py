"""The whole way from passages to proposals."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.discovery.material import (
    EMPTY,
    PASSAGES,
    UNRELATED,
    random_vectors,
    random_words,
    theme_of,
)
from workbench.discovery.answers import Discovery, Verdict
from workbench.discovery.chance import deal_out
from workbench.discovery.grammar import tagger_package
from workbench.discovery.pipeline import discover
from workbench.discovery.placement import Placement
from workbench.discovery.recipes import Recipe, load_recipe

_ROOT = Path(__file__).parents[2]
_FRESH = """
import json, sys
from dataclasses import asdict
from tests.discovery.material import PASSAGES
from workbench.discovery.encoders import load_encoder
from workbench.discovery.pipeline import discover
from workbench.discovery.recipes import load_recipe
recipe = load_recipe()
encoder = load_encoder(recipe)
texts = PASSAGES[::-1] if sys.argv[1] == "backwards" else PASSAGES
vectors = encoder.encode(texts)
if sys.argv[1] == "backwards":
    vectors = vectors[::-1].copy()
print(json.dumps(asdict(discover(PASSAGES, vectors, recipe))))
print("umap" in sys.modules, file=sys.stderr)
"""


def _indices(found: Discovery) -> list[int]:
    placed = [member.index for proposal in found.proposals for member in proposal.members]
    return placed + [passage.index for passage in found.unplaced]


def test_a_workshop_gives_themes_that_match_what_was_written(found: Discovery) -> None:
    assert found.verdict is Verdict.THEMES
    assert 4 <= len(found.proposals) <= 12
    same = total = 0
    for proposal in found.proposals:
        themes = Counter(theme_of(member.index) for member in proposal.members)
        same += themes.most_common(1)[0][1]
        total += len(proposal.members)
    assert total >= 32
    assert same / total > 0.75


def test_every_passage_is_in_one_proposal_or_unplaced(found: Discovery) -> None:
    assert sorted(_indices(found)) == list(range(len(PASSAGES)))


def test_members_and_proposals_are_in_order(found: Discovery) -> None:
    sizes = [len(proposal.members) for proposal in found.proposals]
    assert sizes == sorted(sizes, reverse=True)
    for proposal in found.proposals:
        scores = [member.score for member in proposal.members]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in [*scores, proposal.stability])


def test_titles_are_unique_and_readable(found: Discovery) -> None:
    titles = [proposal.title for proposal in found.proposals]
    assert len({title.casefold() for title in titles}) == len(titles)
    for title in titles:
        assert 3 <= len(title) <= 60
        assert len(title.split()) <= 7
        assert "_" not in title
        assert title[0] == title[0].upper()


def test_keywords_come_from_the_members_words(found: Discovery) -> None:
    for proposal in found.proposals:
        words = " ".join(PASSAGES[member.index] for member in proposal.members).lower()
        assert proposal.keywords
        for keyword in proposal.keywords:
            assert all(part.lower()[:4] in words for part in keyword.split())


def test_the_message_counts_what_was_placed(found: Discovery) -> None:
    placed = sum(len(proposal.members) for proposal in found.proposals)
    assert found.message.startswith(
        f"{len(found.proposals)} candidates from {placed} of {len(PASSAGES)} passages"
    )


def test_the_run_records_what_it_depends_on(found: Discovery, recipe) -> None:
    assert (found.recipe_id, found.seed) == (recipe.id, recipe.seed)
    assert found.versions["encoder"] == f"minilm:{recipe.encoder.weights.sha256}"
    assert {"numpy", "scipy", "scikit-learn"} <= set(found.versions)
    assert {"spacy", tagger_package()} <= set(found.versions)


def test_passages_without_content_are_set_aside(recipe, encoder) -> None:
    texts = [*PASSAGES[:24], *EMPTY, *PASSAGES[24:]]
    found = discover(texts, encoder.encode(texts), recipe)
    left = {passage.index: passage for passage in found.unplaced}
    for index in range(24, 24 + len(EMPTY)):
        assert (left[index].nearest, left[index].score) == (None, 0.0)
    assert sorted(_indices(found)) == list(range(len(texts)))


def test_weak_passages_point_to_the_nearest_proposal(recipe, encoder) -> None:
    texts = [*PASSAGES, "The girl's goldfish is called Admiral Nelson."]
    strict = replace(recipe, placement=replace(recipe.placement, min_score=0.45))
    found = discover(texts, encoder.encode(texts), strict)
    assert found.verdict is Verdict.THEMES
    assert len(texts) - 1 in {passage.index for passage in found.unplaced}
    for passage in found.unplaced:
        assert passage.nearest in range(len(found.proposals))
        assert 0 <= passage.score <= 1


def test_too_little_text_is_an_answer(recipe, encoder) -> None:
    texts = [*PASSAGES[:12], *EMPTY]
    found = discover(texts, encoder.encode(texts), recipe)
    assert found.verdict is Verdict.TOO_FEW
    assert found.message == "Only 12 passages with content: code these by hand."
    assert found.proposals == ()
    assert sorted(_indices(found)) == list(range(len(texts)))


@pytest.mark.parametrize("texts", [[], [PASSAGES[0]], list(EMPTY)])
def test_the_smallest_inputs(recipe, encoder, texts: list[str]) -> None:
    found = discover(texts, encoder.encode(texts), recipe)
    assert found.verdict is Verdict.TOO_FEW
    assert sorted(_indices(found)) == list(range(len(texts)))


def test_the_same_passage_many_times_is_all_alike(recipe, encoder) -> None:
    texts = [f"{PASSAGES[0]}{'!' * (i % 3)}" for i in range(40)]
    found = discover(texts, encoder.encode(texts), recipe)
    assert found.verdict is Verdict.ALL_ALIKE
    assert found.message == "All 40 passages with content say nearly the same: one candidate."
    assert [len(each.members) for each in found.proposals] == [40]
    assert found.proposals[0].stability == 1.0
    assert found.unplaced == ()


def test_a_few_identical_passages_are_one_candidate_too(recipe, encoder) -> None:
    found = discover([PASSAGES[0]] * 5, encoder.encode([PASSAGES[0]] * 5), recipe)
    assert [len(each.members) for each in found.proposals] == [5]


def test_repeats_do_not_make_up_for_different_passages(recipe, encoder) -> None:
    texts = [text for text in PASSAGES[:40:8] for _ in range(10)]
    found = discover(texts, encoder.encode(texts), recipe)
    assert found.verdict is Verdict.TOO_FEW
    assert found.message.startswith("Only 5 passages that differ")


def test_unrelated_sentences_give_no_themes(recipe, encoder) -> None:
    for count in (20, 24, 30):
        found = discover(UNRELATED[:count], encoder.encode(UNRELATED[:count]), recipe)
        assert found.verdict is Verdict.NO_THEMES


@settings(max_examples=12, deadline=None)
@given(count=st.integers(0, 60), seed=st.integers(0, 10_000))
def test_noise_gives_no_themes_and_loses_no_passage(recipe, count: int, seed: int) -> None:
    found = discover(random_words(count, seed), random_vectors(recipe, count, seed), recipe)
    assert found.verdict is (Verdict.NO_THEMES if count >= 20 else Verdict.TOO_FEW)
    assert sorted(_indices(found)) == list(range(count))


@settings(max_examples=8, deadline=None)
@given(order=st.permutations(range(len(PASSAGES))), seed=st.integers(0, 2**32))
def test_any_order_and_seed_partitions_the_passages(recipe, vectors, order, seed: int) -> None:
    texts = [PASSAGES[i] for i in order]
    found = discover(texts, vectors[order], recipe, seed=seed)
    assert sorted(_indices(found)) == list(range(len(texts)))
    assert found.seed == seed
    titles = [proposal.title.casefold() for proposal in found.proposals]
    assert len(set(titles)) == len(titles)


def test_progress_rises_to_one(recipe, vectors) -> None:
    seen: list[tuple[str, float]] = []
    discover(PASSAGES, vectors, recipe, progress=lambda stage, part: seen.append((stage, part)))
    fractions = [part for _, part in seen]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert len({stage for stage, _ in seen}) >= 4


@pytest.mark.parametrize("spoil", ["shape", "rows", "nan"])
def test_vectors_that_cannot_be_are_refused(recipe, vectors, spoil: str) -> None:
    wrong = {"shape": vectors[:, :10], "rows": vectors[1:], "nan": vectors * np.float32(np.nan)}
    with pytest.raises(ValueError, match="vectors"):
        discover(PASSAGES, wrong[spoil], recipe)


@pytest.mark.slow
def test_two_fresh_processes_agree_byte_for_byte() -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", _FRESH, order],
            cwd=_ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "OMP_NUM_THREADS": threads},
            capture_output=True,
            check=True,
        ).stdout
        for order, seed, threads in (("forwards", "1", "1"), ("backwards", "2", "2"))
    ]
    assert runs[0] == runs[1]
    assert json.loads(runs[0])["verdict"] == "themes"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["tfidf-consensus-v2", "minilm-umap-hdbscan-v2"])
def test_the_other_recipes_find_themes_too(name: str) -> None:
    from workbench.discovery.encoders import load_encoder

    recipe = load_recipe(name)
    found = discover(PASSAGES, load_encoder(recipe).encode(PASSAGES), recipe)
    again = discover(PASSAGES, load_encoder(recipe).encode(PASSAGES), recipe)
    assert found.verdict is Verdict.THEMES
    assert sorted(_indices(found)) == list(range(len(PASSAGES)))
    assert json.dumps(asdict(found)) == json.dumps(asdict(again))


def test_above_the_landmarks_everybody_else_joins(recipe, vectors) -> None:
    few = replace(recipe, consensus=replace(recipe.consensus, n_landmarks=30))
    found = discover(PASSAGES, vectors, few)
    assert found.verdict is Verdict.THEMES
    assert sorted(_indices(found)) == list(range(len(PASSAGES)))
    again = discover(PASSAGES, vectors, few)
    assert json.dumps(asdict(found)) == json.dumps(asdict(again))


@pytest.mark.parametrize("n_landmarks", [30, 1200])
def test_levels_nest_and_hold_the_same_passages(recipe, vectors, n_landmarks: int) -> None:
    some = replace(recipe, consensus=replace(recipe.consensus, n_landmarks=n_landmarks))
    found = discover(PASSAGES, vectors, some)
    held = [{m.index for each in level for m in each.members} for level in found.levels]
    assert held == [held[0]] * 3
    assert found.chosen == 1
    counts = [len(level) for level in found.levels]
    assert counts == sorted(counts)
    assert all(each.parent is None for each in found.levels[0])
    for wider, finer in zip(found.levels, found.levels[1:], strict=False):
        for each in finer:
            assert each.parent is not None
            inside = {member.index for member in wider[each.parent].members}
            assert {member.index for member in each.members} <= inside


def test_evidence_points_into_the_candidate(found: Discovery) -> None:
    for level in found.levels:
        for each in level:
            inside = {member.index for member in each.members}
            assert 1 <= len(each.evidence.central) <= 3
            assert set(each.evidence.central) | set(each.evidence.edge) <= inside
            assert set(each.evidence.draft_sources) <= inside


def test_a_dealt_out_workshop_gives_no_themes(recipe, encoder) -> None:
    for seed in range(4):
        words = [text.split() for text in PASSAGES]
        dealt = deal_out(words, np.random.default_rng(seed))
        found = discover(dealt, encoder.encode(dealt), recipe, encode=encoder.encode_more)
        assert found.verdict is Verdict.NO_THEMES


def test_a_workshop_stands_out_from_its_own_words(recipe, encoder, vectors) -> None:
    found = discover(PASSAGES, vectors, recipe, encode=encoder.encode_more)
    assert found.verdict is Verdict.THEMES


def test_of_large_groups_the_centre_and_the_border_are_read(recipe: Recipe) -> None:
    scores = np.concatenate([np.linspace(0.9, 0.4, 500), np.linspace(0.9, 0.4, 20), np.zeros(3)])
    placement = Placement(
        labels=np.repeat([0, 1, -1], [500, 20, 3]),
        scores=scores,
        stability=np.ones(2),
        centroids=np.eye(2, dtype=np.float32),
    )
    read = placement.telling().tolist()
    assert read == [*range(100), *range(470, 500), *range(500, 523)]
