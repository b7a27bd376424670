"""The command that tells spread and salience."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_it_is_a_table_in_words(run: Run, place: Path) -> None:
    said = run("salience", place)
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0].split()[:3] == ["theme", "said", "people"]
    assert any(line.startswith("Typing it twice") for line in lines)
    # p0 to p3 are of the people P0 and P1: one social worker each, one team manager each.
    assert "Typing it twice: Carried by 2 of 7 people." in said.out


def test_as_json_it_is_one_object(run: Run, place: Path) -> None:
    result = run("salience", place, "--json").result
    assert result["people"] == 7
    row = next(each for each in result["themes"] if each["title"] == "Typing it twice")
    assert (row["passages"], row["people"], row["teams"], row["roles"]) == (4, 2, 3, 2)
    assert row["months"] == {"2026-03": 4}
    assert set(row["acuteness"]) == {"whole", "intensity", "length", "repetition"}
    assert 0 <= row["leaders"]["low"] <= row["leaders"]["high"] <= 1


def test_weights_change_how_acutely_a_theme_is_felt(run: Run, place: Path) -> None:
    words = ("--intensity", "0", "--length", "0", "--repetition", "1", "--json")
    row = run("salience", place, *words).result["themes"][0]
    assert row["acuteness"]["whole"] == row["acuteness"]["repetition"] == 0.5


def test_a_weight_below_nothing_is_wrong_usage(run: Run, place: Path) -> None:
    said = run("salience", place, "--length", "-1")
    assert (said.code, said.out) == (2, "")


def test_themes_in_the_same_sources_are_named(run: Run, place: Path) -> None:
    made = run("decide", place, "create", "--name", "Both", "--passage", "p0", "--passage", "p5")
    assert made.code == 0
    said = run("salience", place)
    assert "in the same sources" in said.out
    assert "1 source," in said.out


def test_a_project_without_themes_says_what_to_do(run: Run, tmp_path: Path) -> None:
    where = tmp_path / "empty.workbench"
    assert run("init", where).code == 0
    assert "propose candidates" in run("salience", where).out
    assert run("salience", where, "--json").result["themes"] == []
