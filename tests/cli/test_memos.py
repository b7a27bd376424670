"""Memos and the codebook's tree from the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.app.texts import INTERVIEW, make_texts, span_of
from tests.cli.conftest import Run
from workbench.domain.sources import SourceId
from workbench.services.code_passages import code_span
from workbench.services.export_project import export_file
from workbench.store.database import open_project

S0 = SourceId("s0")


@pytest.fixture
def where(tmp_path: Path) -> Path:
    path = tmp_path / "texts.workbench"
    with make_texts(path, [INTERVIEW, "A second text."]) as project:
        code_span(project, S0, span_of(INTERVIEW, "four days"), "Waiting", coder="Ruth")
        code_span(project, S0, span_of(INTERVIEW, "three systems"), "Systems", coder="Ruth")
    return path


def _passage(where: Path) -> str:
    with open_project(where) as project:
        done = code_span(project, S0, span_of(INTERVIEW, "afraid"), "Fear", coder="Ruth")
        return done.passage.id


def test_a_memo_on_anything_is_written_listed_changed_and_taken_away(
    run: Run, where: Path, tmp_path: Path
) -> None:
    passage = _passage(where)
    for about, kind, words in (
        ("code:Waiting", "analytic", "wrote a memo on “Waiting”"),
        (f"passage:{passage}", "reflexive", "wrote a memo on a passage"),
        ("source:R001", "method", "wrote a memo on a source"),
        ("project", "analytic", "wrote a memo on the project"),
    ):
        done = run(
            "memo", where, "--about", about, "--text", f"On {about}.", "--kind", kind, "--json"
        )
        assert (done.code, done.result["words"]) == (0, words), done.err
    listed = run("memos", where, "--json").result["memos"]
    assert [(each["about_kind"], each["name"], each["kind"]) for each in listed] == [
        ("code", "Waiting", "analytic"), ("passage", "afraid", "reflexive"),
        ("source", "R001", "method"), ("project", "", "analytic"),
    ]  # fmt: skip
    assert (listed[1]["source"], listed[1]["start"]) == ("s0", INTERVIEW.index("afraid"))
    [only] = run("memos", where, "--about", "code:waiting", "--json").result["memos"]
    assert only["text"] == "On code:Waiting."
    assert run("memo", where, "--change", only["id"], "--text", "Anew.", "--coder", "Bea").code == 0
    [only] = run("memos", where, "--about", "code:Waiting", "--json").result["memos"]
    assert (only["text"], only["changed_by"]) == ("Anew.", "Bea")
    assert run("memo", where, "--remove", only["id"]).out == "took away a memo on “Waiting”\n"
    assert run("undo", where, "--steps", 2).code == 0
    assert "On code:Waiting." in run("memos", where).out
    with open_project(where) as project:
        export_file(project, "memos-csv", tmp_path / "memos.csv")
    with (tmp_path / "memos.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text"] for row in rows] == [each["text"] for each in listed]
    assert run("doctor", where).code == 0


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--text", "Hm."), 2, "give one of --about, --change and --remove"),
        (("--about", "code:Waiting", "--remove", "x"), 2, "give one of --about"),
        (("--remove", "x", "--text", "Hm."), 2, "takes no --text"),
        (("--about", "code:Waiting"), 2, "“text” is missing"),
        (("--about", "Waiting", "--text", "Hm."), 2, "“Waiting” is not code:ID"),
        (("--about", "project:x", "--text", "Hm."), 2, "“project:x” is not"),
        (("--about", "code:Waiting", "--text", "Hm.", "--kind", "loud"), 2, "analytic, reflexive"),
        (("--about", "code:none", "--text", "Hm."), 1, "no candidate or code “none”"),
        (("--about", "passage:none", "--text", "Hm."), 1, "Passage none is not in this project"),
        (("--about", "source:none", "--text", "Hm."), 2, "there is no source “none”"),
        (("--change", "none", "--text", "Hm."), 1, "no memo “none”"),
        (("--about", "project", "--text", " "), 1, "“” has no words for a memo"),
    ],
)
def test_what_makes_no_memo_is_told(
    run: Run, where: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    done = run("memo", where, *words)
    assert done.code == code
    assert told in " ".join(done.err.replace("│", " ").split())


def test_codes_hang_under_each_other(run: Run, where: Path) -> None:
    done = run("decide", where, "nest", "--theme", "Systems", "--to", "Waiting")
    assert (done.code, done.out.split("  ")[-1]) == (0, "put “Systems” under “Waiting”\n")
    done = run("decide", where, "nest", "--theme", "Waiting", "--to", "Systems")
    assert (done.code, done.err) == (
        1,
        "“Waiting” cannot hang under “Systems”, which hangs under it; choose another code, or the "
        "top.\n",
    )
    assert run("decide", where, "nest", "--theme", "Systems", "--name", "x").code == 2
    with open_project(where) as project:
        export_file(project, "codebook-csv", where.with_name("codes.csv"))
    with where.with_name("codes.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["name"]: row["parent"] for row in csv.DictReader(file)} == {
            "Waiting": "",
            "Systems": "Waiting",
        }
    assert run("decide", where, "nest", "--theme", "Systems").out.endswith("at the top\n")


def test_a_script_writes_memos_hangs_codes_and_gives_colours(run: Run, where: Path) -> None:
    lines: list[dict[str, str]] = [
        {"verb": "nest", "code": "Systems", "parent": "Waiting"},
        {
            "verb": "note",
            "about_kind": "code",
            "about": "Systems",
            "text": "Three.",
            "memo_id": "m",
        },
        {"verb": "change-memo", "memo": "m", "kind": "method"},
        {"verb": "describe", "theme": "Systems", "colour": "pink", "definition": "Any system."},
        {"verb": "note", "about_kind": "source", "about": "s0", "text": "Long.", "memo_id": "n"},
        {"verb": "remove-memo", "memo": "n"},
    ]
    script = where.with_name("script.jsonl")
    script.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    before = run("doctor", where, "--json").result
    assert run("decide", where, "--file", script).code == 0
    [memo] = run("memos", where, "--json").result["memos"]
    assert (memo["id"], memo["kind"], memo["name"]) == ("m", "method", "Systems")
    wrong = {"verb": "note", "about_kind": "source", "about": "none", "text": "Hm."}
    script.write_text(json.dumps(wrong), encoding="utf-8")
    assert "no source “none”" in run("decide", where, "--file", script).err
    assert run("undo", where, "--steps", len(lines)).code == 0
    after = run("doctor", where, "--json").result
    assert (before["codes"], before["codings"]) == (after["codes"], after["codings"])
    assert run("memos", where, "--json").result["memos"] == []
