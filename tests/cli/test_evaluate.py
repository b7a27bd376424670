"""The command that measures recipes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.services.evaluate.conftest import rows, write
from workbench.discovery.recipes import DEFAULT_RECIPE, models_folder

COLUMNS = ("--text", "said", "--gold", "about")


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    return write(tmp_path / "coded.csv", rows())


def test_quality_is_a_table_in_words(run: Run, coded: Path) -> None:
    said = run("evaluate", "--corpus", coded, *COLUMNS, "--size", "40", "--draws", "2")
    assert said.code == 0, said.err
    assert said.out.startswith("coded.csv, “about”: 48 texts, 3 codes")
    assert f"| 40 | {DEFAULT_RECIPE} |" in said.out


def test_as_json_it_is_one_object(run: Run, coded: Path) -> None:
    words = ("evaluate", "quality", "--corpus", coded, *COLUMNS, "--draws", "1", "--json")
    result = run(*words).result
    assert (result["corpus"], result["texts"], result["codes"]) == ("coded.csv", 48, 3)
    [size] = result["sizes"]
    figures = size["methods"][DEFAULT_RECIPE]
    assert {"agreement", "resampled", "titles", "seconds", "megabytes"} <= set(figures)


def test_several_sets_are_measured_in_one_run(run: Run, coded: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "other.csv", rows()[:32])
    words = ("--corpus", coded, "--corpus", other, *COLUMNS, "--draws", "1", "--json")
    result = run("evaluate", "effort", *words).result
    assert [each["corpus"] for each in result["corpora"]] == ["coded.csv", "other.csv"]


def test_effort_has_the_promised_keys(run: Run, coded: Path) -> None:
    result = run("evaluate", "effort", "--corpus", coded, *COLUMNS, "--draws", "2", "--json").result
    for who in ("ours", "random"):
        for measure in ("acts", "read"):
            assert set(result[who][measure]) == {"0.6", "0.7", "0.8"}
    assert result["recipe"] == DEFAULT_RECIPE
    assert result["ours"]["acts"]["0.8"] < result["random"]["acts"]["0.8"]


def test_effort_in_words_has_tables_and_curves(run: Run, coded: Path) -> None:
    said = run("evaluate", "effort", "--corpus", coded, *COLUMNS, "--draws", "1")
    assert said.code == 0, said.err
    assert "| by the queue | acts |" in said.out
    assert "| random order | read |" in said.out
    assert "queue  by acts" in said.out
    assert "errs in 10 %" in said.out


def test_figures_are_kept_only_when_asked_for(
    run: Run, coded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shutil import copytree

    folder = tmp_path / "models"
    copytree(models_folder(), folder)
    monkeypatch.setenv("WORKBENCH_MODELS", str(folder))
    file = folder / DEFAULT_RECIPE / "metrics.json"
    file.unlink(missing_ok=True)
    words = ("evaluate", "effort", "--corpus", coded, *COLUMNS, "--draws", "1")
    assert run(*words).code == 0
    assert not file.exists()
    said = run(*words, "--save")
    assert str(file) in said.err
    assert json.loads(file.read_text(encoding="utf-8"))["coded.csv about"]["effort"]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--corpus", "nowhere.csv"), 1, "there is no such file"),
        (("--corpus", "nowhere"), 1, "no corpus “nowhere”"),
        (("--peer", "oracle"), 2, "--peer takes one of"),
        (("--size", "3"), 2, "20"),
        (("--draws", "0"), 2, "1"),
        (("everything",), 2, "quality"),
        (("--recipe", "best", "--corpus", "childrens-services-sample"), 1, "no recipe “best”"),
    ],
)
def test_what_makes_no_sense_is_told(
    run: Run, words: tuple[str, ...], code: int, says: str
) -> None:
    said = run("evaluate", *words)
    assert (said.code, said.out) == (code, "")
    assert says in said.err
