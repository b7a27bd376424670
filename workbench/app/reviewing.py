"""What a page asks before an act: previews, cuts, borders; what is aside; and the steps so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workbench.app.channel import Answer, Message, number_of, text_of
from workbench.app.engine import texts_of
from workbench.app.plain import Plain, plain_passage
from workbench.app.plain_review import (
    plain_neighbour_theme,
    plain_regroup,
    plain_split,
    plain_step,
)
from workbench.app.seat import Seat
from workbench.domain.decisions import Decision, DecisionId
from workbench.domain.sources import PassageId
from workbench.services.decide import decide_all
from workbench.services.view.aside import nearly_the_same, quiet_voices
from workbench.services.view.centres import nearest_themes
from workbench.services.view.passage_rows import passage_rows
from workbench.services.view.preview import preview_merge, preview_move, preview_split
from workbench.services.view.review import view_border
from workbench.services.view.steps import steps_back, view_steps
from workbench.store.log import ledger
from workbench.store.material import material

#: What is answered beside the server's loop: many passages are read for it.
LOOKS = frozenset({"preview", "cut", "border", "about"})
_LINES = 200
_MOST_LINES = 5_000


class ReviewAnswers:
    """The questions of one tab that only look.

    Parameters
    ----------
    seat
        Where the tab's person sits.
    done
        Returns the answer to decisions that were made.
    """

    def __init__(self, seat: Seat, *, done: Callable[[Decision], Plain]) -> None:
        self._project, self._who, self._done = seat.project, seat.who, done
        self.answers: Mapping[str, Answer] = {
            "preview": self._preview,
            "cut": self._cut,
            "whole": self._whole,
            "border": self._border,
            "about": self._about,
            "steps": self._steps,
            "back": self._back,
        }

    def _preview(self, message: Message) -> Plain:
        if message.get("passages") is not None:
            found = preview_move(
                self._project,
                self._passages(message),
                text_of(message, "to"),
                origin=text_of(message, "origin"),
            )
        else:
            theme = text_of(message, "theme")
            found = preview_merge(self._project, [theme], text_of(message, "into"))
        return plain_regroup(found)

    def _cut(self, message: Message) -> Plain:
        """Return a cut of a theme, with its passages' words so that they can be moved by hand."""
        theme, parts = text_of(message, "theme"), number_of(message, "parts") or 2
        return {"cut": plain_split(preview_split(self._project, theme, parts=parts))}

    def _whole(self, message: Message) -> Plain:
        """Return every passage that a theme holds."""
        board, texts = ledger(self._project).board, material(self._project)
        held = board.passages_of(text_of(message, "theme"))
        return {"passages": list(map(plain_passage, passage_rows(board, texts, held)))}

    def _border(self, message: Message) -> Plain:
        near = view_border(self._project, text_of(message, "theme"))
        return {"border": list(map(plain_neighbour_theme, near))}

    def _about(self, message: Message) -> Plain:
        """Return what nearly repeats what among passages; of those set aside also what is near."""
        passages = self._passages(message)
        theme = text_of(message, "theme")
        held = ledger(self._project).board.passages_of(theme) if theme else passages
        same = nearly_the_same(self._project, held)
        found: Plain = {"same": dict(same), "near": {}, "quiet": []}
        if not theme:
            near = nearest_themes(self._project, passages)
            found["near"] = {name: [list(each) for each in near[name]] for name in near}
            found["quiet"] = sorted(quiet_voices(self._project, passages))
        return {"about": found}

    def _steps(self, message: Message) -> Plain:
        most = min(number_of(message, "most") or _LINES, _MOST_LINES)
        rows = view_steps(self._project, words=text_of(message, "words", most=200), most=most + 1)
        return {"lines": list(map(plain_step, rows[:most])), "more": len(rows) > most}

    def _back(self, message: Message) -> Plain:
        """Take back everything from the latest decision to the named one: all of it, or nothing."""
        undos = steps_back(self._project, DecisionId(text_of(message, "decision")))
        made = decide_all(self._project, undos, coder=self._who(message))
        return {**self._done(made[-1]), "steps": len(made)}

    def _passages(self, message: Message) -> list[PassageId]:
        return [PassageId(each) for each in texts_of(message, "passages")]
