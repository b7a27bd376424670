"""Memos: written on anything, changed, taken away, and following what they are about."""

from __future__ import annotations

import pytest

from tests.domain.room import AT, Room, p
from workbench.domain.board import Key, Noun
from workbench.domain.codebook import CodeId
from workbench.domain.decisions import (
    Act,
    Add,
    Adjust,
    CreateCode,
    Dismiss,
    Merge,
    Move,
    Propose,
    Rename,
    Reopen,
)
from workbench.domain.ledger import replay
from workbench.domain.memos import (
    AboutKind,
    ChangeMemo,
    Memo,
    MemoId,
    MemoKind,
    Note,
    RemoveMemo,
)
from workbench.domain.telling import tell
from workbench.errors import (
    InvalidDecision,
    NothingToDo,
    StaleDecision,
    UnknownMemo,
    UnknownTheme,
    WordlessMemo,
)

ONE = MemoId("m1")


def note(kind: AboutKind = AboutKind.PROJECT, about: str = "", text: str = "Hm.") -> Note:
    return Note(about_kind=kind, about=about, text=text, memo_id=ONE)


def about(room: Room) -> tuple[str, str]:
    memo = room.board.memos[ONE]
    return memo.about_kind.value, memo.about


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        (AboutKind.CANDIDATE, "cars", "wrote a memo on “car, park”"),
        (AboutKind.CODE, "code-forms", "wrote a memo on “Double entry”"),
        (AboutKind.PASSAGE, "p1", "wrote a memo on a passage"),
        (AboutKind.SOURCE, "s1", "wrote a memo on a source"),
        (AboutKind.PROJECT, "", "wrote a memo on the project"),
    ],
)
def test_a_memo_on_anything_is_a_decision(
    room: Room, kind: AboutKind, name: str, told: str
) -> None:
    room.confirm("forms")
    before = room.board
    made = room.do(note(kind, name, "  Three more said so. \n"), "Bea")
    assert room.board.memos[ONE] == Memo(
        id=ONE, about_kind=kind, about=name, kind=MemoKind.ANALYTIC,
        text="Three more said so.", coder="Bea", created_at=AT,
    )  # fmt: skip
    assert tell(made, room.ledger) == told
    undone = room.undo()
    assert tell(undone, room.ledger) == f"undid: {told}"
    assert room.board == before
    room.redo()
    assert replay(room.ledger.decisions).board == room.board


def test_a_changed_memo_says_who_wrote_it_and_who_changed_it(room: Room) -> None:
    room.do(note(text="One."), "Anna")
    made = room.do(ChangeMemo(memo=ONE, text="Two.", kind=MemoKind.REFLEXIVE), "Bea")
    memo = room.board.memos[ONE]
    assert (memo.coder, memo.changed_by, memo.changed_at) == ("Anna", "Bea", AT)
    assert (memo.text, memo.kind) == ("Two.", MemoKind.REFLEXIVE)
    assert tell(made, room.ledger) == "changed a memo on the project"
    taken = room.do(RemoveMemo(memo=ONE))
    assert tell(taken, room.ledger) == "took away a memo on the project"
    assert room.board.memos == {}
    for _ in range(2):
        room.undo()
    assert (room.board.memos[ONE].text, room.board.memos[ONE].changed_by) == ("One.", "")


@pytest.mark.parametrize(
    ("act", "error", "words"),
    [
        (note(text=" \n"), WordlessMemo, "“” has no words for a memo"),
        (note(AboutKind.CODE, "gone"), UnknownTheme, "no candidate or code “gone”"),
        (note(AboutKind.PASSAGE), InvalidDecision, "which passage the memo is on"),
        (note(AboutKind.SOURCE), InvalidDecision, "which source the memo is on"),
        (Note(about_kind=AboutKind.PROJECT, text="Hm.", memo_id=MemoId("")), InvalidDecision, "id “”"),
        (Note(about_kind=AboutKind.PROJECT, text="Hm.", memo_id=MemoId("taken")), InvalidDecision, "taken"),
        (ChangeMemo(memo=MemoId("gone"), text="Hm."), UnknownMemo, "no memo “gone”"),
        (ChangeMemo(memo=MemoId("taken"), text=""), WordlessMemo, "no words"),
        (ChangeMemo(memo=MemoId("taken"), text="There. "), NothingToDo, "Nothing to change-memo"),
        (ChangeMemo(memo=MemoId("taken")), NothingToDo, "already so"),
        (RemoveMemo(memo=MemoId("gone")), UnknownMemo, "no memo “gone”"),
    ],
)  # fmt: skip
def test_what_makes_no_memo_is_refused_in_words(
    room: Room, act: Act, error: type[Exception], words: str
) -> None:
    room.do(Note(about_kind=AboutKind.PROJECT, text="There.", memo_id=MemoId("taken")))
    before = room.board
    with pytest.raises(error, match=words):
        room.do(act)
    assert room.board is before


def test_two_people_at_one_memo_the_second_is_told(room: Room) -> None:
    room.do(note(text="One."))
    seen = room.ledger.seq
    room.do(ChangeMemo(memo=ONE, text="Two."), "Bea", seen=seen)
    with pytest.raises(StaleDecision, match=r"Bea changed the memo in the meantime"):
        room.do(ChangeMemo(memo=ONE, text="Three."), "Anna", seen=seen)
    # What both write anew stands beside each other, also on a code that somebody renamed.
    room.do(Rename(theme="forms", name="Forms"), "Bea", seen=seen)
    room.do(Note(about_kind=AboutKind.CANDIDATE, about="forms", text="Mine."), "Anna", seen=seen)
    assert len(room.board.memos) == 2


def test_a_memo_follows_its_candidate_into_the_code_and_back(room: Room) -> None:
    room.do(note(AboutKind.CANDIDATE, "forms"))
    room.confirm("forms")
    assert about(room) == ("code", "code-forms")
    # One on a confirmed candidate is on its code.
    room.do(Note(about_kind=AboutKind.CANDIDATE, about="forms", text="Hm.", memo_id=MemoId("m2")))
    assert room.board.memos[MemoId("m2")].about == "code-forms"
    room.do(Reopen(theme="code-forms"))
    assert about(room) == ("candidate", "forms")


@pytest.mark.parametrize("confirmed", [True, False])
def test_a_memo_goes_where_its_theme_is_merged_into(room: Room, confirmed: bool) -> None:
    if confirmed:
        room.confirm("forms")
    room.do(note(AboutKind.CANDIDATE, "cars"))
    room.do(Merge(themes=("cars",), into="forms"))
    assert about(room) == (("code", "code-forms") if confirmed else ("candidate", "forms"))
    room.undo()
    assert about(room) == ("candidate", "cars")


def test_a_memo_outlives_a_code_that_is_dropped(room: Room) -> None:
    made = CreateCode(name="Typing", code_id=CodeId("typing"))
    room.do(made)
    room.do(note(AboutKind.CODE, "typing"))
    room.do(Dismiss(theme="typing"))
    assert about(room) == ("code", "typing")
    removed = room.do(RemoveMemo(memo=ONE))
    assert tell(removed, room.ledger) == "took away a memo on “Typing”"
    # One that was made of a candidate is that candidate again.
    room.confirm("forms")
    room.do(note(AboutKind.CODE, "code-forms"))
    room.do(Dismiss(theme="code-forms"))
    assert about(room) == ("candidate", "forms")


def test_undo_of_what_a_memo_is_about_leaves_the_memo(room: Room) -> None:
    created = room.do(CreateCode(name="Typing", code_id=CodeId("typing")))
    room.do(note(AboutKind.CODE, "typing"))
    room.undo(created)
    assert "typing" not in room.board.codes
    assert about(room) == ("code", "typing")
    assert replay(room.ledger.decisions).board == room.board


def test_a_memo_follows_words_whose_boundary_is_moved(room: Room) -> None:
    room.do(note(AboutKind.PASSAGE, "p6"))
    room.do(Adjust(theme="rooms", passage=p(6)[0], to=p(9)[0]))
    assert about(room) == ("passage", "p9")
    room.undo()
    # While another theme holds the words as they were, the memo stays with them.
    room.do(Add(passages=p(6), to="cars"))
    room.do(Adjust(theme="rooms", passage=p(6)[0], to=p(9)[0]))
    assert about(room) == ("passage", "p6")
    room.do(Move(passages=p(6), origin="cars", to="forms"))
    assert about(room) == ("passage", "p6")


def test_a_run_touches_no_memo(room: Room) -> None:
    room.do(note(AboutKind.CANDIDATE, "cars"))
    memo = room.board.get(Key(Noun.MEMO, ONE))
    room.do(Propose(run_id=room.candidate("cars").run_id), "workbench")
    assert room.board.get(Key(Noun.MEMO, ONE)) is memo
