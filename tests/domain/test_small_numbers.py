"""The small-number rule, and circles that are never too small, whatever people there are."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain import small_numbers
from workbench.domain.circles import LADDER, Circle, common, draw_circles
from workbench.domain.small_numbers import Amount, Rule
from workbench.domain.voices import bounds, tell
from workbench.errors import InvalidRule


def _people(*groups: tuple[int, str, str]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return so many people of a side and a team each."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for many, side, team in groups:
        for _ in range(many):
            known: dict[str, tuple[str, ...]] = {
                "side": (side,),
                "authority": ("Cald",),
                "team": (team,),
            }
            found[f"P{len(found)}"] = known
    return found


_ANYBODY = st.dictionaries(
    st.integers(0, 60).map("P{}".format),
    st.fixed_dictionaries(
        {
            "side": st.sampled_from([("practitioner",), ("leader",), ()]),
            "authority": st.sampled_from([("Cald",), ("East",), ("Cald", "East")]),
            "team": st.sampled_from([("North",), ("South",), ("West",), ()]),
            "month": st.sampled_from([("2026-01",), ("2026-01", "2026-02"), ()]),
        }
    ),
    min_size=1,
)


def test_the_words_of_a_number_are_those_that_the_examples_show() -> None:
    assert doctest.testmod(small_numbers).failed == 0


def test_no_project_goes_below_the_floor_and_what_is_published_needs_ten() -> None:
    with pytest.raises(InvalidRule, match="From 2 people on is too few"):
        Rule(2)
    assert Rule(3).published == Rule(10)
    assert Rule(12).published == Rule(12)


def test_words_are_quoted_from_three_people_on() -> None:
    assert [Rule().may_quote(n) for n in (2, 3)] == [False, True]


@given(st.integers(3, 12), st.integers(0, 40), st.data())
def test_a_number_that_is_not_told_leaves_open_whether_somebody_spoke(
    k: int, heard: int, data: st.DataObject
) -> None:
    speaking, rule = data.draw(st.integers(0, heard)), Rule(k)
    if rule.fits(speaking, heard):
        return
    amount = rule.near(speaking, heard)
    assert amount.least <= speaking <= amount.most
    # For nobody it is certain that they spoke, nor for a small number which one it is.
    assert amount.least < heard or heard == 0
    assert amount.most - amount.least >= min(1, heard)


def test_a_team_of_four_is_told_of_with_its_authority() -> None:
    circle = draw_circles(_people((4, "practitioner", "North"), (1, "leader", "North")), Rule())
    assert circle.inside == ()
    assert circle.known == {"authority": ("Cald",), "team": ("North",)}
    two = _people((4, "practitioner", "North"), (6, "practitioner", "South"))
    circle = draw_circles(two, Rule())
    # Hiding North alone would leave it to a subtraction: neither team is told apart.
    assert circle.inside == ()
    assert "team" not in circle.known


def test_single_managers_of_seven_teams_are_told_of_together() -> None:
    people = _people(
        *((6, "practitioner", f"T{n}") for n in range(7)),
        *((1, "leader", f"T{n}") for n in range(7)),
    )
    circle = draw_circles(people, Rule())
    known = [dict(each.known) for each in circle.innermost()]
    leaders = [each for each in known if each["side"] == ("leader",)]
    assert leaders == [{"side": ("leader",), "authority": ("Cald",)}]
    assert sum(each["side"] == ("practitioner",) for each in known) == 7


@settings(max_examples=200)
@given(_ANYBODY, st.integers(3, 8))
def test_circles_divide_people_and_are_never_too_small(
    people: dict[str, dict[str, tuple[str, ...]]], k: int
) -> None:
    circle = draw_circles(people, Rule(k))
    inner = list(circle.innermost())
    assert sorted(who for each in inner for who in each.people) == sorted(people)
    assert all(len(each.people) >= k for each in inner) or len(inner) == 1
    for number, each in enumerate(inner):
        assert each.leaves == {number}
        for name, value in each.known.items():
            assert all(people[who].get(name) == value for who in each.people)
    assert draw_circles(people, Rule(k)) == circle
    assert common(inner).items() >= circle.known.items()
    assert common([]) == {}


@settings(max_examples=200)
@given(_ANYBODY, st.integers(3, 8), st.data())
def test_what_is_told_holds_what_is_true_and_fits_the_rule(
    people: dict[str, dict[str, tuple[str, ...]]], k: int, data: st.DataObject
) -> None:
    rule, circle = Rule(k), draw_circles(people, Rule(k))
    speaking = data.draw(st.sets(st.sampled_from(sorted(people))))
    parts = tell(circle, speaking, rule)
    inner = list(circle.innermost())
    assert sorted(leaf for part in parts for leaf in part.leaves) == list(range(len(inner)))
    for part in parts:
        heard = sum(len(inner[each].people) for each in part.leaves)
        assert part.heard == heard
        if part.speak.exact:
            assert rule.fits(part.speak.least, heard)
    sizes = [len(each.people) for each in inner]
    some = data.draw(st.sets(st.sampled_from(range(len(inner)))))
    true = sum(len(inner[each].people & speaking) for each in some)
    told = bounds(parts, some, sizes)
    assert told.least <= true <= told.most


def test_one_side_is_told_and_no_total_that_would_tell_the_other() -> None:
    people = _people((20, "practitioner", "North"), (9, "leader", "North"))
    circle, rule = draw_circles(people, Rule()), Rule()
    speaking = {f"P{n}" for n in (*range(12), 20, 21)}
    sides = {each.known["side"]: each for each in circle.inside}
    parts, sizes = tell(circle, speaking, rule), [len(each.people) for each in circle.innermost()]
    assert bounds(parts, sides["practitioner",].leaves, sizes) == Amount(12, 12)
    assert rule.told(bounds(parts, sides["leader",].leaves, sizes)) == "<5"
    assert rule.told(bounds(parts, circle.leaves, sizes)) == "12 or more"


def test_the_ladder_ends_with_what_is_known_of_the_fewest() -> None:
    assert LADDER[:5] == ("side", "authority", "service", "team", "role")
    assert draw_circles({}, Rule()) == Circle(people=frozenset(), leaves=frozenset({0}))
