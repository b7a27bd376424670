"""Previews: what they show is what the act then does, and looking changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.boards import make_board
from tests.app.reviews import make_review
from tests.services.pieces import add_run_levels
from workbench.domain.candidates import CandidateId
from workbench.domain.decisions import Add, Confirm, Merge, Move
from workbench.domain.sources import PassageId
from workbench.errors import InvalidDecision, UnknownTheme
from workbench.services.decide import decide, undo
from workbench.services.view.board import view_board
from workbench.services.view.preview import preview_merge, preview_move, preview_split
from workbench.store.database import Project
from workbench.store.log import ledger


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_review(tmp_path / "review.workbench", themes=4, each=12) as made:
        yield made


def _held(project: Project, theme: str) -> set[PassageId]:
    return set(ledger(project).board.passages_of(theme))


def _named(*numbers: int) -> tuple[PassageId, ...]:
    return tuple(PassageId(f"p{number}") for number in numbers)


@pytest.mark.parametrize("parts", [2, 3])
def test_a_split_does_what_its_preview_shows(project: Project, parts: int) -> None:
    before = _held(project, "c0")
    shown = preview_split(project, "c0", parts=parts)
    assert (shown.how, len(shown.parts)) == ("cut", parts)
    assert shown.parts == preview_split(project, "c0", parts=parts).parts
    act = shown.act()
    decide(project, act, coder="Ann")
    rows = {row.id: row for row in view_board(project).themes}
    for part, made in zip(shown.parts[1:], act.parts, strict=True):
        assert _held(project, made.id) == set(part.passages)
        assert (rows[made.id].title, rows[made.id].n_people) == (part.name, part.people)
    stays = shown.parts[0]
    assert _held(project, "c0") == set(stays.passages)
    assert (rows["c0"].title, rows["c0"].n_people) == (stays.name, stays.people)
    assert before == {each for part in shown.parts for each in part.passages}
    undo(project, coder="Ann")
    assert _held(project, "c0") == before


def test_the_lumps_of_a_theme_come_apart(project: Project) -> None:
    one, other = preview_split(project, "c1").parts
    assert {int(each[1:]) % 2 for each in one.passages} != {
        int(each[1:]) % 2 for each in other.passages
    }
    assert len(one.passages) == len(other.passages) == 6
    assert [row.id for row in other.central] == list(other.passages[:3])


def test_a_finer_look_is_taken_where_there_is_one(tmp_path: Path) -> None:
    with make_board(tmp_path / "levels.workbench") as project:
        add_run_levels(project)
        shown = preview_split(project, "c0")
        assert shown.how == "finer"
        assert [set(part.passages) for part in shown.parts] == [
            set(_named(0, 1)),
            set(_named(2, 3)),
        ]
        assert [part.name for part in shown.parts] == ["Typing it twice", "words of c0b"]
        # What came since the run stays where it is.
        decide(project, Add(passages=_named(12), to="c0"), coder="Ann")
        assert PassageId("p12") in preview_split(project, "c0").parts[0].passages


def test_what_cannot_be_cut_says_why(tmp_path: Path) -> None:
    with make_board(tmp_path / "unread.workbench") as project:
        shown = preview_split(project, "c0")
        assert (shown.how, shown.parts) == ("nothing", ())
        assert "has not read these passages yet" in shown.words
    with make_review(tmp_path / "few.workbench", themes=2, each=3) as project:
        assert "3 passages are too few for a cut" in preview_split(project, "c0").words


def test_a_barrier_is_cut_like_a_candidate(project: Project) -> None:
    confirm = Confirm(candidate=CandidateId("c0"), name="Typing", statement="It eats time.")
    code = decide(project, confirm, coder="Ann")
    theme = view_board(project).themes[0].id
    shown = preview_split(project, theme)
    decide(project, shown.act(), coder="Ann")
    assert _held(project, theme) == set(shown.parts[0].passages)
    assert code.seq == 2


def test_four_parts_are_refused(project: Project) -> None:
    with pytest.raises(InvalidDecision, match="2 or 3 parts, not 4"):
        preview_split(project, "c0", parts=4)


def test_a_merge_does_what_its_preview_shows(project: Project) -> None:
    decide(project, Add(passages=_named(14, 15), to="c0"), coder="Ann")
    seq = ledger(project).seq
    shown = preview_merge(project, ["c0", "c2"], "c1")
    assert ledger(project).seq == seq
    assert (shown.moved, shown.both, shown.into.before, shown.into.after) == (24, 2, 12, 36)
    assert shown.names[:3] == ("Theme 01", "Theme 00", "Theme 02")
    assert [(side.before, side.after) for side in shown.origin] == [(14, 0), (12, 0)]
    decide(project, Merge(themes=("c0", "c2"), into="c1"), coder="Ann")
    row = next(row for row in view_board(project).themes if row.id == "c1")
    assert (row.n_passages, row.n_people) == (shown.into.after, shown.into.people_after)


def test_a_move_shows_both_sides_as_they_then_are(project: Project) -> None:
    decide(project, Add(passages=_named(0), to="c1"), coder="Ann")
    shown = preview_move(project, _named(0, 1, 2), "c1", origin="c0")
    [left] = shown.origin
    assert (shown.moved, shown.both) == (2, 1)
    assert (left.before, left.after, shown.into.before, shown.into.after) == (12, 9, 13, 15)
    decide(project, Move(passages=_named(0, 1, 2), origin="c0", to="c1"), coder="Ann")
    rows = {row.id: row for row in view_board(project).themes}
    assert (rows["c0"].n_passages, rows["c0"].n_people) == (left.after, left.people_after)
    assert (rows["c1"].n_passages, rows["c1"].n_people) == (15, shown.into.people_after)


def test_words_come_and_go_with_passages(tmp_path: Path) -> None:
    laptop = tuple(f"The laptop lost its password at {hour}." for hour in ("nine", "ten", "noon"))
    quiet = tuple(f"One family and a calm talk, number {word}." for word in "abcdefghijklmnopqrst")
    with make_board(tmp_path / "words.workbench", each=6, words=(*laptop, *quiet)) as project:
        shown = preview_move(project, _named(0, 1, 2), "c1", origin="c0")
    assert "laptop" in " ".join(shown.origin[0].went)
    assert "laptop" in " ".join(shown.into.came)


def test_adding_has_no_other_side(project: Project) -> None:
    shown = preview_move(project, _named(48), "c1")
    assert (shown.origin, shown.into.after) == ((), 13)


def test_an_unknown_theme_is_told(project: Project) -> None:
    for ask in (
        lambda: preview_merge(project, ["c0"], "nowhere"),
        lambda: preview_split(project, "nowhere"),
        lambda: preview_move(project, _named(0), "c0", origin="nowhere"),
    ):
        with pytest.raises(UnknownTheme):
            ask()
