"""How much of a facilitator's evening the workbench saves: simulated, with strict accounting.

A facilitator made of gold codes answers what the board's own queue asks
(`workbench.discovery.learning.queue`); beside it the same classifier learns from passages read in
random order, one act each. Kappa is between gold and what the board would say of *every* passage
at that moment: the facilitator's word where there is one, else the classifier's best suggestion.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.discovery.encoders import load_encoder_or_plain
from workbench.discovery.learning.judged import Flags
from workbench.discovery.partitions import Vectors
from workbench.discovery.pipeline import discover
from workbench.discovery.progress import Progress, silent
from workbench.discovery.recipes import load_recipe
from workbench.services.evaluate.effort_evening import Material, guided, in_random_order
from workbench.services.evaluate.effort_facilitator import mistaken
from workbench.services.evaluate.effort_summary import (
    Evening,
    Evenings,
    curve_lines,
    evening_table,
)
from workbench.services.evaluate.gold import Gold
from workbench.services.evaluate.methods import Reader

#: Rows of the texts in, their unit vectors out, shape (len(rows), d).
Read = Callable[[Sequence[int]], Vectors]
#: Texts and vectors in, candidates out: indexes into the texts, most central first.
Propose = Callable[[Sequence[str], Vectors], Sequence[tuple[int, ...]]]

#: A noisy facilitator errs in this share of the passages.
ERRS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortReport:
    """What was simulated, and what it took.

    Attributes
    ----------
    sizes
        Passages of each draw.
    n_codes
        Gold codes of each draw.
    seed
        Draws, mistakes and random order follow from it.
    exact, noisy
        Evenings with a facilitator who never errs, and with one who errs in 10 %.
    """

    sizes: tuple[int, ...]
    n_codes: tuple[int, ...]
    seed: int
    exact: Evenings
    noisy: Evenings

    def to_plain(self) -> dict[str, object]:
        """Return the report as JSON knows it.

        ``ours`` and ``random`` each hold ``acts``, ``decisions`` and ``read`` by kappa ("0.6",
        "0.7", "0.8"; means over draws, null where some draw never got there) and ``intervals`` of
        95 % over draws; ``ratios`` are ours to random; ``read_share`` is ours to all passages;
        ``curves`` give mean kappa by acts and by passages read; ``noisy`` holds all that again.
        """
        size = float(np.mean(self.sizes))
        return {
            "draws": len(self.sizes),
            "sizes": list(self.sizes),
            "n_codes": list(self.n_codes),
            "seed": self.seed,
            "accounting": _ACCOUNTING,
            **self.exact.to_plain(size),
            "noisy": {"errs": ERRS, **self.noisy.to_plain(size)},
        }

    def to_words(self) -> str:
        """Return tables and curves to read."""
        size = float(np.mean(self.sizes))
        parts = []
        for who, found in (("who never errs", self.exact), ("who errs in 10 %", self.noisy)):
            parts += [f"A facilitator {who}, {size:g} passages a draw, {len(self.sizes)} draws:"]
            parts += [*evening_table(found, size), *curve_lines(found), ""]
        return "\n".join([*parts, _ACCOUNTING])


_ACCOUNTING = (
    "acts: a confirmation, merge or acceptance is one, every passage struck out or moved is one "
    "more; in random order one a passage. decisions: lines of the log, where passages moved "
    "together to one place are one. read: every passage shown, whole lists included."
)


def recipe_effort(
    gold: Gold, recipe_id: str | None, *, draws: int, size: int, seed: int, progress: Progress
) -> EffortReport:
    """Simulate evenings with the candidates that a recipe proposes.

    Parameters
    ----------
    recipe_id
        None is the default recipe.

    Raises
    ------
    UnknownRecipe, InvalidRecipe, BrokenModel, NoLocalModel, MissingExtra
        The recipe cannot be used.
    """
    encoder, recipe, _ = load_encoder_or_plain(load_recipe(recipe_id), progress=progress)

    def propose(texts: Sequence[str], vectors: Vectors) -> list[tuple[int, ...]]:
        found = discover(texts, vectors, recipe, encode=encoder.encode_more)
        return [tuple(each.index for each in one.members) for one in found.proposals]

    return evaluate_effort(
        gold.texts,
        gold.codes,
        Reader(encoder, gold.texts),
        propose=propose,
        draws=draws,
        size=size,
        seed=seed,
        progress=progress,
    )


def evaluate_effort(  # noqa: PLR0913 - each is an option of the command
    texts: Sequence[str],
    gold: Sequence[frozenset[str]],
    read: Read,
    *,
    propose: Propose,
    draws: int,
    size: int = 300,
    seed: int = 0,
    progress: Progress | None = None,
) -> EffortReport:
    """Simulate evenings over draws of passages.

    Parameters
    ----------
    texts, gold
        Passages and the codes people gave each. Passages without a gold code are left aside.
    read
        Gives the vectors of what is drawn.
    propose
        What makes candidates of a draw.
    draws, size
        How many draws (at least 1) of how many passages (fewer, if there are fewer).
    seed
        Everything random follows from it.
    progress
        Called with a sentence and the fraction done.

    Raises
    ------
    ValueError
        Lengths differ, there is nothing coded to draw from, or no draw is asked for.
    """
    coded = _coded(texts, gold, draws)
    tell, drawn = progress or silent, []
    for draw in range(draws):
        tell(f"Simulating facilitators, draw {draw + 1} of {draws}", draw / draws)
        rows = np.sort(np.random.default_rng([seed, draw]).permutation(coded)[:size])
        vectors = read(rows.tolist())
        candidates = propose([texts[row] for row in rows], vectors)
        flags = _flags([gold[row] for row in rows])
        drawn.append(_both(vectors, flags, candidates, seed + draw))
    tell("Simulating facilitators", 1.0)
    return EffortReport(
        sizes=tuple(one.exact.n_passages for one in drawn),
        n_codes=tuple(one.exact.n_codes for one in drawn),
        seed=seed,
        exact=_together([one.exact for one in drawn]),
        noisy=_together([one.noisy for one in drawn]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    n_passages: int
    n_codes: int
    ours: Evening
    random: Evening


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    exact: _Pair
    noisy: _Pair


def _both(
    vectors: Vectors, gold: Flags, candidates: Sequence[tuple[int, ...]], seed: int
) -> _Drawn:
    def pair(seen: Flags) -> _Pair:
        material = Material(vectors=vectors, gold=gold, seen=seen)
        return _Pair(
            n_passages=len(gold),
            n_codes=gold.shape[1],
            ours=guided(material, candidates, seed=seed),
            random=in_random_order(material, seed=seed),
        )

    return _Drawn(exact=pair(gold), noisy=pair(mistaken(gold, share=ERRS, seed=seed)))


def _together(pairs: Sequence[_Pair]) -> Evenings:
    return Evenings(
        ours=tuple(pair.ours for pair in pairs), random=tuple(pair.random for pair in pairs)
    )


def _coded(texts: Sequence[str], gold: Sequence[frozenset[str]], draws: int) -> list[int]:
    if len(texts) != len(gold):
        raise ValueError(f"texts and gold differ in length: {(len(texts), len(gold))}")
    if draws < 1:
        raise ValueError(f"at least one draw is needed, not {draws}")
    coded = [row for row, codes in enumerate(gold) if codes]
    if not coded:
        raise ValueError("no passage has a gold code")
    return coded


def _flags(gold: Sequence[frozenset[str]]) -> Flags:
    names = sorted(frozenset[str]().union(*gold))
    return np.array([[name in codes for name in names] for codes in gold], dtype=np.bool_)
