"""What is measured: recipes and other people's topic models, behind one protocol."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from workbench.discovery.arrangement import arrange
from workbench.discovery.encoders import Encoder
from workbench.discovery.landmarks import nearest_centre
from workbench.discovery.partitions import Labels, Vectors
from workbench.discovery.peers import Peer, group_by_peer
from workbench.discovery.pipeline import discover
from workbench.discovery.placement import centroids_of
from workbench.discovery.recipes import Recipe
from workbench.discovery.words import SetAside, why_set_aside
from workbench.services.evaluate.gold import Gold


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """What a method made of some texts.

    Attributes
    ----------
    placed
        Shape (n,): the group of each text, -1 for none.
    joined
        The same, and texts without a group given to the nearest one where there is one; what was
        set aside as saying nothing, by what it says: below -1, one number a reason.
    titles
        One a group.
    stability
        Mean of what the method itself says of how firm its groups are; None if it says nothing.
    """

    placed: Labels
    joined: Labels
    titles: tuple[str, ...]
    stability: float | None = None


class Method(Protocol):
    """Something that groups texts of a hand-coded set, named by their rows."""

    name: str

    def groups(self, rows: Sequence[int], *, seed: int) -> Groups:
        """Return groups with titles."""
        ...

    def labels(self, rows: Sequence[int], *, seed: int) -> Labels:
        """Return groups alone, texts without one given to the nearest, shape (len(rows),)."""
        ...


class Reader:
    """An encoder that reads each text of a set once, if it can keep what it read."""

    def __init__(self, encoder: Encoder, texts: Sequence[str]) -> None:
        self.encoder, self._texts = encoder, texts
        self._known: dict[int, Vectors] = {}

    def __call__(self, rows: Sequence[int]) -> Vectors:
        """Return the vectors of rows, shape (len(rows), n_dimensions)."""
        if not self.encoder.cacheable:
            return self.encoder.encode([self._texts[row] for row in rows])
        if missing := [row for row in rows if row not in self._known]:
            found = self.encoder.encode([self._texts[row] for row in missing])
            self._known.update(zip(missing, found, strict=True))
        return np.stack([self._known[row] for row in rows])


class RecipeMethod:
    """A recipe as a run uses it, the test against chance included."""

    def __init__(self, recipe: Recipe, read: Reader, gold: Gold) -> None:
        self.name, self._recipe, self._read, self._gold = recipe.id, recipe, read, gold

    def groups(self, rows: Sequence[int], *, seed: int) -> Groups:
        """Return what a run would put on the board."""
        texts, vectors = [self._gold.texts[row] for row in rows], self._read(rows)
        encode = self._read.encoder.encode_more
        found = discover(texts, vectors, self._recipe, encode=encode, seed=seed)
        placed, joined = np.full(len(rows), -1), np.full(len(rows), -1)
        for number, proposal in enumerate(found.proposals):
            placed[[member.index for member in proposal.members]] = number
        for each in found.unplaced:
            joined[each.index] = -1 if each.nearest is None else each.nearest
        firm = [proposal.stability for proposal in found.proposals]
        return Groups(
            placed=placed,
            joined=_with_reasons(texts, np.where(placed >= 0, placed, joined)),
            titles=tuple(proposal.title for proposal in found.proposals),
            stability=float(np.mean(firm)) if firm else None,
        )

    def labels(self, rows: Sequence[int], *, seed: int) -> Labels:
        """Return the groups without looking for words."""
        texts, vectors = [self._gold.texts[row] for row in rows], self._read(rows)
        encode = self._read.encoder.encode_more
        found = arrange(texts, vectors, self._recipe, encode=encode, seed=seed).nearest()
        return _with_reasons(texts, found)


def _with_reasons(texts: Sequence[str], labels: Labels) -> Labels:
    """Tell passages that say nothing apart by how they say it, as the board does."""
    reasons = {reason: -2 - number for number, reason in enumerate(SetAside)}
    told = [why_set_aside(text) if labels[row] < 0 else None for row, text in enumerate(texts)]
    return np.asarray(
        [reasons[why] if why else label for why, label in zip(told, labels.tolist(), strict=True)],
        dtype=np.int64,
    )


class PeerMethod:
    """Somebody else's topic model on the vectors of the default recipe."""

    def __init__(self, peer: Peer, read: Reader, gold: Gold) -> None:
        self.name, self._peer, self._read, self._gold = peer.value, peer, read, gold

    def groups(self, rows: Sequence[int], *, seed: int) -> Groups:
        """Return its topics; its outliers go to the topic whose mean is nearest."""
        texts, vectors = [self._gold.texts[row] for row in rows], self._read(rows)
        n_codes = len(frozenset[str]().union(*(self._gold.codes[row] for row in rows)))
        found = group_by_peer(self._peer, texts, vectors, n_codes=n_codes, seed=seed)
        joined, left = found.labels.copy(), found.labels < 0
        if len(found.titles):
            centres = centroids_of(vectors, found.labels, len(found.titles))
            joined[left] = nearest_centre(vectors[left], centres)
        return Groups(placed=found.labels, joined=joined, titles=found.titles)

    def labels(self, rows: Sequence[int], *, seed: int) -> Labels:
        """Return the topics alone."""
        return self.groups(rows, seed=seed).joined
