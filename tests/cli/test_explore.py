"""The commands that look around: the concept matrix and search."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.services.explored import TYPING, explore
from workbench.store.database import create_project


@pytest.fixture
def explored(tmp_path: Path) -> Path:
    where = tmp_path / "explored.workbench"
    with create_project(where, name="An evening") as project:
        explore(project, tmp_path)
    return where


def test_the_matrix_is_a_table_in_words(run: Run, explored: Path) -> None:
    said = run("matrix", explored, "--by", "authority")
    lines = said.out.splitlines()
    assert lines[0].split() == ["authority", "people", "Cald", "East", "Thorn"]
    assert lines[1].split() == ["heard", "10", "5", "4", "1"]
    assert lines[2].split() == ["Typing", "twice", "5", "4", "1", "."]
    assert "fewer than 5 people" in lines[-1]


@pytest.mark.parametrize("by", ["role", "team", "authority", "small change", "month"])
def test_the_matrix_as_json_is_one_object(run: Run, explored: Path, by: str) -> None:
    result = run("matrix", explored, "--by", by, "--json").result
    assert (result["by"], result["normalise"], result["people"]) == (by, "", 10)
    for row in result["rows"]:
        assert len(row["cells"]) == len(result["columns"])
        assert set(row["cells"][0]) == {"people", "quotes", "share"}


def test_normalised_by_row_and_by_column(run: Run, explored: Path) -> None:
    by = ("--by", "authority", "--json")
    row = run("matrix", explored, *by, "--normalise", "row").result["rows"][0]
    assert (row["id"], [each["share"] for each in row["cells"]]) == (TYPING, [0.8, 0.2, 0])
    column = run("matrix", explored, *by, "--normalise", "column").result["rows"][0]
    assert [each["share"] for each in column["cells"]] == [0.8, 0.25, 0]
    assert "4 80%" in run("matrix", explored, "--by", "authority", "--normalise", "row").out


def test_conditions_and_kinds_of_a_matrix(run: Run, explored: Path) -> None:
    narrow = run(
        "matrix", explored, "--by", "team", "--where", "role=team manager", "--json"
    ).result
    assert narrow["people"] == 2
    enablers = run("matrix", explored, "--by", "team", "--kind", "enabler", "--json").result
    assert [each["name"] for each in enablers["rows"]] == ["A yes at once"]


def test_a_project_without_barriers_says_what_to_do(run: Run, place: Path) -> None:
    assert "confirm a candidate" in run("matrix", place, "--by", "role").out
    assert run("matrix", place, "--by", "role", "--json").result["rows"] == []


@pytest.mark.parametrize(
    "words",
    [
        ("matrix", "--by", "shoe size"),
        ("matrix",),
        ("matrix", "--by", "role", "--normalise", "twice"),
        ("matrix", "--by", "role", "--where", "role"),
        ("search",),
        ("search", "x", "--where", "=x"),
        ("search", "x", "--most", "0"),
    ],
)
def test_wrong_usage_is_told(run: Run, explored: Path, words: tuple[str, ...]) -> None:
    said = run(words[0], explored, *words[1:])
    assert (said.code, said.out) == (2, "")


def test_search_finds_words(run: Run, explored: Path) -> None:
    said = run("search", explored, "typed twice")
    assert said.code == 0
    assert "Nothing is found" in said.out
    said = run("search", explored, "typed", "--where", "authority=Cald")
    assert said.out.startswith("3 passages by 3 people")
    assert "coded as Typing twice: 3 of the best" in said.out


def test_search_as_json_names_the_passages(run: Run, explored: Path) -> None:
    result = run("search", explored, "typed", "--within", "Typing twice", "--json").result
    assert (result["total"], result["people"], result["meaning"]) == (3, 3, False)
    hit = result["passages"][0]
    assert hit["by"] == ["words"]
    assert hit["passage"]["attributes"]["authority"] == "Cald"
    assert result["codes"][0]["id"] == TYPING


def test_search_by_meaning_tells_that_nothing_was_read(run: Run, explored: Path) -> None:
    result = run("search", explored, "people frightened to decide", "--meaning", "--json").result
    assert [each["name"] for each in result["codes"]] == ["Fear of blame"]
    assert {tuple(each["by"]) for each in result["passages"]} == {("code",)}
    assert "look for candidates once" in result["message"]


def test_an_unknown_code_to_search_in_is_a_failure_that_is_told(run: Run, explored: Path) -> None:
    said = run("search", explored, "typed", "--within", "Nothing")
    assert said.code == 1
    assert "Nothing" in said.err
