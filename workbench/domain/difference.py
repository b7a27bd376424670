"""What a re-proposal changed, told theme by theme with the reason why.

Only what nobody has judged can differ: what people decided is listed as unchanged, and is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.domain.board import Board
from workbench.domain.candidates import WORKABLE, Candidate, CandidateId, CandidateStatus, RunId
from workbench.domain.codebook import CodeId
from workbench.domain.proposing import is_judged
from workbench.domain.sources import PassageId

#: Of the smaller one of two candidates, how much must be in both for one to continue the other.
_CONTINUES = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A theme that a run offered to, made, changed, let go or left, and why."""

    theme: str
    title: str
    passages: tuple[PassageId, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What one run changed since the run before; all empty for a first run.

    Parameters
    ----------
    offered
        Codes that passages are offered to.
    new
        Candidates that continue none of the earlier ones.
    moved
        Candidates that continue an earlier one with other passages.
    gone
        Earlier candidates that none continues.
    unchanged
        Candidates with the same passages, and everything that people have decided on.
    """

    run: str = ""
    since: str = ""
    offered: tuple[Shift, ...] = ()
    new: tuple[Shift, ...] = ()
    moved: tuple[Shift, ...] = ()
    gone: tuple[Shift, ...] = ()
    unchanged: tuple[Shift, ...] = ()


def compare(
    before: Board,
    after: Board,
    *,
    run: RunId,
    since: RunId,
    known: Container[PassageId],
    offered: Mapping[CodeId, Sequence[PassageId]],
) -> Difference:
    """Return what a run has changed.

    Parameters
    ----------
    before, after
        The board on which the run found the project, and the one that it left.
    since
        The run before.
    known
        The passages that there were at that time.
    offered
        The passages that fit a code so well that they are in no new candidate.
    """
    sides = _Sides(before, after, run, known, offered)
    pairs = _continued(sides.old, sides.fresh)
    old_of = {fresh: old for old, fresh in pairs.items()}
    same = [each for each in old_of if sides.fresh[each] == sides.old[old_of[each]]]
    return Difference(
        run=run,
        since=since,
        offered=tuple(_offered(after, offered)),
        new=tuple(sides.new(each) for each in sides.fresh if each not in old_of),
        moved=tuple(sides.moved(old, each) for each, old in old_of.items() if each not in same),
        gone=tuple(sides.gone(each) for each in sides.old if each not in pairs),
        unchanged=(*(sides.unchanged(each) for each in same), *_decided(after)),
    )


class _Sides:
    """The machine's own candidates before and after a run, and where each passage was and is."""

    def __init__(
        self,
        before: Board,
        after: Board,
        run: RunId,
        known: Container[PassageId],
        offered: Mapping[CodeId, Sequence[PassageId]],
    ) -> None:
        self.before, self.after, self.known = before, after, known
        self.fresh = {
            each.id: frozenset(after.members.get(each.id, ()))
            for each in after.candidates.values()
            if each.run_id == run and each.status is CandidateStatus.OPEN
        }
        self.old = {
            each.id: frozenset(before.members.get(each.id, ()))
            for each in before.candidates.values()
            if each.status is CandidateStatus.OPEN
            and after.candidates[each.id].status is CandidateStatus.SUPERSEDED
        }
        self._was = {passage: name for name, held in self.old.items() for passage in held}
        self._is = {passage: name for name, held in self.fresh.items() for passage in held}
        self._placed = after.placed()
        self._offered = {passage: code for code, held in offered.items() for passage in held}

    def new(self, name: CandidateId) -> Shift:
        """Return a candidate that continues none."""
        held = self._fresh_passages(name)
        came = _listed(self._where_from(held))
        return Shift(
            theme=name,
            title=self._title(self.after, name),
            passages=held,
            why=f"No earlier candidate was like it: its passages {came}.",
        )

    def moved(self, old: CandidateId, name: CandidateId) -> Shift:
        """Return a candidate that continues another one."""
        held = self._fresh_passages(name)
        came = [each for each in held if each not in self.old[old]]
        left = [each for each in self.old[old] if each not in self.fresh[name]]
        stayed = len(held) - len(came)
        parts = [f"{_count(stayed)} stayed"]
        parts += [f"{_count(len(came))} came in ({_listed(self._where_from(came))})"] * bool(came)
        parts += [f"{_count(len(left))} left ({_listed(self._where_to(left))})"] * bool(left)
        return Shift(
            theme=name,
            title=self._title(self.after, name),
            passages=held,
            why=f"It continues “{self._title(self.before, old)}”: {', '.join(parts)}.",
        )

    def gone(self, old: CandidateId) -> Shift:
        """Return a candidate that none continues."""
        held = tuple(sorted(self.old[old]))
        return Shift(
            theme=old,
            title=self._title(self.before, old),
            passages=held,
            why=f"No candidate continues it: its passages {_listed(self._where_to(held))}.",
        )

    def unchanged(self, name: CandidateId) -> Shift:
        """Return a candidate that came out as before."""
        held = self._fresh_passages(name)
        return Shift(
            theme=name,
            title=self._title(self.after, name),
            passages=held,
            why=f"The same {_count(len(held))} as before.",
        )

    def _fresh_passages(self, name: CandidateId) -> tuple[PassageId, ...]:
        return tuple(self.after.members.get(name, ()))

    def _title(self, board: Board, name: CandidateId) -> str:
        return board.candidates[name].title

    def _where_from(self, passages: Iterable[PassageId]) -> Iterator[str]:
        for each in passages:
            if each in self._was:
                yield f"came from “{self._title(self.before, self._was[each])}”"
            else:
                yield "were set aside before" if each in self.known else "are new material"

    def _where_to(self, passages: Iterable[PassageId]) -> Iterator[str]:
        for each in passages:
            if each in self._is:
                yield f"went to “{self._title(self.after, self._is[each])}”"
            elif each in self._offered:
                yield f"are offered to “{self.after.codes[self._offered[each]].name}”"
            else:
                yield "were decided on" if each in self._placed else "are set aside"


def _continued(
    old: Mapping[CandidateId, frozenset[PassageId]],
    fresh: Mapping[CandidateId, frozenset[PassageId]],
) -> dict[CandidateId, CandidateId]:
    """Return which earlier candidate continues as which: each is the other's best match."""
    shared: dict[tuple[CandidateId, CandidateId], int] = {}
    home = {passage: name for name, held in fresh.items() for passage in held}
    for name, held in old.items():
        for other, count in Counter(home[each] for each in held if each in home).items():
            shared[name, other] = count
    best: dict[CandidateId, CandidateId] = {}
    taken: set[CandidateId] = set()
    for (one, other), count in sorted(shared.items(), key=lambda each: (-each[1], each[0])):
        enough = count >= _CONTINUES * min(len(old[one]), len(fresh[other]))
        if enough and one not in best and other not in taken:
            best[one] = other
            taken.add(other)
    return best


def _offered(board: Board, offered: Mapping[CodeId, Sequence[PassageId]]) -> Iterator[Shift]:
    for code, passages in sorted(offered.items(), key=lambda each: (-len(each[1]), each[0])):
        n_coded = len(board.passages_of(code))
        yield Shift(
            theme=code,
            title=board.codes[code].name,
            passages=tuple(passages),
            why=f"{_count(len(passages))} offered to it, as nearest to the {n_coded:,} coded so.",
        )


def _decided(board: Board) -> Iterator[Shift]:
    for code in board.codes.values():
        held = board.passages_of(code.id)
        yield Shift(theme=code.id, title=code.name, passages=held, why=_BY_PEOPLE)
    for each in board.candidates.values():
        if each.status in WORKABLE and is_judged(board, each):
            yield Shift(
                theme=each.id, title=each.title, passages=_held(board, each), why=_BY_PEOPLE
            )


_BY_PEOPLE = "People decided on it, so a run leaves it as it is."


def _held(board: Board, candidate: Candidate) -> tuple[PassageId, ...]:
    return tuple(board.members.get(candidate.id, ()))


def _listed(places: Iterable[str]) -> str:
    """Return where passages came from or went, each with its number, the most first."""
    counted = Counter(places).most_common()
    return "; ".join(f"{where} ({count:,})" for where, count in counted) or "are none"


def _count(number: int) -> str:
    return "1 passage" if number == 1 else f"{number:,} passages"
