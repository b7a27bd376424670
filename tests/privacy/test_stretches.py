"""Which words lie in a stretch of a text, and on the lines that are chosen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.privacy.tokens import on_lines, place_at, tokens_of, within

_TEXTS = st.text(alphabet="aB'- .,\n1\u00e9", max_size=60)


@given(_TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_a_stretch_holds_the_words_that_lie_whole_in_it(text: str, start: int, end: int) -> None:
    tokens = tokens_of(text)
    inside = [n for n, each in enumerate(tokens) if start <= each.start and each.end <= end]
    assert list(within(tokens, start, end)) == inside
    behind = [n for n, each in enumerate(tokens) if each.start >= start]
    assert place_at(tokens, start) == next(iter(behind), len(tokens))


@given(_TEXTS)
def test_every_word_is_on_one_line(text: str) -> None:
    tokens = tokens_of(text)
    assert list(on_lines(text, tokens, lambda _line: True)) == list(range(len(tokens)))
    assert not list(on_lines(text, tokens, lambda _line: False))
    chosen = [tokens[each].text for each in on_lines(text, tokens, lambda line: "B" in line)]
    assert chosen == [t.text for line in text.split("\n") if "B" in line for t in tokens_of(line)]
