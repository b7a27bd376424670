"""Random projects are sound; each kind of damage is found and said."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.properties.acts import PASSAGES, any_act, coder, run
from tests.screened import add_material
from workbench.domain.decisions import Step, Undo
from workbench.domain.ledger import replay
from workbench.domain.sources import Passage, Source, SourceId, Span
from workbench.errors import DecisionError, InvalidDecision
from workbench.store.checks import find_faults
from workbench.store.database import Project, create_project, open_project
from workbench.store.log import deciding, ledger


def _live(project: Project, seed: int, steps: int) -> None:
    """Give a project texts, a run and a random life."""
    quote = "words"
    source = Source(id=SourceId("s"), title="a source", text=quote * len(PASSAGES))
    passages = [
        Passage(id=each, source_id=source.id, span=Span(5 * at, 5 * at + 5), quote=quote)
        for at, each in enumerate(PASSAGES)
    ]
    with project.writing() as connection:
        add_material(connection, [source], passages, at="now")
    dice = Random(seed)
    with deciding(project) as desk:
        desk.record(desk.ledger.decide(run(desk.ledger, dice), coder="workbench", at="now"))
    for _ in range(steps):
        decided = ledger(project)
        _try(project, Undo() if dice.random() < 0.15 else any_act(decided, dice), coder(dice))


def _try(project: Project, step: Step, who: str) -> None:
    try:
        with deciding(project) as desk:
            if isinstance(step, Undo):
                desk.record(desk.ledger.undo(coder=who, at="now"))
            elif not hasattr(step, "decision"):
                desk.record(desk.ledger.decide(step, coder=who, at="now"))
    except DecisionError:
        return


@pytest.mark.parametrize("seed", [3, 5, 7])
def test_a_random_life_leaves_a_sound_project(where: str, seed: int) -> None:
    with create_project(where) as project:
        _live(project, seed, steps=40)
        assert ledger(project).seq > 10
        assert list(find_faults(project)) == []
        with open_project(where) as again:
            assert ledger(again).board == ledger(project).board
            assert replay(ledger(again).decisions).board == ledger(project).board
            assert list(find_faults(again)) == []


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "evening.workbench"
    with create_project(path) as project:
        _live(project, seed=18, steps=60)
        assert ledger(project).board.codings
        assert ledger(project).board.refusals
    return path


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE passage SET quote = 'other' WHERE id = 'p3'", "Law 1: passage p3"),
        ("UPDATE passage SET quote = '', start = 0, end = 0 WHERE id = 'p3'", "Law 1: passage p3"),
        ("UPDATE source SET text = 'other'", "Law 1: passage p0"),
        ("DELETE FROM coding", "rows of “coding” differ"),
        ("UPDATE coding SET coder = 'Nobody'", "rows of “coding” differ"),
        ("DELETE FROM refusal", "rows of “refusal” differ"),
        ("UPDATE refusal SET coder = 'Nobody'", "rows of “refusal” differ"),
        ("UPDATE member SET score = 0.123", "rows of “member” differ"),
        ("UPDATE code SET name = name || '!'", "rows of “code” differ"),
        ("UPDATE candidate SET edited = 1 - edited", "rows of “candidate” differ"),
        ("DELETE FROM decision WHERE seq = 2", "the log of decisions has gaps"),
        ("DELETE FROM decision WHERE seq = 1", "the log of decisions has gaps"),
        ("UPDATE decision SET step = 'no json' WHERE seq = 2", "Line 2 of the log"),
        ("UPDATE decision SET step = '{}' WHERE seq = 2", "Line 2 of the log"),
        ("UPDATE decision SET changes = '[[1]]' WHERE seq = 2", "Line 2 of the log"),
        ("UPDATE decision SET changes = '[]' WHERE seq > 1", "did something else than it says"),
        (
            """UPDATE decision SET step = '{"verb":"park","theme":"no"}' WHERE seq = 2""",
            "the log cannot be folded again: There is no candidate or code “no”",
        ),
        ("DELETE FROM candidate", "refers to a “candidate” that is not there"),
        ("DELETE FROM passage_search WHERE rowid = 1", "The search index"),
        (
            "INSERT INTO vector VALUES ('a', 'e', x'00000000'), ('b', 'e', x'0000000000000000')",
            "The cached vectors of e have different lengths",
        ),
    ],
)
def test_damage_is_found(sound: Path, tmp_path: Path, damage: str, told: str) -> None:
    broken = tmp_path / "broken.workbench"
    with closing(sqlite3.connect(sound)) as whole, closing(sqlite3.connect(broken)) as copy:
        whole.backup(copy)
        copy.execute(damage)
        copy.commit()
    with open_project(broken) as project:
        faults = list(find_faults(project))
    assert any(told in fault for fault in faults), faults
    with open_project(sound) as project:
        assert list(find_faults(project)) == []


def test_a_damaged_line_of_the_log_is_told_when_it_is_read(sound: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.workbench"
    with closing(sqlite3.connect(sound)) as whole, closing(sqlite3.connect(broken)) as copy:
        whole.backup(copy)
        copy.execute("UPDATE decision SET changes = 'x' WHERE seq = 3")
        copy.commit()
    with open_project(broken) as project, pytest.raises(InvalidDecision, match="Line 3 of the log"):
        ledger(project)
