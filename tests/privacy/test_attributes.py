"""Values of attributes read by their column: people, pointers, facets, anything."""

from __future__ import annotations

import pytest

from workbench.domain.values import value_text
from workbench.privacy.allowlist import ProjectLists
from workbench.privacy.attributes import find_in_values
from workbench.privacy.columns import Holds, column_of
from workbench.privacy.identifiers import Kind, Role, Status

WHOLE = "whole"


def found(column: str, value: str, *met: str) -> list[tuple[str, str, str, str]]:
    """Return what is found: the words, and what, how sure, and who they are."""
    [(_, marks)] = find_in_values([value_text(column, value)], ProjectLists(), frozenset(met))
    assert all(value[each.start : each.end] == each.quote for each in marks)
    return [(e.quote, e.type.value, e.status.value, e.role.value) for e in marks]


@pytest.mark.parametrize(
    ("heading", "holds", "told"),
    [
        ("Social worker", Holds.PEOPLE, Role.WORKER),
        ("Your manager's name", Holds.PEOPLE, Role.WORKER),
        ("Author", Holds.PEOPLE, Role.UNKNOWN),
        ("completed_by", Holds.PEOPLE, Role.UNKNOWN),
        ("Full Name", Holds.PEOPLE, Role.UNKNOWN),
        ("childFirstName", Holds.PEOPLE, Role.CHILD),
        ("Mother", Holds.PEOPLE, Role.PARENT),
        ("Which social worker wrote this?", Holds.PEOPLE, None),
        ("Team", Holds.FACETS, None),
        ("Name of team", Holds.FACETS, None),
        ("Worker's role", Holds.FACETS, None),
        ("small_change", Holds.FACETS, None),
        ("Date", Holds.FACETS, None),
        ("School year", Holds.FACETS, None),
        ("School", Holds.POINTERS, Kind.SCHOOL),
        ("Postcode", Holds.POINTERS, Kind.POSTCODE),
        ("E-mail", Holds.POINTERS, Kind.EMAIL),
        ("e-mail address", Holds.POINTERS, Kind.EMAIL),
        ("Date of birth", Holds.POINTERS, Kind.BIRTH_DATE),
        ("NHS number", Holds.POINTERS, Kind.NHS_NUMBER),
        ("Notes", Holds.ANYTHING, None),
        ("", Holds.ANYTHING, None),
        ("7", Holds.ANYTHING, None),
    ],
)
def test_a_heading_says_what_its_column_holds(
    heading: str, holds: Holds, told: Role | Kind | None
) -> None:
    column = column_of(heading)
    assert column.holds is holds
    if told is not None:
        assert told == (column.role if holds is Holds.PEOPLE else column.kind)


@pytest.mark.parametrize(
    ("column", "value", "words", "role"),
    [
        ("Social worker", "Sarah Jones", WHOLE, "worker"),
        ("Social worker", "Okonkwo, Adaeze", WHOLE, "worker"),
        ("Your manager", "Bartholomew Quill", WHOLE, "worker"),
        ("Author", "sarah jones", WHOLE, ""),
        ("Author", "Sarah Jones (ASYE)", "Sarah Jones", ""),
        ("Author", "A. Khan", WHOLE, ""),
        ("Author", "Mrs Begum", WHOLE, ""),
        ("Author", "Grace", WHOLE, ""),
        ("Child", "Zorblax", WHOLE, "child"),
    ],
)
def test_in_a_column_of_people_a_name_is_masked_whole(
    column: str, value: str, words: str, role: str
) -> None:
    name = value if words is WHOLE else words
    assert found(column, value) == [(name, "person", "mask", role)]


@pytest.mark.parametrize(
    "value",
    [
        "Social worker", "Team manager", "Independent Reviewing Officer", "Head of Service",
        "Family support worker, North team", "Newly Qualified Social Worker", "Anonymous",
        "unknown", "N/A", "C01", "SW 12", "A", "Team A", "",
    ],
)  # fmt: skip
def test_in_a_column_of_people_roles_and_codes_stay(value: str) -> None:
    assert found("Author", value) == []


def test_several_people_in_one_value_are_several() -> None:
    names = [quote for quote, *_ in found("Author", "Sarah Jones & Tom Smith")]
    assert names == ["Sarah Jones", "Tom Smith"]


def test_what_may_be_a_name_there_waits_for_somebody() -> None:
    assert found("Author", "Baker") == [("Baker", "person", "review", "")]


@pytest.mark.parametrize(
    "value", ["Northgate", "Salford North", "Harbour Team", "Market Dray", "Duty 2"]
)
@pytest.mark.parametrize("column", ["Team", "Authority"])
def test_a_team_that_is_named_after_a_place_stays(column: str, value: str) -> None:
    assert found(column, value) == []


@pytest.mark.parametrize(
    ("column", "value", "name"),
    [
        ("Team", "Team Sarah", "Sarah"),
        ("Team", "Mrs Begum's team", "Mrs Begum"),
        ("Small change", "Amira's checklist", "Amira"),
    ],
)
def test_a_persons_name_in_a_facet_waits_for_somebody(column: str, value: str, name: str) -> None:
    assert found(column, value) == [(name, "person", "review", "")]


def test_a_whole_name_in_a_facet_is_masked() -> None:
    assert found("Team", "Sarah Jones") == [("Sarah Jones", "person", "mask", "")]
    assert found("Role", "s.jones@council.gov.uk")[0][1:3] == ("email", "mask")


def test_who_is_known_in_the_texts_is_known_here() -> None:
    assert found("Team", "Team Zorblax", "zorblax") == [("Zorblax", "person", "review", "")]
    assert found("Notes", "wigglesby", "wigglesby")[0][:3] == ("wigglesby", "person", "mask")
    assert found("Team", "Harbour Team", "harbour") == []


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        ("School", "Oakdene", Kind.SCHOOL),
        ("School", "St Mary's", Kind.SCHOOL),
        ("Postcode", "M14 5TQ", Kind.POSTCODE),
        ("Postcode", "M14", Kind.POSTCODE),
        ("E-mail", "someone at council", Kind.EMAIL),
        ("Phone", "07700 900123", Kind.PHONE),
        ("Date of birth", "2011", Kind.BIRTH_DATE),
        ("Mosaic ID", "1234567", Kind.REFERENCE),
    ],
)
def test_a_column_of_pointers_is_masked_whole(column: str, value: str, kind: Kind) -> None:
    assert found(column, value) == [(value, kind.value, "mask", "")]


@pytest.mark.parametrize(
    ("column", "value"),
    [("School", "Primary"), ("School", "no"), ("Postcode", "none"), ("Mosaic ID", "none"),
     ("Date", "2024-05-01"), ("Age", "14"), ("Role", "social worker")],
)  # fmt: skip
def test_what_points_at_nobody_stays(column: str, value: str) -> None:
    assert found(column, value) == []


def test_a_listed_name_is_masked_wherever_it_stands() -> None:
    lists = ProjectLists(names={"Northgate": Kind.PLACE})
    [(_, [mark])] = find_in_values([value_text("Team", "Northgate")], lists)
    assert (mark.type, mark.status) == (Kind.PLACE, Status.MASK)
