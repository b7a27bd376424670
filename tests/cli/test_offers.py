"""What the machine learned, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tests.cli.conftest import Run
from tests.services.pieces import add_run_levels
from workbench.domain.difference import Difference, Shift
from workbench.domain.evidence import Suggestion
from workbench.domain.sources import PassageId, text_hash
from workbench.store.database import open_project
from workbench.store.material import material
from workbench.store.offers import add_difference, replace_offers
from workbench.store.vectors import VectorCache

SENTENCE = "One visit is typed into three systems, so families wait."
P = tuple(PassageId(f"p{number}") for number in range(14))
COMMANDS = ("suggest", "offers", "difference", "queue", "grain", "neighbours")


@pytest.fixture
def code(run: Run, place: Path) -> str:
    """Confirm the first candidate, and give its code's id."""
    run("decide", place, "confirm", "--theme", "c0", "--name", "Typing", "--statement", SENTENCE)
    board = run("board", place, "--json").result
    return str(next(row["id"] for row in board["themes"] if row["title"] == "Typing"))


def _offer(place: Path, code: str) -> None:
    with open_project(place) as project, project.writing() as connection:
        offers = [
            Suggestion(passage_id=P[at], code=code, probability=chance, reasons=P[:1])  # type: ignore[arg-type]
            for at, chance in ((5, 0.55), (12, 0.9))
        ]
        replace_offers(connection, offers, None)


def test_offers_are_listed_and_taken_in_at_once(run: Run, place: Path, code: str) -> None:
    _offer(place, code)
    [batch] = run("offers", place, "--code", "Typing", "--json").result["batches"]
    assert (batch["code"], batch["total"]) == (code, 2)
    assert [each["passage"]["id"] for each in batch["offers"]] == ["p12", "p5"]
    assert batch["offers"][0]["reasons"][0]["id"] == "p0"
    words = run("offers", place).out
    assert "90%  p12" in words
    said = run(
        "decide", place, "accept", "--to", "Typing", "--passage", "p12", "--struck", "p5", "--json"
    )
    [line] = said.result["decisions"]
    assert (line["verb"], line["passages"], line["struck"]) == ("accept", ["p12"], ["p5"])
    assert line["words"] == "accepted 1 passage for “Typing” and struck out 1"
    assert run("offers", place, "--json").result["batches"] == []
    assert "workbench suggest" in run("offers", place).out
    assert run("undo", place).code == 0
    assert len(run("offers", place, "--json").result["batches"]) == 1


def test_refusing_by_options_and_by_script(
    run: Run, place: Path, code: str, tmp_path: Path
) -> None:
    _offer(place, code)
    assert run("decide", place, "refuse", "--theme", "Typing", "--passage", "p5").code == 0
    script = tmp_path / "evening.jsonl"
    lines = [
        {"verb": "refuse", "theme": "Typing", "passages": ["p12"]},
        {"verb": "accept", "to": "Waiting for a signature", "passages": ["p13"]},
    ]
    script.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    said = run("decide", place, "--file", script, "--json")
    assert [line["verb"] for line in said.result["decisions"]] == ["refuse", "accept"]
    assert run("offers", place, "--json").result["batches"] == []
    twice = run("decide", place, "refuse", "--theme", "Typing", "--passage", "p12")
    assert (twice.code, "Nothing to refuse" in twice.err) == (1, True)
    held = run("decide", place, "refuse", "--theme", "Typing", "--passage", "p0")
    assert (held.code, "take it out" in held.err) == (1, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("accept", "--passage", "p12"), "“to” is missing"),
        (("accept", "--to", "c1", "--theme", "c1", "--passage", "p12"), "takes no --theme"),
        (("refuse", "--theme", "c1", "--struck", "p12"), "takes no --struck"),
        (("move", "--theme", "c1", "--to", "c2", "--struck", "p4"), "takes no --struck"),
        (("choose-grain",), "is not one of"),
    ],
)
def test_options_that_make_no_act_are_wrong_usage(
    run: Run, place: Path, words: tuple[str, ...], told: str
) -> None:
    said = run("decide", place, *words)
    assert (said.code, said.out) == (2, "")
    assert told in " ".join(said.err.split())


def test_the_grain_is_shown_and_chosen(run: Run, place: Path) -> None:
    none = run("grain", place, "--json").result
    assert (none["grain"], none["grains"]) == (None, [])
    assert "no levels" in run("grain", place).out
    with open_project(place) as project:
        add_run_levels(project)
    assert run("grain", place).out.splitlines()[1] == "* 1  3 candidates"
    assert run("grain", place, "2", "--coder", "Ann", "--json").result["grain"] == 2
    board = run("board", place, "--json").result
    assert (board["grain"], board["grains"]) == (2, [2, 3, 6])
    assert len([row for row in board["themes"] if row["status"] == "open"]) == 6
    again = run("grain", place, "2")
    assert (again.code, again.out) == (1, "")
    missing = run("grain", place, "7")
    assert (missing.code, "no level 7" in missing.err) == (1, True)
    assert run("undo", place).code == 0
    assert run("grain", place, "--json").result["grain"] == 1


def test_the_difference_is_told_line_by_line(run: Run, place: Path) -> None:
    assert "second time" in run("difference", place).out
    with open_project(place) as project:
        made = add_run_levels(project)
        shift = Shift(theme="c0", title="Typing", passages=P[:4], why="The same 4 passages.")
        with project.writing() as connection:
            told = Difference(run=made.id, since=made.id, unchanged=(shift,))
            add_difference(connection, told)
    assert run("difference", place).out == "unchanged “Typing”  The same 4 passages.\n"
    result = run("difference", place, "--json").result
    assert (result["run"], result["new"]) == ("run", [])
    assert result["unchanged"][0]["passages"] == list(P[:4])


def test_what_is_next_is_asked(run: Run, place: Path) -> None:
    asked = run("queue", place, "--most", "2", "--json").result["queue"]
    assert [row["kind"] for row in asked] == ["candidate", "candidate"]
    assert "one thing?" in run("queue", place).out


def test_neighbours_help_to_code_by_hand(run: Run, place: Path) -> None:
    assert "No passage was read yet" in run("neighbours", place, "p0").out
    with open_project(place) as project:
        texts = material(project).passages
        names = [text_hash(texts[each].quote) for each in P[:3]]
        vectors = np.asarray([[1, 0], [0, 1], [0.6, 0.8]], np.float32)
        VectorCache(project, "encoder").add(names, vectors)
    found = run("neighbours", place, "p0", "--json").result["neighbours"]
    assert [each["passage"]["id"] for each in found] == ["p2", "p1"]
    assert "0.60  p2" in run("neighbours", place, "p0").out
    assert run("neighbours", place, "ghost").code == 1


def test_suggesting_without_a_code_says_where_to_begin(run: Run, place: Path) -> None:
    said = run("suggest", place, "--coder", "Ann", "--json").result
    assert (said["n_offers"], said["coder"]) == (0, "Ann")
    assert "confirm a candidate" in said["message"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_is_for(run: Run, command: str) -> None:
    said = run(command, "--help")
    assert said.code == 0
    assert "PROJECT" in said.out
