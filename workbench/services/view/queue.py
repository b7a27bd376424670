"""View the queue: what to ask next, where a decision is worth most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.domain.board import Board
from workbench.domain.candidates import Candidate, CandidateStatus
from workbench.domain.codebook import Code
from workbench.domain.evidence import Suggestion
from workbench.domain.judgement import pinned
from workbench.domain.sources import PassageId
from workbench.domain.viewers import Right, needs
from workbench.services.view.passage_rows import passage_rows
from workbench.services.view.rows import PassageRow
from workbench.services.view.themes import steadiness
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import Material, material
from workbench.store.offers import standing_offers
from workbench.store.reading import kept_vectors

if TYPE_CHECKING:
    from workbench.discovery.learning.offers import Offer
    from workbench.discovery.learning.queue import Question, Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One thing to decide next.

    Parameters
    ----------
    kind
        ``candidate`` (is this one thing?), ``batch`` (passages offered to one code, to be accepted
        at once) or ``passage`` (one passage alone).
    theme, title
        The candidate or code it is about; empty for a passage that no code is offered for.
    passages
        What to read for it.
    words
        The question as a sentence.
    worth
        What an answer brings for each act; comparable within one queue only.
    """

    kind: str
    theme: str
    title: str
    passages: tuple[PassageRow, ...]
    words: str
    worth: float


@needs(Right.SEE_WORDS)
def view_queue(project: Project, *, most: int = 20) -> tuple[QueueRow, ...]:
    """Return what to decide next, what is worth most first; no passage stands in it twice.

    Offers are those that were made last (`suggest` makes them anew); without kept vectors the
    order goes by candidates and offers alone.
    """
    from workbench.discovery.learning.queue import queue

    offered = standing_offers(project)
    board, texts = ledger(project).board, material(project)
    desk = _Desk(board, texts)
    vectors, _ = kept_vectors(project, [texts.passages[each] for each in desk.rows])
    seen, _ = kept_vectors(project, [texts.passages[each] for each in desk.coded])
    asked = queue(desk.offers(offered), vectors, desk.waiting(), seen=seen, most=most)
    return tuple(desk.row(question) for question in asked)


class _Desk:
    """What waits for a decision, by number: passages without a code, open candidates, codes."""

    def __init__(self, board: Board, texts: Material) -> None:
        self._board, self._texts = board, texts
        self.candidates = [
            each for each in board.candidates.values() if each.status is CandidateStatus.OPEN
        ]
        self.codes = list(board.codes.values())
        coded = {row.passage_id for rows in board.codings.values() for row in rows.values()}
        open_ones = {name for each in self.candidates for name in board.members.get(each.id, ())}
        away = coded | (pinned(board) - open_ones)
        self.coded = [name for name in texts.passages if name in coded]
        self.rows = [name for name in texts.passages if name not in away]
        self._row = {name: place for place, name in enumerate(self.rows)}

    def offers(self, given: Sequence[Suggestion]) -> list[Offer]:
        """Return offers in numbers, by passage and then the likeliest first."""
        from workbench.discovery.learning.offers import Offer

        number = {code.id: place for place, code in enumerate(self.codes)}
        found = [
            Offer(
                index=self._row[each.passage_id],
                code=number[each.code],
                probability=each.probability,
            )
            for each in given
            if each.passage_id in self._row and each.code in number
        ]
        return sorted(found, key=lambda each: (each.index, -each.probability, each.code))

    def waiting(self) -> list[Waiting]:
        """Return the open candidates in numbers, each with its most central passages first."""
        from workbench.discovery.learning.queue import Waiting

        return [
            Waiting(
                theme=number,
                indexes=self._central(each),
                stability=1.0 if each.stability is None else each.stability,
            )
            for number, each in enumerate(self.candidates)
        ]

    def _central(self, candidate: Candidate) -> tuple[int, ...]:
        members = self._board.members.get(candidate.id, {})
        ranked = sorted(members, key=lambda name: -members[name].score)
        return tuple(self._row[name] for name in ranked if name in self._row)

    def row(self, question: Question) -> QueueRow:
        """Return a question as it is put to a person."""
        theme = self._theme(question)
        passages = [self.rows[index] for index in question.indexes]
        return QueueRow(
            kind=question.kind.value,
            theme=theme.id if theme else "",
            title=(theme.title if isinstance(theme, Candidate) else theme.name) if theme else "",
            passages=passage_rows(self._board, self._texts, passages),
            words=self._words(theme, passages),
            worth=question.worth,
        )

    def _theme(self, question: Question) -> Candidate | Code | None:
        if question.theme is not None:
            return self.candidates[question.theme]
        return None if question.code is None else self.codes[question.code]

    def _words(self, theme: Candidate | Code | None, passages: Sequence[PassageId]) -> str:
        if theme is None:
            return "Nothing that is coded yet reads like this passage: what does it speak of?"
        if isinstance(theme, Code):
            many = "this passage" if len(passages) == 1 else f"these {len(passages)} passages"
            verb = "Does" if len(passages) == 1 else "Do"
            return f"{verb} {many} belong to “{theme.name}”?"
        n_passages = len(self._board.members.get(theme.id, {}))
        how = steadiness(theme.stability)
        tail = f", {how}" if how else ""
        return f"Is “{theme.title}” one thing? ({n_passages:,} passages{tail})"
