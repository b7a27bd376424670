"""Texts that were screened again: from which version of the finder to which, in the log of names."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "name_decision",
        sa.Column("rescreened", sa.Text(), server_default="[]", nullable=False),
    )
