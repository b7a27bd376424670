"""Authorities made up for attacks: teams with one manager each, who speak of one barrier or do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.domain.board import Board
from workbench.domain.codebook import Code, CodeId, CodeKind
from workbench.domain.coding import Coding, Polarity, coding_id
from workbench.domain.consent import Audience, Consent, Stance, Use, sift
from workbench.domain.general import General, generalised
from workbench.domain.small_numbers import Rule
from workbench.domain.sources import Passage, PassageId, Source, SourceId, Span
from workbench.store.material import Material

BLAME = CodeId("blame")
AGREED = Consent(dict.fromkeys(Use, Stance.GIVEN))
REFUSED = Consent({Use.OTHERS: Stance.WITHDRAWN})


@dataclass(frozen=True)
class Person:
    """Somebody who wrote once; `speaks` of the barrier, or does not."""

    name: str
    team: str
    role: str
    speaks: bool
    authority: str = "Cald"
    date: str = "2026-03-02"
    says: Consent = AGREED


def town(teams: int, each: int, speaks: Sequence[bool], managers: int = 1) -> list[Person]:
    """Return people of teams of equal size; the first ones of `speaks` are the first team's."""
    roles = ["social worker"] * each + ["team manager"] * managers
    return [
        Person(f"T{team}-{n}", f"Team {team}", role, speaks[team * len(roles) + n])
        for team in range(teams)
        for n, role in enumerate(roles)
    ]


def told_of(people: Sequence[Person], k: int = 5, audience: Audience = Audience.LEADERS) -> General:
    """Return what may be told of people, all of whose words are reviewed."""
    sources = [
        Source(
            id=SourceId(each.name),
            title=each.name,
            text="We wait.",
            case=each.name,
            attributes={
                "team": each.team, "role": each.role,
                "authority": each.authority, "date": each.date,
            },
        )
        for each in people
    ]  # fmt: skip
    texts = Material(
        sources={each.id: each for each in sources},
        passages={PassageId(each.id): _passage(each) for each in sources},
        of_source={each.id: [PassageId(each.id)] for each in sources},
    )
    code = Code(id=BLAME, name="Blame", kind=CodeKind.BARRIER, statement="Blame stops people.")
    codings = [_coding(PassageId(each.name)) for each in people if each.speaks]
    board = Board(codes={BLAME: code}, codings={BLAME: {each.id: each for each in codings}})
    said = {each.name: each.says for each in people}
    cleared = frozenset(each.id for each in sources)
    sifted = sift(sources, lambda source: said[source.case], audience, cleared)
    return generalised(board, texts.passages, sources, sifted, Rule(k))


def atoms(people: Sequence[Person]) -> Mapping[tuple[str, str, str], list[Person]]:
    """Return people by what everybody in the place knows of each other."""
    found: dict[tuple[str, str, str], list[Person]] = {}
    for each in people:
        found.setdefault((each.authority, each.team, each.role), []).append(each)
    return found


def _passage(source: Source) -> Passage:
    return Passage(id=PassageId(source.id), source_id=source.id, span=Span(0, 8), quote="We wait.")


def _coding(passage: PassageId) -> Coding:
    return Coding(
        id=coding_id(BLAME, passage, "Ann"),
        code_id=BLAME,
        passage_id=passage,
        coder="Ann",
        created_at="2026-01-01T00:00:00+00:00",
        polarity=Polarity.SUPPORTS,
    )
