"""Erase a case or single sources: in one transaction, with a receipt, and nothing is left of them.

Sources, passages, codings and memberships go, and with them everything that was derived: vectors,
the search index, offers, what runs left over, keywords, titles and drafts in their words. The log
of decisions is written anew without them (see ``domain.erasure``). What facilitators wrote stays, but
for literal quotes and for words that point at somebody and that no other source says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date

from workbench.domain.board import Noun
from workbench.domain.decisions import Decision, Erase, utc_now
from workbench.domain.releases import Release
from workbench.domain.sources import SourceId
from workbench.domain.viewers import Right, needs
from workbench.errors import CannotErase
from workbench.privacy.gate import Gate
from workbench.privacy.lexicon import fold, known
from workbench.store.corrections import versions
from workbench.store.database import Project
from workbench.store.erasing import erase_sources, find_sources
from workbench.store.files import is_locked
from workbench.store.finishing import finish
from workbench.store.identifiers import labels_in_use, screened
from workbench.store.log import Desk, deciding
from workbench.store.material import given
from workbench.store.releases import releases_numbered, releases_with
from workbench.store.retention import kept
from workbench.store.tombstones import ENDING, backups


@dataclass(frozen=True, slots=True)
class _Done:
    """The line of an erasure, where backups were made and when, and the releases they were in."""

    line: Decision
    copies: Sequence[tuple[str, str]]
    releases: tuple[Release, ...]


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
    releases
        What left the project with them in it, as the register tells of it now.
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
    releases: tuple[Release, ...] = ()
    not_recalled: tuple[str, ...] = field(default=())


@needs(Right.KEEP)
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
    return _erased(project, lambda desk: _chosen(desk, cases, sources), coder, dry_run=dry_run)


@needs(Right.KEEP)
def erase_expired(
    project: Project, *, coder: str, today: date | None = None, dry_run: bool = False
) -> Receipt:
    """Erase everything whose date of retention is over; all of it, or nothing.

    Raises
    ------
    CannotErase
        When nothing is over, or work is running on the project.
    """
    day = today or date.today()  # noqa: DTZ011 - the day where the person is
    return _erased(project, lambda desk: _expired(desk, day), coder, dry_run=dry_run)


def _erased(
    project: Project,
    choose: Callable[[Desk], Sequence[SourceId]],
    coder: str,
    *,
    dry_run: bool,
) -> Receipt:
    _refuse_running(project)
    done: list[_Done] = []
    texts = given(project)
    with suppress(_Rehearsed), deciding(project) as desk:
        done.append(_erase(desk, choose(desk), coder))
        if dry_run:
            raise _Rehearsed
        # Before it is saved: should it be broken off here, a name is forgotten too early, never too late.
        labels, left = labels_in_use(desk.connection), screened(desk.connection)
        everything = (*texts.sources.values(), *texts.earlier.values())
        Gate(project.fact("id")).forget(labels, everything, left)
    unfinished = "" if dry_run else finish(project)
    return _receipt(project, done[0], done=not dry_run, unfinished=unfinished)


class _Rehearsed(Exception):
    """Ends a transaction that must not be saved."""


def is_ordinary(word: str) -> bool:
    """Return whether a word is one that everybody uses, and nobody's name."""
    return known(fold(word)).is_ordinary


def _erase(desk: Desk, chosen: Sequence[SourceId], coder: str) -> _Done:
    # An earlier text of the same words is as much theirs as the corrected one.
    both = versions(desk.connection, chosen)
    before = {each.number: each for each in releases_with(desk.connection, both)}
    line = erase_sources(desk, both, coder=coder, at=utc_now(), ordinary=is_ordinary)
    # Read anew, as names of files may have named them; who was erased before stays apart.
    left = releases_numbered(desk.connection, tuple(before))
    told = tuple(replace(each, erased=before[each.number].erased) for each in left)
    return _Done(line, backups(desk.connection), told)


def _chosen(desk: Desk, cases: Sequence[str], sources: Sequence[str]) -> Sequence[SourceId]:
    chosen = [each for name in cases for each in _of_case(desk, name)]
    chosen += [_source(desk, name) for name in sources]
    if not chosen:
        raise CannotErase("no case and no source was named")
    return chosen


def _expired(desk: Desk, today: date) -> Sequence[SourceId]:
    due = [each for each in kept(desk.connection) if each.is_due(today)]
    chosen = tuple(dict.fromkeys(name for each in due for name in each.sources))
    if not chosen:
        raise CannotErase(f"no date of retention with anything left in it was over on {today}")
    return chosen


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
    works = (
        [path.with_name(f"{path.name}-work{each}.lock") for each in ("", "-map")] if path else ()
    )
    if any(map(is_locked, works)):
        raise CannotErase("work is running on this project; cancel it or wait until it has ended")


def _receipt(project: Project, what: _Done, *, done: bool, unfinished: str = "") -> Receipt:
    line, step = what.line, what.line.step
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
        releases=what.releases,
        not_recalled=tuple(_not_recalled(project, what)),
    )


def _not_recalled(project: Project, what: _Done) -> Iterator[str]:
    yield from (f"{each.words}: delete it, and tell those who have it." for each in what.releases)
    yield (
        "What was printed, copied or exported before releases were registered is not changed: delete "
        "it, and tell those who have it."
    )
    yield "The files that were imported are not changed: importing them again brings the texts back."
    yield "What other sources say about the same people is not changed: erase those sources, too."
    for place, at in what.copies:
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
        lines.append(
            "Codes and memos to read again: everyday words in them are said by no text any more:"
        )
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
