"""Bulk writes and reads in Core: tuples straight to the driver, on SQLite and PostgreSQL alike.

Values must be what the driver takes (text, integers, booleans, None); aware datetimes are converted here, enumeration
members are text already. Never builds SQL from anything but table and column names of the schema.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Dialect
from sqlmodel import SQLModel

Row = Sequence[Any]
CHUNK = 20_000


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
    table = table_of(model)
    statement = _insert_statement(table, tuple(columns), conflict, connection.dialect.paramstyle)
    converters = _converters(table, columns, connection.dialect)
    count = 0
    iterator = iter(rows)
    while chunk := list(islice(iterator, CHUNK)):
        count += len(chunk)
        connection.exec_driver_sql(statement, [*map(tuple, _converted(chunk, converters))])
    return count


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
    result = connection.execution_options(yield_per=chunk).execute(statement)
    for part in result.partitions(chunk):
        yield from map(tuple, part)


@cache
def moment(stored: Any) -> datetime:
    """An instant as aware UTC from what ``stream_rows`` gives: text on SQLite, a datetime elsewhere."""
    told = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)


@cache
def _insert_statement(table: sa.Table, columns: tuple[str, ...], conflict: str, paramstyle: str) -> str:
    mark = "?" if paramstyle == "qmark" else "%s"
    names = ", ".join(f'"{name}"' for name in columns)
    statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({", ".join([mark] * len(columns))})'  # noqa: S608
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


def _converted(chunk: list[Row], converters: dict[int, Callable[[Any], Any]]) -> Iterable[Row]:
    if not converters:
        return chunk
    columns = list(zip(*chunk, strict=True))
    for position, convert in converters.items():
        columns[position] = tuple(None if value is None else convert(value) for value in columns[position])
    return zip(*columns, strict=True)
