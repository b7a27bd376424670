"""Texts and vectors in, proposals out. This module only composes."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.chance import Encode, stands_out
from workbench.discovery.noise import alike, has_themes
from workbench.discovery.partitions import Partition, Vectors
from workbench.discovery.placement import Placement, nearest, place, rounded
from workbench.discovery.progress import Progress, pulsing, silent, within
from workbench.discovery.recipes import ConsensusSpec, DensitySpec, Recipe
from workbench.discovery.versions import versions_of
from workbench.discovery.words import has_content, same_words


class Verdict(StrEnum):
    """What discovery has to say about a set of passages."""

    THEMES = "themes"
    TOO_FEW = "too few"
    ALL_ALIKE = "all alike"
    NO_THEMES = "no themes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A passage of a proposal: its place in ``texts`` and how central it is, in [0, 1]."""

    index: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A theme that the machine proposes; members are ordered most central first."""

    title: str
    keywords: tuple[str, ...]
    members: tuple[Member, ...]
    stability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """A passage in no proposal, and the proposal nearest to it, if any (cosine as score)."""

    index: int
    nearest: int | None
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """The answer: a verdict with one sentence for a facilitator, and what was found.

    Every index of the given texts is in exactly one proposal or in ``unplaced``.
    """

    verdict: Verdict
    message: str
    proposals: tuple[Proposal, ...]
    unplaced: tuple[Unplaced, ...]
    recipe_id: str
    seed: int
    versions: Mapping[str, str]


def discover(
    texts: Sequence[str],
    vectors: NDArray[np.float32],
    recipe: Recipe,
    *,
    encode: Encode | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
) -> Discovery:
    """Propose themes for passages, or say plainly that there are none.

    The same texts, vectors, recipe, seed and versions give the same answer, byte for byte.

    Parameters
    ----------
    texts
        The passages.
    vectors
        Their unit vectors from the recipe's encoder, shape (len(texts), n_dimensions).
    recipe
        The declared pipeline.
    encode
        What made the vectors: with it, the passages are held against their own words dealt out at
        random; without it, against Gaussian noise, which asks for more.
    seed
        Instead of the recipe's own.
    progress
        Called with a sentence about the stage and the fraction done, in [0, 1].

    Raises
    ------
    ValueError
        The vectors have another shape than the texts and recipe ask for, or are not finite.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    _check(texts, vectors, recipe)
    chosen, tell = recipe.seed if seed is None else seed, progress or silent
    pulsing(_import_tools, "Getting the tools ready", within(tell, 0.0, 0.01))
    tell("Setting aside passages without content", 0.01)
    kept = _with_content(texts, vectors)
    with threadpool_limits(limits=1):  # sums in another order would differ in the last digit
        checked = within(tell, 0.02, 0.2)
        themes = partial(_has_themes, recipe=recipe, encode=encode, seed=chosen, progress=checked)
        passages = _Passages(texts, vectors, kept)
        early = _refusal(passages, recipe, themes)
        found = (
            _Found.nothing(recipe)
            if early
            else _find(passages, recipe, chosen, within(tell, 0.2, 0.98))
        )
    verdict, message = early or _summary(found, len(texts))
    tell("Done", 1.0)
    return Discovery(
        verdict=verdict,
        message=message,
        proposals=found.proposals,
        unplaced=_unplaced(vectors, kept, found),
        recipe_id=recipe.id,
        seed=chosen,
        versions=versions_of(recipe),
    )


@dataclass(frozen=True, slots=True)
class _Passages:
    texts: Sequence[str]
    vectors: Vectors
    kept: NDArray[np.int64]

    @property
    def kept_texts(self) -> list[str]:
        return [self.texts[index] for index in self.kept]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    proposals: tuple[Proposal, ...]
    centroids: Vectors

    @classmethod
    def nothing(cls, recipe: Recipe) -> _Found:
        none = np.zeros((0, recipe.encoder.n_dimensions), dtype=np.float32)
        return cls(proposals=(), centroids=none)


def _import_tools() -> None:
    importlib.import_module("sklearn.cluster")
    importlib.import_module("sklearn.metrics")


def _check(texts: Sequence[str], vectors: NDArray[np.float32], recipe: Recipe) -> None:
    wanted = (len(texts), recipe.encoder.n_dimensions)
    if vectors.shape != wanted:
        raise ValueError(f"vectors have shape {vectors.shape}, but {wanted} is needed")
    if not np.isfinite(vectors).all():
        raise ValueError("vectors hold a value that is not finite")


def _with_content(texts: Sequence[str], vectors: Vectors) -> NDArray[np.int64]:
    kept = [i for i, text in enumerate(texts) if has_content(text) and vectors[i].any()]
    return np.asarray(kept, dtype=np.int64)


def _refusal(
    passages: _Passages, recipe: Recipe, themes: Callable[[_Passages], bool]
) -> tuple[Verdict, str] | None:
    vectors, kept = passages.vectors, passages.kept
    if len(kept) < recipe.min_passages:
        return _too_few(len(kept), "with content")
    if alike(vectors[kept]) >= recipe.noise.alike:
        message = f"All {len(kept)} passages with content say nearly the same: read one of them."
        return Verdict.ALL_ALIKE, message
    distinct = kept[_first_of_each(passages.kept_texts)]
    if len(distinct) < recipe.min_passages:
        return _too_few(len(distinct), "that differ")
    if themes(replace(passages, kept=distinct)):
        return None
    return _no_themes(len(kept))


def _has_themes(
    passages: _Passages, recipe: Recipe, encode: Encode | None, seed: int, progress: Progress
) -> bool:
    vectors = passages.vectors[passages.kept]
    if encode is None:
        return has_themes(vectors, recipe.noise, seed=seed, progress=progress)
    return stands_out(passages.kept_texts, vectors, encode, seed=seed, progress=progress)


def _find(passages: _Passages, recipe: Recipe, seed: int, progress: Progress) -> _Found:
    from workbench.discovery.naming import name_groups

    vectors = passages.vectors[passages.kept]
    partition = _partition(vectors, recipe, seed, within(progress, 0, 0.7))
    placement = place(vectors, partition, recipe.placement)
    if not len(placement.centroids):
        return _Found.nothing(recipe)
    names = pulsing(
        lambda: name_groups(passages.kept_texts, vectors, placement, recipe.keywords),
        "Finding words for each candidate",
        within(progress, 0.7, 1),
    )
    proposals = tuple(
        Proposal(
            title=name.title,
            keywords=name.keywords,
            members=_members(placement, group, passages.kept),
            stability=rounded(float(placement.stability[group])),
        )
        for group, name in enumerate(names)
    )
    return _Found(proposals=proposals, centroids=placement.centroids)


def _partition(vectors: Vectors, recipe: Recipe, seed: int, progress: Progress) -> Partition:
    match recipe.clusterer:
        case DensitySpec() as spec:
            from workbench.discovery.density import density_partition

            return density_partition(vectors, spec, seed=seed, progress=progress)
        case ConsensusSpec() as spec if len(vectors) <= spec.max_passages:
            from workbench.discovery.consensus import consensus_partition

            return consensus_partition(vectors, spec, seed=seed, progress=progress)
        case ConsensusSpec() as spec:
            from workbench.discovery.neighbours import graph_partition

            return graph_partition(vectors, spec, seed=seed, progress=progress)


def _members(placement: Placement, group: int, kept: NDArray[np.int64]) -> tuple[Member, ...]:
    inside = np.flatnonzero(placement.labels == group)
    members = [
        Member(index=int(kept[i]), score=rounded(float(placement.scores[i]))) for i in inside
    ]
    return tuple(sorted(members, key=lambda member: (-member.score, member.index)))


def _unplaced(vectors: Vectors, kept: NDArray[np.int64], found: _Found) -> tuple[Unplaced, ...]:
    placed = {member.index for proposal in found.proposals for member in proposal.members}
    contentful = set(kept.tolist())
    left = []
    for index in range(len(vectors)):
        if index in placed:
            continue
        near, score = (None, 0.0)
        if index in contentful:
            near, score = nearest(vectors[index], found.centroids)
        left.append(Unplaced(index=index, nearest=near, score=score))
    return tuple(left)


def _summary(found: _Found, n_texts: int) -> tuple[Verdict, str]:
    placed = sum(len(proposal.members) for proposal in found.proposals)
    if not found.proposals:
        return _no_themes(n_texts)
    many = "candidate" if len(found.proposals) == 1 else "candidates"
    message = f"{len(found.proposals)} {many} from {placed} of {n_texts} passages; "
    left = n_texts - placed
    return Verdict.THEMES, message + (f"{left} are not placed." if left else "all are placed.")


def _too_few(count: int, what: str) -> tuple[Verdict, str]:
    noun = "passage" if count == 1 else "passages"
    number = f"Only {count} {noun}" if count else "No passages"
    return Verdict.TOO_FEW, f"{number} {what}: code these by hand."


def _no_themes(count: int) -> tuple[Verdict, str]:
    return Verdict.NO_THEMES, (
        f"No themes stand out from chance in these {count} passages: "
        "code some by hand or add more material."
    )


def _first_of_each(texts: Sequence[str]) -> NDArray[np.int64]:
    seen: dict[str, int] = {}
    for place_, text in enumerate(texts):
        seen.setdefault(same_words(text), place_)
    return np.asarray(sorted(seen.values()), dtype=np.int64)
