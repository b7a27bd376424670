"""View where every passage lies on the map: laid out once for every state of the texts.

Decisions change the colours of a map and never its places. A passage that somebody cut by hand
comes to stand beside those whose words it shares, so that coding in the text moves nobody else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from workbench.domain.sources import Passage, PassageId
from workbench.domain.viewers import Right, needs
from workbench.errors import WorkbenchError
from workbench.store.database import Project
from workbench.store.material import Material, material
from workbench.store.places import PlaceCache
from workbench.store.reading import Vectors, kept_vectors

Progress = Callable[[str, float], None]
Places = NDArray[np.float32]
Keep = Callable[[PlaceCache, Places], None]

NO_PASSAGES = "There are no passages yet: import what people wrote."
UNREAD = "The passages have not been read yet: look for candidates on the board once, then the map can be laid out."
#: Fewer passages are laid out in no time.
_WORTH_KEEPING = 1_000
#: The share of the whole that it takes to read the texts.
_READ = 0.2
#: What was not read stands in rows below the map: so many in a row, so far apart.
_IN_A_ROW, _BELOW, _ROW = 120, 0.06, 0.012
#: How far a passage cut by hand stands from the one whose words it shares.
_BESIDE = 0.003
_GOLDEN = np.pi * (3 - np.sqrt(5))


def _silent(_stage: str, _fraction: float) -> None:
    """Tell nobody."""


@dataclass(frozen=True, kw_only=True, eq=False)
class MapLayout:
    """Every passage once, with its place.

    Parameters
    ----------
    names
        The passages, in the order they came.
    places
        Their places, shape (n, 2), left and top 0; finite.
    message
        What has to be said of it, or why there is nothing to see; may be empty.
    """

    texts: Material
    names: tuple[PassageId, ...]
    places: Places
    message: str = ""

    @cached_property
    def rows(self) -> Mapping[PassageId, int]:
        """Return the row of every passage."""
        return {name: row for row, name in enumerate(self.names)}

    @cached_property
    def stamp(self) -> str:
        """Return what differs when any place or passage does."""
        told = "\n".join(self.names).encode() + self.places.tobytes()
        return hashlib.sha256(told).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Base:
    """The places of what was imported, and which of it was read."""

    names: tuple[PassageId, ...]
    places: Places
    read: NDArray[np.bool_]


@needs(Right.SEE_WORDS)
def laid_out(project: Project) -> MapLayout | None:
    """Return the map if it is laid out for the texts as they are now."""
    texts = material(project)
    kept: MapLayout | None = project.cache.get("map")
    if kept is not None and kept.texts is texts and not _reads_more(project, kept):
        return kept
    base: _Base | None = project.cache.get("map of imports")
    if base is None or base.names != _imported(texts) or not base.read.all():
        return None
    return _keep(project, texts, base)


@needs(Right.SEE_WORDS)
def kept_map(project: Project) -> MapLayout | None:
    """Return the map if that takes no time: whoever laid it out has kept it, or it is small."""
    return laid_out(project) or _made(project, partial(_at_once, project))


@needs(Right.SEE_WORDS)
def lay_out_map(project: Project, progress: Progress = _silent) -> MapLayout:
    """Return the map, laying it out if that has not been done for the texts as they are now.

    It is kept with the project; a file that cannot be written is no reason to fail.
    """

    def keep(cache: PlaceCache, places: Places) -> None:
        with suppress(WorkbenchError):
            cache.keep(places)

    return laid_out(project) or _surely(project, progress, keep)


@needs(Right.SEE_WORDS)
def keep_map(project: Project, *, progress: Progress = _silent) -> MapLayout:
    """Lay the map out for every other process: all of it is kept with the project, or nothing."""
    progress("Reading all texts", 0.0)
    material(project)
    progress("Looking up how they were read", _READ / 2)
    return _surely(
        project, lambda stage, share: progress(stage, _READ + (1 - _READ) * share), PlaceCache.keep
    )


def _surely(project: Project, progress: Progress, keep: Keep) -> MapLayout:
    found = _made(project, partial(_placed, project, progress, keep))
    assert found is not None  # noqa: S101 - they are laid out, if they were not
    return found


def _made(project: Project, places_of: Callable[[Vectors], Places | None]) -> MapLayout | None:
    """Return the map of all that was read; None when it has no places yet."""
    texts = material(project)
    names = _imported(texts)
    vectors, read = kept_vectors(project, [texts.passages[each] for each in names])
    base: _Base | None = project.cache.get("map of imports")
    if base is None or base.names != names or not np.array_equal(base.read, read):
        places = places_of(vectors[read])
        if places is None:
            return None
        base = _Base(names=names, places=_with_unread(places, read), read=read)
        project.cache["map of imports"] = base
    return _keep(project, texts, base)


def _at_once(project: Project, vectors: Vectors) -> Places | None:
    from workbench.discovery.layout import VERSION, lay_out

    if len(vectors) < _WORTH_KEEPING:
        return lay_out(vectors)
    return PlaceCache(project, vectors, VERSION).read()


def _placed(project: Project, progress: Progress, keep: Keep, vectors: Vectors) -> Places:
    """Return the places of vectors: as the project keeps them, or laid out and kept from now on."""
    from workbench.discovery.layout import VERSION, lay_out

    if len(vectors) < _WORTH_KEEPING:
        return lay_out(vectors, progress)
    cache = PlaceCache(project, vectors, VERSION)
    places = cache.read()
    if places is None:
        places = lay_out(vectors, progress)
        keep(cache, places)
    return places


def _reads_more(project: Project, kept: MapLayout) -> bool:
    """Tell whether something was read since that waits below the map."""
    if not kept.message:
        return False
    base: _Base | None = project.cache.get("map of imports")
    passages = [kept.texts.passages[each] for each in _imported(kept.texts)]
    return base is None or not np.array_equal(base.read, kept_vectors(project, passages)[1])


def _imported(texts: Material) -> tuple[PassageId, ...]:
    return tuple(each for each in texts.passages if each not in texts.by_hand)


def _keep(project: Project, texts: Material, base: _Base) -> MapLayout:
    beside = _beside(texts, base)
    found = MapLayout(
        texts=texts,
        names=(*base.names, *texts.by_hand),
        places=np.concatenate([base.places, beside]),
        message=_message(base.read),
    )
    project.cache["map"] = found
    return found


def _message(read: NDArray[np.bool_]) -> str:
    if not len(read):
        return NO_PASSAGES
    if not read.any():
        return UNREAD
    waiting = int((~read).sum())
    if not waiting:
        return ""
    who = (
        "1 passage was not read yet: it stands"
        if waiting == 1
        else f"{waiting:,} passages were not read yet: they stand"
    )
    return (
        f"{who} in a row below the map. Look for candidates on the board to have all of them read."
    )


def _with_unread(places: Places, read: NDArray[np.bool_]) -> Places:
    """Return the places of all, with what was not read in rows below."""
    found = np.empty((len(read), 2), np.float32)
    found[read] = places
    turn = np.arange(int((~read).sum()))
    found[~read, 0] = (turn % _IN_A_ROW + 0.5) / _IN_A_ROW
    found[~read, 1] = 1 + _BELOW + _ROW * (turn // _IN_A_ROW)
    return found


def _beside(texts: Material, base: _Base) -> Places:
    """Return the places of what was cut by hand: beside what it shares words with."""
    found = np.zeros((len(texts.by_hand), 2), np.float32)
    rows = {name: row for row, name in enumerate(base.names)} if texts.by_hand else {}
    for number, passage in enumerate(texts.by_hand.values()):
        around = [rows[each.id] for each in _shares_words(texts, passage)]
        middle = base.places[around].mean(axis=0) if around else np.full(2, 0.5)
        turn = number * _GOLDEN
        found[number] = middle + _BESIDE * np.array([np.cos(turn), np.sin(turn)])
    return found


def _shares_words(texts: Material, passage: Passage) -> Sequence[Passage]:
    """Return the imported passages that overlap; all of the source when none does."""
    own = [texts.passages[each] for each in texts.of_source[passage.source_id]]
    imported = [each for each in own if each.id not in texts.by_hand]
    span = passage.span
    over = [each for each in imported if each.span.start < span.end and span.start < each.span.end]
    return over or imported
