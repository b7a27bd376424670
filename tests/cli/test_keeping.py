"""`workbench consent`, `releases`, `retention`, and `export --audience`: the same acts for scripts."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from workbench.domain.candidates import CandidateId
from workbench.domain.decisions import Confirm
from workbench.services.back_up import back_up
from workbench.services.decide import decide
from workbench.store.database import open_project
from workbench.store.material import given

SENTENCE = "One visit is typed into three systems, so families wait."


def _uses(run: Run, place: Path, person: str) -> dict[str, str]:
    people = run("consent", place, "--json").result["people"]
    [found] = [each["uses"] for each in people if each["id"] == person]
    return dict(found)


def test_consent_is_given_withdrawn_listed_and_taken_back(run: Run, place: Path) -> None:
    assert "not asked" in run("consent", place).out
    said = run("consent", place, "--case", "P0", "--use", "verbatim", "--use", "leaders", "--give")
    assert (said.code, said.out) == (0, "Noted for 1 person.\n")
    assert _uses(run, place, "P0") == {"verbatim": "given", "leaders": "given"}
    run("consent", place, "--all", "--use", "leaders", "--withdraw", "--form", "sheet 3")
    assert _uses(run, place, "P6") == {"leaders": "withdrawn"}
    assert run("consent", place, "--undo").code == 0
    assert _uses(run, place, "P0")["leaders"] == "given"
    history = run("consent", place, "--history", "--case", "P0", "--json").result["answers"]
    assert [each["version"] for each in history] == [1, 1, 2, 3]
    assert "sheet 3" in run("consent", place, "--history").out


def test_who_stops_is_told_where_they_are_already(run: Run, place: Path, tmp_path: Path) -> None:
    run("export", place, "--format", "candidates-csv", "--output", tmp_path / "all.csv")
    said = run("consent", place, "--case", "P0", "--stop-using")
    assert "Has it already: Release 1: candidates-csv" in said.out
    again = run("export", place, "--format", "candidates-csv", "--output", tmp_path / "all.csv")
    assert "Held back, 2 texts: asked that their words are not used any more." in again.out
    assert "H000" not in (tmp_path / "all.csv").read_text(encoding="utf-8")


def test_answers_come_from_a_table(run: Run, place: Path, tmp_path: Path) -> None:
    table = tmp_path / "consents.csv"
    table.write_text("case,verbatim\nP0,yes\nNobody,yes\n", encoding="utf-8")
    said = run("consent", place, "--file", table, "--json").result
    assert (said["people"], said["unknown"]) == (1, ["line 3: nobody called “Nobody”"])


@pytest.mark.parametrize(
    "words",
    [
        ("--give", "--use", "verbatim"),
        ("--give", "--withdraw", "--all", "--use", "verbatim"),
        ("--give", "--all", "--case", "P0", "--use", "verbatim"),
        ("--give", "--all", "--use", "colour"),
        ("--undo", "--history"),
    ],
)
def test_what_does_not_go_together_is_told(run: Run, place: Path, words: tuple[str, ...]) -> None:
    said = run("consent", place, *words)
    assert (said.code, said.out) == (2, "")


def test_what_left_is_listed(run: Run, place: Path, tmp_path: Path) -> None:
    assert run("releases", place).out == "Nothing has left this project yet.\n"
    said = run(
        "export",
        place,
        "--format",
        "html",
        "--output",
        tmp_path / "a.html",
        "--coder",
        "Ann",
        "--json",
    )
    assert (said.result["release"], said.result["audience"], said.result["held_back"]) == (
        1,
        "facilitators",
        [],
    )
    [release] = run("releases", place, "--json").result["releases"]
    assert (release["file"], release["by"], release["sha256"]) == (
        "a.html",
        "Ann",
        said.result["sha256"],
    )


def test_leaders_get_what_is_for_them_and_the_rest_is_told(
    run: Run, place: Path, tmp_path: Path
) -> None:
    with open_project(place) as project:
        decide(
            project,
            Confirm(candidate=CandidateId("c0"), name="Typing", statement=SENTENCE),
            coder="Ann",
        )
    words = ("export", place, "--audience", "leaders", "--output", tmp_path / "out")
    said = run(*words, "--format", "codings-csv")
    assert (said.code, said.out) == (1, "")
    assert "for facilitators alone; for leaders choose codebook-csv, html, xlsx" in said.err
    assert not (tmp_path / "out").exists()
    told = run(*words, "--format", "html", "--json").result["held_back"]
    assert told[0] == "14 texts: not reviewed for names and other identifiers yet."
    assert told[-1].startswith("1 of the codes: fewer than three people are behind them")
    assert (
        run("export", place, "--audience", "the press", "--format", "html", "--output", "x").code
        == 2
    )


@pytest.mark.parametrize("fmt", ["dpia", "dpia-md"])
def test_the_assessment_is_filled_in(run: Run, place: Path, tmp_path: Path, fmt: str) -> None:
    run("consent", place, "--case", "P0", "--use", "verbatim", "--give")
    run("retention", place, "--until", "2031-03-31")
    output = tmp_path / "assessment"
    assert run("export", place, "--format", fmt, "--output", output).code == 0
    said = output.read_text(encoding="utf-8").replace("\\", "")
    for words in ("An evening", str(place), "To be filled in", "2031-03-31", "table source",
                  "facilitator", "quoting the words as said", "Risks and measures", "Encryption"):  # fmt: skip
        assert words in said


def test_dates_are_set_and_told(run: Run, place: Path) -> None:
    assert run("retention", place).out == "No date is set.\n"
    run("retention", place, "--until", "2031-03-31")
    run("retention", place, "--until", "2020-01-01", "--case", "P1")
    told = run("retention", place, "--json").result
    assert [(each["holding"], each["name"], each["until"]) for each in told["dates"]] == [
        ("case", "P1", "2020-01-01"), ("project", "", "2031-03-31"),
    ]  # fmt: skip
    assert len(told["warnings"]) == 1
    assert "Kept too long" in run("doctor", place).out
    assert run("doctor", place, "--json").result["clean"]
    run("retention", place, "--until", "never", "--case", "P1")
    assert run("retention", place, "--json").result["warnings"] == []
    assert run("retention", place, "--until", "tomorrow").code == 2


def test_what_is_over_goes_only_when_it_is_meant(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("retention", place, "--until", "2020-01-01", "--case", "P1")
    dry = run("retention", place, "--dry-run", "--json").result
    assert (dry["done"], dry["counts"]["sources"]) == (False, 2)
    assert run("retention", place, "--apply").code == 2
    done = run("retention", place, "--yes", "--json").result
    assert (done["done"], done["counts"]) == (True, dry["counts"])
    with open_project(place) as project:
        assert "P1" not in {each.case for each in given(project).sources.values()}
    assert run("retention", place, "--yes").code == 1


def test_a_restore_says_that_erasures_were_done_again(
    run: Run, place: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "backups" / "copy.workbench"
    copy.parent.mkdir()
    with open_project(place) as project:
        back_up(project, copy)
    run("erase", place, "--case", "P0", "--yes")
    said = run("restore", copy, tmp_path / "again.workbench")
    assert "Erased again, as on" in said.out
    assert "2 texts." in said.out
    told = run("restore", copy, tmp_path / "third.workbench", "--json").result
    assert [each["sources"] for each in told["redone"]] == [2]
    assert json.dumps(told).count("note again who asked") == 1


def test_a_person_is_asked_before_what_is_over_goes(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    run("retention", place, "--until", "2020-01-01", "--case", "P1")
    monkeypatch.setattr(sys, "stdin", Terminal("n\n"))
    assert run("retention", place, "--apply").code == 1
    monkeypatch.setattr(sys, "stdin", Terminal("y\n"))
    said = run("retention", place, "--apply")
    assert (said.code, "Would erase" in said.err) == (0, True)


def test_serving_begins_with_what_is_over(run: Run, place: Path) -> None:
    run("retention", place, "--until", "2020-01-01")
    command = [sys.executable, "-m", "workbench", "serve", str(place), "--no-browser"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as served:
        assert served.stderr is not None
        said = []
        for line in served.stderr:
            said.append(line)
            if line.startswith("Open "):
                break
        served.terminate()
    assert (
        said[0]
        == "Kept too long: the whole project (14 sources) was to be kept until 2020-01-01.\n"
    )
