"""View one barrier's story: every quote for and against it, and how it came to be what it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.domain.board import Board
from workbench.domain.candidates import Candidate
from workbench.domain.codebook import Code, CodeId
from workbench.domain.decisions import ChooseGrain, Decision, Propose
from workbench.domain.heard import Heard
from workbench.domain.held import held_by
from workbench.domain.ledger import Ledger
from workbench.domain.searches import Condition
from workbench.domain.sources import PassageId
from workbench.domain.viewers import Right, needs
from workbench.errors import UnknownTheme
from workbench.services.view.barriers import WALL, BarrierCard, kept_wall
from workbench.services.view.board import history_line
from workbench.services.view.heard import narrowed
from workbench.services.view.passage_rows import passage_rows
from workbench.services.view.rows import HistoryLine, PassageRow
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import material


@dataclass(frozen=True, slots=True, kw_only=True)
class BarrierStory:
    """A barrier with a stretch of its quotes, all its counter-examples, and its decisions.

    `total` counts the quotes; `history` has the first decision first, as a story is told.
    """

    card: BarrierCard
    code: Code
    quotes: tuple[PassageRow, ...]
    total: int
    against: tuple[PassageRow, ...]
    history: tuple[HistoryLine, ...]


@needs(Right.SEE_WORDS)
def view_story(
    project: Project,
    code_id: str,
    *,
    where: Sequence[Condition] = (),
    start: int = 0,
    most: int = 100,
) -> BarrierStory:
    """Return the story of a code.

    Raises
    ------
    UnknownTheme
        When there is no such code.
    """
    decided, texts, there = ledger(project), material(project), narrowed(project, where)
    board = decided.board
    code = board.codes.get(CodeId(code_id))
    if code is None:
        raise UnknownTheme(code_id)
    cards = kept_wall(board, texts, there, tuple({*WALL, code.kind})).cards
    held = held_by(board, code, texts.passages, there)
    quotes = central_first(board, code, held.supports)
    return BarrierStory(
        card=next(each for each in cards if each.id == code.id),
        code=code,
        quotes=passage_rows(board, texts, quotes[start : start + most]),
        total=len(quotes),
        against=passage_rows(board, texts, held.contradicts),
        history=history_of(decided, code.id),
    )


@needs(Right.SEE_WORDS)
def view_quotes(
    project: Project, code_id: str, *, where: Sequence[Condition] = (), most: int = 100
) -> tuple[tuple[PassageRow, ...], int]:
    """Return a stretch of what was said for a code under conditions, and how much there is."""
    story = view_story(project, code_id, where=where, most=most)
    return story.quotes, story.total


def central_first(board: Board, code: Code, passages: Iterable[PassageId]) -> tuple[PassageId, ...]:
    """Return passages in the order of how central they are; what people placed comes first."""
    members = [board.members.get(each.id, {}) for each in _candidates(board, code)]
    scores = {name: member.score for table in members for name, member in table.items()}
    return tuple(sorted(passages, key=lambda each: -scores.get(each, 1.1)))


def spoken_by(passages: Iterable[PassageRow], there: Heard) -> tuple[PassageRow, ...]:
    """Return the first passage of every person."""
    found: dict[str, PassageRow] = {}
    for each in passages:
        found.setdefault(there.of[each.source_id].person, each)
    return tuple(found.values())


def history_of(decided: Ledger, code_id: str) -> tuple[HistoryLine, ...]:
    """Return the decisions that touched a code, or the candidate it came from, the first first."""
    board = decided.board
    code = board.codes.get(CodeId(code_id))
    names = {code_id, *(each.id for each in _candidates(board, code))} if code else {code_id}
    standing = set(decided.done)
    return tuple(
        history_line(each, decided, standing) for each in decided.decisions if _touches(each, names)
    )


def _candidates(board: Board, code: Code) -> list[Candidate]:
    return [
        each
        for each in board.candidates.values()
        if each.code_id == code.id or each.merged_into == code.id
    ]


def _touches(decision: Decision, names: set[str]) -> bool:
    # A run changes every passage it places; what it proposed says the same in a few words.
    if isinstance(decision.step, (Propose, ChooseGrain)):
        return any(each.id in names for each in decision.step.proposals)
    return any(each.key.owner in names for each in decision.changes)
