"""Take back the latest import as a whole, as long as nobody judged anything of it.

Imports are material and no decisions, so this is no step of the log: the sources and passages go,
with what the machine kept of them. Where a decision or a run speaks of one of the passages,
nothing goes at all, as the log could not be read again without them. The one exception is the
import's own: where it put corrected words in place of earlier ones, that is undone first, so that
what was held of the earlier words is with them again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, NoReturn

from workbench.domain.corrections import Correct
from workbench.domain.decisions import Decision, DecisionId, Redo, Undo, new_id, utc_now
from workbench.domain.viewers import Right, needs
from workbench.domain.wire import change_to_plain, step_to_plain
from workbench.errors import DecisionError, ImportStays
from workbench.privacy.gate import Gate
from workbench.store import consent
from workbench.store.database import Project
from workbench.store.identifiers import labels_in_use, screened
from workbench.store.imports import Imported, is_placed, latest_import, remove_import
from workbench.store.log import Desk, deciding
from workbench.store.material import given


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoneImport:
    """What was taken back, or would be; `at` is when it had come in, in UTC and ISO 8601.

    `corrections` are its texts that had taken the place of earlier ones, which are in force again;
    `answers` counts the people whose answers about consent, which came with it, are taken back.
    """

    files: tuple[str, ...]
    sources: int
    passages: int
    at: str
    done: bool = False
    corrections: int = 0
    answers: int = 0


class _Rehearsed(Exception):
    """Ends a transaction that must not be saved."""


@needs(Right.BRING_IN)
def undo_import(project: Project, *, dry_run: bool = False, coder: str = "") -> UndoneImport:
    """Take the latest import back, in one transaction; an import before it is the latest then.

    Raises
    ------
    ImportStays
        When there is none, or something of it was coded, judged or proposed; nothing is changed.
    """
    texts, found = given(project), list[UndoneImport]()
    with suppress(_Rehearsed), deciding(project) as desk:
        imported = latest_import(desk.connection)
        if imported is None:
            raise ImportStays("nothing was imported yet")
        own = _own(desk, imported)
        _refuse_used(desk, imported, own)
        _undo(desk, imported, own, coder)
        act = consent.act_of_import(imported.at)
        back = consent.take_back(desk.connection, act, act=new_id(), by=coder, at=utc_now())
        answers = len({each.person for each in back})
        found.append(replace(_told(imported, own), answers=answers, done=not dry_run))
        if dry_run:
            raise _Rehearsed
        remove_import(desk.connection, imported)
        labels, left = labels_in_use(desk.connection), screened(desk.connection)
        Gate(project.fact("id")).forget(labels, texts.sources.values(), left)
    return found[0]


def _told(imported: Imported, own: Sequence[Decision]) -> UndoneImport:
    return UndoneImport(
        files=imported.origins,
        sources=imported.sources,
        passages=len(imported.passages),
        at=imported.at,
        corrections=sum(len(each.step.sources) for each in own if isinstance(each.step, Correct)),
    )


def _own(desk: Desk, imported: Imported) -> list[Decision]:
    """Return the decisions by which this import put corrected words in place of earlier ones."""
    return [
        each
        for each in desk.ledger.decisions
        if isinstance(each.step, Correct)
        and all(corrected in imported.source_ids for _, corrected in each.step.sources)
    ]


def _undo(desk: Desk, imported: Imported, own: Sequence[Decision], coder: str) -> None:
    for each in own:
        if each.id in desk.ledger.done:
            try:
                line = desk.ledger.undo(each.id, coder=coder, at=utc_now())
            except DecisionError as error:
                _refuse(imported, str(error).rstrip("."))
            desk.record(line)


def _refuse_used(desk: Desk, imported: Imported, own: Sequence[Decision]) -> None:
    """Refuse when a line of the log, also one taken back, speaks of a passage or source of it."""
    things = imported.passages | imported.source_ids
    ours = {each.id for each in own}
    others = [each for each in desk.ledger.decisions if not _is_about(each, ours)]
    speaking = [each for each in others if _speaks_of(each, things)]
    judged = [each for each in speaking if not each.by_machine]
    if judged:
        who, first = judged[0].coder or "somebody", judged[0]
        count = "1 decision stands" if len(judged) == 1 else f"{len(judged)} decisions stand"
        _refuse(imported, f"{count} on it, the first by {who} ({first.step.verb}, {first.at})")
    if speaking or is_placed(desk.connection, imported):
        _refuse(imported, "candidates were proposed from it")


def _refuse(imported: Imported, reason: str) -> NoReturn:
    raise ImportStays(f"{', '.join(imported.origins)} is in use, as {reason}")


def _is_about(decision: Decision, ours: set[DecisionId]) -> bool:
    step = decision.step
    return decision.id in ours or (isinstance(step, (Undo, Redo)) and step.decision in ours)


def _speaks_of(decision: Decision, things: frozenset[str]) -> bool:
    plain = [step_to_plain(decision.step), *map(change_to_plain, decision.changes)]
    return any(words in things for words in _words(plain))


def _words(plain: Any) -> Iterator[str]:  # noqa: ANN401  whatever JSON holds
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict):
        for name, value in plain.items():
            yield name
            yield from _words(value)
    elif isinstance(plain, (list, tuple)):
        for each in plain:
            yield from _words(each)
