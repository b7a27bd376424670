"""A researcher's evening on the command line: from files to an export, and nothing lost on the way."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

SAMPLE = Path(__file__).parents[2] / "corpora" / "childrens-services-sample"
SENTENCE = "Small payments need a senior signature, so families wait and workers chase."


class Desk:
    """A project on the command line; every command must succeed and say one JSON object."""

    def __init__(self, where: Path) -> None:
        self.where = where

    def do(self, command: str, *words: str | Path) -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, "-m", "workbench", command, self.where, *map(str, words), "--json"],
            capture_output=True,
            check=False,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1", "WORKBENCH_CODER": "Ruth"},
        )
        assert done.returncode == 0, done.stderr
        plain = json.loads(done.stdout)
        assert isinstance(plain, dict)
        return plain

    def themes(self) -> dict[str, dict[str, Any]]:
        """Return what is on the board by id."""
        return {row["id"]: row for row in self.do("board")["themes"]}

    def table(self, fmt: str, *more: str) -> list[dict[str, str]]:
        """Return an export."""
        output = self.where.with_name(f"{fmt}.csv")
        self.do("export", "--format", fmt, "--output", output, *more)
        with output.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def passages_of(self, candidate: str) -> list[str]:
        """Return the passages of a candidate, as exported."""
        rows = self.table("candidates-csv")
        return [row["passage_id"] for row in rows if row["candidate_id"] == candidate]


def test_the_whole_loop(tmp_path: Path) -> None:  # noqa: PLR0915 - one evening, told in order
    desk = Desk(tmp_path / "evening.workbench")
    desk.do("init", "--name", "An evening")
    notes = sorted(SAMPLE.glob("*-workshop-note.md"))
    came = desk.do("import", SAMPLE / "reflections.csv", *notes)
    assert (came["new"], came["known"], came["failed"]) == (254, 0, 0)
    assert desk.do("import", SAMPLE / "reflections.csv")["known"] == 252

    ran = desk.do("propose")
    assert ran["verdict"] == "themes"
    proposed = desk.themes()
    assert len(proposed) == ran["candidates"] >= 6
    first, second, third, fourth, *_ = proposed.values()

    # Confirm one by its title.
    words = ("--theme", first["title"], "--name", "Waiting", "--statement", SENTENCE)
    confirmed = desk.do(
        "decide", "confirm", *words, "--facet", "process", "--reason", "Nine say so."
    )
    [line] = confirmed["decisions"]
    code = line["code_id"]
    assert desk.themes()[code]["n_passages"] == first["n_passages"]

    # Merge another into it.
    desk.do("decide", "merge", "--theme", second["title"], "--to", "Waiting")
    both = first["n_passages"] + second["n_passages"]
    assert desk.themes()[code]["n_passages"] == both

    # Split two passages off a third, and move one of them on to the fourth.
    here, there = desk.passages_of(third["id"])[:2]
    named = ("--theme", third["title"], "--name", "Rooms")
    desk.do("decide", "split", *named, "--passage", here, "--passage", there)
    moved = desk.do(
        "decide", "move", "--theme", "Rooms", "--to", fourth["title"], "--passage", here
    )
    after = desk.themes()
    assert after[third["id"]]["n_passages"] == third["n_passages"] - 2
    assert after[fourth["id"]]["n_passages"] == fourth["n_passages"] + 1
    assert [row["n_passages"] for row in after.values() if row["title"] == "Rooms"] == [1]

    # Three steps back, one forward.
    undone = desk.do("undo", "--steps", "3")["decisions"]
    assert [line["verb"] for line in undone] == ["undo"] * 3
    assert undone[0]["decision"] == moved["decisions"][0]["id"]
    back = desk.themes()
    assert back[code]["n_passages"] == first["n_passages"]
    assert {each: row for each, row in back.items() if each != code} == {
        each: row for each, row in proposed.items() if each != first["id"]
    }
    desk.do("redo")
    assert desk.themes()[code]["n_passages"] == both

    # A later run leaves the barrier alone.
    codings = desk.table("codings-csv")
    assert len(codings) == both
    assert {(row["code"], row["coder"]) for row in codings} == {("Waiting", "Ruth")}
    again = desk.do("propose")
    assert again["pinned"] == both
    assert again["new_vectors"] == 0
    assert desk.table("codings-csv") == codings

    # What is exported is what is shown; as they were given the words quote their sources.
    view = desk.do("board")
    rows = desk.table("candidates-csv")
    aside = {row["passage_id"] for row in rows if row["unassigned"] == "1"}
    assert len(aside) == view["n_set_aside"]
    page = tmp_path / "evening.html"
    desk.do("export", "--format", "html", "--output", page)
    assert SENTENCE in page.read_text(encoding="utf-8")
    with (SAMPLE / "reflections.csv").open(encoding="utf-8", newline="") as file:
        texts = {row["id"]: row["text"].replace("\r\n", "\n") for row in csv.DictReader(file)}
    given = desk.table("candidates-csv", "--as", "researcher")
    places = [(row["passage_id"], row["start"], row["end"]) for row in rows]
    assert [(row["passage_id"], row["start"], row["end"]) for row in given] == places
    assert any("[person " in row["quote"] for row in rows)
    assert not any("[person " in row["quote"] for row in given)
    for row in given:
        if row["external_id"] in texts:
            said = texts[row["external_id"]][int(row["start"]) : int(row["end"])]
            assert row["quote"].removeprefix("'") == said.removeprefix("'")

    report = desk.do("doctor")
    assert (report["clean"], report["faults"]) == (True, [])
    assert (report["sources"], report["codes"], report["codings"]) == (254, 1, both)
    assert desk.do("history")["decisions"][-2]["reason"] == "Nine say so."
