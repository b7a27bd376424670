"""Check a project against the laws: what ``workbench doctor`` says."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.domain.candidates import WORKABLE
from workbench.store.checks import find_faults
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import material
from workbench.store.runs import runs


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a project holds, and one sentence for each law it breaks."""

    sources: int
    passages: int
    runs: int
    decisions: int
    candidates: int
    codes: int
    codings: int
    faults: tuple[str, ...]


def check_project(project: Project) -> CheckReport:
    """Look at everything and change nothing."""
    faults = tuple(find_faults(project))
    texts, decided = material(project), ledger(project)
    board = decided.board
    return CheckReport(
        sources=len(texts.sources),
        passages=len(texts.passages),
        runs=len(runs(project)),
        decisions=sum(not each.by_machine for each in decided.decisions),
        candidates=sum(each.status in WORKABLE for each in board.candidates.values()),
        codes=len(board.codes),
        codings=sum(len(rows) for rows in board.codings.values()),
        faults=faults,
    )
