"""View what is set aside: the nearest themes, quiet voices, and what is nearly the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.domain.sources import PassageId
from workbench.domain.viewers import Right, needs
from workbench.ingest.duplicates import find_alike
from workbench.services.view.centres import nearest_themes
from workbench.services.view.passages import set_aside, why_aside
from workbench.store.database import Project
from workbench.store.material import material
from workbench.store.reading import Vectors, kept_vectors

#: A voice is quiet when its nearest other passage is farther than that of so many in a hundred.
_QUIET = 10
#: So many passages, evenly drawn, say how near a passage's nearest one usually is.
_DRAWN = 500
#: Passages compared with all others at once.
_BATCH = 256
#: Comparing more than this with each other is not worth a person's wait.
_MOST = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideRow:
    """A passage in no theme: the (id, title) of the nearest themes, and whether it is quiet.

    A quiet voice is a passage unlike all others: nobody else says anything near it.
    """

    id: PassageId
    quote: str
    nearest: tuple[tuple[str, str], ...] = ()
    quiet: bool = False
    why: str = ""


@needs(Right.SEE_WORDS)
def view_aside(project: Project, *, most: int = 100) -> tuple[AsideRow, ...]:
    """Return passages in no theme, those that say something first, with what lies near them."""
    texts = material(project).passages
    passages = set_aside(project)
    why = why_aside(project, passages)
    shown = sorted(passages, key=lambda each: why[each] != "")[:most]
    return tuple(
        AsideRow(
            id=each,
            quote=texts[each].quote,
            nearest=near,
            quiet=quiet and not why[each],
            why=why[each],
        )
        for each, near, quiet in _about(project, shown)
    )


def _about(
    project: Project, passages: Sequence[PassageId]
) -> Iterable[tuple[PassageId, tuple[tuple[str, str], ...], bool]]:
    near, quiet = nearest_themes(project, passages), quiet_voices(project, passages)
    return [(each, near.get(each, ()), each in quiet) for each in passages]


@needs(Right.SEE_WORDS)
def quiet_voices(project: Project, passages: Sequence[PassageId]) -> frozenset[PassageId]:
    """Return those of the passages that are unlike all others of the project.

    Unlike means: the nearest other passage lies farther off than nine in ten passages have theirs.
    """
    texts = material(project)
    vectors, read = kept_vectors(project, list(texts.passages.values()))
    places = {name: place for place, name in enumerate(texts.passages)}
    rows = [places[each] for each in passages if each in places and read[places[each]]]
    everyone = np.flatnonzero(read)
    if not rows or len(everyone) <= _QUIET:
        return frozenset()
    drawn = everyone[:: max(1, len(everyone) // _DRAWN)]
    usual = np.percentile(_nearest_of(vectors, everyone, drawn), _QUIET)
    own = _nearest_of(vectors, everyone, np.asarray(rows))
    names = list(texts.passages)
    return frozenset(names[row] for row, alike in zip(rows, own, strict=True) if alike <= usual)


def _nearest_of(
    vectors: Vectors, everyone: NDArray[np.intp], rows: NDArray[np.intp]
) -> NDArray[np.float32]:
    """Return how alike the nearest other passage of each row is."""
    others = vectors[everyone]
    found = np.empty(len(rows), dtype=np.float32)
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        alike = vectors[batch] @ others.T
        alike[batch[:, None] == everyone[None, :]] = -1.0
        found[start : start + _BATCH] = alike.max(axis=1)
    return found


@needs(Right.SEE_WORDS)
def nearly_the_same(
    project: Project, passages: Iterable[PassageId]
) -> Mapping[PassageId, PassageId]:
    """Return by passage the earlier one that it nearly repeats; the first of them repeats none.

    Texts that are equal but for spaces, capitals and marks count at any length, longer ones when
    they share seven in ten of their stretches of letters.
    """
    texts = material(project).passages
    names = [each for each in passages if each in texts][:_MOST]
    quotes = [texts[each].quote for each in names]
    like = {each.place: each.like for each in find_alike(quotes)}
    first: dict[str, int] = {}
    for place, quote in enumerate(quotes):
        letters = "".join(filter(str.isalnum, quote.casefold()))
        if letters and first.setdefault(letters, place) != place:
            like[place] = first[letters]
    return {names[place]: names[_root(like, place)] for place in sorted(like)}


def _root(like: Mapping[int, int], place: int) -> int:
    while place in like:
        place = like[place]
    return place
