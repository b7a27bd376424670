"""Columns that were mapped once: read so again, and never where something else is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.conftest import Write
from workbench.errors import UnknownColumn
from workbench.ingest.apart import FilesApart
from workbench.ingest.kept import (
    SAMPLE_LENGTH,
    KeptMapping,
    kept_from_plain,
    kept_to_plain,
    signature,
)
from workbench.ingest.limits import current_limits
from workbench.ingest.readers import HowToRead, read_within
from workbench.ingest.reading import Reading

TABLE = "Nr,Says,Place,E-mail\na1,We tried it twice.,North,a@b.example\n,,,\na2,Nobody rang us.,South,\n"
COLUMNS = ("Nr", "Says", "Place", "E-mail")
KEPT = KeptMapping(text=("place",), id="NR", attributes={"where": "Says"})


def _read(path: Path, **how: object) -> Reading:
    known = {signature(COLUMNS): KEPT}
    return read_within(path, HowToRead(remembered=known, **how), current_limits())  # type: ignore[arg-type]


def test_a_table_of_the_same_columns_is_read_as_was_said(write: Write) -> None:
    reading = _read(write("t.csv", TABLE))
    assert reading.remembered
    assert [(row.text, row.external_id, row.attributes) for row in reading.rows] == [
        ("North", "a1", {"where": "We tried it twice."}),
        ("South", "a2", {"where": "Nobody rang us."}),
    ]


@pytest.mark.parametrize("said", [{"text": ("Says",)}, {"never": ("Place",)}, {"id": "Nr"}])
def test_what_is_said_now_comes_first(write: Write, said: dict[str, object]) -> None:
    reading = _read(write("t.csv", TABLE), **said)
    assert not reading.remembered
    assert reading.rows[0].text == "We tried it twice."


def test_other_columns_are_guessed(write: Write) -> None:
    assert not _read(write("t.csv", TABLE.replace("Place", "Site"))).remembered


def test_samples_are_short_and_name_nobody(write: Write) -> None:
    reading = _read(write("t.csv", TABLE.replace("We tried it twice.", "We tried. " * 50)))
    assert tuple(reading.samples) == COLUMNS
    assert reading.samples["E-mail"] == ()
    assert reading.samples["Place"] == ("North", "South")
    assert len(reading.samples["Says"][0]) == SAMPLE_LENGTH


def test_what_a_file_was_recognised_as_is_said_apart_too(write: Write) -> None:
    with FilesApart() as apart:
        how = HowToRead(remembered={signature(COLUMNS): KEPT})
        table = apart.read(write("t.csv", TABLE), how)
        note = apart.read(write("note.txt", "We tried it.\n\nNobody rang."), how)
    assert (table.format, table.remembered, table.samples["Place"]) == (
        "table", True, ("North", "South"),
    )  # fmt: skip
    assert (note.format, note.remembered, note.samples) == ("plain text", False, {})


def test_a_column_that_is_gone_is_told() -> None:
    with pytest.raises(UnknownColumn, match="place"):
        KEPT.resolved(["Nr", "Says"], "t.csv")


@settings(deadline=None)
@given(
    st.lists(st.text(max_size=20), min_size=1, max_size=4),
    st.none() | st.text(max_size=20),
    st.dictionaries(st.text(max_size=9), st.text(max_size=9), max_size=3),
)
def test_what_is_kept_comes_back(
    text: list[str], id_: str | None, attributes: dict[str, str]
) -> None:
    kept = KeptMapping(text=tuple(text), id=id_, attributes=attributes, case=id_)
    assert kept_from_plain(kept_to_plain(kept)) == kept
