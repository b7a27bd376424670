"""Review identifiers: mask one, keep one, mark what was missed, clear a source; every act can be undone.

Each act is one transaction and one line of the log of names. Nothing here changes a text or an offset:
what is decided is only what is shown in a name's place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from workbench.domain.decisions import utc_now
from workbench.domain.identifiers import (
    Change,
    Clearing,
    Mark,
    MarkId,
    NameDecision,
    Origin,
    Part,
    Verdict,
    by_hand,
    judged,
    quote_of,
    standing,
)
from workbench.domain.name_acts import decided, refuse_changed, stale
from workbench.domain.sources import Source, SourceId, Span
from workbench.domain.values import value_id
from workbench.domain.viewers import Right, needs
from workbench.errors import (
    NothingToDo,
    NothingToUndo,
    SpanOutsideSource,
    StillOpen,
    UnknownIdentifier,
)
from workbench.privacy.gate import Findings, Gate
from workbench.privacy.gate import by_hand as found_by_hand
from workbench.privacy.identifiers import Kind, Role
from workbench.privacy.pseudonyms import name_key
from workbench.privacy.vault import read_names, write_names
from workbench.store.database import Project
from workbench.store.identifiers import labels_in_use, name_decisions, record
from workbench.store.masks import MaskedView, Masks, masked_within, masks_within
from workbench.store.material import canonical_span, given, masked, material_within


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

    Of a value of an attribute all identifiers are judged together, wherever it stands in its column.

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
        found = (one for each in identifiers for one in _whole(masks, _find(masks, each)))
        chosen = list({one.id: one for one in found}.values())
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
    return _mark(project, source, found_by_hand(start, quote, kind, role), coder)


@needs(Right.REVIEW_NAMES)
def mark_value(
    project: Project,
    column: str,
    value: str,
    *,
    kind: Kind = Kind.PERSON,
    role: Role = Role.UNKNOWN,
    coder: str,
) -> NameDecision:
    """Mask a value of an attribute wherever it stands in its column.

    Raises
    ------
    UnknownIdentifier
        When no text has this value, as it was given.
    NothingToDo
        When it says nothing, or is masked as this already.
    """
    name = value_id(column, value)
    if name not in masked(project).values.texts:
        raise UnknownIdentifier(f"{column}={value}", "value")
    quote = value.strip()
    if not quote:
        raise NothingToDo("mark")
    found = found_by_hand(value.find(quote), quote, kind, role, part=Part.VALUE)
    return _mark(project, name, found, coder)


def _mark(project: Project, source: SourceId, found: Findings, coder: str) -> NameDecision:
    with project.writing() as connection:
        material_within(project, connection)
        masks = masks_within(project, connection)
        gate = Gate(project.fact("id"))
        [fresh] = gate.named({source: found}, labels_in_use(connection))[source]
        changes = by_hand(masks.marks.get(source, ()), _as_hand(fresh))
        return record(connection, decided("mark", coder, changes))


@needs(Right.REVIEW_NAMES)
def clear(project: Project, sources: Sequence[str] | None = None, *, coder: str) -> NameDecision:
    """Say that nothing in sources points at anybody any more; without sources, of all that are ready.

    Raises
    ------
    StillOpen
        When something in a source that was named, or in a value that it has, is open.
    NothingToDo
        When none is ready.
    """
    with project.writing() as connection:
        view = masked_within(project, connection, material_within(project, connection))
        masks, texts = view.masks, view.whole.sources
        chosen = [texts[_source(texts.values(), each)] for each in sources or ()]
        for each in chosen:
            if not view.is_screened(each) or view.n_open(each):
                raise StillOpen(each.external_id or each.title, view.n_open(each))
        names = [each.id for each in chosen] if sources else _ready(view)
        at = utc_now()
        clearings = tuple(
            Clearing(name, masks.cleared[name], (coder, at))
            for name in names
            if not masks.cleared[name][1]
        )
        return record(connection, decided("clear", coder, (), clearings))


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
        changes, clearings, rescreened = each.changes, each.clearings, each.rescreened
        if verb == "undo":
            changes = tuple(change.turned() for change in changes)
            clearings = tuple(one.turned() for one in clearings)
            rescreened = tuple(one.turned() for one in rescreened)
        refuse_changed(masks.marks, masks.cleared, everything, changes, clearings)
        if each.entry:
            _switch(project, each, off=verb == ("undo" if each.verb != "unlist" else "redo"))
        turned = decided(verb, coder, changes, clearings, undoes=each.id, entry=each.entry)
        return record(connection, replace(turned, rescreened=rescreened))


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
                stale(later, each.mark.id)
        return record(connection, decided(verb, coder, made))


def _find(masks: Masks, named: str) -> Mark:
    for marks in masks.marks.values():
        for each in marks:
            if each.id == MarkId(named):
                return each
    raise UnknownIdentifier(named)


def _whole(masks: Masks, mark: Mark) -> Sequence[Mark]:
    """Return what is judged together with a mark: all of its value, in a text itself alone."""
    return masks.marks[mark.source] if mark.part is Part.VALUE else (mark,)


def _everywhere(project: Project, masks: Masks, chosen: Sequence[Mark]) -> list[Mark]:
    texts = {**given(project).sources, **masked(project).values.texts}
    wanted = {name_key(quote_of(texts[each.source], each)) for each in chosen}
    found = [
        one
        for name, marks in masks.marks.items()
        if name in texts
        for each in marks
        if name_key(quote_of(texts[name], each)) in wanted
        for one in _whole(masks, each)
    ]
    return list({each.id: each for each in found}.values())


def _as_hand(fresh: Mark) -> Mark:
    return replace(fresh, found=Origin.HAND, verdict=Verdict.MASK)


def _source(sources: Iterable[Source], named: str) -> SourceId:
    """Return the one source of this id, title or giver's id."""
    found = [each.id for each in sources if named in {each.id, each.title, each.external_id}]
    if len(found) != 1:
        raise UnknownIdentifier(named, "one source")
    return found[0]


def _ready(view: MaskedView) -> list[SourceId]:
    texts = {**view.whole.earlier, **view.whole.sources}
    return [n for n, each in texts.items() if view.is_screened(each) and not view.n_open(each)]


def _switch(project: Project, decision: NameDecision, *, off: bool) -> None:
    """Take a line off the project's lists again, or put it back."""
    name = project.fact("id")
    names = read_names(name)
    for each in names.entries:
        if each.id == decision.entry:
            write_names(name, names.with_entry(replace(each, off=off)))
