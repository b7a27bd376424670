"""Review identifiers: mask one, keep one, mark what was missed, clear a source; every act can be undone.

Each act is one transaction and one line of the log of names. Nothing here changes a text or an offset:
what is decided is only what is shown in a name's place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from uuid import uuid4

from workbench.domain.decisions import utc_now
from workbench.domain.identifiers import (
    Change,
    Clearing,
    Mark,
    MarkId,
    NameDecision,
    Origin,
    Verdict,
    by_hand,
    judged,
    quote_of,
    standing,
)
from workbench.domain.sources import Source, SourceId, Span
from workbench.domain.viewers import Right, needs
from workbench.errors import (
    NothingToDo,
    NothingToUndo,
    SpanOutsideSource,
    StaleDecision,
    StillOpen,
    UnknownIdentifier,
)
from workbench.privacy.gate import Gate
from workbench.privacy.gate import by_hand as found_by_hand
from workbench.privacy.identifiers import Kind, Role
from workbench.privacy.pseudonyms import name_key
from workbench.privacy.vault import read_names, write_names
from workbench.store.database import Project
from workbench.store.identifiers import labels_in_use, name_decisions, record
from workbench.store.masks import Masks, masks_within
from workbench.store.material import canonical_span, given, material_within


class Scope(StrEnum):
    """Whether an act is about one place, or about a name wherever it stands."""

    HERE = "here"
    EVERYWHERE = "everywhere"


@needs(Right.REVIEW_NAMES)
def judge(
    project: Project,
    identifiers: Sequence[str],
    verdict: Verdict,
    *,
    coder: str,
    scope: Scope = Scope.HERE,
    seen: int | None = None,
) -> NameDecision:
    """Mask identifiers, keep them, or open them again.

    Parameters
    ----------
    scope
        With `EVERYWHERE` also every other place of the project where one of the names stands.
    seen
        Number of the latest decision about names on the person's screen; None when that does not
        matter.

    Raises
    ------
    UnknownIdentifier
        When there is none of one of these ids.
    StaleDecision
        When somebody else has decided on one of them meanwhile.
    NothingToDo
        When they all have this verdict.
    """

    def changes(masks: Masks) -> tuple[Change, ...]:
        chosen = [_find(masks, each) for each in identifiers]
        if scope is Scope.EVERYWHERE:
            chosen = _everywhere(project, masks, chosen)
        return judged(chosen, verdict)

    words = {Verdict.MASK: "mask", Verdict.KEEP: "keep", Verdict.OPEN: "open"}[verdict]
    return _act(project, words, changes, coder, seen)


@needs(Right.REVIEW_NAMES)
def mark(
    project: Project,
    source: SourceId,
    span: Span,
    *,
    kind: Kind = Kind.PERSON,
    role: Role = Role.UNKNOWN,
    coder: str,
) -> NameDecision:
    """Mask a stretch that the finder missed.

    Parameters
    ----------
    span
        In code points of the text as the viewer sees it; stand-ins that it touches go into it.

    Raises
    ------
    SpanOutsideSource
        When the text does not reach so far, or the stretch holds no letter.
    """
    span = canonical_span(project, source, span)
    text = given(project).sources[source].text
    quote = text[span.start : span.end].strip()
    start = span.start + text[span.start : span.end].find(quote)
    if not quote or span.end > len(text):
        raise SpanOutsideSource("the text", span.start, span.end)
    found = {source: found_by_hand(start, quote, kind, role)}
    with project.writing() as connection:
        material_within(project, connection)
        masks = masks_within(project, connection)
        gate = Gate(project.fact("id"))
        [fresh] = gate.named(found, labels_in_use(connection))[source]
        changes = by_hand(masks.marks.get(source, ()), _as_hand(fresh))
        return record(connection, _decision("mark", coder, changes))


@needs(Right.REVIEW_NAMES)
def clear(project: Project, sources: Sequence[str] | None = None, *, coder: str) -> NameDecision:
    """Say that nothing in sources points at anybody any more; without sources, of all that are ready.

    Raises
    ------
    StillOpen
        When something in a source that was named is open.
    NothingToDo
        When none is ready.
    """
    with project.writing() as connection:
        texts = material_within(project, connection)
        masks = masks_within(project, connection)
        chosen = [texts.sources[_source(texts.sources.values(), each)] for each in sources or ()]
        for each in chosen:
            _refuse_open(each, masks)
        names = [each.id for each in chosen] if sources else _ready(masks)
        at = utc_now()
        clearings = tuple(
            Clearing(name, masks.cleared[name], (coder, at))
            for name in names
            if not masks.cleared[name][1]
        )
        return record(connection, _decision("clear", coder, (), clearings))


@needs(Right.REVIEW_NAMES)
def undo_name(project: Project, target: str | None = None, *, coder: str) -> NameDecision:
    """Take a decision about names back, the latest that stands when none is named.

    Raises
    ------
    NothingToUndo
        When there is none.
    StaleDecision
        When a later decision has changed the same again.
    """
    return _turn(project, "undo", target, coder)


@needs(Right.REVIEW_NAMES)
def redo_name(project: Project, *, coder: str) -> NameDecision:
    """Do again what was taken back last, as long as nothing was decided since."""
    return _turn(project, "redo", None, coder)


def _turn(project: Project, verb: str, target: str | None, coder: str) -> NameDecision:
    with project.writing() as connection:
        material_within(project, connection)
        masks = masks_within(project, connection)
        everything = name_decisions(connection)
        done, undone = standing(everything)
        stack = done if verb == "undo" else undone
        chosen = [each for each in stack if target in (None, each.id)]
        if not chosen:
            raise NothingToUndo(verb)
        each = chosen[-1]
        changes, clearings = each.changes, each.clearings
        if verb == "undo":
            changes = tuple(change.turned() for change in changes)
            clearings = tuple(one.turned() for one in clearings)
        _refuse_changed(masks, everything, changes, clearings)
        if each.entry:
            _switch(project, each, off=verb == ("undo" if each.verb != "unlist" else "redo"))
        turned = _decision(verb, coder, changes, clearings, undoes=each.id, entry=each.entry)
        return record(connection, turned)


def _refuse_changed(
    masks: Masks,
    decisions: Sequence[NameDecision],
    changes: Iterable[Change],
    clearings: Iterable[Clearing],
) -> None:
    """Refuse when something is not as the decision left it, and name who changed it."""
    now = {each.id: each for marks in masks.marks.values() for each in marks}
    for change in changes:
        if now.get(change.mark.id) != change.before:
            _stale(decisions, change.mark.id)
    for one in clearings:
        if masks.cleared.get(one.source) != one.before:
            _stale(decisions, one.source)


def _stale(decisions: Sequence[NameDecision], about: str) -> None:
    for each in reversed(decisions):
        touched = {change.mark.id for change in each.changes}
        touched |= {change.source for change in each.clearings}  # type: ignore[misc]
        if about in touched:
            raise StaleDecision("this name", each.coder, each.verb)
    raise StaleDecision("this name", "somebody", "screen")


def _act(
    project: Project,
    verb: str,
    changes: Callable[[Masks], tuple[Change, ...]],
    coder: str,
    seen: int | None,
) -> NameDecision:
    with project.writing() as connection:
        material_within(project, connection)
        masks = masks_within(project, connection)
        made = changes(masks)
        if not made:
            raise NothingToDo(verb)
        later = name_decisions(connection, seen) if seen is not None else ()
        others = {c.mark.id for each in later if each.coder != coder for c in each.changes}
        for each in made:
            if each.mark.id in others:
                _stale(later, each.mark.id)
        return record(connection, _decision(verb, coder, made))


def _decision(
    verb: str,
    coder: str,
    changes: tuple[Change, ...],
    clearings: tuple[Clearing, ...] = (),
    *,
    undoes: str = "",
    entry: str = "",
) -> NameDecision:
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


def _find(masks: Masks, named: str) -> Mark:
    for marks in masks.marks.values():
        for each in marks:
            if each.id == MarkId(named):
                return each
    raise UnknownIdentifier(named)


def _everywhere(project: Project, masks: Masks, chosen: Sequence[Mark]) -> list[Mark]:
    texts = given(project).sources
    wanted = {name_key(quote_of(texts[each.source], each)) for each in chosen}
    return [
        each
        for name, marks in masks.marks.items()
        if name in texts
        for each in marks
        if name_key(quote_of(texts[name], each)) in wanted
    ]


def _as_hand(fresh: Mark) -> Mark:
    return replace(fresh, found=Origin.HAND, verdict=Verdict.MASK)


def _source(sources: Iterable[Source], named: str) -> SourceId:
    """Return the one source of this id, title or giver's id."""
    found = [each.id for each in sources if named in {each.id, each.title, each.external_id}]
    if len(found) != 1:
        raise UnknownIdentifier(named, "one source")
    return found[0]


def _refuse_open(source: Source, masks: Masks) -> None:
    left = sum(each.is_open for each in masks.marks.get(source.id, ()))
    if left or source.id not in masks.marks:
        raise StillOpen(source.external_id or source.title, left)


def _ready(masks: Masks) -> list[SourceId]:
    return [name for name, marks in masks.marks.items() if not any(m.is_open for m in marks)]


def _switch(project: Project, decision: NameDecision, *, off: bool) -> None:
    """Take a line off the project's lists again, or put it back."""
    name = project.fact("id")
    names = read_names(name)
    for each in names.entries:
        if each.id == decision.entry:
            write_names(name, names.with_entry(replace(each, off=off)))
