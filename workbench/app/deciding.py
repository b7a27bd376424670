"""The questions by which people decide, the same on every page: act, undo, redo, history."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workbench.app.channel import Answer, Message, number_of, text_of
from workbench.app.plain import Plain, plain_line
from workbench.app.seat import Seat
from workbench.domain.decisions import Decision, DecisionId
from workbench.domain.wire import act_from_plain
from workbench.errors import InvalidDecision
from workbench.services.decide import decide, redo, undo
from workbench.services.view.board import history


class DecidingAnswers:
    """What a tab may ask about decisions.

    Parameters
    ----------
    seat
        Where the tab's person sits.
    done
        Returns the page's answer to a decision that was made.
    """

    def __init__(self, seat: Seat, *, done: Callable[[Decision], Plain]) -> None:
        self._project, self._who, self._done = seat.project, seat.who, done
        self.answers: Mapping[str, Answer] = {
            "act": self._act,
            "undo": self._undo,
            "redo": self._redo,
            "history": self._history,
        }

    def words(self, decision: Decision) -> str:
        """Return a decision that was just made in words; by now it is saved."""
        [line] = history(self._project, most=1)
        return line.words if line.id == decision.id else "saved"

    def _act(self, message: Message) -> Plain:
        plain = message.get("act")
        if not isinstance(plain, Mapping):
            raise InvalidDecision("The page's message", "“act” is missing")
        act = act_from_plain(plain, "The page's message")
        seen, reason = number_of(message, "seen"), text_of(message, "reason")
        return self._done(
            decide(self._project, act, coder=self._who(message), reason=reason, seen=seen)
        )

    def _undo(self, message: Message) -> Plain:
        target = DecisionId(text_of(message, "decision")) or None
        reason = text_of(message, "reason")
        return self._done(undo(self._project, target, coder=self._who(message), reason=reason))

    def _redo(self, message: Message) -> Plain:
        target = DecisionId(text_of(message, "decision")) or None
        return self._done(redo(self._project, target, coder=self._who(message)))

    def _history(self, _: Message) -> Plain:
        return {"lines": [plain_line(line) for line in history(self._project)]}
