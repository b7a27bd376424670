"""Alembic's entry: runs the steps on the connection that the store hands over."""

from alembic import context

from workbench.store import tables_consent, tables_identifiers  # noqa: F401 - so that their tables are known
from workbench.store.tables import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
