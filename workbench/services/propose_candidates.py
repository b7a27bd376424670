"""Propose: passages that nobody has judged yet go to the engine, its candidates onto the board.

The engine sees texts and knows neither database nor screen; what people decided is out of its
reach (law 3): passages that are coded, or in a candidate that somebody judged, are not offered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from workbench.discovery.progress import Progress, silent, within
from workbench.domain.apply import is_judged
from workbench.domain.board import Board
from workbench.domain.candidates import CandidateId, CandidateStatus, Run, RunId
from workbench.domain.decisions import MACHINE, Proposal, Propose, utc_now
from workbench.domain.sources import Passage, PassageId, text_hash
from workbench.store.database import Project
from workbench.store.log import deciding, ledger
from workbench.store.material import material
from workbench.store.runs import Unplaced, add_run, add_vectors, read_vectors, runs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workbench.discovery.encoders import Encoder
    from workbench.discovery.pipeline import Discovery

_NAMESPACE = UUID("b3a9f2d4-61f1-4b0e-8f53-3f3f5a7f1c15")

_STANDING = {CandidateStatus.OPEN, CandidateStatus.PARKED, CandidateStatus.DISMISSED}
_BATCH = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeReport:
    """What a run did: its verdict and sentence, and how many passages went where."""

    run: Run
    n_candidates: int
    n_placed: int
    n_unplaced: int
    n_pinned: int
    n_new_vectors: int


def propose_candidates(
    project: Project,
    *,
    recipe: str | None = None,
    seed: int | None = None,
    coder: str = "",
    progress: Progress | None = None,
) -> ProposeReport:
    """Run a recipe over what nobody has judged and put its candidates on the board.

    Parameters
    ----------
    recipe
        A recipe's id; the default recipe when left out.
    seed
        Replaces the recipe's own seed.

    Raises
    ------
    UnknownRecipe, InvalidRecipe, BrokenModel
        When the recipe cannot be used.
    """
    from workbench.discovery.encoders import load_encoder
    from workbench.discovery.pipeline import discover
    from workbench.discovery.recipes import load_recipe

    tell = progress or silent
    chosen = load_recipe(recipe)
    free = free_passages(project, ledger(project).board)
    n_pinned = len(material(project).passages) - len(free)
    tell("Loading the language model", 0.0)
    encoder = load_encoder(chosen)
    vectors, n_new = _vectors(project, encoder, free, tell)
    found = discover(
        [each.quote for each in free],
        vectors,
        chosen,
        encode=encoder.encode,
        seed=seed,
        progress=within(tell, 0.5, 0.97),
    )
    tell("Saving", 0.98)
    run, proposals = _save(project, found, free, coder)
    tell("Saved", 1.0)
    placed = sum(len(each.members) for each in proposals)
    return ProposeReport(
        run=run,
        n_candidates=len(proposals),
        n_placed=placed,
        n_unplaced=len(free) - placed,
        n_pinned=n_pinned,
        n_new_vectors=n_new,
    )


def free_passages(project: Project, board: Board) -> list[Passage]:
    """Return the passages that no code and no judged candidate holds, in the order they came.

    What was dismissed is judged too: the same words are not proposed again.
    """
    pinned = {row.passage_id for codings in board.codings.values() for row in codings.values()}
    for candidate in board.candidates.values():
        if candidate.status in _STANDING and is_judged(board, candidate):
            pinned |= board.members.get(candidate.id, {}).keys()
    return [each for name, each in material(project).passages.items() if name not in pinned]


def _vectors(
    project: Project, encoder: Encoder, passages: Sequence[Passage], tell: Progress
) -> tuple[NDArray[np.float32], int]:
    """Return the passages' vectors, of shape (n_passages, n_dimensions), and how many are new."""
    import numpy as np

    if not encoder.cacheable:
        # Such vectors can be compared only within one call.
        tell(f"Reading passages: {len(passages):,}", 0.0)
        return encoder.encode([each.quote for each in passages]), len(passages)
    hashes = [text_hash(each.quote) for each in passages]
    with project.reading() as connection:
        known = read_vectors(connection, list(dict.fromkeys(hashes)), encoder.id)
    missing = {
        name: each.quote for name, each in zip(hashes, passages, strict=True) if name not in known
    }
    names, texts = list(missing), list(missing.values())
    for start in range(0, len(names), _BATCH):
        tell(f"Reading passages: {start:,} of {len(names):,}", 0.5 * start / len(names))
        fresh = encoder.encode(texts[start : start + _BATCH])
        batch = dict(zip(names[start : start + _BATCH], fresh, strict=True))
        # Kept batch by batch: a run that is broken off does not start from nothing.
        with project.writing() as connection:
            add_vectors(connection, batch, encoder.id)
        known.update(batch)
    if not hashes:
        return np.zeros((0, encoder.n_dimensions), dtype=np.float32), 0
    return np.stack([known[name] for name in hashes]), len(names)


def _run(project: Project, found: Discovery, free: Sequence[Passage], coder: str) -> Run:
    """Return the next run; asked for with the write lock held, so that no two get one number."""
    number = len(runs(project)) + 1
    texts = hashlib.sha256("\n".join(each.id for each in free).encode()).hexdigest()
    name = f"{number}|{found.recipe_id}|{found.seed}|{texts}"
    return Run(
        id=RunId(str(uuid5(_NAMESPACE, name))),
        number=number,
        recipe=found.recipe_id,
        seed=found.seed,
        verdict=found.verdict.value,
        message=found.message,
        n_passages=len(free),
        created_at=utc_now(),
        coder=coder,
        versions=dict(found.versions),
    )


def _save(
    project: Project, found: Discovery, free: Sequence[Passage], coder: str
) -> tuple[Run, tuple[Proposal, ...]]:
    with deciding(project) as desk:
        run = _run(project, found, free, coder)
        names = [
            CandidateId(str(uuid5(_NAMESPACE, f"{run.id}|{index}")))
            for index in range(len(found.proposals))
        ]
        # Somebody may have judged passages while the machine was at work: theirs stands.
        still_free = {each.id for each in free_passages(project, desk.ledger.board)}
        proposals = tuple(_proposals(found, free, names, still_free))
        add_run(desk.connection, run, _unplaced(found, free, names))
        act = Propose(run_id=run.id, proposals=proposals)
        desk.record(desk.ledger.decide(act, coder=MACHINE, at=run.created_at))
    return run, proposals


def _proposals(
    found: Discovery,
    free: Sequence[Passage],
    names: Sequence[CandidateId],
    still_free: Container[PassageId],
) -> Iterator[Proposal]:
    for name, each in zip(names, found.proposals, strict=True):
        members = ((free[member.index].id, member.score) for member in each.members)
        kept = tuple(member for member in members if member[0] in still_free)
        if kept:
            yield Proposal(
                id=name,
                title=each.title,
                keywords=each.keywords,
                stability=each.stability,
                members=kept,
            )


def _unplaced(
    found: Discovery, free: Sequence[Passage], names: Sequence[CandidateId]
) -> list[Unplaced]:
    return [
        Unplaced(
            passage_id=PassageId(free[each.index].id),
            nearest=None if each.nearest is None else names[each.nearest],
            score=each.score,
        )
        for each in found.unplaced
    ]
