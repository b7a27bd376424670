"""Names that are words, in text without capitals, by what is said around them, and the words that are none."""

from __future__ import annotations

import pytest

from tests.privacy.finding import masked, masked_words, reviewed

_DICTATED = "so i went round on tuesday and it was all quiet then "


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("he wants summer his pa to come", "summer"),
        ("rang comfort her sister no answer", "comfort"),
        ("mum star looks shattered", "star"),
        ("dad chase was out again", "chase"),
        ("spoke to dad mark and he agreed to come", "mark"),
        ("mum crystal cant stand offices", "crystal"),
        ("they said blessing in and well", "blessing"),
        ("took bear to the dentist no cavities", "bear"),
        ("he bit archer on the arm", "archer"),
        ("and bear is the youngest of them", "bear"),
        ("and clay and cliff are both on plans", "cliff"),
        ("i like joy she is doing her best", "joy"),
        ("gave rob a lift home after", "rob"),
        ("i told may to ring me back", "may"),
        ("and june and ray have had him since", "june"),
        ("jan and mick are alright with it", "jan"),
        ("and ace is three now", "ace"),
        ("i think will might do it", "will"),
        ("they all call her mouse", "mouse"),
        ("and jersey is his nickname", "jersey"),
        ("then sgt stone attended", "stone"),
        ("nana b had a fall", "nana b"),
    ],
)
def test_a_word_is_somebody_by_what_is_said_of_it(text: str, name: str) -> None:
    quotes = masked(_DICTATED + text)
    assert any(name in quote.split() or name == quote for quote in quotes), quotes


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("joy on duty tomorrow i will hand over. joy on duty", "joy"),
        ("and storm was excluded again", "storm"),
        ("both rain and sky were in the bath", "rain"),
        ("can grace ring me not the other one", "grace"),
    ],
)
def test_a_virtue_or_the_weather_waits(text: str, name: str) -> None:
    assert name in [*reviewed(_DICTATED + text), *masked(_DICTATED + text)]


@pytest.mark.parametrize(
    "text",
    [
        "mum will need to ring and dad may call",
        "i may put it off and she may come in may",
        "i hope her mum is better and i love his drawings",
        "we had a lovely day with lots of rain and then sun",
        "the bear was on the bed and a star on the chart",
        "dr rang back and pc game was on",
        "give it a chance and send a letter",
        "the change is a good one and the peace was nice",
        "there was joy in it and hope for the plan",
    ],
)
def test_a_word_that_is_a_word_is_let_be(text: str) -> None:
    assert masked(_DICTATED + text) == []


def test_two_who_are_named_together_at_the_start_are_both_people() -> None:
    assert {"Can", "Deniz"} <= set(masked_words("Can and Deniz were late for school."))
    assert masked_words("Mum and Deniz were late for school.") == ["Deniz"]


def test_a_name_between_its_age_is_somebody() -> None:
    assert "Non" in masked("Non, six, answered the door.")


def test_chairs_in_the_middle_of_a_line_are_people() -> None:
    assert "Chip" in masked("Apologies received: none. Chair: Chip. Next meeting: tbc.")
