"""Words are found alike in a file and in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.screened import add_material
from workbench.domain.sources import Passage, PassageId, Source, SourceId, Span
from workbench.store.database import Project, create_project
from workbench.store.search import search_passages

QUOTES = {
    "cafe": "At the Café, naïve as ever",
    "loose": "At the cafe\u0301, nai\u0308ve as ever",
    "slash": "and/or: follow-up by e-mail to ann@example.org at 24/7 (3.5 hours)",
    "quoted": "She said “don’t” and ‘can’t’…",
    "russian": "Мой дом",
    "korean": "한국어 문장",
    "emoji": "tired 😀😀 family 👩🏽‍👧",
    "under": "case_number is NOT near OR* AND",
}


@pytest.fixture
def project(where: str) -> Iterator[Project]:
    with create_project(where) as made:
        sources, passages = [], []
        for name, quote in QUOTES.items():
            sources.append(Source(id=SourceId(name), title=name, text=quote))
            span = Span(0, len(quote))
            passages.append(
                Passage(id=PassageId(name), source_id=SourceId(name), span=span, quote=quote)
            )
        with made.writing() as connection:
            add_material(connection, sources, passages, at="now")
        yield made


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("cafe", {"cafe", "loose"}),
        ("CAFÉ", {"cafe", "loose"}),
        ("naive", {"cafe", "loose"}),
        ("nai\u0308ve", {"cafe", "loose"}),
        ("naïv", {"cafe", "loose"}),
        ("or follow", {"slash"}),
        ("up follow", {"slash"}),
        ("follow-up", {"slash"}),
        ('"up follow"', set()),
        ("example", {"slash"}),
        ("24", {"slash"}),
        ("don't", {"quoted"}),
        ("can", {"quoted"}),
        ("ДОМ", {"russian"}),
        ("мой", {"russian"}),
        ("한국어", {"korean"}),
        ("😀", set()),
        ("tired 😀 family", {"emoji"}),
        ("NOT near", {"under"}),
        ("number", {"under"}),
        ("case_number", {"under"}),
        ("NEAR(case number)", set()),
        ("NEAR( case number)", {"under"}),
        ("quote:case", set()),
        ("case:*", {"under"}),
        ("case & !near", {"under"}),
        ("'case' <-> number", {"under"}),
        ("^case - \\", {"under"}),
        ('"', set()),
        ('""', set()),
        ('cas "', {"under"}),
        ("%", set()),
        (":words", set()),
        ("\x00", set()),
    ],
)
def test_the_same_is_found_everywhere(project: Project, typed: str, found: set[str]) -> None:
    assert set(search_passages(project, typed)) == found


def test_no_more_are_given_than_wanted(project: Project) -> None:
    assert len(search_passages(project, "a")) > 2
    assert len(search_passages(project, "a", most=2)) == 2
