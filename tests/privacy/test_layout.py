"""Names by where they stand on the page: greetings, sign-offs, speakers, forms, minutes, lists."""

from __future__ import annotations

import pytest

from tests.privacy.finding import masked, masked_words, reviewed


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He told me where he had been. – Obi", ["Obi"]),
        ("See you then.\nThanks, Lou x", ["Lou"]),
        ("All fine here.\nCheers\nTaz", ["Taz"]),
        ("ring me. xx Tam", ["Tam"]),
        ("Warm wishes,\nFionnuala", ["Fionnuala"]),
        ("Hi Gemma, can you cover?", ["Gemma"]),
        ("Morning Uzma! The visit is at ten.", ["Uzma"]),
        ("Dear Sunita and Harish,\nThank you.", ["Sunita", "Harish"]),
        ("Priya: it is late\nCol: it is always late\nPriya: true", ["Priya", "Col", "Priya"]),
        ("Present: Kath, Baz, Ms Field", ["Kath", "Baz", "Ms Field"]),
        ("Action: AT to see the school. RP to inform health.", ["AT", "RP"]),
        ("Name: DA SILVA PEREIRA, Thiago", ["DA SILVA PEREIRA, Thiago"]),
        ("Child: OKAFOR, Daniel", ["OKAFOR, Daniel"]),
        ("Price, Kayla; Price, Kian", ["Price, Kayla", "Price, Kian"]),
        ("- Rohan: asleep\n- Star: awake", ["Rohan", "Star"]),
        ("Minority view from J. Stubbs on distance.", ["J. Stubbs"]),
        ("Guardian for F (a child) came", ["F"]),
        ("D. refused his tea. All up bar D by seven.", ["D", "D"]),
        ('Her partner Declan "Dec" Moran is known', ["Declan", "Dec", "Moran"]),
    ],
)
def test_names_stand_where_names_stand(text: str, names: list[str]) -> None:
    assert masked_words(text) == [word.strip(",") for name in names for word in name.split()]


@pytest.mark.parametrize(
    "text",
    [
        "Present: everybody\nApologies: none\nDecision: wait\nChurch: closed",
        "Dear Sirs,\nNothing to add.",
        "Hi all, bring cake.\nThanks, everyone",
        "Smell: toast. Noise: plenty. Reflection: ask sooner.",
        "SIGNED BY EVERYONE and filed",
        "GP to write, HV to weigh, SW to call",
    ],
)
def test_headings_and_roles_are_let_be(text: str) -> None:
    assert masked(text) == []


def test_what_may_be_a_name_there_waits_for_review() -> None:
    assert "Spud" in [*reviewed("Thanks, Spud"), *masked("Thanks, Spud")]
