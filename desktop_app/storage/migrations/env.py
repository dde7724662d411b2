"""Alembic's entry: runs the migrations on the connection that `storage.migrate` hands over."""

from alembic import context

from desktop_app.storage.tables import metadata

connection = context.config.attributes["connection"]
# One transaction for all steps, so that a migration that fails leaves the file as it was.
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
