"""View passages: of an open theme, set aside, found by words, or in their source."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum

from workbench.domain.board import Board
from workbench.domain.candidates import Candidate, Membership
from workbench.domain.codebook import Code
from workbench.domain.coding import Coding, Origin
from workbench.domain.sources import PassageId, SourceId
from workbench.domain.standing import standing_theme
from workbench.domain.viewers import Right, needs
from workbench.services.view.evidence import standing_of
from workbench.services.view.passage_rows import holders, passage_row
from workbench.services.view.rows import (
    PassageRow,
    SourcePage,
    ThemePage,
)
from workbench.services.view.themes import (
    candidate_of,
    kept_row,
    kept_rows,
    merged_into,
    people_of,
)
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import material
from workbench.store.runs import Unplaced, latest_run, unplaced
from workbench.store.search import search_passages


@needs(Right.SEE_WORDS)
def open_theme(project: Project, theme: str, *, start: int = 0, most: int = 100) -> ThemePage:
    """Return a candidate or code with a stretch of its passages.

    Raises
    ------
    UnknownTheme
        When there is none of this id.
    """
    board, texts = ledger(project).board, material(project)
    found = board.theme(theme)
    # Another process may have let go of a passage since the board was read.
    held = [each for each in _held(board, found) if each[0] in texts.passages]
    stretch = held[start : start + most]
    held_by = holders(board, [passage for passage, _, _ in stretch])
    rows = (
        passage_row(texts, passage, held_by, score=score, origin=origin)
        for passage, score, origin in stretch
    )
    about = standing_of(project, board, texts, found)
    return ThemePage(
        row=kept_row(board, found, texts, kept_rows(project.cache, project.viewer.words)),
        code=found if isinstance(found, Code) else None,
        candidate=found if isinstance(found, Candidate) else candidate_of(board, found),
        passages=tuple(rows),
        total=len(held),
        people=people_of([passage for passage, _, _ in held], texts),
        merged_into=merged_into(board, found),
        evidence=about.evidence,
        parts=about.parts,
        group=about.group,
        offered=about.offered,
        refused=len(board.refusals.get(found.id, {})),
    )


@needs(Right.SEE_WORDS)
def set_aside(project: Project) -> tuple[PassageId, ...]:
    """Return the passages that are in no candidate and no code, in the order they came."""
    placed = ledger(project).board.placed()
    return tuple(each for each in material(project).passages if each not in placed)


class Order(StrEnum):
    """Which passages of the tray come first: those nearest to a theme, or farthest from all."""

    NEAREST = "nearest"
    FARTHEST = "farthest"


@needs(Right.SEE_WORDS)
def open_tray(
    project: Project,
    *,
    start: int = 0,
    most: int = 100,
    but: Container[PassageId] = (),
    order: Order = Order.NEAREST,
) -> tuple[tuple[PassageRow, ...], int]:
    """Return a stretch of the passages that are in no candidate and no code, and their number.

    Each has the theme that the latest run found nearest; the nearest ones come first, or last. What says
    nothing names the reason, and comes last. What is in `but` is left out.
    """
    board, texts = ledger(project).board, material(project)
    leftover = _leftover(project)
    aside = [each for each in set_aside(project) if each not in but]
    why = why_aside(project, aside)
    sign = -1 if order is Order.NEAREST else 1
    scores = {passage: sign * leftover[passage].score for passage in aside if passage in leftover}
    # What was in a theme until somebody took it out is neither near nor far by the run.
    unknown = 1.0 + max(scores.values(), default=0.0)
    aside.sort(key=lambda passage: (why[passage] != "", scores.get(passage, unknown)))
    rows = (
        replace(
            passage_row(texts, passage, {}, nearest=_nearest(board, leftover.get(passage))),
            aside=why[passage],
        )
        for passage in aside[start : start + most]
    )
    return tuple(rows), len(aside)


@needs(Right.SEE_WORDS)
def find_passages(
    project: Project, words: str, *, start: int = 0, most: int = 100
) -> tuple[tuple[PassageRow, ...], int]:
    """Return passages that hold all the words, best first, with where they stand; and how many."""
    # Searched first: what another process imports in between is then among the texts, too.
    hits = search_passages(project, words)
    board, texts = ledger(project).board, material(project)
    # A passage that somebody cut by hand may be indexed without being held by anything.
    found = [each for each in hits if each in texts.passages]
    stretch = found[start : start + most]
    held_by = holders(board, stretch)
    rows = (passage_row(texts, passage, held_by) for passage in stretch)
    return tuple(rows), len(found)


@needs(Right.SEE_WORDS)
def open_source(project: Project, source_id: SourceId) -> SourcePage | None:
    """Return a whole source with its passages in order; None when there is none of this id."""
    board, texts = ledger(project).board, material(project)
    source = texts.sources.get(source_id)
    if source is None:
        return None
    held_by = holders(board, texts.of_source[source_id])
    return SourcePage(
        source=source,
        passages=tuple(
            (
                texts.passages[each].span.start,
                texts.passages[each].span.end,
                passage_row(texts, each, held_by),
            )
            for each in texts.of_source[source_id]
        ),
    )


def _held(board: Board, theme: Candidate | Code) -> list[tuple[PassageId, float | None, Origin]]:
    """Return what a theme holds, the most central first; a code keeps its candidate's scores."""
    candidate = theme if isinstance(theme, Candidate) else candidate_of(board, theme)
    members = board.members.get(candidate.id, {}) if candidate else {}
    if isinstance(theme, Candidate):
        held = [(name, _score(member), member.origin) for name, member in members.items()]
    else:
        latest: dict[PassageId, Coding] = {}
        for coding in board.codings.get(theme.id, {}).values():
            latest.setdefault(coding.passage_id, coding)
        held = [(name, _score(members.get(name)), each.origin) for name, each in latest.items()]
    # What people placed by hand has no machine score and comes first: it was put there on purpose.
    return sorted(held, key=lambda each: -(1.1 if each[1] is None else each[1]))


def _score(member: Membership | None) -> float | None:
    return member.score if member and member.origin is Origin.SUGGESTED else None


def _leftover(project: Project) -> dict[PassageId, Unplaced]:
    run = latest_run(project)
    return unplaced(project, run.id) if run else {}


@needs(Right.SEE_WORDS)
def why_aside(project: Project, passages: Iterable[PassageId]) -> Mapping[PassageId, str]:
    """Return why each passage says nothing, or nothing; a passage never changes, so it is kept."""
    from workbench.discovery.words import why_set_aside

    texts = material(project)
    known: dict[PassageId, str] = project.cache.setdefault("why aside", {})
    for each in passages:
        if each not in known:
            known[each] = str(why_set_aside(texts.passages[each].quote) or "")
    return known


def _nearest(board: Board, found: Unplaced | None) -> tuple[str, str] | None:
    return standing_theme(board, found.nearest if found else None)
