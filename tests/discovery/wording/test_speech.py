"""Phrases as spoken, whose names stay out, and which way a passage leans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.discovery.grammar import MOST_CHARACTERS, parse
from workbench.discovery.wording.people import names_in, never_small
from workbench.discovery.wording.polarity import polarities, polarity
from workbench.discovery.wording.spoken import LONGEST, SHORTEST, spoken_phrases


def phrases(text: str, names: frozenset[str] = frozenset()) -> set[str]:
    (document,) = parse([text])
    return {each.text for each in spoken_phrases(document, names)}


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("We were waiting for a signature again.", "waiting for a signature"),
        ("There is no signal at the farm.", "no signal"),
        ("The laptop wants a code.", "laptop wants a code"),
        ("I sat in the resource panel.", "resource panel"),
        ("We weren't allowed to see them.", "weren't allowed"),
        ("On friday the CAMHS referral came back.", "CAMHS referral"),
    ],
)
def test_phrases_are_what_was_said(text: str, phrase: str) -> None:
    assert phrase in phrases(text)


def test_phrases_are_whole() -> None:
    found = phrases("The senior service manager signs small payments on Mondays.")
    assert "small payments" in found
    assert "payments on Mondays" not in found
    assert "service manager" not in found
    assert not any(each.endswith((" small", " on", " the", " senior")) for each in found)


@given(st.text(max_size=120))
def test_phrases_have_two_to_six_words_of_the_text(text: str) -> None:
    said = " ".join(text[:MOST_CHARACTERS].lower().split())
    for phrase in phrases(text):
        assert SHORTEST <= len(phrase.split()) <= LONGEST
        assert phrase.lower() in said


def test_what_is_rare_and_never_small_may_be_a_name() -> None:
    texts = [
        "Zorblen took my phone.",
        "Parking is dear.",
        "We like parking.",
        "GP rang.",
        "May came",
    ]
    assert never_small(texts) == {"zorblen", "we", "may"}
    assert never_small([f"Panel {number} met." for number in range(3)]) == frozenset()


def test_names_stay_out_of_phrases() -> None:
    found = phrases("The voucher form of Zorblen was late.", frozenset({"zorblen"}))
    assert found
    assert not any("zorblen" in each.lower() for each in found)


def test_what_is_shouted_has_no_phrases() -> None:
    assert phrases("THE VOUCHER FORM IS LATE AGAIN") == set()


def test_a_passage_is_parsed_once() -> None:
    first, second = parse(["The bus was late.", "The bus was late."])
    assert first is second is parse(["The bus was late."])[0]
    assert parse(["don\u2019t"])[0].text == "don't"
    assert len(parse(["word " * 500])[0].text) == MOST_CHARACTERS


def test_many_passages_are_not_kept_for_ever() -> None:
    texts = [f"{number}" for number in range(1_100)]
    assert [document.text for document in parse(texts)] == texts


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["I saw Zorblen there.", "Then Zorblen left."], {"zorblen"}),
        (["mrs quillfeather rang"], {"quillfeather"}),
        (["we met Dr Osei-Tutu"], {"osei-tutu"}),
        (["The GP and CAMHS on Monday in February"], set()),
        (["the Panel met", "a panel sat", "panel again", "no panel"], set()),
    ],
)
def test_names_are_told_by_capitals_and_styles(texts: list[str], names: set[str]) -> None:
    assert names_in(texts) == names


def test_names_are_told_by_their_place_in_the_sentence() -> None:
    texts = ["Hamza asked who I was talking to.", "Siobhan has done this for years."]
    assert {"hamza", "siobhan"} <= names_in(texts, parse(texts))


def test_a_system_that_many_speak_of_is_no_name() -> None:
    texts = [f"I type into Liquidlogic on day {number}" for number in range(12)]
    assert names_in(texts) == frozenset()
    assert names_in(texts[:5]) == {"liquidlogic"}


@pytest.mark.parametrize(
    "text",
    [
        "The staff were kind and helpful",
        "It is not difficult",
        "Nothing was too much trouble",
        "They couldn't have done more",
        "I can\u2019t fault the ward",
        "It saved an hour",
    ],
)
def test_what_helps(text: str) -> None:
    assert polarity(text) > 0


@pytest.mark.parametrize(
    "text",
    [
        "We waited nine days",
        "Not helpful",
        "It never works",
        "Nobody was kind enough to ring",
        "There is no room",
        "The visit was cancelled and the family lost",
    ],
)
def test_what_hinders(text: str) -> None:
    assert polarity(text) <= 0
    assert polarity(f"{text}, stuck and late") < 0


@given(st.text(max_size=200))
def test_polarity_is_within_its_bounds(text: str) -> None:
    assert -1 < polarity(text) < 1
    assert polarities([text, ""]).tolist() == [polarity(text), 0.0]
