"""Answers, dates and releases in the database: added, found again, and gone with an erasure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.app.boards import make_board
from workbench.domain.consent import Audience, Stance, Use
from workbench.domain.earlier import Line, Table
from workbench.domain.releases import Release
from workbench.domain.retention import Holding, Kept
from workbench.domain.small_numbers import Amount
from workbench.domain.sources import SourceId
from workbench.services.erase_case import erase_case
from workbench.store import consent
from workbench.store.consent import Answer
from workbench.store.database import Project
from workbench.store.inventory import inventory
from workbench.store.releases import (
    opaque_names,
    register,
    releases,
    releases_with,
    strike,
    told_to_others,
)
from workbench.store.retention import find_case, imports, keep_until, kept

RELEASE = Release(
    kind="html", audience=Audience.LEADERS, sha256="0" * 64, size=9, file="P0.html", by="Ann",
    at="2026-03-01", passages=3, sources=2, counts=({"theme": "t", "people": 7, "exact": True},),
    held={"not asked": 2},
)  # fmt: skip


@pytest.fixture
def board(where: str) -> Iterator[Project]:
    with make_board(where) as made:  # type: ignore[arg-type] # a path or an address
        yield made


def _answer(act: str, person: str, before: Stance, stance: Stance) -> Answer:
    return Answer(act=act, person=person, use=Use.VERBATIM, before=before, stance=stance, form="",
                  by="Ann", at="2026-03-01")  # fmt: skip


def test_answers_are_added_and_the_last_one_counts(board: Project) -> None:
    with board.writing() as connection:
        consent.note_answers(connection, [_answer("a", "P0", Stance.UNKNOWN, Stance.GIVEN)])
        both = [_answer("b", "P0", Stance.GIVEN, Stance.WITHDRAWN),
                _answer("b", "P1", Stance.UNKNOWN, Stance.GIVEN)]  # fmt: skip
        noted = consent.note_answers(connection, both)
    assert [(each.person, each.version) for each in noted] == [("P0", 2), ("P1", 1)]
    with board.reading() as connection:
        said = consent.consents(connection)
        assert said["P0"].of(Use.VERBATIM) is Stance.WITHDRAWN
        assert consent.last_act(connection) == "b"
        assert len(consent.history(connection)) == 3
        assert len(consent.people(connection)) == 7


def test_a_release_comes_back_as_it_was(board: Project) -> None:
    number = register(board, RELEASE, [SourceId("s0"), SourceId("s2"), SourceId("s0")])
    assert releases(board) == (replace(RELEASE, number=number),)
    with board.reading() as connection:
        # Who was counted is for nobody who asks in which releases somebody was.
        found = replace(RELEASE, number=number, counts=())
        assert releases_with(connection, [SourceId("s2")]) == (found,)
        assert releases_with(connection, [SourceId("s3")]) == ()
        assert consent.release_counts(connection) == {"P0": 1, "P1": 1}
    strike(board, number)
    assert releases(board) == ()


def test_an_erasure_takes_answers_dates_and_links(board: Project) -> None:
    register(board, RELEASE, [SourceId(f"s{n}") for n in range(4)])
    with board.writing() as connection:
        consent.note_answers(connection, [_answer("a", "P0", Stance.UNKNOWN, Stance.GIVEN)])
        day = Kept(holding=Holding.CASE, target="P0", until=date(2030, 1, 1), by="Ann", at="2026")
        keep_until(connection, Holding.CASE, "P0", day)
        assert find_case(connection, "s1") == find_case(connection, "P0") == "P0"
        assert [len(each.sources) for each in kept(connection)] == [2]
        assert list(imports(connection).values()) == [14]
    erase_case(board, cases=["P0"], coder="Ruth")
    with board.reading() as connection:
        assert (consent.history(connection), kept(connection)) == ((), ())
    [release] = releases(board)
    assert (release.erased, release.file) == (1, "[erased].html")
    counted = inventory(board).tables
    assert (counted["release_source"], counted["consent"], counted["source"]) == (2, 0, 12)


def test_who_is_erased_whole_keeps_a_place_in_numbers_that_leads_to_nobody(board: Project) -> None:
    opaque = opaque_names(board.fact("id"))
    line = Line("t", frozenset(opaque(f"P{n}") for n in range(7)), Amount(5, 5))
    register(board, replace(RELEASE, counts=Table((line,)).plain()), [])
    register(board, replace(RELEASE, audience=Audience.FACILITATORS), [])
    for erased, left in ((["s0"], line.who), (["s1"], line.who - {opaque("P0")})):
        erase_case(board, sources=erased, coder="Ruth")
        with board.reading() as connection:
            [table] = told_to_others(connection)
        who = table.lines[0].who
        assert len(who) == 7
        assert who >= left
        assert (opaque("P0") in who) is (opaque("P0") in left)
