"""View identifiers: what is still open, worst first; a source with its stand-ins; what was decided.

A value of an attribute is one row, however many sources have it, as it is decided for its column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workbench.domain.anew import AnewCounts
from workbench.domain.identifiers import Mark, NameDecision, Part, quote_of, standing
from workbench.domain.sources import Source, SourceId
from workbench.domain.viewers import Right, needs
from workbench.errors import UnknownIdentifier
from workbench.services.view.names_counted import Counted, SourceState
from workbench.store.database import Project
from workbench.store.identifiers import name_decisions
from workbench.store.masks import MaskedView
from workbench.store.material import masked

__all__ = [
    "Asked", "Piece", "ReviewView", "SourceState", "ValueSeen", "in_words", "view_identifiers",
    "view_log", "view_masked_source", "view_review", "view_states", "view_values",
]  # fmt: skip

#: So far from an identifier its sentence may begin and end.
_AROUND = 220
_SENTENCE_ENDS = re.compile(r"[.!?…]['\"\u201d\u2019)]*\s|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One identifier with its sentence, in which all others have their stand-ins.

    `times` counts the places of this name in the project, `texts` the sources that they are in; of a
    value of an attribute, which is shown whole, the sources that have it. `column` is empty for others.
    """

    mark: Mark
    quote: str
    before: str
    after: str
    source: str
    times: int
    texts: int
    still_open: int
    column: str = ""
    shown: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSeen:
    """A value that a source has: as it was given, as others see it, and its first mark, if any."""

    id: SourceId
    column: str
    quote: str
    words: str
    mark: Mark | None
    texts: int


@needs(Right.REVIEW_NAMES)
def view_review(project: Project, *, start: int = 0, most: int = 30) -> ReviewView:
    """Return where the review stands, with a stretch of what is open, worst first."""
    view = masked(project)
    names = Counted.of(project, view)
    done, undone, seq = _log(project)
    states = names.in_order()
    waiting = names.waiting()
    return ReviewView(
        seq=seq,
        asked=tuple(_asked(view, names, each) for each in waiting[start : start + most]),
        n_open=len(waiting),
        n_judged=sum(names.n_judged.values()),
        n_masked=sum(each.n_masked for each in states) + len(view.words),
        n_sources=len(states),
        n_cleared=sum(bool(each.cleared[1]) and not each.n_open for each in states),
        n_ready=sum(not each.n_open and not each.cleared[1] for each in states),
        undo=in_words(done[-1]) if done else "",
        redo=in_words(undone[-1]) if undone else "",
    )


@needs(Right.REVIEW_NAMES)
def view_identifiers(project: Project, *, only_open: bool = False) -> tuple[Asked, ...]:
    """Return every identifier of the project, source by source and then value by value.

    Or only what is open. Of a value all that was found in it is one.
    """
    view = masked(project)
    names = Counted.of(project, view)
    in_texts = [each for name in view.whole.sources for each in view.masks.marks.get(name, ())]
    in_values = [_telling(view, name) for name in names.holding]
    return tuple(
        _asked(view, names, each)
        for each in (*in_texts, *in_values)
        if each is not None and (each.is_open or not only_open)
    )


@needs(Right.REVIEW_NAMES)
def view_states(project: Project) -> tuple[SourceState, ...]:
    """Return how far each source is, in the order they came."""
    return Counted.of(project, masked(project)).in_order()


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
    marks, state = view.masks.marks.get(whole.id), Counted.of(project, view).states[whole.id]
    if marks is None:
        pieces: tuple[Piece, ...] = (Piece(words=view.seen.sources[whole.id].text),)
        return state, pieces
    return state, tuple(_pieces(whole, marks))


@needs(Right.REVIEW_NAMES)
def view_values(project: Project, source: str) -> tuple[ValueSeen, ...]:
    """Return the values of a source's attributes, for whoever decides what is shown of them.

    Raises
    ------
    UnknownIdentifier
        When there is no source of this id.
    """
    view = masked(project)
    whole = view.whole.sources.get(SourceId(source))
    if whole is None:
        raise UnknownIdentifier(source, "source")
    names = Counted.of(project, view)
    return tuple(
        ValueSeen(
            id=name,
            column=column,
            quote=value,
            words=view.words.get((column, value), value),
            mark=_telling(view, name),
            texts=names.holding.get(name, 0),
        )
        for name, (column, value) in zip(
            view.values.ids_of(whole), whole.attributes.items(), strict=True
        )
    )


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
    counts = AnewCounts.of(decision.changes, decision.clearings)
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
        "rescreen": f"looked through texts again: {counts.words}",
    }
    return words.get(decision.verb, f"{decision.verb}: {where}")


def _log(project: Project) -> tuple[list[NameDecision], list[NameDecision], int]:
    with project.reading() as connection:
        kept = project.cache.get("name log")
        after = kept[-1].seq if kept else 0
        everything = (*(kept or ()), *name_decisions(connection, after))
    project.cache["name log"] = everything
    done, undone = standing(everything)
    return done, undone, everything[-1].seq if everything else 0


def _telling(view: MaskedView, value: SourceId) -> Mark | None:
    """Return the mark that speaks for a value: one that is open, if any, or the first."""
    marks = view.masks.marks.get(value, ())
    return next((each for each in marks if each.is_open), next(iter(marks), None))


def _asked(view: MaskedView, names: Counted, mark: Mark) -> Asked:
    key = names.keys[mark.id]
    times, still_open = names.times[key], names.opened[key]
    if mark.part is Part.VALUE:
        value = view.values.texts[mark.source]
        return Asked(
            mark=mark,
            quote=value.text,
            before="",
            after="",
            source=value.title,
            times=times,
            texts=names.holding.get(mark.source, 0),
            still_open=still_open,
            column=value.title,
            shown=view.words.get((value.title, value.text), value.text),
        )
    source = view.whole.sources[mark.source]
    seen = view.seen.sources[mark.source]
    before, after = _sentence(source, view.masks.marks[mark.source], mark)
    return Asked(
        mark=mark,
        quote=quote_of(source, mark),
        before=before,
        after=after,
        source=seen.external_id or seen.title,
        times=times,
        texts=names.texts[key],
        still_open=still_open,
        shown=mark.label if mark.is_masked else quote_of(source, mark),
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
