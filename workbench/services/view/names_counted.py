"""How often each name stands where, and how far each text is: counted anew for what has changed alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from workbench.domain.identifiers import Mark, MarkId, quote_of
from workbench.domain.sources import Source, SourceId
from workbench.privacy.identifiers import Kind
from workbench.privacy.pseudonyms import name_key
from workbench.store.database import Project
from workbench.store.masks import MaskedView, Masks
from workbench.store.material import Material

#: What harms most when it is shown comes first.
_WORST = (Kind.PERSON, Kind.UNEXPLAINED, Kind.SCHOOL, Kind.ADDRESS, Kind.REFERENCE, Kind.PLACE)
_RANK = {kind.value: rank for rank, kind in enumerate(_WORST)}
_NOTHING = MaskedView(Material(), Masks(0, {}, {}), Material(), {})


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """How far one source is; `cleared` is by whom and when, empty where by nobody.

    Of its values those count as open that it has, whoever has them besides.
    """

    id: SourceId
    name: str
    n_open: int
    n_masked: int
    cleared: tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """What is counted for one state of the marks; a value counts once in its column.

    `holding` is how many sources have each value; those of corrected texts alone are not in it.
    """

    view: MaskedView = _NOTHING
    keys: dict[MarkId, str] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)
    opened: Counter[str] = field(default_factory=Counter)
    states: dict[SourceId, SourceState] = field(default_factory=dict)
    n_judged: Counter[SourceId] = field(default_factory=Counter)
    holding: Mapping[SourceId, int] = field(default_factory=dict)

    @classmethod
    def of(cls, project: Project, view: MaskedView) -> Counted:
        """Return what is counted, for sources and values that have changed anew."""
        kept: Counted | None = project.cache.get("names counted")
        if kept is None or kept.view.whole.sources.keys() - view.whole.sources.keys():
            kept = cls()
        if kept.view is not view:
            kept = project.cache["names counted"] = kept._for(view)
        return kept

    def in_order(self) -> tuple[SourceState, ...]:
        """Return the states in the order of the sources."""
        return tuple(self.states[name] for name in self.view.whole.sources)

    def waiting(self) -> list[Mark]:
        """Return what is open: by what it may be, then what stands open in most places.

        Of each value one mark, as all of them are judged together.
        """
        view = self.view
        found = [
            (*self._worst(each), at, each.start, each)
            for at, name in enumerate(view.whole.sources)
            if self.states[name].n_open
            for each in view.masks.marks.get(name, ())
            if each.is_open
        ]
        for at, name in enumerate(self.holding, start=len(view.whole.sources)):
            asked = [each for each in view.masks.marks.get(name, ()) if each.is_open]
            found += [(*self._worst(each), at, each.start, each) for each in asked[:1]]
        found.sort(key=lambda row: row[:5])
        return [row[5] for row in found]

    def _worst(self, mark: Mark) -> tuple[int, int, str]:
        key = self.keys[mark.id]
        return _RANK.get(mark.kind, len(_RANK)), -self.opened[key], key

    def _for(self, view: MaskedView) -> Counted:
        # Copied: another thread may be reading what was counted before.
        fresh = replace(
            self,
            view=view,
            keys=dict(self.keys),
            times=self.times.copy(),
            texts=self.texts.copy(),
            opened=self.opened.copy(),
            states=dict(self.states),
            n_judged=self.n_judged.copy(),
            holding=self.holding if self.view.values is view.values else _holding(view),
        )
        _count_values(fresh, self.view)
        moved = _moved_values(fresh.view, self.view)
        before, now = self.view.masks, view.masks
        for name, source in view.whole.sources.items():
            same = before.marks.get(name) is now.marks.get(name)
            if not same:
                _recount(fresh, source, before.marks.get(name), now.marks.get(name))
            same = same and before.cleared.get(name) == now.cleared.get(name)
            if not same or name not in fresh.states or moved.intersection(_values(view, source)):
                fresh.states[name] = _state(view, source)
        return fresh


def _count_values(counted: Counted, before: MaskedView) -> None:
    now = counted.view
    for name, value in now.values.texts.items():
        was, marks = before.masks.marks.get(name), now.masks.marks.get(name)
        if was is not marks:
            _recount(counted, value, was, marks)


def _moved_values(now: MaskedView, before: MaskedView) -> set[SourceId]:
    """Return the values that are open and were not, or were open and are not."""
    return {
        name
        for name in now.values.texts
        if name not in before.values.texts
        or before.is_open_value(name) is not now.is_open_value(name)
    }


def _recount(
    counted: Counted, text: Source, before: Sequence[Mark] | None, now: Sequence[Mark] | None
) -> None:
    _count(counted, text, before or (), -1)
    _count(counted, text, now or (), 1)
    counted.n_judged[text.id] = sum(each.is_judged for each in now or ())


def _count(counted: Counted, text: Source, marks: Sequence[Mark], by: int) -> None:
    here = set()
    for each in marks:
        key = counted.keys.get(each.id)
        if key is None:
            # What stands under a mark never changes, so it is read once.
            key = counted.keys[each.id] = name_key(quote_of(text, each))
        counted.times[key] += by
        counted.opened[key] += by * each.is_open
        here.add(key)
    for key in here:
        counted.texts[key] += by


def _values(view: MaskedView, source: Source) -> tuple[SourceId, ...]:
    return view.values.ids_of(source) if source.attributes else ()


def _holding(view: MaskedView) -> Mapping[SourceId, int]:
    sources = view.whole.sources.values()
    return Counter(name for each in sources for name in _values(view, each))


def _state(view: MaskedView, source: Source) -> SourceState:
    marks = view.masks.marks.get(source.id, ())
    seen = view.seen.sources[source.id]
    return SourceState(
        id=source.id,
        name=seen.external_id or seen.title,
        n_open=view.n_open(source),
        n_masked=sum(each.is_masked for each in marks),
        cleared=view.masks.cleared.get(source.id, ("", "")),
    )
