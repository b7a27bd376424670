from __future__ import annotations

from dataclasses import fields

import pytest

from tests.ingest.conftest import Write
from workbench.errors import InvalidLimit, UnreadableSource
from workbench.ingest.limits import Limits, current_limits, describe_limits, variable_of
from workbench.ingest.readers import read_file

NAMES = [each.name for each in fields(Limits)]


@pytest.mark.parametrize("name", NAMES)
def test_every_limit_is_set_by_its_variable(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable_of(name), " 7 ")
    assert getattr(current_limits(), name) == 7
    lines = describe_limits(current_limits())
    assert any(line.startswith("7 ") and variable_of(name) in line for line in lines)


@pytest.mark.parametrize("given", ["0", "-1", "many", "1.5", "٣"])
def test_what_is_no_limit_is_told(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable_of("seconds"), given)
    with pytest.raises(InvalidLimit, match=f"WORKBENCH_IMPORT_SECONDS is “{given}”"):
        current_limits()


def test_an_empty_variable_leaves_the_usual_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable_of("cells"), "")
    assert current_limits() == Limits()


def test_a_text_that_is_too_long_is_told_and_the_other_rows_come_in(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable_of("characters"), "40")
    reading = read_file(write("n.csv", f"id,text\n1,{'long ' * 20}\n2,We tried.\n"))
    assert [row.text for row in reading.rows] == ["We tried."]
    assert reading.skipped == (
        "row 2: its text has 100 characters, more than 40; "
        "split it, or set WORKBENCH_IMPORT_CHARACTERS higher",
    )
    assert reading.characters == 109
    with pytest.raises(UnreadableSource, match="its text has 100 characters, more than 40"):
        read_file(write("n.txt", "long " * 20))
