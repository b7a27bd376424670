"""Passages that people cut: they stand after imports, and only while something holds them."""

from __future__ import annotations

from tests.screened import add_material
from workbench.domain.codebook import CodeId
from workbench.domain.decisions import CreateCode
from workbench.domain.sources import Passage, Source, SourceId, Span, cut, passage_id
from workbench.store.database import Project, create_project, open_project
from workbench.store.log import deciding
from workbench.store.material import add_passage_by_hand, count_material, find_passage, material
from workbench.store.search import search_passages

AT = "2026-01-01T09:00:00.000+00:00"


def _source(number: int) -> Source:
    text = f"We typed it twice. Then we waited ({number})."
    return Source(id=SourceId(f"s{number}"), title=f"text {number}", text=text)


def _import(project: Project, number: int) -> Passage:
    source = _source(number)
    whole = Span(0, len(source.text))
    passage = cut(source, whole, passage_id(source.id, whole))
    with project.writing() as connection:
        add_material(connection, [source], [passage], at=AT)
    return passage


def _code(project: Project, passage: Passage) -> None:
    act = CreateCode(
        name=f"About {passage.quote}",
        passages=(passage.id,),
        code_id=CodeId(f"code {passage.quote}"),
    )
    with deciding(project) as desk:
        add_passage_by_hand(desk.connection, passage)
        desk.record(desk.ledger.decide(act, coder="Ruth", at=AT))


def _cut(start: int, end: int) -> Passage:
    span = Span(start, end)
    return cut(_source(0), span, passage_id(SourceId("s0"), span))


def test_they_stand_last_and_leave_imports_their_places(where: str) -> None:
    with create_project(where, name="Two") as project:
        first = _import(project, 0)
        typed, twice = _cut(3, 8), _cut(12, 17)
        _code(project, typed)
        _code(project, twice)
        second = _import(project, 1)
        order = [first.id, second.id, typed.id, twice.id]
        assert list(material(project).passages) == order
        with open_project(where) as elsewhere:
            assert list(material(elsewhere).passages) == order
            assert list(material(elsewhere).of_source[SourceId("s0")]) == [
                first.id,
                typed.id,
                twice.id,
            ]
        with project.reading() as connection:
            assert count_material(connection) == (2, 2)
            assert find_passage(connection, SourceId("s0"), Span(3, 8)) == typed.id
            assert find_passage(connection, SourceId("s0"), Span(3, 9)) is None
        assert set(search_passages(project, "twice")) >= {first.id, twice.id}


def test_they_come_and_go_with_what_holds_them_in_every_process(where: str) -> None:
    with create_project(where, name="Two") as project, open_project(where) as other:
        _import(project, 0)
        before = list(material(project).passages), list(material(other).of_source[SourceId("s0")])
        typed = _cut(3, 8)
        _code(project, typed)
        assert typed.id in material(other).passages
        assert material(other).by_hand == {typed.id: typed}
        with deciding(other) as desk:
            desk.record(desk.ledger.undo(coder="Ruth", at=AT))
        assert (
            list(material(project).passages),
            list(material(other).of_source[SourceId("s0")]),
        ) == before
        with deciding(project) as desk:
            desk.record(desk.ledger.redo(coder="Ruth", at=AT))
        assert material(other).passages[typed.id] == typed
