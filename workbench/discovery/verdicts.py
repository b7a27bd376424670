"""Is there anything to look for, and what to tell a facilitator in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.answers import Verdict
from workbench.discovery.chance import Encode, stands_out
from workbench.discovery.noise import alike, has_themes
from workbench.discovery.partitions import Labels, Vectors
from workbench.discovery.progress import Progress
from workbench.discovery.recipes import EncoderKind, Recipe
from workbench.discovery.words import has_content, same_words

Told = tuple[Verdict, str]


@dataclass(frozen=True, slots=True)
class Passages:
    """Texts, their unit vectors (n, d), and which of them have content (rows, rising)."""

    texts: Sequence[str]
    vectors: Vectors
    kept: NDArray[np.int64]

    @classmethod
    def with_content(cls, texts: Sequence[str], vectors: Vectors) -> Passages:
        """Set aside what says nothing, and what the encoder could make nothing of."""
        kept = [i for i, text in enumerate(texts) if has_content(text) and vectors[i].any()]
        return cls(texts, vectors, np.asarray(kept, dtype=np.int64))

    @property
    def kept_texts(self) -> list[str]:
        """The texts with content."""
        return [self.texts[index] for index in self.kept]

    def distinct(self) -> Passages:
        """Keep the first of those that say the same words."""
        seen: dict[str, int] = {}
        for index in self.kept.tolist():
            seen.setdefault(same_words(self.texts[index]), index)
        return Passages(self.texts, self.vectors, np.asarray(sorted(seen.values()), dtype=np.int64))


def refusal(
    passages: Passages, recipe: Recipe, encode: Encode | None, *, seed: int, progress: Progress
) -> Told | None:
    """Return why not to look for candidates as usual, or None."""
    n_kept, distinct = len(passages.kept), passages.distinct()
    if n_kept >= recipe.placement.min_members and _all_alike(passages, distinct, recipe):
        message = f"All {n_kept} passages with content say nearly the same: one candidate."
        return Verdict.ALL_ALIKE, message
    if n_kept < recipe.min_passages:
        return _too_few(n_kept, "with content")
    if len(distinct.kept) < recipe.min_passages:
        return _too_few(len(distinct.kept), "that differ")
    if _has_themes(distinct, recipe, encode, seed, progress):
        return None
    return no_themes(n_kept)


def summary(labels: Labels, n_texts: int) -> Told:
    """Return the verdict on groups, shape (n,) with -1 for none, of so many texts."""
    n_groups, placed = int(labels.max(initial=-1)) + 1, int((labels >= 0).sum())
    if not n_groups:
        return no_themes(n_texts)
    many = "candidate" if n_groups == 1 else "candidates"
    left = n_texts - placed
    message = f"{n_groups} {many} from {placed} of {n_texts} passages; "
    return Verdict.THEMES, message + (f"{left} are not placed." if left else "all are placed.")


def no_themes(count: int) -> Told:
    """Return the verdict that chance would do as well."""
    return Verdict.NO_THEMES, (
        f"No themes stand out from chance in these {count} passages: "
        "code some by hand or add more material."
    )


def _all_alike(passages: Passages, distinct: Passages, recipe: Recipe) -> bool:
    return len(distinct.kept) == 1 or alike(passages.vectors[passages.kept]) >= recipe.noise.alike


def _has_themes(
    passages: Passages, recipe: Recipe, encode: Encode | None, seed: int, progress: Progress
) -> bool:
    vectors = passages.vectors[passages.kept]
    # Who counts words alone sees little difference between what was said and its words dealt out.
    if encode is None or recipe.encoder.kind is EncoderKind.TFIDF:
        return has_themes(vectors, recipe.noise, seed=seed, progress=progress)
    return stands_out(passages.kept_texts, vectors, encode, seed=seed, progress=progress)


def _too_few(count: int, what: str) -> Told:
    noun = "passage" if count == 1 else "passages"
    number = f"Only {count} {noun}" if count else "No passages"
    return Verdict.TOO_FEW, f"{number} {what}: code these by hand."
