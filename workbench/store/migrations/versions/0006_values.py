"""Values of attributes: which were looked through for identifiers, and what was found in them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "screened_value",
        *_text("id", "finder", "at"),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screened_value")),
    )
    op.create_index(op.f("ix_screened_value_state"), "screened_value", ["state"], unique=False)
    op.create_table(
        "value_mark",
        *_text("id", "value_id"),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        *_text("kind", "role", "found", "why", "label", "verdict"),
        sa.ForeignKeyConstraint(
            ["value_id"],
            ["screened_value.id"],
            name=op.f("fk_value_mark_value_id_screened_value"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_value_mark")),
    )
    op.create_index(op.f("ix_value_mark_value_id"), "value_mark", ["value_id"], unique=False)
