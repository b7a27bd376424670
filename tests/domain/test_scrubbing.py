"""Names that are masked in texts are masked in what was written about them."""

from __future__ import annotations

from workbench.domain.board import Board
from workbench.domain.codebook import Code, CodeId, CodeKind
from workbench.domain.memos import AboutKind, Memo, MemoId, MemoKind
from workbench.domain.scrubbing import StandIns

ORDINARY = {"will", "may", "grace", "the"}
NAMES = {"Will": "[worker A]", "Karolina": "[child A]", "Mrs Begum": "[parent A]", "kai": "[child B]",
         "07700 900233": "[phone A]", "may": "[worker B]", "Jo": "[child C]"}  # fmt: skip


def _stand_ins() -> StandIns:
    return StandIns(NAMES, lambda word: word.casefold() in ORDINARY)


def test_names_are_found_as_whole_words() -> None:
    shown = _stand_ins()(
        "Will and karolina said it will pass; Karolinas and KAI did. Mrs Begum: 07700 900233"
    )
    assert shown == (
        "[worker A] and [child A] said it will pass; Karolinas and [child B] did. "
        "[parent A]: [phone A]"
    )


def test_ordinary_words_in_small_letters_stay() -> None:
    assert _stand_ins()("they may, and they will") == "they may, and they will"


def test_a_board_names_nobody() -> None:
    code = Code(id=CodeId("k"), name="Karolina waits", kind=CodeKind.CODE, example="kai said so")
    memo = Memo(id=MemoId("m"), about_kind=AboutKind.CODE, about="k", kind=MemoKind.ANALYTIC,
                text="Ask Karolina.", coder="Karolina", created_at="2026")  # fmt: skip
    board = Board(codes={code.id: code}, memos={memo.id: memo})
    shown = _stand_ins().board(board)
    assert (shown.codes[code.id].name, shown.codes[code.id].example) == (
        "[child A] waits",
        "[child B] said so",
    )
    assert (shown.memos[memo.id].text, shown.memos[memo.id].coder) == ("Ask [child A].", "Karolina")
    assert StandIns({}, bool).board(board) is board
