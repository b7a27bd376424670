"""Names of every community, written and dictated, and words that only look like names."""

from __future__ import annotations

import pytest

from tests.privacy.finding import found, masked, reviewed
from workbench.privacy.allowlist import ProjectLists
from workbench.privacy.identifiers import Kind, Role

EVERYWHERE = [
    "Siobhan", "Amira", "Mohammed", "Zofia", "Priya", "Jayden-Lee", "Oluwaseun", "Nkechi",
    "Xiaoyu", "Thuy", "Dilovan", "Rojin", "Tyrese", "Shanelle", "Dzesika", "Ionela", "Gurpreet",
    "Tasnim", "Gwenllian", "Oisín", "Kwabena", "Selam", "Yusuf", "Kayleigh",
]  # fmt: skip


@pytest.mark.parametrize("name", EVERYWHERE)
def test_a_name_is_found_in_every_way_of_writing(name: str) -> None:
    assert masked(f"On Tuesday I saw {name} at school.") == [name]
    assert masked(f"{name} was late again.") == [name]
    assert masked(f"{name}’s nan rang.") == [name]
    small = name.lower()
    assert masked(f"um so i went to see {small} at school and it was fine") == [small]
    assert masked(f"CAN SOMEBODY PLEASE RING {name.upper()} BACK") == [name.upper()]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Mr O'Neill and Dr Osei met Mrs. Khan-Begum.",
            ["Mr O'Neill", "Dr Osei", "Mrs. Khan-Begum"],
        ),
        ("Placement with Mr and Mrs Ramasamy holds.", ["Mr and Mrs Ramasamy"]),
        ("PC 4411 Hanif rang D. Ashworth.", ["PC 4411 Hanif", "D. Ashworth"]),
        ("Then J.S. said no.", ["J.S"]),
        ("For child K it was the taxi.", ["child K"]),
        ("We met the Khans and the Patel-Singh family.", ["Khans", "Patel-Singh"]),
        ("it was nana pat who told us", ["nana pat"]),
        ("my nan will ring and dad may come", []),
        ("mrs horvathova rang about marek", ["mrs horvathova", "marek"]),
        ("i spoke to karolina from east about amiras nan", ["karolina", "amiras"]),
        ("Mohammed bin Salman met Łukasz Wójcik.", ["Mohammed bin Salman", "Łukasz Wójcik"]),
        ("Amira😢 came, Kuba/Ola too, (Zayn) as well.", ["Amira", "Kuba", "Ola", "Zayn"]),
    ],
)
def test_names_are_found_whole(text: str, names: list[str]) -> None:
    assert [each.quote for each in found(text) if each.type is Kind.PERSON] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Will said Mark was late.", ["Will", "Mark"]),
        ("Grace rang me and Hope cried.", ["Grace", "Hope"]),
        ("we told will and rang grace", ["will", "grace"]),
        ("I met Rose, Daisy and Heather.", ["Rose", "Daisy", "Heather"]),
        ("April said that May is fine.", ["April"]),
    ],
)
def test_words_that_are_names(text: str, names: list[str]) -> None:
    assert masked(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Will you be there in May? Hope so.",
        "Mark my words, it will not hold.",
        "We may hope for some grace and a bit of joy, and mark the date.",
        "In March, April and June the amber light was on.",
        "Mosaic and Liquidlogic were down, Ofsted came, CAMHS did not.",
        "A Section 47 and Signs of Safety on Wednesday, before Easter and after Eid.",
        "The Polish letter went to the Team Manager, the IRO and the Headteacher.",
        "Nothing to add this week, sorry.",
        "i dont think theres anything else um the orange light was on again",
        "THE PRINTER ON TWO IS BROKEN AGAIN",
    ],
)
def test_what_points_at_nobody_is_let_be(text: str) -> None:
    assert masked(text) == []


def test_what_nothing_explains_goes_to_review() -> None:
    assert "the Larder" in reviewed("It was sent by the Larder on Friday.")


def test_a_dictated_slip_of_spelling_is_no_sure_name() -> None:
    assert masked("i was realy tired and it was definatly the wrong buiding") == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Mum Zofia rang.", Role.PARENT),
        ("I saw baby Amira.", Role.CHILD),
        ("The social worker Priya rang.", Role.WORKER),
        ("his uncle Tariq came", Role.RELATIVE),
        ("the mum of Tasnim asked", Role.CHILD),
    ],
)
def test_the_role_is_told_where_the_words_say_it(text: str, role: Role) -> None:
    person = next(each for each in found(text) if each.type is Kind.PERSON)
    assert person.role is role


def test_a_project_knows_more() -> None:
    text = "Canalside rang about the Tinderbox visit."
    lists = ProjectLists(allowed=("Canalside",), names={"tinderbox": Kind.PLACE})
    assert "Canalside" in masked(text)
    assert masked(text, lists) == ["Tinderbox"]
    assert reviewed(text, lists) == []


def test_the_same_text_gives_the_same_spans_alone_and_among_others() -> None:
    from workbench.privacy.finder import find_identifiers

    texts = ["Will said no.", "We will ring Amira.", "", "zofia cried", "Will said no."]
    together = list(find_identifiers(texts))
    assert together == [found(text) for text in texts]
    assert together[2] == ()
