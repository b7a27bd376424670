"""Where a theme that was named once has gone: merged, confirmed, or no longer there."""

from __future__ import annotations

from workbench.domain.board import Board
from workbench.domain.candidates import Candidate, CandidateId, CandidateStatus
from workbench.domain.draft import title_of

#: The candidates that a list shows.
SHOWN = {CandidateStatus.OPEN, CandidateStatus.PARKED, CandidateStatus.DISMISSED}


def standing_theme(board: Board, theme: str | None) -> tuple[str, str] | None:
    """Return the theme that a candidate has become, if it still leads anywhere."""
    while theme is not None:
        candidate = board.candidates.get(CandidateId(theme))
        if candidate is None or candidate.merged_into is None:
            break
        theme = candidate.merged_into
    if theme is None or (theme not in board.candidates and theme not in board.codes):
        return None
    standing = board.theme(theme)
    if isinstance(standing, Candidate) and standing.status not in SHOWN:
        return None
    return standing.id, title_of(standing)
