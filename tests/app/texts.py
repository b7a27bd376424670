"""Projects with one long text to code in, as an import would leave them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.screened import add_material
from workbench.domain.sources import (
    Source,
    SourceId,
    SourceKind,
    Span,
    canonical_text,
    cut,
    passage_id,
)
from workbench.store.database import Project, create_project

INTERVIEW = """Interviewer: Tell me about the last week.

Hana: On Monday I typed the visit into three systems before lunch. Nobody reads the second one.

Interviewer: And the families?

Hana: The voucher waited four days for a signature. My manager is afraid, too.
A quiet afternoon let me finish with one family."""
#: What makes offsets go wrong: astral letters, joined emoji, right to left, combining marks, CRLF.
AWKWARD = (
    "😀 We typed 👩🏽‍🚀 it twice.\r\n\r\n"
    "\u200fהיום כתבתי את הביקור שלוש פעמים. \u202bשלום\u202c\r\n"
    "Cafe\u0301 naïve \ufb01ne \U0001d4d0\U0001d4d1 zero\u200bwidth no\u00a0break.\r"
    "<b>bold</b> &amp; {{ x }} tail 😀"
)


def make_texts(where: Path, texts: Sequence[str], *, name: str = "Texts") -> Project:
    """Make a project with a transcript for each text, one meaning unit a line."""
    project = create_project(where, name=name, at="2026-01-01T00:00:00+00:00")
    sources = [_source(number, text) for number, text in enumerate(texts)]
    passages = [
        cut(source, span, passage_id(source.id, span))
        for source in sources
        for span in lines_of(source.text)
    ]
    with project.writing() as connection:
        add_material(connection, sources, passages, at="2026-01-01T00:00:00+00:00")
    return project


def lines_of(text: str) -> list[Span]:
    """Return the lines of a text that hold anything."""
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return spans


def span_of(text: str, words: str) -> Span:
    """Return where some words stand first."""
    start = text.index(words)
    return Span(start, start + len(words))


def _source(number: int, text: str) -> Source:
    return Source(
        id=SourceId(f"s{number}"),
        title=f"interview {number}",
        text=canonical_text(text),
        kind=SourceKind.TRANSCRIPT,
        external_id=f"R{number:03}",
        case=f"P{number}",
        attributes={"team": f"Team {number}", "date": f"2026-03-{number + 1:02}"},
        origin="interviews.docx",
    )
