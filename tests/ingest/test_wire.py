from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.sources import SourceKind
from workbench.errors import (
    EmptySource,
    SourceError,
    UnknownColumn,
    UnreadableSource,
    UnsupportedFormat,
)
from workbench.ingest import wire
from workbench.ingest.limits import Limits
from workbench.ingest.readers import HowToRead
from workbench.ingest.reading import ColumnMapping, Reading, Row

TEXT = st.text(max_size=20)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
NAMED = st.dictionaries(TEXT, TEXT, max_size=3)
KINDS = st.sampled_from(SourceKind)
ROWS = st.builds(
    Row, text=TEXT, external_id=TEXT, attributes=NAMED, title=TEXT, case=TEXT, speakers=TEXTS
)
MAPPINGS = st.builds(
    ColumnMapping, text=TEXTS, id=st.none() | TEXT, attributes=NAMED, case=st.none() | TEXT
)
READINGS = st.builds(
    Reading, name=TEXT, sha256=TEXT, rows=st.lists(ROWS, max_size=3).map(tuple), kind=KINDS,
    mapping=st.none() | MAPPINGS, columns=TEXTS, characters=st.integers(0), warnings=TEXTS,
    skipped=TEXTS,
)  # fmt: skip
ERRORS = st.one_of(
    st.builds(UnreadableSource, TEXT, TEXT),
    st.builds(UnsupportedFormat, TEXT, TEXTS),
    st.builds(EmptySource, TEXT),
    st.builds(UnknownColumn, TEXT, TEXT, TEXTS),
)
HOWS = st.builds(
    HowToRead,
    text=TEXTS,
    id=st.none() | TEXT,
    attributes=NAMED,
    never=TEXTS,
    kind=st.none() | KINDS,
)


def _over(message: wire.Plain) -> wire.Plain:
    stream = io.BytesIO()
    wire.send(stream, message)
    stream.seek(0)
    got = wire.receive(stream)
    assert got is not None
    return got


@given(READINGS)
def test_a_reading_comes_over_as_it_was(reading: Reading) -> None:
    assert wire.answer_from_plain(_over(wire.reading_to_plain(reading))) == reading


@given(ERRORS)
def test_a_failure_comes_over_as_it_was(error: SourceError) -> None:
    with pytest.raises(type(error)) as caught:
        wire.answer_from_plain(_over(wire.error_to_plain(error)))
    assert str(caught.value) == str(error)
    assert vars(caught.value).keys() == vars(error).keys()


@given(HOWS, TEXT.filter(lambda name: "\0" not in name))
def test_a_request_comes_over_as_it_was(how: HowToRead, name: str) -> None:
    path, limits = Path("folder") / name, Limits(seconds=3)
    assert wire.request_from_plain(_over(wire.request_to_plain(path, how, limits))) == (
        path, how, limits,
    )  # fmt: skip


@pytest.mark.parametrize(
    "sent",
    [
        {"error": "WorkbenchError", "fields": {}},
        {"error": "ProjectBusy", "fields": {"where": "x", "seconds": 1}},
        {"error": "annotations", "fields": {}},
        {"error": "EmptySource", "fields": {"name": "x", "more": "y"}},
        {"reading": {}},
        {"reading": None},
        {},
    ],
)
def test_nonsense_is_refused(sent: wire.Plain) -> None:
    with pytest.raises((KeyError, TypeError, AttributeError)):
        wire.answer_from_plain(sent)


@pytest.mark.parametrize(
    "data",
    [b"", b"\0\0", b"\0" * 8, b"\xff" * 40, (9).to_bytes(8, "big") + b"{}", (2).to_bytes(8, "big") + b"[]",
     (1).to_bytes(8, "big") + b"{"],
)  # fmt: skip
def test_a_broken_message_is_none(data: bytes) -> None:
    assert wire.receive(io.BytesIO(data)) is None
