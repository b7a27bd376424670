"""What measuring found, as JSON and as a table to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from workbench.discovery.peers import Peer
from workbench.services.evaluate.intervals import Figure

_HEAD = (
    "method",
    "agreement",
    "of BERTopic",
    "unplaced",
    "groups",
    "per code",
    "resampled",
    "titles",
    "seconds",
    "of BERTopic",
    "MB",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """One method over the draws of one size; every figure is a mean with its interval.

    Attributes
    ----------
    agreement
        Adjusted mutual information with people's codes, what has no group given to the nearest.
    placed_agreement
        The same where what has no group counts as a group of its own.
    unplaced
        Share of passages without a group.
    n_groups, groups_per_code
        How many groups, and that over the number of codes in the draw.
    resampled
        Mean adjusted Rand index on bootstrap resamples; None above 500 passages.
    titles
        How often a code's meaning finds its candidate by the title.
    stability
        What the method itself says of its groups.
    seconds, megabytes
        From a cold process to candidates, once, on the first draw; None where that makes no sense.
    """

    name: str
    agreement: Figure | None
    placed_agreement: Figure | None
    unplaced: Figure | None
    n_groups: Figure | None
    groups_per_code: Figure | None
    resampled: Figure | None
    titles: Figure | None
    stability: Figure | None
    seconds: float | None
    megabytes: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeReport:
    """All methods on draws of one size, each beside BERTopic as it comes where that was run."""

    size: int
    draws: int
    n_codes: Figure | None
    methods: tuple[Scores, ...]

    def to_plain(self) -> dict[str, object]:
        """Return the report as JSON knows it, with every method's share of BERTopic's figures."""
        return {
            "size": self.size,
            "draws": self.draws,
            "n_codes": asdict(self.n_codes) if self.n_codes else None,
            "methods": {
                each.name: {**asdict(each), "of_bertopic": self.shares(each)}
                for each in self.methods
            },
        }

    def shares(self, scores: Scores) -> dict[str, float | None]:
        """Return agreement, stability, seconds and memory as multiples of BERTopic's."""
        base = next((each for each in self.methods if each.name == Peer.BERTOPIC), None)
        if base is None:
            return {}
        return {
            "agreement": _share(_mean(scores.agreement), _mean(base.agreement)),
            "resampled": _share(_mean(scores.resampled), _mean(base.resampled)),
            "seconds": _share(scores.seconds, base.seconds),
            "megabytes": _share(scores.megabytes, base.megabytes),
        }


def table(reports: Sequence[SizeReport]) -> str:
    """Return reports as a table in Markdown, a line for each method and size."""
    lines = [_row(("passages", *_HEAD)), _row(["---"] * (len(_HEAD) + 1))]
    for report in reports:
        lines += [_row((f"{report.size:,}", *_cells(report, each))) for each in report.methods]
    return "\n".join(lines)


def _cells(report: SizeReport, scores: Scores) -> Iterator[str]:
    shares = report.shares(scores)
    yield scores.name
    yield _figure(scores.agreement, 3)
    yield _number(shares.get("agreement"), 2)
    yield _number(_mean(scores.unplaced), 2)
    yield _number(_mean(scores.n_groups), 1)
    yield _number(_mean(scores.groups_per_code), 2)
    yield _figure(scores.resampled, 2)
    yield _figure(scores.titles, 2)
    yield _number(scores.seconds, 1)
    yield _number(shares.get("seconds"), 2)
    yield _number(scores.megabytes, 0)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _figure(found: Figure | None, places: int) -> str:
    if found is None:
        return "-"
    if found.low is None or found.high is None:
        return f"{found.mean:.{places}f}"
    return f"{found.mean:.{places}f} ({found.low:.{places}f} to {found.high:.{places}f})"


def _number(value: float | None, places: int) -> str:
    return "-" if value is None else f"{value:.{places}f}"


def _mean(found: Figure | None) -> float | None:
    return found.mean if found else None


def _share(value: float | None, other: float | None) -> float | None:
    return None if value is None or not other else round(value / other, 3)
