"""What the Coding page is told, as plain values; its offsets are the browser's own, UTF-16 units."""

from __future__ import annotations

from typing import Any

from workbench.app.plain_memos import plain_memo
from workbench.domain.offsets import Utf16
from workbench.domain.sources import Span
from workbench.services.view.coding import CodebookRow, CodedSpan, OfferedSpan, TextView
from workbench.services.view.memos import MemoRow
from workbench.services.view.sources import SourceList, SourceRow

Plain = dict[str, Any]


def plain_text(view: TextView, units: Utf16) -> Plain:
    """Return a source's words with where units and turns lie; sent once, as it never changes."""
    source = view.source
    return {
        "id": source.id,
        "title": source.title,
        "external": source.external_id,
        "kind": source.kind.value,
        "case": source.case,
        "attributes": dict(source.attributes),
        "text": source.text,
        "units": [_span(each, units) for each in view.units],
        "turns": [[*_span(each.span, units), each.speaker] for each in view.turns],
    }


def plain_coding(each: CodedSpan, units: Utf16) -> Plain:
    """Return a coding where it stands."""
    coding, (start, end) = each.coding, _span(each.span, units)
    return {
        "id": coding.id,
        "code": coding.code_id,
        "passage": coding.passage_id,
        "start": start,
        "end": end,
        "coder": coding.coder,
        "at": coding.created_at,
        "origin": coding.origin.value,
        "polarity": coding.polarity.value,
    }


def plain_offered(each: OfferedSpan, units: Utf16) -> Plain:
    """Return an offer where it stands, with its reasons."""
    start, end = _span(each.span, units)
    return {
        "id": f"{each.passage} {each.code}",
        "code": each.code,
        "passage": each.passage,
        "start": start,
        "end": end,
        "likely": each.likely,
        "reasons": list(each.reasons),
    }


def plain_code(row: CodebookRow) -> Plain:
    """Return a code as the codebook shows it."""
    code = row.code
    return {
        "id": code.id,
        "name": code.name,
        "kind": code.kind.value,
        "parent": code.parent,
        "statement": code.statement,
        "definition": code.definition,
        "use_when": code.use_when,
        "not_when": code.not_when,
        "example": code.example,
        "near_miss": code.near_miss,
        "locus": code.locus.value,
        "level": code.level.value,
        "facets": [each.value for each in code.facets],
        "colour": code.colour.value,
        "n": row.n_passages,
        "here": row.n_here,
        "hue": row.hue,
    }


def plain_memo_in(row: MemoRow, units: Utf16) -> Plain:
    """Return a memo; one on words of the open source says where they stand."""
    span = row.passage and row.passage.span
    return {**plain_memo(row), "span": _span(span, units) if span else None}


def plain_sources(found: SourceList) -> Plain:
    """Return the list of sources without its rows, which travel as patches."""
    return {
        "first": found.first,
        "total": found.total,
        "before": found.before,
        "after": found.after,
        "place": found.place,
        "nUncoded": found.n_uncoded,
    }


def plain_source_row(row: SourceRow) -> Plain:
    """Return one source of the list."""
    return {
        "id": row.id,
        "title": row.title,
        "external": row.external_id,
        "kind": row.kind,
        "attributes": dict(row.attributes),
        "n": row.n_codings,
        "hits": row.n_hits,
    }


def _span(span: Span, units: Utf16) -> list[int]:
    return [units.to_units(span.start), units.to_units(span.end)]
