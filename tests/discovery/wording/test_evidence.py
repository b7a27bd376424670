"""The passages to read first, and the drafts made of them."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.discovery.material import PASSAGES
from workbench.discovery.encoders import load_encoder, unit_rows
from workbench.discovery.naming import GroupName, name_groups
from workbench.discovery.partitions import Labels, Vectors
from workbench.discovery.recipes import KeywordSpec, load_recipe
from workbench.discovery.wording.drafts import Draft, draft_sentence
from workbench.discovery.wording.evidence import Evidence, evidence_of
from workbench.discovery.words import words_of

LABELS: Labels = np.repeat(np.arange(6, dtype=np.int64), 8)
HELPED = "My manager signed the voucher at once and the family was happy, it worked brilliantly."
TEXTS = (*PASSAGES, HELPED)
_FORM = re.compile(
    r"^(?P<x>.+?) gets? in the way(?: of (?P<y>.+?))??(?: for (?P<z>\w+))?(?: because (?P<why>.+))?\.$"
)


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    return load_encoder(load_recipe()).encode(TEXTS)


@pytest.fixture(scope="module")
def names(vectors: Vectors) -> tuple[GroupName, ...]:
    spec = KeywordSpec(n_keywords=8, fillers=())
    return name_groups(PASSAGES, vectors[:48], LABELS, spec)


@pytest.fixture(scope="module")
def found(vectors: Vectors, names: tuple[GroupName, ...]) -> tuple[Evidence, ...]:
    return evidence_of(TEXTS, vectors, np.append(LABELS, -1), names)


def test_three_central_and_two_at_the_edge_of_their_group(found: tuple[Evidence, ...]) -> None:
    for group, each in enumerate(found):
        inside = set(range(group * 8, group * 8 + 8))
        assert len(each.central) == 3
        assert len(each.edge) == 2
        assert {*each.central, *each.edge} <= inside
        assert len({*each.central, *each.edge}) == 5


def test_the_first_central_passage_is_the_nearest(
    found: tuple[Evidence, ...], vectors: Vectors
) -> None:
    for group, each in enumerate(found):
        own = vectors[group * 8 : group * 8 + 8]
        cosines = own @ own.mean(axis=0)
        assert each.central[0] == group * 8 + int(cosines.argmax())
        assert all(cosines[i - group * 8] < cosines.max() for i in each.edge)


def test_what_says_the_opposite_is_found_outside_the_group(found: tuple[Evidence, ...]) -> None:
    assert found[0].counter == 48
    assert all(each.counter != 48 for each in found[1:])


def test_the_same_words_are_shown_once(vectors: Vectors, names: tuple[GroupName, ...]) -> None:
    texts = [*PASSAGES[:4], *[PASSAGES[0].upper() + "!!"] * 4]
    rows = vectors[[0, 1, 2, 3, 0, 0, 0, 0]]
    (only,) = evidence_of(texts, rows, np.zeros(8, dtype=np.int64), names[:1])
    shown = [*only.central, *only.edge]
    assert len([i for i in shown if i in {0, 4, 5, 6, 7}]) == 1


def test_no_counter_is_better_than_a_bad_one() -> None:
    texts = ["The bus was late.", "A late bus again.", "No bus at all."]
    rows = unit_rows(np.asarray([[1, 0], [1, 0.1], [1, 0.2]]))
    names = (GroupName(title="Late bus", keywords=("bus",)),)
    (only,) = evidence_of(texts, rows, np.zeros(3, dtype=np.int64), names)
    assert only.counter is None


def test_small_groups_show_what_there_is() -> None:
    names = (GroupName(title="Bus", keywords=("bus",)),)
    (only,) = evidence_of(["The bus."], np.eye(1, 4, dtype=np.float32), np.zeros(1, int), names)
    assert (only.central, only.edge, only.counter, only.draft) == ((0,), (), None, "")
    assert evidence_of([], np.zeros((0, 4), dtype=np.float32), np.zeros(0, int), ()) == ()


def _stands_in(words: str, texts: list[str]) -> bool:
    flat = [" ".join(text.replace("\u2019", "'").split()).casefold() for text in texts]
    return any(" ".join(words.split()).casefold() in text for text in flat)


def _assert_said(draft: Draft, texts: list[str]) -> None:
    if not draft.text:
        assert draft.sources == ()
        return
    sources = [texts[place] for place in draft.sources]
    slots = _FORM.match(draft.text)
    assert slots is not None
    assert slots["y"] or slots["why"]
    assert all(_stands_in(words, sources) for words in slots.groups() if words)


def test_every_slot_of_a_draft_stands_in_its_sources(found: tuple[Evidence, ...]) -> None:
    assert sum(bool(each.draft) for each in found) >= 4
    for each in found:
        _assert_said(Draft(text=each.draft, sources=each.draft_sources), list(TEXTS))


_CLAUSES = st.sampled_from(
    [
        "because the panel only meets on Thursdays",
        "so families wait for weeks",
        "instead of visiting children",
        "I missed the contact visit",
        "the voucher form asks for three signatures",
        "Mrs Zorblen cried",
        "nobody answers the phone",
        "there is no time for families",
        "- the laptop died;",
        "(again)\n",
        "WHICH MEANS THAT WE WAIT",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_CLAUSES, min_size=1, max_size=4).map(", ".join), min_size=1, max_size=5))
def test_a_draft_invents_nothing(texts: list[str]) -> None:
    draft = draft_sentence(texts, ("voucher form", "panel", "laptop", "visit"), "Voucher form")
    _assert_said(draft, texts)
    assert "zorblen" not in draft.text.lower()


def test_a_whole_sentence_from_explicit_passages() -> None:
    texts = [
        "The voucher form gets signed late because a senior manager has to approve ten pounds.",
        "Families wait for the voucher form, and I missed the home visit.",
        "No family should need a voucher form with three signatures.",
        "The families wait while the voucher form sits in a tray and I missed a home visit.",
    ]
    draft = draft_sentence(texts, ("voucher form", "signature"), "Voucher form")
    assert draft.text == (
        "The voucher form gets in the way of the home visit for families "
        "because a senior manager has to approve ten pounds."
    )
    assert draft.sources[0] == 0
    assert 1 in draft.sources


def test_several_things_get_in_the_way() -> None:
    texts = ["Three signatures are needed because nobody trusts a worker with ten pounds."]
    draft = draft_sentence(texts, ("signatures",), "Three signatures")
    assert draft.text.startswith("Three signatures get in the way because nobody trusts")


@pytest.mark.parametrize("texts", [[], ["Forms."], ["???"], ["It was all right in the end."]])
def test_there_is_no_draft_of_nothing(texts: list[str]) -> None:
    assert draft_sentence(texts, ("form",), "Forms") == Draft(text="", sources=())


def test_praise_is_no_barrier() -> None:
    texts = ["The staff were kind and helpful.", "Friendly staff, great care.", "Lovely staff!"]
    names = (GroupName(title="Friendly staff", keywords=("staff", "care")),)
    rows = unit_rows(np.asarray([[1, 0], [1, 0.1], [1, 0.2]]))
    (only,) = evidence_of(texts, rows, np.zeros(3, dtype=np.int64), names)
    assert only.draft == ""


def test_drafts_may_be_put_in_other_words(
    vectors: Vectors, names: tuple[GroupName, ...], found: tuple[Evidence, ...]
) -> None:
    given: list[tuple[str, ...]] = []

    def rephrase(draft: str, passages: object) -> str:
        assert isinstance(passages, list)
        given.append(tuple(passages))
        return draft.upper()

    labels = np.append(LABELS, -1)
    again = evidence_of(TEXTS, vectors, labels, names, rephrase=rephrase)
    assert [each.draft for each in again] == [each.draft.upper() for each in found]
    assert given == [tuple(TEXTS[i] for i in each.draft_sources) for each in found]


def test_the_same_passages_have_the_same_evidence(
    vectors: Vectors, names: tuple[GroupName, ...], found: tuple[Evidence, ...]
) -> None:
    assert evidence_of(list(TEXTS), vectors.copy(), np.append(LABELS, -1), names) == found


def test_a_draft_reads_like_one(found: tuple[Evidence, ...]) -> None:
    drafts = [each.draft for each in found if each.draft]
    assert all(6 <= len(words_of(draft)) <= 45 and draft[0].isupper() for draft in drafts)
