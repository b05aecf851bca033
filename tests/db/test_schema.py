"""The schema and its migrations are one thing, on SQLite and PostgreSQL; the database itself refuses wrong words."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

import db.tables
from db.bulk import _insert_statement
from db.engine import BUSY_TIMEOUT_SECONDS, open_engine
from db.schema import HEAD, MIGRATIONS, current_revision, ensure_schema, upgrade

TABLES = SQLModel.metadata.sorted_tables
ENUMERATIONS = [
    (table.name, column.name) for table in TABLES for column in table.columns if isinstance(column.type, sa.Enum)
]
POSTGRESQL: Any = postgresql.dialect()  # type: ignore[no-untyped-call]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{tmp_path / 'deep' / 'work.sqlite'}")
    yield engine
    engine.dispose()


def config(connection: Connection) -> Config:
    told = Config()
    told.set_main_option("script_location", str(MIGRATIONS))
    told.attributes["connection"] = connection
    return told


def definitions(engine: Engine) -> dict[str, str]:
    """The definition of every table and index of a SQLite database."""
    statement = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'alembic%'"
    with engine.connect() as connection:
        return {row[0]: row[1] for row in connection.execute(sa.text(statement))}


def test_the_named_head_is_the_newest_script() -> None:
    told = Config()
    told.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(told).get_heads() == [HEAD]


def test_an_empty_database_is_brought_to_the_head_and_then_left_alone(engine: Engine) -> None:
    assert current_revision(engine) is None
    ensure_schema(engine)
    assert current_revision(engine) == HEAD
    before = definitions(engine)
    ensure_schema(engine)
    upgrade(engine)
    assert definitions(engine) == before
    assert {table.name for table in TABLES} <= before.keys()


@pytest.mark.parametrize("make", [upgrade, ensure_schema])
def test_the_database_is_what_the_models_say(make: Callable[[Engine], None], engine: Engine) -> None:
    make(engine)
    assert current_revision(engine) == HEAD
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_a_database_that_is_made_at_once_is_what_the_migrations_give(engine: Engine, tmp_path: Path) -> None:
    upgrade(engine)
    made = open_engine(f"sqlite:///{tmp_path / 'made.sqlite'}")
    ensure_schema(made)
    told, wanted = definitions(engine), definitions(made)
    columns = [{name: columns_of(one, name) for name in told} for one in (engine, made)]
    made.dispose()
    assert columns[0] == columns[1]
    assert told.keys() == wanted.keys()
    for name in wanted:
        for part in ("CHECK", "WITHOUT ROWID", "UNIQUE", "REFERENCES"):
            assert told[name].count(part) == wanted[name].count(part), (name, part)


def columns_of(engine: Engine, table: str) -> list[tuple[Any, ...]]:
    """Name, type, whether it may be null, and place in the key of every column of a SQLite table."""
    with engine.connect() as connection:
        statement = 'SELECT name, type, "notnull", pk FROM pragma_table_info(:table)'
        rows = connection.execute(sa.text(statement), {"table": table})
        return sorted(map(tuple, rows))


def test_a_database_without_a_whole_schema_is_never_taken_for_a_new_one(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE home (number INTEGER)"))
    with pytest.raises(sa.exc.OperationalError, match="home"):
        ensure_schema(engine)


def test_two_that_make_a_database_at_once_make_one(tmp_path: Path) -> None:
    engines = [open_engine(f"sqlite:///{tmp_path / 'work.sqlite'}") for _ in range(4)]
    with ThreadPoolExecutor(len(engines)) as pool:
        list(pool.map(ensure_schema, engines))
    assert {current_revision(engine) for engine in engines} == {HEAD}
    for engine in engines:
        engine.dispose()


@pytest.mark.parametrize("make", [upgrade, ensure_schema])
def test_a_downgrade_and_an_upgrade_give_the_same_schema(make: Callable[[Engine], None], engine: Engine) -> None:
    make(engine)
    with engine.begin() as connection:
        command.downgrade(config(connection), "base")
    assert definitions(engine) == {}
    upgrade(engine)
    before = definitions(engine)
    with engine.begin() as connection:
        command.downgrade(config(connection), "base")
    upgrade(engine)
    assert definitions(engine) == before


def test_an_upgrade_keeps_the_rows(engine: Engine) -> None:
    ensure_schema(engine)
    fill(engine, "home", web_kind="sample")
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM home")).scalar() == 1


def test_a_database_of_before_the_indexes_went_keeps_its_identities_and_prices(engine: Engine) -> None:
    upgrade(engine, "0004")
    for table in ("identity", "price"):
        for number in (1, 2):
            fill(engine, table, number)
    ensure_schema(engine)
    with engine.connect() as connection:
        told = connection.execute(sa.text("SELECT thing_id, anchor, price_id FROM identity, price")).all()
    assert len(told) == 4
    assert ("thing_id-2", "anchor-2", "price_id-1") in map(tuple, told)
    with pytest.raises(sa.exc.IntegrityError, match="UNIQUE"):
        fill(engine, "identity", 1)


@pytest.mark.parametrize(("table", "column"), ENUMERATIONS)
def test_every_word_of_an_enumeration_is_taken_and_another_is_refused(table: str, column: str, engine: Engine) -> None:
    ensure_schema(engine)
    kind: Any = SQLModel.metadata.tables[table].c[column].type
    for number, word in enumerate(kind.enums, start=1):
        fill(engine, table, number, **{column: word})
    for wrong in ("", "Accepted", "nonsense", kind.enums[0] + " "):
        with pytest.raises(sa.exc.IntegrityError, match=r"CHECK|check"):
            fill(engine, table, 99, **{column: wrong})


def test_there_are_enumerations_to_check() -> None:
    assert {column for _, column in ENUMERATIONS} == {
        "verdict", "web_kind", "listing", "cause", "thing_kind", "kind", "action", "state",
    }  # fmt: skip


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table.name))
def test_the_schema_compiles_for_postgresql(table: sa.Table) -> None:
    statement = str(CreateTable(table).compile(dialect=POSTGRESQL))
    assert table.name in statement
    assert "ROWID" not in statement
    for index in table.indexes:
        assert str(CreateIndex(index).compile(dialect=POSTGRESQL))
    for column in table.columns:
        if isinstance(column.type, sa.DateTime) or "DateTime" in type(column.type).__name__:
            assert f"{column.name} TIMESTAMP WITH TIME ZONE" in statement, column.name


@pytest.mark.parametrize("conflict", ["fail", "ignore", "replace"])
def test_bulk_statements_are_written_for_postgresql_too(conflict: str) -> None:
    table = SQLModel.metadata.tables["reading"]
    told = _insert_statement(table, tuple(table.c.keys()), conflict, "pyformat")
    assert told.count("%s") == len(table.c)
    assert "?" not in told
    assert ("ON CONFLICT" in told) is (conflict != "fail")


def test_sqlite_is_opened_with_a_log_foreign_keys_and_patience(engine: Engine) -> None:
    with engine.connect() as connection:
        told = {
            name: connection.execute(sa.text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }
    assert told == {
        "journal_mode": "wal", "foreign_keys": 1, "busy_timeout": BUSY_TIMEOUT_SECONDS * 1000, "synchronous": 1,
    }  # fmt: skip


def test_a_capture_needs_its_run(engine: Engine) -> None:
    ensure_schema(engine)
    with pytest.raises(sa.exc.IntegrityError, match="FOREIGN KEY"):
        fill(engine, "capture", run_number=4)


def fill(engine: Engine, table: str, number: int = 1, **told: Any) -> None:
    """Insert a row by plain SQL, with made values where none are given."""
    columns = [c for c in SQLModel.metadata.tables[table].columns if not c.nullable or c.name in told or c.primary_key]
    values = {c.name: told.get(c.name, made_value(c, number)) for c in columns}
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join(f":{name}" for name in values)
    with engine.begin() as connection:
        connection.execute(sa.text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), values)  # noqa: S608


def made_value(column: sa.Column[Any], number: int) -> Any:
    if isinstance(column.type, sa.Enum):
        return column.type.enums[0]
    if "DateTime" in type(column.type).__name__:
        return datetime(2026, 3, 1, tzinfo=UTC).isoformat()
    return number if isinstance(column.type, sa.Integer | sa.Boolean) else f"{column.name}-{number}"


def test_every_table_has_a_model_that_is_named() -> None:
    assert len(TABLES) == len(db.tables.__all__)
