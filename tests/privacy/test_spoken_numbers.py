"""Numbers read aloud and taken down in words, and names that a list of the sector's words once hid."""

from __future__ import annotations

import pytest

from tests.privacy.finding import found, masked, reviewed
from workbench.privacy.identifiers import Kind


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("the old one was sixty one burdett street i think", "sixty one burdett street", "address"),
        (
            "keys for flat two eleven shearer court please",
            "flat two eleven shearer court",
            "address",
        ),
        ("over to fifty four b dallow lane tonight", "fifty four b dallow lane", "address"),
        ("she lives at nine mill bank with her nan", "nine mill bank", "address"),
        (
            "ring back on oh seven seven hundred nine hundred one four two after six",
            "oh seven seven hundred nine hundred one four two",
            "phone",
        ),
        (
            "her ni is qq two three oh one double seven d she said",
            "qq two three oh one double seven d",
            "ni number",
        ),
        ("Liaison nurse, bleep 2217, from four.", "2217", "phone"),
        ("Call the duty desk, ext. 40312.", "40312", "phone"),
        (
            "his date of birth is the twenty second of the seventh twenty thirteen",
            "the twenty second of the seventh twenty thirteen",
            "date of birth",
        ),
        ("Born on Christmas Eve 2015, 6 lb 1.", "Christmas Eve 2015", "date of birth"),
        ("Happy 18th for tomorrow!", "18th", "age"),
        ("Marta, twelve, new to us, came with her aunt.", "twelve", "age"),
    ],
)
def test_what_was_read_aloud_is_masked(text: str, words: str, kind: str) -> None:
    assert (words, Kind(kind)) in [(text[each.start : each.end], each.type) for each in found(text)]
    assert words in masked(text)


@pytest.mark.parametrize(
    "text",
    [
        "it was a twenty minute drive and a two way street",
        "we saw twelve families in one long road",
        "a ten foot lane runs behind",
        "is two three four five a lot",
        "We extended it by 2217 in all? No: an extension of two weeks.",
        "at eleven the family court sat",
        "Happy 30th, team!",
    ],
)
def test_what_only_counts_is_let_be(text: str) -> None:
    assert not any(
        each.type in {Kind.ADDRESS, Kind.PHONE, Kind.NI_NUMBER, Kind.AGE} for each in found(text)
    )


@pytest.mark.parametrize("name", ["Fraser", "Munro", "Salah", "Mario", "Gibbs", "Driscoll", "Jan"])
def test_a_name_that_is_a_model_or_a_star_elsewhere_is_one_here(name: str) -> None:
    text = f"{name} rang me about the review. I told {name} that I would call."
    assert name in [*masked(text), *reviewed(text)]


@pytest.mark.parametrize(
    "text",
    [
        "We used the Fraser guidelines and the Gibbs reflective cycle.",
        "The Munro Review said so, and he plays Mario Kart.",
        "Reviewed in Jan and again in Feb, due Jan 2027, first seen 12 Jan.",
    ],
)
def test_what_is_called_after_them_is_let_be(text: str) -> None:
    assert not any(each.type is Kind.PERSON for each in found(text))


def test_an_age_at_a_clause_s_end_waits() -> None:
    assert "14" in reviewed("CAMHS to see, mum wants to take her home, 14. No plan yet.")
    assert "Reception" in reviewed("Rosie is in Reception and Finlay at home.")
