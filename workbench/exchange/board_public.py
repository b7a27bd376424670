"""The board for leaders and for everyone: what gets in the way, without who said so (law 7).

People are counted by the small-number rule; quotes are only of those who agreed to being quoted, in
an order that says nothing, without anything about where they are from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.domain.codebook import Code, CodeKind
from workbench.domain.consent import Audience
from workbench.domain.earlier import Table, beside_earlier
from workbench.domain.general import General, few_quotes_of, quotes_of, release_table
from workbench.domain.releases import Release
from workbench.domain.small_numbers import Rule
from workbench.domain.sources import PassageId
from workbench.exchange.holdings import GROUPS, Holdings
from workbench.exchange.summary import Quote, SummaryGroup, SummaryTheme, to_html

PUBLIC_COLUMNS = (
    "name", "kind", "statement", "facets", "locus", "level", "definition", "use_when", "not_when",
    "parent", "people",
)  # fmt: skip
_FOR = {Audience.LEADERS: "For leaders", Audience.EVERYONE: "For everyone"}
#: What a number is called that is told in no words at all.
NOT_TOLD = "not told"
_NOTHING = (
    "Nothing can be told yet: no barrier or enabler stands on texts that were cleared, of people whose "
    "words may count."
)
_TOO_FEW = "Quotes are held back: too few different people agreed to being quoted."


@dataclass(frozen=True, slots=True, kw_only=True)
class Public:
    """What may be told: the holdings that were sifted, the one set of numbers, and words of it.

    Parameters
    ----------
    general
        The set that every view for leaders answers from.
    people
        By code how many people speak of it, in the words that are allowed.
    quotes
        By code the passages that are quoted.
    held_back
        Why something is not told, in sentences.
    """

    held: Holdings
    audience: Audience
    general: General
    people: Mapping[str, str]
    quotes: Mapping[str, Sequence[PassageId]]
    held_back: tuple[str, ...]

    def codes(self) -> list[Code]:
        """Return the codes that enough people speak of for them to be told of."""
        return [code for code in self.held.codes() if code.id in self.people]


def public(
    held: Holdings, audience: Audience, found: General, earlier: Iterable[Release]
) -> Public:
    """Return what an audience may be told of sifted holdings, after what it was told before."""
    codes = found.codes(list(CodeKind)) if found.enough else []
    unsaid = _unsaid(found, audience, earlier)
    people = {code: NOT_TOLD if code in unsaid else _words(found, audience, code) for code in codes}
    return Public(
        held=held,
        audience=audience,
        general=found,
        people=people,
        quotes={code: _quotes(found, code, words) for code, words in people.items()},
        held_back=tuple(
            _held_back(len(held.board.codes) - len(codes), len(unsaid | found.widened & {*codes}))
        ),
    )


def _rule(found: General, audience: Audience) -> Rule:
    return found.rule.published if audience is Audience.EVERYONE else found.rule


def _words(found: General, audience: Audience, code: str) -> str:
    rule, amount = _rule(found, audience), found.speak(code, found.everybody)
    return NOT_TOLD if amount.least < rule.k <= amount.most else rule.told(amount)


def _quotes(found: General, code: str, words: str) -> list[PassageId]:
    """Return what is quoted: of three people alone where no number is told."""
    draw = few_quotes_of if words == NOT_TOLD or words.startswith("<") else quotes_of
    return [passage for _, passage in draw(found, code)]


def _unsaid(found: General, audience: Audience, earlier: Iterable[Release]) -> set[str]:
    """Return what everyone is not told, as their numbers were told with few people more or less."""
    if audience is not Audience.EVERYONE:
        return set()
    before = [
        Table.from_plain(each.counts).summed() for each in earlier if each.audience is audience
    ]
    fresh = release_table(found).summed()
    return set(beside_earlier(fresh, before, found.rule.published).held)


def _held_back(few: int, beside: int) -> Iterator[str]:
    if few:
        yield f"{few:,} of the codes: fewer than three people are behind them whose words may count."
    if beside:
        yield (
            f"{beside:,} of the codes: told in wider terms or not at all, as beside what went out "
            "earlier the number would point at few people."
        )


def public_rows(found: Public) -> Iterator[tuple[object, ...]]:
    """Yield a row for each code, without ids, examples and places in texts."""
    shown = {code.id for code in found.codes()}
    for code in found.codes():
        parent = found.held.board.codes[code.parent].name if code.parent in shown else ""
        facets = "; ".join(facet.value for facet in code.facets)
        said = (code.name, code.kind.value, code.statement, facets, code.locus.value)
        rules = (code.level.value, code.definition, code.use_when, code.not_when)
        yield (*said, *rules, parent, found.people[code.id])


def public_summary(found: Public) -> bytes:
    """Return one page of the barriers and enablers."""
    groups = [
        SummaryGroup(
            kind=kind.value,
            title=title,
            themes=tuple(
                _theme(found, code, place)
                for place, code in enumerate(found.codes())
                if code.kind is kind
            ),
        )
        for kind, title in GROUPS
    ]
    smallest = _rule(found.general, found.audience).k
    overview = (
        f"{_FOR[found.audience]}. Names and other identifiers were removed and reviewed. Fewer than "
        f"{smallest} people are never counted out; quotes stand in no order, one of a person and few "
        "of each barrier, and only of people who agreed to being quoted."
    )
    return to_html(
        found.held.name, overview, [group for group in groups if group.themes], nothing=_NOTHING
    )


def _theme(found: Public, code: Code, place: int) -> SummaryTheme:
    facets = ", ".join(facet.value for facet in code.facets)
    people = f"{found.people[code.id]} people"
    if found.people[code.id] == NOT_TOLD:
        people = "How many people is not told"
    passages = found.general.passages
    quotes = [Quote(words=passages[name].quote, origin="") for name in found.quotes[code.id]]
    return SummaryTheme(
        anchor=f"t-{place}",
        name=code.name,
        statement=code.statement,
        evidence=f"{people}; {facets}" if facets else people,
        quotes=tuple(quotes),
        withheld="" if quotes else _TOO_FEW,
    )


def quoted_in(found: Public) -> set[PassageId]:
    """Return the passages that the page quotes."""
    return {name for quotes in found.quotes.values() for name in quotes}
