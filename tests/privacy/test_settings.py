"""Schools and the like by what is said of them, with capitals and without, and where somebody merely goes."""

from __future__ import annotations

import pytest

from tests.privacy.finding import found, masked, masked_words, reviewed
from workbench.privacy.identifiers import Kind, Status
from workbench.privacy.settings import find_settings
from workbench.privacy.small_settings import find_small_settings


def _quotes(text: str) -> list[str]:
    spans = (*find_settings(text), *find_small_settings(text))
    return [text[each.start : each.end] for each in spans]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kayden attends Ladybrook two days a week.", "Ladybrook"),
        ("on roll at Northgate since May", "Northgate"),
        ("excluded from Brackenhurst again", "Brackenhurst"),
        ("Primary: Toryglen. Setting: the Lindens", "Toryglen"),
        ("Ed provision: Springburn Way", "Springburn Way"),
        ("School/nursery: Tiny Steps / Manor Park", "Manor Park"),
        ("His old school, Larchwood, said nothing.", "Larchwood"),
        ("put chips and Woodlarks (after-school club) there", "Woodlarks"),
        ("Hollybush's SENCO rang me.", "Hollybush's"),
        ("Breakfast club at Ladybrook opens at eight.", "Ladybrook"),
        ("she is in year 9 at bellbrook and likes it", "bellbrook"),
        ("starts at little owls after easter", "little owls"),
        ("school: moat farm, teacher new", "moat farm"),
        ("her nursery, tick tock, shuts at six", "tick tock"),
        ("tick tock nursery shuts at six", "tick tock"),
        ("mae o yn ysgol bro idris now", "ysgol bro idris"),
        ("goes to holy evangelists by the jumper", "holy evangelists"),
        ("the girls go to st mary's and st john's on the hill", "st mary's and st john's"),
        ("she has an interview at leeds city college", "leeds city college"),
        ("from the PRU, the academy on Dale Street she means", "the academy on Dale Street"),
    ],
)
def test_a_setting_is_masked_without_a_word_such_as_school(text: str, name: str) -> None:
    assert set(name.split()) <= set(masked_words(text)), found(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("he goes to the beacon but only two mornings", "the beacon"),
        ("gets called names at kings oak for his patka", "kings oak"),
        ("in town then holly lodge kids use the bus stop", "holly lodge"),
        ("seathorne then haven high then nothing", "haven high"),
        ("i said yes king johns is open again", "king johns"),
        ("she is at bede's and hates maths", "bede's"),
        ("Dislikes: the Academy, being called names", "the Academy"),
        ("We suggested the Nest (our own base).", "the Nest"),
        ("We meet by the Odeon. It works.", "the Odeon"),
        ("we meet at the wimpy. it works", "the wimpy"),
        ("Kids Planet Stockport say she is biting.", "Kids Planet Stockport"),
    ],
)
def test_a_setting_of_everyday_words_waits(text: str, name: str) -> None:
    words = " ".join([*reviewed(text), *masked(text)]).split()
    assert set(name.removesuffix("'s").split()) <= set(words), found(text)


@pytest.mark.parametrize(
    "text",
    [
        "She attends school, attends regularly and attends Core Group.",
        "he goes to bed at nine and went to see his nan",
        "I go to the shop, the park and the doctors.",
        "he waits at the gate, at the end of the day, in the front room",
        "She was taken to hospital and got back to work on Monday.",
        "attended Child Protection Conference, attends CAMHS",
        "the risk is very high and the need is so high that we met",
        "she moved to a new school and started at a different college",
        "he goes to football, goes to sleep, goes to her dad's",
        "off school again, back from contact, on the bus to town",
    ],
)
def test_where_somebody_merely_goes_is_no_setting(text: str) -> None:
    assert _quotes(text) == []


def test_what_is_masked_as_a_setting_is_a_school() -> None:
    spans = found("Lena attends Ladybrook.")
    kinds = {each.quote: (each.type, each.status) for each in spans}
    assert kinds["Ladybrook"] == (Kind.SCHOOL, Status.MASK)


def test_a_city_alone_waits_unless_somebody_lives_there() -> None:
    assert "Leeds" in reviewed("Training is in Leeds this time.")
    assert "Leeds" in masked("Her nan lives in Leeds with a dog.")


def test_what_is_spelt_out_and_numbered_parts_are_nobody() -> None:
    assert found("Article 12 of the UNCRC and the KCSIE update, and Part 4 of it.") == ()
