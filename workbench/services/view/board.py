"""View the board: the list of candidates and codes, and the history of decisions."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from workbench.domain.board import Board
from workbench.domain.candidates import Candidate, CandidateStatus
from workbench.domain.codebook import Code, CodeKind, same_name
from workbench.domain.decisions import Decision, DecisionId
from workbench.domain.draft import title_of
from workbench.domain.ledger import Ledger
from workbench.domain.standing import SHOWN
from workbench.domain.telling import tell
from workbench.domain.viewers import Right, needs
from workbench.errors import AmbiguousTheme
from workbench.services.view.evidence import grain_of
from workbench.services.view.placed import count_placed
from workbench.services.view.rows import BoardView, HistoryLine, Latest, ThemeRow
from workbench.services.view.themes import KeptRows, kept_row, kept_rows
from workbench.store.database import Project
from workbench.store.identifiers import state_of
from workbench.store.log import latest_seq, ledger
from workbench.store.material import Material, count_material, material
from workbench.store.offers import count_offered
from workbench.store.runs import latest_run

_SUPERSEDED = CandidateStatus.SUPERSEDED
_DECIDED = {CandidateStatus.CONFIRMED, CandidateStatus.MERGED, CandidateStatus.DISMISSED}
_KINDS = (CodeKind.BARRIER, CodeKind.ENABLER, CodeKind.CODE)


@needs(Right.SEE_WORDS)
def view_board(project: Project) -> BoardView:
    """Return the list of candidates and codes, with counts and what can be undone."""
    decided, texts = ledger(project), material(project)
    # Read before the board: what another thread learns in between must not pass for seen.
    seq = decided.seq
    board = decided.board
    undo, undo_coder, undo_id = _latest(decided, decided.done)
    redo, redo_coder, redo_id = _latest(decided, decided.undone)
    grain, grains = grain_of(project, decided)
    counted = [each for each in board.candidates.values() if each.status is not _SUPERSEDED]
    return BoardView(
        seq=seq,
        name=_name(project),
        n_sources=len(texts.sources),
        n_passages=len(texts.passages),
        n_set_aside=len(texts.passages) - count_placed(project, board, texts),
        themes=tuple(_rows(board, texts, kept_rows(project.cache, project.viewer.words))),
        undo=undo,
        redo=redo,
        run_message=_run_message(project),
        n_candidates=len(counted),
        n_decided=sum(each.status in _DECIDED for each in counted),
        undo_coder=undo_coder,
        redo_coder=redo_coder,
        undo_id=undo_id,
        redo_id=redo_id,
        grain=grain,
        grains=grains,
        n_offers=count_offered(project),
    )


@needs(Right.SEE_WORDS)
def latest(project: Project) -> Latest:
    """Return how far the project has come, by whichever process: cheap, for watching."""
    with project.reading() as connection:
        return Latest(latest_seq(project), *count_material(connection), state_of(connection))


def find_theme(board: Board, named: str) -> str:
    """Return the id of the one theme of this id or title; what is not found stays as it is.

    Raises
    ------
    AmbiguousTheme
        When several themes have this title.
    """
    if named in board.candidates or named in board.codes:
        return named
    shown = [each for each in board.candidates.values() if each.status in SHOWN]
    dismissed = [each for each in shown if each.status is CandidateStatus.DISMISSED]
    standing: list[Candidate | Code] = [
        *(each for each in shown if each not in dismissed),
        *board.codes.values(),
    ]
    # What was put away is meant only when nothing that stands is called so.
    groups: tuple[Sequence[Candidate | Code], ...] = (standing, dismissed)
    for themes in groups:
        titled = [each.id for each in themes if same_name(title_of(each), named)]
        if len(titled) > 1:
            raise AmbiguousTheme(named, titled)
        if titled:
            return titled[0]
    return named


@needs(Right.SEE_LOG)
def history(project: Project, *, most: int = 200) -> tuple[HistoryLine, ...]:
    """Return the latest decisions in words, the latest first."""
    decided = ledger(project)
    standing = set(decided.done)
    return tuple(
        history_line(each, decided, standing) for each in reversed(decided.decisions[-most:])
    )


def history_line(
    decision: Decision, decided: Ledger, standing: Container[DecisionId]
) -> HistoryLine:
    """Return one decision in words; `standing` are those that can be undone."""
    return HistoryLine(
        seq=decision.seq,
        id=decision.id,
        words=tell(decision, decided),
        coder=decision.coder,
        at=decision.at,
        reason=decision.reason,
        undoable=decision.id in standing,
    )


def _rows(board: Board, texts: Material, kept: KeptRows) -> Iterable[ThemeRow]:
    """Yield codes first (barriers, enablers, codes), then candidates by status and size.

    Unstable candidates come last among their like.
    """
    shown = [each for each in board.candidates.values() if each.status in SHOWN]
    codes = [kept_row(board, code, texts, kept) for code in board.codes.values()]
    candidates = [kept_row(board, each, texts, kept) for each in shown]
    kinds, states = [kind.value for kind in _KINDS], [status.value for status in CandidateStatus]
    yield from sorted(codes, key=lambda row: (kinds.index(row.kind), -row.n_passages, row.title))
    yield from sorted(
        candidates,
        key=lambda row: (
            states.index(row.status),
            row.steadiness == "unstable",
            -row.n_passages,
            row.title,
        ),
    )


def _latest(decided: Ledger, stack: list[DecisionId]) -> tuple[str, str, str]:
    """Return the decision on top of a stack in words, whose it was, and its id."""
    if not stack:
        return "", "", ""
    decision = decided.decision(stack[-1])
    return tell(decision, decided), decision.coder, decision.id


def _run_message(project: Project) -> str:
    run = latest_run(project)
    return run.message if run else ""


def _name(project: Project) -> str:
    name: str = project.cache.setdefault("name", "") or project.fact("name")
    project.cache["name"] = name
    return name
