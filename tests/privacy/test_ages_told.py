"""Ages told in passing are masked or wait; the time, scores and counts are let be."""

from __future__ import annotations

import pytest

from tests.privacy.finding import found, masked, reviewed
from workbench.privacy.ages_told import find_told_ages
from workbench.privacy.identifiers import Kind, Status


def _told(text: str) -> list[str]:
    return [text[each.start : each.end] for each in find_told_ages(text)]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("She's ten and five-sixths, she informed me.", "ten and five-sixths"),
        ("the eldest and, at eight and a bit, the boss", "eight and a bit"),
        ("Child approx 2\u20133 yrs seen alone", "approx 2\u20133 yrs"),
        ("At nine I was scared of the landing.", "nine"),
        ("Potty trained at two, talks well.", "two"),
        ("came into care at four", "four"),
        ("they are talking about a girl who isn't even ten yet", "ten"),
        ("The girl can't be more than five, I see her.", "five"),
        ("he must have been about eight, at most", "about eight"),
        ("shes 12 but reads like eight.", "eight"),
        ("chronological age 7, emotional age 3", "3"),
        ("presents as older than his four years", "four"),
        ("in reception so four going on five.", "four going on five"),
        ("now four months actual so one month corrected", "one month"),
        ("Baby weighed 5.2kg at 10/52, fine.", "10/52"),
        ("Baby Girl Osei, day 6, on the unit", "day 6"),
        ("Zion M 20m. Nevaeh F 6.", "20m"),
        ("his boys are 9, 7 and 4.", "9, 7 and 4"),
        ("Five, nearly six, and she reads the clock", "Five, nearly six"),
        ("we have a 7 and a 9 year old", "7"),
        ("the school has her as 15", "15"),
        ('"How old are you?" "Six."', "Six"),
        ("I have a son her age, 12.", "12"),
        ("child aged 2:6 on entry", "2:6"),
        ("sister 6, brother 4, baby 7 mths", "4"),
        ("By the time K was three she had moved.", "three"),
        ("dads like A (6), B (4), and so on", "4"),
        ("Leo has been fourteen for all of it.", "fourteen"),
        ("A three-and-a-half-yr-old can smell fear.", "three-and-a-half-yr-old"),
        ("her first birthday is soon", "first"),
        ("lexi 10 does all the washing", "10"),
    ],
)
def test_an_age_told_in_passing_is_found(text: str, age: str) -> None:
    quotes = {each.quote for each in found(text) if each.type is Kind.AGE}
    assert any(age in quote for quote in quotes), quotes


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("New boy. 13 on Thursday. No fuss.", "13 on Thursday"),
        ("the lorry driver thought twelve. We wrote sixteen.", "twelve"),
        ("Meds daily. Sixteen but small for it.", "Sixteen"),
        ("the twelve and the ten who share", "twelve and the ten"),
        ("She reports wheeze since three, inhaler daily.", "three"),
        ("By twelve she was running the house.", "twelve"),
        ("five siblings aged 4 to 16 came", "4 to 16"),
        ("Young person, late teens, not known", "late teens"),
        ("Uncle, 30s, staying", "30s"),
        ("mother is forty-odd and tired", "forty-odd"),
        ("dads 42, mums 39", "42"),
        ("only 8, bless her", "8"),
    ],
)
def test_a_number_that_may_be_an_age_waits(text: str, age: str) -> None:
    assert any(age in quote for quote in reviewed(text)), reviewed(text)


@pytest.mark.parametrize(
    "text",
    [
        "The strategy meeting was at two and nobody came.",
        "I rang her at ten and she left at five.",
        "Next one is in Room 4, from nine till eleven.",
        "Question 6, visit 3 of 7, two of us, score 4 out of 10.",
        "He had three visits in six weeks and a wait of two years.",
        "the Care Act, part 2, tier 3, step 4",
        "It took eleven minutes and cost 5 quid.",
        "She had nine bags and four coats on.",
    ],
)
def test_the_time_and_counts_are_no_ages(text: str) -> None:
    assert _told(text) == []


def test_a_care_leaver_of_up_to_25_is_masked_and_who_is_older_waits() -> None:
    assert "21" in masked("Jodie (21) has her own flat.")
    assert "twenty-five" in masked("Amira, twenty-five, came along.")
    assert "26" in reviewed("Jodie (26) has her own flat.")


def test_ages_lie_inside_the_text() -> None:
    text = "At nine I cooked; the twins, 4 and six, ate. She's 13 on Friday."
    for each in find_told_ages(text):
        assert 0 <= each.start < each.end <= len(text)
        assert each.status in Status
