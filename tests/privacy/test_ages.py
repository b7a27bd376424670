"""How old somebody is and when they were born, in every notation, and what only looks so."""

from __future__ import annotations

import pytest

from tests.privacy.finding import found, masked, reviewed
from workbench.privacy.ages import find_ages
from workbench.privacy.identifiers import Kind, Status


def _ages(text: str) -> list[str]:
    return [text[each.start : each.end] for each in find_ages(text) if each.status is Status.MASK]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Zosia aged 5, bruise on the arm", "aged 5"),
        ("Meera (16, care leaver, own flat)", "16"),
        ("Kwame, 13 yrs 2 mths, wants a bike", "13 yrs 2 mths"),
        ("he told them the babys 9 weeks, they noted it", "9 weeks"),
        ("She's thirteen next month and knows it.", "thirteen next month"),
        ("He's fourteen mind, not a toddler", "fourteen"),
        ("he turned seven in the car", "seven"),
        ("two brothers, approx 4 and 6 years", "4 and 6 years"),
        ("Callum is nearly eight and tall", "nearly eight"),
        ("a 9yo with a scooter", "9yo"),
        ("F/15, seen with a friend", "F/15"),
        ("the youngest, 3, slept", "3"),
        ("a boy of six stood there", "six"),
        ("Samina (2 yrs) and Idris (8 mths)", "8 mths"),
        ("their daughters, 5 and 7, came", "5 and 7"),
        ("hania 9 and julka 6.", "6"),
        ("who's 4½, she says", "4½"),
        ("from the age of nine he cooked", "age of nine"),
        ("it was her 10th birthday", "10th"),
        ("Mia, 3y 6m, has grommets", "3y 6m"),
        ("alfie turned six in march", "turned six in march"),
        ("She's ten and three-quarters.", "ten and three-quarters"),
        ("YP: Destiny Farrow, 15 (NHS below)", "15"),
        ("Looks about thirteen.", "about thirteen"),
        ("Isaac 11, Esme 8, Teifi 2.", "2"),
        ("Rosie T (5) and Leo T (7).", "7"),
        ("hedra is 12 and says so", "12"),
        ("The child, Zion, is five and attends", "five"),
        ("denzel trewhella 15 left by the window", "15"),
        ("Kayden and Kobi both 3, not identical", "3"),
        ("Mahi in Year 5, nine, came in", "nine"),
        ("Your age in our records is now 16, with", "16"),
        ("Robin was placed at 14 months.", "14 months"),
        ("Misha is seven, looks five.", "five"),
    ],
)
def test_a_childs_age_is_masked(text: str, age: str) -> None:
    assert age in _ages(text)


@pytest.mark.parametrize(
    "text",
    [
        "The parenting assessment is fourteen months old.",
        "She has been here 8 months and waited 15 yrs 4 mths.",
        "only two turned up, and it was nearly nine when we left",
        "this was visit number 7 in 3 weeks",
        "the form is the age 9 version",
        "he was two up and she is 3 weeks behind",
        "she is 16 weeks pregnant",
        "we saw 14 cases, 6 meetings, 2 managers",
        "The panel is on May 6, and the next is on June 9.",
        "Child 1 and Child 2 are on the form; kids: 3",
        "1) maths with Mrs Ncube 2) lunch",
        "The River one is mine, one from each.",
        "parenting assessment by Emeka, twelve weeks.",
        "Part 4 and Part 6 plans, ages 0 to 5, Tier 3, Level 2.",
        "Ring ward 9 and room 4, and stay for 30 minutes.",
    ],
)
def test_how_long_and_how_many_are_no_ages(text: str) -> None:
    assert _ages(text) == []


def test_a_grown_ups_age_waits_for_review() -> None:
    assert "71" in reviewed("Cissie, who is raising three at 71, smiled.")
    assert "34" in reviewed("Her sister, 34, came along.")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Destiny Okafor-Hill (02/12/2008) is not to go", "02/12/2008"),
        ("Kelsey-Ann b. 14.2.16 to be seen", "14.2.16"),
        ("born on the 3rd of May 2017 in the car", "the 3rd of May 2017"),
        ("Date of birth twelfth of October 2012", "twelfth of October 2012"),
        ("OKAFOR | Daniel | 02/12/2008", "02/12/2008"),
        ("Born: 2016-05-04", "2016-05-04"),
        ("the bump is due 6/2 at the latest", "6/2"),
        ("Unborn baby Rafferty, EDD 19 Jan.", "19 Jan"),
    ],
)
def test_a_date_of_birth_is_found_without_the_word(text: str, date: str) -> None:
    assert (Kind.BIRTH_DATE, date) in {(each.type, each.quote) for each in found(text)}
    assert date in masked(text)


def test_the_date_of_a_visit_is_none() -> None:
    assert masked("Visit 12/03/2024, then Panel, 3/4/2025.") == []
