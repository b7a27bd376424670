"""The log of decisions: appended, never changed, with its projection in the same transaction.

The one exception is an erasure: it writes the lines before it anew, without what is erased and with
all that they changed, and seals them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from workbench.domain.apply import apply
from workbench.domain.board import Change, Noun
from workbench.domain.decisions import ChooseGrain, Decision, DecisionId, Erase, Propose
from workbench.domain.erasure import difference
from workbench.domain.ledger import Ledger
from workbench.domain.wire import (
    change_from_plain,
    change_to_plain,
    step_from_plain,
    step_to_plain,
    to_plain,
)
from workbench.errors import InvalidDecision
from workbench.store.bulk import many_objects
from workbench.store.database import Project
from workbench.store.tables import (
    CandidateRow,
    CodeRow,
    CodingRow,
    DecisionRow,
    MemberRow,
    MemoRow,
    RefusalRow,
    Row,
)

#: In the order in which rows may be written; they are deleted in the reverse order.
_TABLES: dict[Noun, type[Row]] = {
    Noun.CANDIDATE: CandidateRow,
    Noun.CODE: CodeRow,
    Noun.MEMBER: MemberRow,
    Noun.CODING: CodingRow,
    Noun.REFUSAL: RefusalRow,
    Noun.MEMO: MemoRow,
}

_OWNER: sa.BindParameter[str] = sa.bindparam("_owner")
_ITEM: sa.BindParameter[str] = sa.bindparam("_item")
_DELETES: dict[Noun, sa.Delete] = {
    Noun.CANDIDATE: sa.delete(CandidateRow).where(CandidateRow.id == _OWNER),
    Noun.CODE: sa.delete(CodeRow).where(CodeRow.id == _OWNER),
    Noun.MEMBER: sa.delete(MemberRow).where(
        MemberRow.candidate_id == _OWNER, MemberRow.passage_id == _ITEM
    ),
    Noun.CODING: sa.delete(CodingRow).where(CodingRow.id == _ITEM),
    Noun.REFUSAL: sa.delete(RefusalRow).where(
        RefusalRow.theme_id == _OWNER, RefusalRow.passage_id == _ITEM
    ),
    Noun.MEMO: sa.delete(MemoRow).where(MemoRow.id == _OWNER),
}


_REWRITTEN = ("reason", "step", "changes")
_REWRITE = (
    sa.update(DecisionRow)
    .where(DecisionRow.seq == sa.bindparam("_seq"))
    .values({name: sa.bindparam(f"_{name}") for name in _REWRITTEN})
)


@dataclass(slots=True)
class Desk:
    """One writing transaction at the log: decisions recorded here become true together."""

    connection: sa.Connection
    ledger: Ledger

    def record(self, decision: Decision) -> Decision:
        """Append a decision and write what it changes."""
        self.connection.execute(sa.insert(DecisionRow), [_decision_row(decision)])
        _project(self.connection, decision)
        self.ledger.record(decision)
        return decision

    def rewrite(self, decided: Ledger) -> str:
        """Write every line anew, as this log of as many lines has it, and return their seal.

        The board that it leads to takes the place of the one there was.
        """
        rows = [_decision_row(each, whole=True) for each in decided.decisions]
        anew = [{f"_{name}": row[name] for name in ("seq", *_REWRITTEN)} for row in rows]
        if anew:
            self.connection.execute(_REWRITE, anew)
        changes = difference(self.ledger.board, decided.board)
        _project_changes(self.connection, changes, decided.seq + 1)
        self.ledger = decided
        return seal_of(self.connection, decided.seq)


@contextmanager
def deciding(project: Project) -> Iterator[Desk]:
    """Give a desk with the whole log on it; the ledger in memory follows only after the commit."""
    with project.writing() as connection:
        desk = Desk(connection, _catch_up(project, connection).copy())
        yield desk
    project.ledger = desk.ledger


def ledger(project: Project) -> Ledger:
    """Return the log as it stands, with what other processes have added."""
    with project.lock, project.reading() as connection:
        return _catch_up(project, connection)


def latest_seq(project: Project) -> int:
    """Return the number of the latest decision in the database: cheap, for watching."""
    with project.reading() as connection:
        return int(connection.scalar(sa.select(sa.func.max(DecisionRow.seq))) or 0)


def last_erasure(connection: sa.Connection) -> int:
    """Return the number of the latest erasure; 0 when there was none."""
    erased = DecisionRow.verb == Erase.verb
    return int(connection.scalar(sa.select(sa.func.max(DecisionRow.seq)).where(erased)) or 0)


def seal_of(connection: sa.Connection, last: int) -> str:
    """Return the SHA-256 of the lines up to a number, as they stand."""
    digest = hashlib.sha256()
    query = sa.select(DecisionRow.__table__).where(DecisionRow.seq <= last)
    for row in connection.execute(query.order_by(DecisionRow.seq)):
        digest.update(_json(list(row)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def read_decisions(connection: sa.Connection, after: int = 0) -> Iterator[Decision]:
    """Yield the decisions of the log after a number, each with what it says it changed.

    The changes of a run or another grain are not stored, as the act says the same; they come back
    empty, unless an erasure came after them.

    Raises
    ------
    InvalidDecision
        When a line is damaged.
    """
    query = sa.select(DecisionRow.__table__).where(DecisionRow.seq > after)
    for row in connection.execute(query.order_by(DecisionRow.seq)):
        try:
            yield _decision(row)
        except (ValueError, TypeError) as error:
            raise InvalidDecision(f"Line {row.seq} of the log", str(error)) from error


def _decision(row: sa.Row[Any]) -> Decision:
    return Decision(
        seq=row.seq,
        id=DecisionId(row.id),
        step=step_from_plain(json.loads(row.step), f"Line {row.seq} of the log"),
        coder=row.coder,
        at=row.at,
        reason=row.reason,
        changes=tuple(map(change_from_plain, json.loads(row.changes))),
    )


def _catch_up(project: Project, connection: sa.Connection) -> Ledger:
    sealed = last_erasure(connection)
    if sealed > project.ledger.seq:
        project.ledger = Ledger()  # lines that were read before are no longer what they were
    held = project.ledger
    with many_objects():
        for decision in read_decisions(connection, held.seq):
            held.record(decision if decision.seq <= sealed else _with_changes(held, decision))
    return held


def _with_changes(held: Ledger, decision: Decision) -> Decision:
    if not isinstance(decision.step, (Propose, ChooseGrain)):
        return decision
    changes = apply(held.board, decision.step, coder=decision.coder, at=decision.at)
    return replace(decision, changes=changes)


def _decision_row(decision: Decision, *, whole: bool = False) -> dict[str, Any]:
    changes = () if decision.tells_all and not whole else decision.changes
    return {
        "seq": decision.seq,
        "id": decision.id,
        "verb": decision.step.verb,
        "coder": decision.coder,
        "at": decision.at,
        "reason": decision.reason,
        "step": _json(step_to_plain(decision.step)),
        "changes": _json([change_to_plain(change) for change in changes]),
    }


def _project(connection: sa.Connection, decision: Decision) -> None:
    _project_changes(connection, decision.changes, decision.seq)


def _project_changes(connection: sa.Connection, changes: Iterable[Change], version: int) -> None:
    by_noun: dict[Noun, list[Change]] = {}
    for change in changes:
        by_noun.setdefault(change.key.noun, []).append(change)
    for noun in reversed(_TABLES):
        _delete(connection, noun, [each for each in by_noun.get(noun, ()) if each.before])
    for noun, table in _TABLES.items():
        rows = [_row(each, version) for each in by_noun.get(noun, ()) if each.after]
        if rows:
            connection.execute(sa.insert(table), rows)


def _delete(connection: sa.Connection, noun: Noun, changes: Iterable[Change]) -> None:
    rows = [{"_owner": each.key.owner, "_item": each.key.item} for each in changes]
    if not rows:
        return
    connection.execute(_DELETES[noun], rows)


def _row(change: Change, version: int) -> dict[str, Any]:
    key, plain = change.key, to_plain(change.after)
    match key.noun:
        case Noun.MEMBER:
            return {**plain, "candidate_id": key.owner, "passage_id": key.item, "version": version}
        case Noun.REFUSAL:
            return {**plain, "theme_id": key.owner, "passage_id": key.item, "version": version}
        case Noun.CODING:
            return {**plain, "version": version}
    return {**{name: _column(value) for name, value in plain.items()}, "version": version}


def _column(value: Any) -> Any:  # noqa: ANN401 - a column's value
    return _json(value) if isinstance(value, list) else value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def projection(connection: sa.Connection) -> dict[Noun, set[tuple[Any, ...]]]:
    """Return the projected rows without their versions, to be held against the log."""
    found = {}
    for noun, table in _TABLES.items():
        columns = [each for each in table.__table__.columns if each.name != "version"]
        found[noun] = {tuple(row) for row in connection.execute(sa.select(*columns))}
    return found


def projected(decided: Ledger) -> dict[Noun, set[tuple[Any, ...]]]:
    """Return the rows that a board would be projected to, in the same shape."""
    found: dict[Noun, set[tuple[Any, ...]]] = {noun: set() for noun in _TABLES}
    for key, thing in decided.board.things():
        row = _row(Change(key, None, thing), 0)
        names = [
            each.name for each in _TABLES[key.noun].__table__.columns if each.name != "version"
        ]
        found[key.noun].add(tuple(row[name] for name in names))
    return found
