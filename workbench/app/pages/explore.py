"""Explore: the barriers that people confirmed, by whom, where and when; and search in all words."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any

from workbench.app.channel import (
    Answer,
    Message,
    number_of,
    text_of,
)
from workbench.app.deciding import DecidingAnswers
from workbench.app.plain import Plain, plain_source
from workbench.app.plain_explore import (
    conditions_of,
    kinds_of,
    plain_attributes,
    plain_comparison,
    plain_found,
    plain_matrix,
    plain_over_time,
    plain_passages,
    plain_saved,
    plain_story,
    plain_wall,
    search_of,
)
from workbench.app.seat import Seat
from workbench.domain.codebook import CodeId, CodeKind
from workbench.domain.decisions import Act, Add, CreateCode, Decision
from workbench.domain.heard import By
from workbench.domain.sources import PassageId, SourceId
from workbench.errors import InvalidDecision, NothingToDo
from workbench.services.decide import decide
from workbench.services.keep_search import forget, keep, kept
from workbench.services.view.authorities import compare_authorities
from workbench.services.view.barrier_story import view_quotes, view_story
from workbench.services.view.barriers import view_barriers
from workbench.services.view.board import latest, view_board
from workbench.services.view.heard import FEW, FEW_WORDS, heard
from workbench.services.view.matrix import Normalise, view_matrix
from workbench.services.view.meaning import get_ready
from workbench.services.view.over_time import view_over_time
from workbench.services.view.passages import open_source
from workbench.services.view.search import search
from workbench.store.log import latest_seq, ledger

_STRETCH, _MOST = 50, 5_000
#: So many results of a tab are remembered: the next one may be on its way while somebody acts.
_RESULTS = 4
#: What changes something is answered on the server's loop, one after the other.
_ACTS = frozenset({"code", "undo", "keep", "forget"})


class ExplorePage:
    """One tab that looks around."""

    def __init__(self, seat: Seat) -> None:
        self._seat, self._project = seat, seat.project
        self._deciding = DecidingAnswers(seat, done=self._done)
        self._shown: object = None
        #: All that the latest searches of this tab found, by number: an act means the one on screen.
        self._found: dict[int, tuple[PassageId, ...]] = {}
        self._numbers = count(1)
        self._answers: Mapping[str, Answer] = {
            "start": self._start,
            "wall": self._wall,
            "story": self._story,
            "matrix": self._matrix,
            "words": self._words,
            "time": self._time,
            "places": self._places,
            "find": self._find,
            "ready": self._ready,
            "source": self._source,
            "code": self._code,
            "undo": self._deciding.answers["undo"],
            "keep": self._keep,
            "forget": self._forget,
        }
        self.screen = seat.screen("explore.js", self.hear, few=FEW, fewWords=FEW_WORDS)

    def hear(self, message: object) -> None:
        """Answer a message of the page's JavaScript."""
        slow = self._answers.keys() - _ACTS
        self._seat.answer(self._answers, message, self.screen.say, slow=slow)

    def refresh(self) -> None:
        """Tell the tab to look again when something was decided or came in meanwhile."""
        if self._shown is None:
            return
        now = latest(self._project)
        if now != self._shown:
            self._shown = now
            self.screen.say({"push": True, "patch": {"moved": True}})

    def _start(self, _: Message) -> Plain:
        """Return what every view needs: names, attributes, codes, searches that were kept."""
        self._shown = latest(self._project)
        view = view_board(self._project)
        codes = [row for row in view.themes if row.kind != "candidate"]
        return {
            "name": view.name,
            "sources": view.n_sources,
            "candidates": sum(row.status == "open" for row in view.themes),
            "codes": [
                {"id": row.id, "title": row.title, "kind": row.kind, "n": row.n_passages,
                 "people": row.n_people, "status": "confirmed", "keywords": []}
                for row in codes
            ],
            "attributes": plain_attributes(heard(self._project).attributes()),
            "saved": self._saved(),
        }  # fmt: skip

    def _wall(self, message: Message) -> Plain:
        return plain_wall(view_barriers(self._project, where=conditions_of(message)))

    def _story(self, message: Message) -> Plain:
        code, where = text_of(message, "barrier", most=200), conditions_of(message)
        if CodeId(code) not in ledger(self._project).board.codes:
            return {"gone": True}
        return plain_story(view_story(self._project, code, where=where, most=_most(message)))

    def _matrix(self, message: Message) -> Plain:
        by, share = text_of(message, "by", most=20), text_of(message, "share", most=20)
        known = {each.value: each for each in By}
        return plain_matrix(
            view_matrix(
                self._project,
                known.get(by, By.ROLE),
                normalise=Normalise(share if share in set(Normalise) else ""),
                where=conditions_of(message),
                kinds=kinds_of(message),
            )
        )

    def _words(self, message: Message) -> Plain:
        """Return what was said for a barrier under the conditions of a cell."""
        code = text_of(message, "barrier", most=200)
        if CodeId(code) not in ledger(self._project).board.codes:
            return {"gone": True}
        rows, total = view_quotes(
            self._project, code, where=conditions_of(message), most=_most(message)
        )
        return {"quotes": plain_passages(rows), "total": total}

    def _time(self, message: Message) -> Plain:
        return plain_over_time(
            view_over_time(self._project, where=conditions_of(message), kinds=kinds_of(message))
        )

    def _places(self, message: Message) -> Plain:
        code = text_of(message, "barrier", most=200)
        if CodeId(code) not in ledger(self._project).board.codes:
            return {"gone": True}
        return plain_comparison(compare_authorities(self._project, code))

    def _find(self, message: Message) -> Plain:
        seen = latest_seq(self._project)
        found = search(self._project, search_of(message), most=_most(message))
        number = next(self._numbers)
        before = list(self._found.items())[1 - _RESULTS :]
        self._found = {**dict(before), number: found.everything}
        return {**plain_found(found), "result": number, "seen": seen}

    def _ready(self, _: Message) -> Plain:
        get_ready(self._project)
        return {}

    def _source(self, message: Message) -> Plain:
        page = open_source(self._project, SourceId(text_of(message, "source")))
        passage = text_of(message, "passage")
        return {"source": plain_source(page, passage) if page else None}

    def _code(self, message: Message) -> Plain:
        """Put the whole result of a search into a code, or make one of it: one act."""
        everything = self._found.get(number_of(message, "result") or 0)
        if everything is None:
            raise InvalidDecision("This act", "the search has moved on; look at it again")
        struck = _texts(message, "struck")
        passages = tuple(each for each in everything if each not in struck)
        act = self._act(message, passages)
        seen = number_of(message, "seen")
        return self._done(decide(self._project, act, coder=self._seat.who(message), seen=seen))

    def _act(self, message: Message, passages: tuple[PassageId, ...]) -> Act:
        code = text_of(message, "to", most=200)
        if not code:
            return CreateCode(
                name=text_of(message, "name", most=200), kind=CodeKind.CODE, passages=passages
            )
        codings = ledger(self._project).board.codings.get(CodeId(code), {})
        there = {each.passage_id for each in codings.values()}
        fresh = tuple(each for each in passages if each not in there)
        if not fresh:
            raise NothingToDo("add")
        return Add(passages=fresh, to=code)

    def _keep(self, message: Message) -> Plain:
        name = text_of(message, "name", most=1_000)
        saved = keep(self._project, name, search_of(message), coder=self._seat.who(message))
        return {"kept": saved.name if saved else "", "saved": self._saved()}

    def _forget(self, message: Message) -> Plain:
        forget(self._project, text_of(message, "id", most=200))
        return {"saved": self._saved()}

    def _saved(self) -> list[Plain]:
        return list(map(plain_saved, kept(self._project)))

    def _done(self, decision: Decision) -> Plain:
        words = self._deciding.words(decision)
        self._shown = latest(self._project)
        self._seat.changed()
        return {"words": words, "decision": decision.id}


def _most(message: Message) -> int:
    return max(1, min(number_of(message, "most") or _STRETCH, _MOST))


def _texts(message: Message, name: str) -> frozenset[str]:
    value: Any = message.get(name) or []
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise InvalidDecision("The page's message", f"“{name}” must be a list of texts")
    return frozenset(value)
