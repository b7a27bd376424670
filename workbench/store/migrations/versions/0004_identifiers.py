"""Identifiers: what was found in the texts, and what people said of it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to.split('.')[0]}")
    return sa.ForeignKeyConstraint([column], [to], name=name, initially="DEFERRED", deferrable=True)


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "screening",
        *_text("source_id", "finder", "at"),
        sa.Column("cleared_by", sa.Text(), nullable=False, server_default=""),
        sa.Column("cleared_at", sa.Text(), nullable=False, server_default=""),
        sa.Column("state", sa.Integer(), nullable=False),
        _refers("screening", "source_id", "source.id"),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_screening")),
    )
    with op.batch_alter_table("screening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_screening_state"), ["state"], unique=False)

    op.create_table(
        "identifier",
        *_text("id", "source_id", "part"),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        *_text("kind", "role", "found", "why", "label", "verdict"),
        _refers("identifier", "source_id", "source.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identifier")),
    )
    with op.batch_alter_table("identifier", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_identifier_source_id"), ["source_id"], unique=False)

    op.create_table(
        "name_decision",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        *_text("id", "verb", "coder", "at", "entry", "undoes", "changes", "clearings"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_name_decision")),
        sa.UniqueConstraint("id", name=op.f("uq_name_decision_id")),
    )
