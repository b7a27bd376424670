"""The act by which corrected texts take the place of earlier ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from workbench.domain.sources import PassageId, SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct:
    """Put corrected texts in the place of earlier ones, with all that is held of their passages.

    The earlier texts stay, with whatever could not be carried over; they are proposed no more.

    Parameters
    ----------
    sources
        Pairs of an earlier source and the one that takes its place.
    moves
        Pairs of an earlier passage and the one that says the same in the corrected text.
    """

    verb: ClassVar[str] = "correct"
    sources: tuple[tuple[SourceId, SourceId], ...]
    moves: tuple[tuple[PassageId, PassageId], ...] = ()
