"""A board in the middle of an evening: levels, evidence, offers, a difference, and what was read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tests.app.boards import WORDS, make_board
from tests.services.pieces import add_run_levels
from workbench.domain.candidates import CandidateId
from workbench.domain.codebook import CodeId, CodeKind
from workbench.domain.decisions import Confirm, CreateCode
from workbench.domain.difference import Difference, Shift
from workbench.domain.evidence import Suggestion
from workbench.domain.sources import PassageId, text_hash
from workbench.services.decide import decide
from workbench.store.database import Project
from workbench.store.material import material
from workbench.store.offers import add_difference, replace_offers
from workbench.store.vectors import VectorCache

SENTENCE = "One visit is typed into three systems, so families wait."
TYPING, TRUST = CodeId("typing"), CodeId("trust")


def offer(passage: str, code: CodeId, probability: float, *reasons: str) -> Suggestion:
    """Return what a run would offer."""
    return Suggestion(
        passage_id=PassageId(passage),
        code=code,
        probability=probability,
        sure=probability > 0.7,
        reasons=tuple(map(PassageId, reasons)),
    )


def offer_all(project: Project, offers: Sequence[Suggestion]) -> None:
    """Put these offers in place of all others."""
    with project.writing() as connection:
        replace_offers(connection, offers, None)


def make_evening(
    where: Path, *, words: Sequence[str] = WORDS, aside: int = 6, name: str = "An evening"
) -> Project:
    """Make a project with a barrier of p0 to p3, a code of p4, and open candidates c1 and c2.

    p5, p6, p12 and p13 are offered to the barrier ``typing``, p7 hardly; p5 to the code ``trust``.
    """
    project = make_board(where, words=words, aside=aside, name=name)
    run = add_run_levels(project)
    confirm = Confirm(
        candidate=CandidateId("c0"), name="Typing", statement=SENTENCE, code_id=TYPING
    )
    decide(project, confirm, coder="Ann")
    trust = CreateCode(name="Trust", kind=CodeKind.CODE, code_id=TRUST, passages=(PassageId("p4"),))
    decide(project, trust, coder="Ann")
    offer_all(
        project,
        [
            offer("p12", TYPING, 0.91, "p2", "p0", "p1"),
            offer("p13", TYPING, 0.86, "p3"),
            offer("p6", TYPING, 0.7, "p0"),
            offer("p5", TYPING, 0.6, "p0", "p1"),
            offer("p7", TYPING, 0.2, "p3"),
            offer("p5", TRUST, 0.3, "p4"),
        ],
    )
    _read(project)
    shift = Shift(theme="c2", title="Who may decide", passages=(PassageId("p8"),), why="It is new.")
    gone = Shift(theme="left", title=name, passages=(), why="Its passages are elsewhere.")
    told = Shift(theme=TYPING, title="Typing", passages=(PassageId("p12"),), why="It reads alike.")
    with project.writing() as connection:
        add_difference(
            connection,
            Difference(run=run.id, since=run.id, offered=(told,), new=(shift,), gone=(gone,)),
        )
    return project


def _read(project: Project) -> None:
    """Keep vectors: passages lie on a half circle in the order of their numbers."""
    texts = material(project).passages
    angles = np.linspace(0, np.pi, len(texts))
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    names = [text_hash(each.quote) for each in texts.values()]
    VectorCache(project, "encoder").add(names, vectors)
