"""Map: every passage a point, near ones say similar things; what is chosen on it can be coded."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock

from workbench.app.channel import (
    Answer,
    Message,
    number_of,
    text_of,
)
from workbench.app.deciding import DecidingAnswers
from workbench.app.plain import Plain, plain_passage, plain_source, plain_theme
from workbench.app.plain_map import (
    Painted,
    colour_in,
    picked_in,
    plain_laying,
    plain_layout,
    plain_rows_lit,
    rows_in,
)
from workbench.app.seat import Seat
from workbench.domain.codebook import CodeKind
from workbench.domain.decisions import Act, Add, CreateCode, Decision, Drop
from workbench.domain.searches import Search
from workbench.domain.sources import PassageId, SourceId
from workbench.errors import InvalidDecision, NothingToDo
from workbench.services.decide import decide
from workbench.services.run_in_background import State, cancel_map, look_at_map, start_map
from workbench.services.view.board import latest, view_board
from workbench.services.view.heard import FEW_WORDS
from workbench.services.view.map_layout import MapLayout, kept_map, laid_out
from workbench.services.view.map_picture import draw_map
from workbench.services.view.passage_map import Colour, first_colour, themes_of, view_groups
from workbench.services.view.passage_rows import passage_rows
from workbench.services.view.passages import open_source
from workbench.services.view.search import search
from workbench.store.log import latest_seq, ledger
from workbench.store.material import material

#: What changes something is answered on the server's loop, one after the other.
_ACTS = frozenset({"act", "undo", "redo"})
#: After these the map is laid out by itself, as the texts are others now.
_BEGINS = frozenset({State.NONE, State.DONE})
_WAIT = "the map is not laid out yet; wait a moment"


class MapPage:
    """One tab that looks at the map."""

    def __init__(self, seat: Seat) -> None:
        self._seat, self._project = seat, seat.project
        self._deciding = DecidingAnswers(seat, done=self._done)
        self._painted, self._lock = Painted(), Lock()
        self._shown: object = None
        self._answers: Mapping[str, Answer] = {
            "start": self._start,
            "map": self._map,
            "laying": self._laying,
            "cancel": self._cancel,
            "colour": self._colour,
            "find": self._find,
            "rows": self._rows,
            "source": self._source,
            "themes": self._themes,
            "act": self._act,
            "undo": self._deciding.answers["undo"],
            "redo": self._deciding.answers["redo"],
            "picture": self._picture,
        }
        self.screen = seat.screen("map.js", self.hear, fewWords=FEW_WORDS)

    def hear(self, message: object) -> None:
        """Answer a message of the page's JavaScript."""
        slow = self._answers.keys() - _ACTS
        self._seat.answer(self._answers, message, self.screen.say, slow=slow)

    def refresh(self) -> None:
        """Send the colours that have changed; ask the tab to look again when the texts have."""
        if self._shown is None:
            return
        now = latest(self._project)
        if now == self._shown:
            return
        self._shown = now
        self.screen.say({"push": True, "patch": self._patch()})

    def _patch(self) -> Plain:
        layout, painted = laid_out(self._project), self._painted
        if layout is None or painted.colour is None:
            return {"again": True}
        with self._lock:
            found = view_groups(self._project, layout, painted.colour)
            changes = painted.changes(found, layout)
        return {"seq": latest_seq(self._project), **(changes or {})}

    def _start(self, _: Message) -> Plain:
        """Return the name, and what can be coloured by."""
        self._shown = latest(self._project)
        view = view_board(self._project)
        return {
            "name": view.name,
            "sources": view.n_sources,
            "passages": view.n_passages,
            "colours": [each.value for each in Colour],
            "colour": first_colour(self._project).value,
            "codes": [row.id for row in view.themes if row.kind != "candidate"],
        }

    def _map(self, message: Message) -> Plain:
        """Return the map, or how far it has come: whoever asks asks again then.

        One that somebody stopped, or that failed, is begun again only when somebody wants it.
        """
        job = look_at_map(self._project)
        running = job.state is State.RUNNING
        layout = laid_out(self._project) if running else kept_map(self._project)
        if layout is not None:
            return {"map": plain_layout(layout)}
        if not running and (message.get("begin") is True or job.state in _BEGINS):
            job = start_map(self._project)
        return {"laying": plain_laying(job)}

    def _laying(self, _: Message) -> Plain:
        """Return how far the map has come: cheap, for asking again and again."""
        return {"laying": plain_laying(look_at_map(self._project))}

    def _cancel(self, _: Message) -> Plain:
        """Stop laying the map out, for everybody who waits for it."""
        return {"laying": plain_laying(cancel_map(self._project))}

    def _layout(self) -> MapLayout:
        layout = laid_out(self._project)
        if layout is None:
            raise InvalidDecision("This act", _WAIT)
        return layout

    def _colour(self, message: Message) -> Plain:
        layout, wanted = self._layout(), colour_in(message, first_colour(self._project))
        with self._lock:
            seq = latest_seq(self._project)
            found = view_groups(self._project, layout, wanted)
            return {**self._painted.anew(found, layout), "seq": seq}

    def _find(self, message: Message) -> Plain:
        """Return which points hold the words, or say the same in other words."""
        layout, words = self._layout(), text_of(message, "words", most=1_000).strip()
        if not words:
            return plain_rows_lit(layout, ())
        wanted = Search(words=words, meaning=message.get("meaning") is True)
        found = search(self._project, wanted, most=1)
        return {**plain_rows_lit(layout, found.everything), "message": found.message}

    def _rows(self, message: Message) -> Plain:
        layout = self._layout()
        board, texts = ledger(self._project).board, material(self._project)
        found = passage_rows(board, texts, rows_in(message, layout))
        return {"rows": [{**plain_passage(each), "row": layout.rows[each.id]} for each in found]}

    def _source(self, message: Message) -> Plain:
        page = open_source(self._project, SourceId(text_of(message, "source")))
        passage = text_of(message, "passage")
        return {"source": plain_source(page, passage) if page else None}

    def _themes(self, message: Message) -> Plain:
        """Return all that passages can be put into, and how many of those picked each holds."""
        picked = picked_in(message, self._layout())
        held = themes_of(ledger(self._project).board, picked)
        rows = [row for row in view_board(self._project).themes if row.status != "dismissed"]
        return {"themes": [{**plain_theme(row), "held": held.get(row.id, 0)} for row in rows]}

    def _act(self, message: Message) -> Plain:
        picked = picked_in(message, self._layout())
        act, seen = self._meant(message, picked), number_of(message, "seen")
        return self._done(decide(self._project, act, coder=self._seat.who(message), seen=seen))

    def _meant(self, message: Message, picked: tuple[PassageId, ...]) -> Act:
        verb, theme = text_of(message, "verb", most=20), text_of(message, "theme", most=200)
        if verb == "create":
            name = text_of(message, "name", most=200)
            return CreateCode(name=name, kind=CodeKind.CODE, passages=picked)
        if verb not in {"add", "drop"}:
            raise InvalidDecision("The page's message", "it names no act that is known")
        board = ledger(self._project).board
        found = board.theme(theme)
        there = frozenset(board.passages_of(found.id))
        wanted = tuple(each for each in picked if (each in there) is (verb == "drop"))
        if not wanted:
            raise NothingToDo("take out" if verb == "drop" else "add")
        if verb == "drop":
            return Drop(passages=wanted, origin=found.id)
        return Add(passages=wanted, to=found.id)

    def _picture(self, message: Message) -> Plain:
        wanted = colour_in(message, first_colour(self._project))
        return {"svg": draw_map(self._project, self._layout(), wanted).decode()}

    def _done(self, decision: Decision) -> Plain:
        words = self._deciding.words(decision)
        self._seat.changed()
        return {"words": words, "decision": decision.id}
