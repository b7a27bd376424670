"""A data protection impact assessment, filled in as far as a program can know, as a page or as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

#: What stands where a person has to write.
TO_FILL = "To be filled in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of an assessment.

    Parameters
    ----------
    to_fill
        Questions that only people can answer.
    """

    title: str
    paragraphs: Sequence[str] = ()
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    to_fill: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The whole of it."""

    title: str
    made: str
    sections: Sequence[Section]


def assessment_page(assessment: Assessment) -> bytes:
    """Return a self-contained page that a browser shows and a word processor opens."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = FileSystemLoader(Path(__file__).parent)
    pages = Environment(loader=folder, autoescape=True, undefined=StrictUndefined)
    page = pages.get_template("assessment.html")
    return page.render(told=assessment, to_fill=TO_FILL).encode("utf-8")


def assessment_text(assessment: Assessment) -> bytes:
    """Return the same as Markdown."""
    lines = [f"# {_line(assessment.title)}", "", _line(assessment.made), ""]
    for number, section in enumerate(assessment.sections, start=1):
        lines += [f"## {number}. {section.title}", "", *_section(section)]
    return "\n".join(lines).encode("utf-8")


def _section(section: Section) -> Iterator[str]:
    for each in section.paragraphs:
        yield from (_line(each), "")
    if section.rows:
        yield _row(section.columns)
        yield "|" + " --- |" * len(section.columns)
        yield from map(_row, section.rows)
        yield ""
    for each in section.to_fill:
        yield from (f"- [ ] **{TO_FILL}:** {_line(each)}", "")


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_line(each) for each in cells) + " |"


def _line(words: str) -> str:
    """Return words of people as one line in which nothing is markup."""
    plain = " ".join(words.split())
    for each in "\\`*_[]<>|#":
        plain = plain.replace(each, f"\\{each}")
    return plain
