"""Keywords and a working title for every group of passages, in the words that people used."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from workbench.discovery.contrast import Terms, centres, contrast
from workbench.discovery.grammar import parse
from workbench.discovery.keywords import choose_keywords, stems_of
from workbench.discovery.partitions import Labels, Vectors
from workbench.discovery.phrases import fold, learn_vocabulary
from workbench.discovery.recipes import KeywordSpec
from workbench.discovery.wording.people import names_in, never_small
from workbench.discovery.wording.spoken import spoken_phrases
from workbench.discovery.wording.titles import Scored, choose_titles, rank_phrases
from workbench.discovery.words import GENERAL, is_abbreviation, is_calendar, words_of

#: spaCy reads the passages nearest each centre: so many a group, and so many in all.
_NEAR_CENTRE = 12
_FEWEST_NEAR = 4
_MOST_PARSED = 240
#: More passages than this change no weight worth speaking of.
_MOST_WEIGHED = 6_000
_N_RANKED = 60
#: What a keyword may be; verbs that run through every story are left out by the vocabulary.
_KEPT = frozenset({"NOUN", "ADJ", "X", "NUM", "VERB"})


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupName:
    """How a group is called until somebody names it."""

    title: str
    keywords: tuple[str, ...]


#: Puts titles in other words; see :mod:`workbench.discovery.wording.rephrase`.
Rephrase = Callable[[Sequence[GroupName], Sequence[Sequence[str]]], Sequence[str]]


def name_groups(
    texts: Sequence[str],
    vectors: Vectors,
    labels: Labels,
    spec: KeywordSpec,
    *,
    rephrase: Rephrase | None = None,
) -> tuple[GroupName, ...]:
    """Name every group, in order; titles are never empty, never twice the same, never a name.

    Parameters
    ----------
    texts, vectors, labels
        The passages, their unit vectors (n, d) and their groups, int64 (n,): 0 to k-1, each with
        a member, -1 for none.
    spec
        How many keywords, and which words say nothing here.
    rephrase
        Given the names and each group's central passages, returns a title for each group.

    Raises
    ------
    BrokenModel
        The installed spaCy model cannot be loaded.
    """
    if labels.max(initial=-1) < 0:
        return ()
    central = _central(vectors, labels)
    documents = [parse([texts[index] for index in group]) for group in central]
    names = names_in(texts, [each for group in documents for each in group]) | never_small(texts)
    weighed = _weighed(labels)
    chosen = ([texts[i] for i in weighed], vectors[weighed], labels[weighed])
    keywords = _keywords(*chosen, spec, names, documents)
    titles = choose_titles(_ranked(*chosen, names, documents), keywords)
    found = tuple(GroupName(title=t, keywords=k) for t, k in zip(titles, keywords, strict=True))
    if rephrase is None:
        return found
    spoken = rephrase(found, [[texts[index] for index in group] for group in central])
    return tuple(
        GroupName(title=t, keywords=n.keywords) for t, n in zip(spoken, found, strict=True)
    )


def _central(vectors: Vectors, labels: Labels) -> list[list[int]]:
    """Return the passages nearest each centre, nearest first, ties in order."""
    centre = centres(vectors, labels)
    most = max(_FEWEST_NEAR, min(_NEAR_CENTRE, _MOST_PARSED // len(centre)))
    found = []
    for group, direction in enumerate(centre):
        inside = np.flatnonzero(labels == group)
        cosines = np.round(vectors[inside].astype(np.float64) @ direction, 9)
        found.append(inside[np.argsort(-cosines, kind="stable")[:most]].tolist())
    return found


def _weighed(labels: Labels) -> list[int]:
    """Return the passages whose words are counted: all, or evenly spread over every group."""
    if len(labels) <= _MOST_WEIGHED:
        return list(range(len(labels)))
    groups = [np.flatnonzero(labels == group) for group in np.unique(labels)]
    each = max(20, _MOST_WEIGHED // len(groups))
    steps = [max(1, len(group) // each) for group in groups]
    return sorted(
        np.concatenate([g[::s][:each] for g, s in zip(groups, steps, strict=True)]).tolist()
    )


def _keywords(
    texts: Sequence[str],
    vectors: Vectors,
    labels: Labels,
    spec: KeywordSpec,
    names: frozenset[str],
    documents: Sequence[Sequence[Any]],
) -> list[tuple[str, ...]]:
    poor = _poor(each for group in documents for each in group)
    vocabulary = learn_vocabulary(texts, {*spec.fillers, *GENERAL, *names, *poor})
    terms = contrast(texts, vectors, labels, vocabulary.phrases)
    return [
        choose_keywords(terms.ranked(group, _N_RANKED), terms.spread(group), spec.n_keywords)
        for group in range(len(terms.weights))
    ]


def _ranked(
    texts: Sequence[str],
    vectors: Vectors,
    labels: Labels,
    names: frozenset[str],
    documents: Sequence[Sequence[Any]],
) -> list[tuple[Scored, ...]]:
    terms = contrast(texts, vectors, labels, stems_of)
    return [_phrases(terms, group, documents[group], names) for group in range(len(documents))]


def _phrases(
    terms: Terms, group: int, documents: Sequence[Any], names: frozenset[str]
) -> tuple[Scored, ...]:
    spoken = [spoken_phrases(each, names) for each in documents]
    return rank_phrases(spoken, terms.of(group), terms.spread(group), terms.single)


def _poor(documents: Iterable[Any]) -> frozenset[str]:
    """Return the folded words that are mostly adverbs, pronouns and the like."""
    tags: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for token in document:
            for word in words_of(token.text):
                known = is_abbreviation(word) or is_calendar(word)
                tags[fold(word)]["NOUN" if known else token.pos_] += 1
    kept = {word: sum(seen[tag] for tag in _KEPT) for word, seen in tags.items()}
    return frozenset(word for word, seen in tags.items() if kept[word] < seen.total() / 2)
