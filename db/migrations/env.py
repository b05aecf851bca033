"""Alembic's entry: runs migrations on the connection that it is handed; SQLite tables are rebuilt in batch mode."""

from alembic import context
from sqlmodel import SQLModel

import db.tables  # noqa: F401 - fills the metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True, compare_type=True)
with context.begin_transaction():
    context.run_migrations()
