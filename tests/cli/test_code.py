"""The command that codes a stretch of a source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tests.app.texts import AWKWARD, INTERVIEW, make_texts
from workbench.cli.entry import app
from workbench.domain.sources import canonical_text
from workbench.errors import WorkbenchError
from workbench.services.check_project import check_project
from workbench.store.database import open_project


@pytest.fixture
def where(tmp_path: Path) -> str:
    path = tmp_path / "texts.workbench"
    make_texts(path, [INTERVIEW, AWKWARD]).close()
    return str(path)


def _run(*words: object) -> Result:
    return CliRunner().invoke(app, list(map(str, words)))


def _code(where: str, source: str, start: int, end: int, code: str) -> dict[str, Any]:
    options = ("--source", source, "--start", start, "--end", end, "--code", code, "--json")
    done = _run("code", where, *options, "--coder", "Ruth")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_a_span_is_coded_and_undone(where: str) -> None:
    text = canonical_text(AWKWARD)
    start = text.index("twice")
    done = _code(where, "s1", start, start + 5, "Twice")
    assert (done["quote"], done["name"], done["seq"]) == ("twice", "Twice", 1)
    again = _code(where, "R001", 0, 1, "twice")
    assert (again["quote"], again["code"]) == ("😀", done["code"])
    assert _run("undo", where, "--steps", 2).exit_code == 0
    with open_project(where) as project:
        report = check_project(project)
        assert (report.codings, report.codes, report.faults) == (0, 0, ())


def test_words_say_what_was_coded(where: str) -> None:
    start = INTERVIEW.index("four days")
    options = ("--source", "interview 0", "--start", start, "--end", start + 9, "--code", "Waiting")
    assert _run("code", where, *options).stdout == "Waiting: “four days”\n"


@pytest.mark.parametrize(
    ("source", "start", "end", "words"),
    [("nowhere", 0, 1, "there is no source “nowhere”"), ("s0", 5, 5, "select the words again"),
     ("s0", 0, 99_999, "select the words again")],
)  # fmt: skip
def test_what_cannot_be_coded_is_told(
    where: str, source: str, start: int, end: int, words: str
) -> None:
    done = _run("code", where, "--source", source, "--start", start, "--end", end, "--code", "Any")
    assert done.exit_code == 1
    assert isinstance(done.exception, WorkbenchError)
    assert words in str(done.exception)
