"""Take back the latest import as a whole, as long as nobody judged anything of it.

Imports are material and no decisions, so this is no step of the log: the sources and passages go,
with what the machine kept of them. Where a decision or a run speaks of one of the passages,
nothing goes at all, as the log could not be read again without them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from workbench.domain.decisions import Decision
from workbench.domain.sources import PassageId
from workbench.domain.wire import change_to_plain, step_to_plain
from workbench.errors import ImportStays
from workbench.store.database import Project
from workbench.store.imports import Imported, is_placed, latest_import, remove_import
from workbench.store.log import Desk, deciding


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoneImport:
    """What was taken back, or would be; `at` is when it had come in, in UTC and ISO 8601."""

    files: tuple[str, ...]
    sources: int
    passages: int
    at: str
    done: bool


def undo_import(project: Project, *, dry_run: bool = False) -> UndoneImport:
    """Take the latest import back, in one transaction; an import before it is the latest then.

    Raises
    ------
    ImportStays
        When there is none, or something of it was coded, judged or proposed; nothing is changed.
    """
    with deciding(project) as desk:
        imported = latest_import(desk.connection)
        if imported is None:
            raise ImportStays("nothing was imported yet")
        _refuse_used(desk, imported)
        if not dry_run:
            remove_import(desk.connection, imported)
    return UndoneImport(
        files=imported.origins,
        sources=imported.sources,
        passages=len(imported.passages),
        at=imported.at,
        done=not dry_run,
    )


def _refuse_used(desk: Desk, imported: Imported) -> None:
    """Refuse when a line of the log, also one that was taken back, speaks of a passage of it."""
    speaking = [each for each in desk.ledger.decisions if _speaks_of(each, imported.passages)]
    judged = [each for each in speaking if not each.by_machine]
    if judged:
        who, first = judged[0].coder or "somebody", judged[0]
        count = "1 decision stands" if len(judged) == 1 else f"{len(judged)} decisions stand"
        _refuse(imported, f"{count} on it, the first by {who} ({first.step.verb}, {first.at})")
    if speaking or is_placed(desk.connection, imported):
        _refuse(imported, "candidates were proposed from it")


def _refuse(imported: Imported, reason: str) -> NoReturn:
    raise ImportStays(f"{', '.join(imported.origins)} is in use, as {reason}")


def _speaks_of(decision: Decision, passages: frozenset[PassageId]) -> bool:
    plain = [step_to_plain(decision.step), *map(change_to_plain, decision.changes)]
    return any(words in passages for words in _words(plain))


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
