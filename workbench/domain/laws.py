"""What must hold of every board, whoever changed it and however.

`apply` refuses acts that would break these; undo and redo take back single decisions from the
middle of the log, so they are held against the same laws.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from workbench.domain.board import Board, Change, Key, Noun
from workbench.domain.candidates import WORKABLE, Candidate, CandidateId
from workbench.domain.codebook import Code, CodeId, same_name
from workbench.domain.coding import Coding
from workbench.domain.sources import PassageId
from workbench.errors import BarrierWithoutWords, DuplicateCode


def refuse_bare(board: Board, themes: Iterable[str]) -> None:
    """Refuse a board where one of the themes is a barrier or enabler without words (law 3).

    Raises
    ------
    BarrierWithoutWords
        When it has no sentence or no passage.
    """
    for theme in themes:
        code = board.codes.get(CodeId(theme))
        if code is None or not code.needs_words:
            continue
        if not code.statement.strip():
            raise BarrierWithoutWords(code.name, "a sentence")
        if not board.codings.get(code.id):
            raise BarrierWithoutWords(code.name, "a passage")


def refuse_name(codes: Iterable[Code], name: str, *, but: str = "") -> None:
    """Refuse a name that another code has.

    Raises
    ------
    DuplicateCode
        When one has.
    """
    for code in codes:
        if code.id != but and same_name(code.name, name):
            raise DuplicateCode(code.name)


def above(codes: Mapping[CodeId, Code], code: CodeId) -> Iterator[CodeId]:
    """Yield what a code hangs under, from its parent upward; a circle is walked once."""
    seen = {code}
    parent = codes[code].parent
    while parent is not None:
        yield parent
        if parent in seen or parent not in codes:
            return
        seen.add(parent)
        parent = codes[parent].parent


def loose_ends(after: Board, changes: Iterable[Change]) -> Iterator[Key]:
    """Yield what would be left without its ground if these changes led to this board.

    A passage needs a candidate that can be worked on (or that the same changes close), a coding
    needs its code, a refusal either; a theme holds nothing that is refused for it; a code hangs
    under one that is there, and not under itself; and what is gone must have left nothing behind.
    Memos outlive what they are about.
    """
    changes = tuple(changes)
    written = {change.key for change in changes}
    gone = {change.key for change in changes if change.after is None}
    # Whole themes have one ground: an act on a large one asks for it thousands of times.
    grounds: dict[tuple[Noun, str], bool] = {}
    for change in changes:
        owner = (change.key.noun, change.key.owner)
        if owner not in grounds:
            owners = _owners(change.key)
            grounds[owner] = any(each in written or _can_hold(after, each) for each in owners)
        if not grounds[owner]:
            yield _owners(change.key)[0]
        yield from _refused_and_held(after, change)
        yield from _hanging_wrongly(after, change)
    for key in gone:
        if key.noun in {Noun.CANDIDATE, Noun.CODE}:
            yield from _left_behind(after, key)


_OWNER = {
    Noun.CANDIDATE: (Noun.CANDIDATE,),
    Noun.MEMBER: (Noun.CANDIDATE,),
    Noun.CODE: (Noun.CODE,),
    Noun.CODING: (Noun.CODE,),
    Noun.REFUSAL: (Noun.CANDIDATE, Noun.CODE),
    Noun.MEMO: (Noun.MEMO,),
}


def _owners(key: Key) -> tuple[Key, ...]:
    """Return what a thing can stand on: itself, or its theme of either kind."""
    return tuple(Key(noun, key.owner) for noun in _OWNER[key.noun])


def _refused_and_held(after: Board, change: Change) -> Iterator[Key]:
    """Yield the refusal of a passage that its theme holds after a change of either."""
    owner, thing = change.key.owner, change.after
    passage = PassageId(thing.passage_id if isinstance(thing, Coding) else change.key.item)
    if thing is None or passage not in after.refusals.get(owner, {}):
        return
    codings = after.codings.get(CodeId(owner), {}).values()
    if passage in after.members.get(CandidateId(owner), {}) or any(
        each.passage_id == passage for each in codings
    ):
        yield Key(Noun.REFUSAL, owner, passage)


def _hanging_wrongly(after: Board, change: Change) -> Iterator[Key]:
    """Yield the code that a code cannot hang under: gone, or hanging under the code itself."""
    code = change.after
    if not isinstance(code, Code) or code.id not in after.codes:
        return
    for parent in above(after.codes, code.id):
        if parent == code.id or parent not in after.codes:
            yield Key(Noun.CODE, code.parent or parent)


def _can_hold(board: Board, owner: Key) -> bool:
    theme = board.get(owner)
    return isinstance(theme, Code) or (isinstance(theme, Candidate) and theme.status in WORKABLE)


def _left_behind(board: Board, gone: Key) -> Iterator[Key]:
    """Yield what still stands on a candidate or code that is not there.

    The sign of a merge may outlive what it points at: dismissing a code leaves it so too.
    """
    for passage in board.members.get(CandidateId(gone.owner), {}):
        yield Key(Noun.MEMBER, gone.owner, passage)
    for coding in board.codings.get(CodeId(gone.owner), {}):
        yield Key(Noun.CODING, gone.owner, coding)
    for passage in board.refusals.get(gone.owner, {}):
        yield Key(Noun.REFUSAL, gone.owner, passage)
    for candidate in board.candidates.values():
        if candidate.code_id == gone.owner:
            yield Key(Noun.CANDIDATE, candidate.id)
    for code in board.codes.values():
        if code.parent == gone.owner:
            yield Key(Noun.CODE, code.id)
