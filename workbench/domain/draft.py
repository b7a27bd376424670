"""A board being changed by one act: what `apply` writes on, and what becomes the act's changes.

Holds the moves that several acts share (take passages out, put passages in); each act itself is in
``apply``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workbench.domain import laws
from workbench.domain.board import Board, Change, Key, Noun, Thing
from workbench.domain.candidates import (
    WORKABLE,
    Candidate,
    CandidateId,
    CandidateStatus,
    Membership,
)
from workbench.domain.codebook import Code, CodeId
from workbench.domain.coding import Coding, Origin, Polarity, coding_id
from workbench.domain.sources import PassageId
from workbench.errors import (
    BarrierWithoutWords,
    InvalidDecision,
    ThemeClosed,
    UnknownPassage,
)

Held = Membership | Coding

#: What to do instead with a candidate that cannot be opened again.
_ADVICE = {
    CandidateStatus.MERGED: "work with what it was merged into",
    CandidateStatus.SUPERSEDED: "choose one of the newer candidates",
}


class Draft:
    """The changes that one act makes, over the board it started from."""

    def __init__(self, board: Board, *, coder: str, at: str) -> None:
        self.board, self.coder, self.at = board, coder, at
        self._after: dict[Key, Thing | None] = {}

    def put(self, key: Key, thing: Thing | None) -> None:
        """Set what a thing is after the act."""
        self._after[key] = thing

    def put_candidate(self, candidate: Candidate) -> None:
        """Set a candidate."""
        self.put(Key(Noun.CANDIDATE, candidate.id), candidate)

    def put_code(self, code: Code) -> None:
        """Set a code."""
        self.put(Key(Noun.CODE, code.id), code)

    def remove_code(self, code: CodeId) -> None:
        """Take a code away; its codings must have been taken before."""
        self.put(Key(Noun.CODE, code), None)

    def put_members(
        self, candidate: CandidateId, members: Iterable[tuple[PassageId, float]]
    ) -> None:
        """Set what the machine places in a candidate of its own."""
        for passage, score in members:
            member = Membership(score=score, origin=Origin.SUGGESTED)
            self.put(Key(Noun.MEMBER, candidate, passage), member)

    def changes(self) -> tuple[Change, ...]:
        """Return what is different from the board the act started from."""
        pairs = ((key, self.board.get(key), after) for key, after in self._after.items())
        return tuple(Change(key, before, after) for key, before, after in pairs if before != after)

    def now(self) -> Board:
        """Return the board with what has been written so far."""
        return self.board.changed(self.changes())

    def workable(self, theme: str, act: str) -> Candidate:
        """Return a candidate that can still be worked on.

        Raises
        ------
        ThemeClosed
            When it is confirmed, merged, dismissed or superseded, or is a code.
        """
        found = self.board.theme(theme)
        if isinstance(found, Code):
            raise ThemeClosed(found.name, f"already {found.kind.called}", act)
        if found.status not in WORKABLE:
            raise closed(found, act)
        return found

    def standing(self, theme: str, act: str) -> Candidate | Code:
        """Return a code, or a candidate that can still be worked on."""
        found = self.board.theme(theme)
        return found if isinstance(found, Code) else self.workable(theme, act)

    def start_code(self, code: Code) -> None:
        """Set a code that is new.

        Raises
        ------
        InvalidDecision
            When its id is taken.
        DuplicateCode
            When its name is.
        """
        self.refuse_id(code.id)
        self.refuse_name(code.name)
        self.put_code(code)

    def start_candidate(self, candidate: Candidate) -> None:
        """Set a candidate that is new.

        Raises
        ------
        InvalidDecision
            When its id is taken.
        """
        self.refuse_id(candidate.id)
        self.put_candidate(candidate)

    def refuse_id(self, theme: str) -> None:
        """Refuse an id for a new theme that would overwrite another one."""
        for key in (Key(Noun.CANDIDATE, theme), Key(Noun.CODE, theme)):
            if not theme or key in self._after or self.board.get(key) is not None:
                raise InvalidDecision(
                    "This act", f"the id “{theme}” cannot be given to a new theme"
                )

    def refuse_name(self, name: str, *, but: CodeId | None = None) -> None:
        """Refuse a name that another code has once this act is done.

        Raises
        ------
        DuplicateCode
            When one has.
        """
        fresh = (thing for thing in self._after.values() if isinstance(thing, Code))
        kept = (
            code for code in self.board.codes.values() if Key(Noun.CODE, code.id) not in self._after
        )
        laws.refuse_name((*kept, *fresh), name, but=but or "")

    def take(
        self, theme: Candidate | Code, passages: Iterable[PassageId]
    ) -> dict[PassageId, tuple[Held, ...]]:
        """Take passages out of a theme and return what was held there.

        Raises
        ------
        UnknownPassage
            When one is not there.
        """
        held = held_by(self.board, theme)
        taken: dict[PassageId, tuple[Held, ...]] = {}
        for passage in dict.fromkeys(passages):
            if passage not in held:
                raise UnknownPassage(passage, f"“{title_of(theme)}”")
            taken[passage] = tuple(thing for _, thing in held[passage])
            for key, _ in held[passage]:
                self.put(key, None)
        return taken

    def place(
        self,
        theme: Candidate | Code,
        passages: Iterable[PassageId],
        *,
        origin: Origin = Origin.BY_HAND,
        polarity: Polarity = Polarity.SUPPORTS,
    ) -> None:
        """Put passages into a theme as this coder's judgement; other people's stays beside it."""
        for passage in dict.fromkeys(passages):
            self._lift_refusal(theme, passage)
            if isinstance(theme, Candidate):
                key = Key(Noun.MEMBER, theme.id, passage)
                self.put_new(key, Membership(score=1.0, origin=origin))
                continue
            mine = self._mine(theme.id, passage)
            if mine is None:
                self.put_coding(theme.id, passage, origin=origin, polarity=polarity)
            elif mine.polarity is not polarity:
                self.put(Key(Noun.CODING, theme.id, mine.id), replace(mine, polarity=polarity))

    def put_coding(
        self, code: CodeId, passage: PassageId, *, origin: Origin, polarity: Polarity
    ) -> None:
        """Code a passage as this coder."""
        coding = Coding(
            id=coding_id(code, passage, self.coder),
            code_id=code,
            passage_id=passage,
            coder=self.coder,
            created_at=self.at,
            origin=origin,
            polarity=polarity,
        )
        self.put(Key(Noun.CODING, code, coding.id), coding)

    def bring(self, theme: Candidate | Code, taken: dict[PassageId, tuple[Held, ...]]) -> None:
        """Put what was taken elsewhere into a theme, keeping whose judgement it was."""
        held = held_by(self.board, theme)
        for passage, things in taken.items():
            self._lift_refusal(theme, passage)
            if isinstance(theme, Candidate):
                self.put_new(Key(Noun.MEMBER, theme.id, passage), _as_member(things))
                continue
            for thing in things:
                if isinstance(thing, Coding):
                    fresh = coding_id(theme.id, passage, thing.coder, thing.round)
                    moved = replace(thing, id=fresh, code_id=theme.id)
                    self.put_new(Key(Noun.CODING, theme.id, fresh), moved)
                elif passage not in held:
                    self.place(theme, [passage], origin=thing.origin)

    def carry(self, theme: Candidate | Code, passage: PassageId, to: PassageId) -> None:
        """Put what a theme holds of one passage on another one, keeping whose judgement it was."""
        [held] = self.take(theme, [passage]).values()
        self._lift_refusal(theme, to)
        for thing in held:
            if isinstance(thing, Coding):
                fresh = coding_id(thing.code_id, to, thing.coder, thing.round)
                moved = replace(thing, id=fresh, passage_id=to)
                self.put_new(Key(Noun.CODING, theme.id, fresh), moved)
            else:
                self.put_new(Key(Noun.MEMBER, theme.id, to), thing)

    def _lift_refusal(self, theme: Candidate | Code, passage: PassageId) -> None:
        """Forget that a passage was refused for a theme that it comes into after all."""
        key = Key(Noun.REFUSAL, theme.id, passage)
        if self._now(key) is not None:
            self.put(key, None)

    def put_new(self, key: Key, thing: Thing) -> None:
        """Set a thing unless it is there: what was judged first stays as it was."""
        if self._now(key) is None:
            self.put(key, thing)

    def _now(self, key: Key) -> Thing | None:
        """Return a thing as this act has left it so far."""
        return self._after[key] if key in self._after else self.board.get(key)

    def _mine(self, code: CodeId, passage: PassageId) -> Coding | None:
        key = Key(Noun.CODING, code, coding_id(code, passage, self.coder))
        found = self._now(key)
        return found if isinstance(found, Coding) else None

    def refuse_bare(self, themes: Iterable[str]) -> None:
        """Refuse to leave a barrier or enabler without passages or sentence (law 3).

        Raises
        ------
        BarrierWithoutWords
            When one of the themes would be left so.
        """
        laws.refuse_bare(self.now(), themes)


def closed(candidate: Candidate, act: str) -> ThemeClosed:
    """Return the refusal of an act on a candidate in the wrong state, with the way out."""
    advice = _ADVICE.get(candidate.status, "reopen it first")
    return ThemeClosed(candidate.title, candidate.status.value, act, advice)


def named(name: str) -> str:
    """Return a name without the space around it.

    Raises
    ------
    BarrierWithoutWords
        When nothing is left.
    """
    if not name.strip():
        raise BarrierWithoutWords("(no name)", "a name")
    return name.strip()


def title_of(theme: Candidate | Code) -> str:
    """Return what a person calls the theme."""
    return theme.title if isinstance(theme, Candidate) else theme.name


def _as_member(things: Iterable[Held]) -> Membership:
    """Return one membership for what several people judged; a person's judgement stays one."""
    things = tuple(things)
    for thing in things:
        if isinstance(thing, Membership):
            return thing
    by_hand = any(thing.origin is Origin.BY_HAND for thing in things)
    return Membership(origin=Origin.BY_HAND if by_hand else Origin.SUGGESTED)


def held_by(board: Board, theme: Candidate | Code) -> dict[PassageId, list[tuple[Key, Held]]]:
    """Return what a theme holds, by passage."""
    rows: dict[PassageId, list[tuple[Key, Held]]] = {}
    if isinstance(theme, Candidate):
        for passage, member in board.members.get(CandidateId(theme.id), {}).items():
            rows[passage] = [(Key(Noun.MEMBER, theme.id, passage), member)]
        return rows
    for coding in board.codings.get(theme.id, {}).values():
        key = Key(Noun.CODING, theme.id, coding.id)
        rows.setdefault(coding.passage_id, []).append((key, coding))
    return rows
