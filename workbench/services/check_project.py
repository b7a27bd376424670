"""Check a project against the laws: what ``workbench doctor`` says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workbench.domain.candidates import WORKABLE
from workbench.domain.ledger import Ledger
from workbench.domain.retention import warnings
from workbench.domain.viewers import Right, needs
from workbench.errors import WorkbenchError
from workbench.privacy.gate import FINDER
from workbench.store.checks import find_faults
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import Material, material
from workbench.store.retention import kept
from workbench.store.runs import runs
from workbench.store.screening import screened_earlier

_EARLIER = (
    "Texts were screened for names by an earlier version of the workbench; this one may find more. Look "
    "through them again on the page Names, or with “workbench review-names PROJECT rescreen”."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a project holds, and one sentence for each law it breaks.

    `warnings` are no faults: dates of retention that are over, or soon will be; texts that an earlier
    version screened for names.
    """

    sources: int
    passages: int
    runs: int
    decisions: int
    candidates: int
    codes: int
    codings: int
    faults: tuple[str, ...]
    warnings: tuple[str, ...] = ()


@needs(Right.SEE_LOG)
def check_project(project: Project) -> CheckReport:
    """Look at everything and change nothing.

    What is too damaged to be read is a fault, too, and then counts as nothing.
    """
    faults: list[str] = []
    try:
        faults.extend(find_faults(project))
        texts, decided, n_runs = material(project), ledger(project), len(runs(project))
    except (WorkbenchError, LookupError, ValueError) as error:
        faults.append(f"It cannot be read to the end: {str(error) or type(error).__name__}")
        texts, decided, n_runs = Material(), Ledger(), 0
    board = decided.board
    return CheckReport(
        sources=len(texts.sources),
        passages=len(texts.passages),
        runs=n_runs,
        decisions=sum(not each.by_machine for each in decided.decisions),
        candidates=sum(each.status in WORKABLE for each in board.candidates.values()),
        codes=len(board.codes),
        codings=sum(len(rows) for rows in board.codings.values()),
        faults=tuple(faults),
        warnings=_warnings(project),
    )


def _warnings(project: Project) -> tuple[str, ...]:
    try:
        with project.reading() as connection:
            dates, earlier = kept(connection), screened_earlier(connection, FINDER)
    except (WorkbenchError, LookupError, ValueError):
        return ()  # told as a fault already
    told = warnings(dates, date.today())  # noqa: DTZ011 - the day where the person is
    return (*told, _EARLIER) if earlier else tuple(told)
