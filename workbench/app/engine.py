"""What a page asks of the engine: work to be done, offers, differences, what to decide next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workbench.app.channel import Answer, Message, number_of, text_of
from workbench.app.plain import Plain, plain_passage
from workbench.app.plain_engine import (
    plain_batch,
    plain_difference,
    plain_job,
    plain_neighbour,
    plain_offer,
    plain_question,
    plain_salience,
)
from workbench.app.seat import Seat
from workbench.domain.codebook import CodeId
from workbench.domain.decisions import Decision
from workbench.domain.evidence import LIKELY
from workbench.domain.sources import PassageId
from workbench.errors import InvalidDecision
from workbench.services.choose_grain import choose_grain
from workbench.services.run_in_background import Work, cancel, forget, look, start
from workbench.services.view.board import view_board
from workbench.services.view.difference import view_difference
from workbench.services.view.neighbours import view_neighbours
from workbench.services.view.offers import view_offers
from workbench.services.view.passage_rows import passage_rows
from workbench.services.view.queue import view_queue
from workbench.services.view.salience import view_theme_salience
from workbench.store.log import ledger
from workbench.store.material import material
from workbench.store.offers import count_by_code

#: An import is begun by the page that has the files.
_WORK = {each.name.lower(): each for each in Work if each is not Work.IMPORT}
#: What is answered beside the server's loop: processes are waited for.
SLOW = frozenset({"work", "cancel"})
#: What looks at many passages, and is answered beside it, too.
LOOKS = frozenset({"next", "salience"})
#: How much of the queue is looked through for something that was not put off.
_AHEAD = 40
#: How many passages are shown that read like one.
_NEAR = 12


class EngineAnswers:
    """The questions of one tab that are about the machine's side of the work.

    Parameters
    ----------
    seat
        Where the tab's person sits.
    done
        Returns the answer to a decision that was made.
    """

    def __init__(self, seat: Seat, *, done: Callable[[Decision], Plain]) -> None:
        self._project, self._who, self._done = seat.project, seat.who, done
        self.answers: Mapping[str, Answer] = {
            "work": self._work,
            "cancel": self._cancel,
            "forget": self._forget,
            "grain": self._grain,
            "next": self._next,
            "salience": self._salience,
        }

    def job(self) -> Plain:
        """Return what runs, or how it ended, as plain values."""
        return plain_job(look(self._project))

    def offered(self) -> Plain:
        """Return how many passages each code is offered that likely fit."""
        likely = count_by_code(self._project, least=LIKELY)
        return {str(code): number for code, number in likely.items()}

    def offers(self, code: str, most: int) -> tuple[Plain, list[Plain]]:
        """Return what codes are offered; the passages themselves for one code only."""
        found = view_offers(self._project, code=code, most=most if code else 0)
        shown = found[0].offers if code and found else ()
        likely = count_by_code(self._project, code, least=LIKELY)
        return {
            "kind": "offers",
            "what": code,
            "batches": [plain_batch(each, likely.get(CodeId(each.code), 0)) for each in found],
            "total": found[0].total if code and found else 0,
        }, list(map(plain_offer, shown))

    def alike(self, passage: str) -> tuple[Plain, list[Plain]] | None:
        """Return a passage and those that read most like it; None when it is not there."""
        here, texts = PassageId(passage), material(self._project)
        if here not in texts.passages:
            return None
        [row] = passage_rows(ledger(self._project).board, texts, [here])
        near = view_neighbours(self._project, here, most=_NEAR)
        rows = [{**plain_passage(row), "alike": None}, *map(plain_neighbour, near)]
        return {"kind": "alike", "what": here, "total": len(rows)}, rows

    def changes(self) -> Plain:
        """Return what the latest run changed."""
        standing = [row.id for row in view_board(self._project).themes]
        found = plain_difference(view_difference(self._project), standing)
        return {"kind": "changes", "what": "", "difference": found}

    def _work(self, message: Message) -> Plain:
        wanted = _WORK.get(text_of(message, "work"))
        if wanted is None:
            raise InvalidDecision("The page's message", "it names no work that is known")
        return {"job": plain_job(start(self._project, wanted, coder=self._who(message)))}

    def _cancel(self, _: Message) -> Plain:
        return {"job": plain_job(cancel(self._project))}

    def _forget(self, _: Message) -> Plain:
        forget(self._project)
        return {"job": self.job()}

    def _grain(self, message: Message) -> Plain:
        grain = number_of(message, "grain")
        if grain is None:
            raise InvalidDecision("The page's message", "“grain” is missing")
        return self._done(choose_grain(self._project, grain, coder=self._who(message)))

    def _next(self, message: Message) -> Plain:
        """Return the first question that this tab has not put off, or None."""
        put_off = frozenset(texts_of(message, "skip"))
        asked = map(plain_question, view_queue(self._project, most=_AHEAD))
        return {"question": next((each for each in asked if each["key"] not in put_off), None)}

    def _salience(self, message: Message) -> Plain:
        found = view_theme_salience(self._project, text_of(message, "theme"))
        return {"salience": plain_salience(*found) if found else None}


def texts_of(message: Message, name: str) -> tuple[str, ...]:
    """Return texts of a message, in their order; what is missing is empty.

    Raises
    ------
    InvalidDecision
        When they are something else.
    """
    value: Any = message.get(name) or []
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise InvalidDecision("The page's message", f"“{name}” must be a list of texts")
    return tuple(value)
