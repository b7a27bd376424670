"""Acts about names: a decision as it is made, and the refusal to take back what was changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NoReturn
from uuid import uuid4

from workbench.domain.decisions import utc_now
from workbench.domain.identifiers import Change, Clearing, Mark, NameDecision
from workbench.domain.sources import SourceId
from workbench.errors import NothingToDo, StaleDecision


def decided(
    verb: str,
    coder: str,
    changes: tuple[Change, ...],
    clearings: tuple[Clearing, ...] = (),
    *,
    undoes: str = "",
    entry: str = "",
) -> NameDecision:
    """Return a decision of now.

    Raises
    ------
    NothingToDo
        When it changes nothing.
    """
    if not (changes or clearings or entry or undoes):
        raise NothingToDo(verb)
    return NameDecision(
        id=str(uuid4()),
        verb=verb,
        coder=coder,
        at=utc_now(),
        changes=changes,
        clearings=clearings,
        undoes=undoes,
        entry=entry,
    )


def refuse_changed(
    marks: Mapping[SourceId, Sequence[Mark]],
    cleared: Mapping[SourceId, tuple[str, ...]],
    decisions: Sequence[NameDecision],
    changes: Iterable[Change],
    clearings: Iterable[Clearing],
) -> None:
    """Refuse when something is not as the decision left it, and name who changed it.

    Raises
    ------
    StaleDecision
        When it is not.
    """
    now = {each.id: each for some in marks.values() for each in some}
    for change in changes:
        if now.get(change.mark.id) != change.before:
            stale(decisions, change.mark.id)
    for one in clearings:
        if cleared.get(one.source) != one.before:
            stale(decisions, one.source)


def stale(decisions: Sequence[NameDecision], about: str) -> NoReturn:
    """Tell who decided last about a mark or a source.

    Raises
    ------
    StaleDecision
        Always.
    """
    for each in reversed(decisions):
        touched: set[str] = {change.mark.id for change in each.changes}
        touched |= {change.source for change in each.clearings}
        if about in touched:
            raise StaleDecision("this name", each.coder, each.verb)
    raise StaleDecision("this name", "somebody", "screen")
