"""The plain values that screens and exports are made of.

Counts are of distinct things: people are cases, or sources where no case is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from workbench.domain.candidates import Candidate
from workbench.domain.codebook import Code
from workbench.domain.coding import Origin
from workbench.domain.decisions import DecisionId
from workbench.domain.sources import PassageId, Source, SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRow:
    """A candidate or code in the list.

    `kind` is ``candidate``, ``barrier``, ``enabler`` or ``code``; `status` a candidate's status
    or ``confirmed``. `spread` counts distinct values by attribute name. `steadiness` says in words
    how far a candidate survives resampling: ``steady``, ``fairly steady``, ``unstable``, or nothing.
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
    steadiness: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRow:
    """A passage with where it came from and where it stands.

    `score` in [0, 1] is how central it is to the open theme; None where that means nothing.
    `themes` are the (id, title) of codes and workable candidates that hold it. `aside` says why it
    was set aside as saying nothing: a greeting, thanks, nothing to add.
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
    aside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """The whole list at one moment; `seq` is the latest decision it shows.

    `n_decided` of `n_candidates` are confirmed, merged or dismissed. `undo` and `redo` say in words
    what they would do, `undo_coder` and `redo_coder` whose decision that was, `undo_id` and `redo_id`
    which one: a screen names it, so that nothing else is taken back that came in meanwhile. `grains`
    counts the candidates of each level of the latest run, the widest first; `grain` is the level on
    the board, None when there are no levels. `n_offers` counts passages that codes are offered and likely fit.
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
    undo_id: str = ""
    redo_id: str = ""
    grain: int | None = None
    grains: tuple[int, ...] = ()
    n_offers: int = 0


class Latest(NamedTuple):
    """How far a project has come; when it differs from what a screen shows, look again."""

    seq: int
    n_sources: int
    n_passages: int
    names: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRows:
    """What a candidate is judged by: typical, borderline and contrary passages, and a draft.

    `draft` is put together from the words of `draft_sources`; a person has to make it true.
    """

    central: tuple[PassageRow, ...] = ()
    edge: tuple[PassageRow, ...] = ()
    counter: PassageRow | None = None
    draft: str = ""
    draft_sources: tuple[PassageRow, ...] = ()


class LevelRow(NamedTuple):
    """A candidate at another level of the same run, with its size as the run left it."""

    id: str
    title: str
    n_passages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePage:
    """One open theme with a stretch of its passages, the most central first.

    `people` counts people by attribute name and value; `merged_into` is where a merged candidate
    leads to, as (id, title). `parts` are what the finer level sees in it, `group` what the wider
    level sees it in. `offered` and `refused` count passages.
    """

    row: ThemeRow
    code: Code | None
    candidate: Candidate | None
    passages: tuple[PassageRow, ...]
    total: int
    people: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    merged_into: tuple[str, str] | None = None
    evidence: EvidenceRows | None = None
    parts: tuple[LevelRow, ...] = ()
    group: LevelRow | None = None
    offered: int = 0
    refused: int = 0


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
