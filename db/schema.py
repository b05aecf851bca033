"""The schema's version: bringing an old work database to the newest one with its data, through Alembic."""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

HEAD = "0011"
"""The newest revision in db/migrations (a test holds the two together)."""

MIGRATION_LOCK = 5_107_007
MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def ensure_schema(engine: Engine) -> None:
    """Upgrade the database unless it stands at the head already; cheap when it does."""
    if current_revision(engine) != HEAD:
        upgrade(engine)


def current_revision(engine: Engine) -> str | None:
    """The revision that the database stands at; None when it has no schema yet."""
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


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
