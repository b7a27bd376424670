"""The printable map: well-formed whatever people wrote, every point once, no label on another."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.exchange.map_picture import MapPicture, PictureGroup, to_svg

_SVG = "{http://www.w3.org/2000/svg}"
NAUGHTY = "<script>alert(1)</script>\"' & \x00\x1b ]]> \ud800 \u202e"


def _picture(words: str, **more: object) -> MapPicture:
    groups = [PictureGroup(name=words, colour="#0b6cb0", passages=3, place=(0.5, 0.5))]
    found = {"title": words, "about": words, "points": [(0.1, 0.2, "#0b6cb0")], "groups": groups}
    return MapPicture(**{**found, **more})  # type: ignore[arg-type]


def _read(picture: MapPicture) -> ElementTree.Element:
    return ElementTree.fromstring(to_svg(picture))


@given(st.text(max_size=60))
def test_whatever_people_wrote_is_text(words: str) -> None:
    root = _read(_picture(words))
    assert {each.tag.removeprefix(_SVG) for each in root.iter()} <= {
        "svg", "title", "rect", "text", "path", "circle", "tspan",
    }  # fmt: skip


def test_hostile_words_make_no_element_and_load_nothing() -> None:
    written = to_svg(_picture(NAUGHTY))
    root = _read(_picture(NAUGHTY))
    assert b"<script" not in written
    assert not [name for each in root.iter() for name in each.attrib if name.startswith("on")]
    assert b"href" not in written
    assert "<script>alert(1)</script>" in (root.findtext(f"{_SVG}title") or "")


def test_every_point_is_drawn_once() -> None:
    points = [(n / 50, n / 60, "#0b6cb0" if n % 2 else "#c2500c") for n in range(50)]
    drawn = "".join(
        each.attrib["d"] for each in _read(_picture("x", points=points)).iter(f"{_SVG}path")
    )
    assert drawn.count("h0") == 50


@pytest.mark.parametrize("count", [0, 1, 30])
def test_labels_never_lie_over_each_other(count: int) -> None:
    groups = [
        PictureGroup(
            name=f"A theme of number {n}", colour="#0b6cb0", passages=n, place=(0.5, n / 60)
        )
        for n in range(count)
    ]
    root = _read(_picture("x", groups=groups))
    heights = [
        float(each.attrib["y"]) for each in root.iter(f"{_SVG}text") if each.get("text-anchor")
    ]
    assert len(heights) == len(set(heights))
    assert all(abs(a - b) >= 25 for a, b in pairwise(heights))
