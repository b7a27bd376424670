"""Several processes at one project: nothing is lost, nothing is seen by half, and waiting ends."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from tests.screened import add_material
from workbench.domain.codebook import CodeId
from workbench.domain.decisions import CreateCode, Rename
from workbench.domain.sources import Passage, PassageId, Source, SourceId, Span
from workbench.errors import ProjectBusy
from workbench.store import database
from workbench.store.checks import find_faults
from workbench.store.database import Project, create_project, open_project
from workbench.store.log import deciding, latest_seq, ledger
from workbench.store.material import material
from workbench.store.tables import PassageRow, SourceRow

PROCESSES, EACH = 3, 8
_WRITER = """
import sys
from workbench.domain.decisions import CreateCode
from workbench.store.database import open_project
from workbench.store.log import deciding
where, who, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_project(where) as project:
    for index in range(number):
        with deciding(project) as desk:
            act = CreateCode(name=f"{who} {index}")
            desk.record(desk.ledger.decide(act, coder=who, at="now"))
"""


@pytest.fixture
def project(where: str) -> Iterator[Project]:
    with create_project(where) as made:
        yield made


def _create(project: Project, name: str, who: str = "Anna") -> None:
    with deciding(project) as desk:
        act = CreateCode(name=name, code_id=CodeId(name))
        desk.record(desk.ledger.decide(act, coder=who, at="now"))


def _add(project: Project, name: str) -> None:
    source = Source(id=SourceId(name), title=name, text="words")
    passage = Passage(id=PassageId(name), source_id=source.id, span=Span(0, 5), quote="words")
    with project.writing() as connection:
        add_material(connection, [source], [passage], at="now")


def test_processes_that_decide_at_once_lose_nothing(project: Project, where: str) -> None:
    command = [sys.executable, "-c", _WRITER, where]
    running = [
        subprocess.Popen([*command, f"writer{number}", str(EACH)]) for number in range(PROCESSES)
    ]
    for index in range(EACH):
        _create(project, f"here {index}")
    assert [each.wait(timeout=120) for each in running] == [0] * PROCESSES
    decided = ledger(project)
    wanted = {f"writer{number} {i}" for number in range(PROCESSES) for i in range(EACH)}
    wanted |= {f"here {i}" for i in range(EACH)}
    assert {code.name for code in decided.board.codes.values()} == wanted
    assert decided.seq == len(decided.decisions) == (PROCESSES + 1) * EACH
    assert list(find_faults(project)) == []


def test_who_waits_too_long_is_told_and_nothing_is_changed(
    project: Project, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)
    with open_project(where) as other:
        with project.writing():
            start = time.monotonic()
            with pytest.raises(ProjectBusy, match="nothing was changed"):
                _create(other, "Time")
            assert 0.1 < time.monotonic() - start < 10
        assert latest_seq(other) == 0
        _create(other, "Time")
        assert latest_seq(project) == 1


def test_reading_goes_on_while_somebody_writes(project: Project, where: str) -> None:
    _create(project, "Time")
    with open_project(where) as other, deciding(project) as desk:
        act = Rename(theme="Time", name="Not yet")
        desk.record(desk.ledger.decide(act, coder="Anna", at="now"))
        assert ledger(other).board.codes[CodeId("Time")].name == "Time"


def test_one_reading_sees_one_moment(project: Project, where: str) -> None:
    _add(project, "first")
    sources = sa.select(sa.func.count()).select_from(SourceRow)
    passages = sa.select(sa.func.count()).select_from(PassageRow)
    with open_project(where) as other, other.reading() as connection:
        assert connection.scalar(sources) == 1
        _add(project, "second")
        assert connection.scalar(passages) == 1
    assert len(material(project).passages) == 2


def test_two_copies_of_the_log_keep_up_with_each_other(project: Project, where: str) -> None:
    with open_project(where) as other:
        for number in range(6):
            _create((project, other)[number % 2], f"code {number}")
            assert ledger(project).board == ledger(other).board
            assert ledger(project).done == ledger(other).done
        assert latest_seq(project) == 6
