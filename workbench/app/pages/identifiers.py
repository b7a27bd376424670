"""Names: what may point at somebody, decided one by one; texts with their masks; the project's lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from workbench.app.channel import Answer, Message, number_of, text_of
from workbench.app.looking_again import LookingAgain
from workbench.app.plain_identifiers import (
    plain_asked,
    plain_entry,
    plain_line,
    plain_pieces,
    plain_review,
    plain_state,
    plain_values,
)
from workbench.app.seat import Seat
from workbench.domain.identifiers import NameDecision, Verdict
from workbench.domain.offsets import Utf16
from workbench.domain.sources import SourceId, Span
from workbench.errors import InvalidDecision
from workbench.privacy.identifiers import Kind, Role
from workbench.services.name_lists import (
    add_name,
    destroy_key,
    list_names,
    place_of_key,
    remove_name,
)
from workbench.services.review_identifiers import (
    Scope,
    clear,
    judge,
    mark,
    mark_value,
    redo_name,
    undo_name,
)
from workbench.services.view.board import latest, view_board
from workbench.services.view.identifiers import (
    in_words,
    view_log,
    view_masked_source,
    view_review,
    view_states,
    view_values,
)

Plain = dict[str, Any]
_STRETCH, _MOST = 200, 10_000
#: What screens texts again, or clears many, is answered beside the server's loop.
_SLOW = frozenset({"clear", "list", "review", "text", "texts", "unlist"})
_ONLY: Mapping[str, Callable[[Plain], bool]] = {
    "open": lambda row: row["open"] > 0,
    "ready": lambda row: not row["open"] and not row["at"],
    "cleared": lambda row: not row["open"] and bool(row["at"]),
}


class IdentifiersPage:
    """One tab of whoever reviews names."""

    def __init__(self, seat: Seat) -> None:
        self._seat, self._project = seat, seat.project
        self._shown: object = None
        self._again = LookingAgain.of(seat.project)
        self._answers: Mapping[str, Answer] = {
            "review": self._review,
            "texts": self._texts,
            "text": self._text,
            "judge": self._judge,
            "mark": self._mark,
            "mark-value": self._mark_value,
            "clear": self._clear,
            "undo": lambda message: self._done(
                undo_name(self._project, coder=self._seat.who(message))
            ),
            "redo": lambda message: self._done(
                redo_name(self._project, coder=self._seat.who(message))
            ),
            "history": lambda _: {"lines": [plain_line(each) for each in view_log(self._project)]},
            "lists": self._lists,
            "list": self._list,
            "unlist": self._unlist,
            "destroy": self._destroy,
            "rescreen": self._rescreen,
            "rescreening": lambda _: {"again": self._again.plain(self._project)},
            "let-go": self._let_go,
        }
        self.screen = seat.screen("identifiers.js", self.hear)

    def hear(self, message: object) -> None:
        """Answer a message of the page's JavaScript."""
        self._seat.answer(self._answers, message, self.screen.say, slow=_SLOW)

    def refresh(self) -> None:
        """Tell this tab to look again when somebody has decided something."""
        if self._shown is not None and self._shown != latest(self._project):
            self._shown = latest(self._project)
            self.screen.say({"push": True, "patch": {"look": True}})

    def _head(self) -> Plain:
        self._shown = latest(self._project)
        view = view_review(self._project, most=0)
        name = view_board(self._project).name
        again = self._again.plain(self._project)
        return {"project": name, "state": {**plain_review(view), "again": again}}

    def _review(self, message: Message) -> Plain:
        most = min(number_of(message, "most") or 30, _STRETCH)
        view = view_review(self._project, most=most)
        return {**self._head(), "asked": [plain_asked(each) for each in view.asked]}

    def _texts(self, message: Message) -> Plain:
        """Return a stretch of the texts, those of one state when one is named."""
        only, most = _ONLY.get(text_of(message, "only")), number_of(message, "most") or _STRETCH
        rows = [plain_state(each) for each in view_states(self._project)]
        kept = [row for row in rows if only is None or only(row)]
        return {**self._head(), "rows": kept[: min(most, _MOST)], "total": len(kept)}

    def _text(self, message: Message) -> Plain:
        source = text_of(message, "source")
        state, pieces = view_masked_source(self._project, source)
        order = [each.id for each in view_states(self._project)]
        at = order.index(state.id)
        return {
            **self._head(),
            "text": plain_state(state),
            "pieces": plain_pieces(pieces),
            "values": plain_values(view_values(self._project, source)),
            "before": order[at - 1] if at else None,
            "after": order[at + 1] if at + 1 < len(order) else None,
        }

    def _judge(self, message: Message) -> Plain:
        scope = Scope.EVERYWHERE if message.get("everywhere") else Scope.HERE
        wanted = text_of(message, "verdict")
        if wanted not in set(Verdict):
            raise InvalidDecision("The page's message", f"there is no verdict “{wanted}”")
        done = judge(
            self._project,
            [text_of(message, "id")],
            Verdict(wanted),
            scope=scope,
            coder=self._seat.who(message),
            seen=number_of(message, "seen"),
        )
        return self._done(done)

    def _mark(self, message: Message) -> Plain:
        """Mask words that somebody selected in the text as this page shows it."""
        source = SourceId(text_of(message, "source"))
        start, end = number_of(message, "start"), number_of(message, "end")
        _, pieces = view_masked_source(self._project, source)
        shown = "".join(each.words for each in pieces)
        if start is None or end is None or text_of(message, "words") != _at(shown, start, end):
            raise InvalidDecision("This act", "the text was changed meanwhile; select again")
        units = Utf16(shown)
        span = Span(units.to_points(start), units.to_points(end))
        kind, role = _kind(text_of(message, "kind"))
        # This page shows stand-ins in whichever role somebody looks.
        masked = self._project.seen_by(self._project.viewer.acting_as(None))
        done = mark(masked, source, span, kind=kind, role=role, coder=self._seat.who(message))
        return self._done(done)

    def _mark_value(self, message: Message) -> Plain:
        """Mask a value of the text that is read, wherever it stands in its column."""
        values = view_values(self._project, text_of(message, "source"))
        for each in values:
            if each.id == text_of(message, "value"):
                kind, role = _kind(text_of(message, "kind"))
                who = self._seat.who(message)
                return self._done(
                    mark_value(
                        self._project, each.column, each.quote, kind=kind, role=role, coder=who
                    )
                )
        raise InvalidDecision("This act", "the text was changed meanwhile; look again")

    def _clear(self, message: Message) -> Plain:
        source = text_of(message, "source")
        done = clear(self._project, [source] if source else None, coder=self._seat.who(message))
        return self._done(done)

    def _lists(self, _: Message) -> Plain:
        entries = [plain_entry(each) for each in list_names(self._project)]
        return {**self._head(), "entries": entries, "place": place_of_key(self._project)}

    def _list(self, message: Message) -> Plain:
        words, kind = text_of(message, "words", most=200), text_of(message, "kind")
        done = add_name(self._project, words, kind=kind, coder=self._seat.who(message))
        return self._done(done.decision)

    def _unlist(self, message: Message) -> Plain:
        named = text_of(message, "entry")
        return self._done(remove_name(self._project, named, coder=self._seat.who(message)).decision)

    def _destroy(self, message: Message) -> Plain:
        was = destroy_key(self._project, coder=self._seat.who(message))
        words = "the key is destroyed; masks stay" if was else "there was no key here"
        return {"words": words, **self._head()}

    def _rescreen(self, message: Message) -> Plain:
        """Begin to look again, beside everything else; how far it is and what came of it is asked for."""
        self._again.begin()
        work = partial(self._again.look, self._project, self._seat.who(message))
        self._seat.beside(work, lambda _: self._seat.changed())
        return {"again": self._again.plain(self._project)}

    def _let_go(self, _: Message) -> Plain:
        self._again.let_go()
        return {"again": self._again.plain(self._project)}

    def _done(self, decision: NameDecision) -> Plain:
        """Tell what was decided; by now it is saved."""
        told = {"words": in_words(decision), **self._head()}
        self._seat.changed()
        return told


def _at(text: str, start: int, end: int) -> str:
    """Return what a browser has between two of its offsets."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "replace")


def _kind(named: str) -> tuple[Kind, Role]:
    """Return what a person says of words: a kind, or who a person is."""
    if named in set(Role) and named:
        return Kind.PERSON, Role(named)
    if named not in set(Kind):
        raise InvalidDecision("The page's message", f"“{named}” is no kind of identifier")
    return Kind(named), Role.UNKNOWN
