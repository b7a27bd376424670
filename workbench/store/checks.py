"""The laws, checked on a real project: what ``workbench doctor`` looks at in the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import sqlalchemy as sa

from workbench.domain.board import Board
from workbench.domain.decisions import Decision, Erase
from workbench.domain.ledger import replay
from workbench.errors import DecisionError, InvalidDecision
from workbench.store.database import UNFINISHED, Project
from workbench.store.identifiers import name_faults
from workbench.store.log import last_erasure, projected, projection, read_decisions, seal_of
from workbench.store.tables import FactRow, PassageRow, SourceRow, VectorRow


def find_faults(project: Project) -> Iterator[str]:
    """Yield one sentence for each law that the project breaks; nothing when it is sound."""
    with project.reading() as connection:
        yield from _file_faults(connection)
        yield from _quote_faults(connection)
        yield from _log_faults(connection)
        yield from name_faults(connection)
        yield from _vector_faults(connection)
        yield from _erasure_faults(connection)


def _file_faults(connection: sa.Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for (answer,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if answer != "ok":
            yield f"The file is damaged: {answer}."
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"A row of “{row[0]}” refers to a “{row[2]}” that is not there."
    indexed = connection.exec_driver_sql("SELECT count(*) FROM passage_search_docsize").scalar()
    passages = connection.scalar(sa.select(sa.func.count()).select_from(PassageRow))
    if indexed != passages:
        yield f"The search index knows {indexed} of {passages} passages."


def _quote_faults(connection: sa.Connection) -> Iterator[str]:
    """Law 1: every passage quotes its source."""
    query = sa.select(
        PassageRow.source_id, PassageRow.id, PassageRow.start, PassageRow.end, PassageRow.quote
    ).order_by(PassageRow.source_id)
    # A long source has thousands of passages: its text is fetched once for all of them.
    for source, rows in groupby(connection.execute(query).all(), key=lambda row: row.source_id):
        text = connection.scalar(sa.select(SourceRow.text).where(SourceRow.id == source)) or ""
        for _, name, start, end, quote in rows:
            if text[start:end] != quote or not quote:
                yield f"Law 1: passage {name} does not quote its source."


def _log_faults(connection: sa.Connection) -> Iterator[str]:
    """Laws 2 and 3: the log folds to the projection, and every barrier has words."""
    try:
        decisions = list(read_decisions(connection))
    except InvalidDecision as error:
        yield f"Law 2: the log cannot be read: {error}"
        return
    if [each.seq for each in decisions] != list(range(1, len(decisions) + 1)):
        yield "Law 2: the log of decisions has gaps."
        return
    yield from _seal_faults(connection, decisions)
    try:
        folded = replay(decisions)
    except DecisionError as error:
        yield f"Law 2: the log cannot be folded again: {error}"
        return
    for told, done in zip(decisions, folded.decisions, strict=True):
        if not told.tells_all and set(told.changes) != set(done.changes):
            yield f"Law 2: decision {told.seq} ({told.step.verb}) did something else than it says."
    wanted, found = projected(folded), projection(connection)
    for noun, rows in wanted.items():
        if rows != found[noun]:
            differ = len(rows ^ found[noun])
            yield f"Law 2: {differ} rows of “{noun.value}” differ from what the log says."
    yield from _bare_barriers(folded.board)


def _seal_faults(connection: sa.Connection, decisions: Sequence[Decision]) -> Iterator[str]:
    """Lines before an erasure cannot be done anew; instead their digest was kept."""
    sealed = last_erasure(connection)
    step = decisions[sealed - 1].step if sealed else None
    if isinstance(step, Erase) and step.seal != seal_of(connection, sealed - 1):
        yield f"Law 2: the lines before the erasure of line {sealed} are not as it left them."


def _bare_barriers(board: Board) -> Iterator[str]:
    for code in board.codes.values():
        if code.needs_words and not (board.codings.get(code.id) and code.statement.strip()):
            yield f"Law 3: “{code.name}” stands without sentence or passages."


def _vector_faults(connection: sa.Connection) -> Iterator[str]:
    lengths = sa.select(VectorRow.encoder_id, sa.func.length(VectorRow.data)).distinct()
    by_encoder: dict[str, set[int]] = {}
    for encoder, length in connection.execute(lengths):
        by_encoder.setdefault(encoder, set()).add(length)
    for encoder, found in by_encoder.items():
        if len(found) > 1:
            yield f"The cached vectors of {encoder} have different lengths."


def _erasure_faults(connection: sa.Connection) -> Iterator[str]:
    if connection.scalar(sa.select(FactRow.value).where(FactRow.name == UNFINISHED)):
        yield (
            "Words that were erased may still be in unused bytes of the file: close other programs "
            "and open the project once more."
        )
