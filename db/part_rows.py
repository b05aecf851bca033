"""Rows of tables that belong to things: what stands, and writing only the difference. Knows tables, no rules."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlmodel import SQLModel

from db.bulk import insert_rows, stream_rows, table_of
from db.directory_writes import columns_of
from db.tables import Change

Row = tuple[Any, ...]


def key_columns(model: type[SQLModel]) -> tuple[str, ...]:
    """The names of the primary key's columns."""
    return tuple(column.name for column in table_of(model).primary_key.columns)


Among = tuple[str, Collection[str]]
"""A column and the values of it that are asked for."""


def standing_rows(connection: Connection, model: type[SQLModel], among: Among | None = None) -> list[Row]:
    """The rows of a table, whole: all, or those ``among`` some values of a column."""
    statement = sa.select(table_of(model))
    if among is None:
        return [tuple(row) for row in stream_rows(connection, statement)]
    column, wanted = table_of(model).c[among[0]], sorted(among[1])
    parts = (wanted[start : start + 500] for start in range(0, len(wanted), 500))
    return [tuple(row) for part in parts for row in stream_rows(connection, statement.where(column.in_(part)))]


def has_value(connection: Connection, model: type[SQLModel], column: str) -> bool:
    """Whether any row of a table has a value in a column."""
    found = sa.select(sa.literal(1)).where(table_of(model).c[column].is_not(None)).limit(1)
    return connection.execute(found).first() is not None


def write_rows(connection: Connection, model: type[SQLModel], rows: Iterable[Sequence[Any]], *, fresh: bool) -> None:
    """Insert rows in the order of their columns; ``fresh`` says that none of their keys stands yet."""
    insert_rows(connection, model, columns_of(model), rows, conflict="fail" if fresh else "replace")


def delete_keys(connection: Connection, model: type[SQLModel], keys: Iterable[Row]) -> None:
    """Delete rows by their primary key, given in the order of ``key_columns``."""
    table, names = table_of(model), key_columns(model)
    told = [{f"b_{name}": value for name, value in zip(names, key, strict=True)} for key in keys]
    if told:
        matching = [table.c[name] == sa.bindparam(f"b_{name}") for name in names]
        connection.execute(sa.delete(table).where(*matching), told)


def came_in_before(connection: Connection, field: str, source: str) -> bool:
    """Whether a first load of this source was told under ``field`` before."""
    change = table_of(Change)
    statement = sa.select(change.c.change_number).where(
        change.c.thing_id == "*", change.c.field == field, change.c.source == source, change.c.new.is_not(None)
    )
    return connection.execute(statement.limit(1)).first() is not None


def held_values(connection: Connection, model: type[SQLModel], column: str) -> frozenset[Any]:
    """The values that a column holds now."""
    return frozenset(connection.execute(sa.select(table_of(model).c[column]).distinct()).scalars())
