"""Projects of an older workbench: a real file of each version opens, and loses nothing."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory

from workbench.domain.candidates import CandidateId, CandidateStatus
from workbench.domain.codebook import CodeId, Colour
from workbench.domain.decisions import Accept, Refuse, Undo
from workbench.domain.sources import PassageId
from workbench.errors import NewerProject
from workbench.store import schema
from workbench.store.checks import find_faults
from workbench.store.database import Project, create_project, open_project
from workbench.store.levels import count_levels
from workbench.store.log import deciding, ledger
from workbench.store.material import material
from workbench.store.offers import offers, read_difference
from workbench.store.runs import latest_run, unplaced
from workbench.store.tables import Row

#: Three candidates; one confirmed, one passage dropped, one moved, a name taken back.
MADE_WITH_0001 = Path(__file__).with_name("made_with_0001.workbench.gz")
#: The newest version of the tables.
LATEST = ScriptDirectory(str(schema._MIGRATIONS)).get_current_head()
AT = "2026-02-01T09:00:00.000+00:00"
P = tuple(PassageId(f"p{number}") for number in range(14))


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """Give a project file as the first released workbench left it."""
    path = tmp_path / "older.workbench"
    path.write_bytes(gzip.decompress(MADE_WITH_0001.read_bytes()))
    return path


@pytest.fixture
def upgraded(older: Path) -> Iterator[Project]:
    with open_project(older) as project:
        yield project


def _version(path: Path) -> str:
    with closing(sqlite3.connect(path)) as file:
        return str(file.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_an_older_project_is_brought_up_to_date_after_a_copy(older: Path) -> None:
    assert _version(older) == "0001"
    open_project(older).close()
    assert _version(older) == LATEST
    [copy] = older.parent.glob("*.before-*")
    assert (copy.name, _version(copy)) == ("older.workbench.before-0001", "0001")
    before = older.stat().st_mtime_ns
    open_project(older).close()
    assert older.stat().st_mtime_ns == before


def test_an_older_project_keeps_everything(upgraded: Project) -> None:
    decided = ledger(upgraded)
    board = decided.board
    assert [each.step.verb for each in decided.decisions] == [
        "propose", "confirm", "drop", "move", "rename", "undo",
    ]  # fmt: skip
    assert board.codes[CodeId("k0")].statement.startswith("One visit is typed")
    assert board.passages_of("k0") == P[:3]
    assert board.passages_of("c2") == (*P[8:12], P[4])
    assert board.candidates[CandidateId("c2")].title == "Who may decide"
    assert board.candidates[CandidateId("c0")].status is CandidateStatus.CONFIRMED
    assert decided.decisions[1].reason == "Nine people say so."
    assert len(material(upgraded).passages) == 14
    run = latest_run(upgraded)
    assert run is not None
    assert (run.grain, run.message, run.versions) == (0, "Three candidates.", {"numpy": "2.0"})
    assert unplaced(upgraded, run.id)[P[12]].nearest == "c1"
    assert list(find_faults(upgraded)) == []


def test_what_is_new_is_empty_in_an_older_project(upgraded: Project) -> None:
    run = latest_run(upgraded)
    assert run is not None
    assert ledger(upgraded).board.refusals == {}
    assert ledger(upgraded).board.memos == {}
    assert ledger(upgraded).board.codes[CodeId("k0")].colour is Colour.UNSET
    assert (offers(upgraded), count_levels(upgraded, run.id)) == ((), ())
    told = read_difference(upgraded, run.id)
    assert (told.run, told.since, told.new, told.gone) == ("run", "", (), ())


def test_people_go_on_deciding_in_an_older_project(upgraded: Project) -> None:
    with deciding(upgraded) as desk:
        for act in (
            Accept(to="k0", passages=(P[12],), struck=(P[5],)),
            Refuse(theme="c2", passages=(P[13],)),
        ):
            desk.record(desk.ledger.decide(act, coder="Ann", at=AT))
    with open_project(str(upgraded.path)) as again:
        board = ledger(again).board
        assert set(board.refusals["k0"]) == {P[5]}
        assert set(board.refusals["c2"]) == {P[13]}
        assert list(find_faults(again)) == []
        with deciding(again) as desk:
            decision = desk.record(desk.ledger.undo(coder="Ann", at=AT))
        assert isinstance(decision.step, Undo)
        assert set(ledger(again).board.refusals) == {"k0"}
        assert list(find_faults(again)) == []


def _first_columns(folder: Path) -> dict[str, set[str]]:
    """Return the tables of the first version with their columns."""
    engine = sa.create_engine(f"sqlite:///{folder / 'columns.db'}")
    with engine.begin() as connection:
        command.upgrade(schema._config(connection), "0001")
    looked = sa.inspect(engine)
    found = {
        name: {each["name"] for each in looked.get_columns(name)}
        for name in looked.get_table_names()
    }
    engine.dispose()
    return found


def _take_back(connection: sa.Connection, first: dict[str, set[str]]) -> None:
    """Drop the tables and columns that later versions brought."""
    for table in reversed(Row.metadata.sorted_tables):
        if table.name not in first:
            connection.execute(sa.text(f'DROP TABLE "{table.name}"'))
            continue
        for column in table.columns:
            if column.name not in first[table.name]:
                connection.execute(sa.text(f'ALTER TABLE "{table.name}" DROP COLUMN {column.name}'))


def test_every_step_runs_on_either_database(where: str, tmp_path: Path) -> None:
    """Take an empty project back to its first version, as it was made then, and forward again."""
    with create_project(where) as project:
        with project.engine.begin() as connection:
            _take_back(connection, _first_columns(tmp_path))
            connection.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))
        assert schema.current_version(project.engine) == "0001"
    with open_project(where) as again:
        assert schema.current_version(again.engine) == LATEST
        assert list(find_faults(again)) == []
        assert latest_run(again) is None


def test_an_older_workbench_would_refuse_a_newer_project(older: Path) -> None:
    open_project(older).close()
    with closing(sqlite3.connect(older)) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
        file.commit()
    with pytest.raises(NewerProject, match="9999"):
        open_project(older)


def test_the_first_step_alone_makes_the_first_version(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'first.db'}")
    with engine.begin() as connection:
        command.upgrade(schema._config(connection), "0001")
    assert schema.current_version(engine) == "0001"
    tables = set(sa.inspect(engine).get_table_names())
    engine.dispose()
    assert {"decision", "coding"} <= tables
    assert not tables & {"refusal", "levelled", "offer"}
