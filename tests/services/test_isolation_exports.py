"""Nobody is singled out by exports beside Explore: the attacker of `test_isolation` holds all of both.

They look again and again, since quotes are drawn anew, and hold every file for leaders and for
everyone.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from html import escape

import pytest

from tests.services.test_isolation import (
    TOWNS,
    Fact,
    _everything_told,
    _isolated,
    _possible,
    _speeches,
)
from tests.services.towns import BLAME, REFUSED, told_of, town
from workbench.domain.consent import Audience
from workbench.domain.general import General, quotes_of, release_table
from workbench.exchange.board_public import (
    NOT_TOLD,
    public,
    public_rows,
    public_summary,
    quoted_in,
)
from workbench.exchange.holdings import Holdings
from workbench.services.view.barriers import WALL


def _exported(found: General, audience: Audience) -> Iterator[Fact]:
    """Yield what the files for an audience tell: the same number of people in each, and quotes."""
    held = Holdings(name="Town", board=found.board, sources={}, passages=found.passages)
    looks = [public(held, audience, found, ()) for _ in range(8)]
    rows = {next(iter(public_rows(each)), ("",))[-1] for each in looks}
    assert len(rows) == 1
    who, k = found.circle.people, 10 if audience is Audience.EVERYONE else 5
    words = str(rows.pop())
    if words.startswith("<"):
        yield who, 3, k - 1
    elif words and words != NOT_TOLD:
        number = int(words.removesuffix(" or more"))
        yield who, number, len(who) if words.endswith("or more") else number
    quoted = {name for each in looks for name in quoted_in(each)}
    said = "not told" if words == NOT_TOLD else escape(words)
    assert not words or all(said in public_summary(each).decode() for each in looks)
    yield who, len(quoted), len(who)


def _quoted_on_screen(found: General) -> Iterator[Fact]:
    """Yield how many are quoted when somebody looks again and again; here people have one quote each."""
    if found.enough and BLAME in found.codes(WALL):
        quoted = {each for _ in range(20) for each in quotes_of(found, BLAME)}
        yield found.circle.people, len(quoted), len(found.circle.people)


@pytest.mark.parametrize(("teams", "each"), TOWNS)
def test_an_attacker_with_all_views_and_all_exports_isolates_nobody(teams: int, each: int) -> None:
    for speaks in _speeches(teams * (each + 1), seed=teams * 10 + each):
        people = town(teams, each, speaks)
        found = told_of(people)
        everyone = told_of(people, audience=Audience.EVERYONE).beside([release_table(found)])
        facts = {
            *_everything_told(found, people),
            *_quoted_on_screen(found),
            *_exported(found, Audience.LEADERS),
            *_exported(everyone, Audience.EVERYONE),
        }
        assert _isolated(people, facts) == [], speaks


@pytest.mark.parametrize("refuse", [1, 4, 6, 12])
@pytest.mark.parametrize("scattered", [True, False])
def test_who_refused_everyone_alone_is_not_had_from_what_leaders_see(
    refuse: int, scattered: bool
) -> None:
    dice, told = random.Random(refuse), 0
    for _ in range(12):
        people = town(4, 9, [dice.random() < 0.5 for _ in range(40)])
        no = set(dice.sample(range(40), refuse) if scattered else range(refuse))
        people = [
            replace(each, says=REFUSED if at in no else each.says) for at, each in enumerate(people)
        ]
        found = told_of(people)
        everyone = told_of(people, audience=Audience.EVERYONE).beside([release_table(found)])
        told += sum(part.speak.exact for part in everyone.parts(BLAME))
        # One by one, since whoever refused knows that they did.
        tables = [release_table(found), release_table(everyone)]
        facts = [(a.who, a.speak.least, a.speak.most) for table in tables for a in table.lines]
        possible = _possible([[each] for each in people], facts)
        assert all(least < most for least, most in possible)
    assert told or scattered


def test_exports_with_exact_totals_are_caught() -> None:
    """The test is able to fail: the total of all people beside what Explore tells isolates people."""
    caught = 0
    for speaks in _speeches(7 * 4, seed=11):
        people = town(7, 3, speaks)
        total = sum(each.speaks for each in people)
        exact = (frozenset(each.name for each in people), total, total)
        caught += bool(_isolated(people, {*_everything_told(told_of(people), people), exact}))
    assert caught
