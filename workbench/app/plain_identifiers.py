"""What the page of names is told, as plain values; offsets are the browser's own, UTF-16 units."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workbench.domain.identifiers import NameDecision
from workbench.privacy.vault import Entry
from workbench.services.view.identifiers import (
    Asked,
    Piece,
    ReviewView,
    SourceState,
    ValueSeen,
    in_words,
)

Plain = dict[str, Any]
#: What a mark may be, as a reader would ask it.
_MAY_BE = {
    "person": "May be somebody's name",
    "unexplained": "A word that nothing explains",
    "place": "May be a place",
    "school": "May be a school",
    "address": "May be an address",
    "reference": "May be a case's number",
}


def plain_review(view: ReviewView) -> Plain:
    """Return where the review stands, without what is asked."""
    return {
        "seq": view.seq,
        "open": view.n_open,
        "judged": view.n_judged,
        "masked": view.n_masked,
        "sources": view.n_sources,
        "cleared": view.n_cleared,
        "ready": view.n_ready,
        "undo": view.undo,
        "redo": view.redo,
    }


def plain_asked(each: Asked) -> Plain:
    """Return one identifier with its sentence; a value of an attribute with its column."""
    mark = each.mark
    return {
        "id": mark.id,
        "ask": _MAY_BE.get(mark.kind, f"May tell: {mark.kind}"),
        "before": each.before,
        "quote": each.quote,
        "after": each.after,
        "why": mark.why,
        "label": each.shown if each.column else mark.label,
        "source": "" if each.column else mark.source,
        "column": each.column,
        "name": each.source,
        "times": each.times,
        "texts": each.texts,
        "open": each.still_open,
    }


def plain_state(each: SourceState) -> Plain:
    """Return how far one text is."""
    by, at = each.cleared
    return {
        "id": each.id,
        "name": each.name,
        "open": each.n_open,
        "masked": each.n_masked,
        "by": by,
        "at": at,
    }


def plain_pieces(pieces: Iterable[Piece]) -> list[Plain]:
    """Return a text piece by piece; those that stand for something say for what."""
    return [_piece(each) for each in pieces]


def _piece(each: Piece) -> Plain:
    mark = each.mark
    if mark is None:
        return {"words": each.words}
    return {
        "words": each.words,
        "id": mark.id,
        "quote": each.quote,
        "why": mark.why,
        "kind": mark.kind,
        "open": mark.is_open,
        "kept": not mark.is_masked,
        "label": mark.label,
    }


def plain_values(values: Iterable[ValueSeen]) -> list[Plain]:
    """Return the values that a text has; what was found in one is judged by its first mark."""
    return [
        {
            "value": each.id,
            "column": each.column,
            "words": each.words,
            "quote": each.quote,
            "texts": each.texts,
            "id": each.mark.id if each.mark else "",
            "why": each.mark.why if each.mark else "",
            "kind": each.mark.kind if each.mark else "",
            "open": each.mark is not None and each.mark.is_open,
            "kept": each.words == each.quote,
        }
        for each in values
    ]


def plain_entry(each: Entry) -> Plain:
    """Return one line of the project's lists."""
    return {"id": each.id, "words": each.words, "kind": each.kind}


def plain_line(each: NameDecision) -> Plain:
    """Return a decision as the history tells it."""
    return {"id": each.id, "words": in_words(each), "coder": each.coder, "at": each.at}
