"""The board: what the machine proposes, and what people make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from workbench.app.channel import (
    Answer,
    Message,
    number_of,
    text_of,
)
from workbench.app.deciding import DecidingAnswers
from workbench.app.engine import LOOKS, SLOW, EngineAnswers
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
from workbench.app.plain_memos import plain_memo
from workbench.app.reviewing import LOOKS as LOOKS_BEFORE
from workbench.app.reviewing import ReviewAnswers
from workbench.app.seat import Seat
from workbench.domain.candidates import CandidateId
from workbench.domain.decisions import Decision
from workbench.domain.sources import PassageId, SourceId
from workbench.errors import UnknownTheme, WorkbenchError
from workbench.services.view.board import latest, view_board
from workbench.services.view.memos import MemoRow, memos_near
from workbench.services.view.passages import (
    Order,
    find_passages,
    open_source,
    open_theme,
    open_tray,
)
from workbench.services.view.placed import unplaced_among
from workbench.services.view.review import review_order, view_pace
from workbench.services.view.rows import BoardView, PassageRow, ThemePage
from workbench.services.view.steps import where_to_look
from workbench.store.levels import find_levelled, level_of
from workbench.store.offers import likely_offered
from workbench.store.runs import latest_run

_STRETCH = 100
_MOST = 5_000


@dataclass(frozen=True, slots=True)
class _Looking:
    """What a tab has open.

    A theme, the tray (all of it, or quiet voices first), what was searched for, a code's offers,
    what is alike, a difference, nothing.
    """

    kind: str = "nothing"
    what: str = ""
    most: int = _STRETCH


class CandidatesPage:
    """One tab that shows the board."""

    def __init__(self, seat: Seat) -> None:
        self._seat, self._project = seat, seat.project
        self._looking, self._origin = _Looking(), ""
        self._shown: object = None
        self._follows = False
        self._themes, self._passages, self._memos = Listed(), Listed(), Listed()
        self._deciding = DecidingAnswers(seat, done=self._done)
        self._engine = EngineAnswers(seat, done=self._done)
        self._told: Plain = {}
        self._review: str | None = None
        self._looks = ReviewAnswers(seat, done=self._done)
        self._answers: Mapping[str, Answer] = {
            **self._deciding.answers,
            **self._engine.answers,
            **self._looks.answers,
            "act": self._act,
            "undo": partial(self._back, "undo"),
            "redo": partial(self._back, "redo"),
            "open": self._open,
            "source": self._source,
        }
        self.screen = seat.screen("board.js", self.hear)

    def hear(self, message: object) -> None:
        """Answer a message of the page's JavaScript."""
        looks = LOOKS | LOOKS_BEFORE
        self._seat.answer(self._answers, message, self._say, slow=SLOW, looks=looks)

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
        if message.get("afresh"):
            for each in (self._themes, self._passages, self._memos):
                each.forget()
        # Whoever reviews is told how long the rest takes at their own pace.
        self._review = self._seat.who(message) if message.get("review") else None
        self._look(_Looking(kind, what, most))
        return {"patch": self._patch()}

    def _look(self, at: _Looking) -> None:
        if (at.kind, at.what) != (self._looking.kind, self._looking.what):
            self._passages.forget()
            self._origin = ""
        self._looking = at

    def _act(self, message: Message) -> Plain:
        """Do an act; a review goes on to the next theme with the same answer."""
        before, then = self._looking, text_of(message, "then")
        if then:
            self._look(_Looking("theme", then))
        try:
            return dict(self._deciding.answers["act"](message))
        except WorkbenchError:
            self._look(before)
            raise

    def _back(self, ask: str, message: Message) -> Plain:
        """Undo or redo; who looks at themes gets the one that it was about with the same answer."""
        self._follows = bool(message.get("follow"))
        try:
            return dict(self._deciding.answers[ask](message))
        finally:
            self._follows = False

    def _source(self, message: Message) -> Plain:
        page = open_source(self._project, SourceId(text_of(message, "source")))
        passage = text_of(message, "passage")
        return {"source": plain_source(page, passage) if page else None}

    def _done(self, decision: Decision) -> Plain:
        """Tell what was decided; by now it is saved."""
        words, theme = self._deciding.words(decision), where_to_look(decision)
        if self._follows and theme:
            self._look(_Looking("theme", theme))
        # The other tabs look again after this one has its answer.
        patch = self._patch()
        self._seat.changed()
        return {"words": words, "theme": theme, "patch": patch}

    def _patch(self) -> Plain:
        self._told = self._engine.job()
        with self._project.one_look():
            return self._looked()

    def _looked(self) -> Plain:
        self._shown = latest(self._project)
        view = view_board(self._project)
        main = self._main()
        return {
            "seq": view.seq,
            "head": {**plain_head(view), "offered": self._engine.offered(), **self._aside(view)},
            "review": self._reviewed(view),
            "job": self._told,
            "list": self._themes.patch(map(plain_theme, view.themes)),
            "main": main,
            "memos": self._memos.patch(map(plain_memo, self._noted(main))),
        }

    def _noted(self, main: Plain) -> tuple[MemoRow, ...]:
        """Return the memos on what is open, once it is known what that is."""
        theme = main["row"]["id"] if main["kind"] == "theme" else ""
        return memos_near(self._project, theme, self._passages)

    def _aside(self, view: BoardView) -> Plain:
        """Tell what nobody placed from what is offered to a code and only waits for a yes."""
        return {"nAside": view.n_set_aside - len(self._waiting())}

    def _waiting(self) -> frozenset[PassageId]:
        """Return the passages in no theme that are offered to a code and likely belong there."""
        offered = likely_offered(self._project)
        return unplaced_among(self._project, offered) if offered else offered

    def _reviewed(self, view: BoardView) -> Plain | None:
        if self._review is None:
            return None
        order = review_order(view.themes)
        pace = view_pace(self._project, self._review, left=len(order))
        return {"order": list(order), "words": pace.words}

    def _main(self) -> Plain:
        looking, project = self._looking, self._project
        match looking.kind:
            case "theme":
                return self._theme(looking.what)
            case "aside":
                rows, total = self._tray()
            case "find":
                rows, total = find_passages(project, looking.what, most=looking.most)
            case "offers" | "alike" | "changes" as kind:
                return self._machine(kind)
            case _:
                return {"kind": "nothing"}
        what = {"kind": looking.kind, "what": looking.what}
        return {**what, "total": total, "passages": self._rows(rows)}

    def _tray(self) -> tuple[tuple[PassageRow, ...], int]:
        order = Order.FARTHEST if self._looking.what else Order.NEAREST
        waiting = self._waiting()
        return open_tray(self._project, most=self._looking.most, but=waiting, order=order)

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
            return {"kind": "gone", "what": theme, **self._elsewhere(theme)}
        self._origin = page.candidate.id if page.candidate else ""
        looks = self._elsewhere(theme) if page.row.status == "superseded" else {}
        rows = {"passages": self._rows(page.passages), "look": looks or None}
        return {**plain_page(page), **plain_standing(page), **rows}

    def _elsewhere(self, theme: str) -> Plain:
        """Tell of a theme that the latest run sees at another look than the board shows."""
        run, name = latest_run(self._project), CandidateId(theme)
        level = level_of(self._project, run.id, name) if run else None
        found = find_levelled(self._project, name) if level is not None else None
        if found is None:
            return {}
        members = found.proposal.members
        return {"level": level, "title": found.proposal.title, "n": len(members)}

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
