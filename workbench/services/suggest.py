"""Suggest: what has been decided so far is learned from, and the rest is offered to codes anew.

Candidates stay as they are; only the offers are replaced. A run does the same by the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.discovery.progress import Progress, silent, within
from workbench.domain.evidence import LIKELY, Suggestion
from workbench.domain.judgement import judgement_of, pinned
from workbench.domain.viewers import Right, needs
from workbench.errors import UnknownRecipe
from workbench.privacy.gate import FINDER, Gate
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import masked
from workbench.store.offers import replace_offers
from workbench.store.reading import read_passages
from workbench.store.runs import latest_run
from workbench.store.screening import screen_missing

if TYPE_CHECKING:
    from workbench.discovery.recipes import Recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestReport:
    """What is offered now: how many offers, of how many passages, to how many codes.

    `n_sure` counts the offers that fit so well that a run would hold the passage out of new
    candidates; `coder` is who asked.
    """

    n_offers: int
    n_passages: int
    n_codes: int
    n_sure: int
    n_new_vectors: int
    message: str
    coder: str = ""


@needs(Right.JUDGE)
def suggest(
    project: Project, *, coder: str = "", progress: Progress | None = None
) -> SuggestReport:
    """Offer what nobody has judged to the codes as they stand, in place of all earlier offers.

    The vectors are those of the latest run's recipe, or the default one's. What was refused for a
    code, or taken out of it, is not offered to it.

    Raises
    ------
    InvalidRecipe, BrokenModel
        When the recipe cannot be used.
    """
    tell = progress or silent
    offers, n_new, instead = _offers(project, within(tell, 0.0, 0.95))
    run = latest_run(project)
    with project.writing() as connection:
        replace_offers(connection, offers, run.id if run else None)
    tell("Saved", 1.0)
    n_passages, n_codes = _counted(offers)
    return SuggestReport(
        n_offers=len(offers),
        n_passages=n_passages,
        n_codes=n_codes,
        n_sure=sum(each.sure for each in offers),
        n_new_vectors=n_new,
        message=" ".join(filter(None, (instead, _message(project, offers)))),
        coder=coder,
    )


def _offers(project: Project, tell: Progress) -> tuple[tuple[Suggestion, ...], int, str]:
    from workbench.discovery.encoders import load_encoder_or_plain
    from workbench.discovery.suggestions import Taught

    screen_missing(project, Gate(project.fact("id")), FINDER, within(tell, 0.0, 0.0))
    decided, texts = ledger(project), masked(project).seen.passages
    judgement = judgement_of(decided)
    held = pinned(decided.board)
    free = [name for name in texts if name not in held]
    if not judgement.codes or not free:
        return (), 0, ""
    tell("Getting ready to read", 0.0)
    encoder, recipe, instead = load_encoder_or_plain(_recipe(project))
    judged = judgement.passages()
    known = [each for name, each in texts.items() if name in judged or name not in held]
    vectors, n_new = read_passages(project, encoder, known, within(tell, 0.1, 0.8))
    tell("Learning from what was decided", 0.8)
    taught = Taught(judgement, [each.id for each in known], vectors, seed=recipe.seed)
    return taught.suggestions(free), n_new, instead or ""


def _recipe(project: Project) -> Recipe:
    """Return the recipe of the latest run; the default one when it is no longer there."""
    from workbench.discovery.recipes import load_recipe

    run = latest_run(project)
    try:
        return load_recipe(run.recipe if run else None)
    except UnknownRecipe:
        return load_recipe(None)


def _message(project: Project, offers: Sequence[Suggestion]) -> str:
    if offers:
        return _told(offers)
    if not ledger(project).board.codes:
        return "There is no code yet to offer passages to: confirm a candidate or code by hand."
    return "No passage that nobody has judged reads like what is coded so far."


def _told(offers: Sequence[Suggestion]) -> str:
    likely, n_codes = _counted([each for each in offers if each.probability >= LIKELY])
    others = _counted(offers)[0] - likely
    if not likely:
        many = "passage" if others == 1 else "passages"
        return f"{others:,} {many} might belong to a code, none of them likely: decide some more first."
    many = "passage likely fits" if likely == 1 else "passages likely fit"
    to = "1 code" if n_codes == 1 else f"{n_codes:,} codes"
    return f"{likely:,} {many} {to}; {others:,} more might."


def _counted(offers: Sequence[Suggestion]) -> tuple[int, int]:
    """Return of how many passages, and to how many codes, offers are."""
    return len({each.passage_id for each in offers}), len({each.code for each in offers})
