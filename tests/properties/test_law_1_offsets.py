"""Law 1 at the edge: a browser's UTF-16 offsets and our code points mean the same place."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.app.texts import AWKWARD
from workbench.domain.offsets import Utf16
from workbench.domain.sources import canonical_text
from workbench.errors import SpanOutsideSource

#: Everything that may stand in a text, with what makes offsets go wrong more often.
TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]), st.sampled_from("😀👩🏽‍🚀\u0301\u202b\n\r\u200d𝓐")
    )
)


def _units(text: str) -> int:
    """Count as a browser does, by really encoding."""
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS, st.data())
@example(canonical_text(AWKWARD), None)
def test_every_place_has_one_offset_on_either_side(
    given_text: str, data: st.DataObject | None
) -> None:
    text = canonical_text(given_text)
    edge = Utf16(text)
    places = range(len(text) + 1) if data is None else [data.draw(st.integers(0, len(text)))]
    for place in places:
        units = edge.to_units(place)
        assert units == _units(text[:place])
        assert edge.to_points(units) == place


@given(TEXTS, st.integers(-3, 60))
def test_what_no_browser_can_mean_is_refused(text: str, units: int) -> None:
    edge = Utf16(text)
    possible = {_units(text[:place]) for place in range(len(text) + 1)}
    if units in possible:
        assert edge.to_units(edge.to_points(units)) == units
    else:
        with pytest.raises(SpanOutsideSource):
            edge.to_points(units)


@given(TEXTS, st.data())
def test_what_was_selected_is_what_is_quoted(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    seen = text.encode("utf-16-le")[2 * _units(text[:start]) : 2 * _units(text[:end])]
    edge = Utf16(text)
    from_, to = edge.to_points(_units(text[:start])), edge.to_points(_units(text[:end]))
    assert text[from_:to] == seen.decode("utf-16-le")
