"""Where somebody lives, with a street and without, and where they go to school."""

from __future__ import annotations

import pytest

from tests.privacy.finding import found, masked, masked_words, reviewed
from workbench.privacy.identifiers import Kind


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("she is at the Travelodge, room 209, with no fridge", "room 209"),
        ("two children at no. 33 on the doorstep", "no. 33"),
        ("the lad at number 40 is out", "number 40"),
        ("they moved to flat 41 last week", "flat 41"),
        ("last seen at Plot 3, Millfield site", "Plot 3, Millfield site"),
        ("Flag on 61 Pelham Cres today", "61 Pelham Cres"),
        ("she lives at 12 Ffordd y Parc now", "12 Ffordd y Parc"),
        ("of 9 heol felin, by the chapel", "9 heol felin"),
        ("it's Rose Cottage, Lower Stoke now", "Rose Cottage, Lower Stoke"),
        ("Address: Drumnagreagh, 8 Lough Rd", "Drumnagreagh, 8 Lough Rd"),
        ("moved to 4 Tanner's Wynd in May", "4 Tanner's Wynd"),
        ("a knock at 7 the paddocks", "7 the paddocks"),
        ("Stair 2/1, the buzzer is bust", "2/1"),
        ("the lady next door at 27 said so", "27"),
        ("or the other number its 11 tulse croft, blue door", "11 tulse croft"),
        ("lives w mum at 61b green lanes, n4 9zz", "61b green lanes"),
        ("still karens, 3 wheal maid parc tr16 9xj, asked them", "3 wheal maid parc"),
        ("moved on saturday to flat 2/1, 46 tarland quadrant", "46 tarland quadrant"),
        ("Posted to 2 Tai'r Felin, with a stamp", "2 Tai'r Felin"),
        ("Kieran to stay at 2 Maes-y-Coed with his parents", "2 Maes-y-Coed"),
        ("the new bloke moved in at 14b Oadby Lock, Vince something", "14b Oadby Lock"),
        ("Caravan behind Mill Yard, Tilney Drove PE14 9ZK. Not her fault.", "Caravan behind Mill Yard, Tilney Drove PE14 9ZK"),
        ("she is going to ring about 4a mill brow", "4a mill brow"),
        ("licence address c/o 30 Bold St. No reply", "c/o 30 Bold St"),
        ("its flat c 19 marine drive now", "flat c 19 marine drive"),
        ("neighbour of no 8, Tip Hill, anon", "no 8, Tip Hill"),
    ],
)  # fmt: skip
def test_a_home_is_masked(text: str, address: str) -> None:
    words = [word.strip(",") for word in address.split()]
    assert set(words) <= set(masked_words(text))


@pytest.mark.parametrize(
    "text",
    [
        "Room 4, not Room 14, and bring a plate",
        "this was visit number 7, plan number two",
        "we had 2 house visits and 4 close calls",
        "Moved to 4 Teams calls a day, at 2 Hours each, to 3 GPs",
        "We were at 6 Reviews from 1 April in 2019",
        "she was home at 6 and out at 9",
        "in 3 place settings at 2 park benches",
    ],
)
def test_a_number_that_is_no_house_is_let_be(text: str) -> None:
    assert masked(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("School: Craigmuir High", Kind.SCHOOL, "Craigmuir High"),
        ("the nursery (Little Acorns, Brigg Street) rang", Kind.SCHOOL, "Little Acorns"),
        ("settled at Busy Bees since May", Kind.SCHOOL, "Busy Bees"),
        ("CONTACT RECORD – Millbrook Contact Centre", Kind.PLACE, "Millbrook Contact Centre"),
        ("outside the Bluebell Family Hub at ten", Kind.PLACE, "the Bluebell Family Hub"),
        ("neighbours in Kirkton of Airlie knew", Kind.PLACE, "Kirkton of Airlie"),
        ("the carers in little wexcombe were lovely and the dog was too", Kind.PLACE, "little wexcombe"),
    ],
)  # fmt: skip
def test_a_named_place_is_masked(text: str, kind: Kind, name: str) -> None:
    assert (kind, name) in {(each.type, each.quote) for each in found(text)}
    assert name in masked(text)


def test_a_city_far_away_is_looked_at() -> None:
    assert masked("He came by train from Kharkiv.") == []
    assert reviewed("He came by train from Kharkiv.") == ["Kharkiv"]
