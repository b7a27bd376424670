"""The log without erased passages: what remains of every line, and what the board needs afterwards.

A line names passages and says what it changed. Without the erased ones its changes still fit each
other, thing by thing, so the log folds to the same board without them; but its act cannot be done
anew, since it might lead elsewhere (a run spares what somebody judged, and that judgement may be
gone). So these lines are folded by their changes (see ``ledger``), and a last line, `Erase`, says
that it was so and sets right what would break a law:

- a barrier or enabler left without codings becomes a plain code (law 3);
- a candidate left without passages is superseded;
- a candidate that somebody judged stays judged, though the judged passage is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from workbench.domain.board import Board, Change, Key, Noun, Thing
from workbench.domain.candidates import WORKABLE, Candidate, CandidateStatus, digest_passages
from workbench.domain.codebook import Code, CodeKind
from workbench.domain.coding import Coding
from workbench.domain.decisions import ChooseGrain, Decision, Line, Proposal, Propose
from workbench.domain.ledger import Ledger
from workbench.domain.memos import AboutKind, ChangeMemo, Memo, MemoId, Note
from workbench.domain.proposing import is_judged
from workbench.domain.redaction import SIGN, Theirs
from workbench.domain.sources import PassageId, SourceId

_NAMES = frozenset({"name", "title"})
_TEXTS = ("statement", "definition", "use_when", "not_when", "example", "near_miss")
#: What people write: the texts of codes, and of memos.
_WRITTEN = (*_TEXTS, "text")
#: What an act by which texts were corrected names two by two.
_PAIRS = frozenset({"sources", "moves"})
#: So many keywords stand in for a title that cannot stay.
_KEYWORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A log after an erasure, before its last line.

    `touched` counts the lines that are not as they were, `emptied` those that changed something
    and now change nothing.
    """

    ledger: Ledger
    touched: int
    emptied: int


class Eraser:
    """Takes passages, and words that were theirs, out of everything that is derived from them.

    Parameters
    ----------
    gone
        The erased passages.
    theirs
        What only they say.
    machine
        The keywords of every title that the machine gave.
    names
        Every name that a code or candidate has or had: none of them is given to another one.
    sources
        The erased sources; a memo on one of them, or on one of the passages, goes.
    """

    def __init__(
        self,
        gone: frozenset[PassageId],
        theirs: Theirs,
        *,
        machine: Mapping[str, tuple[str, ...]],
        names: Iterable[str] = (),
        sources: frozenset[SourceId] = frozenset(),
    ) -> None:
        self.gone, self.theirs, self._machine = gone, theirs, machine
        self._sources, self._memos = sources, set[MemoId]()
        self._taken = {_plain(name) for name in (*names, *machine)}
        self._named: dict[str, str] = {}
        self._digests: dict[str, str] = {}
        self._texts: set[str] = set()

    def rewritten(self, ledger: Ledger) -> Rewritten:
        """Return a log without what is erased."""
        self._note_digests(ledger.decisions)
        self._memos = self._memos_on_gone(ledger.decisions)
        fresh, touched, emptied = Ledger(), 0, 0
        for old in ledger.decisions:
            new = self._decision(old)
            touched += new != old
            emptied += bool(old.changes) and not new.changes
            fresh.record(new)
        return Rewritten(ledger=fresh, touched=touched, emptied=emptied)

    @property
    def n_texts(self) -> int:
        """In how many texts of people something was taken out so far."""
        return len(self._texts)

    @property
    def n_names(self) -> int:
        """How many titles and names were changed so far."""
        return sum(name != given for name, given in self._named.items())

    def keywords(self, keywords: Iterable[str]) -> tuple[str, ...]:
        """Return the keywords that somebody else says, too."""
        return tuple(each for each in keywords if not self.theirs.speaks(each))

    def title(self, title: str) -> str:
        """Return what a theme may be called now: always the same for the same name."""
        if title not in self._named:
            wanted = self._title(title)
            self._named[title] = title if wanted == title else self._unlike_others(wanted)
        return self._named[title]

    def text(self, text: str) -> str:
        """Return a person's text without what is erased."""
        found = self.theirs.redacted(text)
        if found != text:
            self._texts.add(text)
        return found

    def draft(self, text: str) -> str:
        """Return a text of the machine, or nothing when it can only be from what is erased."""
        return "" if self.theirs.speaks(text) else text

    def told(self, text: str) -> str:
        """Return a sentence about themes with the names that they may have now."""
        for name, given in self._named.items():
            if name != given:
                text = text.replace(name, given)
        return self.theirs.redacted(text)

    def passages(self, passages: Iterable[PassageId]) -> tuple[PassageId, ...]:
        """Return the passages that remain."""
        return tuple(each for each in passages if each not in self.gone)

    def to_read(self, board: Board) -> tuple[str, ...]:
        """Return the codes and memos in which people used everyday words that only erased texts say."""
        said: list[tuple[str, str]] = [
            (code.id, " ".join(getattr(code, name) for name in ("name", *_TEXTS)))
            for code in board.codes.values()
        ]
        said += [(memo.id, memo.text) for memo in board.memos.values()]
        return tuple(name for name, text in said if self.theirs.speaks(text))

    def _title(self, title: str) -> str:
        if title not in self._machine:
            return self.theirs.redacted(title)
        if not self.theirs.speaks(title):
            return title
        return ", ".join(self.keywords(self._machine[title])[:_KEYWORDS]) or SIGN

    def _unlike_others(self, wanted: str) -> str:
        name, number = wanted, 1
        while _plain(name) in self._taken:
            number += 1
            name = f"{wanted} ({number})"
        self._taken.add(_plain(name))
        return name

    def _note_digests(self, decisions: Iterable[Decision]) -> None:
        """Note by which digest a candidate's proposed passages are known without the erased ones."""
        for proposal in proposals_in(decisions):
            before = [passage for passage, _ in proposal.members]
            after = digest_passages(self.passages(before))
            self._digests[digest_passages(before)] = after

    def _decision(self, old: Decision) -> Decision:
        changes = tuple(filter(None, map(self._change, old.changes)))
        return replace(
            old, step=self._step(old.step), reason=self.text(old.reason), changes=changes
        )

    def _step(self, step: Line) -> Line:
        """Return an act without what is erased; of a memo on it not a word is left."""
        match step:
            case Note(memo_id=memo) if memo in self._memos:
                return replace(step, about="", text="")
            case ChangeMemo(memo=memo) if memo in self._memos:
                return replace(step, text="")
        rebuilt: Line = self._rebuilt(step)
        return rebuilt

    def _memos_on_gone(self, decisions: Iterable[Decision]) -> set[MemoId]:
        things = (
            thing for each in decisions for c in each.changes for thing in (c.before, c.after)
        )
        return {memo.id for memo in things if isinstance(memo, Memo) and self._is_on_gone(memo)}

    def _is_lost(self, key: Key) -> bool:
        return key.noun is Noun.MEMO and key.owner in self._memos

    def _is_on_gone(self, memo: Memo) -> bool:
        gone = self._sources if memo.about_kind is AboutKind.SOURCE else self.gone
        return memo.about in gone

    def _change(self, change: Change) -> Change | None:
        coding = change.before or change.after
        passage = coding.passage_id if isinstance(coding, Coding) else change.key.item
        if passage in self.gone or self._is_lost(change.key):
            return None
        before, after = self._thing(change.before), self._thing(change.after)
        return None if before == after else Change(change.key, before, after)

    def _thing(self, thing: Thing | None) -> Thing | None:
        if not isinstance(thing, (Candidate, Code, Memo)):
            return thing
        rebuilt: Thing = self._rebuilt(thing)
        return rebuilt

    def _rebuilt(self, value: Any, field: str = "") -> Any:  # noqa: ANN401 - whatever acts hold
        if is_dataclass(value) and not isinstance(value, type):
            given = {each.name: getattr(value, each.name) for each in fields(value)}
            return replace(
                value, **{name: self._rebuilt(each, name) for name, each in given.items()}
            )
        if isinstance(value, tuple):
            return self._rebuilt_tuple(value, field)
        return self._rebuilt_text(value, field) if isinstance(value, str) else value

    def _rebuilt_tuple(self, value: tuple[Any, ...], field: str) -> tuple[Any, ...]:
        if field == "keywords":
            return self.keywords(value)
        if field == "members":
            return tuple(pair for pair in value if pair[0] not in self.gone)
        if field in _PAIRS:
            lost = self.gone | self._sources
            return tuple(pair for pair in value if lost.isdisjoint(pair))
        kept = (each for each in value if not (isinstance(each, str) and each in self.gone))
        return tuple(self._rebuilt(each) for each in kept)

    def _rebuilt_text(self, value: str, field: str) -> str:
        if field in _NAMES:
            return self.title(value)
        if field in _WRITTEN:
            return self.text(value)
        if field == "proposed":
            return self._digests.get(value, value)
        return "" if value in self.gone else value


def proposals_in(decisions: Iterable[Decision]) -> Iterator[Proposal]:
    """Yield everything that runs, and grains of them, put on the board."""
    for each in decisions:
        if isinstance(each.step, (Propose, ChooseGrain)):
            yield from each.step.proposals


def names_in(decisions: Iterable[Decision]) -> set[str]:
    """Return every name that a candidate or code has or had."""
    things = (thing for each in decisions for c in each.changes for thing in (c.before, c.after))
    return {
        thing.title if isinstance(thing, Candidate) else thing.name
        for thing in things
        if isinstance(thing, (Candidate, Code))
    }


def set_right(before: Board, after: Board) -> tuple[Change, ...]:
    """Return what the board needs after an erasure so that every law holds."""
    return (*_bare(after), *_left_over(before, after))


def _bare(after: Board) -> Iterator[Change]:
    for code in after.codes.values():
        if code.needs_words and not after.codings.get(code.id):
            yield Change(Key(Noun.CODE, code.id), code, replace(code, kind=CodeKind.CODE))


def _left_over(before: Board, after: Board) -> Iterator[Change]:
    for candidate in after.candidates.values():
        held, had = after.members.get(candidate.id, {}), before.members.get(candidate.id, {})
        if candidate.status not in WORKABLE:
            continue
        judged = is_judged(before, before.candidates[candidate.id])
        if had and not held:
            fresh = replace(candidate, status=CandidateStatus.SUPERSEDED)
        elif judged and not is_judged(after, candidate):
            fresh = replace(candidate, edited=True)
        else:
            continue
        yield Change(Key(Noun.CANDIDATE, candidate.id), candidate, fresh)


def difference(before: Board, after: Board) -> tuple[Change, ...]:
    """Return what has to change in one board to make it another."""
    old, new = dict(before.things()), dict(after.things())
    keys = (*old, *(key for key in new if key not in old))
    return tuple(
        Change(key, old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
