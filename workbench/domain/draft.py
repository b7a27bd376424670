"""A board being changed by one act: what `apply` writes on, and what becomes the act's changes.

Holds the moves that several acts share (take passages out, put passages in); each act itself is in
``apply``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workbench.domain.board import Board, Change, Key, Noun, Thing
from workbench.domain.candidates import WORKABLE, Candidate, CandidateId, Membership
from workbench.domain.codebook import Code, CodeId, same_name
from workbench.domain.coding import Coding, Origin, Polarity, coding_id
from workbench.domain.sources import PassageId
from workbench.errors import BarrierWithoutWords, DuplicateCode, ThemeClosed, UnknownPassage

Held = Membership | Coding


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
            raise ThemeClosed(found.name, f"already a {found.kind.value}", act)
        if found.status not in WORKABLE:
            raise ThemeClosed(found.title, found.status.value, act)
        return found

    def standing(self, theme: str, act: str) -> Candidate | Code:
        """Return a code, or a candidate that can still be worked on."""
        found = self.board.theme(theme)
        return found if isinstance(found, Code) else self.workable(theme, act)

    def refuse_name(self, name: str, *, but: CodeId | None = None) -> None:
        """Refuse a name that another code has.

        Raises
        ------
        DuplicateCode
            When one has.
        """
        for code in self.board.codes.values():
            if code.id != but and same_name(code.name, name):
                raise DuplicateCode(code.name)

    def take(
        self, theme: Candidate | Code, passages: Iterable[PassageId]
    ) -> dict[PassageId, tuple[Held, ...]]:
        """Take passages out of a theme and return what was held there.

        Raises
        ------
        UnknownPassage
            When one is not there.
        """
        held = _held(self.board, theme)
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
        """Put passages into a theme as this coder's judgement; those already there stay."""
        held = _held(self.board, theme)
        for passage in dict.fromkeys(passages):
            if passage in held:
                continue
            if isinstance(theme, Candidate):
                key = Key(Noun.MEMBER, theme.id, passage)
                self.put(key, Membership(score=1.0, origin=origin))
            else:
                self.put_coding(theme.id, passage, origin=origin, polarity=polarity)

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
        held = _held(self.board, theme)
        for passage, things in taken.items():
            if passage not in held:
                for thing in things:
                    self._bring_one(theme, passage, thing)

    def _bring_one(self, theme: Candidate | Code, passage: PassageId, thing: Held) -> None:
        if isinstance(theme, Candidate):
            kept = thing if isinstance(thing, Membership) else Membership(origin=thing.origin)
            self.put(Key(Noun.MEMBER, theme.id, passage), kept)
        elif isinstance(thing, Coding):
            fresh = coding_id(theme.id, passage, thing.coder, thing.round)
            moved = replace(thing, id=fresh, code_id=theme.id)
            self.put(Key(Noun.CODING, theme.id, fresh), moved)
        else:
            self.put_coding(theme.id, passage, origin=thing.origin, polarity=Polarity.SUPPORTS)

    def refuse_bare(self, themes: Iterable[str]) -> None:
        """Refuse to leave a barrier or enabler without passages or sentence (law 3).

        Raises
        ------
        BarrierWithoutWords
            When one of the themes would be left so.
        """
        after = self.now()
        for theme in themes:
            code = after.codes.get(CodeId(theme))
            if code is None or not code.needs_words:
                continue
            if not code.statement.strip():
                raise BarrierWithoutWords(code.name, "a sentence")
            if not after.codings.get(code.id):
                raise BarrierWithoutWords(code.name, "a passage")


def title_of(theme: Candidate | Code) -> str:
    """Return what a person calls the theme."""
    return theme.title if isinstance(theme, Candidate) else theme.name


def _held(board: Board, theme: Candidate | Code) -> dict[PassageId, list[tuple[Key, Held]]]:
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
