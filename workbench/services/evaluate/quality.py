"""Recipes held against hand-coded texts, beside other people's topic models, over several draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.discovery.encoders import Encoder, load_encoder, load_encoder_or_plain
from workbench.discovery.partitions import Vectors
from workbench.discovery.peers import Peer
from workbench.discovery.progress import Progress, within
from workbench.discovery.recipes import load_recipe
from workbench.services.evaluate.cold import Cost, cold_cost
from workbench.services.evaluate.gold import Gold
from workbench.services.evaluate.intervals import figure
from workbench.services.evaluate.methods import Groups, Method, PeerMethod, Reader, RecipeMethod
from workbench.services.evaluate.quality_report import Scores, SizeReport
from workbench.services.evaluate.scoring import agreement, resampled_agreement, title_accuracy

#: A grouping is made anew on so many resamples of each draw, up to this many passages.
_N_RESAMPLES, _MOST_RESAMPLED = 5, 500


def evaluate_quality(  # noqa: PLR0913 - each is an option of the command
    gold: Gold,
    *,
    recipes: Sequence[str],
    peers: Sequence[Peer],
    sizes: Sequence[int],
    draws: int,
    seed: int,
    progress: Progress,
) -> tuple[SizeReport, ...]:
    """Measure recipes and peers on draws of hand-coded texts.

    Parameters
    ----------
    recipes, peers
        What to measure.
    sizes, draws
        So many draws of each size; a size above the number of texts is all of them, once.
    seed
        Draws and everything random follow from it.

    Raises
    ------
    UnknownRecipe, InvalidRecipe, BrokenModel, NoLocalModel, MissingExtra
        A recipe cannot be used.
    """
    reader = Reader(load_encoder(load_recipe()), gold.texts)
    methods: list[Method] = [_recipe(name, gold, reader, progress) for name in recipes]
    methods += [PeerMethod(peer, reader, gold) for peer in peers]
    bench, plan = _Bench(gold, reader.encoder, seed), _plan(gold, sizes, draws, seed)
    weights = np.cumsum([0, *(drawn.size * len(drawn.rows) for drawn in plan)])
    shares = weights / weights[-1]
    return tuple(
        bench.size(drawn, methods, within(progress, float(low), float(high)))
        for drawn, low, high in zip(plan, shares[:-1], shares[1:], strict=True)
    )


def _recipe(name: str, gold: Gold, reader: Reader, progress: Progress) -> Method:
    encoder, recipe, _ = load_encoder_or_plain(load_recipe(name), progress=progress)
    same = encoder.id == reader.encoder.id
    return RecipeMethod(recipe, reader if same else Reader(encoder, gold.texts), gold)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draws:
    """Draws of one size: the rows of each."""

    size: int
    rows: tuple[tuple[int, ...], ...]


def _plan(gold: Gold, sizes: Sequence[int], draws: int, seed: int) -> list[_Draws]:
    """Return what to draw; more than there is, is everything, and once is enough of that."""
    fitting = sorted({min(size, len(gold)) for size in sizes})
    return [
        _Draws(
            size=size,
            rows=tuple(
                tuple(gold.draw(size, seed=seed, number=number))
                for number in range(draws if size < len(gold) else 1)
            ),
        )
        for size in fitting
    ]


class _Bench:
    """Measures methods on one hand-coded set."""

    def __init__(self, gold: Gold, judge: Encoder, seed: int) -> None:
        self._gold, self._judge, self._seed = gold, judge, seed

    def size(self, drawn: _Draws, methods: Sequence[Method], tell: Progress) -> SizeReport:
        """Return all methods on draws of one size."""
        found = []
        for turn, method in enumerate(methods):
            own = within(tell, turn / len(methods), (turn + 1) / len(methods))
            found.append(self._scores(method, drawn, own))
        return SizeReport(
            size=drawn.size,
            draws=len(drawn.rows),
            n_codes=figure([self._n_codes(rows) for rows in drawn.rows]),
            methods=tuple(found),
        )

    def _scores(self, method: Method, drawn: _Draws, tell: Progress) -> Scores:
        singles = []
        for number, rows in enumerate(drawn.rows):
            tell(f"{method.name}, {drawn.size:,} passages", number / len(drawn.rows))
            singles.append(self._draw(method, rows, self._seed + number))
        columns = {name: figure([single[name] for single in singles]) for name in singles[0]}
        cost = self._cost(method, drawn.rows[0])
        return Scores(
            name=method.name,
            seconds=cost.seconds if cost else None,
            megabytes=cost.megabytes if cost else None,
            **columns,
        )

    def _draw(self, method: Method, rows: Sequence[int], seed: int) -> dict[str, float | None]:
        """Return every figure of one method on one draw."""
        codes = [self._gold.codes[row] for row in rows]
        found = method.groups(rows, seed=seed)
        n_groups = len(found.titles)
        return {
            "agreement": agreement(codes, found.joined),
            "placed_agreement": agreement(codes, found.placed),
            "unplaced": float((found.placed < 0).mean()),
            "n_groups": float(n_groups),
            "groups_per_code": n_groups / self._n_codes(rows),
            "resampled": self._resampled(method, rows, found, seed),
            "titles": self._titles(codes, found),
            "stability": found.stability,
        }

    def _n_codes(self, rows: Sequence[int]) -> int:
        return len(frozenset[str]().union(*(self._gold.codes[row] for row in rows)))

    def _resampled(
        self, method: Method, rows: Sequence[int], found: Groups, seed: int
    ) -> float | None:
        if len(rows) > _MOST_RESAMPLED:
            return None
        return resampled_agreement(
            rows,
            found.joined,
            lambda some: method.labels(some, seed=seed),
            n_resamples=_N_RESAMPLES,
            seed=seed,
        )

    def _titles(self, codes: Sequence[frozenset[str]], found: Groups) -> float | None:
        if not found.titles:
            return None
        titles = self._judge.encode(list(found.titles))
        return title_accuracy(codes, found.joined, titles, self._meanings)

    def _meanings(self, codes: Sequence[str]) -> Vectors:
        return self._judge.encode([self._gold.meaning(code) for code in codes])

    def _cost(self, method: Method, rows: Sequence[int]) -> Cost | None:
        """Return what a cold process costs; the light peers have no encoding of their own."""
        if isinstance(method, PeerMethod) and method.name != Peer.BERTOPIC:
            return None
        return cold_cost(method.name, [self._gold.texts[row] for row in rows])
