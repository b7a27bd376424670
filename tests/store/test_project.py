"""The store keeps what it was given, in a file and in PostgreSQL alike."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from tests.screened import add_material
from workbench.domain.candidates import CandidateId, Run, RunId
from workbench.domain.codebook import CodeKind
from workbench.domain.decisions import (
    MACHINE,
    Confirm,
    CreateCode,
    Merge,
    Proposal,
    Propose,
    Rename,
)
from workbench.domain.ledger import replay
from workbench.domain.sources import Passage, PassageId, Source, SourceId, Span, cut
from workbench.errors import ProjectExists, ProjectNotFound, ProjectUnreadable
from workbench.store.checks import find_faults
from workbench.store.database import Project, create_project, open_project
from workbench.store.files import put_in_place
from workbench.store.log import deciding, latest_seq, ledger, projected, projection
from workbench.store.material import material
from workbench.store.runs import Unplaced, add_run, runs, unplaced
from workbench.store.search import search_passages
from workbench.store.tables import Row

AT = "2026-01-01T00:00:00+00:00"
WORDS = (
    "I typed it twice 😀 and then again.",
    "The voucher waits for a signature.",
    "Cafe\u0301 with the שלום family\u200d, a\nsecond line.",
    "Nobody may decide about the taxi.",
)


@pytest.fixture
def project(where: str) -> Iterator[Project]:
    with create_project(where, name="An evening", at=AT) as made:
        _fill(made)
        yield made


def _fill(project: Project, *, start: int = 0) -> None:
    made = [_source(index) for index in range(start, start + len(WORDS))]
    with project.writing() as connection:
        add_material(connection, [one for one, _ in made], [other for _, other in made], at=AT)


def _source(index: int) -> tuple[Source, Passage]:
    text = WORDS[index % len(WORDS)]
    source = Source(
        id=SourceId(f"s{index}"),
        title=f"reflection {index}",
        text=text,
        external_id=f"H{index}",
        case=f"P{index // 2}",
        attributes={"team": "North", "role": "social worker"},
    )
    return source, cut(source, Span(0, len(text)), PassageId(f"p{index}"))


def _propose(project: Project) -> None:
    proposals = tuple(
        Proposal(
            id=CandidateId(f"c{index}"),
            title=f"Theme {index}",
            keywords=("one", "two"),
            stability=0.5,
            members=((PassageId(f"p{2 * index}"), 0.9), (PassageId(f"p{2 * index + 1}"), 0.4)),
        )
        for index in range(2)
    )
    with deciding(project) as desk:
        act = Propose(run_id=RunId("run"), proposals=proposals)
        desk.record(desk.ledger.decide(act, coder=MACHINE, at=AT))


def _rename(project: Project, theme: str, name: str) -> None:
    with deciding(project) as desk:
        desk.record(desk.ledger.decide(Rename(theme=theme, name=name), coder="Ruth", at=AT))


def test_texts_come_back_to_the_letter(project: Project, where: str) -> None:
    with open_project(where) as again:
        held = material(again)
        assert [source.text for source in held.sources.values()] == list(WORDS)
        for passage in held.passages.values():
            source = held.sources[passage.source_id]
            assert source.text[passage.span.start : passage.span.end] == passage.quote
        assert held.sources[SourceId("s3")].case == "P1"
        assert held.sources[SourceId("s0")].attributes == {"team": "North", "role": "social worker"}
        assert list(find_faults(again)) == []


def test_what_another_process_adds_is_seen(project: Project, where: str) -> None:
    assert len(material(project).passages) == 4
    with open_project(where) as other:
        _fill(other, start=4)
        _propose(other)
        _rename(other, "c0", "Seen from here")
    assert len(material(project).passages) == 8
    assert ledger(project).board.candidates[CandidateId("c0")].title == "Seen from here"
    assert latest_seq(project) == 2


def test_the_projection_is_the_board(project: Project, where: str) -> None:
    _propose(project)
    with deciding(project) as desk:
        confirm = Confirm(candidate=CandidateId("c0"), name="Twice", statement="It is typed twice.")
        desk.record(desk.ledger.decide(confirm, coder="Ruth", at=AT))
    code = ledger(project).board.candidates[CandidateId("c0")].code_id
    assert code is not None
    with deciding(project) as desk:
        merge = Merge(themes=("c1",), into=code)
        desk.record(desk.ledger.decide(merge, coder="Ruth", at=AT))
    with deciding(project) as desk:
        desk.record(desk.ledger.undo(coder="Ruth", at=AT))
    with project.reading() as connection:
        assert projection(connection) == projected(ledger(project))
    with open_project(where) as again:
        assert replay(ledger(again).decisions).board == ledger(project).board
        assert list(find_faults(again)) == []


def test_a_refused_act_leaves_no_trace(project: Project) -> None:
    _propose(project)
    before = ledger(project).board

    def broken_off() -> None:
        with deciding(project) as desk:
            rename = Rename(theme="c0", name="Never")
            desk.record(desk.ledger.decide(rename, coder="Ruth", at=AT))
            raise RuntimeError("the power goes")

    with pytest.raises(RuntimeError, match="the power goes"):
        broken_off()
    assert ledger(project).board == before
    assert latest_seq(project) == 1


def test_many_writers_lose_nothing(project: Project, where: str) -> None:
    _propose(project)
    names = [[f"code {writer} {number}" for number in range(5)] for writer in range(4)]

    def write(mine: list[str]) -> None:
        with open_project(where) as own:
            for name in mine:
                with deciding(own) as desk:
                    act = CreateCode(name=name, kind=CodeKind.CODE)
                    desk.record(desk.ledger.decide(act, coder=mine[0], at=AT))

    threads = [threading.Thread(target=write, args=(mine,)) for mine in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = {code.name for code in ledger(project).board.codes.values()}
    assert found == {name for mine in names for name in mine}
    assert latest_seq(project) == 21
    assert list(find_faults(project)) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("typed", {"p0"}),
        ("vouch", {"p1"}),
        ('"waits for"', {"p1"}),
        ('"for waits"', set()),
        ("the signature", {"p1"}),
        ("' OR 1=1 --", set()),
        ('" ) NEAR( *', set()),
        ("", set()),
        ("שלום", {"p2"}),
    ],
)
def test_what_is_typed_is_words(project: Project, typed: str, found: set[str]) -> None:
    assert set(search_passages(project, typed)) == found


def test_runs_come_back(project: Project) -> None:
    run = Run(
        id=RunId("run"), number=1, recipe="r", seed=7, verdict="themes", message="two",
        n_passages=4, created_at=AT, coder="Ruth", versions={"numpy": "2"}, grain=2,
    )  # fmt: skip
    left = Unplaced(passage_id=PassageId("p3"), nearest=CandidateId("c0"), score=0.25)
    with project.writing() as connection:
        add_run(connection, run, [left])
    assert runs(project) == (run,)
    assert unplaced(project, run.id) == {PassageId("p3"): left}


def test_a_project_is_never_overwritten(project: Project, where: str) -> None:
    with pytest.raises(ProjectExists):
        create_project(where)
    assert len(material(project).sources) == 4


def test_the_tables_are_what_the_migrations_make(project: Project) -> None:
    def ours(_object: object, name: str | None, kind: str, *_rest: object) -> bool:
        return (
            not (
                kind in {"table", "index"}
                and name is not None
                and name.startswith("passage_search")
            )
            and name != "ix_passage_words"
        )

    with project.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, Row.metadata) == []


def test_places_that_are_no_project_are_told(tmp_path: Path) -> None:
    with pytest.raises(ProjectNotFound, match=r"nothing\.workbench"):
        open_project(tmp_path / "nothing")
    (tmp_path / "words.txt").write_text("only words, and enough of them")
    with pytest.raises(ProjectUnreadable, match="not a workbench file"):
        open_project(tmp_path / "words.txt")
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE t (x)")
        other.commit()
    with pytest.raises(ProjectUnreadable, match="not a workbench file"):
        open_project(tmp_path / "other.db")
    with pytest.raises(ProjectUnreadable, match="only files and PostgreSQL"):
        open_project("mysql://host/name")


def test_planted_faults_are_found(tmp_path: Path) -> None:
    where = tmp_path / "evening.workbench"
    with create_project(where, at=AT) as project:
        _fill(project)
        _propose(project)
        _rename(project, "c0", "Renamed")
    for damage, told in (
        ("UPDATE passage SET quote = 'something else' WHERE id = 'p0'", "Law 1"),
        ("UPDATE candidate SET title = 'by nobody' WHERE id = 'c1'", "Law 2"),
        ("DELETE FROM decision WHERE seq = 1", "gaps"),
    ):
        copy = tmp_path / f"{told}.workbench"
        with closing(sqlite3.connect(where)) as sound, closing(sqlite3.connect(copy)) as broken:
            sound.backup(broken)
            broken.execute(damage)
            broken.commit()
        with open_project(copy) as damaged:
            assert any(told in fault for fault in find_faults(damaged))


def test_a_person_alone_may_read_the_file(tmp_path: Path) -> None:
    with create_project(tmp_path / "evening", at=AT) as project:
        assert project.path is not None
        assert project.path.stat().st_mode & 0o077 == 0
        with project.reading() as connection:
            assert connection.scalar(sa.text("PRAGMA foreign_keys")) == 1


def test_a_deleted_project_does_not_come_back_into_the_next_one(tmp_path: Path) -> None:
    where = tmp_path / "evening.workbench"
    with create_project(where, at=AT) as project:
        _fill(project)
        journal = where.with_name(f"{where.name}-wal").read_bytes()
    assert journal
    where.unlink()
    where.with_name(f"{where.name}-wal").write_bytes(journal)
    with create_project(where, at=AT) as fresh:
        assert material(fresh).sources == {}
        assert list(find_faults(fresh)) == []


def test_texts_that_are_being_read_do_not_change_underneath(project: Project, where: str) -> None:
    held = material(project)
    walking = iter(held.passages)
    next(walking)
    with open_project(where) as other:
        _fill(other, start=4)
    assert len(material(project).passages) == 8
    assert len(list(walking)) == 3
    assert len(held.passages) == 4


def test_a_file_is_put_in_place_once_and_never_over_another(tmp_path: Path) -> None:
    where = tmp_path / "evening.workbench"
    with create_project(where, at=AT) as living:
        _fill(living)
        journal = where.with_name(f"{where.name}-wal")
        before = journal.read_bytes()
        fresh = tmp_path / "fresh"
        fresh.write_bytes(b"another")
        with pytest.raises(ProjectExists):
            put_in_place(fresh, where)
        assert fresh.read_bytes() == b"another"
        assert journal.read_bytes() == before
        assert len(material(living).sources) == 4
        assert list(find_faults(living)) == []
