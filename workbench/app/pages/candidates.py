"""The board: what the machine proposes, and what people make of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from workbench.app.channel import (
    Answer,
    Beside,
    Message,
    answer,
    at_once,
    number_of,
    text_of,
)
from workbench.app.components.screen import Screen
from workbench.app.deciding import DecidingAnswers
from workbench.app.engine import SLOW, EngineAnswers
from workbench.app.patches import Listed
from workbench.app.plain import (
    Plain,
    plain_head,
    plain_page,
    plain_passage,
    plain_source,
    plain_theme,
)
from workbench.app.plain_engine import plain_standing
from workbench.domain.board import Change, Noun
from workbench.domain.candidates import Candidate
from workbench.domain.decisions import Decision
from workbench.domain.sources import SourceId
from workbench.errors import UnknownTheme
from workbench.services.view.board import latest, preview_merge, view_board
from workbench.services.view.passages import find_passages, open_source, open_theme, open_tray
from workbench.services.view.rows import PassageRow, ThemePage
from workbench.store.database import Project

_STRETCH = 100
_MOST = 5_000


@dataclass(frozen=True, slots=True)
class _Looking:
    """What a tab has open.

    A theme, the tray, what was searched for, a code's offers, what is alike, a difference, nothing.
    """

    kind: str = "nothing"
    what: str = ""
    most: int = _STRETCH


class CandidatesPage:
    """One tab that shows the board.

    Parameters
    ----------
    coder
        Whose decisions they are when the tab names nobody.
    hello
        Plain values that the page's JavaScript starts with.
    changed
        Called after this tab has changed something, so that the others look again.
    beside
        Answers what takes long, beside the server's loop, and then says it to the screen.
    """

    def __init__(
        self,
        project: Project,
        *,
        coder: str,
        hello: Mapping[str, Any],
        changed: Callable[[], None],
        beside: Beside = at_once,
    ) -> None:
        self._project, self._changed, self._beside = project, changed, beside
        self._looking, self._origin = _Looking(), ""
        self._shown: object = None
        self._themes, self._passages = Listed(), Listed()
        self._deciding = DecidingAnswers(project, coder=coder, done=self._done)
        self._engine = EngineAnswers(project, coder=self._deciding.who, done=self._done)
        self._told: Plain = {}
        self._answers: Mapping[str, Answer] = {
            **self._deciding.answers,
            **self._engine.answers,
            "open": self._open,
            "source": self._source,
            "preview": self._preview,
        }
        self.screen = Screen(entry="board.js", hello={**hello, "coder": coder})  # type: ignore[no-untyped-call] # param has no types
        self.screen.heard(self.hear)

    def hear(self, message: object) -> None:
        """Answer a message of the page's JavaScript."""
        slow = isinstance(message, Mapping) and message.get("ask") in SLOW
        run = self._beside if slow else at_once
        run(partial(answer, self._answers, message), self._say)

    def refresh(self) -> None:
        """Send what has changed since this tab was last told, if anything has."""
        if self._shown is None:
            return
        job = self._engine.job()
        # Work that has ended may have left new offers, which no decision tells of.
        ended = self._told != job and job["state"] != "running"
        if ended or self._shown != latest(self._project):
            self.screen.say({"push": True, "patch": self._patch()})
        elif self._told != job:
            self._told = job
            self.screen.say({"push": True, "job": job})

    def _say(self, reply: Plain) -> None:
        self._told = reply.get("job", self._told)
        self.screen.say(reply)

    def _open(self, message: Message) -> Plain:
        kind, what = text_of(message, "kind", most=20), text_of(message, "what")
        most = min(number_of(message, "most") or _STRETCH, _MOST)
        if (kind, what) != (self._looking.kind, self._looking.what):
            self._passages.forget()
            self._origin = ""
        if message.get("afresh"):
            self._themes.forget()
            self._passages.forget()
        self._looking = _Looking(kind, what, most)
        return {"patch": self._patch()}

    def _source(self, message: Message) -> Plain:
        page = open_source(self._project, SourceId(text_of(message, "source")))
        passage = text_of(message, "passage")
        return {"source": plain_source(page, passage) if page else None}

    def _preview(self, message: Message) -> Plain:
        found = preview_merge(self._project, [text_of(message, "theme")], text_of(message, "into"))
        return {"moved": found.n_moved, "both": found.n_both, "after": found.n_after}

    def _done(self, decision: Decision) -> Plain:
        """Tell what was decided; by now it is saved."""
        words = self._deciding.words(decision)
        # The other tabs look again after this one has its answer.
        patch = self._patch()
        self._changed()
        return {"words": words, "theme": where_to_look(decision), "patch": patch}

    def _patch(self) -> Plain:
        self._shown, self._told = latest(self._project), self._engine.job()
        view = view_board(self._project)
        return {
            "seq": view.seq,
            "head": {**plain_head(view), "offered": self._engine.offered()},
            "job": self._told,
            "list": self._themes.patch(map(plain_theme, view.themes)),
            "main": self._main(),
        }

    def _main(self) -> Plain:
        looking, project = self._looking, self._project
        match looking.kind:
            case "theme":
                return self._theme(looking.what)
            case "aside":
                rows, total = open_tray(project, most=looking.most)
            case "find":
                rows, total = find_passages(project, looking.what, most=looking.most)
            case "offers" | "alike" | "changes" as kind:
                return self._machine(kind)
            case _:
                return {"kind": "nothing"}
        what = {"kind": looking.kind, "what": looking.what}
        return {**what, "total": total, "passages": self._rows(rows)}

    def _machine(self, kind: str) -> Plain:
        """Return what the machine has to say: offers, what is alike, what a run changed."""
        what, most = self._looking.what, self._looking.most
        if kind == "changes":
            return self._engine.changes()
        found = self._engine.offers(what, most) if kind == "offers" else self._engine.alike(what)
        if found is None:
            return {"kind": "gone", "what": what}
        main, rows = found
        return {**main, "passages": self._passages.patch(rows)}

    def _theme(self, theme: str) -> Plain:
        try:
            page = self._page(theme)
        except UnknownTheme:
            return {"kind": "gone", "what": theme}
        self._origin = page.candidate.id if page.candidate else ""
        return {**plain_page(page), **plain_standing(page), "passages": self._rows(page.passages)}

    def _page(self, theme: str) -> ThemePage:
        """Open a theme; a code that went because its confirming was undone is a candidate again."""
        try:
            return open_theme(self._project, theme, most=self._looking.most)
        except UnknownTheme:
            if not self._origin:
                raise
            return open_theme(self._project, self._origin, most=self._looking.most)

    def _rows(self, rows: tuple[PassageRow, ...]) -> Plain:
        return self._passages.patch(map(plain_passage, rows))


def where_to_look(decision: Decision) -> str:
    """Return the theme in which a decision is best seen; empty when it left none."""
    best = max(decision.changes, key=_telling, default=None)
    return best.key.owner if best and best.after is not None else ""


def _telling(change: Change) -> int:
    """Return how much a change says: a new state or code most, a thing that went nothing."""
    before, after = change.before, change.after
    if after is None:
        return 0
    if change.key.noun not in {Noun.CANDIDATE, Noun.CODE}:
        return 1
    if isinstance(before, Candidate) and isinstance(after, Candidate):
        return 3 if before.status is not after.status else 2
    return 4 if change.key.noun is Noun.CODE and before is None else 2
