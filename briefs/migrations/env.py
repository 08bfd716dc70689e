"""Alembic's way in: runs the revisions on the connection it is handed, in its transaction."""

from alembic import context

from briefs.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite can; the caller has begun the transaction
    render_as_batch=True,
)
context.run_migrations()
