"""View the board: what a screen or an export needs to show, as plain values.

Nothing here changes anything. Counts are of distinct things: people are cases, or sources where
no case is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from workbench.domain.board import Board
from workbench.domain.candidates import (
    WORKABLE,
    Candidate,
    CandidateStatus,
    Membership,
    RunId,
)
from workbench.domain.codebook import Code, CodeKind, same_name
from workbench.domain.coding import Coding, Origin
from workbench.domain.decisions import DecisionId
from workbench.domain.draft import title_of
from workbench.domain.ledger import Ledger
from workbench.domain.sources import PassageId, Source, SourceId
from workbench.domain.telling import tell
from workbench.errors import AmbiguousTheme
from workbench.store.database import Project
from workbench.store.log import latest_seq, ledger
from workbench.store.material import Material, count_material, material
from workbench.store.runs import Unplaced, runs, unplaced
from workbench.store.search import search_passages

_SUPERSEDED = CandidateStatus.SUPERSEDED
_DECIDED = {CandidateStatus.CONFIRMED, CandidateStatus.MERGED, CandidateStatus.DISMISSED}
_SHOWN = {CandidateStatus.OPEN, CandidateStatus.PARKED, CandidateStatus.DISMISSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRow:
    """A candidate or code in the list.

    `kind` is ``candidate``, ``barrier``, ``enabler`` or ``code``; `status` a candidate's status
    or ``confirmed``. `spread` counts distinct values by attribute name.
    """

    id: str
    title: str
    kind: str
    status: str
    n_passages: int
    n_sources: int
    n_people: int
    spread: Mapping[str, int] = field(default_factory=dict)
    keywords: tuple[str, ...] = ()
    stability: float | None = None
    statement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRow:
    """A passage with where it came from and where it stands.

    `score` in [0, 1] is how central it is to the open theme; None where that means nothing.
    `themes` are the (id, title) of codes and workable candidates that hold it.
    """

    id: PassageId
    quote: str
    source_id: SourceId
    source_title: str
    external_id: str
    kind: str
    case: str
    attributes: Mapping[str, str]
    score: float | None = None
    origin: Origin | None = None
    themes: tuple[tuple[str, str], ...] = ()
    nearest: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """The whole list at one moment; `seq` is the latest decision it shows.

    `n_decided` of `n_candidates` are confirmed, merged or dismissed. `undo` and `redo` say in words
    what they would do, `undo_coder` and `redo_coder` whose decision that was.
    """

    seq: int
    name: str
    n_sources: int
    n_passages: int
    n_set_aside: int
    themes: tuple[ThemeRow, ...]
    undo: str
    redo: str
    run_message: str
    n_candidates: int = 0
    n_decided: int = 0
    undo_coder: str = ""
    redo_coder: str = ""


class Latest(NamedTuple):
    """How far a project has come; when it differs from what a screen shows, look again."""

    seq: int
    n_sources: int
    n_passages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePreview:
    """What a merge would move: passages that go over, those that are there already, the sum."""

    n_moved: int
    n_both: int
    n_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePage:
    """One open theme with a stretch of its passages, the most central first.

    `people` counts people by attribute name and value; `merged_into` is where a merged candidate
    leads to, as (id, title).
    """

    row: ThemeRow
    code: Code | None
    candidate: Candidate | None
    passages: tuple[PassageRow, ...]
    total: int
    people: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    merged_into: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One decision in words; `undoable` when it stands and is a person's."""

    seq: int
    id: DecisionId
    words: str
    coder: str
    at: str
    reason: str
    undoable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """A whole source with its passages, each with the themes that hold it."""

    source: Source
    passages: tuple[tuple[int, int, PassageRow], ...]


#: Theme id -> the theme, what it held, and the row that was made of them.
_Kept = dict[str, tuple[object, object, ThemeRow]]


def view_board(project: Project) -> BoardView:
    """Return the list of candidates and codes, with counts and what can be undone."""
    decided, texts = ledger(project), material(project)
    board = decided.board
    undo, undo_coder = _latest(decided, decided.done)
    redo, redo_coder = _latest(decided, decided.undone)
    counted = [each for each in board.candidates.values() if each.status is not _SUPERSEDED]
    return BoardView(
        seq=decided.seq,
        name=_name(project),
        n_sources=len(texts.sources),
        n_passages=len(texts.passages),
        n_set_aside=len(texts.passages) - len(board.placed() & texts.passages.keys()),
        themes=tuple(_rows(board, texts, project.cache.setdefault("theme rows", {}))),
        undo=undo,
        redo=redo,
        run_message=_run_message(project),
        n_candidates=len(counted),
        n_decided=sum(each.status in _DECIDED for each in counted),
        undo_coder=undo_coder,
        redo_coder=redo_coder,
    )


def latest(project: Project) -> Latest:
    """Return how far the project has come, by whichever process: cheap, for watching."""
    with project.reading() as connection:
        return Latest(latest_seq(project), *count_material(connection))


def preview_merge(project: Project, themes: Iterable[str], into: str) -> MergePreview:
    """Return what merging themes into another one would move, without doing it.

    Raises
    ------
    UnknownTheme
        When one of them is not there.
    """
    board = ledger(project).board
    there = set(board.passages_of(into))
    coming = {passage for theme in themes for passage in board.passages_of(theme)}
    return MergePreview(
        n_moved=len(coming - there), n_both=len(coming & there), n_after=len(coming | there)
    )


def open_theme(project: Project, theme: str, *, start: int = 0, most: int = 100) -> ThemePage:
    """Return a candidate or code with a stretch of its passages.

    Raises
    ------
    UnknownTheme
        When there is none of this id.
    """
    board, texts = ledger(project).board, material(project)
    found = board.theme(theme)
    held = _held(board, found)
    stretch = held[start : start + most]
    held_by = _holders(board, [passage for passage, _, _ in stretch])
    rows = (
        _passage_row(texts, passage, held_by, score=score, origin=origin)
        for passage, score, origin in stretch
    )
    return ThemePage(
        row=_row(found, [passage for passage, _, _ in held], texts),
        code=found if isinstance(found, Code) else None,
        candidate=found if isinstance(found, Candidate) else _candidate_of(board, found),
        passages=tuple(rows),
        total=len(held),
        people=_people([passage for passage, _, _ in held], texts),
        merged_into=_merged_into(board, found),
    )


def open_tray(
    project: Project, *, start: int = 0, most: int = 100
) -> tuple[tuple[PassageRow, ...], int]:
    """Return a stretch of the passages that are in no candidate and no code, and their number.

    Each has the theme that the latest run found nearest; the nearest ones come first.
    """
    board, texts = ledger(project).board, material(project)
    leftover = _leftover(project)
    placed = board.placed()
    aside = [passage for passage in texts.passages if passage not in placed]
    aside.sort(key=lambda passage: -leftover[passage].score if passage in leftover else 0.0)
    rows = (
        _passage_row(texts, passage, {}, nearest=_nearest(board, leftover.get(passage)))
        for passage in aside[start : start + most]
    )
    return tuple(rows), len(aside)


def find_passages(
    project: Project, words: str, *, start: int = 0, most: int = 100
) -> tuple[tuple[PassageRow, ...], int]:
    """Return passages that hold all the words, best first, with where they stand; and how many."""
    # Searched first: what another process imports in between is then among the texts, too.
    found = search_passages(project, words)
    board, texts = ledger(project).board, material(project)
    stretch = found[start : start + most]
    held_by = _holders(board, stretch)
    rows = (_passage_row(texts, passage, held_by) for passage in stretch)
    return tuple(rows), len(found)


def history(project: Project, *, most: int = 200) -> tuple[HistoryLine, ...]:
    """Return the latest decisions in words, the latest first."""
    decided = ledger(project)
    standing = set(decided.done)
    return tuple(
        HistoryLine(
            seq=each.seq,
            id=each.id,
            words=tell(each, decided),
            coder=each.coder,
            at=each.at,
            reason=each.reason,
            undoable=each.id in standing,
        )
        for each in reversed(decided.decisions[-most:])
    )


def find_theme(board: Board, named: str) -> str:
    """Return the id of the one theme of this id or title; what is not found stays as it is.

    Raises
    ------
    AmbiguousTheme
        When several themes have this title.
    """
    if named in board.candidates or named in board.codes:
        return named
    shown = [each for each in board.candidates.values() if each.status in _SHOWN]
    dismissed = [each for each in shown if each.status is CandidateStatus.DISMISSED]
    standing: list[Candidate | Code] = [*(each for each in shown if each not in dismissed), *board.codes.values()]
    # What was put away is meant only when nothing that stands is called so.
    groups: tuple[Sequence[Candidate | Code], ...] = (standing, dismissed)
    for themes in groups:
        titled = [each.id for each in themes if same_name(title_of(each), named)]
        if len(titled) > 1:
            raise AmbiguousTheme(named, titled)
        if titled:
            return titled[0]
    return named


def open_source(project: Project, source_id: SourceId) -> SourcePage | None:
    """Return a whole source with its passages in order; None when there is none of this id."""
    board, texts = ledger(project).board, material(project)
    source = texts.sources.get(source_id)
    if source is None:
        return None
    held_by = _holders(board, texts.of_source[source_id])
    return SourcePage(
        source=source,
        passages=tuple(
            (
                texts.passages[each].span.start,
                texts.passages[each].span.end,
                _passage_row(texts, each, held_by),
            )
            for each in texts.of_source[source_id]
        ),
    )


def _rows(board: Board, texts: Material, kept: _Kept) -> Iterable[ThemeRow]:
    """Yield codes first (barriers, enablers, codes), then candidates by status and size."""
    shown = [each for each in board.candidates.values() if each.status in _SHOWN]
    codes = [_kept_row(board, code, texts, kept) for code in board.codes.values()]
    candidates = [_kept_row(board, each, texts, kept) for each in shown]
    kinds, states = [kind.value for kind in CodeKind], [status.value for status in CandidateStatus]
    yield from sorted(codes, key=lambda row: (-kinds.index(row.kind), -row.n_passages, row.title))
    yield from sorted(
        candidates, key=lambda row: (states.index(row.status), -row.n_passages, row.title)
    )


def _kept_row(board: Board, theme: Candidate | Code, texts: Material, kept: _Kept) -> ThemeRow:
    """Return a row, counted anew only when the theme or what it holds is another object."""
    table: Mapping[Any, Any] = board.members if isinstance(theme, Candidate) else board.codings
    holds = table.get(theme.id)
    known = kept.get(theme.id)
    if known and known[0] is theme and known[1] is holds:
        return known[2]
    row = _row(theme, board.passages_of(theme.id), texts)
    kept[theme.id] = (theme, holds, row)
    return row


def _row(theme: Candidate | Code, passages: Iterable[PassageId], texts: Material) -> ThemeRow:
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
    )


def _people(passages: Iterable[PassageId], texts: Material) -> dict[str, dict[str, int]]:
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


def _merged_into(board: Board, theme: Candidate | Code) -> tuple[str, str] | None:
    return _standing(board, theme.merged_into) if isinstance(theme, Candidate) else None


def _held(board: Board, theme: Candidate | Code) -> list[tuple[PassageId, float | None, Origin]]:
    """Return what a theme holds, the most central first; a code keeps its candidate's scores."""
    candidate = theme if isinstance(theme, Candidate) else _candidate_of(board, theme)
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


def _candidate_of(board: Board, code: Code) -> Candidate | None:
    return next((each for each in board.candidates.values() if each.code_id == code.id), None)


def _holders(
    board: Board, passages: Iterable[PassageId]
) -> dict[PassageId, tuple[tuple[str, str], ...]]:
    """Return by passage the (id, title) of every code and workable candidate that holds it."""
    found: dict[PassageId, dict[str, str]] = {passage: {} for passage in passages}
    for code in board.codes.values():
        for coding in board.codings.get(code.id, {}).values():
            if coding.passage_id in found:
                found[coding.passage_id][code.id] = code.name
    for candidate in board.candidates.values():
        if candidate.status in WORKABLE:
            for passage in board.members.get(candidate.id, {}).keys() & found.keys():
                found[passage][candidate.id] = candidate.title
    return {passage: tuple(names.items()) for passage, names in found.items()}


def _passage_row(
    texts: Material,
    passage_id: PassageId,
    held_by: Mapping[PassageId, tuple[tuple[str, str], ...]],
    *,
    score: float | None = None,
    origin: Origin | None = None,
    nearest: tuple[str, str] | None = None,
) -> PassageRow:
    passage, source = texts.passages[passage_id], texts.source_of(passage_id)
    return PassageRow(
        id=passage_id,
        quote=passage.quote,
        source_id=source.id,
        source_title=source.title,
        external_id=source.external_id,
        kind=source.kind.value,
        case=source.case,
        attributes=source.attributes,
        score=score,
        origin=origin,
        themes=held_by.get(passage_id, ()),
        nearest=nearest,
    )


def _leftover(project: Project) -> dict[PassageId, Unplaced]:
    latest = runs(project)[-1:]
    return unplaced(project, RunId(latest[0].id)) if latest else {}


def _nearest(board: Board, found: Unplaced | None) -> tuple[str, str] | None:
    return _standing(board, found.nearest if found else None)


def _standing(board: Board, theme: str | None) -> tuple[str, str] | None:
    """Return the theme that a candidate has become, if it still leads anywhere."""
    while theme is not None:
        candidate = board.candidates.get(theme)  # type: ignore[call-overload]
        if candidate is None or candidate.merged_into is None:
            break
        theme = candidate.merged_into
    if theme is None or (theme not in board.candidates and theme not in board.codes):
        return None
    standing = board.theme(theme)
    if isinstance(standing, Candidate) and standing.status not in _SHOWN:
        return None
    return standing.id, title_of(standing)


def _latest(decided: Ledger, stack: list[DecisionId]) -> tuple[str, str]:
    """Return the decision on top of a stack in words, and whose it was."""
    if not stack:
        return "", ""
    decision = decided.decision(stack[-1])
    return tell(decision, decided), decision.coder


def _run_message(project: Project) -> str:
    latest = runs(project)[-1:]
    return latest[0].message if latest else ""


def _name(project: Project) -> str:
    name: str = project.cache.setdefault("name", "") or project.fact("name")
    project.cache["name"] = name
    return name
