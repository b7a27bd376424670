"""Tables that a spreadsheet takes for words: nothing runs, and nothing is lost."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.exchange.spreadsheets import escape_cell, to_csv, unescape_cell

STARTS = "=+-@\t\r\n\0＝＋－＠"
WORDS = st.text(st.characters(exclude_categories=["Cs"]))
RISKY = st.builds(
    lambda quotes, sign, rest: "'" * quotes + sign + rest,
    st.integers(0, 3),
    st.sampled_from(STARTS),
    WORDS,
)


@given(WORDS | RISKY)
def test_what_is_escaped_comes_back(words: str) -> None:
    assert unescape_cell(escape_cell(words)) == words


@given(RISKY)
def test_no_cell_starts_a_formula(words: str) -> None:
    assert escape_cell(words).startswith("'")


@given(WORDS)
def test_other_words_stay_as_they_are(words: str) -> None:
    if not words.lstrip("'").startswith(tuple(STARTS)):
        assert escape_cell(words) == words


@given(st.lists(st.tuples(WORDS, WORDS), max_size=4))
def test_a_table_reads_back_cell_by_cell(rows: list[tuple[str, str]]) -> None:
    data = to_csv(("one", "=two"), rows)
    read = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    assert read[0] == ["one", "=two"]
    assert [tuple(map(unescape_cell, row)) for row in read[1:]] == rows


@pytest.mark.parametrize(
    ("value", "cell"), [(0.5, "0.500000"), (1.0, "1.000000"), (3, "3"), ("", ""), ("-5", "'-5")]
)
def test_numbers_are_numbers_and_words_words(value: object, cell: str) -> None:
    assert to_csv(("a", "b"), [(value, "x")]) == f"a,b\r\n{cell},x\r\n".encode()


def test_quotes_commas_and_lines_stay_in_their_cell() -> None:
    words = 'She said "no", twice.\nThen she left.'
    [_, [cell, _]] = csv.reader(io.StringIO(to_csv(("a", "b"), [(words, "")]).decode(), newline=""))
    assert cell == words
