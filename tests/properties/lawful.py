"""What holds of every board; written without the code that is tried."""

from __future__ import annotations

from workbench.domain.board import Board, Change, Key, Noun, Thing
from workbench.domain.candidates import CandidateId
from workbench.domain.codebook import CodeId, CodeKind
from workbench.domain.coding import coding_id
from workbench.domain.decisions import Decision, Redo, Undo
from workbench.domain.ledger import Ledger


def _above(board: Board, code: CodeId) -> list[CodeId]:
    """Return what a code hangs under; of a circle, as many as there are codes."""
    found: list[CodeId] = []
    parent = board.codes[code].parent
    while parent is not None and len(found) < len(board.codes):
        found.append(parent)
        parent = board.codes[parent].parent
    return found


def assert_lawful(board: Board) -> None:
    """Every barrier has words, every row its ground, every name one code."""
    for code in board.codes.values():
        if code.kind is not CodeKind.CODE:
            assert code.statement.strip(), code
            assert board.codings.get(code.id), code
        assert code.parent is None or code.parent in board.codes, code
        assert code.id not in _above(board, code.id), code
    names = ["".join(code.name.casefold().split()) for code in board.codes.values()]
    assert len(names) == len(set(names)), names
    assert board.members.keys() <= board.candidates.keys()
    assert board.codings.keys() <= board.codes.keys()
    assert all(board.members.values())
    assert all(board.codings.values())
    assert all(board.refusals.values())
    for theme, refused in board.refusals.items():
        assert CandidateId(theme) in board.candidates or CodeId(theme) in board.codes
        assert not any(holds(board, theme, passage) for passage in refused), theme
    for rows in board.codings.values():
        for id_, coding in rows.items():
            wanted = coding_id(coding.code_id, coding.passage_id, coding.coder, coding.round)
            assert id_ == coding.id == wanted
    leading = [each.code_id for each in board.candidates.values() if each.code_id]
    assert set(leading) <= board.codes.keys()
    assert len(leading) == len(set(leading))
    assert not board.candidates.keys() & {str(code) for code in board.codes}


def reverted(board: Board, changes: tuple[Change, ...]) -> dict[Key, Thing]:
    """Return everything on the board with some changes taken back, one by one."""
    things = dict(board.things())
    for change in changes:
        if change.before is None:
            things.pop(change.key)
        else:
            things[change.key] = change.before
    return things


def holds(board: Board, theme: str, passage: str) -> bool:
    """Return whether a candidate or code itself holds a passage, by anybody's judgement."""
    if board.get(Key(Noun.MEMBER, theme, passage)) is not None:
        return True
    codings = board.codings.get(CodeId(theme), {}).values()
    return any(coding.passage_id == passage for coding in codings)


def judged_candidates(ledger: Ledger) -> set[CandidateId]:
    """Return the candidates that are not, to the last passage, as a run or grain left them."""
    left = {
        change.key: change.after
        for each in ledger.decisions
        if _mechanical(ledger, each)
        for change in each.changes
    }
    # A memo is no judgement of what it is about, and may have the same id as anything.
    now = {key: thing for key, thing in ledger.board.things() if key.noun is not Noun.MEMO}
    left = {key: thing for key, thing in left.items() if key.noun is not Noun.MEMO}
    touched = set(ledger.board.refusals)
    touched |= {key.owner for key, thing in now.items() if left.get(key) != thing}
    touched |= {key.owner for key, thing in left.items() if thing is not None and key not in now}
    return {candidate for candidate in ledger.board.candidates if candidate in touched}


def _mechanical(ledger: Ledger, decision: Decision) -> bool:
    """Return whether a line is a run, another grain, or the undoing of one: no judgement."""
    if isinstance(decision.step, (Undo, Redo)):
        return ledger.decision(decision.step.decision).tells_all
    return decision.tells_all
