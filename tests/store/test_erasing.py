"""Sources erased, alike in a file and in PostgreSQL: sound afterwards, and nowhere any more."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
import sqlalchemy as sa

from tests.properties.acts import PASSAGES, any_act, coder, run
from tests.screened import add_material
from workbench.domain.candidates import CandidateId, Run, RunId
from workbench.domain.codebook import CodeId
from workbench.domain.decisions import Add, CreateCode, Decision, Erase, Proposal, Step, Undo
from workbench.domain.evidence import Evidence, Levelled, Suggestion
from workbench.domain.searches import Condition, SavedSearch, Search
from workbench.domain.sources import Passage, PassageId, Source, SourceId, Span, cut, text_hash
from workbench.errors import DecisionError
from workbench.services.erase_case import erase_case
from workbench.store.checks import find_faults
from workbench.store.database import Project, create_project, open_project
from workbench.store.erasing import erase_sources, find_sources
from workbench.store.finishing import finish
from workbench.store.levels import add_levels, find_levelled
from workbench.store.log import deciding, latest_seq, ledger
from workbench.store.material import add_passage_by_hand, material
from workbench.store.offers import offers, replace_offers
from workbench.store.runs import Unplaced, add_run, unplaced
from workbench.store.saved_searches import keep_search, saved_searches
from workbench.store.search import search_passages
from workbench.store.tables import Row
from workbench.store.vectors import VectorCache

AT = "2026-03-01T09:00:00.000+00:00"


def _quote(number: int) -> str:
    return f"Zebra{number} waited with words of others."


def fill(project: Project) -> None:
    """Give a project ten sources of five cases, each with one passage."""
    made = []
    for number, name in enumerate(PASSAGES):
        quote = _quote(number)
        text = f"{quote} Then some."
        source = Source(
            id=SourceId(f"source-{number}"), title=f"row {number}", text=text,
            external_id=f"X{number}", case=f"Person{number // 2}", attributes={"team": "North"},
        )  # fmt: skip
        made.append((source, cut(source, Span(0, len(quote)), name)))
    with project.writing() as connection:
        add_material(connection, [s for s, _ in made], [p for _, p in made], at=AT)


def erase(project: Project, sources: Sequence[str]) -> Decision:
    with deciding(project) as desk:
        chosen = tuple(map(SourceId, sources))
        return erase_sources(
            desk, chosen, coder="Ruth", at=AT, ordinary=lambda word: "zebra" not in word
        )


def rows(project: Project) -> str:
    """Return everything that stands in any table, as one text."""
    with project.reading() as connection:
        return "\n".join(
            repr(tuple(row))
            for table in Row.metadata.sorted_tables
            for row in connection.execute(sa.select(table))
        )


def _live(project: Project, dice: Random, steps: int) -> None:
    """Let people decide, about passages that are there."""
    there = set(material(project).passages)
    for _ in range(steps):
        decided = ledger(project)
        step: Step = Undo() if dice.random() < 0.15 else any_act(decided, dice)
        if any(f"'{each}'" in repr(step) for each in PASSAGES if each not in there):
            continue
        try:
            with deciding(project) as desk:
                if isinstance(step, Undo):
                    desk.record(desk.ledger.undo(coder=coder(dice), at="now"))
                elif not hasattr(step, "decision"):
                    desk.record(desk.ledger.decide(step, coder=coder(dice), at="now"))
        except DecisionError:
            continue


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_random_life_and_two_erasures_leave_a_sound_project(where: str, seed: int) -> None:
    dice = Random(seed)
    with create_project(where) as project, open_project(where) as other:
        fill(project)
        with deciding(project) as desk:
            desk.record(desk.ledger.decide(run(desk.ledger, dice), coder="workbench", at="now"))
        left = list(range(10))
        for _ in range(2):
            _live(project, dice, 40)
            ledger(other), material(other)
            gone = dice.sample(left, 3)
            left = [number for number in left if number not in gone]
            erase(project, [f"source-{number}" for number in gone])
            [due] = find_faults(project)
            assert "unused bytes" in due
            assert finish(project) == ""
            assert list(find_faults(project)) == []
            said = rows(project)
            for number in gone:
                for word in (f"'p{number}'", f'"p{number}"', f"source-{number}'", f"ebra{number}"):
                    assert word not in said
            assert ledger(other).board == ledger(project).board
            assert ledger(other).decisions == ledger(project).decisions
            assert material(other).passages == material(project).passages
            assert list(material(other).passages) == [f"p{number}" for number in left]
        with open_project(where) as again:
            assert ledger(again).board == ledger(project).board
            assert ledger(again).done == ledger(project).done


def _with_everything(project: Project) -> None:
    """Give the filled project a run, offers, vectors, a passage by hand and a kept search."""
    named = Run(
        id=RunId("r"), number=1, recipe="x", seed=1, verdict="themes", message="Some.",
        n_passages=10, created_at=AT,
    )  # fmt: skip

    def levelled(name: str, title: str, keywords: tuple[str, ...], *numbers: int) -> Levelled:
        passages = tuple(PASSAGES[number] for number in numbers)
        return Levelled(
            proposal=Proposal(
                id=CandidateId(name), title=title, keywords=keywords,
                members=tuple((each, 0.5) for each in passages),
            ),
            level=0,
            evidence=Evidence(
                central=passages, edge=passages[:1], counter=passages[-1],
                draft="Zebra0 gets in the way.", draft_sources=passages[:1],
            ),
        )  # fmt: skip

    levels = [
        levelled("c0", "Zebra0 waiting", ("zebra0", "words"), 0, 1, 2),
        levelled("c1", "Words of others", ("others",), 2, 3),
        levelled("c2", "Zebra0", ("zebra0",), 0),
    ]
    by_hand = [Span(0, 6), Span(7, 13)]
    with deciding(project) as desk:
        add_run(desk.connection, named, [Unplaced(passage_id=PASSAGES[0], nearest="c1", score=0.1)])
        add_levels(desk.connection, named.id, levels)
        for number, span in ((0, by_hand[0]), (3, by_hand[1])):
            [text] = [
                s.text for s in material(project).sources.values() if s.id == f"source-{number}"
            ]
            name, quote = PassageId(f"hand-{number}"), text[span.start : span.end]
            passage = Passage(
                id=name, source_id=SourceId(f"source-{number}"), span=span, quote=quote
            )
            add_passage_by_hand(desk.connection, passage)
        for act in (
            CreateCode(name="Zebra0", passages=(PassageId("hand-0"),), code_id=CodeId("k0")),
            CreateCode(name="Waiting", passages=(PassageId("hand-3"),), code_id=CodeId("k1")),
            Add(passages=(PASSAGES[0], PASSAGES[4]), to="k1"),
        ):
            desk.record(desk.ledger.decide(act, coder="Ruth", at=AT, reason="As Zebra0 said."))
        offered = [
            Suggestion(passage_id=PASSAGES[0], code=CodeId("k1"), probability=0.9, reasons=(PASSAGES[4],)),
            Suggestion(passage_id=PASSAGES[5], code=CodeId("k1"), probability=0.9, reasons=PASSAGES[:1]),
            Suggestion(
                passage_id=PASSAGES[6], code=CodeId("k1"), probability=0.9,
                reasons=(PASSAGES[0], PASSAGES[4]),
            ),
        ]  # fmt: skip
        replace_offers(desk.connection, offered, named.id)
    where = (Condition("team", "North"), Condition("case", "Zebra0"))
    keep_search(
        project, SavedSearch(id="1", name="On Zebra0", search=Search(words="zebra0", where=where))
    )


def _vectors(project: Project) -> list[bool]:
    places = {text_hash(_quote(number)): number for number in range(10)}
    found = VectorCache(project, "any").read_into(np.zeros((10, 2), np.float32), places)
    return [bool(each) for each in found]


def test_everything_that_was_made_of_it_goes_and_the_rest_stays(where: str) -> None:
    with create_project(where) as project:
        fill(project)
        _with_everything(project)
        names = [text_hash(_quote(number)) for number in range(10)]
        VectorCache(project, "any").add(names, np.ones((10, 2), np.float32))
        line = erase(project, ["source-0"])
        finish(project)
        assert list(find_faults(project)) == []
        assert _vectors(project) == [False] + [True] * 9
        assert [(each.passage_id, each.reasons) for each in offers(project)] == [("p6", ("p4",))]
        assert unplaced(project, RunId("r")) == {}
        first, second = (
            find_levelled(project, CandidateId("c0")),
            find_levelled(project, CandidateId("c1")),
        )
        assert first is not None
        assert first.proposal.title == "words"
        assert (first.proposal.keywords, first.evidence and first.evidence.draft) == (
            ("words",),
            "",
        )
        assert first.evidence is not None
        assert (first.evidence.central, first.evidence.edge) == (("p1", "p2"), ())
        assert second is not None
        assert second.proposal.title == "Words of others"
        assert find_levelled(project, CandidateId("c2")) is None
        board = ledger(project).board
        assert {code.name for code in board.codes.values()} == {"[erased]", "Waiting"}
        assert board.passages_of("k1") == ("hand-3", "p4")
        assert "hand-3" in material(project).by_hand
        assert ledger(project).decisions[0].reason == "As [erased] said."
        [kept] = saved_searches(project)
        assert (kept.name, kept.search.words) == ("On [erased]", "[erased]")
        assert "ebra0" not in rows(project)
        assert isinstance(line.step, Erase)
        counts = dict(line.step.counts)
        assert (counts["sources"], counts["passages"], counts["codings"]) == (1, 2, 2)
        assert (counts["offers"], counts["vectors"], counts["cases"], counts["levels"]) == (
            2,
            1,
            0,
            1,
        )
        assert search_passages(project, "zebra0") == ()
        assert search_passages(project, "zebra5") == ("p5",)
        assert len(search_passages(project, "words of others")) == 9


def test_what_somebody_else_said_in_the_same_words_keeps_its_vector(where: str) -> None:
    with create_project(where) as project:
        made = [
            Source(id=SourceId(name), title=name, text="No cars.", case=name) for name in ("a", "b")
        ]
        passages = [cut(each, Span(0, 8), PassageId(f"p-{each.id}")) for each in made]
        with project.writing() as connection:
            add_material(connection, made, passages, at=AT)
        cache = VectorCache(project, "any")
        cache.add([text_hash("No cars.")], np.ones((1, 2), np.float32))
        vectors = np.zeros((1, 2), np.float32)
        erase(project, ["a"])
        assert cache.read_into(vectors, {text_hash("No cars."): 0}).all()
        erase(project, ["b"])
        assert not cache.read_into(vectors, {text_hash("No cars."): 0}).any()
        assert material(project).passages == {}
        finish(project)
        assert list(find_faults(project)) == []


def test_a_reader_that_began_before_keeps_no_vectors(where: str) -> None:
    with create_project(where) as project, open_project(where) as other:
        fill(project)
        cache, names = VectorCache(other, "any"), [text_hash("late")]
        cache.read_into(np.zeros((1, 2), np.float32), {names[0]: 0})
        erase(project, ["source-0"])
        cache.add(names, np.ones((1, 2), np.float32))
        found = VectorCache(project, "any").read_into(np.zeros((1, 2), np.float32), {names[0]: 0})
        assert not found.any()


def test_offers_that_were_made_meanwhile_speak_of_nothing_that_is_gone(where: str) -> None:
    with create_project(where) as project:
        fill(project)
        erase(project, ["source-0"])

        def offer(passage: int, *reasons: int) -> Suggestion:
            because = tuple(PASSAGES[each] for each in reasons)
            return Suggestion(
                passage_id=PASSAGES[passage], code=CodeId("k"), probability=0.5, reasons=because
            )

        late = [offer(0, 1), offer(1, 0), offer(2, 0, 1), offer(3, 4), offer(5)]
        with project.writing() as connection:
            replace_offers(connection, late, None)
        found = {each.passage_id: each.reasons for each in offers(project)}
        assert found == {"p2": ("p1",), "p3": ("p4",), "p5": ()}


def test_new_material_comes_in_after_an_erasure(where: str) -> None:
    with create_project(where) as project:
        fill(project)
        erase(project, ["source-3", "source-7"])
        late = Source(id=SourceId("late"), title="late", text="Later words.", case="Late")
        with project.writing() as connection:
            add_material(connection, [late], [cut(late, Span(0, 12), PassageId("pl"))], at=AT)
        assert list(material(project).passages)[-2:] == ["p9", "pl"]
        finish(project)
        assert list(find_faults(project)) == []
        assert search_passages(project, "later") == ("pl",)


def test_sources_are_found_by_case_and_by_either_id(where: str) -> None:
    with create_project(where) as project:
        fill(project)
        with project.reading() as connection:
            assert find_sources(connection, case="Person1") == ("source-2", "source-3")
            assert find_sources(connection, source="X4") == ("source-4",)
            assert find_sources(connection, source="source-4") == ("source-4",)
            assert find_sources(connection, case="person1") == ()


def test_lines_before_an_erasure_that_were_changed_are_told(where: str) -> None:
    with create_project(where) as project:
        fill(project)
        with deciding(project) as desk:
            act = CreateCode(name="Waiting", passages=PASSAGES[:2], code_id=CodeId("k"))
            desk.record(desk.ledger.decide(act, coder="Ruth", at=AT))
        erase(project, ["source-0"])
        finish(project)
        assert latest_seq(project) == 2
        assert list(find_faults(project)) == []
        with project.writing() as connection:
            connection.execute(sa.text("UPDATE decision SET reason = 'other' WHERE seq = 1"))
        assert any("not as it left them" in each for each in find_faults(project))


def test_the_act_itself_is_the_same_in_either_database(where: str) -> None:
    with create_project(where) as project:
        fill(project)
        receipt = erase_case(project, cases=["Person1"], sources=["X9"], coder="Ruth")
        assert (receipt.counts["sources"], receipt.unfinished) == (3, "")
        assert any("server" in each for each in receipt.not_recalled) is (project.path is None)
        assert list(find_faults(project)) == []
        assert "Person1" not in rows(project)
