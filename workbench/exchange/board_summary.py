"""The board as one page for facilitators: barriers, enablers and codes with every quote."""

from __future__ import annotations

from workbench.domain.codebook import Code
from workbench.domain.sources import PassageId
from workbench.exchange.holdings import GROUPS, Holdings
from workbench.exchange.summary import Quote, SummaryGroup, SummaryTheme, to_html


def summary(held: Holdings) -> bytes:
    """Return the page."""
    groups = [
        SummaryGroup(
            kind=kind.value,
            title=title,
            themes=tuple(_theme(held, code) for code in held.codes() if code.kind is kind),
        )
        for kind, title in GROUPS
    ]
    groups = [group for group in groups if group.themes]
    overview = (
        f"{len(held.sources):,} sources, {len(held.passages):,} passages. For facilitators: names "
        "and other identifiers that were found are replaced where you may not see them."
    )
    return to_html(held.name, overview, groups)


def _theme(held: Holdings, code: Code) -> SummaryTheme:
    passages = held.passages_of(code.id)
    people = held.people(passages)
    facets = ", ".join(facet.value for facet in code.facets)
    counted = f"{_count(len(passages), 'passage')} from {_count(len(people), 'person', 'people')}"
    return SummaryTheme(
        anchor=f"t-{code.id}",
        name=code.name,
        statement=code.statement,
        evidence=f"{counted}; {facets}" if facets else counted,
        quotes=tuple(_quote(held, name) for name in passages),
    )


def _quote(held: Holdings, name: PassageId) -> Quote:
    source, passage = held.of(name)
    origin = [*source.attributes.values(), source.external_id or source.title]
    return Quote(words=passage.quote, origin=" · ".join(origin))


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
