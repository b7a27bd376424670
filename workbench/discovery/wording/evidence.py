"""The passages to read first for every group, and a draft sentence made of them.

Three are central and say different things, two stand at the edge, and one may say the opposite: a
facilitator who reads these six knows what a candidate holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.contrast import centres
from workbench.discovery.keywords import stems_of
from workbench.discovery.naming import GroupName
from workbench.discovery.partitions import Labels, Vectors
from workbench.discovery.wording.drafts import Draft, draft_sentence
from workbench.discovery.wording.polarity import polarities
from workbench.discovery.words import same_words

N_CENTRAL, N_EDGE = 3, 2
#: What a further central passage loses for being like one that is already chosen.
_REPEATS = 0.5
_ALIKE = 0.95
#: How many passages near the centre a draft is taken from: those that naming has parsed already.
_N_READ = 12
_MOST_READ = 240
#: A group leans to one side, and a passage to the other, from here on.
_LEANS, _CONTRARY = 0.1, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where to start reading; every number is an index into the texts.

    Attributes
    ----------
    central, edge
        At most three passages near the centre that differ, at most two that nearly belong elsewhere.
    counter
        The nearest passage about the same thing that leans the other way, inside the group or
        not, but nearer than half of the group; None when there is none.
    draft, draft_sources
        A draft barrier sentence, empty when the passages do not give one, and the passages that
        its words were taken from.
    """

    central: tuple[int, ...]
    edge: tuple[int, ...]
    counter: int | None
    draft: str
    draft_sources: tuple[int, ...]


#: Puts a draft in other words, given its passages; see :mod:`workbench.discovery.wording.rephrase`.
RephraseDraft = Callable[[str, Sequence[str]], str]


def evidence_of(
    texts: Sequence[str],
    vectors: Vectors,
    labels: Labels,
    names: Sequence[GroupName],
    *,
    rephrase: RephraseDraft | None = None,
) -> tuple[Evidence, ...]:
    """Return the evidence of every group, in order.

    Parameters
    ----------
    texts, vectors, labels
        The passages, their unit vectors (n, d) and their groups, int64 (n,), -1 for none.
    names
        The groups' names: their keywords tell what a counter passage and a draft must be about.
    rephrase
        Given a draft and the passages it was taken from, returns it in other words.

    Raises
    ------
    BrokenModel
        The installed spaCy model cannot be loaded.
    """
    centre = centres(vectors, labels).astype(np.float64)
    lean = polarities(texts)
    held = _Held(texts, vectors.astype(np.float64), labels, centre, lean)
    found = tuple(_evidence(held, group, name) for group, name in enumerate(names))
    if rephrase is None:
        return found
    return tuple(
        replace(each, draft=rephrase(each.draft, [texts[index] for index in each.draft_sources]))
        for each in found
    )


def placed_back(evidence: Evidence, kept: NDArray[np.int64]) -> Evidence:
    """Return evidence about ``texts[kept]`` as evidence about ``texts``."""
    return Evidence(
        central=tuple(int(kept[i]) for i in evidence.central),
        edge=tuple(int(kept[i]) for i in evidence.edge),
        counter=None if evidence.counter is None else int(kept[evidence.counter]),
        draft=evidence.draft,
        draft_sources=tuple(int(kept[i]) for i in evidence.draft_sources),
    )


@dataclass(frozen=True, slots=True)
class _Held:
    texts: Sequence[str]
    vectors: NDArray[np.float64]
    labels: Labels
    centre: NDArray[np.float64]
    lean: NDArray[np.float64]

    def nearest_first(self, group: int) -> list[int]:
        inside = np.flatnonzero(self.labels == group)
        cosines = np.round(self.vectors[inside] @ self.centre[group], 9)
        found: list[int] = inside[np.argsort(-cosines, kind="stable")].tolist()
        return found


def _evidence(held: _Held, group: int, name: GroupName) -> Evidence:
    order = held.nearest_first(group)
    central = _central(held, group, order)
    draft = _draft(held, order, name)
    return Evidence(
        central=central,
        edge=_edge(held, group, [index for index in order if index not in central]),
        counter=_counter(held, group, name, set(central)),
        draft=draft.text,
        draft_sources=draft.sources,
    )


def _central(held: _Held, group: int, order: Sequence[int]) -> tuple[int, ...]:
    """Choose by maximal marginal relevance (Carbonell & Goldstein 1998) among the nearer half."""
    pool = _without_repeats(held.texts, order[: max(N_CENTRAL * 2, len(order) // 2)])
    near = {index: float(held.vectors[index] @ held.centre[group]) for index in pool}
    chosen: list[int] = []
    while pool and len(chosen) < N_CENTRAL:
        like = {index: _likeness(held, index, chosen) for index in pool}
        best = max(pool, key=lambda i: (round(near[i] - _REPEATS * like[i], 9), -order.index(i)))
        chosen.append(best)
        pool = [i for i in pool if i != best and _likeness(held, i, [best]) < _ALIKE]
    return tuple(chosen)


def _edge(held: _Held, group: int, others: Sequence[int]) -> tuple[int, ...]:
    """Choose the passages that another group's centre draws most."""
    pool = _without_repeats(held.texts, others)
    others_centre = np.delete(held.centre, group, axis=0)
    return tuple(sorted(pool, key=lambda i: _margin(held, group, i, others_centre))[:N_EDGE])


def _margin(
    held: _Held, group: int, index: int, others_centre: NDArray[np.float64]
) -> tuple[float, int]:
    vector = held.vectors[index]
    drawn = float((others_centre @ vector).max(initial=-1.0))
    return round(float(vector @ held.centre[group]) - drawn, 9), index


def _counter(held: _Held, group: int, name: GroupName, taken: set[int]) -> int | None:
    lean = float(held.lean[held.labels == group].mean())
    if abs(lean) < _LEANS:
        return None
    cosines = held.vectors @ held.centre[group]
    near = float(np.median(cosines[held.labels == group]))
    contrary = (-np.sign(lean) * held.lean >= _CONTRARY) & (cosines >= near)
    about = set(stems_of(" ".join([name.title, *name.keywords])))
    for index in np.argsort(
        -np.round(np.where(contrary, cosines, -1.0), 9), kind="stable"
    ).tolist():
        if not contrary[index]:
            return None
        if index not in taken and about.intersection(stems_of(held.texts[index])):
            return int(index)
    return None


def _draft(held: _Held, order: Sequence[int], name: GroupName) -> Draft:
    """Draft from the passages that hinder; where most of them help there is no barrier to draft."""
    if float(held.lean[list(order)].mean()) > _LEANS:
        return Draft(text="", sources=())
    most = max(4, min(_N_READ, _MOST_READ // len(held.centre)))
    read = [index for index in order[:most] if held.lean[index] <= 0]
    draft = draft_sentence([held.texts[index] for index in read], name.keywords, name.title)
    return Draft(text=draft.text, sources=tuple(read[place] for place in draft.sources))


def _likeness(held: _Held, index: int, chosen: Sequence[int]) -> float:
    return max((float(held.vectors[index] @ held.vectors[each]) for each in chosen), default=0.0)


def _without_repeats(texts: Sequence[str], order: Sequence[int]) -> list[int]:
    seen: dict[str, int] = {}
    for index in order:
        seen.setdefault(same_words(texts[index]), index)
    return list(seen.values())
