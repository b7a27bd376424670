"""From what people judged to what is offered: passages and codes in, suggestions out.

Stands between the domain, which names passages and codes by their ids, and ``learning``, which
knows rows and numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.domain.codebook import CodeId
from workbench.domain.evidence import Suggestion
from workbench.domain.judgement import Judgement, Pair
from workbench.domain.sources import PassageId

if TYPE_CHECKING:
    from workbench.discovery.learning.judged import Judged

Vectors = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]


class Taught:
    """What people's judgement says about a set of passages.

    Parameters
    ----------
    judgement
        What was judged.
    passages
        The passages that have vectors; what was judged about others does not count.
    vectors
        Their unit vectors, shape (len(passages), n_dimensions).
    seed
        For whatever is drawn at random.
    """

    def __init__(
        self,
        judgement: Judgement,
        passages: Sequence[PassageId],
        vectors: Vectors,
        *,
        seed: int,
    ) -> None:
        self._vectors, self._seed = vectors, seed
        self._row = {passage: row for row, passage in enumerate(passages)}
        self._judgement = judgement
        self._known = [each for each in passages if each in judgement.passages()]
        self._codes = sorted({code for codes in judgement.codes.values() for code in codes})
        self._judged: Judged | None = None

    @property
    def says_anything(self) -> bool:
        """Whether there is anything to learn from."""
        return bool(self._known)

    def suggestions(self, free: Sequence[PassageId]) -> tuple[Suggestion, ...]:
        """Return what is offered to codes, the likeliest first for each passage.

        Parameters
        ----------
        free
            Passages that nobody has coded, among those with vectors.
        """
        if not self._codes or not free:
            return ()
        from workbench.discovery.learning.offers import fits, offer

        number = {code: place for place, code in enumerate(self._codes)}
        refused = tuple(_numbers(self._judgement.refused.get(each, ()), number) for each in free)
        found = offer(self._learned(), self._of(free), refused, seed=self._seed)
        return tuple(
            Suggestion(
                passage_id=free[each.index],
                code=self._codes[each.code],
                probability=float(each.probability),
                sure=bool(fits(each)),
                reasons=tuple(self._known[row] for row in each.reasons),
            )
            for each in found
        )

    def reshape(self, vectors: Vectors) -> Vectors:
        """Return vectors with what people brought together nearer, and what they parted farther."""
        return _shaped(self._learned(), vectors) if self.says_anything else vectors

    def reading(self, encode: Encode) -> Encode:
        """Return what reads other texts into the space that `reshape` leads to."""
        return ShapedReading(self._learned(), encode) if self.says_anything else encode

    def _of(self, passages: Iterable[PassageId]) -> Vectors:
        return self._vectors[[self._row[each] for each in passages]]

    def _learned(self) -> Judged:
        if self._judged is None:
            self._judged = self._learn()
        return self._judged

    def _learn(self) -> Judged:
        from workbench.discovery.learning.judged import Judged

        number = {code: place for place, code in enumerate(self._codes)}
        row = {passage: place for place, passage in enumerate(self._known)}
        said = self._judgement
        return Judged(
            vectors=self._of(self._known),
            codes=tuple(_numbers(said.codes.get(each, ()), number) for each in self._known),
            refused=tuple(_numbers(said.refused.get(each, ()), number) for each in self._known),
            together=_rows(said.together, row),
            apart=_rows(said.apart, row),
            n_codes=len(self._codes),
        )


@dataclass(frozen=True, slots=True)
class ShapedReading:
    """Texts read into the space as people's judgement shapes it; can be sent to another machine."""

    judged: Judged
    encode: Encode

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Return one vector a text, shape (n_texts, n_dimensions)."""
        return _shaped(self.judged, self.encode(texts))


def _shaped(judged: Judged, vectors: Vectors) -> Vectors:
    if not len(vectors):
        return vectors
    from workbench.discovery.learning.space import reshape

    shaped: Vectors = reshape(judged, vectors)
    return shaped


def _numbers(codes: Iterable[CodeId], number: Mapping[CodeId, int]) -> frozenset[int]:
    """Return codes by number; one that nobody is coded with any more has none."""
    return frozenset(number[code] for code in codes if code in number)


def _rows(pairs: Iterable[Pair], row: Mapping[PassageId, int]) -> tuple[tuple[int, int], ...]:
    return tuple((row[one], row[other]) for one, other in pairs if one in row and other in row)
