"""Re-anchoring: exact words first, in their company; then words much like them; never two on one span."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.anchoring import reanchor
from workbench.domain.sources import Span

TEXTS = st.text(alphabet="ab cd.\n😀é", max_size=60)
WORDS = [
    "we",
    "typed",
    "visit",
    "twice",
    "families",
    "wait",
    "form",
    "manager",
    "signature",
    "again",
    "never",
    "why",
]
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


def _spans(text: str, data: st.DataObject, most: int = 5) -> list[Span]:
    if not text:
        return []
    place = st.integers(0, len(text) - 1)
    starts = data.draw(st.lists(place, max_size=most))
    return [Span(start, data.draw(st.integers(start + 1, len(text)))) for start in starts]


def _one(earlier: str, corrected: str, quote: str) -> str | None:
    start = earlier.index(quote)
    found = reanchor(earlier, corrected, [Span(start, start + len(quote))])
    return next((corrected[each.start : each.end] for each in found.values()), None)


@settings(deadline=None)
@given(TEXTS, TEXTS, st.data())
def test_places_lie_in_the_text_and_none_is_given_twice(
    earlier: str, corrected: str, data: st.DataObject
) -> None:
    spans = _spans(earlier, data)
    found = reanchor(earlier, corrected, spans)
    assert found.keys() <= set(spans)
    assert len(set(found.values())) == len(found)
    assert all(each.end <= len(corrected) for each in found.values())
    assert found == reanchor(earlier, corrected, reversed(spans))


@settings(deadline=None)
@given(SENTENCES, st.data())
def test_in_an_unchanged_text_everything_stays_where_it_is(text: str, data: st.DataObject) -> None:
    spans = _spans(text, data)
    assert reanchor(text, text, spans) == {each: each for each in spans}


@settings(deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=5), SENTENCES, SENTENCES, st.data())
def test_what_is_put_before_and_after_moves_the_rest_along(
    lines: list[str], before: str, after: str, data: st.DataObject
) -> None:
    # Each line is told from the others, as real sentences are.
    earlier = "\n".join(f"{number}. {line}" for number, line in enumerate(lines))
    corrected = f"X {before}\n{earlier}\n{after} X"
    shift = len(before) + 3
    # What stands in the new words, too, may be meant there just as well.
    spans = [
        each
        for each in _spans(earlier, data)
        if each.end - each.start >= 16 and corrected.count(earlier[each.start : each.end]) == 1
    ]
    moved = {each: Span(each.start + shift, each.end + shift) for each in spans}
    assert reanchor(earlier, corrected, spans) == moved


@settings(max_examples=50, deadline=None)
@given(st.lists(SENTENCES, min_size=2, max_size=6), st.data())
def test_very_words_are_never_left_behind_for_others(lines: list[str], data: st.DataObject) -> None:
    earlier = "\n".join(f"line {number} says {line}" for number, line in enumerate(lines))
    gone = data.draw(st.integers(0, len(lines) - 1))
    kept = [each for number, each in enumerate(earlier.split("\n")) if number != gone]
    corrected = "\n".join(kept)
    for line in kept:
        start = earlier.index(line)
        found = reanchor(earlier, corrected, [Span(start, start + len(line))])
        assert [corrected[each.start : each.end] for each in found.values()] == [line]


def test_a_slip_of_the_pen_in_the_quote_is_found_with_its_marks() -> None:
    earlier = "So. (We typed teh visit into three systems!) Then we left."
    corrected = "A title. So. (We typed the visit into three systems!) Then we left."
    quote = "(We typed teh visit into three systems!)"
    assert _one(earlier, corrected, quote) == "(We typed the visit into three systems!)"


def test_words_at_the_ends_of_a_quote_may_be_the_corrected_ones() -> None:
    earlier = "Before it all. Teh voucher waited four days for a signatrue. After it all."
    corrected = earlier.replace("Teh", "The").replace("signatrue", "signature")
    quote = "Teh voucher waited four days for a signatrue."
    assert _one(earlier, corrected, quote) == "The voucher waited four days for a signature."


def test_the_same_words_twice_are_told_apart_by_their_company() -> None:
    earlier = "Ann says: nobody reads it at all. Ben says: nobody reads it at all. Cleo left."
    corrected = "Ben says: nobody reads it at all. Cleo left. Ann says: nobody reads it at all."
    second = earlier.rindex("nobody")
    span = Span(second, second + len("nobody reads it at all."))
    [found] = reanchor(earlier, corrected, [span]).values()
    assert found.start == corrected.index("nobody")


def test_short_words_elsewhere_are_no_place() -> None:
    assert _one("It was so. No.", "It was not so. Another day came, No other.", "No.") is None


def test_other_words_are_no_place() -> None:
    earlier = "We had a protected afternoon without calls. The end."
    assert _one(earlier, "The car park is too small for everybody. The end.", earlier[:43]) is None


def test_a_long_text_with_many_quotes_ends_soon() -> None:
    lines = [f"Sentence {number} speaks of visit {number * 7} again." for number in range(4_000)]
    earlier = "\n".join(lines)
    corrected = "\n".join(each.replace("speaks", "tells") for each in reversed(lines))
    spans, at = [], 0
    for line in lines:
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    began = time.monotonic()
    reanchor(earlier, corrected, spans[:800])
    assert time.monotonic() - began < 60
