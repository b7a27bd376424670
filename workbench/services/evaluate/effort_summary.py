"""Evenings of several draws, summed up: means, intervals, ratios and curves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.services.evaluate.effort_evening import Point
from workbench.services.evaluate.effort_facilitator import Cost
from workbench.services.evaluate.intervals import half_width

#: The levels of kappa that are reported.
LEVELS = (0.6, 0.7, 0.8)
_CURVE_POINTS = 61

Evening = tuple[Point, ...]
_MEASURES: Mapping[str, Callable[[Cost], int]] = {
    "acts": lambda cost: cost.acts,
    "decisions": lambda cost: cost.decisions,
    "read": lambda cost: cost.read,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evenings:
    """One evening a draw: asked by the queue, and in random order."""

    ours: tuple[Evening, ...]
    random: tuple[Evening, ...]

    def to_plain(self, size: float) -> dict[str, object]:
        """Return means, intervals, ratios and curves; ``size`` is passages a draw."""
        ours, random = _levels(self.ours), _levels(self.random)
        return {
            "ours": {**ours, "intervals": _intervals(self.ours)},
            "random": {**random, "intervals": _intervals(self.random)},
            "ratios": {name: _ratios(ours[name], random[name]) for name in _MEASURES},
            "read_share": _shares(ours["read"], size),
            "acts_share": _shares(ours["acts"], size),
            "curves": {
                "ours": _curves(self.ours),
                "random": _curves(self.random),
            },
        }


def reached(evening: Evening, level: float) -> Cost | None:
    """Return what had been done when kappa first reached a level; None if it never did."""
    return next((point.cost for point in evening if point.kappa >= level), None)


Levels = dict[str, float | None]


def _levels(evenings: Sequence[Evening]) -> dict[str, Levels]:
    return {
        name: {str(level): _mean(_values(evenings, level, measure)) for level in LEVELS}
        for name, measure in _MEASURES.items()
    }


def _values(
    evenings: Sequence[Evening], level: float, measure: Callable[[Cost], int]
) -> list[int] | None:
    costs = [reached(evening, level) for evening in evenings]
    values = [measure(cost) for cost in costs if cost is not None]
    return values if len(values) == len(costs) else None


def _mean(values: list[int] | None) -> float | None:
    return None if values is None else round(float(np.mean(values)), 2)


def _intervals(evenings: Sequence[Evening]) -> dict[str, dict[str, list[float] | None]]:
    return {
        name: {str(level): _interval(_values(evenings, level, measure)) for level in LEVELS}
        for name, measure in _MEASURES.items()
    }


def _interval(values: list[int] | None) -> list[float] | None:
    half = None if values is None else half_width(values)
    if values is None or half is None:
        return None
    mean = float(np.mean(values))
    return [round(max(0.0, mean - half), 2), round(mean + half, 2)]


def _ratios(ours: Levels, random: Levels) -> Levels:
    return {level: _over(value, random[level]) for level, value in ours.items()}


def _shares(ours: Levels, size: float) -> Levels:
    return {level: _over(value, size) for level, value in ours.items()}


def _over(value: float | None, other: float | None) -> float | None:
    return None if value is None or not other else round(value / other, 3)


def _curves(evenings: Sequence[Evening]) -> dict[str, dict[str, list[float]]]:
    return {
        f"by_{name}": _curve(evenings, measure)
        for name, measure in _MEASURES.items()
        if name != "decisions"
    }


def _curve(evenings: Sequence[Evening], measure: Callable[[Cost], int]) -> dict[str, list[float]]:
    """Return mean kappa on a grid; an evening that has ended keeps its last kappa."""
    furthest = max((measure(evening[-1].cost) for evening in evenings if evening), default=0)
    grid = np.unique(np.linspace(0, furthest, _CURVE_POINTS).round().astype(np.int64))
    kappas = np.mean([_at(evening, measure, grid) for evening in evenings], axis=0)
    return {"at": grid.tolist(), "kappa": [round(float(value), 4) for value in kappas]}


def _at(
    evening: Evening, measure: Callable[[Cost], int], grid: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return kappa after that many acts or passages: of the last answer given by then."""
    given = np.array([0, *(measure(point.cost) for point in evening)])
    kappas = np.array([0.0, *(point.kappa for point in evening)])
    return np.asarray(kappas[np.searchsorted(given, grid, side="right") - 1])


def evening_table(evenings: Evenings, size: float) -> list[str]:
    """Return lines of Markdown: what it took to reach each level, asked in order and at random."""
    plain = {"by the queue": _levels(evenings.ours), "random order": _levels(evenings.random)}
    lines = ["| asked | measure | " + " | ".join(f"kappa {level}" for level in LEVELS) + " |"]
    lines.append("| --- " * (len(LEVELS) + 2) + "|")
    for who, levels in plain.items():
        lines += [_line(who, name, levels[name]) for name in _MEASURES]
    ours, random = plain.values()
    lines += [_line("ratio", name, _ratios(ours[name], random[name])) for name in _MEASURES]
    return [*lines, _line("read of all", "share", _shares(ours["read"], size))]


def _line(who: str, name: str, levels: Levels) -> str:
    cells = ["never" if value is None else f"{value:g}" for value in levels.values()]
    return f"| {who} | {name} | {' | '.join(cells)} |"


def curve_lines(evenings: Evenings) -> list[str]:
    """Return both curves as text: mean kappa after so many acts, and passages read."""
    lines = []
    for who, found in (("queue", evenings.ours), ("random", evenings.random)):
        for name, curve in _curves(found).items():
            points = list(zip(curve["at"], curve["kappa"], strict=True))[::6]
            shown = "  ".join(f"{at:g}: {kappa:.2f}" for at, kappa in points)
            lines.append(f"{who:<7}{name.replace('_', ' '):<9} {shown}")
    return lines
