"""People by what they go by, by a letter, by their age, and the same name once more."""

from __future__ import annotations

import pytest

from tests.privacy.finding import masked, masked_words, reviewed


def _noted(text: str) -> list[str]:
    return [*masked(text), *reviewed(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("spoke to big dave about the swearing and he was fine", "big dave"),
        ("his mum and wee rena came on the bus to see him", "wee rena"),
        ("We met Big Mo at the door.", "Big Mo"),
        ("missing from home. tamsyn r 16 back since sat, not hurt", "tamsyn r"),
        ("off the phone now. baby t had a good night and fed well", "baby t"),
        ("Ambulance request, infant A, cold.", "infant A"),
        ("Whatever the text said?\nJ\n(she also rang)", "J"),
        ("I want one answer in my hand. S.", "S"),
        ("10.20 – closed to duty, LH\n11.00 – done", "LH"),
        ("Team meeting (KB chairing, two more noting)", "KB"),
        ("Action: QD by Friday.", "QD"),
        ("Meds were signed CB, RM. All calm.", "RM"),
        ("Paddy, 13-year-old, showed his pony", "Paddy"),
        ("Mo (family support) to do mornings", "Mo"),
        ("found in the van w someone called spider and fed", "spider"),
        ("He is known as smiler, they say", "smiler"),
        ("dont let on it was me. im ffi her flatmate", "ffi"),
        ("dear jan sorry for the lower case the shift key is gone", "jan"),
        ("his social worker before me, faith, used to send postcards", "faith"),
        ("he isnt bothered by it he said prince swears when hes scared", "prince"),
        ("i saw him and t has grown since may and the rest is fine", "t"),
        ("ask jan, she knows the mum and the rest of the street", "jan"),
        ("The family has children A, B and C.", "B"),
        ("Reporting officer Const. Toner.", "Const. Toner"),
    ],
)  # fmt: skip
def test_who_goes_by_it_is_masked(text: str, name: str) -> None:
    assert name in masked(text) or set(name.split()) <= set(masked_words(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("you first with the dog. ledian is the one to watch he goes white", "ledian"),
        ("eno copies the rest. dont wear perfume i found that out", "eno"),
        ("health appt. took mylor hocking to the dentist and back", "mylor hocking"),
        ("took me ages to say it. its bill. not because hes scary", "bill"),
        ("logs dont ring people. also will on sleep in and not me", "will"),
        ("so we talked about the pike family in the car for an hour", "pike"),
        ("Mali allocated. Rationale: see below.", "Mali"),
    ],
)
def test_what_may_be_somebody_at_least_waits(text: str, name: str) -> None:
    letters = "".join(_noted(text))
    assert all(part in letters for part in name.split())


def test_a_name_is_masked_wherever_it_stands_and_so_are_its_initials() -> None:
    text = "To be assessed by Tunde Bello on Monday. Bello agreed. Review TB."
    assert masked(text).count("Bello") == 1
    assert "TB" in masked(text)
    assert (
        masked("i saw kenver and ash and they had a row and then ash filled it").count("ash") == 2
    )


@pytest.mark.parametrize(
    "text",
    [
        "the pace of it. i like hope and how trust grows in small things",
        "may ask to do the next one. will see if theres money left. mark the date",
        "Mark your confidence out of ten. Trust takes ages until Spring.",
        "Report To The Practice Board In Spring, Before Anyone Is Gone",
        "plan b is the same as plan a and vitamin d is in the drawer",
        "I'd keep it but never un-read. Take it to the Trust.",
        "he wasnae there and naebody said owt tomoro",
        "Thiago's mum corrected his father's English."[15:],
        "PS. For the minutes: all done. I'll miss her.",
    ],
)
def test_it_is_nobody(text: str) -> None:
    assert masked(text) == []
