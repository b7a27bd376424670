"""Reviews, previews and steps as plain values, in the words of the page's JavaScript."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from workbench.app.plain import Plain, plain_line, plain_passage
from workbench.services.view.preview import PartRow, RegroupPreview, SideRow, SplitPreview
from workbench.services.view.review import Neighbour
from workbench.services.view.steps import StepRow


def plain_regroup(found: RegroupPreview) -> Plain:
    """Return what a merge or a move would do to both sides."""
    return {
        "moved": found.moved,
        "both": found.both,
        "after": found.into.after,
        "into": _plain_side(found.into),
        "origin": list(map(_plain_side, found.origin)),
        "names": list(found.names),
    }


def plain_split(found: SplitPreview) -> Plain:
    """Return a cut with its parts; the first one is what stays."""
    return {"how": found.how, "words": found.words, "parts": list(map(_plain_part, found.parts))}


def plain_neighbour_theme(row: Neighbour) -> Plain:
    """Return a theme that the open one could be taken for, with the passages on the border."""
    return {
        "id": row.id,
        "title": row.title,
        "kind": row.kind,
        "n": row.n_passages,
        "ours": list(map(plain_passage, row.ours)),
        "theirs": list(map(plain_passage, row.theirs)),
    }


def plain_step(row: StepRow) -> Plain:
    """Return one step of the history."""
    theme = list(row.theme) if row.theme else None
    return {**plain_line(row.line), "theme": theme, "state": row.state, "back": row.back}


def _plain_side(row: SideRow) -> dict[str, Any]:
    return asdict(row)


def _plain_part(row: PartRow) -> Plain:
    return {
        "name": row.name,
        "keywords": list(row.keywords),
        "passages": list(row.passages),
        "people": row.people,
        "central": list(map(plain_passage, row.central)),
    }
