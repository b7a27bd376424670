"""View the map as a picture to print, with its legend."""

from __future__ import annotations

import numpy as np

from workbench.domain.viewers import Right, needs
from workbench.exchange.map_picture import NONE as PALE
from workbench.exchange.map_picture import OTHERS, PAPER, MapPicture, PictureGroup, to_svg
from workbench.services.view.board import view_board
from workbench.services.view.map_layout import MapLayout
from workbench.services.view.passage_map import NAMED, NONE, Colour, MapGroups, view_groups
from workbench.store.database import Project

_THEMES = frozenset({Colour.CANDIDATE, Colour.CODE})


@needs(Right.SEE_WORDS)
def draw_map(project: Project, layout: MapLayout, colour: Colour) -> bytes:
    """Return the map as an SVG file."""
    found = view_groups(project, layout, colour)
    about = f"{len(layout.names):,} passages, near ones say similar things; coloured by {colour}."
    picture = MapPicture(
        title=view_board(project).name,
        about=f"{about} {layout.message}".strip(),
        points=_points(layout, found),
        groups=_groups(found),
    )
    return to_svg(picture)


def _points(layout: MapLayout, found: MapGroups) -> list[tuple[float, float, str]]:
    """Return the points, those without a colour of their own first, so that they lie below."""
    hues = np.array([*PAPER, OTHERS, PALE])
    which = np.where(found.of < 0, NAMED + 1, np.minimum(found.of, NAMED))
    order = np.argsort(-which, kind="stable")
    places = layout.places[order]
    return [
        (float(x), float(y), str(hue))
        for (x, y), hue in zip(places, hues[which[order]], strict=True)
    ]


def _groups(found: MapGroups) -> list[PictureGroup]:
    named, others = found.groups[:NAMED], found.groups[NAMED:]
    lines = [
        PictureGroup(
            name=each.name,
            colour=hue,
            passages=each.passages,
            place=each.place if found.colour in _THEMES else None,
        )
        for each, hue in zip(named, PAPER, strict=False)
    ]
    if others:
        n = int((found.of >= NAMED).sum())
        lines.append(PictureGroup(name=f"{len(others)} others", colour=OTHERS, passages=n))
    if (found.of < 0).any():
        n = int((found.of < 0).sum())
        lines.append(PictureGroup(name=NONE[found.colour], colour=PALE, passages=n))
    return lines
