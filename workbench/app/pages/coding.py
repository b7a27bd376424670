"""Coding: a whole source to be read and coded in the text, with the codebook beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.app.channel import Answer, Message, number_of, text_of
from workbench.app.deciding import DecidingAnswers
from workbench.app.patches import Listed
from workbench.app.plain import Plain, plain_head
from workbench.app.plain_coding import (
    plain_code,
    plain_coding,
    plain_memo_in,
    plain_offered,
    plain_source_row,
    plain_sources,
    plain_text,
)
from workbench.app.seat import Seat
from workbench.domain.codebook import CodeId
from workbench.domain.decisions import Decision
from workbench.domain.evidence import Suggestion
from workbench.domain.offsets import Utf16
from workbench.domain.sources import PassageId, SourceId, Span
from workbench.errors import InvalidDecision, UnknownPassage
from workbench.services.code_passages import adjust_span, code_span
from workbench.services.run_in_background import look
from workbench.services.view.board import latest, view_board
from workbench.services.view.coding import (
    offers_in,
    passage_beside,
    view_codebook,
    view_coding,
    view_text,
    words_of,
)
from workbench.services.view.memos import memos_beside
from workbench.services.view.sources import view_sources


@dataclass(frozen=True, slots=True)
class _Looking:
    """What a tab has open: a source, and which sources its list shows."""

    source: str = ""
    uncoded: bool = False
    words: str = ""


class CodingPage:
    """One tab in which somebody codes."""

    def __init__(self, seat: Seat) -> None:
        self._seat, self._project = seat, seat.project
        self._looking = _Looking()
        self._shown: object = None
        self._job: object = None
        self._text, self._units, self._offered = "", Utf16(""), tuple[Suggestion, ...]()
        self._codes, self._codings, self._offers = Listed(), Listed(), Listed()
        self._sources, self._memos = Listed(), Listed()
        self._deciding = DecidingAnswers(seat, done=self._done)
        self._answers: Mapping[str, Answer] = {
            **self._deciding.answers,
            "open": self._open,
            "code": self._code,
            "adjust": self._adjust,
            "beside": self._beside,
        }
        self.screen = seat.screen("coding.js", self.hear)

    def hear(self, message: object) -> None:
        """Answer a message of the page's JavaScript."""
        self._seat.answer(self._answers, message, self.screen.say)

    def refresh(self) -> None:
        """Send what has changed since this tab was last told, if anything has."""
        if self._shown is None:
            return
        state = look(self._project).state
        # Work that has ended may have left new offers, which no decision tells of.
        ended, self._job = self._job != state, state
        if ended:
            self._offered = offers_in(self._project, SourceId(self._looking.source))
        if ended or self._shown != latest(self._project):
            # Where a name was decided on, the words themselves are others now.
            told = (
                {"patch": self._patch()} if self._is_text() else self._opened(self._looking.source)
            )
            self.screen.say({"push": True, **told})

    def _open(self, message: Message) -> Plain:
        """Open a source, or the first one of the list; its words are sent with the answer."""
        before = self._looking
        wanted = text_of(message, "source")
        uncoded, words = bool(message.get("uncoded")), text_of(message, "words", most=200)
        if not wanted:
            found = view_sources(self._project, uncoded=uncoded, words=words, most=1)
            wanted = found.rows[0].id if found.rows else ""
        self._looking = _Looking(wanted, uncoded, words)
        if message.get("afresh"):
            for each in (self._codes, self._codings, self._offers, self._sources, self._memos):
                each.forget()
        known = self._shown is not None and before.source == wanted
        if known and not message.get("afresh"):
            return {"patch": self._patch()}
        return self._opened(wanted)

    def _opened(self, wanted: str) -> Plain:
        for each in (self._codings, self._offers, self._memos):
            each.forget()
        self._offered = offers_in(self._project, SourceId(wanted))
        view = view_text(self._project, SourceId(wanted))
        self._text = view.source.text if view else ""
        self._units = Utf16(self._text)
        text = plain_text(view, self._units) if view else None
        return {"patch": {**self._patch(), "source": wanted if view else "", "text": text}}

    def _code(self, message: Message) -> Plain:
        source = SourceId(text_of(message, "source"))
        coded = code_span(
            self._project,
            source,
            self._span(message),
            text_of(message, "code").strip(),
            coder=self._seat.who(message),
            seen=number_of(message, "seen"),
        )
        return self._done(coded.decision, code=coded.code, passage=coded.passage.id)

    def _adjust(self, message: Message) -> Plain:
        coded = adjust_span(
            self._project,
            PassageId(text_of(message, "passage")),
            self._span(message),
            CodeId(text_of(message, "code")),
            coder=self._seat.who(message),
            seen=number_of(message, "seen"),
        )
        return self._done(coded.decision, code=coded.code, passage=coded.passage.id)

    def _beside(self, message: Message) -> Plain:
        """Return where a code's next or previous passage is."""
        source, by = text_of(message, "source"), number_of(message, "by") or 1
        start = number_of(message, "start")
        place = -1 if start is None else self._units.to_points(start)
        found = passage_beside(self._project, text_of(message, "code"), source, place, by=by)
        return {"source": found.source_id, "passage": found.id} if found else {"source": None}

    def _done(self, decision: Decision, **more: Any) -> Plain:  # noqa: ANN401 - plain values
        """Tell what was decided; by now it is saved."""
        words, patch = self._deciding.words(decision), self._patch()
        self._seat.changed()
        return {"words": words, "patch": patch, **more}

    def _span(self, message: Message) -> Span:
        """Return the span of the open source that a browser's offsets mean."""
        start, end = number_of(message, "start"), number_of(message, "end")
        if start is None or end is None:
            raise InvalidDecision("The page's message", "it does not say which words are meant")
        if text_of(message, "source") != self._looking.source:
            raise UnknownPassage(f"from {start} to {end}", "the source that is open")
        if not self._is_text():
            raise InvalidDecision("This act", "names in this text were decided on; select again")
        return Span(self._units.to_points(start), self._units.to_points(end))

    def _is_text(self) -> bool:
        """Tell whether the open source still reads as this tab shows it."""
        return words_of(self._project, SourceId(self._looking.source)) == self._text

    def _patch(self) -> Plain:
        looking, units = self._looking, self._units
        self._shown, self._job = latest(self._project), look(self._project).state
        board, source = view_board(self._project), SourceId(looking.source)
        view = view_coding(self._project, source, offered=self._offered)
        found = view_sources(
            self._project, here=looking.source, uncoded=looking.uncoded, words=looking.words
        )
        codes = view_codebook(self._project, looking.source)
        memos = memos_beside(self._project, source)
        return {
            "seq": board.seq,
            "head": plain_head(board),
            "source": looking.source,
            "codes": self._codes.patch(map(plain_code, codes)),
            "codings": self._codings.patch(plain_coding(each, units) for each in view.codings),
            "offers": self._offers.patch(plain_offered(each, units) for each in view.offers),
            "memos": self._memos.patch(plain_memo_in(each, units) for each in memos),
            "sources": {
                **plain_sources(found),
                "rows": self._sources.patch(map(plain_source_row, found.rows)),
            },
        }
