"""Numbers, dates, contacts and ages, in the forms that people write them."""

from __future__ import annotations

import pytest

from tests.privacy.finding import found, masked, reviewed
from workbench.privacy.identifiers import Kind
from workbench.privacy.numbers import is_nhs_number


@pytest.mark.parametrize(
    ("digits", "right"),
    [
        ("943 476 5919", True),
        ("9434765919", True),
        ("401 023 2137", True),
        ("943 476 5918", False),
        ("123 456 7890", False),
        ("94347659", False),
    ],
)
def test_the_check_digit_of_an_nhs_number(digits: str, right: bool) -> None:
    assert is_nhs_number(digits) is right


def test_ten_digits_without_a_check_digit_are_no_nhs_number() -> None:
    kinds = {each.type for each in found("We spent 1234567890 on it.")}
    assert Kind.NHS_NUMBER not in kinds


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        ("It is 943 476 5919 on the form.", Kind.NHS_NUMBER, "943 476 5919"),
        ("NHS number 9434765918 was mistyped", Kind.NHS_NUMBER, "9434765918"),
        ("She rang from 07700 900123 twice", Kind.PHONE, "07700 900123"),
        ("on +44 (0)7700 900123.", Kind.PHONE, "+44 (0)7700 900123"),
        ("the office, 020 7946 0958, was shut", Kind.PHONE, "020 7946 0958"),
        ("NI is QQ123456C, she says", Kind.NI_NUMBER, "QQ123456C"),
        ("see (k.nowak@example.org) for it", Kind.EMAIL, "k.nowak@example.org"),
        ("its amira dot khan at gmail dot com", Kind.EMAIL, "amira dot khan at gmail dot com"),
        ("at www.example.org/amira today", Kind.URL, "www.example.org/amira"),
        ("he is @big_daz_22 there", Kind.HANDLE, "@big_daz_22"),
        ("moved to ls6 3ab last week", Kind.POSTCODE, "ls6 3ab"),
        ("case CW/2026/00418 is shut", Kind.REFERENCE, "CW/2026/00418"),
        ("Mosaic ID 1234567 is hers", Kind.REFERENCE, "1234567"),
        ("in a red car, AB12 CDE, outside", Kind.CAR, "AB12 CDE"),
        ("lives at Flat 2, 14 Oak Road now", Kind.ADDRESS, "Flat 2, 14 Oak Road"),
        ("round the corner on lighthouse terrace with her", Kind.ADDRESS, "lighthouse terrace"),
        ("at st casimirs primary again", Kind.SCHOOL, "st casimirs primary"),
        ("the head of Kirkroyd Academy rang", Kind.SCHOOL, "Kirkroyd Academy"),
        ("pupils of Our Lady of Sorrows came", Kind.SCHOOL, "Our Lady of Sorrows"),
    ],
)
def test_it_is_found_and_named(text: str, kind: Kind, quote: str) -> None:
    assert (kind, quote) in {(each.type, each.quote) for each in found(text)}
    assert quote in masked(text)


@pytest.mark.parametrize(
    "date", ["12/03/2015", "03.03.14", "3rd Mar 2014", "the 3rd of March 2014", "2014-03-03"]
)
def test_a_date_of_birth_is_masked_and_another_date_reviewed(date: str) -> None:
    bare = date.removeprefix("the ")
    assert date in masked(f"DOB {date}, she said.")
    assert date in masked(f"He was born on {date} in the car.")
    assert bare in reviewed(f"The panel met on {date} upstairs.")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("a 14yo girl", "14yo"),
        ("their 7-year-old son", "7-year-old"),
        ("he is aged nine and tall", "aged nine"),
        ("Zofia, 14, told me", "14"),
        ("She is 6.", "6"),
        ("the 18 months old baby", "18 months old"),
    ],
)
def test_how_old_a_child_is(text: str, quote: str) -> None:
    assert (Kind.AGE, quote) in {(each.type, each.quote) for each in found(text)}


@pytest.mark.parametrize(
    "text",
    [
        "It took 14 minutes and 3 forms.",
        "She is 40 years old.",
        "We spent £1,250 on 12 beds in week 3.",
        "Section 47 came before Section 20.",
        "It is on page 14 of version 2.",
        "Two hours in the family court, then the youth centre.",
        "by the way it was on my way home from high school",
    ],
)
def test_plain_numbers_and_places_are_let_be(text: str) -> None:
    assert masked(text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Ours was born on the 9th of January 2021, theirs in 2017.", "2017"),
        ("She turned 13 that day, 6.11.2012 if anybody had looked.", "6.11.2012"),
        ("i turn 18 on the 6th of march 2008 no i mean born", "the 6th of march 2008"),
        ("about facebook, her name on it is renamac1958. no concerns", "renamac1958"),
        ("Calls at 5pm via tesfa.abba on WhatsApp.", "tesfa.abba"),
        ("If you see a green van, TUI 7719, that is him", "TUI 7719"),
        ("they are at PE14 9ZK now", "PE14 9ZK"),
        ("dropped him at g52 9xa at two", "g52 9xa"),
    ],
)
def test_what_is_built_in_another_way_is_masked(text: str, quote: str) -> None:
    assert quote in masked(text)


@pytest.mark.parametrize(
    "text", ["reg 45 is when we look", "see p2 3rd line, y5 2nd set", "week12 and covid19 again"]
)
def test_what_only_looks_so_is_let_be(text: str) -> None:
    assert masked(text) == []
