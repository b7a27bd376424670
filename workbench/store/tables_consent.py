"""The rows of consent, retention and releases; private to the store like all others."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench.store.tables import Row, _refers


class ConsentRow(Row):
    """One answer of one person to one use; only ever added to, but for erasures."""

    __tablename__ = "consent"
    __table_args__ = (UniqueConstraint("person", "use", "version"),)
    seq: Mapped[int] = mapped_column(primary_key=True)
    act: Mapped[str] = mapped_column(index=True)
    person: Mapped[str]
    use: Mapped[str]
    version: Mapped[int]
    before: Mapped[str]
    stance: Mapped[str]
    form: Mapped[str]
    coder: Mapped[str]
    at: Mapped[str]
    undoes: Mapped[str | None]


class RetentionRow(Row):
    """Until which day something is kept."""

    __tablename__ = "retention"
    holding: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[str]
    coder: Mapped[str]
    at: Mapped[str]


class ReleaseRow(Row):
    """One file that left the project; ``counts`` and ``held`` are JSON."""

    __tablename__ = "release_record"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    audience: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    file: Mapped[str]
    coder: Mapped[str]
    at: Mapped[str]
    passages: Mapped[int]
    sources: Mapped[int]
    counts: Mapped[str]
    held: Mapped[str]
    erased: Mapped[int]


class ReleasedRow(Row):
    """A source that was in a release, for as long as it is in the project."""

    __tablename__ = "release_source"
    number: Mapped[int] = mapped_column(_refers("release_record.number"), primary_key=True)
    source_id: Mapped[str] = mapped_column(primary_key=True, index=True)
