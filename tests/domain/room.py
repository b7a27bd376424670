"""A room in which people decide, with a run on the table: three candidates, seven passages."""

from __future__ import annotations

from workbench.domain.board import Board
from workbench.domain.candidates import Candidate, CandidateId, RunId
from workbench.domain.codebook import Code, CodeId, CodeKind
from workbench.domain.coding import Coding
from workbench.domain.decisions import Act, Confirm, Decision, DecisionId, Proposal, Propose
from workbench.domain.ledger import Ledger
from workbench.domain.sources import PassageId

AT = "2025-01-01T09:00:00.000+00:00"
SENTENCE = "Forms that come twice keep workers from families."


def p(*numbers: int) -> tuple[PassageId, ...]:
    """Return passage ids by their numbers."""
    return tuple(PassageId(f"p{number}") for number in numbers)


def proposal(name: str, title: str, *numbers: int) -> Proposal:
    """Return a proposal of some passages, the first the most central."""
    members = tuple((each, 0.9 - index / 10) for index, each in enumerate(p(*numbers)))
    return Proposal(id=CandidateId(name), title=title, members=members, keywords=("forms",))


class Room:
    """A ledger with a run on it: `forms` (1, 2, 3), `cars` (4, 5) and `rooms` (6)."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        first = (
            proposal("forms", "form, twice", 1, 2, 3),
            proposal("cars", "car, park", 4, 5),
            proposal("rooms", "room, book", 6),
        )
        self.do(Propose(run_id=RunId("run1"), proposals=first), "workbench")

    @property
    def board(self) -> Board:
        """The board as it stands."""
        return self.ledger.board

    def do(self, act: Act, who: str = "Anna", *, seen: int | None = None) -> Decision:
        """Decide and record."""
        decision = self.ledger.decide(act, coder=who, at=AT, seen=seen)
        self.ledger.record(decision)
        return decision

    def undo(self, decision: Decision | None = None, who: str = "Anna") -> Decision:
        """Take a decision back: the latest, or this one."""
        target = decision.id if decision else None
        taken = self.ledger.undo(target, coder=who, at=AT)
        self.ledger.record(taken)
        return taken

    def redo(self, decision_id: DecisionId | None = None, who: str = "Anna") -> Decision:
        """Do again."""
        again = self.ledger.redo(decision_id, coder=who, at=AT)
        self.ledger.record(again)
        return again

    def confirm(
        self,
        candidate: str = "forms",
        name: str = "Double entry",
        kind: CodeKind = CodeKind.BARRIER,
        who: str = "Anna",
    ) -> Code:
        """Confirm a candidate as a code of the id `code-<candidate>`."""
        act = Confirm(
            candidate=CandidateId(candidate),
            name=name,
            statement=SENTENCE,
            kind=kind,
            code_id=CodeId(f"code-{candidate}"),
        )
        self.do(act, who)
        return self.board.codes[act.code_id]

    def candidate(self, name: str) -> Candidate:
        """Return a candidate by its id."""
        return self.board.candidates[CandidateId(name)]

    def code(self, name: str) -> Code:
        """Return a code by its id."""
        return self.board.codes[CodeId(name)]

    def codings(self, code: str) -> list[Coding]:
        """Return a code's codings in the order they came."""
        return list(self.board.codings.get(CodeId(code), {}).values())

    def held(self, theme: str) -> tuple[PassageId, ...]:
        """Return a theme's passages, sorted."""
        return tuple(sorted(self.board.passages_of(theme)))
