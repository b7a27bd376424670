"""The rows. Private to the store: what leaves it are domain objects.

``candidate``, ``member``, ``code``, ``coding``, ``refusal`` and ``memo`` are the projection of the
``decision`` log, written in the same transaction; ``decision`` is only ever appended to. What runs
leave is written once; only ``offer`` is replaced as a whole whenever offers are made anew.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, MetaData, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def _refers(column: str) -> ForeignKey:
    """Refer to another row; checked at commit, as the projection is rewritten in any order."""
    return ForeignKey(column, deferrable=True, initially="DEFERRED")


class Row(DeclarativeBase):
    """The base of all rows, with names that migrations can refer to."""

    metadata = MetaData(naming_convention=_NAMING)
    type_annotation_map = {str: Text()}  # noqa: RUF012 - SQLAlchemy's own declaration


class FactRow(Row):
    """A fact about the project itself: its id, name and birthday."""

    __tablename__ = "fact"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class CaseRow(Row):
    """Who or what sources are from."""

    __tablename__ = "case"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class SourceRow(Row):
    """One text as it was given."""

    __tablename__ = "source"
    __table_args__ = (Index("ix_source_text_hash", "text_hash"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str]
    kind: Mapped[str]
    external_id: Mapped[str] = mapped_column(index=True)
    origin: Mapped[str]
    origin_hash: Mapped[str] = mapped_column(index=True)
    text: Mapped[str]
    text_hash: Mapped[str]
    case_id: Mapped[str | None] = mapped_column(_refers("case.id"), index=True)
    imported_at: Mapped[str]


class AttributeRow(Row):
    """One attribute of one source."""

    __tablename__ = "attribute"
    source_id: Mapped[str] = mapped_column(_refers("source.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class PassageRow(Row):
    """A span of a source, in code points."""

    __tablename__ = "passage"
    __table_args__ = (UniqueConstraint("source_id", "start", "end"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(unique=True)
    source_id: Mapped[str] = mapped_column(_refers("source.id"))
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str]


class RunRow(Row):
    """One proposing of candidates."""

    __tablename__ = "run"
    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    recipe: Mapped[str]
    seed: Mapped[int]
    verdict: Mapped[str]
    message: Mapped[str]
    n_passages: Mapped[int]
    grain: Mapped[int] = mapped_column(server_default="0")
    created_at: Mapped[str]
    coder: Mapped[str]
    versions: Mapped[str]


class UnplacedRow(Row):
    """A passage that a run placed nowhere, with the candidate that comes nearest."""

    __tablename__ = "unplaced"
    run_id: Mapped[str] = mapped_column(_refers("run.id"), primary_key=True)
    passage_id: Mapped[str] = mapped_column(_refers("passage.id"), primary_key=True)
    nearest: Mapped[str | None]
    score: Mapped[float]


class DecisionRow(Row):
    """One line of the log."""

    __tablename__ = "decision"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(unique=True)
    verb: Mapped[str]
    coder: Mapped[str]
    at: Mapped[str]
    reason: Mapped[str]
    step: Mapped[str]
    changes: Mapped[str]


class CandidateRow(Row):
    """A candidate as the log leaves it; `version` is the decision that touched it last."""

    __tablename__ = "candidate"
    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    run_id: Mapped[str]
    keywords: Mapped[str]
    stability: Mapped[float | None]
    proposed: Mapped[str]
    status: Mapped[str]
    edited: Mapped[bool]
    code_id: Mapped[str | None]
    merged_into: Mapped[str | None]
    version: Mapped[int]


class MemberRow(Row):
    """A passage in a candidate."""

    __tablename__ = "member"
    candidate_id: Mapped[str] = mapped_column(_refers("candidate.id"), primary_key=True)
    passage_id: Mapped[str] = mapped_column(_refers("passage.id"), primary_key=True, index=True)
    score: Mapped[float]
    origin: Mapped[str]
    version: Mapped[int]


class CodeRow(Row):
    """A code as the log leaves it."""

    __tablename__ = "code"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    statement: Mapped[str]
    facets: Mapped[str]
    locus: Mapped[str]
    level: Mapped[str]
    definition: Mapped[str]
    use_when: Mapped[str]
    not_when: Mapped[str]
    example: Mapped[str]
    near_miss: Mapped[str]
    parent: Mapped[str | None] = mapped_column(_refers("code.id"))
    colour: Mapped[str] = mapped_column(server_default="")
    version: Mapped[int]


class CodingRow(Row):
    """A coding as the log leaves it."""

    __tablename__ = "coding"
    id: Mapped[str] = mapped_column(primary_key=True)
    code_id: Mapped[str] = mapped_column(_refers("code.id"), index=True)
    passage_id: Mapped[str] = mapped_column(_refers("passage.id"), index=True)
    coder: Mapped[str]
    created_at: Mapped[str]
    round: Mapped[int]
    origin: Mapped[str]
    polarity: Mapped[str]
    version: Mapped[int]


class RefusalRow(Row):
    """A passage that a person refused for a candidate or code."""

    __tablename__ = "refusal"
    theme_id: Mapped[str] = mapped_column(primary_key=True)
    passage_id: Mapped[str] = mapped_column(_refers("passage.id"), primary_key=True, index=True)
    coder: Mapped[str]
    at: Mapped[str]
    version: Mapped[int]


class MemoRow(Row):
    """A memo as the log leaves it; what it is about may be gone."""

    __tablename__ = "memo"
    id: Mapped[str] = mapped_column(primary_key=True)
    about_kind: Mapped[str]
    about: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    text: Mapped[str]
    coder: Mapped[str]
    created_at: Mapped[str]
    changed_by: Mapped[str]
    changed_at: Mapped[str]
    version: Mapped[int]


class LevelledRow(Row):
    """A candidate at one level of a run; ``members`` is a JSON list of [passage id, score]."""

    __tablename__ = "levelled"
    candidate_id: Mapped[str] = mapped_column(primary_key=True)
    run_id: Mapped[str] = mapped_column(_refers("run.id"), index=True)
    level: Mapped[int]
    position: Mapped[int]
    parent: Mapped[str | None]
    title: Mapped[str]
    keywords: Mapped[str]
    stability: Mapped[float | None]
    members: Mapped[str]


class EvidenceRow(Row):
    """What is shown with a candidate; lists of passage ids are JSON."""

    __tablename__ = "evidence"
    candidate_id: Mapped[str] = mapped_column(_refers("levelled.candidate_id"), primary_key=True)
    central: Mapped[str]
    edge: Mapped[str]
    counter: Mapped[str | None] = mapped_column(_refers("passage.id"))
    draft: Mapped[str]
    draft_sources: Mapped[str]


class OfferRow(Row):
    """A passage that is offered to a code, with the coded passages that speak for it."""

    __tablename__ = "offer"
    passage_id: Mapped[str] = mapped_column(_refers("passage.id"), primary_key=True)
    code_id: Mapped[str] = mapped_column(primary_key=True)
    run_id: Mapped[str | None] = mapped_column(_refers("run.id"))
    probability: Mapped[float]
    sure: Mapped[bool]
    reasons: Mapped[str]


class ShiftRow(Row):
    """One line of the difference between a run and the run before."""

    __tablename__ = "shift"
    run_id: Mapped[str] = mapped_column(_refers("run.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    since: Mapped[str] = mapped_column(_refers("run.id"))
    kind: Mapped[str]
    theme: Mapped[str]
    title: Mapped[str]
    passages: Mapped[str]
    why: Mapped[str]


class VectorRow(Row):
    """An embedding, kept by what was embedded and with what; float32, little-endian."""

    __tablename__ = "vector"
    text_hash: Mapped[str] = mapped_column(primary_key=True)
    encoder_id: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
