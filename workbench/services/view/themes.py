"""One candidate or code in figures: what its row in a list says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.discovery.answers import STABLE
from workbench.domain.board import Board
from workbench.domain.candidates import Candidate, CandidateStatus
from workbench.domain.codebook import Code
from workbench.domain.draft import title_of
from workbench.domain.sources import PassageId
from workbench.domain.standing import standing_theme
from workbench.domain.viewers import Words
from workbench.services.view.rows import ThemeRow
from workbench.store.material import Material

#: Theme id -> the theme, what it held and the project's sources, and the row that was made of them.
KeptRows = dict[str, tuple[tuple[object, ...], ThemeRow]]
#: Bootstrap stability from which a candidate is steady.
_STEADY = 0.75


def theme_row(theme: Candidate | Code, passages: Iterable[PassageId], texts: Material) -> ThemeRow:
    """Return the row of a theme that holds these passages."""
    passages = [passage for passage in passages if passage in texts.passages]
    sources = {each.id: each for each in map(texts.source_of, passages)}.values()
    values: dict[str, set[str]] = {}
    for source in sources:
        for name, value in source.attributes.items():
            values.setdefault(name, set()).add(value)
    candidate = theme if isinstance(theme, Candidate) else None
    code = theme if isinstance(theme, Code) else None
    return ThemeRow(
        id=theme.id,
        title=title_of(theme),
        kind=code.kind.value if code else "candidate",
        status=candidate.status.value if candidate else CandidateStatus.CONFIRMED.value,
        n_passages=len(passages),
        n_sources=len(sources),
        n_people=len({source.case or source.id for source in sources}),
        spread={name: len(found) for name, found in sorted(values.items())},
        keywords=candidate.keywords if candidate else (),
        stability=candidate.stability if candidate else None,
        statement=code.statement if code else "",
        steadiness=steadiness(candidate.stability) if candidate else "",
    )


def kept_rows(cache: dict[str, Any], words: Words) -> KeptRows:
    """Return the rows that were made so far for whoever sees words like this.

    Parameters
    ----------
    cache
        The project's.
    """
    kept: KeptRows = cache.setdefault(f"theme rows {words.value}", {})
    return kept


def kept_row(board: Board, theme: Candidate | Code, texts: Material, kept: KeptRows) -> ThemeRow:
    """Return a row, counted anew only when the theme, what it holds or the sources are others."""
    table: Mapping[Any, Any] = board.members if isinstance(theme, Candidate) else board.codings
    holds = table.get(theme.id)
    known = kept.get(theme.id)
    made_of = (theme, holds, texts.sources)
    if known and all(one is other for one, other in zip(known[0], made_of, strict=True)):
        return known[1]
    row = theme_row(theme, board.passages_of(theme.id), texts)
    kept[theme.id] = (made_of, row)
    return row


def steadiness(stability: float | None) -> str:
    """Return in a word how far a candidate survives resampling; nothing when that is unknown.

    Below 0.5 (bootstrap Jaccard) half of it comes out elsewhere when passages are drawn anew
    (Hennig 2007: under 0.6 a cluster should not be trusted, over 0.75 it is valid).
    """
    if stability is None:
        return ""
    if stability < STABLE:
        return "unstable"
    return "steady" if stability >= _STEADY else "fairly steady"


def people_of(passages: Iterable[PassageId], texts: Material) -> dict[str, dict[str, int]]:
    """Count distinct people by attribute and value, the largest count first."""
    people: dict[str, dict[str, set[str]]] = {}
    for source in {each.id: each for each in map(texts.source_of, passages)}.values():
        for name, value in source.attributes.items():
            people.setdefault(name, {}).setdefault(value, set()).add(source.case or source.id)
    return {
        name: {value: len(found) for value, found in sorted(values.items(), key=_largest_first)}
        for name, values in people.items()
    }


def _largest_first(item: tuple[str, set[str]]) -> tuple[int, str]:
    return -len(item[1]), item[0]


def candidate_of(board: Board, code: Code) -> Candidate | None:
    """Return the candidate that a code was confirmed from, if any."""
    return next((each for each in board.candidates.values() if each.code_id == code.id), None)


def merged_into(board: Board, theme: Candidate | Code) -> tuple[str, str] | None:
    """Return the (id, title) of the theme that a candidate went into, if it still stands."""
    return standing_theme(board, theme.merged_into) if isinstance(theme, Candidate) else None
