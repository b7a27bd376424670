"""Law 1: a passage quotes its source, also after it was stored and read again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.screened import add_material
from workbench.domain.sources import PassageId, Source, SourceId, Span, canonical_text, cut
from workbench.store.checks import find_faults
from workbench.store.database import Project, create_project, open_project
from workbench.store.material import material

#: Whatever people paste: any script, emoji with modifiers, marks, marks of direction, line ends.
ODD = ["\r\n", "\r", "\n", "\ufeff", "\u200b", "\u200f", "e\u0301", "👩🏽‍👧", "\u202e", "ا", "\x00"]
TEXTS = st.lists(st.text() | st.sampled_from(ODD), min_size=1).map("".join)


@st.composite
def given_texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """Draw a text as it is given, and spans of its canonical text."""
    text = draw(TEXTS.filter(canonical_text))
    length = len(canonical_text(text))
    spans = []
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, length - 1))
        spans.append((start, draw(st.integers(start + 1, length))))
    return text, sorted(set(spans))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    path = tmp_path_factory.mktemp("law1") / "texts.workbench"
    with create_project(path) as made:
        yield made


def _store(project: Project, text: str, spans: list[tuple[int, int]]) -> tuple[Source, list[str]]:
    source = Source(id=SourceId(str(uuid4())), title="a note", text=canonical_text(text))
    passages = [cut(source, Span(*span), PassageId(str(uuid4()))) for span in spans]
    with project.writing() as connection:
        add_material(connection, [source], passages, at="now")
    return source, [each.id for each in passages]


@given(given_texts())
@example(("\ufeffone\r\ntwo\rthree 👩🏽‍👧 e\u0301", [(0, 3), (4, 7), (8, 13), (14, 18), (19, 21)]))
def test_a_passage_quotes_its_source_after_it_was_stored(
    project: Project, drawn: tuple[str, list[tuple[int, int]]]
) -> None:
    text, spans = drawn
    source, passages = _store(project, text, spans)
    with open_project(Path(project.where)) as again:
        found = material(again)
    assert found.sources[source.id].text == canonical_text(text)
    for passage_id, span in zip(passages, spans, strict=True):
        passage = found.passages[PassageId(passage_id)]
        kept = found.source_of(passage.id).text
        assert (passage.span.start, passage.span.end) == span
        assert kept[passage.span.start : passage.span.end] == passage.quote != ""


def test_the_project_of_all_these_texts_is_sound(project: Project) -> None:
    _store(project, "last words", [(0, 4)])
    assert list(find_faults(project)) == []


@given(TEXTS)
def test_canonical_text_changes_line_ends_and_the_mark_and_nothing_else(text: str) -> None:
    canonical = canonical_text(text)
    assert "\r" not in canonical
    body = text.removeprefix("\ufeff")
    assert canonical.replace("\n", "") == body.replace("\r", "").replace("\n", "")
    assert (
        canonical.count("\n") == len(body.replace("\r\n", "\n").replace("\r", "\n").split("\n")) - 1
    )
