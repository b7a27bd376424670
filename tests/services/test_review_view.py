"""The review's order, its pace, and the border of a candidate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.boards import make_board
from tests.app.reviews import make_review
from workbench.domain.decisions import Add, Dismiss, Park
from workbench.domain.sources import PassageId
from workbench.services.decide import decide
from workbench.services.view.board import view_board
from workbench.services.view.review import Pace, review_order, view_border, view_pace
from workbench.services.view.rows import ThemeRow
from workbench.store.database import Project
from workbench.store.log import deciding, ledger

STEADINESS = ("", "steady", "fairly steady", "unstable")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_review(tmp_path / "review.workbench", themes=5) as made:
        yield made


def _row(name: str, passages: int, people: int, steadiness: str, **more: Any) -> ThemeRow:
    stability = {"steady": 0.9, "fairly steady": 0.6, "unstable": 0.3, "": None}[steadiness]
    given: dict[str, Any] = {"kind": "candidate", "status": "open", **more}
    return ThemeRow(
        id=name,
        title=name,
        n_passages=passages,
        n_sources=passages,
        n_people=people,
        stability=stability,
        steadiness=steadiness,
        **given,
    )


def test_large_steady_and_widely_spread_comes_first_and_doubtful_last() -> None:
    rows = [
        _row("doubtful", 90, 60, "unstable"),
        _row("one voice", 40, 2, "steady"),
        _row("wide", 40, 30, "steady", spread={"team": 9, "authority": 3}),
        _row("narrow", 40, 30, "steady", spread={"team": 1, "authority": 1}),
        _row("shaky", 40, 30, "fairly steady", spread={"team": 9, "authority": 3}),
        _row("parked", 99, 99, "steady", status="parked"),
        _row("a barrier", 99, 99, "", kind="barrier", status="confirmed"),
    ]
    assert review_order(rows) == ("wide", "narrow", "shaky", "one voice", "doubtful")


@given(
    st.lists(
        st.tuples(st.integers(1, 99), st.integers(1, 99), st.sampled_from(STEADINESS)), max_size=12
    )
)
def test_everything_open_is_asked_once_whatever_the_order_of_the_list(
    given_rows: list[tuple[int, int, str]],
) -> None:
    rows = [_row(f"t{at}", *each) for at, each in enumerate(given_rows)]
    order = review_order(rows)
    assert sorted(order) == sorted(row.id for row in rows)
    assert order == review_order(rows[::-1])


@pytest.mark.parametrize(
    ("left", "seconds", "words"),
    [
        (0, 40.0, "Nothing is left"),
        (18, None, "18 left"),
        (18, 40.0, "18 left, about 12 minutes at your pace"),
        (2, 5.0, "2 left, less than a minute at your pace"),
        (1, 60.0, "1 left, about a minute at your pace"),
        (90, 60.0, "90 left, about an hour and 30 minutes at your pace"),
        (1_200, 6.0, "1,200 left, about 2 hours at your pace"),
    ],
)
def test_the_pace_in_plain_words(left: int, seconds: float | None, words: str) -> None:
    assert Pace(left=left, seconds=seconds).words == words


def _decide_at(project: Project, seconds: list[int], coder: str) -> None:
    began = datetime.fromisoformat("2026-05-04T19:00:00.000+00:00")
    for theme, after in zip(("c0", "c1", "c2", "c3", "c4"), seconds, strict=False):
        at = (began + timedelta(seconds=after)).isoformat(timespec="milliseconds")
        with deciding(project) as desk:
            act = Park(theme=theme) if theme != "c1" else Dismiss(theme=theme)
            desk.record(desk.ledger.decide(act, coder=coder, at=at))


def test_the_pace_is_the_persons_own_median_without_breaks(project: Project) -> None:
    _decide_at(project, [0, 20, 40, 70, 3_000], "Ann")
    assert view_pace(project, "Ann", left=9) == Pace(left=9, seconds=20.0)
    assert view_pace(project, "Amir", left=9) == Pace(left=9, seconds=None)


def test_two_decisions_say_nothing_of_a_pace(project: Project) -> None:
    _decide_at(project, [0, 20, 40], "Ann")
    assert view_pace(project, "Ann", left=2).words == "2 left"


def test_the_border_shows_what_leans_over_on_both_sides(project: Project) -> None:
    near = view_border(project, "c0")
    board = ledger(project).board
    assert len(near) == 3
    assert "c0" not in {each.id for each in near}
    for each in near:
        assert {row.id for row in each.ours} <= set(board.passages_of("c0"))
        assert {row.id for row in each.theirs} <= set(board.passages_of(each.id))
    assert near == view_border(project, "c0")


def test_what_both_hold_is_no_border(project: Project) -> None:
    other = view_border(project, "c0")[0]
    shared = [row.id for row in other.theirs]
    decide(project, Add(passages=tuple(shared), to="c0"), coder="Ann")
    again = next(each for each in view_border(project, "c0") if each.id == other.id)
    shown = {row.id for row in (*again.ours, *again.theirs)}
    assert not shown & set(shared)


def test_a_middle_follows_what_a_theme_holds(project: Project) -> None:
    first = view_border(project, "c0")[0].id
    whole = tuple(PassageId(each) for each in ledger(project).board.passages_of("c4"))
    decide(project, Add(passages=whole, to="c0"), coder="Ann")
    assert view_border(project, "c0")[0].id == "c4"
    assert first != ""


def test_nothing_is_near_before_anything_was_read(tmp_path: Path) -> None:
    with make_board(tmp_path / "unread.workbench") as project:
        assert view_border(project, "c0") == ()
        assert review_order(view_board(project).themes) == ("c0", "c1", "c2")
