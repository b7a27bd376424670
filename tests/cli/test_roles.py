"""In which role a command looks: what each role gets, what it is refused, and searches that are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.services.reviewed import review
from workbench.store.database import create_project


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("roles")
    with create_project(folder / "team.workbench", name="Cald and East") as project:
        review(project, folder)
    return folder / "team.workbench"


def test_a_leader_gets_the_matrix_in_general_terms(run: Run, reviewed: Path) -> None:
    said = run("matrix", reviewed, "--by", "team", "--as", "leader")
    assert said.code == 0
    assert "Not told apart" in said.out
    assert "Quay" not in said.out
    assert "39 or more" in said.out
    assert "Fewer than 5 people are never told of on their own." in said.out
    found = run("matrix", reviewed, "--by", "role", "--as", "leader", "--json").result
    assert [each["words"] for each in found["rows"][0]["cells"]] == ["39", "<5"]
    quay = run("matrix", reviewed, "--by", "role", "--where", "team=Quay", "--as", "leader")
    assert "Quay: too few people to be looked at on their own. This is East." in quay.out


def test_with_all_roles_the_matrix_is_as_it_was(run: Run, reviewed: Path) -> None:
    for role in ((), ("--as", "facilitator")):
        said = run("matrix", reviewed, "--by", "team", *role)
        assert "Quay" in said.out
        assert "For facilitators" in said.out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("search", "blamed"), "see what people said"),
        (("salience",), "see what people said"),
        (("board",), "see what people said"),
        (("searches",), "see what people said"),
        (("undo",), "decide, code and propose"),
        (("backup", "copy.workbench"), "make copies"),
    ],
)
def test_a_leader_is_refused_in_one_sentence(
    run: Run, reviewed: Path, words: tuple[str, ...], why: str
) -> None:
    command, *more = words
    said = run(command, reviewed, *more, "--as", "leader")
    assert said.code == 1
    assert said.out == ""
    assert said.err.strip().startswith("In the role “leader” you may not")
    assert why in said.err
    assert len(said.err.strip().splitlines()) == 1


def test_a_leader_gets_no_export_for_facilitators(run: Run, reviewed: Path, tmp_path: Path) -> None:
    output = tmp_path / "codings.csv"
    said = run("export", reviewed, "--format", "codings-csv", "--output", output, "--as", "leader")
    assert said.code == 1
    assert not output.exists()


def test_an_unknown_role_is_wrong_usage(run: Run, reviewed: Path) -> None:
    assert run("board", reviewed, "--as", "director").code == 2


def test_searches_are_kept_listed_and_forgotten(run: Run, reviewed: Path) -> None:
    assert run("searches", reviewed).out.strip() == "No search was kept yet."
    kept = run("searches", reviewed, "--keep", "Blame in Cald", "--words", "blamed", "--meaning",
               "--where", "authority=Cald", "--within", "Fear of blame", "--json").result  # fmt: skip
    (only,) = kept["searches"]
    assert only["name"] == "Blame in Cald"
    assert only["search"]["within"] == "blame"
    line = run("searches", reviewed).out.strip()
    assert line == "Blame in Cald: “blamed”, or what means the same, authority=Cald, within blame"
    assert run("searches", reviewed, "--forget", "blame in cald").out.startswith("No search")


def test_a_search_needs_a_name_and_something_to_look_for(run: Run, reviewed: Path) -> None:
    assert run("searches", reviewed, "--words", "blamed").code == 2
    assert run("searches", reviewed, "--keep", "Nothing").code == 2
    assert run("searches", reviewed, "--forget", "never kept").code == 2


def test_the_smallest_number_is_set_and_set_back(run: Run, reviewed: Path) -> None:
    assert run("settings", reviewed, "--json").result == {"smallest": 5, "apart": "teams"}
    said = run("settings", reviewed, "--smallest", "8", "--apart", "time")
    assert said.out.strip() == (
        "Leaders are told numbers from 8 people on; what is told apart first: time. Before: 5, teams."
    )
    assert run("settings", reviewed, "--smallest", "2").code == 1
    assert run("settings", reviewed, "--apart", "shoes").code == 2
    assert run("settings", reviewed, "--smallest", "8", "--as", "facilitator").code == 1
    assert run("settings", reviewed, "--smallest", "5", "--apart", "teams").code == 0
