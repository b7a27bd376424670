"""Deciding from the command line: every verb by options, and scripts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from workbench.store.database import open_project
from workbench.store.log import ledger

SENTENCE = "One visit is typed into three systems, so families wait."
TWICE, SIGNATURE, MAY = "Typing it twice", "Waiting for a signature", "Who may decide"


@pytest.fixture
def shown(run: Run, place: Path) -> Any:
    """Give a function that returns title -> (kind, status, number of passages)."""

    def look() -> dict[str, tuple[str, str, int]]:
        rows = run("board", place, "--json").result["themes"]
        return {row["title"]: (row["kind"], row["status"], row["n_passages"]) for row in rows}

    return look


def _confirm(run: Run, place: Path) -> None:
    words = ("--theme", TWICE, "--name", "Typing", "--statement", SENTENCE, "--facet", "process")
    assert run("decide", place, "confirm", *words, "--coder", "Ann").code == 0


def test_confirm_and_describe(run: Run, place: Path, shown: Any) -> None:
    _confirm(run, place)
    assert shown()["Typing"] == ("barrier", "confirmed", 4)
    words = ("--theme", "typing", "--statement", "Better said.", "--kind", "enabler")
    said = run("decide", place, "describe", *words, "--facet", "culture", "--json")
    [line] = said.result["decisions"]
    assert (line["verb"], line["statement"], line["words"]) == (
        "describe",
        "Better said.",
        "described “Typing”",
    )
    assert shown()["Typing"][0] == "enabler"


def test_rename_park_dismiss_and_reopen(run: Run, place: Path, shown: Any) -> None:
    run("decide", place, "rename", "--theme", MAY, "--name", "Permission")
    run("decide", place, "park", "--theme", "Permission")
    run("decide", place, "dismiss", "--theme", SIGNATURE, "--reason", "Only one team.")
    assert shown()["Permission"] == ("candidate", "parked", 4)
    assert shown()[SIGNATURE] == ("candidate", "dismissed", 4)
    reasons = [line["reason"] for line in run("history", place, "--json").result["decisions"]]
    assert reasons == ["Only one team.", "", "", ""]
    run("decide", place, "reopen", "--theme", SIGNATURE)
    assert shown()[SIGNATURE] == ("candidate", "open", 4)


def test_merge_by_title(run: Run, place: Path, shown: Any) -> None:
    _confirm(run, place)
    words = ("--theme", SIGNATURE, "--theme", MAY, "--to", "Typing")
    said = run("decide", place, "merge", *words, "--json")
    assert said.result["decisions"][0]["words"] == (
        "merged “Waiting for a signature” and “Who may decide” into “Typing”"
    )
    assert shown() == {"Typing": ("barrier", "confirmed", 12)}


def test_merge_under_another_name_is_one_step(run: Run, place: Path, shown: Any) -> None:
    words = ("--theme", SIGNATURE, "--to", MAY, "--name", "Permission")
    said = run("decide", place, "merge", *words, "--json")
    [line] = said.result["decisions"]
    told = f"merged “{SIGNATURE}” into “{MAY}”, called “Permission” from now on"
    assert line["words"] == told
    assert shown()["Permission"] == ("candidate", "open", 8)
    run("undo", place)
    assert shown()[MAY] == ("candidate", "open", 4)


def test_split_move_add_drop_and_create(run: Run, place: Path, shown: Any) -> None:
    p = ("--passage", "p0", "--passage", "p1")
    assert run("decide", place, "split", "--theme", TWICE, "--name", "Rooms", *p).code == 0
    assert run("decide", place, "move", "--theme", "Rooms", "--to", MAY, *p[:2]).code == 0
    assert run("decide", place, "add", "--to", MAY, "--passage", "p12").code == 0
    assert run("decide", place, "drop", "--theme", MAY, "--passage", "p8").code == 0
    words = ("--name", "Cars", "--kind", "enabler", "--statement", "Cars help.")
    assert run("decide", place, "create", *words, "--passage", "p13").code == 0
    assert run("decide", place, "create-code", "--name", "Empty").code == 0
    assert (
        run("decide", place, "recode", "--theme", MAY, "--to", "Cars", "--passage", "p9").code == 0
    )
    assert shown() == {
        "Cars": ("enabler", "confirmed", 2),
        "Empty": ("code", "confirmed", 0),
        TWICE: ("candidate", "open", 2),
        "Rooms": ("candidate", "open", 1),
        MAY: ("candidate", "open", 4),
        SIGNATURE: ("candidate", "open", 4),
    }


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nonsense", "--theme", "c0"), "nonsense"),
        (("propose",), "propose"),
        (("confirm", "--name", "Typing"), "candidate"),
        (("confirm", "--theme", "c0"), "name"),
        (("merge", "--theme", "c0"), "into"),
        (("park", "--theme", "c0", "--theme", "c1"), "one --theme"),
        (("park", "--theme", "c0", "--name", "Typing"), "takes no --name"),
        (("rename", "--theme", "c0", "--name", "A", "--passage", "p1"), "takes no --passage"),
        (("add", "--theme", "c0", "--passage", "p12"), "takes no --theme"),
        (("confirm", "--theme", "c0", "--name", "A", "--kind", "poem"), "kind"),
        (("confirm", "--theme", "c0", "--name", "A", "--facet", "weather"), "facets"),
    ],
)
def test_options_that_make_no_act_are_wrong_usage(
    run: Run, place: Path, words: tuple[str, ...], told: str
) -> None:
    said = run("decide", place, *words, "--json")
    assert (said.code, said.out) == (2, "")
    assert told in " ".join(said.err.split())
    assert len(run("history", place, "--json").result["decisions"]) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("confirm", "--theme", "c0", "--name", "Typing"), "without a sentence"),
        (("park", "--theme", "nobody"), "“nobody”"),
        (("move", "--theme", "c0", "--to", "c1", "--passage", "p11"), "p11"),
        (("add", "--to", "c0", "--passage", "ghost"), "ghost"),
        (("merge", "--theme", "c0", "--to", "c0"), "merge"),
        (("rename", "--theme", "c0", "--name", TWICE), "Nothing to rename"),
    ],
)
def test_what_the_board_does_not_allow_is_told(
    run: Run, place: Path, words: tuple[str, ...], told: str
) -> None:
    said = run("decide", place, *words, "--json")
    assert (said.code, said.out) == (1, "")
    assert told in said.err
    assert len(run("history", place, "--json").result["decisions"]) == 1


def test_a_title_of_two_themes_asks_for_the_id(run: Run, place: Path) -> None:
    run("decide", place, "rename", "--theme", "c1", "--name", TWICE)
    said = run("decide", place, "park", "--theme", TWICE)
    assert said.code == 1
    assert "c0, c1" in said.err


def _script(path: Path, *lines: object) -> Path:
    words = [each if isinstance(each, str) else json.dumps(each) for each in lines]
    path.write_text("\n".join(words), encoding="utf-8")
    return path


def test_a_script_may_name_what_its_earlier_lines_made(
    run: Run, place: Path, tmp_path: Path, shown: Any
) -> None:
    confirm = {"verb": "confirm", "candidate": TWICE, "name": "Typing", "statement": SENTENCE}
    file = _script(
        tmp_path / "evening.jsonl",
        {**confirm, "reason": "Nine people say so."},
        {"verb": "rename", "theme": MAY, "name": "Permission"},
        "",
        {"verb": "merge", "themes": ["Permission", SIGNATURE], "into": "Typing"},
        {"verb": "undo"},
        {"verb": "redo"},
    )
    said = run("decide", place, "--file", file, "--coder", "Ann", "--reason", "A script", "--json")
    assert said.code == 0
    verbs = [line["verb"] for line in said.result["decisions"]]
    assert verbs == ["confirm", "rename", "merge", "undo", "redo"]
    assert shown() == {"Typing": ("barrier", "confirmed", 12)}
    told = run("history", place, "--json").result["decisions"]
    assert [line["reason"] for line in told[2:5]] == ["A script", "A script", "Nine people say so."]


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ("{not json", "line 3 of"),
        ("[1]", "line 3 of"),
        ("[" * 100_000, "line 3 of"),
        ('{"verb": "park", "theme": ' + "9" * 5000 + "}", "line 3 of"),
        ({"verb": "park"}, "“theme” is missing"),
        ({"verb": "park", "theme": "c0", "why": "?"}, "“why”"),
        ({"verb": "park", "theme": "c0", "reason": 7}, "“reason”"),
        ({"verb": "propose", "run_id": "r"}, "propose"),
        ({"verb": "park", "theme": "nobody"}, "line 3 of evening.jsonl: There is no"),
        ({"verb": "park", "theme": "c0"}, "line 3 of evening.jsonl: Nothing to park"),
        ({"verb": "rename", "theme": "c1", "name": "nul\0"}, "character"),
    ],
)
def test_a_script_is_done_whole_or_not_at_all(
    run: Run, place: Path, tmp_path: Path, last: object, told: str
) -> None:
    park = {"verb": "park", "theme": "c0"}
    file = _script(tmp_path / "evening.jsonl", park, {"verb": "park", "theme": "c2"}, last)
    said = run("decide", place, "--file", file, "--json")
    assert (said.code, said.out) == (1, "")
    assert told in said.err
    assert len(run("history", place, "--json").result["decisions"]) == 1


def test_words_with_odd_line_ends_stay_in_their_line(run: Run, place: Path, tmp_path: Path) -> None:
    name = "One\u2028two\x85three"
    line = json.dumps({"verb": "rename", "theme": "c0", "name": name}, ensure_ascii=False)
    file = tmp_path / "evening.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + line.encode() + b"\r\n")
    assert run("decide", place, "--file", file).code == 0
    with open_project(place) as project:
        titles = {each.title for each in ledger(project).board.candidates.values()}
    assert any("two" in title for title in titles)


def test_a_script_that_cannot_be_read_is_told(run: Run, place: Path, tmp_path: Path) -> None:
    missing = run("decide", place, "--file", tmp_path / "gone.jsonl")
    assert (missing.code, missing.out) == (1, "")
    assert "gone.jsonl" in missing.err
    wide = tmp_path / "wide.jsonl"
    wide.write_text('{"verb": "park", "theme": "c0"}', encoding="utf-16")
    assert run("decide", place, "--file", wide).code == 1


def test_a_script_leaves_no_room_for_options(run: Run, place: Path, tmp_path: Path) -> None:
    file = _script(tmp_path / "evening.jsonl", {"verb": "park", "theme": "c0"})
    said = run("decide", place, "--file", file, "--theme", "c1")
    assert (said.code, said.out) == (2, "")
    assert len(run("history", place, "--json").result["decisions"]) == 1
