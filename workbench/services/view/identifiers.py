"""View identifiers: what is still open, worst first; a source with its stand-ins; what was decided."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.domain.identifiers import Mark, MarkId, NameDecision, Part, quote_of, standing
from workbench.domain.sources import Source, SourceId
from workbench.domain.viewers import Right, needs
from workbench.errors import UnknownIdentifier
from workbench.privacy.identifiers import Kind
from workbench.privacy.pseudonyms import name_key
from workbench.store.database import Project
from workbench.store.identifiers import name_decisions
from workbench.store.masks import MaskedView, Masks
from workbench.store.material import Material, masked

#: What harms most when it is shown comes first.
_WORST = (Kind.PERSON, Kind.UNEXPLAINED, Kind.SCHOOL, Kind.ADDRESS, Kind.REFERENCE, Kind.PLACE)
_RANK = {kind.value: rank for rank, kind in enumerate(_WORST)}
_NOTHING = MaskedView(Material(), Masks(0, {}, {}), Material(), {})
#: So far from an identifier its sentence may begin and end.
_AROUND = 220
_SENTENCE_ENDS = re.compile(r"[.!?…]['\"\u201d\u2019)]*\s|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One identifier with its sentence, in which all others have their stand-ins.

    `times` counts the places of this name in the project, `texts` the sources that they are in.
    """

    mark: Mark
    quote: str
    before: str
    after: str
    source: str
    times: int
    texts: int
    still_open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """How far one source is; `cleared` is by whom and when, empty where by nobody."""

    id: SourceId
    name: str
    n_open: int
    n_masked: int
    cleared: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """Where the review stands, and a stretch of what is open."""

    seq: int
    asked: tuple[Asked, ...]
    n_open: int
    n_judged: int
    n_masked: int
    n_sources: int
    n_cleared: int
    n_ready: int
    undo: str
    redo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a source: words as they are seen, and the mark that they stand for, if any."""

    words: str
    mark: Mark | None = None
    quote: str = ""


@needs(Right.REVIEW_NAMES)
def view_review(project: Project, *, start: int = 0, most: int = 30) -> ReviewView:
    """Return where the review stands, with a stretch of what is open, worst first."""
    view = masked(project)
    names = _Names.of(project, view)
    done, undone, seq = _log(project)
    states = names.in_order()
    waiting = names.waiting()
    return ReviewView(
        seq=seq,
        asked=tuple(_asked(view, names, each) for each in waiting[start : start + most]),
        n_open=len(waiting),
        n_judged=sum(names.n_judged.values()),
        n_masked=sum(each.n_masked for each in states),
        n_sources=len(states),
        n_cleared=sum(bool(each.cleared[1]) and not each.n_open for each in states),
        n_ready=sum(not each.n_open and not each.cleared[1] for each in states),
        undo=in_words(done[-1]) if done else "",
        redo=in_words(undone[-1]) if undone else "",
    )


@needs(Right.REVIEW_NAMES)
def view_identifiers(project: Project, *, only_open: bool = False) -> tuple[Asked, ...]:
    """Return every identifier of the project, source by source, or only what is open."""
    view = masked(project)
    names = _Names.of(project, view)
    return tuple(
        _asked(view, names, each)
        for source in view.whole.sources
        for each in view.masks.marks.get(source, ())
        if each.is_open or not only_open
    )


@needs(Right.REVIEW_NAMES)
def view_states(project: Project) -> tuple[SourceState, ...]:
    """Return how far each source is, in the order they came."""
    return _Names.of(project, masked(project)).in_order()


@needs(Right.REVIEW_NAMES)
def view_masked_source(project: Project, source: str) -> tuple[SourceState, tuple[Piece, ...]]:
    """Return a source as it is seen, piece by piece.

    Raises
    ------
    UnknownIdentifier
        When there is none of this id.
    """
    view = masked(project)
    whole = view.whole.sources.get(SourceId(source))
    if whole is None:
        raise UnknownIdentifier(source, "source")
    marks = view.masks.marks.get(whole.id)
    if marks is None:
        pieces: tuple[Piece, ...] = (Piece(words=view.seen.sources[whole.id].text),)
        return _state(view, whole.id), pieces
    return _state(view, whole.id), tuple(_pieces(whole, marks))


@needs(Right.REVIEW_NAMES)
def view_log(project: Project, *, most: int = 100) -> tuple[NameDecision, ...]:
    """Return the latest decisions about names, the newest first."""
    with project.reading() as connection:
        return tuple(reversed(name_decisions(connection)))[:most]


def in_words(decision: NameDecision) -> str:
    """Return a decision about names as the history tells it; it quotes nothing."""
    places = len(decision.changes)
    where = "1 place" if places == 1 else f"{places:,} places"
    texts = len(decision.clearings)
    cleared = "1 text" if texts == 1 else f"{texts:,} texts"
    words = {
        "mask": f"masked {where}",
        "keep": f"kept {where} as written",
        "open": f"opened {where} again",
        "mark": "masked a stretch by hand",
        "clear": f"cleared {cleared}",
        "list": f"put a name on the list: {where}",
        "allow": f"allowed words that point at nobody: {where}",
        "unlist": f"took a line off the list: {where}",
        "destroy key": "destroyed the key to real names",
    }
    return words.get(decision.verb, f"{decision.verb}: {where}")


@dataclass(frozen=True, slots=True, eq=False)
class _Names:
    """How often each name stands where, and how far each source is, for one state of the marks."""

    view: MaskedView
    keys: dict[MarkId, str]
    times: Counter[str]
    texts: Counter[str]
    opened: Counter[str]
    states: dict[SourceId, SourceState]
    n_judged: Counter[SourceId]

    @classmethod
    def of(cls, project: Project, view: MaskedView) -> _Names:
        """Return what is counted, for sources that have changed anew."""
        kept: _Names | None = project.cache.get("names counted")
        if kept is None or kept.view.whole.sources.keys() - view.whole.sources.keys():
            counters = (Counter[str](), Counter[str](), Counter[str]())
            kept = cls(_NOTHING, {}, *counters, {}, Counter[SourceId]())
        if kept.view is not view:
            kept = project.cache["names counted"] = kept._for(view)
        return kept

    def _for(self, view: MaskedView) -> _Names:
        # Copied: another thread may be reading what was counted before.
        fresh = replace(
            self,
            view=view,
            keys=dict(self.keys),
            times=self.times.copy(),
            texts=self.texts.copy(),
            opened=self.opened.copy(),
            states=dict(self.states),
            n_judged=self.n_judged.copy(),
        )
        for name, source in view.whole.sources.items():
            before = self.view.masks.marks.get(name)
            marks = view.masks.marks.get(name)
            same = before is marks and self.view.masks.cleared.get(name) == view.masks.cleared.get(
                name
            )
            if not same or name not in fresh.states:
                fresh._count(source, before or (), -1)  # noqa: SLF001
                fresh._count(source, marks or (), 1)  # noqa: SLF001
                fresh.states[name] = _state(view, name)
                fresh.n_judged[name] = sum(each.is_judged for each in marks or ())
        return fresh

    def _count(self, source: Source, marks: Sequence[Mark], by: int) -> None:
        here = set()
        for each in marks:
            key = self.keys.get(each.id)
            if key is None:
                # What stands under a mark never changes, so it is read once.
                key = self.keys[each.id] = name_key(quote_of(source, each))
            self.times[key] += by
            self.opened[key] += by * each.is_open
            here.add(key)
        for key in here:
            self.texts[key] += by

    def in_order(self) -> tuple[SourceState, ...]:
        """Return the states in the order of the sources."""
        return tuple(self.states[name] for name in self.view.whole.sources)

    def waiting(self) -> list[Mark]:
        """Return what is open: by what it may be, then what stands open in most places."""
        found = [
            (_RANK.get(each.kind, len(_RANK)), -self.opened[key], key, at, each.start, each)
            for at, name in enumerate(self.view.whole.sources)
            if self.states[name].n_open
            for each in self.view.masks.marks[name]
            if each.is_open
            for key in (self.keys[each.id],)
        ]
        found.sort(key=lambda row: row[:5])
        return [row[5] for row in found]


def _log(project: Project) -> tuple[list[NameDecision], list[NameDecision], int]:
    with project.reading() as connection:
        kept = project.cache.get("name log")
        after = kept[-1].seq if kept else 0
        everything = (*(kept or ()), *name_decisions(connection, after))
    project.cache["name log"] = everything
    done, undone = standing(everything)
    return done, undone, everything[-1].seq if everything else 0


def _state(view: MaskedView, name: SourceId) -> SourceState:
    marks = view.masks.marks.get(name, ())
    seen = view.seen.sources[name]
    return SourceState(
        id=name,
        name=seen.external_id or seen.title,
        n_open=sum(each.is_open for each in marks),
        n_masked=sum(each.is_masked for each in marks),
        cleared=view.masks.cleared.get(name, ("", "")),
    )


def _asked(view: MaskedView, names: _Names, mark: Mark) -> Asked:
    source = view.whole.sources[mark.source]
    seen = view.seen.sources[mark.source]
    before, after = _sentence(source, view.masks.marks[mark.source], mark)
    key = names.keys[mark.id]
    return Asked(
        mark=mark,
        quote=quote_of(source, mark),
        before=before,
        after=after,
        source=seen.external_id or seen.title,
        times=names.times[key],
        texts=names.texts[key],
        still_open=names.opened[key],
    )


def _sentence(source: Source, marks: Sequence[Mark], mark: Mark) -> tuple[str, str]:
    """Return what stands before and after a mark in its sentence, with stand-ins for all others."""
    if mark.part is not Part.TEXT:
        return f"In the {mark.part.value} of a text: ", ""
    text = source.text
    low, high = max(0, mark.start - _AROUND), min(len(text), mark.end + _AROUND)
    ends = [each.end() for each in _SENTENCE_ENDS.finditer(text, low, mark.start)]
    start = ends[-1] if ends else low
    found = _SENTENCE_ENDS.search(text, mark.end, high)
    end = found.end() if found else high
    others = [each for each in marks if each.id != mark.id and each.part is Part.TEXT]
    before = _shown(text, others, start, mark.start)
    after = _shown(text, others, mark.end, end)
    begins = "…" if start == low and low else ""
    return begins + before.lstrip(), after.rstrip() + (
        "…" if found is None and end < len(text) else ""
    )


def _shown(text: str, marks: Iterable[Mark], start: int, end: int) -> str:
    """Return a stretch with stand-ins; one that reaches over its edge is whole."""
    pieces, place = [], start
    for each in marks:
        if each.is_masked and each.touches(start, end):
            pieces += [text[place : max(place, each.start)], each.label]
            place = each.end
    return "".join([*pieces, text[place:end] if place < end else ""])


def _pieces(source: Source, marks: Sequence[Mark]) -> Iterator[Piece]:
    place = 0
    for each in marks:
        if each.part is not Part.TEXT:
            continue
        if place < each.start:
            yield Piece(words=source.text[place : each.start])
        quote = quote_of(source, each)
        yield Piece(words=each.label if each.is_masked else quote, mark=each, quote=quote)
        place = each.end
    if place < len(source.text):
        yield Piece(words=source.text[place:])
