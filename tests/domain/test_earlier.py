"""Numbers beside earlier numbers: joiners, leavers and people erased are given away by nothing."""

from __future__ import annotations

import json
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.earlier import (
    Checked,
    Line,
    Table,
    beside_earlier,
    isolates,
    renamed_rows,
)
from workbench.domain.small_numbers import Amount, Rule


def _who(*spans: range) -> frozenset[str]:
    return frozenset(f"P{n}" for span in spans for n in span)


def _line(speak: int, *spans: range) -> Line:
    return Line("blame", _who(*spans), Amount(speak, speak))


RULE = Rule()
FIRST = Table((_line(7, range(12)),))


@pytest.mark.parametrize(
    ("fresh", "why"),
    [
        (_line(8, range(13)), "one joined"),
        (_line(6, range(11)), "one left"),
        (_line(7, range(1, 13)), "one left and one joined"),
        (_line(7, range(4)), "a part of four"),
        (_line(9, range(18)), "six joined, of whom two speak"),
        (_line(8, range(12)), "one of the same people speaks who did not"),
        (Line("blame", _who(range(12)), Amount(0, 4)), "at least three do not any more"),
        (Line("blame", _who(range(13)), Amount(0, 4)), "one joined, and fewer speak"),
    ],
)
def test_what_would_isolate_somebody_is_held_back(fresh: Line, why: str) -> None:
    checked = beside_earlier(Table((fresh,)), [FIRST], RULE)
    assert checked.table == Table(), why
    assert checked.held == ("blame",)


def test_enough_joiners_are_told_of_and_so_is_the_same_circle_again() -> None:
    for fresh in (_line(13, range(20)), _line(7, range(12)), _line(6, range(50, 60))):
        table = Table((fresh,))
        assert beside_earlier(table, [FIRST], RULE).table == table
    assert beside_earlier(Table((_line(8, range(13)),)), [], RULE).held == ()


def test_parts_are_put_together_when_that_helps() -> None:
    fresh = Table((_line(6, range(9)), _line(6, range(9, 20))))
    checked = beside_earlier(fresh, [Table((_line(12, range(20)),))], RULE)
    assert checked.table == fresh
    narrow = Table((_line(6, range(10)), _line(6, range(10, 20))))
    earlier = [Table((_line(5, range(9)), _line(6, range(9, 20))))]
    assert beside_earlier(narrow, earlier, RULE).table == Table((_line(12, range(20)),))


def test_another_barrier_is_no_concern_of_it() -> None:
    other = Table((Line("time", _who(range(13)), Amount(8, 8)),))
    assert beside_earlier(other, [FIRST], RULE).table == other


def test_three_releases_are_looked_at_together() -> None:
    earlier = [Table((_line(6, range(10)),)), Table((_line(6, range(5, 15)),))]
    # Each pair alone overlaps in five; all three leave four over.
    assert isolates([_line(6, range(1, 11))], [*earlier[0].lines, *earlier[1].lines], RULE)
    # What went out is no fault of what is told anew, and told again it tells nothing.
    apart = [_line(6, range(10)), _line(7, range(11))]
    assert not isolates([_line(6, range(50, 60)), apart[0]], apart, RULE)


def test_a_table_keeps_its_meaning_as_plain_values() -> None:
    assert Table.from_plain(json.loads(json.dumps(FIRST.plain()))) == FIRST


def test_people_stand_in_the_plain_values_once_and_can_be_renamed() -> None:
    table = Table((_line(7, range(12)), Line("time", _who(range(8)), Amount(0, 4))))
    rows = table.plain()
    assert sorted(name for row in rows for name in row.get("who", ())) == sorted(_who(range(12)))
    other = Table.from_plain(renamed_rows(rows, lambda name: {"P3": "gone"}.get(name, name)))
    assert [line.who for line in other.lines] == [
        line.who - {"P3"} | {"gone"} for line in table.lines
    ]
    # What an older register held instead is no table.
    assert Table.from_plain([{"theme": "t", "people": 7, "exact": True}]) == Table()


def test_a_sum_is_of_all_whose_number_is_told() -> None:
    few = Line("blame", _who(range(20, 28)), Amount(0, 4))
    assert Table((few, _line(7, range(12)), _line(5, range(12, 20)))).summed() == Table(
        (_line(12, range(20)),)
    )
    assert Table((few,)).summed() == Table((few,))


def test_what_is_told_again_stays_beside_what_is_held_back() -> None:
    earlier = Table((_line(6, range(10)), _line(7, range(10, 20))))
    fresh = Table((_line(6, range(10)), _line(7, range(10, 21))))
    checked = beside_earlier(fresh, [earlier], RULE)
    assert checked == Checked(Table(fresh.lines[:1]), ("blame",))


_SETS = st.lists(st.frozensets(st.integers(0, 7), min_size=3), min_size=1, max_size=3)


@settings(max_examples=60, deadline=None)
@given(_SETS, st.lists(st.booleans(), min_size=8, max_size=8))
def test_by_exhaustion_nobody_is_isolated_by_what_goes_out(
    circles: list[frozenset[int]], speaks: list[bool]
) -> None:
    rule = Rule(3)
    told: list[Line] = []
    for circle in circles:
        who = frozenset(map(str, circle))
        number = sum(speaks[each] for each in circle)
        fresh = Table((Line("blame", who, Amount(number, number)),))
        if rule.fits(number, len(who)):
            checked = beside_earlier(fresh, [Table(tuple(told))], rule)
            told += checked.table.lines
    worlds = [
        world
        for world in product((False, True), repeat=8)
        if all(sum(world[int(each)] for each in line.who) == line.speak.least for line in told)
    ]
    for person in range(8):
        assert {world[person] for world in worlds} == {False, True}
