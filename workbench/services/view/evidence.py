"""View what speaks for a theme: evidence, the levels round it, and what is offered to it."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.domain.board import Board
from workbench.domain.candidates import Candidate
from workbench.domain.codebook import Code
from workbench.domain.decisions import ChooseGrain, Proposal
from workbench.domain.evidence import Evidence, Levelled
from workbench.domain.ledger import Ledger
from workbench.domain.sources import PassageId
from workbench.domain.viewers import Right, needs
from workbench.services.view.passage_rows import passage_rows
from workbench.services.view.rows import EvidenceRows, LevelRow
from workbench.services.view.themes import candidate_of
from workbench.store.database import Project
from workbench.store.levels import count_levels, find_levelled, parts_of
from workbench.store.material import Material
from workbench.store.offers import count_offered
from workbench.store.runs import latest_run


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What surrounds a theme; `offered` counts passages."""

    evidence: EvidenceRows | None = None
    parts: tuple[LevelRow, ...] = ()
    group: LevelRow | None = None
    offered: int = 0


@needs(Right.SEE_WORDS)
def standing_of(
    project: Project, board: Board, texts: Material, theme: Candidate | Code
) -> Standing:
    """Return what a run found in and round a theme; a code has what its candidate had."""
    candidate = theme if isinstance(theme, Candidate) else candidate_of(board, theme)
    found = find_levelled(project, candidate.id) if candidate else None
    offered = count_offered(project, theme.id)
    if found is None:
        return Standing(offered=offered)
    group = find_levelled(project, found.parent) if found.parent else None
    return Standing(
        evidence=_rows(board, texts, found),
        parts=tuple(map(_level_row, parts_of(project, found.proposal.id))),
        group=_level_row(group.proposal) if group else None,
        offered=offered,
    )


@needs(Right.SEE_WORDS)
def grain_of(project: Project, decided: Ledger) -> tuple[int | None, tuple[int, ...]]:
    """Return the level of the latest run that is on the board, and the size of each level."""
    run = latest_run(project)
    grains = count_levels(project, run.id) if run else ()
    if run is None or not grains:
        return None, ()
    for each in reversed(decided.done):
        step = decided.decision(each).step
        if isinstance(step, ChooseGrain) and step.run_id == run.id:
            return step.grain, grains
    return run.grain, grains


def _rows(board: Board, texts: Material, found: Levelled) -> EvidenceRows | None:
    evidence = found.evidence
    if evidence is None:
        return None
    counter = passage_rows(board, texts, _counter(evidence))
    return EvidenceRows(
        central=passage_rows(board, texts, evidence.central),
        edge=passage_rows(board, texts, evidence.edge),
        counter=counter[0] if counter else None,
        draft=evidence.draft,
        draft_sources=passage_rows(board, texts, evidence.draft_sources),
    )


def _counter(evidence: Evidence) -> tuple[PassageId, ...]:
    return (evidence.counter,) if evidence.counter else ()


def _level_row(proposal: Proposal) -> LevelRow:
    return LevelRow(proposal.id, proposal.title, len(proposal.members))
