"""What is set aside as saying nothing, and what must never be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.discovery.material import EMPTY, PASSAGES, UNRELATED
from workbench.discovery.words import SetAside, has_content, why_set_aside

SET_ASIDE = {
    SetAside.EMPTY: ("", "   ", "???", "-", "\U0001f642", "10/10!", "..."),
    SetAside.NOTHING_TO_ADD: (
        "n/a",
        "N.A.",
        "NA",
        "Nothing to add",
        "Nothing to add from me this week, sorry.",
        "nothing really",
        "Nothing to report this month",
        "None, thank you",
        "No comment",
        "No complaints",
        "no problems, thanks",
        "No, nothing to improve",
        "Can't think of anything",
        "Can't fault it",
        "nothing comes to mind",
        "See above",
        "As above",
        "nil",
        "TBC",
    ),
    SetAside.PRAISE: (
        "Thanks!",
        "Thank you so much for all your help",
        "Thanks for your hard work",
        "Cheers everyone",
        "Brilliant, thanks",
        "Amazing, fantastic!",
        "Great job everyone",
        "Keep up the good work",
        "Everything was perfect",
        "Loved it",
        "Thanks for the biscuits",
    ),
    SetAside.GREETING: (
        "Hi all",
        "Good morning everyone",
        "Dear team, hope you are well",
        "Kind regards",
        "Merry Christmas and a happy new year",
        "Have a lovely weekend",
        "Sorry this is late",
        "Apologies for the late reply",
    ),
    SetAside.TOO_SHORT: ("Parking", "the forms", "not good", "We wait", "Hmm", "Visits"),
}
CONTENT = (
    "Thank you for telling me about the form that took 3 hours",
    "Thanks to the new app I stopped typing at night",
    "Hi all, the laptop died again at the farm",
    "Sorry the visit was late, the pool car had gone",
    "Nothing is ever signed before Thursday",
    "Nothing happens after the survey",
    "Nothing to refer a family to since the centre closed",
    "No privacy",
    "No time",
    "No signal at the farm",
    "No room to meet a family",
    "no feedback",
    "Not listened to.",
    "Never get a reply from finance",
    "Nobody answers",
    "More staff",
    "More parking needed",
    "Too many forms",
    "Good food",
    "Friendly staff",
    "Great that my manager signed it the same day",
    "Brilliant having a protected Wednesday",
    "Happy to wait but not eleven days",
    "Happy with the visit",
    "Have a weekend duty every month",
    "No problems with parking but the rooms are freezing",
    "No comment from the panel for six weeks",
    "I can't fault the worker, it is the waiting list",
    "see above what happened with the voucher",
    "Merry Christmas, said the boy, and then his worker left",
    "Morning meetings run over",
    "um so basically typed it twice",
)


@pytest.mark.parametrize(
    ("reason", "text"), [(reason, text) for reason, texts in SET_ASIDE.items() for text in texts]
)
def test_what_says_nothing_is_set_aside_as_such(reason: SetAside, text: str) -> None:
    assert why_set_aside(text) is reason
    assert not has_content(text)


@pytest.mark.parametrize("text", [*CONTENT, *PASSAGES, *UNRELATED])
def test_what_says_something_is_kept(text: str) -> None:
    assert why_set_aside(text) is None


@pytest.mark.parametrize("text", EMPTY)
def test_the_empty_ones_of_a_workshop_are_set_aside(text: str) -> None:
    assert why_set_aside(text) is not None


@given(st.text(max_size=80))
def test_every_text_has_a_reason_or_content(text: str) -> None:
    assert has_content(text) is (why_set_aside(text) is None)


@given(st.sampled_from(CONTENT), st.sampled_from(["", "Thanks! ", "Hi all. ", "Sorry. "]))
def test_a_courtesy_before_content_takes_nothing_away(text: str, courtesy: str) -> None:
    assert why_set_aside(courtesy + text) is None


@pytest.mark.parametrize("text", ["Nothing to add", "Thank you for your help", "No privacy"])
def test_case_and_curly_apostrophes_do_not_matter(text: str) -> None:
    assert why_set_aside(text.upper()) is why_set_aside(text) is why_set_aside(text.lower())
    assert why_set_aside("can\u2019t fault it") is SetAside.NOTHING_TO_ADD
