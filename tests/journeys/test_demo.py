"""The sample project as a newcomer meets it: made by the demo, decided on in a real browser."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import OpenTab, Serve
from tests.journeys.test_evening import _exported, _open, _quotes, _said, _titles
from workbench.services.check_project import check_project
from workbench.store.database import open_project

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SENTENCE = "Vouchers wait for a signature upstairs, so families wait and workers chase."


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("demo") / "sample.workbench"
    command = [sys.executable, "-m", "workbench", "demo", "--no-serve", "--json"]
    done = subprocess.run(
        [*command, "--project", str(where)], capture_output=True, check=True, encoding="utf-8"
    )
    counted = json.loads(done.stdout)
    assert counted["sources"] == 254
    assert counted["passages"] > 700
    assert counted["candidates"] >= 8
    assert counted["set_aside"] < counted["passages"] / 2
    return where


@pytest.mark.timeout(180)
def test_the_demo_from_first_look_to_export(
    sample: Path, tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(sample))
    first, second, third = _titles(tab, "open")[:3]

    _open(tab, first)
    tab.get_by_role("button", name="Confirm…").click()
    tab.get_by_label("What gets in the way of what").fill(SENTENCE)
    tab.get_by_role("button", name="Save and go on").click()
    _said(tab, f"Confirmed “{first}” as a barrier.")

    _open(tab, second)
    tab.get_by_role("button", name="Merge…").click()
    tab.get_by_role("combobox").fill(third)
    tab.get_by_role("dialog").get_by_role("button", name="Merge").click()
    _said(tab, f"Merged “{second}” into “{third}”.")

    for index in range(3):
        tab.locator(".pick").nth(index).click()
    tab.get_by_role("button", name="Split off…").click()
    tab.get_by_role("textbox", name="Name").fill("Carved off")
    tab.get_by_role("button", name="Split off", exact=True).last.click()
    _said(tab, f"Split “Carved off” off “{third}”.")

    tab.locator(".pick").nth(0).click()
    tab.locator(".pick").nth(1).click()
    tab.get_by_role("button", name="Move to…").click()
    tab.get_by_role("combobox").fill("Carved off")
    tab.keyboard.press("Enter")
    _said(tab, "Moved 2 passages")

    for words in ("Undid: moved", "Undid: split", "Undid: merged"):
        tab.locator(".step-undo").click()
        _said(tab, words)
    tab.locator(".step-redo").click()
    _said(tab, "Did again: merged")

    tab.reload()
    tab.wait_for_selector("[data-ready=yes]")
    assert _titles(tab, "barrier") == [first]
    assert second not in _titles(tab, "open")
    _open(tab, first)
    codings = _exported(tab, "Codings", tmp_path / "codings.csv")
    assert {row["code"] for row in codings} == {first}
    assert set(_quotes(tab)) <= {row["quote"].removeprefix("'") for row in codings}
    with open_project(sample) as project:
        assert check_project(project).faults == ()
