"""Screen anew: texts that an earlier version of the finder looked through are looked through again.

What the present version finds besides comes in masked, or open where it is not sure. No decision of a
person changes, and nothing that was hidden is shown. Finding takes a while and needs no lock; all that
comes of it is one transaction and one line of the log of names, which can be undone. Whoever lets go
before that, or is killed, has changed nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from workbench.domain.anew import (
    AnewCounts,
    as_known,
    is_asked_anew,
    screened_anew,
    uncleared,
)
from workbench.domain.decisions import utc_now
from workbench.domain.identifiers import (
    Change,
    Clearing,
    Mark,
    MarkId,
    NameDecision,
    Rescreened,
    mark_id,
)
from workbench.domain.sources import Source, SourceId
from workbench.domain.values import Values
from workbench.domain.viewers import Right, needs
from workbench.privacy.gate import FINDER, Findings, Gate, as_mark
from workbench.store.database import Project
from workbench.store.identifiers import labels_in_use, record
from workbench.store.masks import Masks, masks_within
from workbench.store.material import Material, given, masked, material_within
from workbench.store.screening import find_told, screened_earlier

Progress = Callable[[str, float], None]
_NOTHING = "Every text was screened by the present version; there is nothing to look through again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """How many texts, and values of columns, an earlier version screened last."""

    texts: int = 0
    values: int = 0

    @property
    def many(self) -> str:
        """How much that is, in words; empty when it is nothing."""
        if not self.texts and self.values:
            return (
                "1 value of a column" if self.values == 1 else f"{self.values:,} values of columns"
            )
        return "1 text" if self.texts == 1 else f"{self.texts:,} texts" if self.texts else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenedAnew:
    """What a look through them again found, or would find.

    `decision` is None where nothing was stored, as it was a rehearsal or there was nothing to look at.
    """

    looked: Earlier
    counts: AnewCounts
    decision: NameDecision | None = None

    @property
    def message(self) -> str:
        """What came of it, as a sentence."""
        if not self.looked.many:
            return _NOTHING
        done = "Looked" if self.decision else "Nothing was stored; it would look"
        return f"{done} through {self.looked.many} again: {self.counts.words}."


@needs(Right.REVIEW_NAMES)
def view_earlier(project: Project) -> Earlier:
    """Return how much an earlier version of the finder screened, which this one may know better."""
    with project.reading() as connection:
        earlier = screened_earlier(connection, FINDER)
    if not earlier:
        return Earlier()
    view = masked(project)
    return _earlier(view.whole, view.values, earlier)


@needs(Right.REVIEW_NAMES)
def plan_anew(project: Project, *, progress: Progress | None = None) -> ScreenedAnew:
    """Say what `screen_anew` would do, and store nothing.

    Raises
    ------
    BrokenModel
        The installed tagger cannot be loaded.
    """
    found = _found(project, Gate(project.fact("id")), progress or _silent)
    with project.lock, project.reading() as connection:
        texts, masks = material_within(project, connection), masks_within(project, connection)
        earlier = screened_earlier(connection, FINDER)
    return _made(texts, masks, earlier, _as_marks(masks, found, {})).report


@needs(Right.REVIEW_NAMES)
def screen_anew(project: Project, *, coder: str, progress: Progress | None = None) -> ScreenedAnew:
    """Look again through what an earlier version of the finder screened; a second time finds nothing.

    Parameters
    ----------
    progress
        Told between texts how far it is; what it raises lets go, and nothing is changed.

    Raises
    ------
    BrokenModel
        The installed tagger cannot be loaded.
    """
    tell, gate = progress or _silent, Gate(project.fact("id"))
    while True:
        lists = gate.names.lists
        found = _found(project, gate, tell)
        with project.writing() as connection:
            if gate.names.lists != lists:
                continue  # somebody changed the lists meanwhile, and what was found does not know it
            texts, masks = material_within(project, connection), masks_within(project, connection)
            earlier = screened_earlier(connection, FINDER)
            found = {name: each for name, each in found.items() if name in earlier}
            labels = _labels(gate, masks, found, labels_in_use(connection))
            made = _made(texts, masks, earlier, _as_marks(masks, found, labels))
            if not made.rescreened:
                return made.report
            decision = record(connection, made.decision(coder))
        tell("Saved", 1.0)
        return replace(made.report, decision=decision)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """What changes, what is cleared no longer, and which versions screened what before."""

    looked: Earlier
    changes: tuple[Change, ...]
    clearings: tuple[Clearing, ...]
    rescreened: tuple[Rescreened, ...]

    @property
    def report(self) -> ScreenedAnew:
        """What is told of it."""
        counts = AnewCounts.of(self.changes, self.clearings)
        return ScreenedAnew(looked=self.looked, counts=counts)

    def decision(self, coder: str) -> NameDecision:
        """Return it as one act of whoever asked; it is told even when nothing new was found."""
        return NameDecision(
            id=str(uuid4()),
            verb="rescreen",
            coder=coder,
            at=utc_now(),
            changes=self.changes,
            clearings=self.clearings,
            rescreened=self.rescreened,
        )


def _found(project: Project, gate: Gate, tell: Progress) -> dict[SourceId, Findings]:
    """Find in everything that an earlier version screened, before the lock: it takes a while."""
    with project.reading() as connection:
        earlier = screened_earlier(connection, FINDER)
    texts = _all(given(project)) if earlier else {}
    chosen = [each for name, each in texts.items() if name in earlier]
    found = find_told(gate, chosen, tell) if chosen else {}
    left = earlier.keys() - found.keys()
    values = [each for name, each in Values.of(texts.values()).texts.items() if name in left]
    return {**found, **dict(gate.find_values(values))} if values else found


def _made(
    texts: Material,
    masks: Masks,
    earlier: Mapping[SourceId, str],
    found: Mapping[SourceId, Sequence[Mark]],
) -> _Made:
    whole = _all(texts)
    values = Values.of(whole.values())
    known = {**whole, **values.texts}
    chosen = {name: each for name, each in found.items() if name in earlier and name in known}
    changes = tuple(
        change
        for name, marks in chosen.items()
        for change in screened_anew(known[name], masks.marks[name], marks)
    )
    asked = {each.mark.source for each in changes if is_asked_anew(each)}
    asked |= {each.id for each in whole.values() if not asked.isdisjoint(values.ids_of(each))}
    by_version: dict[str, list[SourceId]] = {}
    for name in chosen:
        by_version.setdefault(earlier[name], []).append(name)
    return _Made(
        looked=_earlier(texts, values, chosen),
        changes=changes,
        clearings=tuple(uncleared(masks.cleared, asked)),
        rescreened=tuple(Rescreened(tuple(of), was, FINDER) for was, of in by_version.items()),
    )


def _labels(
    gate: Gate, masks: Masks, found: Mapping[SourceId, Findings], taken: frozenset[str]
) -> dict[MarkId, str]:
    """Return stand-ins for what has none yet; what is there already is not asked for by name again."""
    fresh: dict[SourceId, Findings] = {}
    for source, parts in found.items():
        known = {each.id: (each.kind, each.role) for each in masks.marks.get(source, ())}
        new = {
            part: tuple(
                each
                for each in some
                if known.get(mark_id(source, part, each.start, each.end))
                != (each.type.value, each.role.value)
            )
            for part, some in parts.items()
        }
        if any(new.values()):
            fresh[source] = new
    named = gate.named(fresh, taken) if fresh else {}
    return {each.id: each.label for marks in named.values() for each in marks}


def _as_marks(
    masks: Masks, found: Mapping[SourceId, Findings], labels: Mapping[MarkId, str]
) -> dict[SourceId, list[Mark]]:
    marks: dict[SourceId, list[Mark]] = {}
    for source, parts in found.items():
        known = {each.id: each for each in masks.marks.get(source, ())}
        fresh = [
            as_mark(source, part, each, labels.get(mark_id(source, part, each.start, each.end), ""))
            for part, some in parts.items()
            for each in some
        ]
        marks[source] = [
            as_known(known[each.id], each) if each.id in known else each for each in fresh
        ]
    return marks


def _all(texts: Material) -> dict[SourceId, Source]:
    return {**texts.earlier, **texts.sources}


def _earlier(texts: Material, values: Values, names: Container[SourceId]) -> Earlier:
    return Earlier(
        texts=sum(name in names for name in texts.sources),
        values=sum(name in names for name in values.texts),
    )


def _silent(_stage: str, _fraction: float) -> None:
    """Tell nobody."""
