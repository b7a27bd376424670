"""A board with evidence and vectors for many candidates, as a review finds it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tests.app.boards import WORDS, make_board
from workbench.domain.candidates import CandidateId, Run, RunId
from workbench.domain.decisions import Proposal
from workbench.domain.evidence import Evidence, Levelled
from workbench.domain.sources import PassageId, text_hash
from workbench.store.database import Project
from workbench.store.levels import add_levels
from workbench.store.material import material
from workbench.store.runs import add_run
from workbench.store.vectors import VectorCache

TITLES = tuple(f"Theme {number:02}" for number in range(60))


def make_review(where: Path, *, themes: int = 24, each: int = 6, aside: int = 8) -> Project:
    """Make a project whose candidates ``c0``, ``c1``, … each have a draft, evidence and vectors."""
    project = make_board(
        where, themes=themes, each=each, aside=aside, titles=TITLES, words=many_words()
    )
    run = Run(
        id=RunId("run"),
        number=1,
        recipe="minilm-consensus-v2",
        seed=1,
        verdict="themes",
        message=f"{themes} candidates.",
        n_passages=themes * each + aside,
        created_at="2026-01-01T00:00:00+00:00",
        grain=0,
    )
    with project.writing() as connection:
        add_run(connection, run, [])
        add_levels(connection, run.id, [_levelled(number, each) for number in range(themes)])
    keep_vectors(project, each)
    return project


def many_words() -> tuple[str, ...]:
    """Return sentences that are not nearly the same."""
    places = ("office", "car", "school", "court", "kitchen", "corridor", "clinic")
    return tuple(f"{one} It was in the {place}." for place in places for one in WORDS)


def keep_vectors(project: Project, each: int) -> None:
    """Give every passage a vector: those of one candidate lie together, in two lumps."""
    texts, dice = material(project).passages, np.random.default_rng(3)
    directions = dice.normal(size=(len(texts) // each + 1, 16))
    lumps = dice.normal(size=(2, 16)) / 2
    rows = [
        directions[place // each] + lumps[place % 2] + dice.normal(size=16) / 8
        for place in range(len(texts))
    ]
    vectors = np.stack(rows).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    names = [text_hash(passage.quote) for passage in texts.values()]
    VectorCache(project, "encoder").add(names, vectors)


def _levelled(number: int, each: int) -> Levelled:
    passages = tuple(PassageId(f"p{place}") for place in range(number * each, (number + 1) * each))
    members = tuple((name, 1 - place / 20) for place, name in enumerate(passages))
    return Levelled(
        proposal=Proposal(id=CandidateId(f"c{number}"), title=TITLES[number], members=members),
        level=0,
        parent=None,
        evidence=Evidence(
            central=passages[:3],
            edge=passages[-2:],
            draft=f"Sentence {number} gets in the way of visits.",
            draft_sources=passages[:1],
        ),
    )
