"""Choose a grain: another level of the latest run, where nobody has judged anything yet."""

from __future__ import annotations

from workbench.domain.decisions import ChooseGrain, Decision, utc_now
from workbench.domain.evidence import without
from workbench.domain.judgement import pinned
from workbench.domain.viewers import Right, needs
from workbench.errors import InvalidDecision
from workbench.store.database import Project
from workbench.store.levels import read_level
from workbench.store.log import deciding
from workbench.store.runs import latest_run


@needs(Right.JUDGE)
def choose_grain(project: Project, grain: int, *, coder: str) -> Decision:
    """Put another level of the latest run on the board; what people judged does not move.

    The level's candidates come without the passages that are judged by now; one that was judged
    stays as it was left. Undo brings the level back that was there.

    Parameters
    ----------
    grain
        The level, counted from 0 for the widest.

    Raises
    ------
    InvalidDecision
        When the latest run has no such level.
    NothingToDo
        When that level is shown already.
    """
    run = latest_run(project)
    with deciding(project) as desk:
        found = read_level(desk.connection, run.id, grain) if run else ()
        if run is None or not found:
            raise InvalidDecision("This act", f"the latest run has no level {grain}")
        proposals = without(found, pinned(desk.ledger.board))
        act = ChooseGrain(run_id=run.id, grain=grain, proposals=proposals)
        return desk.record(desk.ledger.decide(act, coder=coder, at=utc_now()))
