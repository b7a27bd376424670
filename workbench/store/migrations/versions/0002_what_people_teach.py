"""Refusals, the levels of runs with their evidence, offers, and differences."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to.split('.')[0]}")
    return sa.ForeignKeyConstraint([column], [to], name=name, initially="DEFERRED", deferrable=True)


def upgrade() -> None:
    with op.batch_alter_table("run", schema=None) as batch_op:
        batch_op.add_column(sa.Column("grain", sa.Integer(), nullable=False, server_default="0"))

    op.create_table(
        "refusal",
        sa.Column("theme_id", sa.Text(), nullable=False),
        sa.Column("passage_id", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _refers("refusal", "passage_id", "passage.id"),
        sa.PrimaryKeyConstraint("theme_id", "passage_id", name=op.f("pk_refusal")),
    )
    with op.batch_alter_table("refusal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_refusal_passage_id"), ["passage_id"], unique=False)

    op.create_table(
        "levelled",
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("keywords", sa.Text(), nullable=False),
        sa.Column("stability", sa.Double(), nullable=True),
        sa.Column("members", sa.Text(), nullable=False),
        _refers("levelled", "run_id", "run.id"),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("pk_levelled")),
    )
    with op.batch_alter_table("levelled", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_levelled_run_id"), ["run_id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.Column("central", sa.Text(), nullable=False),
        sa.Column("edge", sa.Text(), nullable=False),
        sa.Column("counter", sa.Text(), nullable=True),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("draft_sources", sa.Text(), nullable=False),
        _refers("evidence", "candidate_id", "levelled.candidate_id"),
        _refers("evidence", "counter", "passage.id"),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("pk_evidence")),
    )
    op.create_table(
        "offer",
        sa.Column("passage_id", sa.Text(), nullable=False),
        sa.Column("code_id", sa.Text(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=True),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("sure", sa.Boolean(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        _refers("offer", "passage_id", "passage.id"),
        _refers("offer", "run_id", "run.id"),
        sa.PrimaryKeyConstraint("passage_id", "code_id", name=op.f("pk_offer")),
    )
    op.create_table(
        "shift",
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("passages", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        _refers("shift", "run_id", "run.id"),
        _refers("shift", "since", "run.id"),
        sa.PrimaryKeyConstraint("run_id", "position", name=op.f("pk_shift")),
    )
