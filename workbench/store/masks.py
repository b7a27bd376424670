"""The texts as somebody sees them who sees no names: the same passages, with stand-ins.

Only sources whose marks have changed are made anew. A source that nobody has looked through yet is
shown as one stand-in: what could not be checked is not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import sqlalchemy as sa

from workbench.domain.identifiers import Mark, Part
from workbench.domain.masking import Cut, Masked, as_read, mask
from workbench.domain.sources import Passage, PassageId, Source, SourceId, Span, text_hash
from workbench.domain.values import Pair, Values
from workbench.store.bulk import many_objects
from workbench.store.database import Project
from workbench.store.identifiers import marks_since, state_of
from workbench.store.tables import PassageRow, SourceRow
from workbench.store.value_marks import value_marks_since

if TYPE_CHECKING:
    from workbench.store.material import Material

#: What stands in place of a text that nobody has looked through yet.
NOT_SCREENED = "[not yet screened for names]"


@dataclass(frozen=True, slots=True, eq=False)
class Masks:
    """The marks of all screened sources and values, and who cleared which sources when."""

    state: int
    marks: Mapping[SourceId, tuple[Mark, ...]]
    cleared: Mapping[SourceId, tuple[str, str]]


@dataclass(frozen=True, slots=True, eq=False)
class MaskedView:
    """The texts with stand-ins, and the way back for every source that has some.

    `values` are those of all attributes, `words` what stands for those that are not shown as given.
    """

    whole: Material
    masks: Masks
    seen: Material
    maps: Mapping[SourceId, Masked]
    values: Values = field(default_factory=Values)
    words: Mapping[Pair, str] = field(default_factory=dict)

    def is_screened(self, source: Source) -> bool:
        """Return whether a source was looked through."""
        return source.id in self.masks.marks

    def n_open(self, source: Source) -> int:
        """Return how much of a source somebody has to look at: of its words, and of its values."""
        mine = sum(each.is_open for each in self.masks.marks.get(source.id, ()))
        return mine + sum(map(self.is_open_value, self.values.ids_of(source)))

    def is_open_value(self, value: SourceId) -> bool:
        """Return whether somebody has to look at a value, also because nothing has screened it."""
        marks = self.masks.marks.get(value)
        return marks is None or any(each.is_open for each in marks)


def masks_within(project: Project, connection: sa.Connection) -> Masks:
    """Return the marks as a transaction sees them, reading only what has changed."""
    state = state_of(connection)
    # Kept even while there is none: another object would mean that everything is made anew.
    held: Masks = project.cache.setdefault("masks", Masks(0, {}, {}))
    if held.state != state:
        marks, cleared = dict(held.marks), dict(held.cleared)
        with many_objects():
            for source, by, found in marks_since(connection, held.state):
                marks[source] = found
                cleared[source] = by
            marks |= value_marks_since(connection, held.state)
        held = project.cache["masks"] = Masks(state, marks, cleared)
    return held


def masked_within(project: Project, connection: sa.Connection, whole: Material) -> MaskedView:
    """Return the texts with stand-ins; call it with the project's lock held."""
    masks = masks_within(project, connection)
    kept: MaskedView | None = project.cache.get("masked")
    if kept is None or kept.whole is not whole or kept.masks is not masks:
        with many_objects():
            kept = project.cache["masked"] = _made(whole, masks, kept)
    return kept


def _made(whole: Material, masks: Masks, kept: MaskedView | None) -> MaskedView:
    if kept and kept.masks is masks and _same_sources(whole, kept.whole):
        return _with_passages(whole, kept)
    given = {**whole.earlier, **whole.sources}
    known = {**kept.seen.earlier, **kept.seen.sources} if kept else {}
    # A source never changes, so the same sources have the same values.
    before = kept if kept and known.keys() == given.keys() else None
    values = before.values if before else Values.of(given.values())
    words = (
        before.words
        if before and _alike(values, masks, before.masks)
        else values.shown(masks.marks)
    )
    renamed = _renamed(words, kept.words if kept else {})
    fresh = {
        name: each
        for name, each in given.items()
        if kept is None or _changed(each, masks, kept) or renamed(each)
    }
    maps = {name: each for name, each in kept.maps.items() if name in given} if kept else {}
    for name, source in fresh.items():
        known[name], shown = _seen(source, masks.marks.get(name), words)
        maps.pop(name, None)
        if shown is not None:
            maps[name] = shown
    passages = _passages(whole, maps, frozenset(fresh), kept)
    seen = replace(
        whole,
        sources={name: known[name] for name in whole.sources},
        passages=passages,
        by_hand={name: passages.get(name, each) for name, each in whole.by_hand.items()},
        earlier={name: known[name] for name in whole.earlier},
    )
    return MaskedView(whole, masks, seen, maps, values, words)


def _same_sources(whole: Material, before: Material) -> bool:
    return whole.sources is before.sources and whole.earlier == before.earlier


def _with_passages(whole: Material, kept: MaskedView) -> MaskedView:
    """Return the view when only passages came or went: somebody codes in the text by hand."""
    passages = _passages(whole, kept.maps, frozenset(), kept)
    seen = replace(
        whole,
        sources=kept.seen.sources,
        passages=passages,
        by_hand={name: passages.get(name, each) for name, each in whole.by_hand.items()},
        earlier=kept.seen.earlier,
    )
    return replace(kept, whole=whole, seen=seen)


def _alike(values: Values, now: Masks, before: Masks) -> bool:
    """Return whether nothing was found or decided in any value since."""
    return all(now.marks.get(name) is before.marks.get(name) for name in values.texts)


def _renamed(words: Mapping[Pair, str], before: Mapping[Pair, str]) -> Callable[[Source], bool]:
    """Return what tells whether a source has a value that is shown in another way than before."""
    pairs = {pair for pair in words.keys() | before.keys() if words.get(pair) != before.get(pair)}
    return lambda source: bool(pairs) and not pairs.isdisjoint(source.attributes.items())


def _changed(source: Source, masks: Masks, kept: MaskedView) -> bool:
    before = kept.whole.sources.get(source.id) or kept.whole.earlier.get(source.id)
    mine = masks.marks.get(source.id)
    return before is not source or kept.masks.marks.get(source.id) is not mine


def _passages(
    whole: Material,
    maps: Mapping[SourceId, Masked],
    fresh: frozenset[SourceId],
    kept: MaskedView | None,
) -> dict[PassageId, Passage]:
    """Return the passages in their order; those of sources that are as before are the same ones."""
    if kept is not None and kept.whole is whole:
        found = kept.seen.passages.copy()
        for source in fresh:
            for name in whole.of_source.get(source, ()):
                found[name] = shown_passage(whole.passages[name], maps.get(source))
        return found
    before = kept.seen.passages if kept else {}
    given = kept.whole.passages if kept else {}
    found = {}
    for name, each in whole.passages.items():
        same = each.source_id not in fresh and given.get(name) is each
        found[name] = before[name] if same else shown_passage(each, maps.get(each.source_id))
    return found


def shown_passage(passage: Passage, shown: Masked | None) -> Passage:
    """Return a passage where it stands in the text that is seen; stand-ins it touches are whole."""
    if shown is None:
        return passage
    span = shown.shown(passage.span)
    return replace(passage, span=span, quote=shown.text[span.start : span.end])


def _seen(
    source: Source, marks: tuple[Mark, ...] | None, words: Mapping[Pair, str]
) -> tuple[Source, Masked | None]:
    """Return a source as it is seen, and the way back where its text differs."""
    if marks is None:
        hidden = replace(source, title=NOT_SCREENED, external_id="", case="", attributes={})
        if not source.text:
            return hidden, None
        cut = Cut(0, len(source.text), 0, len(NOT_SCREENED))
        shown = Masked(text=NOT_SCREENED, cuts=(cut,), length=len(source.text))
        return replace(hidden, text=NOT_SCREENED), shown
    if not words.keys().isdisjoint(source.attributes.items()):
        source = replace(source, attributes=_attributes(source, words))
    hiding = [each for each in marks if each.is_masked]
    if not hiding:
        return source, None
    shown = _part(source.text, hiding, Part.TEXT)
    seen = replace(
        source,
        text=shown.text,
        title=_part(source.title, hiding, Part.TITLE).text,
        external_id=_part(source.external_id, hiding, Part.EXTERNAL_ID).text,
        case=_part(source.case, hiding, Part.CASE).text,
    )
    return seen, shown if shown.cuts else None


def _attributes(source: Source, words: Mapping[Pair, str]) -> dict[str, str]:
    """Return attributes with stand-ins, without those that nobody has looked through yet."""
    seen = {pair[0]: words.get(pair, pair[1]) for pair in source.attributes.items()}
    return {name: value for name, value in seen.items() if value}


def _part(text: str, marks: list[Mark], part: Part) -> Masked:
    mine = [each for each in marks if each.part is part]
    if not mine:
        return Masked(text=text, cuts=(), length=len(text))
    return mask(text, mine, lambda each: each.label)


def hashes_as_read(connection: sa.Connection, but: Container[str] = ()) -> frozenset[str]:
    """Return the hashes under which the vectors of all passages lie, but for some passages."""
    marks = {name: found for name, _, found in marks_since(connection, -1)}
    query = sa.select(PassageRow.__table__).order_by(PassageRow.source_id)
    found, source, shown = set[str](), SourceId(""), None
    for row in connection.execute(query).all():
        if row.source_id != source:
            source = SourceId(row.source_id)
            text = connection.scalar(sa.select(SourceRow.text).where(SourceRow.id == source)) or ""
            alone = Source(id=source, title="", text=text)
            _, shown = _seen(alone, _only_text(marks.get(source)), {})
        if row.id not in but:
            span = Span(row.start, row.end)
            passage = Passage(id=row.id, source_id=source, span=span, quote=row.quote)
            found.add(text_hash(as_read(shown_passage(passage, shown).quote)))
    return frozenset(found)


def _only_text(marks: tuple[Mark, ...] | None) -> tuple[Mark, ...] | None:
    return None if marks is None else tuple(each for each in marks if each.part is Part.TEXT)
