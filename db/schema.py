"""The schema's version: a new work database is made at the newest one, an old one brought to it with its data.

Migrations are run by Alembic. A new SQLite file is made from the models at once, in one transaction: the migrations
from the first on would take ten times as long, and give the same (a test compares the two).
"""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlmodel import SQLModel

HEAD = "0014"
"""The newest revision in db/migrations (a test holds the two together)."""

VERSION_TABLE = """
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)"""
"""As Alembic makes it."""
MIGRATION_LOCK = 5_107_007
MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def ensure_schema(engine: Engine) -> None:
    """Make or upgrade the database unless it stands at the head already; cheap when it does."""
    revision = current_revision(engine)
    if revision is None and engine.dialect.name == "sqlite":
        _make_new(engine)
        revision = current_revision(engine)
    if revision != HEAD:
        upgrade(engine)


def current_revision(engine: Engine) -> str | None:
    """The revision that the database stands at; None when it has no schema yet."""
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def _make_new(engine: Engine) -> None:
    """Make all tables of a SQLite file that has none; of several processes that begin at once, one makes them."""
    import db.tables  # noqa: F401 - fills the metadata; a crawl needs few of the tables, and their models load slowly

    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # the driver would begin only before the first row
        if sa.inspect(connection).get_table_names():
            return
        SQLModel.metadata.create_all(connection)
        connection.exec_driver_sql(VERSION_TABLE)
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the migrations up to ``revision``."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":  # of several machines that begin at once, one migrates
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATION_LOCK)))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
