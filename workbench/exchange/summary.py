"""One self-contained page of the confirmed barriers with their quotes.

Everything that people wrote goes in as text: the template escapes every value, and the page's own
policy forbids scripts and anything from elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Somebody's words and where they came from."""

    words: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryTheme:
    """A barrier, enabler or code with its evidence in one line and its quotes.

    `withheld` says why there are no more.
    """

    anchor: str
    name: str
    statement: str
    evidence: str
    quotes: tuple[Quote, ...]
    withheld: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryGroup:
    """The themes of one kind."""

    kind: str
    title: str
    themes: tuple[SummaryTheme, ...]


def to_html(
    name: str,
    overview: str,
    groups: Sequence[SummaryGroup],
    nothing: str = "No barrier or enabler has been confirmed yet.",
) -> bytes:
    """Return the page in UTF-8; `nothing` is what it says when there are no groups."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = FileSystemLoader(Path(__file__).parent)
    pages = Environment(loader=folder, autoescape=True, undefined=StrictUndefined)
    page = pages.get_template("summary.html").render(
        name=name, overview=overview, groups=groups, nothing=nothing
    )
    return page.encode("utf-8")
