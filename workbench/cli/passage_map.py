"""The command that lays passages out: near ones say similar things."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.frame import AsJson, Where, opened, progress, show

if TYPE_CHECKING:
    from workbench.services.view.map_layout import MapLayout
    from workbench.services.view.passage_map import MapGroups

_NAME = 60


class _Colour(StrEnum):
    CANDIDATE = "candidate"
    CODE = "code"
    ROLE = "role"
    TEAM = "team"
    AUTHORITY = "authority"


def map_(
    project: Where,
    colour: Annotated[
        _Colour | None,
        typer.Option(help="What passages are grouped by; candidates while there are any."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="A picture to print, FILE.svg.", metavar="FILE.svg")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Lay all passages out as a map: near ones say similar things."""
    from workbench.services.view.map_layout import lay_out_map
    from workbench.services.view.map_picture import draw_map
    from workbench.services.view.passage_map import Colour, first_colour, view_groups

    if output is not None and output.suffix.lower() != ".svg":
        raise typer.BadParameter(f"“{output}” must end in .svg.", param_hint="--output")
    with opened(project) as open_one:
        layout = lay_out_map(open_one, progress())
        chosen = Colour(colour.value) if colour else first_colour(open_one)
        found = view_groups(open_one, layout, chosen)
        if output is not None:
            from workbench.exchange.files import write_whole

            write_whole(output, draw_map(open_one, layout, chosen))
    result = {**_as_plain(layout, found), "output": str(output) if output else None}
    show(result, "\n".join(_lines(layout, found, output)), as_json=as_json)


def _as_plain(layout: MapLayout, found: MapGroups) -> dict[str, object]:
    also: dict[int, list[int]] = {}
    for row, group in found.also:
        also.setdefault(row, []).append(group)
    points = [
        {
            "passage_id": name,
            "x": round(float(x), 5),
            "y": round(float(y), 5),
            "groups": [
                found.groups[each].id
                for each in ([int(first)] if first >= 0 else []) + also.get(row, [])
            ],
        }
        for row, (name, (x, y), first) in enumerate(
            zip(layout.names, layout.places, found.of, strict=True)
        )
    ]
    groups = list(found.groups)
    return {"colour": found.colour, "message": layout.message, "groups": groups, "points": points}


def _lines(layout: MapLayout, found: MapGroups, output: Path | None) -> Iterator[str]:
    if layout.message:
        yield layout.message
    if layout.names:
        yield f"{len(layout.names):,} passages by {found.colour}:"
    for each in found.groups:
        name = each.name if len(each.name) <= _NAME else each.name[: _NAME - 1].rstrip() + "…"
        yield f"{each.passages:>8,} passages {each.people:>6,} people  {name}"
    outside = int((found.of < 0).sum())
    if outside:
        yield f"{outside:>8,} passages in none of these"
    if output is not None:
        yield f"{output} is written."
