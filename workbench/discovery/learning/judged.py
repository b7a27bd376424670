"""What people have said about passages, in numbers: the only thing that learning sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.partitions import Vectors

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judged:
    """Passages that somebody judged, one a row.

    Parameters
    ----------
    vectors
        Their unit vectors, shape (n, d).
    codes
        The codes that each of them has (none: it was only refused, or only stands in a pair).
    refused
        The codes that each of them was refused for.
    together, apart
        Pairs of rows that people put into one theme, or parted.
    n_codes
        Codes are numbered 0 .. n_codes - 1; one may have no passage.

    Raises
    ------
    ValueError
        Lengths differ, or a code or row is named that is not there.
    """

    vectors: Vectors
    codes: tuple[frozenset[int], ...]
    refused: tuple[frozenset[int], ...]
    together: tuple[tuple[int, int], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
    n_codes: int

    def __post_init__(self) -> None:
        n_rows = len(self.vectors)
        if not n_rows == len(self.codes) == len(self.refused):
            lengths = (n_rows, len(self.codes), len(self.refused))
            raise ValueError(f"vectors, codes and refused differ in length: {lengths}")
        _check_numbers((code for row in self.codes for code in row), self.n_codes, "code")
        _check_numbers((code for row in self.refused for code in row), self.n_codes, "code")
        pairs = (*self.together, *self.apart)
        _check_numbers((row for pair in pairs for row in pair), n_rows, "row")

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def members(self) -> Flags:
        """Who has which code, shape (n, n_codes)."""
        return _flags(self.codes, self.n_codes)

    @property
    def strangers(self) -> Flags:
        """Who was refused for which code and does not have it, shape (n, n_codes)."""
        return _flags(self.refused, self.n_codes) & ~self.members

    def only(self, rows: NDArray[np.int64]) -> Self:
        """Return these rows, in this order, with the pairs among them."""
        place = {int(row): new for new, row in enumerate(rows)}
        return type(self)(
            vectors=self.vectors[rows],
            codes=tuple(self.codes[row] for row in rows),
            refused=tuple(self.refused[row] for row in rows),
            together=_renumbered(self.together, place.get),
            apart=_renumbered(self.apart, place.get),
            n_codes=self.n_codes,
        )


def _check_numbers(numbers: Iterable[int], n_known: int, noun: str) -> None:
    for number in numbers:
        if not 0 <= number < n_known:
            raise ValueError(f"there is no {noun} {number}; there are {n_known}")


def _flags(rows: tuple[frozenset[int], ...], n_codes: int) -> Flags:
    flags = np.zeros((len(rows), n_codes), dtype=np.bool_)
    for place, codes in enumerate(rows):
        flags[place, sorted(codes)] = True
    return flags


def _renumbered(
    pairs: tuple[tuple[int, int], ...], place: Callable[[int], int | None]
) -> tuple[tuple[int, int], ...]:
    moved = [(place(left), place(right)) for left, right in pairs]
    return tuple((left, right) for left, right in moved if left is not None and right is not None)
