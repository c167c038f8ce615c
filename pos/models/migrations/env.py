"""Alembic environment of the outlet's store: runs on a connection that is handed in, in batch mode."""

from alembic import context

from pos.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
