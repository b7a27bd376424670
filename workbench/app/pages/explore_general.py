"""Explore in general terms: what leaders and others see who do not see what people said."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from workbench.app.channel import Answer, Message, text_of
from workbench.app.plain import Plain
from workbench.app.plain_explore import conditions_of, kinds_of
from workbench.app.seat import Seat
from workbench.domain.heard import By
from workbench.domain.viewers import Right
from workbench.domain.wire import to_plain
from workbench.errors import NotAllowed, UnknownTheme
from workbench.services.view.general import general
from workbench.services.view.general_matrix import view_general_matrix
from workbench.services.view.general_story import view_general_story
from workbench.services.view.general_wall import view_general_wall
from workbench.services.view.scopes import to_choose

_BY = {each.value: each for each in By}


class GeneralExplorePage:
    """One tab of somebody who sees no words."""

    def __init__(self, seat: Seat) -> None:
        self._seat, self._project = seat, seat.project
        self._shown: object = None
        self._looks_again = False
        self._answers: Mapping[str, Answer] = {
            "start": self._start,
            "wall": self._wall,
            "story": self._story,
            "matrix": partial(self._matrix, None),
            "time": partial(self._matrix, By.MONTH),
            **dict.fromkeys(_WITH_WORDS, self._refuse),
        }
        self.screen = seat.screen("explore.js", self.hear, general=True)

    def hear(self, message: object) -> None:
        """Answer a message of the page's JavaScript."""
        self._seat.answer(self._answers, message, self.screen.say, slow=self._answers)

    def refresh(self) -> None:
        """Tell the tab to look again when what may be told has changed."""
        if self._shown is not None and not self._looks_again:
            self._looks_again = True
            # After texts have come in that takes seconds, in which nobody else shall wait.
            self._seat.beside(self._again, self._told)

    def _again(self) -> Plain:
        try:
            now = general(self._project)
        finally:
            self._looks_again = False
        moved, self._shown = now is not self._shown, now
        return {"moved": moved}

    def _told(self, seen: Plain) -> None:
        if seen["moved"]:
            self.screen.say({"push": True, "patch": {"moved": True}})

    def _start(self, _: Message) -> Plain:
        """Return what every view needs: names, what may be chosen, and the barriers."""
        self._shown = found = general(self._project)
        wall = view_general_wall(self._project)
        codes = [{"id": card.id, "title": card.name, "kind": card.kind} for card in wall.cards]
        return {
            "name": self._project.fact("name"),
            "sources": len(found.heard.of),
            "candidates": 0,
            "codes": codes,
            "attributes": [
                [name, [[value, None] for value in values]]
                for name, values in to_choose(found).items()
            ],
            "saved": [],
        }

    def _wall(self, message: Message) -> Plain:
        return dict(to_plain(view_general_wall(self._project, where=conditions_of(message))))

    def _story(self, message: Message) -> Plain:
        code = text_of(message, "barrier", most=200)
        try:
            found = view_general_story(self._project, code, where=conditions_of(message))
        except UnknownTheme:
            return {"gone": True}
        return dict(to_plain(found))

    def _matrix(self, by: By | None, message: Message) -> Plain:
        asked = by or _BY.get(text_of(message, "by", most=20), By.ROLE)
        found = view_general_matrix(
            self._project, asked, where=conditions_of(message), kinds=kinds_of(message)
        )
        return dict(to_plain(found))

    def _refuse(self, _: Message) -> Plain:
        raise NotAllowed(self._project.viewer.called, Right.SEE_WORDS.value)


#: What the page of those who see words can be asked, too.
_WITH_WORDS = ("words", "places", "find", "ready", "source", "code", "undo", "keep", "forget")
