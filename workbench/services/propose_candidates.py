"""Propose: passages that nobody has judged yet go to the engine, its candidates onto the board.

The engine sees texts and knows neither database nor screen; what people decided is out of its
reach (law 3), and so are names: it reads masked text. Passages that are coded, or in a candidate
that somebody judged, are not proposed again. What people decided is what the engine learns from:
passages that fit a code are offered to it and held out of new candidates.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from workbench.discovery.progress import Progress, silent, within
from workbench.domain.board import Board
from workbench.domain.candidates import CandidateId, Run, RunId
from workbench.domain.codebook import CodeId
from workbench.domain.decisions import MACHINE, Proposal, Propose, utc_now
from workbench.domain.difference import compare
from workbench.domain.evidence import Levelled, Suggestion, without
from workbench.domain.judgement import judgement_of, pinned
from workbench.domain.masking import as_read
from workbench.domain.sources import Passage, PassageId
from workbench.domain.viewers import Right, needs
from workbench.privacy.gate import FINDER, Gate
from workbench.store.database import Project
from workbench.store.levels import add_levels
from workbench.store.log import Desk, deciding, ledger
from workbench.store.material import masked
from workbench.store.offers import add_difference, replace_offers
from workbench.store.reading import read_passages
from workbench.store.runs import Unplaced, add_run, runs, unplaced
from workbench.store.screening import screen_missing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workbench.discovery.answers import Discovery
    from workbench.discovery.encoders import Encoder
    from workbench.discovery.engines import Engine
    from workbench.discovery.recipes import Recipe
    from workbench.discovery.suggestions import Taught

_NAMESPACE = UUID("b3a9f2d4-61f1-4b0e-8f53-3f3f5a7f1c15")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeReport:
    """What a run did: its verdict and sentence, and how many passages went where.

    `n_offers` counts offers of a passage to a code, `n_held_out` the passages that fit a code so
    well that they were left out of the new candidates.
    """

    run: Run
    n_candidates: int
    n_placed: int
    n_unplaced: int
    n_pinned: int
    n_new_vectors: int
    n_offers: int = 0
    n_held_out: int = 0


@needs(Right.JUDGE)
def propose_candidates(
    project: Project,
    *,
    recipe: str | None = None,
    seed: int | None = None,
    coder: str = "",
    progress: Progress | None = None,
    engine: Engine | None = None,
) -> ProposeReport:
    """Run a recipe over what nobody has judged, offer it to codes and propose the rest.

    Parameters
    ----------
    recipe
        A recipe's id; the default recipe when left out.
    seed
        Replaces the recipe's own seed.
    engine
        Where the work is done; on this machine when left out.

    Raises
    ------
    UnknownRecipe, InvalidRecipe, BrokenModel
        When the recipe cannot be used.
    """
    from workbench.discovery.engines import Here
    from workbench.discovery.recipes import load_recipe

    tell, at = progress or silent, engine or Here()
    tell("Getting ready to read", 0.0)
    wanted = _seeded(load_recipe(recipe), seed)
    encoder, chosen, instead = at.load(wanted, progress=within(tell, 0.0, 0.1))
    chosen = _seeded(chosen, seed)
    screen_missing(project, Gate(project.fact("id")), FINDER, within(tell, 0.1, 0.1))
    read = _read(project, encoder, chosen.seed, within(tell, 0.1, 0.5))
    found = at.discover(
        [as_read(each.quote) for each in read.rest],
        read.taught.reshape(read.vectors),
        chosen,
        encode=read.taught.reading(encoder.encode_more),
        progress=within(tell, 0.5, 0.97),
    )
    tell("Saving", 0.98)
    run, proposals = _save(project, found, read, coder=coder, instead=instead or "")
    tell("Saved", 1.0)
    placed = sum(len(each.members) for each in proposals)
    return ProposeReport(
        run=run,
        n_candidates=len(proposals),
        n_placed=placed,
        n_unplaced=len(read.free) - placed,
        n_pinned=read.n_pinned,
        n_new_vectors=read.n_new,
        n_offers=len(read.offers),
        n_held_out=len(read.free) - len(read.rest),
    )


@needs(Right.SEE_WORDS)
def free_passages(project: Project, board: Board) -> list[Passage]:
    """Return the passages that no code and no judged candidate holds, in the order they came."""
    held = pinned(board)
    texts = masked(project).seen.passages
    return [each for name, each in texts.items() if name not in held]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """The passages of a run as vectors, and what people's judgement says about them.

    `free` are those that nobody judged; `rest` those of them that fit no code, with `vectors`
    of shape (len(rest), n_dimensions).
    """

    free: Sequence[Passage]
    rest: Sequence[Passage]
    vectors: NDArray[np.float32]
    taught: Taught
    offers: tuple[Suggestion, ...]
    n_pinned: int
    n_new: int


def _read(project: Project, encoder: Encoder, seed: int, tell: Progress) -> _Read:
    from workbench.discovery.suggestions import Taught

    decided, texts = ledger(project), masked(project).seen.passages
    free, judgement = free_passages(project, decided.board), judgement_of(decided)
    fresh, judged = {each.id for each in free}, judgement.passages()
    known = [each for name, each in texts.items() if name in fresh or name in judged]
    vectors, n_new = read_passages(project, encoder, known, tell)
    taught = Taught(judgement, [each.id for each in known], vectors, seed=seed)
    offers = taught.suggestions([each.id for each in free])
    held_out = {each.passage_id for each in offers if each.sure}
    kept = [row for row, each in enumerate(known) if each.id in fresh and each.id not in held_out]
    return _Read(
        free=free,
        rest=[known[row] for row in kept],
        vectors=vectors[kept],
        taught=taught,
        offers=offers,
        n_pinned=len(texts) - len(free),
        n_new=n_new,
    )


def _seeded(recipe: Recipe, seed: int | None) -> Recipe:
    return recipe if seed is None else replace(recipe, seed=seed)


def _save(
    project: Project, found: Discovery, read: _Read, *, coder: str, instead: str
) -> tuple[Run, tuple[Proposal, ...]]:
    from workbench.discovery.handover import levels_of

    with deciding(project) as desk:
        earlier = runs(project)
        run = _run(found, read, coder=coder, number=len(earlier) + 1, instead=instead)
        passages = [each.id for each in read.rest]
        levels = levels_of(found, passages, lambda level, place: _name(run.id, level, place))
        add_run(desk.connection, run, _unplaced(found, read, run))
        add_levels(desk.connection, run.id, levels)
        before = desk.ledger.board
        proposals = _propose(desk, run, levels)
        replace_offers(desk.connection, read.offers, run.id)
        if earlier:
            _compare(project, desk, before, run=run, since=earlier[-1], offers=read.offers)
    return run, proposals


def _run(found: Discovery, read: _Read, *, coder: str, number: int, instead: str) -> Run:
    """Return the next run; made with the write lock held, so that no two get one number."""
    texts = hashlib.sha256("\n".join(each.id for each in read.free).encode()).hexdigest()
    name = f"{number}|{found.recipe_id}|{found.seed}|{texts}"
    return Run(
        id=RunId(str(uuid5(_NAMESPACE, name))),
        number=number,
        recipe=found.recipe_id,
        seed=found.seed,
        verdict=found.verdict.value,
        message=" ".join(filter(None, (instead, _message(found, read)))),
        n_passages=len(read.free),
        created_at=utc_now(),
        coder=coder,
        versions=dict(found.versions),
        grain=found.chosen,
    )


def _message(found: Discovery, read: _Read) -> str:
    """Return the run's sentence, after what fits codes: that is where to begin."""
    sure = [each for each in read.offers if each.sure]
    n_passages, n_codes = len({each.passage_id for each in sure}), len({each.code for each in sure})
    if not n_passages:
        return found.message
    many = "passage fits" if n_passages == 1 else "passages fit"
    to = "one of your codes" if n_codes == 1 else f"{n_codes:,} of your codes"
    told = f"{n_passages:,} {many} {to}: look at the offers."
    return f"{told} {found.message}" if read.rest else told


def _name(run: RunId, level: int, place: int) -> CandidateId:
    return CandidateId(str(uuid5(_NAMESPACE, f"{run}|{level}|{place}")))


def _propose(desk: Desk, run: Run, levels: Sequence[Levelled]) -> tuple[Proposal, ...]:
    """Put the chosen level on the board.

    Somebody may have judged passages while the machine was at work: theirs stands.
    """
    chosen = (each.proposal for each in levels if each.level == run.grain)
    proposals = without(chosen, pinned(desk.ledger.board))
    act = Propose(run_id=run.id, proposals=proposals)
    desk.record(desk.ledger.decide(act, coder=MACHINE, at=run.created_at))
    return proposals


def _unplaced(found: Discovery, read: _Read, run: Run) -> list[Unplaced]:
    """Return what is in no candidate, each with the candidate or code that is nearest."""
    left = [
        Unplaced(
            passage_id=read.rest[each.index].id,
            nearest=None if each.nearest is None else _name(run.id, run.grain, each.nearest),
            score=each.score,
        )
        for each in found.unplaced
    ]
    best: dict[PassageId, Suggestion] = {}
    for offer in read.offers:
        if offer.sure:
            best.setdefault(offer.passage_id, offer)
    return left + [
        Unplaced(passage_id=each.passage_id, nearest=each.code, score=each.probability)
        for each in best.values()
    ]


def _compare(
    project: Project,
    desk: Desk,
    before: Board,
    *,
    run: Run,
    since: Run,
    offers: Sequence[Suggestion],
) -> None:
    """Store what this run changed since the run before."""
    known = pinned(before) | unplaced(project, since.id).keys()
    known = known.union(*(held.keys() for held in before.members.values()))
    after, offered = desk.ledger.board, dict[CodeId, list[PassageId]]()
    for each in offers:
        if each.sure and each.code in after.codes:
            offered.setdefault(each.code, []).append(each.passage_id)
    difference = compare(before, after, run=run.id, since=since.id, known=known, offered=offered)
    add_difference(desk.connection, difference)
