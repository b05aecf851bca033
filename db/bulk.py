"""Bulk writes and reads in Core: tuples straight to the driver, on SQLite and PostgreSQL alike.

SQLite is given hundreds of rows a statement, which takes a third less time than a statement a row.

Values must be what the driver takes (text, integers, booleans, None); aware datetimes are converted here, enumeration
members are text already. Never builds SQL from anything but table and column names of the schema.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from itertools import chain, islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Dialect
from sqlmodel import SQLModel

Row = Sequence[Any]
CHUNK = 20_000
VALUES_AT_ONCE = 8_000
"""Parameters of one statement on SQLite, whose own limit is 32,766 (since 2020)."""


def dialect_of(connection: Connection) -> Any:
    """SQLAlchemy's module of the database's dialect, for what is written the same in both and not in the general one.

    Only that one is loaded: PostgreSQL's takes as long as ten small transactions.
    """
    return import_module(f"sqlalchemy.dialects.{connection.dialect.name}")


def table_of(model: type[SQLModel]) -> sa.Table:
    """The Core table of a model."""
    table: sa.Table = model.__table__  # type: ignore[attr-defined]
    return table


def insert_rows(
    connection: Connection,
    model: type[SQLModel],
    columns: Sequence[str],
    rows: Iterable[Row],
    *,
    conflict: str = "fail",
) -> int:
    """Insert tuples in chunks; ``conflict`` is fail, ignore or replace (by primary key). Returns the rows given."""
    table, names = table_of(model), tuple(columns)
    style = connection.dialect.paramstyle
    converters = _converters(table, names, connection.dialect)
    at_once = max(1, VALUES_AT_ONCE // len(names)) if connection.dialect.name == "sqlite" else 1
    count = 0
    iterator = iter(rows)
    while part := list(islice(iterator, at_once if at_once > 1 else CHUNK)):
        count += len(part)
        values = _converted(part, len(names), converters)
        if len(part) == at_once:
            connection.exec_driver_sql(_insert_statement(table, names, conflict, style, at_once), tuple(values))
        else:
            single = list(zip(*[iter(values)] * len(names), strict=True))
            connection.exec_driver_sql(_insert_statement(table, names, conflict, style), single)
    return count


def changed_rows(connection: Connection) -> int | None:
    """How many rows this connection has ever changed, by SQLite's own count; None elsewhere."""
    if connection.dialect.name != "sqlite":
        return None
    return int(connection.exec_driver_sql("SELECT total_changes()").scalar_one())


def stream_rows(connection: Connection, statement: sa.Select[Any], chunk: int = CHUNK) -> Iterator[Row]:
    """Rows of a select as the driver gives them (see ``moment`` for instants), in chunks and never all at once.

    On SQLite this goes around the result processing of SQLAlchemy, which costs more than reading the rows.
    """
    if connection.dialect.name == "sqlite":
        compiled = statement.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
        values = compiled.construct_params()
        cursor = connection.connection.cursor()
        try:
            cursor.execute(str(compiled), [values[name] for name in compiled.positiontup or ()])
            while rows := cursor.fetchmany(chunk):
                yield from rows
        finally:
            cursor.close()
        return
    result = connection.execute(statement, execution_options={"yield_per": chunk})
    for part in result.partitions(chunk):
        yield from map(tuple, part)


@cache
def moment(stored: Any) -> datetime:
    """An instant as aware UTC from what ``stream_rows`` gives: text on SQLite, a datetime elsewhere."""
    told = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)


@cache
def _insert_statement(table: sa.Table, columns: tuple[str, ...], conflict: str, paramstyle: str, rows: int = 1) -> str:
    mark = "?" if paramstyle == "qmark" else "%s"
    names = ", ".join(f'"{name}"' for name in columns)
    row = f"({', '.join([mark] * len(columns))})"
    statement = f'INSERT INTO "{table.name}" ({names}) VALUES {", ".join([row] * rows)}'  # noqa: S608
    if conflict == "ignore":
        return statement + " ON CONFLICT DO NOTHING"
    if conflict == "replace":
        keys = [column.name for column in table.primary_key.columns]
        changed = ", ".join(f'"{name}" = excluded."{name}"' for name in columns if name not in keys)
        return f"{statement} ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {changed}"
    return statement


def _converters(table: sa.Table, columns: Sequence[str], dialect: Dialect) -> dict[int, Callable[[Any], Any]]:
    found: dict[int, Callable[[Any], Any]] = {}
    for position, name in enumerate(columns):
        kind = table.c[name].type
        plain = kind.impl_instance if isinstance(kind, sa.types.TypeDecorator) else kind
        if not isinstance(plain, sa.DateTime):
            continue
        if processor := kind.dialect_impl(dialect).bind_processor(dialect):
            found[position] = cache(processor)
    return found


def _converted(rows: list[Row], width: int, converters: dict[int, Callable[[Any], Any]]) -> list[Any]:
    """The values of all rows, one row after the other, as the driver takes them."""
    values = list(chain.from_iterable(rows))
    if len(values) != width * len(rows):
        raise ValueError(f"rows of {width} values were expected")
    for position, convert in converters.items():
        values[position::width] = [None if value is None else convert(value) for value in values[position::width]]
    return values
