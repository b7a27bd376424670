"""Passages and codes near in meaning to what somebody typed: by the vectors that are kept of them.

The words are read by the encoder of the project's latest run, and held against the vectors that
this encoder left. Both are kept in this process, as reading 100,000 vectors takes about a second.
Codes are read by their name and sentence: what people have coded speaks in words of its own, so a
code that is near leads to passages that no cosine would find.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.domain.codebook import Code, CodeId
from workbench.domain.sources import PassageId
from workbench.domain.viewers import Right, needs
from workbench.errors import RecipeError, SetupError, UnknownRecipe
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.reading import vector_table
from workbench.store.runs import latest_run

if TYPE_CHECKING:
    from workbench.discovery.encoders import Encoder

#: Cosine from which on a passage may mean the same as what was typed, and how far it may lie below
#: the nearest one; measured on the sample with twelve sentences that use none of its words.
_LEAST, _BELOW = 0.25, 0.6
#: So many passages that mean the same are shown at most: beyond that, they mean something else.
_NEAREST = 300
#: The same for codes, and how many are near at most.
_CODE_LEAST, _CODE_BELOW, _CODES = 0.35, 0.75, 3
_UNREAD = "The passages have not been read yet: look for candidates once, then their meaning is searched, too."
_WORDS_ONLY = "This project is read by its words only, so meaning cannot be searched."


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """What is near in meaning, the nearest first, with cosines; or why nothing was looked for."""

    similar: dict[PassageId, float] = field(default_factory=dict)
    codes: dict[CodeId, float] = field(default_factory=dict)
    message: str = ""


@needs(Right.SEE_WORDS)
def near_in_meaning(project: Project, words: str) -> Near:
    """Return the passages that may mean what the words say, whichever words they use."""
    try:
        encoder = _encoder(project)
    except (RecipeError, SetupError) as error:
        return Near(message=f"Meaning cannot be searched: {error}")
    if not encoder.cacheable:
        return Near(message=_WORDS_ONLY)
    table, typed = (
        vector_table(project, encoder.id, encoder.n_dimensions),
        encoder.encode([words])[0],
    )
    codes = _near_codes(project, encoder, typed)
    if not table.read.any():
        return Near(codes=codes, message=_UNREAD)
    names, rows = list(table.rows), np.fromiter(table.rows.values(), np.int64, len(table.rows))
    similarity = np.where(table.read, table.vectors @ typed, -1.0)[rows]
    least = max(_LEAST, _BELOW * float(similarity.max()))
    near = np.flatnonzero(similarity >= least)
    order = near[np.argsort(-similarity[near], kind="stable")][:_NEAREST]
    return Near(
        similar={names[place]: round(float(similarity[place]), 4) for place in order},
        codes=codes,
        message=_told(len(near), int((~table.read[rows]).sum())),
    )


def _told(near: int, unread: int) -> str:
    """Say what the result leaves out."""
    cut = (
        f"Of {near:,} that may mean the same, the {_NEAREST} nearest are here."
        if near > _NEAREST
        else ""
    )
    waiting = {
        0: "",
        1: "1 passage was not read yet, and is found by its words only.",
    }.get(unread, f"{unread:,} passages were not read yet, and are found by words only.")
    return f"{cut} {waiting}".strip()


@needs(Right.SEE_WORDS)
def get_ready(project: Project) -> None:
    """Load what a search by meaning needs, so that the first one does not wait for it."""
    near_in_meaning(project, "ready")


def _near_codes(
    project: Project, encoder: Encoder, typed: NDArray[np.float32]
) -> dict[CodeId, float]:
    """Return the codes whose name and sentence are near, each read once a process."""
    said = {each.id: f"{each.name}. {each.statement}" for each in _codes(project)}
    known: dict[tuple[str, str], NDArray[np.float32]] = project.cache.setdefault("codes read", {})
    fresh = [each for each in dict.fromkeys(said.values()) if (encoder.id, each) not in known]
    if fresh:
        known.update(
            zip(((encoder.id, each) for each in fresh), encoder.encode(fresh), strict=True)
        )
    similar = {name: float(known[encoder.id, words] @ typed) for name, words in said.items()}
    least = max(_CODE_LEAST, _CODE_BELOW * max(similar.values(), default=0.0))
    near = sorted((each for each in similar if similar[each] >= least), key=lambda n: -similar[n])
    return {name: round(similar[name], 4) for name in near[:_CODES]}


def _codes(project: Project) -> Iterable[Code]:
    return ledger(project).board.codes.values()


def _encoder(project: Project) -> Encoder:
    """Return the encoder of the latest run, loaded once a process."""
    from workbench.discovery.encoders import load_encoder
    from workbench.discovery.recipes import load_recipe

    run = latest_run(project)
    try:
        recipe = load_recipe(run.recipe if run else None)
    except UnknownRecipe:
        recipe = load_recipe(None)
    loaded: dict[str, Encoder] = project.cache.setdefault("encoders", {})
    if recipe.id not in loaded:
        loaded[recipe.id] = load_encoder(recipe)
    return loaded[recipe.id]
