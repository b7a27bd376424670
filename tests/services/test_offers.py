"""What is offered, as it is shown: stale offers go, what is near is found, what is next is asked."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from tests.services.pieces import add_run_levels
from workbench.domain.candidates import CandidateId
from workbench.domain.codebook import CodeId, CodeKind
from workbench.domain.coding import Origin
from workbench.domain.decisions import Accept, Add, Confirm, CreateCode, Dismiss, Park, Refuse
from workbench.domain.difference import Difference, Shift
from workbench.domain.evidence import Suggestion
from workbench.domain.sources import PassageId, text_hash
from workbench.errors import UnknownPassage
from workbench.services.decide import decide, undo
from workbench.services.view.board import view_board
from workbench.services.view.difference import view_difference
from workbench.services.view.neighbours import view_neighbours
from workbench.services.view.offers import view_offers
from workbench.services.view.passages import open_theme
from workbench.services.view.queue import QueueRow, view_queue
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import material
from workbench.store.offers import add_difference, replace_offers
from workbench.store.vectors import VectorCache

SENTENCE = "One visit is typed into three systems, so families wait."
P = tuple(PassageId(f"p{number}") for number in range(14))
TYPING, TRUST = CodeId("typing"), CodeId("trust")


def _offer(passage: PassageId, code: CodeId, probability: float, *reasons: PassageId) -> Suggestion:
    return Suggestion(
        passage_id=passage,
        code=code,
        probability=probability,
        sure=probability > 0.7,
        reasons=reasons,
    )


@pytest.fixture
def offered(board: Project) -> Project:
    """Give a board with a barrier of p0 to p3, a code of p4, and offers of both."""
    confirm = Confirm(
        candidate=CandidateId("c0"), name="Typing", statement=SENTENCE, code_id=TYPING
    )
    decide(board, confirm, coder="Ann")
    decide(board, CreateCode(name="Trust", code_id=TRUST, passages=P[4:5]), coder="Ann")
    offers = [
        _offer(P[5], TYPING, 0.6, P[0], P[1]),
        _offer(P[12], TYPING, 0.9, P[2]),
        _offer(P[5], TRUST, 0.3, P[4]),
        _offer(P[6], CodeId("gone"), 0.9),
    ]
    with board.writing() as connection:
        replace_offers(connection, offers, None)
    return board


def _shown(project: Project) -> dict[str, list[str]]:
    return {
        batch.title: [each.passage.id for each in batch.offers] for batch in view_offers(project)
    }


def test_offers_come_by_code_with_their_reasons(offered: Project) -> None:
    typing, trust = view_offers(offered)
    assert (typing.code, typing.title, typing.kind, typing.total) == (
        "typing", "Typing", CodeKind.BARRIER, 2,
    )  # fmt: skip
    first, second = typing.offers
    assert (first.passage.id, first.probability, first.likely) == ("p12", 0.9, "very likely")
    assert (second.passage.id, second.likely) == ("p5", "likely")
    assert [each.id for each in second.reasons] == ["p0", "p1"]
    assert second.reasons[0].quote.startswith("I typed the visit")
    assert second.passage.themes == (("c1", "Waiting for a signature"),)
    assert [each.likely for each in trust.offers] == ["perhaps"]
    assert [batch.title for batch in view_offers(offered, code=TRUST)] == ["Trust"]
    [short, _] = view_offers(offered, most=1)
    assert (len(short.offers), short.total) == (1, 2)


def test_what_was_decided_since_is_offered_no_more(offered: Project) -> None:
    assert view_board(offered).n_offers == 2
    assert open_theme(offered, TYPING).offered == 2
    decide(offered, Accept(to=TYPING, passages=P[5:6], struck=P[12:13]), coder="Bea")
    assert _shown(offered) == {"Trust": ["p5"]}
    # What Trust is still offered is not likely.
    assert (view_board(offered).n_offers, open_theme(offered, TYPING).offered) == (0, 0)
    assert open_theme(offered, TYPING).refused == 1
    undo(offered, coder="Bea")
    assert _shown(offered) == {"Typing": ["p12", "p5"], "Trust": ["p5"]}
    decide(offered, Dismiss(theme=TRUST), coder="Bea")
    assert _shown(offered) == {"Typing": ["p12", "p5"]}
    assert view_offers(offered, code=TRUST) == ()


def test_an_accepted_offer_is_a_coding_that_says_so(offered: Project) -> None:
    decide(offered, Accept(to=TYPING, passages=P[12:13]), coder="Bea")
    fresh = [each for each in ledger(offered).board.codings[TYPING].values() if each.coder == "Bea"]
    assert [(each.passage_id, each.origin) for each in fresh] == [("p12", Origin.SUGGESTED)]


@pytest.mark.parametrize(
    "act",
    [
        Accept(to=TYPING, passages=(PassageId("ghost"),)),
        Accept(to=TYPING, struck=(PassageId("ghost"),)),
        Refuse(theme=TYPING, passages=(PassageId("ghost"),)),
    ],
    ids=["accept", "struck", "refuse"],
)
def test_passages_that_are_not_there_are_told(offered: Project, act: Accept | Refuse) -> None:
    with pytest.raises(UnknownPassage, match="ghost"):
        decide(offered, act, coder="Bea")


def test_the_difference_is_shown_as_it_was_told(board: Project) -> None:
    assert view_difference(board) == Difference()
    run = add_run_levels(board)
    assert view_difference(board) == Difference(run=run.id)
    shift = Shift(theme="c0", title="Typing it twice", passages=P[:4], why="The same 4 passages.")
    told = Difference(run=run.id, since=run.id, unchanged=(shift,))
    with board.writing() as connection:
        add_difference(connection, told)
    assert view_difference(board) == told


def _read(project: Project, towards: Mapping[str, tuple[float, float]]) -> None:
    """Keep vectors of two numbers for some passages."""
    texts = material(project).passages
    names = [text_hash(texts[PassageId(name)].quote) for name in towards]
    VectorCache(project, "encoder").add(names, np.asarray(list(towards.values()), np.float32))


def test_neighbours_are_the_nearest_that_were_read(board: Project) -> None:
    assert view_neighbours(board, "p0") == ()
    _read(board, {"p0": (1, 0), "p1": (0, 1), "p2": (0.8, 0.6), "p12": (0.6, 0.8)})
    found = view_neighbours(board, "p0")
    assert [(each.passage.id, each.similarity) for each in found] == [
        ("p2", 0.8), ("p12", 0.6), ("p1", 0.0),
    ]  # fmt: skip
    assert found[0].passage.themes == (("c0", "Typing it twice"),)
    assert [each.passage.id for each in view_neighbours(board, "p0", most=1)] == ["p2"]
    assert view_neighbours(board, "p5") == ()
    with pytest.raises(UnknownPassage, match="ghost"):
        view_neighbours(board, "ghost")


def _asked(project: Project, most: int = 20) -> dict[str, list[QueueRow]]:
    found: dict[str, list[QueueRow]] = {}
    for row in view_queue(project, most=most):
        found.setdefault(row.kind, []).append(row)
    return found


def test_what_is_asked_first_are_whole_candidates(board: Project) -> None:
    add_run_levels(board)
    asked = view_queue(board)
    assert {row.kind for row in asked[:3]} == {"candidate"}
    first = next(row for row in asked if row.theme == "c0")
    assert (first.title, first.words) == (
        "Typing it twice", "Is “Typing it twice” one thing? (4 passages, steady)",
    )  # fmt: skip
    assert [each.id for each in first.passages] == ["p0", "p1", "p2", "p3"]
    named = [each.id for row in asked for each in row.passages]
    assert len(named) == len(set(named))


def test_offers_are_asked_as_batches_and_what_is_decided_is_not_asked(offered: Project) -> None:
    for theme in ("c1", "c2"):
        decide(offered, Park(theme=theme), coder="Ann")
    decide(offered, Add(passages=P[13:], to=TRUST), coder="Ann")
    with offered.writing() as connection:
        replace_offers(connection, [_offer(each, TYPING, 0.8) for each in P[:13]], None)
    asked = _asked(offered)
    assert "candidate" not in asked
    assert {each.id for rows in asked.values() for row in rows for each in row.passages} == {"p12"}
    [row] = asked["passage"]
    assert (row.theme, row.words) == ("typing", "Does this passage belong to “Typing”?")


def test_a_batch_is_asked_at_once(offered: Project) -> None:
    decide(offered, Dismiss(theme=TRUST), coder="Ann")
    decide(offered, Dismiss(theme="c0"), coder="Ann")
    for theme in ("c1", "c2"):
        decide(offered, Dismiss(theme=theme), coder="Ann")
    decide(offered, CreateCode(name="Time", code_id=CodeId("time")), coder="Ann")
    with offered.writing() as connection:
        replace_offers(connection, [_offer(each, CodeId("time"), 0.6) for each in P[12:]], None)
    [row, *_] = view_queue(offered)
    assert (row.kind, row.theme, row.title) == ("batch", "time", "Time")
    assert row.words == "Do these 2 passages belong to “Time”?"


def test_nothing_left_is_nothing_to_ask(board: Project) -> None:
    decide(board, CreateCode(name="All", passages=P), coder="Ann")
    for theme in ("c0", "c1", "c2"):
        decide(board, Dismiss(theme=theme), coder="Ann")
    assert view_queue(board) == ()
