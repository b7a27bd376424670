"""Boards of any size, made as values: people of roles and places who speak of barriers."""

from __future__ import annotations

import random

from workbench.domain.board import Board
from workbench.domain.codebook import Code, CodeId, CodeKind
from workbench.domain.coding import Coding, CodingId, Polarity, coding_id
from workbench.domain.heard import Heard, heard_in
from workbench.domain.sources import Passage, PassageId, Source, SourceId, Span
from workbench.store.material import Material

ROLES = ("social worker", "team manager", "business support", "")


def make_crowd(
    *, sources: int, people: int, codes: int, seed: int = 1
) -> tuple[Board, Material, Heard]:
    """Return a board of barriers, its texts of one passage a source, and who was heard."""
    dice = random.Random(seed)
    given = [_source(number, people, dice) for number in range(sources)]
    texts = Material(
        sources={each.id: each for each in given},
        passages={PassageId(f"p{n}"): _passage(n, each) for n, each in enumerate(given)},
        of_source={each.id: [PassageId(f"p{n}")] for n, each in enumerate(given)},
    )
    barriers = [_code(number) for number in range(codes)]
    codings: dict[CodeId, dict[CodingId, Coding]] = {}
    for passage in texts.passages:
        for code in dice.sample(barriers, min(len(barriers), dice.choice((0, 1, 1, 2)))):
            coding = _coding(code, passage, dice)
            codings.setdefault(code.id, {})[coding.id] = coding
    board = Board(codes={each.id: each for each in barriers}, codings=codings)
    return board, texts, heard_in(given)


def _source(number: int, people: int, dice: random.Random) -> Source:
    who = dice.randrange(people)
    return Source(
        id=SourceId(f"s{number}"),
        title=f"reflection {number}",
        text="We wait.",
        case=f"P{who}",
        attributes={
            name: value
            for name, value in {
                # A person has one role and one team, and one authority by it.
                "role": ROLES[who % len(ROLES)],
                "team": f"Team {who % 12}",
                "authority": ("Cald", "East", "Thorn")[who % 3],
                "small_change": dice.choice(("", "Voice notes", "Quiet hours")),
                "date": f"2026-{dice.randint(1, 6):02}-{dice.randint(1, 28):02}",
            }.items()
            if value
        },
    )


def _passage(number: int, source: Source) -> Passage:
    name = PassageId(f"p{number}")
    return Passage(id=name, source_id=source.id, span=Span(0, 8), quote="We wait.")


def _code(number: int) -> Code:
    kind = CodeKind.ENABLER if number % 7 == 6 else CodeKind.BARRIER
    return Code(id=CodeId(f"k{number}"), name=f"Barrier {number}", kind=kind, statement="It waits.")


def _coding(code: Code, passage: PassageId, dice: random.Random) -> Coding:
    against = dice.random() < 0.1
    return Coding(
        id=coding_id(code.id, passage, "Ann"),
        code_id=code.id,
        passage_id=passage,
        coder="Ann",
        created_at="2026-01-01T00:00:00+00:00",
        polarity=Polarity.CONTRADICTS if against else Polarity.SUPPORTS,
    )
