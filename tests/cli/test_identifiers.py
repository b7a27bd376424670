"""The commands about names: listing, deciding, undoing, the lists, the key."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.services.attributed import copy_attributed, make_attributed
from tests.services.earlier import earlier_named
from tests.services.named import copy_named, make_named


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_named(tmp_path_factory.mktemp("named") / "made")


@pytest.fixture
def named(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return copy_named(made, tmp_path, monkeypatch)


def test_what_was_found_is_listed_worst_state_first(run: Run, named: Path) -> None:
    listed = run("identifiers", named, "--json").result
    assert listed["open"] == sum(each["open"] for each in listed["identifiers"]) > 0
    for each in listed["identifiers"]:
        assert {"id", "source", "quote", "type", "found", "label", "why"} <= each.keys()
    only = run("identifiers", named, "--open", "--json").result["identifiers"]
    assert {each["quote"] for each in only} == {"Hope"}
    assert "Hope" in run("identifiers", named, "--open").out


def test_deciding_clearing_and_undoing(run: Run, named: Path) -> None:
    [one, other] = run("identifiers", named, "--open", "--json").result["identifiers"]
    refused = run("review-names", named, "--clear", one["source"])
    assert refused.code == 1
    assert "still open" in refused.err
    kept = run("review-names", named, "keep", "--identifier", one["id"], "--everywhere", "--json")
    assert set(kept.result["identifiers"]) == {one["id"], other["id"]}
    assert kept.result["open"] == 0
    assert len(run("review-names", named, "--clear-all", "--json").result["cleared"]) == 6
    assert run("review-names", named, "--undo", "--json").result["ready"] == 6
    assert run("review-names", named, "--redo", "--json").result["ready"] == 0
    assert run("doctor", named).code == 0


def test_a_stretch_that_was_missed(run: Run, named: Path) -> None:
    done = run(
        "review-names", named, "mark", "--source", "e", "--start", "3", "--end", "8", "--json"
    )
    assert done.result["verb"] == "mark"
    found = run("identifiers", named, "--json").result["identifiers"]
    assert [each["quote"] for each in found if each["found"] == "hand"] == ["typed"]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["keep"],
        ["keep", "--undo"],
        ["mark", "--source", "e", "--end", "3", "--kind", "villain"],
    ],
)
def test_wrong_usage_is_told(run: Run, named: Path, words: list[str]) -> None:
    assert run("review-names", named, *words).code == 2


def test_the_lists_and_their_key(run: Run, named: Path) -> None:
    added = run("names", named, "add", "three systems", "--kind", "place", "--json").result
    assert added["places"] == 1
    assert run("names", named, "allow", "Hope").code == 0
    listed = run("names", named, "list", "--json").result
    assert [each["words"] for each in listed["entries"]] == ["Hope", "three systems"]
    assert run("names", named, "remove", "hope").code == 0
    assert run("names", named, "remove", "hope").code == 1
    assert run("names", named, "add").code == 2
    assert "encrypted" in run("names", named).out
    assert run("names", named, "destroy-key", "--yes", "--json").result == {"destroyed": True}
    assert run("names", named, "--json").result["entries"] == []


@pytest.fixture
def attributed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return copy_attributed(make_attributed(tmp_path / "made"), tmp_path, monkeypatch)


def test_values_of_columns_are_listed_and_decided(run: Run, attributed: Path) -> None:
    found = run("identifiers", attributed, "--open", "--json").result["identifiers"]
    team = next(each for each in found if each["column"] == "Team")
    assert (team["quote"], team["part"], team["texts"]) == ("Team Sarah", "value", 1)
    assert "column “Team”, texts: 1" in run("identifiers", attributed).out
    kept = run("review-names", attributed, "keep", "--identifier", team["id"], "--json")
    assert kept.result["open"] == len(found) - 1
    masked = run("review-names", attributed, "mark", "--value", "Team=Northgate", "--json")
    assert masked.result["verb"] == "mark"
    again = run("review-names", attributed, "mark", "--value", "Team=Nowhere")
    assert (again.code, "Team=Nowhere" in again.err) == (1, True)
    assert run("doctor", attributed).code == 0


def test_texts_of_an_earlier_version_are_looked_through_again(
    run: Run, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = earlier_named(made, tmp_path, monkeypatch, missed=["Zuzanna", "Hope"])
    run("review-names", earlier, "--clear-all")
    assert "rescreen" in run("doctor", earlier).out
    told = run("review-names", earlier, "rescreen", "--dry-run", "--json").result
    counts = {"texts": 6, "values": 0, "to_mask": 1, "to_review": 2, "uncleared": 2}
    assert {name: told[name] for name in counts} == counts
    assert (told["stored"], told["decision"]) == (False, None)
    done = run("review-names", earlier, "rescreen", "--json").result
    assert {name: done[name] for name in counts} == counts
    assert done["stored"]
    assert "2 texts are no longer cleared" in done["message"]
    again = run("review-names", earlier, "rescreen")
    assert (again.code, "nothing to look through again" in again.out) == (0, True)
    assert run("doctor", earlier, "--json").result["warnings"] == []
    assert run("review-names", earlier, "--undo", "--json").result["open"] == 0
    assert run("review-names", earlier, "rescreen", "--dry-run", "--json").result["to_mask"] == 1


def test_only_looking_again_can_be_rehearsed(run: Run, named: Path) -> None:
    refused = run("review-names", named, "--undo", "--dry-run")
    assert (refused.code, "rescreen" in refused.err) == (2, True)
