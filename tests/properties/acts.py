"""Random acts on a random board: most of them possible, some that must be refused."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from workbench.domain.board import Board
from workbench.domain.candidates import WORKABLE, CandidateId, RunId
from workbench.domain.codebook import CodeId, CodeKind, Colour, Facet
from workbench.domain.coding import Polarity
from workbench.domain.decisions import (
    Accept,
    Act,
    Add,
    Adjust,
    ChooseGrain,
    Confirm,
    CreateCode,
    Describe,
    Dismiss,
    Drop,
    HumanAct,
    Merge,
    Move,
    Park,
    Part,
    Proposal,
    Propose,
    Redo,
    Refuse,
    Rename,
    Reopen,
    Split,
    Step,
    Undo,
)
from workbench.domain.ledger import Ledger
from workbench.domain.memos import AboutKind, ChangeMemo, MemoId, MemoKind, Note, RemoveMemo
from workbench.domain.sources import PassageId
from workbench.domain.tree import Nest
from workbench.errors import DecisionError

PASSAGES = tuple(PassageId(f"p{number}") for number in range(10))
AT = "2025-01-01T09:00:00.000+00:00"

#: A seed for everything random in an example: drawn quickly, and the same when it is run again.
DICE = st.integers(0, 2**32).map(Random)

_NAMES = (" ", "Cars", "cars ", "Forms", "Time", "Trust", "Rooms", "Phones", *"ABCDEFGHIJ")
_SENTENCES = ("", " ", *["Forms keep workers from families because they come twice."] * 6)


def human_act(ledger: Ledger, dice: Random) -> HumanAct:
    """Return one act of a person on the board as it stands."""
    verbs = [_confirm, _name, _regroup, _split, _place, _place, _create, _settle, _nest, _memo]
    verb = dice.choice(verbs)
    return verb(ledger, dice)


def _theme(board: Board, dice: Random) -> str:
    """Return the id of something that can be worked on; now and then of anything or nothing."""
    workable = [each.id for each in board.candidates.values() if each.status in WORKABLE]
    if dice.random() < 0.15 or not (workable or board.codes):
        return dice.choice([*board.candidates, *board.codes, "nothing"])
    return dice.choice([*workable, *board.codes, *board.codes])


def _held(board: Board, theme: str, dice: Random) -> tuple[PassageId, ...]:
    """Return passages of a theme, and now and then any."""
    known = theme in board.candidates or theme in board.codes
    held = board.passages_of(theme) if known else ()
    if not held or dice.random() < 0.1:
        return _passages(dice)
    return tuple(dice.sample(held, dice.randint(1, len(held))))


def _passages(dice: Random) -> tuple[PassageId, ...]:
    return tuple(dice.choices(PASSAGES, k=dice.randint(0, 3)))


def _fresh(ledger: Ledger, dice: Random) -> str:
    """Return a new id; now and then one that is taken, or none."""
    taken = [*ledger.board.candidates, *ledger.board.codes, ""]
    return dice.choice(taken) if dice.random() < 0.1 else f"new{ledger.seq}"


def _confirm(ledger: Ledger, dice: Random) -> HumanAct:
    return Confirm(
        candidate=CandidateId(_theme(ledger.board, dice)),
        name=dice.choice(_NAMES),
        statement=dice.choice(_SENTENCES),
        kind=dice.choice(list(CodeKind)),
        facets=tuple(dice.sample(list(Facet), dice.randint(0, 2))),
        code_id=CodeId(_fresh(ledger, dice)),
    )


def _name(ledger: Ledger, dice: Random) -> HumanAct:
    theme = _theme(ledger.board, dice)
    if dice.random() < 0.5:
        return Rename(theme=theme, name=dice.choice(_NAMES))
    return Describe(
        theme=theme,
        statement=dice.choice([None, *_SENTENCES]),
        kind=dice.choice([None, *CodeKind]),
        definition=dice.choice([None, "Anything about cars."]),
        colour=dice.choice([None, *Colour]),
    )


def _regroup(ledger: Ledger, dice: Random) -> HumanAct:
    themes = tuple(_theme(ledger.board, dice) for _ in range(dice.randint(1, 3)))
    name = dice.choice(["", "", *_NAMES])
    return Merge(themes=themes, into=_theme(ledger.board, dice), name=name)


def _split(ledger: Ledger, dice: Random) -> HumanAct:
    theme, fresh = _theme(ledger.board, dice), _fresh(ledger, dice)
    parts = tuple(
        Part(name=dice.choice(_NAMES), passages=_held(ledger.board, theme, dice), id=fresh + more)
        for more in dice.choice([("",), ("",), ("", "b"), ("", "")])
    )
    return Split(theme=theme, parts=parts)


def _place(ledger: Ledger, dice: Random) -> HumanAct:
    theme = _theme(ledger.board, dice)
    match dice.randint(0, 5):
        case 0:
            to = _theme(ledger.board, dice)
            return Move(passages=_held(ledger.board, theme, dice), origin=theme, to=to)
        case 1:
            return Add(passages=_passages(dice), to=theme, polarity=dice.choice(list(Polarity)))
        case 2:
            return Drop(passages=_held(ledger.board, theme, dice), origin=theme)
        case 3:
            held = _held(ledger.board, theme, dice) or PASSAGES
            return Adjust(theme=theme, passage=held[0], to=dice.choice(PASSAGES))
        case 4:
            return Refuse(theme=theme, passages=_passages(dice))
        case _:
            return Accept(to=theme, passages=_passages(dice), struck=_passages(dice))


def _create(ledger: Ledger, dice: Random) -> HumanAct:
    theme = _theme(ledger.board, dice)
    return CreateCode(
        name=dice.choice(_NAMES),
        statement=dice.choice(_SENTENCES),
        kind=dice.choice(list(CodeKind)),
        passages=_held(ledger.board, theme, dice),
        origin=dice.choice(["", theme]),
        code_id=CodeId(_fresh(ledger, dice)),
    )


def _settle(ledger: Ledger, dice: Random) -> HumanAct:
    theme = _theme(ledger.board, dice)
    acts: list[HumanAct] = [Dismiss(theme=theme), Park(theme=theme), Reopen(theme=theme)]
    return dice.choice(acts)


def _nest(ledger: Ledger, dice: Random) -> HumanAct:
    codes = [*ledger.board.codes]
    if len(codes) < 2 or dice.random() < 0.1:
        return Nest(code=_theme(ledger.board, dice), parent=_theme(ledger.board, dice))
    return Nest(code=dice.choice(codes), parent=dice.choice([*codes, *codes, ""]))


def _memo(ledger: Ledger, dice: Random) -> HumanAct:
    memos = [*ledger.board.memos, MemoId("nothing")]
    text = dice.choice(_SENTENCES)
    match dice.randint(0, 5):
        case 0:
            return RemoveMemo(memo=dice.choice(memos))
        case 1:
            kind = dice.choice([None, *MemoKind])
            return ChangeMemo(memo=dice.choice(memos), text=dice.choice([None, text]), kind=kind)
    kind = dice.choice(list(AboutKind))
    about = _theme(ledger.board, dice)
    if kind in {AboutKind.PASSAGE, AboutKind.SOURCE}:
        about = dice.choice([*PASSAGES, ""])
    return Note(
        about_kind=kind,
        about=about,
        text=text,
        kind=dice.choice(list(MemoKind)),
        memo_id=MemoId(_fresh(ledger, dice)),
    )


def run(ledger: Ledger, dice: Random) -> Propose:
    """Return a run that proposes one to three candidates with any passages."""
    name = RunId(f"run{ledger.seq}")
    return Propose(run_id=name, proposals=_proposals(name, dice))


def grain(ledger: Ledger, dice: Random) -> ChooseGrain:
    """Return the choice of a level of the latest run: one that was shown before, or another."""
    runs = [each.step.run_id for each in ledger.decisions if isinstance(each.step, Propose)]
    name = runs[-1] if runs else RunId("run")
    level = dice.randint(0, 2)
    return ChooseGrain(
        run_id=name,
        grain=level,
        proposals=_proposals(dice.choice([name, RunId(f"{name}/{level}")]), dice),
    )


def _proposals(name: RunId, dice: Random) -> tuple[Proposal, ...]:
    return tuple(
        Proposal(
            id=CandidateId(f"{name}-{index}"),
            title=f"words {index}",
            keywords=("cars", "forms"),
            stability=dice.choice([None, dice.random()]),
            members=tuple(
                (passage, dice.random()) for passage in dice.sample(PASSAGES, dice.randint(0, 4))
            ),
        )
        for index in range(dice.randint(1, 3))
    )


def any_act(ledger: Ledger, dice: Random) -> Act:
    """Return a person's act, and now and then a run or another grain of one."""
    match dice.randint(0, 19):
        case 0 | 1:
            return run(ledger, dice)
        case 2 | 3:
            return grain(ledger, dice)
        case _:
            return human_act(ledger, dice)


def coder(dice: Random) -> str:
    """Return the name of somebody who decides."""
    return dice.choice(["Anna", "Bea", "Carla"])


def take(ledger: Ledger, step: Step, who: str = "Anna", *, seen: int | None = None) -> bool:
    """Do a step if the board allows it, and return whether it did."""
    try:
        match step:
            case Undo(decision=target):
                decision = ledger.undo(target or None, coder=who, at=AT)
            case Redo(decision=target):
                decision = ledger.redo(target or None, coder=who, at=AT)
            case act:
                decision = ledger.decide(act, coder=who, at=AT, seen=seen)
    except DecisionError:
        return False
    ledger.record(decision)
    return True


@st.composite
def ledgers(draw: st.DrawFn, *, most: int = 20) -> Ledger:
    """Draw a project in the middle of its life: a run, then acts, runs and undos."""
    ledger, dice = Ledger(), draw(DICE)
    take(ledger, run(ledger, dice), "workbench")
    for _ in range(draw(st.integers(0, most))):
        if dice.random() < 0.15:
            take(ledger, Undo(), coder(dice))
        else:
            take(ledger, any_act(ledger, dice), coder(dice))
    return ledger
