"""Nobody is singled out: an attacker who sees every view under every filter works on all of them.

They know who works where, in which role, and who was heard. They look at the wall, the matrix by
everything, over time and the story, each under every condition and every pair of conditions, and a
solver of integer programs looks for what all of it leaves possible. What they hold of exports beside
that is in `test_isolation_exports`.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from tests.services.towns import BLAME, Person, atoms, told_of, town
from workbench.domain.codebook import CodeKind
from workbench.domain.earlier import Table, beside_earlier
from workbench.domain.general import General, release_table
from workbench.domain.heard import By
from workbench.domain.searches import Condition
from workbench.domain.small_numbers import Rule
from workbench.errors import UnknownTheme
from workbench.services.view.barriers import WALL
from workbench.services.view.general_matrix import _columns, general_matrix_of
from workbench.services.view.general_story import general_story_of
from workbench.services.view.general_wall import Told, general_wall_of
from workbench.services.view.scopes import scope

#: People of a circle, and between what the number of those who speak is told to lie.
Fact = tuple[frozenset[str], int, int]


def _filters(people: Sequence[Person]) -> Iterator[tuple[Condition, ...]]:
    values = {
        "team": {each.team for each in people},
        "role": {each.role for each in people},
        "authority": {each.authority for each in people},
    }
    single = [Condition(name, value) for name, each in values.items() for value in sorted(each)]
    yield ()
    yield from ((each,) for each in single)
    yield from combinations(single, 2)


def _fact(found: General, leaves: Iterable[int], told: Told) -> Fact:
    who = frozenset().union(*(found.inner[each].people for each in leaves))
    assert told.of == len(who)
    assert told.of == 0 or told.of >= found.rule.k
    if told.words.startswith("<"):
        return who, 0, found.rule.k - 1
    if told.known:
        assert told.least >= found.rule.k
        return who, told.least, told.least
    return who, told.least, len(who)


def _everything_told(found: General, people: Sequence[Person]) -> set[Fact]:
    facts: set[Fact] = set()
    for where in _filters(people):
        there = scope(found, where)
        wall = general_wall_of(found, where)
        assert wall.scope.people >= found.rule.k
        facts |= {_fact(found, there.leaves, card.people) for card in wall.cards}
        facts |= {(found.circle.people, 3, len(people)) for _ in wall.cards}
        for by in By:
            matrix = general_matrix_of(found, by, where, (CodeKind.BARRIER,))
            columns = [leaves for _, leaves in _columns(found, by, there)[1]]
            for row in matrix.rows:
                facts |= {_fact(found, *pair) for pair in zip(columns, row.cells, strict=True)}
        try:
            story = general_story_of(found, BLAME, where)
        except UnknownTheme:
            continue
        assert story.card.people.words in {each.people.words for each in wall.cards}
    return facts


def _possible(
    groups: Sequence[Sequence[Person]], facts: Iterable[Fact]
) -> Iterator[tuple[int, int]]:
    """Yield between what the number of speakers in every group can lie, as the facts have it."""
    rows, low, high = [], [], []
    index = {each.name: at for at, group in enumerate(groups) for each in group}
    for who, least, most in facts:
        row = np.zeros(len(groups))
        row[[*{index[name] for name in who}]] = 1
        whole = sum(len(groups[at]) for at in {index[name] for name in who})
        assert whole == len(who), "circles never cut through people of whom the same is known"
        rows.append(row)
        low.append(least)
        high.append(most)
    sizes = [len(group) for group in groups]
    for at in range(len(groups)):
        ends = []
        for sign in (1, -1):
            goal = np.zeros(len(groups))
            goal[at] = sign
            found = milp(
                goal,
                constraints=LinearConstraint(np.array(rows), low, high) if rows else (),
                bounds=Bounds(0, sizes),
                integrality=np.ones(len(groups)),
            )
            assert found.success, "what is told must be possible"
            ends.append(round(sign * found.fun))
        yield ends[0], ends[1]


def _isolated(people: Sequence[Person], facts: Iterable[Fact], k: int = 5) -> list[str]:
    groups = list(atoms(people).values())
    found = []
    for group, (least, most) in zip(groups, _possible(groups, facts), strict=True):
        certain = least == most and len(group) < k
        if certain or least == len(group) or most == 0:
            found.append(f"{group[0].team}, {group[0].role}: {least} to {most} of {len(group)}")
    return found


def _speeches(size: int, seed: int) -> Iterator[list[bool]]:
    """Yield who speaks: one at all, all but one, a manager alone, and as it happens."""
    yield [at == 0 for at in range(size)]
    yield [at > 0 for at in range(size)]
    yield [at == size - 1 for at in range(size)]
    yield [True] * size
    yield [False] * size
    dice = random.Random(seed)
    for share in (0.2, 0.4, 0.5, 0.6, 0.8):
        yield [dice.random() < share for _ in range(size)]


TOWNS = [(1, 4), (1, 5), (1, 9), (2, 4), (2, 5), (2, 7), (7, 3), (7, 5), (7, 8)]


@pytest.mark.parametrize(("teams", "each"), TOWNS)
def test_an_attacker_with_all_views_isolates_nobody(teams: int, each: int) -> None:
    for speaks in _speeches(teams * (each + 1), seed=teams * 100 + each):
        people = town(teams, each, speaks)
        facts = _everything_told(told_of(people), people)
        assert _isolated(people, facts) == [], speaks


def test_several_authorities_and_months_isolate_nobody() -> None:
    dice = random.Random(7)
    for _ in range(6):
        people = [
            replace(
                each,
                authority=("Cald", "East")[each.team > "Team 3"],
                date=f"2026-0{dice.randint(1, 3)}-02",
            )
            for each in town(7, 9, [dice.random() < 0.5 for _ in range(70)])
        ]
        facts = _everything_told(told_of(people), people)
        # Who wrote when is known to everybody, too: each month of a team is a group of its own.
        groups = [
            [each for each in group if each.date == date]
            for group in atoms(people).values()
            for date in sorted({each.date for each in group})
        ]
        for group, (least, most) in zip(groups, _possible(groups, facts), strict=True):
            assert least < most, group
            assert (least, most) not in {(len(group), len(group)), (0, 0)}


def test_without_hiding_what_gives_it_away_the_attacker_succeeds() -> None:
    """The test is able to fail: numbers from five on, and nothing else held back, isolate people."""
    caught = 0
    for speaks in _speeches(2 * 8, seed=3):
        people = town(2, 7, speaks)
        if any(_isolated(people, _naive(people))):
            caught += 1
    assert caught >= 3


def _naive(people: Sequence[Person]) -> Iterator[Fact]:
    for chosen in product((None, "Team 0", "Team 1"), (None, "social worker", "team manager")):
        who = [
            each
            for each in people
            if chosen[0] in (None, each.team) and chosen[1] in (None, each.role)
        ]
        speak, names = sum(each.speaks for each in who), frozenset(each.name for each in who)
        yield (names, speak, speak) if speak >= 5 else (names, 0, 4)


def _worlds_of(people: Sequence[Person], tables: Iterable[Table]) -> list[str]:
    """Return whom several releases isolate, of people who are known one by one."""
    facts: list[Fact] = [
        (line.who, line.speak.least, line.speak.most) for table in tables for line in table.lines
    ]
    groups = [[each] for each in people]
    return [
        group[0].name
        for group, (least, most) in zip(groups, _possible(groups, facts), strict=True)
        if least == most
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [(slice(0, 24), slice(0, 25)), (slice(0, 25), slice(0, 24)), (slice(0, 24), slice(1, 25)),
     (slice(0, 12), slice(0, 25)), (slice(0, 16), slice(8, 25))],
)  # fmt: skip
def test_joiners_and_leavers_are_not_isolated_by_two_releases(first: slice, second: slice) -> None:
    dice, rule = random.Random(5), Rule()
    went_out = 0
    for _ in range(12):
        people = town(5, 4, [dice.random() < 0.5 for _ in range(25)])
        before = release_table(told_of(people[first]))
        after = release_table(told_of(people[second]))
        checked = beside_earlier(after, [before], rule).table
        went_out += len(checked.lines)
        assert _worlds_of(people, [before, checked]) == []
    if first == slice(0, 12):
        assert went_out


def test_without_the_check_a_joiner_is_isolated() -> None:
    people = town(1, 25, [number % 2 == 0 for number in range(25)], managers=0)
    before, after = (release_table(told_of(each)) for each in (people[:24], people))
    assert _worlds_of(people, [before, after]) == [people[-1].name]
    assert beside_earlier(after, [before], Rule()).table == Table()


@pytest.mark.parametrize(("teams", "each"), [(1, 6), (2, 5), (2, 7), (3, 6)])
def test_who_knows_the_rule_itself_and_tries_every_world_isolates_nobody(
    teams: int, each: int
) -> None:
    """Exhaustive: of all worlds that would be told of in the same way, none is alike in anybody."""
    alike: dict[object, list[tuple[int, ...]]] = {}
    for counts in product(*([range(each + 1), range(2)] * teams)):
        speaks = [
            number < many
            for many, size in zip(counts, [each, 1] * teams, strict=True)
            for number in range(size)
        ]
        found = told_of(town(teams, each, speaks))
        alike.setdefault((tuple(found.codes(WALL)), found.parts(BLAME)), []).append(counts)
    for worlds in alike.values():
        for size, numbers in zip([each, 1] * teams, zip(*worlds, strict=True), strict=True):
            assert len(set(numbers)) > 1 or (size >= 5 and 5 <= numbers[0] <= size - 2)
