"""The masked view: only what changed is made anew, and what nobody has screened is not shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from workbench.domain.identifiers import Change, Mark, NameDecision, Origin, Part, Verdict, judged
from workbench.domain.sources import PassageId, Source, SourceId, Span, cut, text_hash
from workbench.domain.viewers import LOCAL, Role
from workbench.store.checks import find_faults
from workbench.store.database import Project, create_project, open_project
from workbench.store.identifiers import (
    add_screening,
    cleared,
    forget_marks,
    marks_of,
    name_decisions,
    record,
    unscreened,
)
from workbench.store.masks import NOT_SCREENED, hashes_as_read
from workbench.store.material import add_material, as_seen, canonical_span, given, material
from workbench.store.search import search_passages

AT = "2026-03-01T09:00:00.000+00:00"
TEXT = "Ann rang Bob. Then she left."


def source(number: int) -> Source:
    return Source(
        id=SourceId(f"s{number}"), title=f"Ann {number}", text=TEXT, external_id=f"Bob-{number}",
        case="Cem",
    )  # fmt: skip


def a_mark(number: int, start: int, end: int, part: Part = Part.TEXT) -> Mark:
    name = SourceId(f"s{number}")
    return Mark(source=name, part=part, start=start, end=end, kind="person", label="[person A]")


def decide(project: Project, changes: tuple[Change, ...]) -> None:
    seq = len(name_decisions_of(project)) + 1
    decision = NameDecision(id=f"d{seq}", verb="mask", coder="Ruth", at=AT, changes=changes)
    with project.writing() as connection:
        record(connection, decision)


def name_decisions_of(project: Project) -> tuple[NameDecision, ...]:
    with project.reading() as connection:
        return name_decisions(connection)


@pytest.fixture
def project(where: str) -> Iterator[Project]:
    with create_project(where) as made:
        sources = [source(number) for number in range(3)]
        passages = [
            cut(each, span, PassageId(f"{each.id}-{span.start}"))
            for each in sources
            for span in (Span(0, 13), Span(14, 28))
        ]
        with made.writing() as connection:
            add_material(connection, sources, passages, at=AT)
            found: dict[SourceId, tuple[Mark, ...]] = {
                SourceId(f"s{n}"): (a_mark(n, 0, 3), a_mark(n, 9, 12)) for n in range(2)
            }
            found[SourceId("s1")] += (
                a_mark(1, 0, 3, Part.TITLE), a_mark(1, 0, 3, Part.EXTERNAL_ID),
                a_mark(1, 0, 3, Part.CASE),
            )  # fmt: skip
            add_screening(connection, found, finder="test", at=AT)
        yield made


def test_stand_ins_are_shown_and_quoted(project: Project) -> None:
    texts = material(project)
    assert texts.sources[SourceId("s0")].text == "[person A] rang [person A]. Then she left."
    for each in texts.passages.values():
        whole = texts.sources[each.source_id].text
        assert whole[each.span.start : each.span.end] == each.quote
    as_given = material(project.seen_by(LOCAL.acting_as(Role.STEWARD)))
    assert as_given.sources[SourceId("s0")].text == TEXT
    assert as_given is given(project)


def test_titles_ids_and_cases_have_stand_ins_too(project: Project) -> None:
    one = material(project).sources[SourceId("s1")]
    assert (one.title, one.external_id, one.case) == ("[person A] 1", "[person A]-1", "[person A]")


def test_what_nobody_has_screened_is_not_shown(project: Project) -> None:
    hidden = material(project).sources[SourceId("s2")]
    assert (hidden.text, hidden.title, hidden.external_id) == (NOT_SCREENED, NOT_SCREENED, "")
    assert {p.quote for p in material(project).passages.values() if p.source_id == "s2"} == {
        NOT_SCREENED
    }
    with project.reading() as connection:
        assert [each.id for each in unscreened(connection)] == ["s2"]
    found = {
        material(project).passages[name].source_id for name in search_passages(project, "left")
    }
    assert found == {"s0", "s1"}


def test_only_what_changed_is_made_anew(project: Project) -> None:
    before = material(project)
    assert material(project) is before
    decide(project, judged([a_mark(0, 0, 3)], Verdict.KEEP))
    after = material(project)
    assert after.sources[SourceId("s0")].text == "Ann rang [person A]. Then she left."
    assert after.sources[SourceId("s1")] is before.sources[SourceId("s1")]
    assert list(after.passages) == list(before.passages)
    assert after.passages[PassageId("s1-0")] is before.passages[PassageId("s1-0")]
    with open_project(project.where) as other:
        assert material(other) == after


def test_spans_go_both_ways_at_one_place(project: Project) -> None:
    name = SourceId("s0")
    seen = material(project).sources[name].text
    at = seen.index("rang")
    span = canonical_span(project, name, Span(at, at + 4))
    assert TEXT[span.start : span.end] == "rang"
    steward = project.seen_by(LOCAL.acting_as(Role.STEWARD))
    assert canonical_span(steward, name, span) == span
    passage = cut(source(0), Span(4, 12), PassageId("x"))
    assert as_seen(project, passage).quote == "rang [person A]"
    assert as_seen(steward, passage) is passage


def test_nothing_is_clear_by_itself(project: Project) -> None:
    with project.reading() as connection:
        assert cleared(connection) == frozenset()
        assert {each.found for each in marks_of(connection, SourceId("s0"))} == {Origin.MASK}


def test_vectors_lie_under_what_is_read(project: Project) -> None:
    with project.reading() as connection:
        found = hashes_as_read(connection)
    assert found == {
        text_hash("somebody rang somebody."),
        text_hash("Then she left."),
        text_hash(NOT_SCREENED),
    }


def test_doctor_sees_marks_outside_their_source_and_over_each_other(project: Project) -> None:
    assert list(find_faults(project)) == []
    decide(project, (Change(None, a_mark(0, 2, 5)), Change(None, a_mark(1, 20, 90))))
    found = " ".join(find_faults(project))
    assert "overlap" in found
    assert "outside its source" in found
    with project.writing() as connection:
        forget_marks(connection, [SourceId("s0"), SourceId("s1")])
    assert list(find_faults(project)) == []
