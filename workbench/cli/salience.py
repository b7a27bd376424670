"""The command that tells how far themes are spread, how acutely they are felt, and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.frame import AsJson, Where, opened, show

if TYPE_CHECKING:
    from workbench.domain.crowd import Share
    from workbench.services.view.salience import Salience

_WIDTH = 44
_HEADS = (
    "theme",
    "said",
    "people",
    "teams",
    "roles",
    "places",
    "acute",
    "practitioners",
    "leaders",
)
_PAIRS = 10


def salience(
    project: Where,
    intensity: Annotated[float, typer.Option(min=0, help="Weight of intense words.")] = 2.0,
    length: Annotated[float, typer.Option(min=0, help="Weight of long passages.")] = 1.0,
    repetition: Annotated[float, typer.Option(min=0, help="Weight of coming back to it.")] = 1.0,
    as_json: AsJson = False,
) -> None:
    """Show who carries each theme, how acutely it is felt, and what stands beside it."""
    from workbench.services.view.acuteness import Weights
    from workbench.services.view.salience import view_salience

    weights = Weights(intensity=intensity, length=length, repetition=repetition)
    with opened(project) as open_one:
        found = view_salience(open_one, weights=weights)
    show(found, "\n".join(_lines(found)), as_json=as_json)


def _lines(found: Salience) -> Iterator[str]:
    if not found.themes:
        yield "No candidate or code holds a passage yet: propose candidates, or code some by hand."
        return
    yield _line(*_HEADS)
    for row in found.themes:
        yield _line(
            row.title[:_WIDTH],
            f"{row.passages:,}",
            f"{row.people:,}",
            str(row.teams),
            str(row.roles),
            str(row.authorities),
            f"{row.acuteness.whole:.2f}",
            _percent(row.practitioners),
            _percent(row.leaders),
        )
    yield from _quiet_lines(found)
    yield from _pair_lines(found)


def _line(theme: str, *figures: str) -> str:
    widths = (6, 7, 6, 6, 7, 6, 14, 14)
    cells = "".join(f"{each:>{width}}" for each, width in zip(figures, widths, strict=True))
    return f"{theme:<{_WIDTH}}{cells}"


def _percent(share: Share) -> str:
    if not share.of:
        return "-"
    return f"{share.people / share.of:.0%} [{share.low:.0%}, {share.high:.0%}]"


def _quiet_lines(found: Salience) -> Iterator[str]:
    quiet = [row for row in found.themes if row.quiet]
    if quiet:
        yield "\nquiet voices"
        yield from (f"  {row.title}: {row.quiet}" for row in quiet)


def _pair_lines(found: Salience) -> Iterator[str]:
    titles = {row.id: row.title for row in found.themes}
    if found.together:
        yield "\nin the same sources"
    for pair in found.together[:_PAIRS]:
        many = "source" if pair.sources == 1 else "sources"
        yield (
            f"  {titles[pair.one]} + {titles[pair.other]}: "
            f"{pair.sources} {many}, {pair.lift:.1f} times as often as by chance"
        )
