"""What a screen is told, as plain values: the read model in the words of the page's JavaScript."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from workbench.domain.codebook import Code
from workbench.domain.wire import to_plain
from workbench.services.view.rows import (
    BoardView,
    HistoryLine,
    PassageRow,
    SourcePage,
    ThemePage,
    ThemeRow,
)

Plain = dict[str, Any]
#: How many values of an attribute are counted out beside a theme; the others are summed up.
_VALUES = 6


def plain_head(view: BoardView) -> Plain:
    """Return the counts and the undo and redo of a board, without its list."""
    return {
        "name": view.name,
        "nSources": view.n_sources,
        "nPassages": view.n_passages,
        "nAside": view.n_set_aside,
        "nCandidates": view.n_candidates,
        "nDecided": view.n_decided,
        "undo": {"words": view.undo, "coder": view.undo_coder, "id": view.undo_id},
        "redo": {"words": view.redo, "coder": view.redo_coder, "id": view.redo_id},
        "message": view.run_message,
        "grain": view.grain,
        "grains": list(view.grains),
        "nOffers": view.n_offers,
    }


def plain_theme(row: ThemeRow) -> Plain:
    """Return a candidate or code as the list shows it."""
    return {
        "id": row.id,
        "title": row.title,
        "kind": row.kind,
        "status": row.status,
        "n": row.n_passages,
        "people": row.n_people,
        "sources": row.n_sources,
        "spread": dict(row.spread),
        "keywords": list(row.keywords),
        "stability": row.stability,
        "statement": row.statement,
        "steadiness": row.steadiness,
    }


def plain_passage(row: PassageRow) -> Plain:
    """Return a passage with where it came from and where it stands."""
    return {
        "id": row.id,
        "quote": row.quote,
        "source": row.source_id,
        "title": row.source_title,
        "external": row.external_id,
        "kind": row.kind,
        "case": row.case,
        "attributes": dict(row.attributes),
        "score": row.score,
        "origin": row.origin.value if row.origin else None,
        "themes": [list(theme) for theme in row.themes],
        "nearest": list(row.nearest) if row.nearest else None,
        "aside": row.aside,
    }


def plain_page(page: ThemePage) -> Plain:
    """Return an open theme without its passages, which travel as patches."""
    candidate = page.candidate
    return {
        "kind": "theme",
        "row": plain_theme(page.row),
        "code": _plain_code(page.code),
        "keywords": list(candidate.keywords) if candidate else [],
        "stability": candidate.stability if candidate else None,
        "candidate": candidate.id if candidate else None,
        "total": page.total,
        "people": [_plain_people(name, values) for name, values in page.people.items()],
        "mergedInto": list(page.merged_into) if page.merged_into else None,
    }


def plain_line(line: HistoryLine) -> Plain:
    """Return one decision of the history."""
    return to_plain(line)  # type: ignore[no-any-return] # a dataclass becomes an object


def plain_source(page: SourcePage, passage: str) -> Plain:
    """Return a whole source, cut into pieces so that no offset has to be counted in UTF-16."""
    source, here = (
        page.source,
        {start: end for start, end, row in page.passages if row.id == passage},
    )
    pieces, at = [], 0
    for start, end in here.items():
        pieces += [(source.text[at:start], False), (source.text[start:end], True)]
        at = end
    pieces.append((source.text[at:], False))
    return {
        "title": source.title,
        "external": source.external_id,
        "kind": source.kind.value,
        "case": source.case,
        "attributes": dict(source.attributes),
        "pieces": [{"text": text, "here": is_here} for text, is_here in pieces if text],
    }


def _plain_code(code: Code | None) -> Plain | None:
    return to_plain(code) if code else None


def _plain_people(name: str, values: Mapping[str, int]) -> Plain:
    """Return how many people each value has; days as a first and a last one."""
    days = [_day(value) for value in values]
    if days and all(days):
        known = sorted(day for day in days if day)
        return {"name": name, "from": known[0], "to": known[-1], "values": [], "others": 0}
    shown = list(values.items())[:_VALUES]
    return {
        "name": name,
        "from": "",
        "to": "",
        "values": [[value, count] for value, count in shown],
        "others": len(values) - len(shown),
    }


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        return ""
