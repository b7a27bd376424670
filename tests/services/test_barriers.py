"""The wall of barriers and their stories: counts by hand, who sees it, what speaks against it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.crowds import make_crowd
from tests.services.explored import BLAME, TYPING, YES, explore, named
from workbench.domain.candidates import CandidateId
from workbench.domain.codebook import CodeKind
from workbench.domain.coding import Polarity
from workbench.domain.crowd import wilson
from workbench.domain.decisions import Add, Confirm, Describe, Rename
from workbench.domain.searches import Condition
from workbench.errors import UnknownTheme
from workbench.services.decide import decide, undo
from workbench.services.view.barrier_story import history_of, view_quotes, view_story
from workbench.services.view.barriers import (
    BarrierCard,
    SeenBy,
    Strength,
    seen_by,
    strength_of,
    view_barriers,
    wall_of,
)
from workbench.store.database import Project
from workbench.store.log import ledger


@pytest.fixture
def explored(project: Project, tmp_path: Path) -> Project:
    return explore(project, tmp_path)


def _card(project: Project, code: str, **how: object) -> BarrierCard:
    wall = view_barriers(project, **how)  # type: ignore[arg-type]
    return next(each for each in wall.cards if each.id == code)


def test_evidence_is_people_and_teams_and_never_quotes(explored: Project) -> None:
    card = _card(explored, TYPING)
    # Ann, Bea, Cy, Joy and Hal; Ann said it twice.
    assert (card.people, card.teams, card.authorities, card.quotes) == (5, 3, 2, 6)
    assert card.strength is Strength.SEVERAL
    assert card.facets == ("process",)
    assert card.sentence == "Typing twice gets in the way of visits."


def test_the_wall_holds_barriers_and_enablers_most_people_first(explored: Project) -> None:
    wall = view_barriers(explored)
    assert [each.id for each in wall.cards] == [TYPING, BLAME, YES]
    assert [each.kind for each in wall.cards] == ["barrier", "barrier", "enabler"]
    # Eve is business support, so neither; Fay, Gus and Ida lead.
    assert (wall.people, wall.practitioners, wall.leaders, wall.teams) == (10, 6, 3, 4)


def test_practitioners_stand_beside_leaders_with_intervals(explored: Project) -> None:
    typing, blame, yes = (_card(explored, each) for each in (TYPING, BLAME, YES))
    assert (typing.practitioners, typing.leaders) == (wilson(5, 6), wilson(0, 3))
    assert typing.seen_by is SeenBy.PRACTITIONERS
    assert (blame.practitioners, blame.leaders) == (wilson(1, 6), wilson(2, 3))
    assert blame.seen_by is SeenBy.BOTH
    assert yes.seen_by is SeenBy.PRACTITIONERS
    assert not typing.apart


def test_counter_examples_are_counted_apart(explored: Project) -> None:
    card = _card(explored, TYPING)
    assert (card.against, card.against_quotes) == (1, 1)
    story = view_story(explored, TYPING)
    assert [each.external_id for each in story.against] == ["5"]
    assert "5" not in [each.external_id for each in story.quotes]


def test_coders_may_see_one_passage_on_both_sides(explored: Project) -> None:
    both = Add(to=TYPING, passages=named(explored, "11"), polarity=Polarity.CONTRADICTS)
    decide(explored, both, coder="Amir")
    assert _card(explored, TYPING).against == 2


def test_related_barriers_share_people_more_often_than_by_chance(
    project: Project, tmp_path: Path
) -> None:
    explore(project, tmp_path)
    decide(project, Add(to=BLAME, passages=named(project, "13")), coder="Zoe")
    (related,) = _card(project, BLAME).related
    # Ann and Hal speak of both; of ten people five speak of either.
    assert (related.id, related.people) == (TYPING, 2)
    assert related.lift == pytest.approx(2 * 10 / (5 * 5))
    assert BLAME in {each.id for each in _card(project, TYPING).related}


def test_conditions_narrow_the_people_and_the_shares(explored: Project) -> None:
    where = (Condition("Authority", "cald"),)
    wall = view_barriers(explored, where=where)
    # Ann, Bea, Gus, Hal and Joy were heard in Cald.
    assert (wall.people, wall.practitioners, wall.leaders) == (5, 4, 1)
    assert _card(explored, TYPING, where=where).practitioners == wilson(4, 4)


def test_a_barrier_nobody_speaks_of_there_stays_as_silence(explored: Project) -> None:
    card = _card(explored, TYPING, where=(Condition("authority", "Thorn"),))
    assert (card.people, card.strength) == (0, Strength.NONE)
    assert view_quotes(explored, TYPING, where=(Condition("authority", "Thorn"),)) == ((), 0)


def test_several_values_of_one_attribute_are_alternatives(explored: Project) -> None:
    where = (Condition("authority", "Thorn"), Condition("authority", "EAST"))
    assert view_barriers(explored, where=where).people == 5
    both = (*where, Condition("role", "senior leader"))
    assert view_barriers(explored, where=both).people == 1


def test_the_wall_follows_every_decision(explored: Project) -> None:
    before = _card(explored, BLAME)
    decide(explored, Add(to=BLAME, passages=named(explored, "11")), coder="Zoe")
    assert _card(explored, BLAME).people == before.people + 1
    undo(explored, coder="Zoe")
    assert _card(explored, BLAME) == before


def test_a_story_tells_how_the_barrier_came_to_be(board: Project) -> None:
    confirm = Confirm(candidate=CandidateId("c0"), name="Typing", statement="It eats time.")
    decide(board, Rename(theme="c0", name="Keying"), coder="Amir")
    code = next(iter(_codes(board, decide(board, confirm, coder="Ann"))))
    decide(board, Rename(theme="c1", name="Something else"), coder="Amir")
    decide(board, Describe(theme=code, definition="Typed again."), coder="Zoe", reason="Asked for")
    history = view_story(board, code).history
    assert [each.coder for each in history] == ["workbench", "Amir", "Ann", "Zoe"]
    assert history[0].words.startswith("proposed")
    assert history[-1].reason == "Asked for"
    assert not history[0].undoable


def _codes(project: Project, _: object) -> list[str]:
    return list(ledger(project).board.codes)


def test_quotes_come_most_central_first_and_in_stretches(board: Project) -> None:
    confirm = Confirm(candidate=CandidateId("c0"), name="Typing", statement="It eats time.")
    [code] = _codes(board, decide(board, confirm, coder="Ann"))
    story = view_story(board, code, start=1, most=2)
    assert [each.id for each in story.quotes] == ["p1", "p2"]
    assert story.total == 4


def test_what_is_no_code_is_told(explored: Project) -> None:
    with pytest.raises(UnknownTheme):
        view_story(explored, "nothing")


def test_a_plain_code_has_a_story_too(explored: Project) -> None:
    from workbench.domain.decisions import CreateCode

    decide(explored, CreateCode(name="Evenings", passages=named(explored, "4")), coder="Zoe")
    plain = next(c for c in ledger(explored).board.codes.values() if c.kind is CodeKind.CODE)
    assert view_story(explored, plain.id).card.people == 1
    assert plain.id not in [each.id for each in view_barriers(explored).cards]


def test_an_empty_project_has_an_empty_wall(project: Project) -> None:
    assert view_barriers(project).cards == ()
    assert history_of(ledger(project), "nothing") == ()


@pytest.mark.parametrize(
    ("people", "teams", "has_teams", "strength"),
    [
        (0, 0, True, Strength.NONE),
        (4, 4, True, Strength.FEW),
        (5, 1, True, Strength.FEW),
        (5, 2, True, Strength.SEVERAL),
        (10, 2, True, Strength.SEVERAL),
        (10, 3, True, Strength.MANY),
        (10, 0, False, Strength.MANY),
    ],
)
def test_strength_of_evidence(people: int, teams: int, has_teams: bool, strength: Strength) -> None:
    assert strength_of(people, teams, has_teams=has_teams) is strength


def test_a_side_nobody_was_heard_of_is_not_unseeing() -> None:
    assert seen_by(wilson(3, 5), wilson(0, 0)) is SeenBy.NEITHER
    assert seen_by(wilson(3, 5), wilson(0, 4)) is SeenBy.PRACTITIONERS
    assert seen_by(wilson(0, 5), wilson(2, 4)) is SeenBy.LEADERS


@given(st.integers(0, 60), st.integers(1, 12), st.integers(0, 6), st.integers(0, 99))
def test_laws_of_the_wall(sources: int, people: int, codes: int, seed: int) -> None:
    board, texts, there = make_crowd(sources=sources, people=people, codes=codes, seed=seed)
    wall = wall_of(board, texts, there)
    assert len(wall.cards) == len(board.codes)
    for card in wall.cards:
        assert card.people <= min(card.quotes, wall.people)
        assert card.practitioners.people + card.leaders.people <= card.people
        assert (card.strength is Strength.NONE) == (card.people == 0)
        assert all(each.people <= card.people for each in card.related)
    again = wall_of(board, texts, there)
    assert again == wall


@pytest.mark.slow
def test_a_hundred_thousand_passages_take_well_under_a_second() -> None:
    board, texts, there = make_crowd(sources=100_000, people=5_000, codes=60)
    wall_of(board, texts, there)
    began = time.perf_counter()
    wall_of(board, texts, there)
    assert time.perf_counter() - began < 1.5  # 0.3 s on a quiet machine
