"""View authorities beside each other: one barrier's different local shape.

Authorities stand in the order of the alphabet. It is no ranking, as who was asked differs from
place to place, and no plan to copy: what breaks a barrier down in one place depends on that place.

**Words** are those that more of an authority's people use, where they speak of this barrier, than
people elsewhere do: by the log of the ratio of both shares (half a person added to each side so that
nothing is infinite), times the root of how many people use the word here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from workbench.discovery.keywords import stem
from workbench.discovery.words import EMPTY, GENERAL, NEGATIONS, stop_words, words_of
from workbench.domain.codebook import CodeId
from workbench.domain.crowd import Share, wilson
from workbench.domain.heard import By, Heard
from workbench.domain.held import held_by
from workbench.domain.sources import PassageId
from workbench.domain.viewers import Right, needs
from workbench.errors import UnknownTheme
from workbench.services.view.barrier_story import central_first, spoken_by
from workbench.services.view.barriers import SeenBy, people_of, seen_by, shares
from workbench.services.view.heard import heard
from workbench.services.view.passage_rows import passage_rows
from workbench.services.view.rows import PassageRow
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import Material, material

_WORDS, _QUOTES = 8, 3
_ENOUGH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A barrier in one authority.

    `share` is of the people heard there. `changes` are the small changes that those wrote of who
    speak of the barrier there. `quotes` are of different people, as far as there are several.
    """

    authority: str
    share: Share
    teams: int
    practitioners: Share
    leaders: Share
    seen_by: SeenBy
    words: tuple[str, ...]
    changes: tuple[str, ...]
    quotes: tuple[PassageRow, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A barrier in every authority that was heard, also where nobody speaks of it."""

    id: str
    name: str
    sentence: str
    places: tuple[Place, ...]


@needs(Right.SEE_WORDS)
def compare_authorities(project: Project, code_id: str) -> Comparison:
    """Return one barrier's local shapes.

    Raises
    ------
    UnknownTheme
        When there is no such code.
    """
    board, texts, everybody = ledger(project).board, material(project), heard(project)
    code = board.codes.get(CodeId(code_id))
    if code is None:
        raise UnknownTheme(code_id)
    said = central_first(board, code, held_by(board, code, texts.passages, everybody).supports)
    local: dict[str, list[PassageId]] = {value: [] for value in everybody.by(By.AUTHORITY)}
    for each in said:
        if value := everybody.of[texts.passages[each].source_id].value(By.AUTHORITY):
            local[value].append(each)
    words = _local_words(local, texts, everybody)
    places = []
    for value, passages in local.items():
        there = everybody.narrowed({By.AUTHORITY: frozenset({value.casefold()})})
        rows = passage_rows(board, texts, passages)
        places.append(_place(value, passages, texts, there, words[value], rows))
    return Comparison(id=code.id, name=code.name, sentence=code.statement, places=tuple(places))


def _place(
    value: str,
    passages: Sequence[PassageId],
    texts: Material,
    there: Heard,
    words: tuple[str, ...],
    rows: Sequence[PassageRow],
) -> Place:
    people = frozenset(people_of(passages, texts, there))
    facts = [there.of[texts.passages[each].source_id] for each in passages]
    practitioners, leaders = shares(people, there)
    changes = Counter(each.value(By.CHANGE) for each in facts if each.value(By.CHANGE))
    return Place(
        authority=value,
        share=wilson(len(people), len(there.crowd.role_of)),
        teams=len({each.value(By.TEAM) for each in facts} - {""}),
        practitioners=practitioners,
        leaders=leaders,
        seen_by=seen_by(practitioners, leaders),
        words=words,
        changes=tuple(sorted(changes, key=lambda each: (-changes[each], each))),
        quotes=spoken_by(rows, there)[:_QUOTES],
        total=len(passages),
    )


def _local_words(
    local: Mapping[str, Sequence[PassageId]], texts: Material, everybody: Heard
) -> dict[str, tuple[str, ...]]:
    """Return by authority the words that tell its people's way of speaking from that elsewhere."""
    users: dict[str, dict[str, set[str]]] = {}
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for value, passages in local.items():
        users[value] = defaultdict(set)
        for each in passages:
            person = everybody.of[texts.passages[each].source_id].person
            for word in _content(texts.passages[each].quote):
                users[value][stem(word)].add(person)
                spelled[stem(word)][word] += 1
    people = {value: len(people_of(each, texts, everybody)) for value, each in local.items()}
    return {value: _telling(value, users, people, spelled) for value in local}


def _telling(
    value: str,
    users: Mapping[str, Mapping[str, set[str]]],
    people: Mapping[str, int],
    spelled: Mapping[str, Counter[str]],
) -> tuple[str, ...]:
    least = 2 if people[value] >= _ENOUGH else 1
    others = [each for each in users if each != value]
    n_others = sum(people[each] for each in others)
    scores = {}
    for word, who in users[value].items():
        elsewhere = sum(len(users[each].get(word, ())) for each in others)
        odds = log((len(who) + 0.5) / (people[value] + 1)) - log((elsewhere + 0.5) / (n_others + 1))
        if len(who) >= least and odds > 0:
            scores[word] = odds * sqrt(len(who))
    best = sorted(scores, key=lambda word: (-scores[word], word))[:_WORDS]
    return tuple(spelled[word].most_common(1)[0][0] for word in best)


def _content(text: str) -> Iterable[str]:
    dull = stop_words() | EMPTY | GENERAL | NEGATIONS
    for word in words_of(text.lower()):
        if len(word) > 2 and not word.isdigit() and "'" not in word and word not in dull:
            yield word
