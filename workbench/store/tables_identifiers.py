"""The rows of identifiers: what was found in sources and values, and the log of what people said of it.

Private to the store like all others. No row quotes a text; a decision's changes are JSON.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from workbench.store.tables import Row, _refers


class ScreeningRow(Row):
    """A source that was screened; `state` counts on whenever something of its marks changes."""

    __tablename__ = "screening"
    source_id: Mapped[str] = mapped_column(_refers("source.id"), primary_key=True)
    finder: Mapped[str]
    at: Mapped[str]
    cleared_by: Mapped[str] = mapped_column(server_default="")
    cleared_at: Mapped[str] = mapped_column(server_default="")
    state: Mapped[int] = mapped_column(index=True)


class IdentifierRow(Row):
    """A mark as the screening and the log leave it."""

    __tablename__ = "identifier"
    id: Mapped[str] = mapped_column(primary_key=True)
    source_id: Mapped[str] = mapped_column(_refers("source.id"), index=True)
    part: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[str]
    role: Mapped[str]
    found: Mapped[str]
    why: Mapped[str]
    label: Mapped[str]
    verdict: Mapped[str]


class ScreenedValueRow(Row):
    """A value of an attribute that was screened, by an id that says nothing of it (see `values`)."""

    __tablename__ = "screened_value"
    id: Mapped[str] = mapped_column(primary_key=True)
    finder: Mapped[str]
    at: Mapped[str]
    state: Mapped[int] = mapped_column(index=True)


class ValueMarkRow(Row):
    """A mark in a value, as the screening and the log leave it."""

    __tablename__ = "value_mark"
    id: Mapped[str] = mapped_column(primary_key=True)
    value_id: Mapped[str] = mapped_column(_refers("screened_value.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[str]
    role: Mapped[str]
    found: Mapped[str]
    why: Mapped[str]
    label: Mapped[str]
    verdict: Mapped[str]


class NameDecisionRow(Row):
    """One act about names; only ever added to, but for erasures."""

    __tablename__ = "name_decision"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(unique=True)
    verb: Mapped[str]
    coder: Mapped[str]
    at: Mapped[str]
    entry: Mapped[str]
    undoes: Mapped[str]
    changes: Mapped[str]
    clearings: Mapped[str]
    rescreened: Mapped[str] = mapped_column(server_default="[]")
