"""Doctor: a sound project is told from a damaged one, and every damage in a sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from workbench.domain.candidates import CandidateId
from workbench.domain.decisions import Confirm, Park
from workbench.errors import ProjectUnreadable
from workbench.services.check_project import CheckReport, check_project
from workbench.services.decide import decide
from workbench.store.database import Project, open_project

SENTENCE = "One visit is typed into three systems, so families wait."
Damage = Callable[..., CheckReport]


@pytest.fixture
def damage(board: Project) -> Damage:
    """Give a function that changes the file behind our back and then asks what is wrong."""
    confirm = Confirm(candidate=CandidateId("c0"), name="Typing it twice", statement=SENTENCE)
    decide(board, confirm, coder="Ann")
    decide(board, Park(theme="c1"), coder="Ann")

    def change(*statements: str) -> CheckReport:
        board.close()
        with closing(sqlite3.connect(str(board.path))) as file:
            for each in statements:
                assert file.execute(each).rowcount != 0, each
            file.commit()
        with open_project(str(board.path)) as again:
            return check_project(again)

    return change


def test_a_sound_project_is_counted(damage: Damage) -> None:
    assert damage() == CheckReport(
        sources=14,
        passages=14,
        runs=0,
        decisions=2,
        candidates=2,
        codes=1,
        codings=4,
        faults=(),
    )


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE passage SET start = start + 1 WHERE id = 'p0'", "Law 1: passage p0"),
        ("UPDATE source SET text = 'Z' || text WHERE id = 's3'", "Law 1: passage p3"),
        ("DELETE FROM decision WHERE seq = 2", "gaps"),
        ("UPDATE candidate SET status = 'open' WHERE id = 'c1'", "Law 2: 2 rows of “candidate”"),
        ("DELETE FROM coding", "Law 2: 4 rows of “coding”"),
        ("UPDATE decision SET step = 'nonsense' WHERE seq = 3", "cannot be read"),
        ("UPDATE decision SET changes = '[]' WHERE seq = 3", "something else than it says"),
        ("UPDATE decision SET step = replace(step, 'c1', 'c9') WHERE seq = 3", "folded"),
        ("DELETE FROM passage_search WHERE rowid = 2", "search index"),
        ("DELETE FROM passage WHERE id = 'p0'", "refers to a “passage” that is not there"),
        ("DELETE FROM source WHERE id = 's0'", "refers to a “source” that is not there"),
        ("UPDATE source SET kind = 'poem' WHERE id = 's0'", "cannot be read to the end"),
    ],
)
def test_each_damage_is_told(damage: Damage, statement: str, told: str) -> None:
    report = damage(statement)
    assert [fault for fault in report.faults if told in fault], report.faults


def test_a_file_with_holes_is_told(board: Project) -> None:
    path = Path(str(board.path))
    board.close()
    data = bytearray(path.read_bytes())
    for start in range(4096 * 3, len(data) - 4096, 4096 * 2):
        data[start : start + 2048] = bytes(2048)
    path.write_bytes(data)
    try:
        with open_project(path) as again:
            faults = check_project(again).faults
    except ProjectUnreadable as error:
        faults = (str(error),)
    assert faults


def test_looking_changes_nothing(board: Project) -> None:
    path = Path(str(board.path))
    with open_project(path) as again:
        check_project(again)
    board.close()
    before = path.read_bytes()
    with open_project(path) as again:
        check_project(again)
    assert path.read_bytes() == before
