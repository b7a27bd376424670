"""`workbench erase`: asked before, counted, receipted; a script has to say that it means it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from workbench.store.database import open_project
from workbench.store.log import latest_seq
from workbench.store.material import material


def _cases(place: Path) -> set[str]:
    with open_project(place) as project:
        return {each.case for each in material(project).sources.values()}


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_script_has_to_say_yes(run: Run, place: Path) -> None:
    said = run("erase", place, "--case", "P0", "--json")
    assert (said.code, said.out) == (2, "")
    assert "--yes" in said.err
    assert "P0" in _cases(place)


def test_something_has_to_be_named(run: Run, place: Path) -> None:
    said = run("erase", place, "--yes")
    assert said.code == 2
    assert "--case ID or --source ID" in said.err


def test_a_case_is_erased_with_a_receipt(run: Run, place: Path, tmp_path: Path) -> None:
    receipt = tmp_path / "receipt.json"
    words = ("erase", place, "--case", "P0", "--yes", "--coder", "Ruth", "--receipt", receipt)
    said = run(*words, "--json")
    assert said.code == 0
    told = said.result
    assert (told["done"], told["by"], told["unfinished"]) == (True, "Ruth", "")
    assert (told["counts"]["sources"], told["counts"]["memberships"]) == (2, 2)
    written = json.loads(receipt.read_text(encoding="utf-8"))
    assert written == {name: value for name, value in told.items() if name != "project"}
    assert "P0" not in receipt.read_text(encoding="utf-8")
    assert "P0" not in _cases(place)
    assert run("doctor", place).code == 0
    assert "erased 2 sources" in run("history", place).out
    assert run("undo", place).code == 1


def test_a_receipt_in_words(run: Run, place: Path, tmp_path: Path) -> None:
    receipt = tmp_path / "receipt.txt"
    said = run("erase", place, "--source", "H004", "--yes", "--receipt", receipt)
    assert said.code == 0
    assert receipt.read_text(encoding="utf-8") == said.out
    assert "1  sources" in said.out
    assert "What cannot be recalled:" in said.out


def test_a_dry_run_counts_and_erases_nothing(run: Run, place: Path) -> None:
    said = run("erase", place, "--case", "P0", "--case", "P1", "--dry-run", "--json")
    assert (said.code, said.result["done"], said.result["counts"]["sources"]) == (0, False, 4)
    assert {"P0", "P1"} <= _cases(place)
    with open_project(place) as project:
        assert latest_seq(project) == 1


@pytest.mark.parametrize(("typed", "erased"), [("y\n", True), ("n\n", False), ("", False)])
def test_a_person_is_asked_and_shown_the_counts_first(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch, typed: str, erased: bool, tmp_path: Path
) -> None:
    receipt = tmp_path / "receipt.json"
    monkeypatch.setattr(sys, "stdin", _Terminal(typed))
    said = run("erase", place, "--case", "P0", "--receipt", receipt)
    assert "Would erase" in said.err
    assert (said.code == 0) is erased
    assert ("P0" in _cases(place)) is not erased
    assert receipt.exists() is erased


@pytest.mark.parametrize("words", [("--case", "Nobody"), ("--source", "none")])
def test_what_is_not_there_is_told(run: Run, place: Path, words: tuple[str, str]) -> None:
    said = run("erase", place, *words, "--yes")
    assert (said.code, said.out) == (1, "")
    assert "Nothing was erased" in said.err


def test_a_receipt_goes_over_nothing_and_then_nothing_is_erased(
    run: Run, place: Path, tmp_path: Path
) -> None:
    there = tmp_path / "there.json"
    there.write_text("mine")
    said = run("erase", place, "--case", "P0", "--yes", "--receipt", there)
    assert said.code == 1
    assert there.read_text() == "mine"
    assert "P0" in _cases(place)


def test_a_backup_comes_back_without_the_person(run: Run, place: Path, tmp_path: Path) -> None:
    copy = tmp_path / "away" / "copy.workbench"
    copy.parent.mkdir()
    assert run("backup", place, copy).code == 0
    said = run("erase", place, "--case", "P0", "--yes", "--json")
    assert any(str(copy) in each for each in said.result["not_recalled"])
    again = tmp_path / "again.workbench"
    assert run("restore", copy, again).code == 0
    assert _cases(again) == _cases(place)
