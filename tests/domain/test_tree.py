"""The codebook's tree: hanging codes under each other, and what becomes of children."""

from __future__ import annotations

import pytest

from tests.domain.room import Room, p
from workbench.domain.codebook import CodeId, Colour
from workbench.domain.decisions import CreateCode, Describe, Dismiss, Merge, Part, Reopen, Split
from workbench.domain.ledger import replay
from workbench.domain.telling import tell
from workbench.domain.tree import Nest
from workbench.errors import CodeCircle, NothingToDo, StaleDecision, ThemeClosed, UnknownTheme


@pytest.fixture
def grown(room: Room) -> Room:
    """Give a room with `a` over `b` over `c`, and `d` beside them."""
    for name in "abcd":
        room.do(CreateCode(name=name.upper(), code_id=CodeId(name)))
    room.do(Nest(code="b", parent="a"))
    room.do(Nest(code="c", parent="b"))
    return room


def parents(room: Room) -> dict[str, str | None]:
    return {code.id: code.parent for code in room.board.codes.values()}


def test_a_code_hangs_under_another_and_comes_back(grown: Room) -> None:
    assert parents(grown) == {"a": None, "b": "a", "c": "b", "d": None}
    put = grown.do(Nest(code="c", parent="d"))
    assert tell(put, grown.ledger) == "put “C” under “D”"
    up = grown.do(Nest(code="b"))
    assert tell(up, grown.ledger) == "put “B” at the top"
    assert parents(grown) == {"a": None, "b": None, "c": "d", "d": None}
    for _ in range(4):
        grown.undo()
    assert parents(grown) == dict.fromkeys("abcd")


@pytest.mark.parametrize(
    ("code", "parent", "words"),
    [
        ("a", "c", "“A” cannot hang under “C”, which hangs under it; choose another code, or the top."),
        ("a", "b", "which hangs under it"),
        ("a", "a", "“A” cannot hang under itself"),
    ],
)  # fmt: skip
def test_a_circle_is_refused(grown: Room, code: str, parent: str, words: str) -> None:
    before = grown.board
    with pytest.raises(CodeCircle, match=words):
        grown.do(Nest(code=code, parent=parent))
    assert grown.board is before


def test_only_codes_hang_and_only_where_they_did_not(grown: Room) -> None:
    with pytest.raises(ThemeClosed, match=r"still a candidate, .*confirm it first"):
        grown.do(Nest(code="d", parent="cars"))
    with pytest.raises(UnknownTheme):
        grown.do(Nest(code="d", parent="gone"))
    for code, parent in (("b", "a"), ("d", "")):
        with pytest.raises(NothingToDo, match="move in the codebook"):
            grown.do(Nest(code=code, parent=parent))
    grown.confirm("forms")
    grown.do(Nest(code="forms", parent="d"))
    assert grown.code("code-forms").parent == "d"


def test_children_of_what_goes_move_up(grown: Room) -> None:
    grown.do(Dismiss(theme="b"))
    assert parents(grown) == {"a": None, "c": "a", "d": None}
    grown.undo()
    grown.do(Merge(themes=("b",), into="d"))
    assert parents(grown) == {"a": None, "c": "d", "d": None}
    grown.undo()
    grown.do(Merge(themes=("b",), into="c"))
    assert parents(grown) == {"a": None, "c": "a", "d": None}
    grown.undo()
    grown.do(Merge(themes=("a", "b"), into="c"))
    assert parents(grown) == {"c": None, "d": None}
    assert replay(grown.ledger.decisions).board == grown.board


def test_children_of_a_code_that_becomes_a_candidate_again_move_up(grown: Room) -> None:
    grown.confirm("forms")
    grown.do(Nest(code="code-forms", parent="a"))
    grown.do(Nest(code="d", parent="code-forms"))
    grown.do(Reopen(theme="code-forms"))
    assert parents(grown)["d"] == "a"
    grown.undo()
    assert parents(grown)["d"] == "code-forms"


def test_a_part_split_off_hangs_where_the_whole_hangs(grown: Room) -> None:
    grown.do(CreateCode(name="E", code_id=CodeId("e"), passages=p(1, 2)))
    grown.do(Nest(code="e", parent="a"))
    grown.do(Split(theme="e", parts=(Part(name="F", passages=p(2), id="f"),)))
    assert grown.code("f").parent == "a"


def test_undo_from_the_middle_makes_no_circle_and_no_orphan(grown: Room) -> None:
    out = grown.do(Nest(code="b"))
    grown.do(Nest(code="a", parent="b"))
    with pytest.raises(StaleDecision):
        grown.undo(out)
    grown.do(Nest(code="a"))
    grown.undo(out)
    # What it hung under is gone: it cannot hang there again.
    away = grown.do(Nest(code="b"))
    grown.do(Dismiss(theme="a"))
    with pytest.raises(StaleDecision):
        grown.undo(away)
    assert parents(grown) == {"b": None, "c": "b", "d": None}


def test_who_moves_what_another_moved_is_told(grown: Room) -> None:
    seen = grown.ledger.seq
    grown.do(Nest(code="d", parent="a"), "Bea", seen=seen)
    with pytest.raises(StaleDecision, match=r"Bea changed “D” in the meantime \(nest\)"):
        grown.do(Nest(code="d", parent="c"), "Anna", seen=seen)
    with pytest.raises(CodeCircle):
        grown.do(Nest(code="a", parent="d"), "Anna", seen=seen)


def test_a_code_has_the_colour_that_somebody_gave_it(grown: Room) -> None:
    grown.do(Describe(theme="a", colour=Colour.PINK))
    grown.do(Describe(theme="a", definition="Anything."))
    assert grown.code("a").colour is Colour.PINK
    grown.do(Describe(theme="a", colour=Colour.UNSET))
    assert grown.code("a").colour is Colour.UNSET
