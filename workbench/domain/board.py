"""The board: codebook, codings, candidates and their members at one moment.

A board is a value. It changes only by changes, each of which names one thing and says what it was
before and is after; so a change can be turned round, stored, and told to another screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from workbench.domain.candidates import WORKABLE, Candidate, CandidateId, Membership
from workbench.domain.codebook import Code, CodeId
from workbench.domain.coding import Coding, CodingId, Refusal
from workbench.domain.memos import Memo, MemoId
from workbench.domain.sources import PassageId
from workbench.errors import UnknownTheme

Thing = Candidate | Membership | Code | Coding | Refusal | Memo


class Noun(StrEnum):
    """The kinds of thing on a board."""

    CANDIDATE = "candidate"
    MEMBER = "member"
    CODE = "code"
    CODING = "coding"
    REFUSAL = "refusal"
    MEMO = "memo"


class Key(NamedTuple):
    """The name of one thing: its kind, what it belongs to (or its own id), and its id in there."""

    noun: Noun
    owner: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing before and after; None where it was not, or is no longer, there."""

    key: Key
    before: Thing | None
    after: Thing | None

    def turned_round(self) -> Change:
        """Return the change that takes this one back."""
        return Change(self.key, self.after, self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything that people and the machine have judged, as it stands.

    `refusals` holds, by candidate or code, the passages that people refused for it; no theme holds
    a passage that is refused for it.
    """

    candidates: Mapping[CandidateId, Candidate] = field(default_factory=dict)
    members: Mapping[CandidateId, Mapping[PassageId, Membership]] = field(default_factory=dict)
    codes: Mapping[CodeId, Code] = field(default_factory=dict)
    codings: Mapping[CodeId, Mapping[CodingId, Coding]] = field(default_factory=dict)
    refusals: Mapping[str, Mapping[PassageId, Refusal]] = field(default_factory=dict)
    memos: Mapping[MemoId, Memo] = field(default_factory=dict)

    def theme(self, theme: str) -> Candidate | Code:
        """Return the candidate or code of this id; a confirmed candidate leads to its code.

        Raises
        ------
        UnknownTheme
            When there is neither.
        """
        candidate = self.candidates.get(CandidateId(theme))
        code = self.codes.get((candidate and candidate.code_id) or CodeId(theme))
        found = code or candidate
        if found is None:
            raise UnknownTheme(theme)
        return found

    def passages_of(self, theme: str) -> tuple[PassageId, ...]:
        """Return the passages of a candidate or code, in the order they came, each once."""
        found = self.theme(theme)
        if isinstance(found, Candidate):
            return tuple(self.members.get(found.id, ()))
        codings = self.codings.get(found.id, {}).values()
        return tuple(dict.fromkeys(coding.passage_id for coding in codings))

    def placed(self) -> set[PassageId]:
        """Return the passages that are coded, or in a candidate that is still worked on."""
        coded = {coding.passage_id for rows in self.codings.values() for coding in rows.values()}
        workable = (each.id for each in self.candidates.values() if each.status in WORKABLE)
        return coded.union(*(self.members.get(each, {}).keys() for each in workable))

    def get(self, key: Key) -> Thing | None:
        """Return the thing of this name, or None."""
        table = _table(self, key.noun)
        if key.noun in _FLAT:
            return table.get(key.owner)
        found: Thing | None = table.get(key.owner, {}).get(key.item)
        return found

    def things(self) -> Iterator[tuple[Key, Thing]]:
        """Yield everything on the board with its name."""
        for noun in _FLAT:
            for owner, thing in _table(self, noun).items():
                yield Key(noun, owner), thing
        for noun in _NESTED:
            for owner, rows in _table(self, noun).items():
                for item, thing in rows.items():
                    yield Key(noun, owner, item), thing

    def changed(self, changes: Iterable[Change]) -> Board:
        """Return the board after the changes; untouched parts are shared with this one."""
        by_noun: dict[Noun, list[Change]] = {}
        for change in changes:
            by_noun.setdefault(change.key.noun, []).append(change)
        tables: dict[str, Any] = {
            _FIELD[noun]: (_flat if noun in _FLAT else _nested)(_table(self, noun), group)
            for noun, group in by_noun.items()
        }
        kept = {name: getattr(self, name) for name in _FIELD.values() if name not in tables}
        return Board(**tables, **kept)


_FLAT = (Noun.CANDIDATE, Noun.CODE, Noun.MEMO)
_NESTED = (Noun.MEMBER, Noun.CODING, Noun.REFUSAL)
_FIELD = {
    Noun.CANDIDATE: "candidates",
    Noun.MEMBER: "members",
    Noun.CODE: "codes",
    Noun.CODING: "codings",
    Noun.REFUSAL: "refusals",
    Noun.MEMO: "memos",
}


def _table(board: Board, noun: Noun) -> Mapping[str, Any]:
    table: Mapping[str, Any] = getattr(board, _FIELD[noun])
    return table


def _set(rows: dict[str, Any], name: str, after: Thing | None) -> None:
    if after is None:
        rows.pop(name, None)
    else:
        rows[name] = after


def _flat(table: Mapping[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    copy = dict(table)
    for change in changes:
        _set(copy, change.key.owner, change.after)
    return copy


def _nested(table: Mapping[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    copy = dict(table)
    fresh: dict[str, dict[str, Any]] = {}
    for change in changes:
        owner = change.key.owner
        if owner not in fresh:
            fresh[owner] = dict(copy.get(owner, {}))
        _set(fresh[owner], change.key.item, change.after)
    copy.update(fresh)
    return {owner: rows for owner, rows in copy.items() if rows}
