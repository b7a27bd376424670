"""What leaders and others who do not see people's words may know: counted once, told in circles.

Only sources are counted whose identifiers a person has reviewed and whose people did not say no. Every
view of Explore for leaders and every export for leaders answers from one `General`: circles of enough
people (see ``domain.circles``), and for each barrier the numbers that may be told (see
``domain.voices``) beside what went out earlier (see ``domain.earlier``). Nothing that leaders get
looks at anything else, so no view, no filter, no file and no subtraction tells more than these.

Of a person it is told whether they speak of a barrier, not how often: somebody who worked in two months
counts in both with whatever they said in either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from random import SystemRandom
from typing import Any

from workbench.domain.board import Board
from workbench.domain.circles import LADDER, SIDE, Circle, Known, draw_circles
from workbench.domain.codebook import CodeId, CodeKind
from workbench.domain.consent import Sifted
from workbench.domain.earlier import Line, Table, beside_earlier
from workbench.domain.heard import By, Heard, heard_in
from workbench.domain.held import Held, held_by
from workbench.domain.small_numbers import CONTRIBUTORS, Amount, Rule
from workbench.domain.sources import Passage, PassageId, Source, SourceId
from workbench.domain.voices import Part, bounds, tell

#: What of a person is told in circles, under the names that attributes have.
_PLACES = (By.AUTHORITY.value, "service", By.TEAM.value, By.ROLE.value, By.CHANGE.value)
_NOTHING = ("",) * len(_PLACES)
_TIMES = ("year", "month", "quarter")
#: So many quotes are shown at most.
_QUOTES = 12
_DICE = SystemRandom()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class General:
    """Everything that may be told, and what it was counted on, which stays inside the server.

    Parameters
    ----------
    quoted
        The sources whose words may be quoted.
    left_out
        In sentences what was not counted, or not quoted, and why.
    earlier
        What went out earlier and what is told elsewhere, which all of this is told beside.
    opaque
        What makes an opaque name of a person's.
    told, widened
        What was worked out already for who speaks of a code, and of which codes less is told because
        of what went out earlier.
    kept
        What was counted on who was heard, which no decision changes.
    """

    board: Board
    passages: Mapping[PassageId, Passage]
    heard: Heard
    rule: Rule
    circle: Circle
    inner: tuple[Circle, ...]
    quoted: frozenset[SourceId]
    left_out: tuple[str, ...]
    earlier: tuple[Table, ...] = ()
    opaque: Callable[[str], str] = str
    told: dict[str, tuple[frozenset[str], tuple[Part, ...]]] = field(default_factory=dict)
    widened: set[str] = field(default_factory=set)
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def enough(self) -> bool:
        """Whether enough people were heard for anything to be told."""
        return len(self.circle.people) >= self.rule.k

    @property
    def everybody(self) -> frozenset[int]:
        """The numbers of all innermost circles."""
        return self.circle.leaves

    def people(self, leaves: Iterable[int]) -> int:
        """Return how many people innermost circles hold: enough, or none."""
        sizes = self._sizes()
        return sum(sizes[each] for each in leaves)

    def held(self, code: str) -> Held:
        """Return what a code holds of what may be counted."""
        return held_by(self.board, self.board.codes[CodeId(code)], self.passages, self.heard)

    def parts(self, code: str) -> tuple[Part, ...]:
        """Return what may be told of how many people speak of a code; of nobody in two parts."""
        speaking = self.held(code).people
        known = self.told.get(code)
        if known is None or known[0] != speaking:
            fresh = tell(self.circle, speaking, self.rule)
            known = speaking, self._beside_earlier(code, fresh)
            (self.widened.discard if set(known[1]) == set(fresh) else self.widened.add)(code)
            self.told[code] = known
        return known[1]

    def speak(self, code: str, leaves: frozenset[int]) -> Amount:
        """Return how many people of innermost circles speak of a code, as far as it may be told."""
        return bounds(self.parts(code), leaves, self._sizes())

    def codes(self, kinds: Sequence[str]) -> list[str]:
        """Return the codes that so many speak of that they may be told of at all."""
        return [
            code.id
            for code in self.board.codes.values()
            if code.kind in kinds and len(self.held(code.id).people) >= CONTRIBUTORS
        ]

    def beside(self, earlier: Iterable[Table]) -> General:
        """Return the same beside what went out earlier."""
        return replace(self, earlier=tuple(earlier), told={}, widened=set())

    def after(self, board: Board, passages: Mapping[PassageId, Passage]) -> General:
        """Return the same after decisions: they change who speaks of what, and not who was heard."""
        told, widened = self.told.copy(), self.widened.copy()
        return replace(self, board=board, passages=passages, told=told, widened=widened)

    def line(self, code: str, part: Part) -> Line:
        """Return a part as a number that is told of people under opaque names."""
        who = frozenset().union(*(self.inner[each].people for each in part.leaves))
        return Line(code, frozenset(map(self.opaque, who)), part.speak)

    def _sizes(self) -> list[int]:
        """Return how many people each innermost circle holds."""
        if "sizes" not in self.kept:
            self.kept["sizes"] = [len(each.people) for each in self.inner]
        found: list[int] = self.kept["sizes"]
        return found

    def _beside_earlier(self, code: str, fresh: tuple[Part, ...]) -> tuple[Part, ...]:
        if not any(table.about(code) for table in self.earlier):
            return fresh
        lines = {self.line(code, part): part for part in fresh}
        checked = beside_earlier(Table(tuple(lines)), self.earlier, self.rule).table
        return tuple(
            Part(
                leaves=frozenset().union(
                    *(part.leaves for each, part in lines.items() if each.who <= line.who)
                ),
                heard=len(line.who),
                speak=line.speak,
            )
            for line in checked.lines
        )


def generalised(
    board: Board,
    passages: Mapping[PassageId, Passage],
    sources: Iterable[Source],
    sifted: Sifted,
    rule: Rule,
    ladder: Sequence[str] = LADDER,
) -> General:
    """Return what may be told of a board and its texts."""
    counted = sifted.kept
    there = heard_in(each for each in sources if each.id in counted)
    circle = draw_circles(_known(there), rule, ladder)
    return General(
        board=board,
        passages=passages,
        heard=there,
        rule=rule,
        circle=circle,
        inner=tuple(circle.innermost()),
        quoted=sifted.quoted,
        left_out=sifted.told,
    )


def _known(there: Heard) -> dict[str, Known]:
    """Return what every person is known by; of several values all."""
    found: dict[str, set[tuple[str, ...]]] = {who: set() for who in there.people()}
    for facts in there.of.values():
        found[facts.person].add((*map(facts.values.get, _PLACES, _NOTHING), facts.month))
    known = {who: _together(rows) for who, rows in found.items()}
    for who, values in known.items():
        values[SIDE] = tuple({_side(who, there)} - {""})
    return dict(known)


def _together(rows: Iterable[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return what the values of some sources are together: those of their places, and when."""
    *places, months = ({*column} - {""} for column in zip(*rows, strict=True))
    when = list(zip(*map(_when, months), strict=True)) if months else ((), (), ())
    columns = zip((*_PLACES, *_TIMES), (*places, *when), strict=True)
    return {str(name): tuple(sorted({*values})) for name, values in columns if values}


@lru_cache(maxsize=4096)
def _when(month: str) -> tuple[str, str, str]:
    year, number = month.split("-")
    return year, month, f"{year} Q{(int(number) + 2) // 3}"


def _side(who: str, there: Heard) -> str:
    if who in there.crowd.practitioners:
        return "practitioner"
    return "leader" if who in there.crowd.leaders else "other" * bool(there.crowd.role_of[who])


def columns_of(found: General, name: str) -> Mapping[str, frozenset[int]]:
    """Return by value of an attribute the innermost circles of which it is known."""
    kept: dict[str, Mapping[str, frozenset[int]]] = found.kept.setdefault("columns", {})
    if name not in kept:
        columns: dict[str, set[int]] = {}
        for number, circle in enumerate(found.inner):
            for value in circle.known.get(name, ()):
                columns.setdefault(value, set()).add(number)
        order = sorted(columns, key=lambda each: each.casefold())
        kept[name] = {value: frozenset(columns[value]) for value in order}
    return kept[name]


def release_table(found: General) -> Table:
    """Return the numbers that are told, to be kept with what goes out."""
    codes = found.codes(list(CodeKind)) if found.enough else ()
    return Table(tuple(found.line(code, part) for code in codes for part in found.parts(code)))


def quotes_of(found: General, code: str) -> list[tuple[str, PassageId]]:
    """Return whose words are quoted: of at least three people one passage each, in an order drawn anew.

    How many different people are quoted tells a number, also to somebody who looks again and again.
    So words are only of people whose number is told, or else `few_quotes_of` is all.
    """
    of_person = _quotable(found, code)
    counted = [each for part in found.parts(code) if part.speak.exact for each in part.leaves]
    named = [who for each in counted for who in found.inner[each].people if who in of_person]
    if not found.rule.may_quote(len(named)):
        return few_quotes_of(found, code)
    return _drawn(of_person, named)


def few_quotes_of(found: General, code: str) -> list[tuple[str, PassageId]]:
    """Return words of three people, always the same ones, for when no number is told."""
    of_person = _quotable(found, code)
    if not found.rule.may_quote(len(of_person)):
        return []
    named = sorted(of_person, key=lambda who: sha256(f"{code}\0{who}".encode()).digest())
    return _drawn(of_person, named[:CONTRIBUTORS])


def _quotable(found: General, code: str) -> dict[str, list[PassageId]]:
    """Return by person the passages that speak for a code and may be quoted."""
    of_person: dict[str, list[PassageId]] = {}
    for passage in found.held(code).supports:
        source = found.passages[passage].source_id
        if source in found.quoted:
            of_person.setdefault(found.heard.of[source].person, []).append(passage)
    return of_person


def _drawn(
    of_person: Mapping[str, Sequence[PassageId]], named: Sequence[str]
) -> list[tuple[str, PassageId]]:
    drawn = _DICE.sample(named, min(_QUOTES, len(named)))
    return [(who, _DICE.choice(of_person[who])) for who in drawn]
