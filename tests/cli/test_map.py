"""The command that lays passages out."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.app.evenings import TYPING, make_evening
from tests.cli.conftest import Run


@pytest.fixture
def evening(tmp_path: Path) -> Path:
    where = tmp_path / "evening.workbench"
    make_evening(where, aside=20).close()
    return where


def test_the_map_in_words(run: Run, evening: Path) -> None:
    said = run("map", evening, "--colour", "code")
    lines = said.out.splitlines()
    assert lines[0] == "32 passages by code:"
    assert lines[1].split()[:4] == ["4", "passages", "2", "people"]
    assert lines[-1].split() == ["27", "passages", "in", "none", "of", "these"]


def test_the_map_as_json_is_one_object(run: Run, evening: Path) -> None:
    result = run("map", evening, "--json").result
    assert (result["colour"], result["message"], result["output"]) == ("candidate", "", None)
    assert len({each["passage_id"] for each in result["points"]}) == 32
    assert all(0 <= each["x"] <= 1 and 0 <= each["y"] <= 1 for each in result["points"])
    assert {each["id"] for each in result["groups"]} == {"c1", "c2"}
    assert run("map", evening, "--json").result == result
    codes = run("map", evening, "--colour", "code", "--json").result
    held = [each for each in codes["points"] if TYPING in each["groups"]]
    assert len(held) == 4


def test_the_picture_is_written(run: Run, evening: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.svg"
    said = run("map", evening, "--output", out)
    assert f"{out} is written." in said.out
    assert ElementTree.parse(out).getroot().tag.endswith("svg")


def test_what_goes_wrong_is_told(run: Run, evening: Path, place: Path, tmp_path: Path) -> None:
    assert run("map", evening, "--colour", "shoe size").code == 2
    assert run("map", evening, "--output", tmp_path / "map.png").code == 2
    said = run("map", evening, "--output", tmp_path / "none" / "map.svg")
    assert (said.code, said.out) == (1, "")
    assert "cannot be written" in said.err
    assert "look for candidates" in run("map", place).out
