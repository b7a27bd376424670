"""Dates are set, told, and applied by the same act as an erasure."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.domain.retention import Holding
from workbench.errors import CannotErase, CannotKeep
from workbench.services.check_project import check_project
from workbench.services.erase_case import erase_expired
from workbench.services.retention import (
    retention_warnings,
    set_retention,
    view_imports,
    view_retention,
)
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import given

PAST, TODAY, LATER = date(2026, 10, 1), date(2026, 11, 25), date(2027, 6, 1)


def test_a_date_is_set_changed_and_taken_away(board: Project) -> None:
    assert view_retention(board) == ()
    set_retention(board, LATER, coder="Ann")
    set_retention(board, PAST, case="P1", coder="Ben")
    first, second = view_retention(board)
    assert (first.holding, first.name, first.by, len(first.sources)) == (
        Holding.CASE,
        "P1",
        "Ben",
        2,
    )
    assert (second.holding, second.until, len(second.sources)) == (Holding.PROJECT, LATER, 14)
    set_retention(board, None, case="P1", coder="Ann")
    set_retention(board, TODAY, coder="Ann")
    assert [each.until for each in view_retention(board)] == [TODAY]


def test_an_import_is_known_by_its_day(board: Project) -> None:
    [at] = view_imports(board)
    [dated] = set_retention(board, PAST, imported=at[:10], coder="Ann")
    assert (dated.target, len(dated.sources)) == (at, 14)


@pytest.mark.parametrize("named", [{"case": "Nobody"}, {"imported": "1999"}])
def test_what_is_not_there_gets_no_date(board: Project, named: dict[str, str]) -> None:
    with pytest.raises(CannotKeep, match=next(iter(named.values()))):
        set_retention(board, PAST, coder="Ann", **named)
    assert view_retention(board) == ()


def test_people_are_told_in_time_and_by_the_check(board: Project) -> None:
    set_retention(board, LATER, coder="Ann")
    assert retention_warnings(board, today=TODAY) == ()
    assert len(retention_warnings(board, today=TODAY, days=200)) == 1
    set_retention(board, PAST, case="P1", coder="Ann")
    [told] = retention_warnings(board, today=TODAY)
    assert "P1" not in told
    report = check_project(board)
    assert (report.faults, len(report.warnings)) == ((), 1)


def test_what_is_over_goes_with_a_receipt(board: Project) -> None:
    set_retention(board, PAST, case="P1", coder="Ann")
    set_retention(board, LATER, coder="Ann")
    before = ledger(board).seq
    dry = erase_expired(board, coder="Ruth", today=TODAY, dry_run=True)
    assert (dry.done, dry.counts["sources"], ledger(board).seq) == (False, 2, before)
    receipt = erase_expired(board, coder="Ruth", today=TODAY)
    assert (receipt.done, dict(receipt.counts)) == (True, dict(dry.counts))
    assert {"s2", "s3"}.isdisjoint(given(board).sources)
    assert [each.holding for each in view_retention(board)] == [Holding.PROJECT]
    assert check_project(board).faults == ()
    with pytest.raises(CannotErase, match="no date of retention"):
        erase_expired(board, coder="Ruth", today=TODAY)


def test_the_last_day_is_not_over_yet(board: Project) -> None:
    set_retention(board, TODAY, coder="Ann")
    with pytest.raises(CannotErase):
        erase_expired(board, coder="Ruth", today=TODAY)


def test_a_whole_project_can_be_over(board: Project) -> None:
    set_retention(board, PAST, coder="Ann")
    erase_expired(board, coder="Ruth", today=TODAY)
    assert given(board).sources == {}
    assert check_project(board).faults == ()
    assert retention_warnings(board, today=TODAY) == ()
