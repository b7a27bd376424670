"""What people have judged so far, as the machine may learn from it.

Everything here is derived from the board and the decisions that stand; nothing of it is stored.
Taking a passage out of a theme says as much as refusing it there: that counts as a refusal until
somebody puts the passage back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, cycle, islice

from workbench.domain.board import Board, Noun
from workbench.domain.candidates import Candidate, CandidateId, CandidateStatus
from workbench.domain.codebook import CodeId
from workbench.domain.coding import Coding, Polarity
from workbench.domain.decisions import Add, CreateCode, Decision, Drop, Merge, Move, Split
from workbench.domain.ledger import Ledger
from workbench.domain.proposing import is_judged
from workbench.domain.sources import PassageId

Pair = tuple[PassageId, PassageId]

_STANDING = {CandidateStatus.OPEN, CandidateStatus.PARKED, CandidateStatus.DISMISSED}
#: Pairs of one decision, and of all: a merge of two large themes says one thing, not thousands.
_PAIRS_EACH, _PAIRS = 40, 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Who belongs where, by people's word alone.

    Parameters
    ----------
    codes, refused
        By passage, the codes that it was given, and those that it was refused for.
    together, apart
        Pairs that were brought into one theme, and pairs that were parted; the latest first.
    """

    codes: Mapping[PassageId, frozenset[CodeId]] = field(default_factory=dict)
    refused: Mapping[PassageId, frozenset[CodeId]] = field(default_factory=dict)
    together: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()

    def passages(self) -> set[PassageId]:
        """Return every passage that anything is said about."""
        paired = {passage for pair in (*self.together, *self.apart) for passage in pair}
        return paired | self.codes.keys() | self.refused.keys()


def pinned(board: Board) -> set[PassageId]:
    """Return the passages that a code or a judged candidate holds: no run touches them.

    What was dismissed is judged too: the same words are not proposed again.
    """
    held = {row.passage_id for codings in board.codings.values() for row in codings.values()}
    for candidate in board.candidates.values():
        if candidate.status in _STANDING and is_judged(board, candidate):
            held |= board.members.get(candidate.id, {}).keys()
    return held


def judgement_of(decided: Ledger) -> Judgement:
    """Return what the decisions that stand say about single passages and pairs."""
    board = decided.board
    standing = [decided.decision(each) for each in reversed(decided.done)]
    together = islice((pair for each in standing for pair in _together(board, each)), _PAIRS)
    apart = islice((pair for each in standing for pair in _apart(board, each)), _PAIRS)
    codes = _codes(board)
    return Judgement(
        codes=codes,
        refused=_refused(board, standing, codes),
        together=tuple(dict.fromkeys(together)),
        apart=tuple(dict.fromkeys(apart)),
    )


def _codes(board: Board) -> dict[PassageId, frozenset[CodeId]]:
    """Return the codes that passages speak for; words against a code are no example of it."""
    found: dict[PassageId, set[CodeId]] = {}
    for code, rows in board.codings.items():
        for coding in rows.values():
            if coding.polarity is Polarity.SUPPORTS:
                found.setdefault(coding.passage_id, set()).add(code)
    return {passage: frozenset(codes) for passage, codes in found.items()}


def _refused(
    board: Board, standing: Iterable[Decision], codes: Mapping[PassageId, frozenset[CodeId]]
) -> dict[PassageId, frozenset[CodeId]]:
    said = [(owner, passage) for owner, rows in board.refusals.items() for passage in rows]
    said += [pair for each in standing for pair in _taken_out(each)]
    found: dict[PassageId, set[CodeId]] = {}
    for owner, passage in said:
        code = CodeId(_leads_to(board, owner) or "")
        if code in board.codes and code not in codes.get(passage, ()):
            found.setdefault(passage, set()).add(code)
    return {passage: frozenset(refused) for passage, refused in found.items()}


def _taken_out(decision: Decision) -> Iterator[tuple[str, PassageId]]:
    """Yield (theme, passage) for what a person took out of a theme, one by one."""
    match decision.step:
        case (
            Drop(passages=passages, origin=origin)
            | Move(passages=passages, origin=origin)
            | CreateCode(passages=passages, origin=origin)
        ) if origin:
            for passage in passages:
                yield origin, passage


def _leads_to(board: Board, theme: str) -> str | None:
    """Return the id of what a theme has become: itself, its code, or what it was merged into."""
    seen: set[str] = set()
    while theme not in board.codes:
        candidate = board.candidates.get(CandidateId(theme))
        onward = candidate and (candidate.code_id or candidate.merged_into)
        if candidate is None or theme in seen:
            return None
        if not onward:
            return theme
        seen.add(theme)
        theme = onward
    return theme


def _together(board: Board, decision: Decision) -> Iterator[Pair]:
    match decision.step:
        case Merge(into=into):
            groups: list[Sequence[PassageId]] = [*_removed(decision).values()]
            moved = {passage for group in groups for passage in group}
            groups.append(_rest(board, into, moved))
            for one, other in combinations(groups, 2):
                yield from _pairs(one, other)
        case Move(passages=passages, to=to) | Add(passages=passages, to=to):
            yield from _pairs(passages, _rest(board, to, passages))


def _apart(board: Board, decision: Decision) -> Iterator[Pair]:
    match decision.step:
        case Split(theme=theme, parts=parts):
            carved = [part.passages for part in parts]
            taken = {passage for part in carved for passage in part}
            for one, other in combinations([*carved, _rest(board, theme, taken)], 2):
                yield from _pairs(one, other)
        case Drop(passages=passages, origin=origin) | Move(passages=passages, origin=origin):
            yield from _pairs(passages, _rest(board, origin, passages))


def _removed(decision: Decision) -> dict[str, list[PassageId]]:
    """Return the passages that a decision took out, by theme."""
    found: dict[str, list[PassageId]] = {}
    for change in decision.changes:
        if change.after is None and change.key.noun in {Noun.MEMBER, Noun.CODING}:
            before = change.before
            name = before.passage_id if isinstance(before, Coding) else change.key.item
            found.setdefault(change.key.owner, []).append(PassageId(name))
    return found


def _rest(board: Board, theme: str, but: Iterable[PassageId]) -> tuple[PassageId, ...]:
    """Return what a theme holds today beside some passages; nothing when it is gone."""
    found = _leads_to(board, theme)
    if found is None:
        return ()
    standing = board.theme(found)
    if isinstance(standing, Candidate) and standing.status not in _STANDING:
        return ()
    left = set(but)
    return tuple(each for each in board.passages_of(found) if each not in left)


def _pairs(one: Iterable[PassageId], other: Iterable[PassageId]) -> Iterator[Pair]:
    """Pair each passage of the longer group with one of the other, going round."""
    left, right = list(dict.fromkeys(one)), list(dict.fromkeys(other))
    if not left or not right:
        return
    longest = min(max(len(left), len(right)), _PAIRS_EACH)
    for first, second in islice(zip(cycle(left), cycle(right), strict=False), longest):
        if first != second:
            yield first, second
