"""Keywords and a working title for every group of a placement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.discovery.bertopic_adapter import ranked_phrases
from workbench.discovery.grammar import poor_keywords
from workbench.discovery.keywords import choose_keywords, make_titles
from workbench.discovery.partitions import Vectors
from workbench.discovery.phrases import learn_vocabulary
from workbench.discovery.placement import Placement
from workbench.discovery.recipes import KeywordSpec

_N_CENTRAL = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """How a proposal is called until somebody names it."""

    title: str
    keywords: tuple[str, ...]


def name_groups(
    texts: Sequence[str], vectors: Vectors, placement: Placement, spec: KeywordSpec
) -> tuple[Name, ...]:
    """Name the groups of a placement, in their order.

    Parameters
    ----------
    texts, vectors
        The passages that were placed or not, and their vectors, shape (n, d).
    placement
        Their groups; at least one.
    spec
        How many keywords, and which words say nothing here.
    """
    placed = [texts[index] for index in np.flatnonzero(placement.labels >= 0).tolist()]
    vocabulary = learn_vocabulary(texts, {*spec.fillers, *poor_keywords(placed)})
    ranked = ranked_phrases(texts, vectors, lambda _: placement.labels, vocabulary)
    groups = [_central_texts(texts, placement, group) for group in range(len(ranked))]
    keywords = [
        choose_keywords(ranked[group], members, vocabulary, spec.n_keywords)
        for group, members in enumerate(groups)
    ]
    titles = make_titles(keywords, [_shortest(members) for members in groups])
    return tuple(
        Name(title=title, keywords=words) for title, words in zip(titles, keywords, strict=True)
    )


def _central_texts(texts: Sequence[str], placement: Placement, group: int) -> list[str]:
    inside = np.flatnonzero(placement.labels == group)
    order = sorted(inside.tolist(), key=lambda i: (-placement.scores[i], i))
    return [texts[i] for i in order]


def _shortest(members: Sequence[str]) -> list[str]:
    return sorted(members[:_N_CENTRAL], key=len)
