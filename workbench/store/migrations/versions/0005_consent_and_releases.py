"""Consent by person and use, how long things are kept, and what left the project."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent",
        sa.Column("seq", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Integer() if name == "version" else sa.Text(), nullable=False)
            for name in (
                "act",
                "person",
                "use",
                "version",
                "before",
                "stance",
                "form",
                "coder",
                "at",
            )
        ),
        sa.Column("undoes", sa.Text(), nullable=True),
        sa.UniqueConstraint("person", "use", "version", name=op.f("uq_consent_person")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_act"), "consent", ["act"], unique=False)
    op.create_table(
        "retention",
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("holding", "target", "until", "coder", "at")
        ),
        sa.PrimaryKeyConstraint("holding", "target", name=op.f("pk_retention")),
    )
    numbers = {"number", "size", "passages", "sources", "erased"}
    op.create_table(
        "release_record",
        *(
            sa.Column(name, sa.Integer() if name in numbers else sa.Text(), nullable=False)
            for name in (
                "number", "kind", "audience", "sha256", "size", "file", "coder", "at",
                "passages", "sources", "counts", "held", "erased",
            )
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_release_record")),
    )  # fmt: skip
    op.create_table(
        "release_source",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"],
            ["release_record.number"],
            name=op.f("fk_release_source_number_release_record"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("number", "source_id", name=op.f("pk_release_source")),
    )
    op.create_index(
        op.f("ix_release_source_source_id"), "release_source", ["source_id"], unique=False
    )
