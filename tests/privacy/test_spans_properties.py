"""Laws of spans and masks, for any text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.masking import Masked, mask
from workbench.domain.sources import Span
from workbench.privacy.finder import find_identifiers
from workbench.privacy.identifiers import Found, Identifier, Kind, Status, settle

WORDS = st.sampled_from(
    [
        "Amira",
        "amira",
        "AMIRA",
        "Will",
        "will",
        "mrs",
        "Khan",
        "O'Neill",
        "Jayden-Lee",
        "Zoë",
        "élise",
        "J.S.",
        "07700",
        "900123",
        "14",
        "Oak",
        "Road",
        "LS6",
        "3AB",
        "943",
        "476",
        "5919",
        "k.n@example.org",
        "DOB",
        "12/03/2014",
        "14yo",
        "the",
        "and",
        "of",
        "😢",
        "\n",
        ".",
        ",",
        "(",
        ")",
        '"',
        "’s",
        "İ",
        "ﬁ",
        "ß",
        "\u202e",
        "�",
    ]
)
TEXTS = st.one_of(st.lists(WORDS, max_size=25).map(" ".join), st.text(max_size=80))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_spans_quote_their_text_and_never_overlap(text: str) -> None:
    place = 0
    for span in next(find_identifiers([text])):
        assert place <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.quote
        assert span.why
        place = span.end


def _proposals(text: str) -> st.SearchStrategy[list[Found]]:
    edge = st.integers(0, len(text))
    one = st.builds(
        lambda a, b, status, rank: Found(
            start=min(a, b), end=max(a, b), type=Kind.PERSON, status=status, why="-", rank=rank
        ),
        edge, edge, st.sampled_from(Status), st.integers(0, 8),
    )  # fmt: skip
    return st.lists(one, max_size=8)


CASES = st.text(st.sampled_from("ab \n.Ké😢"), max_size=30).flatmap(
    lambda text: st.tuples(st.just(text), _proposals(text))
)


@given(CASES)
def test_every_letter_that_a_layer_would_mask_is_masked(case: tuple[str, list[Found]]) -> None:
    text, proposals = case
    settled = settle(text, proposals)
    covered = {
        at for each in settled if each.status is Status.MASK for at in range(each.start, each.end)
    }
    for one in proposals:
        letters = {at for at in range(one.start, one.end) if text[at].isalnum()}
        if one.status is Status.MASK:
            assert letters <= covered
    edges = [(each.start, each.end) for each in settled]
    assert all(a[1] <= b[0] for a, b in pairwise(edges))


def _label(identifier: Identifier) -> str:
    return f"[{'x' * (len(identifier.quote) % 5)}]"


MASKED = st.text(st.sampled_from("ab Ké😢"), min_size=1, max_size=40).flatmap(
    lambda text: st.tuples(st.just(text), _proposals(text))
)


def _masked(text: str, proposals: list[Found]) -> tuple[Masked, tuple[Identifier, ...]]:
    identifiers = settle(text, proposals)
    return mask(text, identifiers, _label), identifiers


@given(MASKED)
def test_what_is_not_masked_is_shown_to_the_letter(case: tuple[str, list[Found]]) -> None:
    text, proposals = case
    shown, identifiers = _masked(text, proposals)
    rebuilt, place = "", 0
    for cut, each in zip(shown.cuts, identifiers, strict=True):
        assert shown.text[cut.shown_start : cut.shown_end] == _label(each)
        rebuilt += shown.text[place : cut.shown_start] + each.quote
        place = cut.shown_end
    assert rebuilt + shown.text[place:] == text


@given(MASKED, st.data())
def test_the_map_goes_both_ways(case: tuple[str, list[Found]], data: st.DataObject) -> None:
    text, proposals = case
    shown, identifiers = _masked(text, proposals)
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    there = shown.shown(span)
    back = shown.canonical(there)
    assert back.start <= span.start < span.end <= back.end
    touched = [each for each in identifiers if each.start < span.end and span.start < each.end]
    if not touched:
        assert back == span
        assert shown.text[there.start : there.end] == text[span.start : span.end]
    assert all(back.start <= each.start and each.end <= back.end for each in touched)
    assert shown.shown(back) == there
