"""What runs leave behind: levels with evidence, offers and differences, kept as they were found."""

from __future__ import annotations

from dataclasses import replace

from tests.screened import add_material
from workbench.domain.candidates import CandidateId, Run, RunId
from workbench.domain.codebook import CodeId
from workbench.domain.decisions import Proposal
from workbench.domain.difference import Difference, Shift
from workbench.domain.evidence import Evidence, Levelled, Suggestion
from workbench.domain.sources import Passage, PassageId, Source, SourceId, Span
from workbench.store.checks import find_faults
from workbench.store.database import Project, create_project, open_project
from workbench.store.levels import add_levels, count_levels, find_levelled, parts_of, read_level
from workbench.store.offers import add_difference, offers, read_difference, replace_offers
from workbench.store.runs import add_run, latest_run, runs

RUN = Run(
    id=RunId("r1"),
    number=1,
    recipe="none",
    seed=1,
    verdict="themes",
    message="Two candidates.",
    n_passages=6,
    created_at="2026-01-01T00:00:00+00:00",
    grain=1,
)
P = tuple(PassageId(f"p{number}") for number in range(6))
EVIDENCE = Evidence(
    central=P[:3],
    edge=(P[3],),
    counter=P[4],
    draft="A “gets” in the way of b.",
    draft_sources=P[:1],
)


def _proposal(name: str, *members: PassageId) -> Proposal:
    scored = tuple((each, 1 / (1 + place)) for place, each in enumerate(members))
    return Proposal(
        id=CandidateId(name),
        title=f"words of {name}",
        keywords=("cars", "Straße"),
        stability=0.61,
        members=scored,
    )


WIDE = Levelled(proposal=_proposal("w", *P[:5]), level=0, evidence=EVIDENCE)
FINE = (
    Levelled(proposal=_proposal("f1", *P[:3]), level=1, parent=CandidateId("w")),
    Levelled(proposal=_proposal("f0", *P[3:5]), level=1, parent=CandidateId("w")),
)


def _make(where: str) -> Project:
    project = create_project(where)
    source = Source(id=SourceId("s"), title="a source", text="words" * len(P))
    passages = [
        Passage(id=each, source_id=source.id, span=Span(5 * at, 5 * at + 5), quote="words")
        for at, each in enumerate(P)
    ]
    with project.writing() as connection:
        add_material(connection, [source], passages, at="now")
        add_run(connection, RUN, [])
        add_levels(connection, RUN.id, [WIDE, *FINE])
    return project


def test_levels_come_back_as_they_were_found(where: str) -> None:
    with _make(where), open_project(where) as project:
        assert count_levels(project, RUN.id) == (1, 2)
        assert find_levelled(project, CandidateId("w")) == WIDE
        assert find_levelled(project, CandidateId("f0")) == FINE[1]
        assert find_levelled(project, CandidateId("made by hand")) is None
        assert parts_of(project, CandidateId("w")) == tuple(each.proposal for each in FINE)
        assert parts_of(project, CandidateId("f0")) == ()
        with project.reading() as connection:
            assert read_level(connection, RUN.id, 0) == (WIDE.proposal,)
            assert read_level(connection, RUN.id, 7) == ()
        assert latest_run(project) == RUN
        assert list(find_faults(project)) == []


def test_offers_are_replaced_as_a_whole(where: str) -> None:
    first = Suggestion(
        passage_id=P[5], code=CodeId("k"), probability=0.91, sure=True, reasons=P[:2]
    )
    second = replace(first, code=CodeId("other"), probability=0.4, sure=False, reasons=())
    with _make(where) as project:
        assert offers(project) == ()
        with project.writing() as connection:
            replace_offers(connection, [second, first], RUN.id)
        assert offers(project) == (first, second)
        with project.writing() as connection:
            replace_offers(connection, [second], None)
        assert offers(project) == (second,)
        with project.writing() as connection:
            replace_offers(connection, [], None)
        assert offers(project) == ()
        assert list(find_faults(project)) == []


def test_a_difference_comes_back_line_by_line(where: str) -> None:
    shift = Shift(theme="w", title="Words", passages=P[:2], why="New: “so” it is.")
    later = replace(RUN, id=RunId("r2"), number=2)
    told = Difference(
        run="r2", since="r1", offered=(shift, replace(shift, theme="k")), gone=(shift,)
    )
    with _make(where) as project:
        with project.writing() as connection:
            add_run(connection, later, [])
            add_difference(connection, told)
        assert read_difference(project, RunId("r2")) == told
        assert read_difference(project, RunId("r1")) == Difference(run="r1")
        assert [each.id for each in runs(project)] == ["r1", "r2"]
        assert list(find_faults(project)) == []
