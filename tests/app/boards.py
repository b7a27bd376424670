"""Small projects for the screens: real files, made by the same acts as everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.screened import add_material
from workbench.domain.candidates import CandidateId, RunId
from workbench.domain.decisions import MACHINE, Proposal, Propose
from workbench.domain.sources import Passage, PassageId, Source, SourceId, Span, cut
from workbench.store.database import Project, create_project
from workbench.store.log import deciding

WORDS = (
    "I typed the visit into three systems before lunch.",
    "The voucher waited four days for a signature.",
    "Nobody could say who may decide about a taxi.",
    "A quiet afternoon let me finish with one family.",
)
TITLES = ("Typing it twice", "Waiting for a signature", "Who may decide", "Quiet afternoons")


def make_board(
    where: Path,
    *,
    themes: int = 3,
    each: int = 4,
    aside: int = 2,
    titles: Sequence[str] = TITLES,
    attributes: Mapping[str, str] | None = None,
    words: Sequence[str] = WORDS,
    name: str = "An evening",
) -> Project:
    """Make a project with candidates ``c0``, ``c1``, … of passages ``p0``, ``p1``, …, and more."""
    project = create_project(where, name=name, at="2026-01-01T00:00:00+00:00")
    total = themes * each + aside
    made = [_source(index, words, attributes) for index in range(total)]
    with project.writing() as connection:
        add_material(
            connection, [one for one, _ in made], [other for _, other in made], at="2026-01-01"
        )
    proposals = tuple(_proposal(index, each, titles) for index in range(themes))
    if proposals:
        propose(project, proposals)
    return project


def propose(project: Project, proposals: tuple[Proposal, ...], run: str = "run") -> None:
    """Put candidates on the board, as a run does."""
    act = Propose(run_id=RunId(run), proposals=proposals)
    with deciding(project) as desk:
        desk.record(desk.ledger.decide(act, coder=MACHINE, at="2026-01-01T00:00:00+00:00"))


def _source(
    index: int, words: Sequence[str], attributes: Mapping[str, str] | None
) -> tuple[Source, Passage]:
    given = attributes or {
        "authority": ("Calderwick", "Eastmarsh")[index % 2],
        "team": f"Team {index % 3}",
        "role": ("social worker", "team manager")[index % 2],
        "date": f"2026-03-{index % 27 + 1:02}",
    }
    text = f"Monday was long. {words[index % len(words)]} That was that ({index})."
    source = Source(
        id=SourceId(f"s{index}"),
        title=f"reflection {index}",
        text=text,
        external_id=f"H{index:03}",
        case=f"P{index // 2}",
        attributes=given,
        origin="reflections.csv",
    )
    return source, cut(source, Span(17, len(text)), PassageId(f"p{index}"))


def _proposal(index: int, each: int, titles: Sequence[str]) -> Proposal:
    members = range(index * each, (index + 1) * each)
    return Proposal(
        id=CandidateId(f"c{index}"),
        title=titles[index] if index < len(titles) else f"Theme number {index}",
        keywords=("typing", "visit", "system"),
        stability=0.8,
        members=tuple((PassageId(f"p{n}"), 1 - 0.5 * k / each) for k, n in enumerate(members)),
    )
