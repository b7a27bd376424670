"""Recipes measured on a small table, end to end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.discovery.peers import Peer
from workbench.discovery.recipes import DEFAULT_RECIPE, PLAIN_RECIPE, list_recipes
from workbench.errors import CannotWrite, UnknownRecipe
from workbench.services.evaluate.cold import cold_cost
from workbench.services.evaluate.figures import FILE, add_figures
from workbench.services.evaluate.gold import Gold, read_gold
from workbench.services.evaluate.quality import evaluate_quality
from workbench.services.evaluate.quality_report import SizeReport, table


@pytest.fixture
def gold(table: Path) -> Gold:
    return read_gold(str(table), text="said", code="about")


def measured(gold: Gold, **changed: object) -> tuple[SizeReport, ...]:
    asked: dict[str, object] = {
        "recipes": [DEFAULT_RECIPE],
        "peers": [],
        "sizes": [40, 300],
        "draws": 2,
        "seed": 0,
        "progress": lambda _stage, _fraction: None,
    }
    return evaluate_quality(gold, **{**asked, **changed})  # type: ignore[arg-type]


@pytest.mark.slow
def test_every_figure_is_measured_and_json_and_the_same_every_time(gold: Gold) -> None:
    told: list[float] = []
    peers = [Peer.NMF]
    found = measured(gold, peers=peers, progress=lambda _, share: told.append(share))
    assert [(each.size, each.draws) for each in found] == [(40, 2), (48, 1)]
    ours, nmf = found[0].methods
    assert (ours.name, nmf.name) == (DEFAULT_RECIPE, "nmf")
    assert ours.agreement is not None
    assert ours.agreement.mean > 0.4
    assert ours.resampled is not None
    assert 0 <= ours.resampled.mean <= 1
    assert ours.seconds is not None
    assert ours.seconds > 0
    assert nmf.seconds is None
    assert told == sorted(told)
    again = measured(gold, peers=peers)
    plain = [_without_costs(each) for each in found]
    assert plain == [_without_costs(each) for each in again]
    assert json.loads(json.dumps(plain)) == plain


def _without_costs(report: SizeReport) -> dict[str, object]:
    plain = json.loads(json.dumps(report.to_plain()))
    for method in plain["methods"].values():
        del method["seconds"], method["megabytes"]
    found: dict[str, object] = plain
    return found


@pytest.mark.slow
def test_the_table_has_a_line_for_each_method_and_size(gold: Gold) -> None:
    lines = table(measured(gold, sizes=[40], draws=1, peers=[Peer.LDA])).splitlines()
    assert len(lines) == 4
    assert {line.count("|") for line in lines} == {13}
    assert lines[2].startswith(f"| 40 | {DEFAULT_RECIPE} | 0.")


def test_a_recipe_that_learns_from_all_texts_is_measured_too(gold: Gold) -> None:
    [report] = measured(gold, recipes=[PLAIN_RECIPE], sizes=[40])
    [plain] = report.methods
    assert plain.name == PLAIN_RECIPE
    assert plain.agreement is not None


def test_an_unknown_recipe_is_told_before_anything_is_measured(gold: Gold) -> None:
    with pytest.raises(UnknownRecipe):
        measured(gold, recipes=["best"])


@pytest.mark.slow
def test_beside_bertopic_every_figure_has_its_share(gold: Gold) -> None:
    [report] = measured(gold, sizes=[300], draws=1, peers=[Peer.BERTOPIC])
    shares = report.shares(report.methods[0])
    assert set(shares) == {"agreement", "resampled", "seconds", "megabytes"}
    assert report.shares(report.methods[1])["seconds"] == 1.0


def test_a_cold_process_that_fails_costs_nothing_that_could_be_told(gold: Gold) -> None:
    assert cold_cost("best", gold.texts) is None


# What is kept beside the card


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from shutil import copytree

    from workbench.discovery.recipes import models_folder

    folder = tmp_path / "models"
    copytree(models_folder(), folder)
    for each in folder.glob(f"*/{FILE}"):
        each.unlink()
    monkeypatch.setenv("WORKBENCH_MODELS", str(folder))
    return folder


def test_figures_are_kept_by_set_and_measure(models: Path, gold: Gold) -> None:
    path = add_figures(DEFAULT_RECIPE, gold, 4, {"quality": {"a": 1}})
    assert path == models / DEFAULT_RECIPE / FILE
    add_figures(DEFAULT_RECIPE, gold, 5, {"effort": {"b": 2}})
    kept = json.loads(path.read_text(encoding="utf-8"))["coded.csv about"]
    assert (kept["quality"], kept["effort"], kept["seed"]) == ({"a": 1}, {"b": 2}, 5)
    assert kept["sha256"] == gold.sha256
    assert kept["versions"]["numpy"]
    assert [recipe.id for recipe in list_recipes()]  # the file is no key of a recipe


def test_a_damaged_file_is_written_anew_and_a_folder_that_cannot_be_written_is_told(
    models: Path, gold: Gold
) -> None:
    path = models / DEFAULT_RECIPE / FILE
    path.write_text("{ half", encoding="utf-8")
    add_figures(DEFAULT_RECIPE, gold, 0, {"quality": {}})
    assert json.loads(path.read_text(encoding="utf-8"))
    path.unlink()
    path.mkdir()
    with pytest.raises(CannotWrite, match=FILE):
        add_figures(DEFAULT_RECIPE, gold, 0, {"quality": {}})
