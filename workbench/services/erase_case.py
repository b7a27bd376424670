"""Erase a case or single sources: in one transaction, with a receipt, and nothing is left of them.

Sources, passages, codings and memberships go, and with them everything that was derived: vectors,
the search index, offers, what runs left over, keywords, titles and drafts in their words. The log
of decisions is written anew without them (see ``domain.erasure``). What facilitators wrote stays, but
for literal quotes and for words that point at somebody and that no other source says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from workbench.domain.board import Noun
from workbench.domain.decisions import Decision, Erase, utc_now
from workbench.domain.sources import SourceId
from workbench.errors import CannotErase
from workbench.privacy.lexicon import fold, known
from workbench.store.database import Project
from workbench.store.erasing import erase_sources, find_sources
from workbench.store.files import is_locked
from workbench.store.finishing import finish
from workbench.store.log import Desk, deciding
from workbench.store.tombstones import ENDING, backups

#: The line of an erasure, and where backups were made, and when.
_Done = tuple[Decision, Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was erased, or would be; it holds no word and no name of it.

    Parameters
    ----------
    erasure, number
        Id and number of the line of the log that says so; empty and 0 in a rehearsal.
    by, at
        Whose decision it was, and when, in UTC and ISO 8601.
    counts
        How many of what went.
    without_words
        Ids of barriers and enablers that were left without passages: they are plain codes now.
    to_read
        Ids of codes in which people used everyday words that no text says any more; such words stay,
        as only a person can tell whether they point at somebody.
    unfinished
        Why bytes of the erased words may still be in the file; empty when none are.
    not_recalled
        A sentence for everything that this cannot reach.
    """

    erasure: str
    number: int
    by: str
    at: str
    done: bool
    counts: Mapping[str, int]
    without_words: tuple[str, ...]
    to_read: tuple[str, ...]
    unfinished: str = ""
    not_recalled: tuple[str, ...] = field(default=())


def erase_case(
    project: Project,
    *,
    cases: Sequence[str] = (),
    sources: Sequence[str] = (),
    coder: str,
    dry_run: bool = False,
) -> Receipt:
    """Erase everything that came from cases, and single sources; all of it, or nothing.

    Parameters
    ----------
    cases
        Names or ids of cases.
    sources
        Ids of sources, or the giver's ids where one source alone has it.
    dry_run
        Do it, count, and take it back before it is saved.

    Raises
    ------
    CannotErase
        When one of them is not there, or work is running on the project.
    """
    _refuse_running(project)
    done: list[_Done] = []
    with suppress(_Rehearsed), deciding(project) as desk:
        line = _erase(desk, cases, sources, coder)
        done.append((line, backups(desk.connection)))
        if dry_run:
            raise _Rehearsed
    unfinished = "" if dry_run else finish(project)
    return _receipt(project, *done[0], done=not dry_run, unfinished=unfinished)


class _Rehearsed(Exception):
    """Ends a transaction that must not be saved."""


def is_ordinary(word: str) -> bool:
    """Return whether a word is one that everybody uses, and nobody's name."""
    return known(fold(word)).is_ordinary


def _erase(desk: Desk, cases: Sequence[str], sources: Sequence[str], coder: str) -> Decision:
    chosen = [each for name in cases for each in _of_case(desk, name)]
    chosen += [_source(desk, name) for name in sources]
    if not chosen:
        raise CannotErase("no case and no source was named")
    return erase_sources(
        desk, tuple(dict.fromkeys(chosen)), coder=coder, at=utc_now(), ordinary=is_ordinary
    )


def _of_case(desk: Desk, name: str) -> tuple[SourceId, ...]:
    found = find_sources(desk.connection, case=name)
    if not found:
        raise CannotErase(f"there is no case “{name}”; case and capitals count")
    return found


def _source(desk: Desk, name: str) -> SourceId:
    found = find_sources(desk.connection, source=name)
    if name in found:
        return SourceId(name)
    if not found:
        raise CannotErase(f"there is no source “{name}”")
    if len(found) > 1:
        ids = ", ".join(found)
        raise CannotErase(f"{len(found)} sources are known as “{name}”; name one by its id: {ids}")
    return found[0]


def _refuse_running(project: Project) -> None:
    """Refuse while work runs beside the project: it has read the texts and would write of them."""
    path = project.path
    if path is not None and is_locked(path.with_name(f"{path.name}-work.lock")):
        raise CannotErase("work is running on this project; cancel it or wait until it has ended")


def _receipt(
    project: Project,
    line: Decision,
    copies: Sequence[tuple[str, str]],
    *,
    done: bool,
    unfinished: str = "",
) -> Receipt:
    step = line.step
    assert isinstance(step, Erase)  # noqa: S101 - an erasure's line is one
    bare = (each.key.owner for each in line.changes if each.key.noun is Noun.CODE)
    return Receipt(
        erasure=line.id if done else "",
        number=line.seq if done else 0,
        by=line.coder,
        at=line.at,
        done=done,
        counts=dict(step.counts),
        without_words=tuple(bare),
        to_read=step.to_read,
        unfinished=unfinished,
        not_recalled=tuple(_not_recalled(project, copies)),
    )


def _not_recalled(project: Project, copies: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield (
        "What was exported, printed or sent before is not changed: delete it, and tell those who "
        "have it."
    )
    yield "The files that were imported are not changed: importing them again brings the texts back."
    yield "What other sources say about the same people is not changed: erase those sources, too."
    for place, at in copies:
        yield f"A backup of {at} was written to {place}: restoring it erases the same again."
    if project.path is None:
        yield (
            "Dumps and logs of the database server are not changed: after restoring one, erase again."
        )
        return
    kept = f"{project.path.name}{ENDING}"
    yield (
        "Other copies of the project file (snapshots, synced folders, sticks) are not known here: "
        f"restore them with “workbench restore” and {kept} beside them, or delete them."
    )


def receipt_words(receipt: Receipt) -> str:
    """Return a receipt as a person reads it."""
    head = (
        f"Erased by {receipt.by or 'somebody'} on {receipt.at}" if receipt.done else "Would erase"
    )
    counted = [f"  {number:>7,}  {name}" for name, number in receipt.counts.items() if number]
    lines = [f"{head}:", *counted]
    if receipt.without_words:
        lines.append(
            "Left without passages, and plain codes from now on (to be described or dismissed):"
        )
        lines += [f"  {name}" for name in receipt.without_words]
    if receipt.to_read:
        lines.append("Codes to read again: everyday words in them are said by no text any more:")
        lines += [f"  {name}" for name in receipt.to_read]
    if receipt.unfinished:
        lines.append(
            f"Not finished: {receipt.unfinished}. Erased words may still be in unused bytes of the "
            "file; close other programs and open the project once more."
        )
    lines += ["What cannot be recalled:", *(f"- {each}" for each in receipt.not_recalled)]
    if receipt.done:
        lines.append(f"It stands as line {receipt.number} of the log ({receipt.erasure}).")
    return "\n".join(lines)
