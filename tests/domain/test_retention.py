"""Dates of retention: told in time, due only when their last day is over, and naming nobody."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.retention import WARN_DAYS, Holding, Kept, warnings
from workbench.domain.sources import SourceId

TODAY = date(2026, 11, 25)


def _kept(days: int, holding: Holding = Holding.PROJECT, sources: int = 2) -> Kept:
    names = tuple(SourceId(f"s{n}") for n in range(sources))
    return Kept(
        holding=holding, target="Kim", name="Kim", until=TODAY + timedelta(days), sources=names
    )


@given(st.integers(-400, 400), st.sampled_from(Holding))
def test_what_is_near_is_told_and_what_is_over_is_due(days: int, holding: Holding) -> None:
    kept = _kept(days, holding)
    assert kept.is_due(TODAY) is (days < 0)
    told = list(warnings([kept], TODAY))
    assert bool(told) is (days <= WARN_DAYS)
    assert all("Kim" not in each for each in told if holding is Holding.CASE)


def test_the_sentences() -> None:
    told = list(warnings([_kept(30), _kept(0), _kept(1), _kept(-1, sources=1)], TODAY))
    assert told == [
        "Kept too long: the whole project (1 source) was to be kept until 2026-11-24.",
        "The time of the whole project (2 sources) ends today, on 2026-11-25.",
        "The time of the whole project (2 sources) ends tomorrow, on 2026-11-26.",
        "The time of the whole project (2 sources) ends in 30 days, on 2026-12-25.",
    ]


def test_what_holds_nothing_any_more_is_silent() -> None:
    assert list(warnings([_kept(-5, sources=0)], TODAY)) == []
    assert list(warnings([_kept(40)], TODAY, 39)) == []
