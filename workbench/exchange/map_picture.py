"""A map as a picture to print: SVG that holds no script, loads nothing and escapes every text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

#: Colours of groups on paper: apart from each other also for those who see fewer colours.
PAPER = (
    "#0b6cb0", "#c2500c", "#0a7a5c", "#a8437f", "#8a6d00", "#57524a", "#2f93c4", "#7a3b1c",
)  # fmt: skip
OTHERS, NONE = "#9a9184", "#d2cabb"
_INK, _SOFT, _SHEET = "#29251f", "#5f574b", "#ffffff"
_MAP, _SIDE, _MARGIN, _TOP = 1_000, 320, 32, 88
_LABEL, _LETTER, _LONGEST = 17, 9.0, 34
_LINE = 30
#: Letters that no XML file may hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureGroup:
    """A line of the legend; `place` is where its label stands, or None for no label."""

    name: str
    colour: str
    passages: int
    place: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPicture:
    """What is drawn.

    `points` are (x, y, colour), those drawn first first; x and y in [0, 1], or a little more.
    """

    title: str
    about: str
    points: Sequence[tuple[float, float, str]]
    groups: Sequence[PictureGroup]
    message: str = ""


def to_svg(picture: MapPicture) -> bytes:
    """Return the picture as an SVG file."""
    tall = max([1.0, *(y for _, y, _ in picture.points)])
    height = round(_TOP + max(tall * _MAP, _LINE * (len(picture.groups) + 1)) + 2 * _MARGIN)
    width = _MAP + _SIDE + 3 * _MARGIN
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{_text(picture.title)}" font-family="Segoe UI, Roboto, Liberation Sans, Arial, sans-serif">',
        f"<title>{_text(picture.title)}</title>",
        f'<rect width="{width}" height="{height}" fill="{_SHEET}"/>',
        f'<text x="{_MARGIN}" y="44" font-size="26" font-weight="600" fill="{_INK}">{_text(picture.title)}</text>',
        f'<text x="{_MARGIN}" y="70" font-size="15" fill="{_SOFT}">{_text(picture.about)}</text>',
        *_points(picture.points),
        *_labels(picture.groups),
        *_legend(picture.groups),
        "</svg>",
    ]
    return "\n".join(lines).encode()


def _points(points: Sequence[tuple[float, float, str]]) -> Iterator[str]:
    """Yield one path for every stretch of points of one colour: a dot is a line of no length."""
    size = 7 if len(points) < 1_500 else 5 if len(points) < 12_000 else 3
    for colour, some in groupby(points, key=lambda point: point[2]):
        moves = "".join(f"M{_MARGIN + x * _MAP:.1f} {_TOP + y * _MAP:.1f}h0" for x, y, _ in some)
        yield f'<path d="{moves}" fill="none" stroke="{_text(colour)}" stroke-width="{size}" stroke-linecap="round" stroke-opacity=".82"/>'


def _labels(groups: Iterable[PictureGroup]) -> Iterator[str]:
    """Yield the labels that find room, the largest group's first."""
    taken: list[tuple[float, float, float]] = []
    for group in groups:
        if group.place is None:
            continue
        name = _short(group.name)
        half = len(name) * _LETTER / 2
        x = min(max(_MARGIN + group.place[0] * _MAP, _MARGIN + half), _MARGIN + _MAP - half)
        y = _TOP + group.place[1] * _MAP
        if any(abs(x - a) < half + b and abs(y - c) < 1.5 * _LABEL for a, c, b in taken):
            continue
        taken.append((x, y, half))
        yield f'<text x="{x:.1f}" y="{y:.1f}" font-size="{_LABEL}" font-weight="600" text-anchor="middle" fill="{_INK}" stroke="{_SHEET}" stroke-width="5" stroke-linejoin="round" paint-order="stroke">{_text(name)}</text>'


def _legend(groups: Iterable[PictureGroup]) -> Iterator[str]:
    left, y = _MAP + 2 * _MARGIN, _TOP + 16
    for group in groups:
        yield f'<circle cx="{left + 8}" cy="{y - 6}" r="7" fill="{_text(group.colour)}"/>'
        yield f'<text x="{left + 26}" y="{y}" font-size="16" fill="{_INK}">{_text(_short(group.name))} <tspan fill="{_SOFT}">{group.passages:,}</tspan></text>'
        y += _LINE


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def _text(words: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", words))
