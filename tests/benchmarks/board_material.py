"""A board of any size: passages that all differ, people, teams, candidates, drafts, vectors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import sqlalchemy as sa

from tests.benchmarks.material import passages
from workbench.domain.candidates import CandidateId, Run, RunId
from workbench.domain.decisions import MACHINE, Proposal, Propose
from workbench.domain.evidence import Evidence, Levelled
from workbench.domain.identifiers import Mark
from workbench.domain.masking import as_read
from workbench.domain.sources import Passage, PassageId, Source, SourceId, Span, cut, text_hash
from workbench.privacy.gate import FINDER
from workbench.store.database import Project, create_project
from workbench.store.identifiers import add_screening
from workbench.store.levels import add_levels
from workbench.store.log import deciding
from workbench.store.material import add_material, material
from workbench.store.runs import add_run
from workbench.store.value_marks import unscreened_values
from workbench.store.vectors import VectorCache

_AT = "2026-01-01T00:00:00+00:00"
#: Nine in ten passages are in a candidate.
_PLACED = 0.9
_DIMENSIONS = 64


def make_large(where: Path, count: int, *, candidates: int = 120) -> Project:
    """Make a project of so many passages; the same one every time."""
    project = create_project(where, name=f"{count:,} passages", at=_AT)
    texts = passages(count)
    made = [_source(number, text) for number, text in enumerate(texts)]
    with project.writing() as connection:
        add_material(connection, [one for one, _ in made], [other for _, other in made], at=_AT)
        _screen(connection, [one for one, _ in made])
    proposals = _proposals(count, candidates)
    run = Run(
        id=RunId("run"),
        number=1,
        recipe="minilm-consensus-v2",
        seed=1,
        verdict="themes",
        message=f"{candidates} candidates.",
        n_passages=count,
        created_at=_AT,
        grain=0,
    )
    with project.writing() as connection:
        add_run(connection, run, [])
        add_levels(connection, run.id, list(map(_levelled, proposals)))
    with deciding(project) as desk:
        act = Propose(run_id=RunId("run"), proposals=proposals)
        desk.record(desk.ledger.decide(act, coder=MACHINE, at=_AT))
    _keep_vectors(project, [as_read(each.quote) for each in material(project).passages.values()])
    return project


def _source(number: int, text: str) -> tuple[Source, Passage]:
    source = Source(
        id=SourceId(f"s{number}"),
        title=f"reflection {number}",
        text=text,
        external_id=f"R{number}",
        case=f"person {number // 3}",
        attributes={
            "authority": f"Authority {number % 7}",
            "team": f"Team {number % 41}",
            "role": ("social worker", "team manager", "partner")[number // 3 % 3],
            "date": f"2026-{number % 12 + 1:02}-{number % 27 + 1:02}",
        },
        origin="large.csv",
    )
    return source, cut(source, Span(0, len(text)), PassageId(f"p{number}"))


def _screen(connection: sa.Connection, sources: Sequence[Source]) -> None:
    """Let all be screened; every third text begins with a stand-in."""
    marks = {each.id: _marks(each) if place % 3 == 0 else () for place, each in enumerate(sources)}
    values = {each.id: () for each in unscreened_values(connection)}
    add_screening(connection, marks, values=values, finder=FINDER, at=_AT)


def _marks(source: Source) -> tuple[Mark, ...]:
    end = len(source.text.split(" ", 1)[0])
    return (Mark(source=source.id, start=0, end=end, kind="person", label="[worker A]"),)


def _proposals(count: int, candidates: int) -> tuple[Proposal, ...]:
    each = int(count * _PLACED) // candidates
    return tuple(
        Proposal(
            id=CandidateId(f"c{number}"),
            title=f"Theme number {number}",
            keywords=("visit", "voucher", "signature", "team"),
            stability=0.5 + number % 50 / 100,
            members=tuple(
                (PassageId(f"p{place}"), round(1 - (place - number * each) / (2 * each), 4))
                for place in range(number * each, (number + 1) * each)
            ),
        )
        for number in range(candidates)
    )


def _levelled(proposal: Proposal) -> Levelled:
    named = tuple(name for name, _ in proposal.members)
    evidence = Evidence(
        central=named[:3],
        edge=named[-3:],
        draft=f"{proposal.title} gets in the way of visits.",
        draft_sources=named[:1],
    )
    return Levelled(proposal=proposal, level=0, parent=None, evidence=evidence)


def _keep_vectors(project: Project, texts: Sequence[str]) -> None:
    dice = np.random.default_rng(1)
    vectors = dice.normal(size=(len(texts), _DIMENSIONS)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    for start in range(0, len(texts), 5_000):
        stretch = slice(start, start + 5_000)
        names = [text_hash(each) for each in texts[stretch]]
        VectorCache(project, "encoder").add(names, vectors[stretch])
