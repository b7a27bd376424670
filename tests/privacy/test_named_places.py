"""Schools, estates, hotels and other places by their name and kind, with capitals and without."""

from __future__ import annotations

import pytest

from tests.privacy.finding import found, masked, reviewed
from workbench.privacy.identifiers import Kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("her aunt lives in Penwithy village now", "Penwithy village"),
        ("Car park at the Garrowby estate was dark", "the Garrowby estate"),
        ("Her mate has been at Bransholme skate bowl.", "Bransholme skate bowl"),
        ("respite Fri to Sun at Ard na Mara.", "Ard na Mara"),
        ("We met at the Spectrum Café, Shankill.", "the Spectrum Café, Shankill"),
        ("spoke to dad at the cedars hotel and then his mum at home", "the cedars hotel"),
        ("note after a visit to him at the willows. he showed me the wall", "the willows"),
        ("family time was at the cart mill family centre between two and three", "the cart mill family centre"),
        ("she was on the gascoyne estate when i saw her last week", "the gascoyne estate"),
        ("hi, you will see her on tuesdays at the acorn centre half three", "the acorn centre"),
    ],
)  # fmt: skip
def test_a_place_is_masked_with_its_article(text: str, name: str) -> None:
    assert name in masked(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("her heart is set on Ridgeway Girls' High.", "Ridgeway Girls' High"),
        ("he left Hazelwell Boys' School at four", "Hazelwell Boys' School"),
        ("On roll at the Swale Bridge Academy, two mornings", "the Swale Bridge Academy"),
        ("attends South Norwood Rise Infants, happily", "South Norwood Rise Infants"),
        ("To: The Soar Valley Free School.", "The Soar Valley Free School"),
        ("Goes to Coláiste Cnoc na gCoiscéim.", "Coláiste Cnoc na gCoiscéim"),
        ("starts at Cylch Meithrin Penparc on Monday", "Cylch Meithrin Penparc"),
        ("he has his place at wee acorns nursery but nobody told them", "wee acorns nursery"),
        ("my college interview is at north west tech on the tuesday so no", "north west tech"),
        ("star of the week at little lanterns pre-school and could i come", "little lanterns pre-school"),
    ],
)  # fmt: skip
def test_a_school_is_masked(text: str, name: str) -> None:
    assert (Kind.SCHOOL, name) in {(each.type, each.quote) for each in found(text)}
    assert name in masked(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("they were both in the arndale when i seen them and he ran", "the arndale"),
        ("party at the Jungle Hut. Bring socks.", "the Jungle Hut"),
        ("he wasnt at the harbour slip when we did the lanes at two", "the harbour slip"),
    ],
)
def test_a_place_of_everyday_words_waits(text: str, name: str) -> None:
    assert name in reviewed(text) or name in masked(text)


@pytest.mark.parametrize(
    "text",
    [
        "we met at the family centre and then the local park by the school",
        "I look at how high that is. We sat in the contact centre.",
        "at the Child Protection Conference and in the Family Court",
        "she went to the new primary school and the big hospital",
        "at the wrong hotel, from the end house, in the front room",
        "Will try the Lundy Model next time. We built a Duplo tower.",
    ],
)
def test_a_kind_without_a_name_is_no_place(text: str) -> None:
    assert masked(text) == []
